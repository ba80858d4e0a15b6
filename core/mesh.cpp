#include "core/mesh.h"

#include "core/json.h"
#include "core/text.h"

namespace claimassay {

std::string mesh_key(std::string_view term) {
  const std::string plain = fold_plain(term);
  std::string key;
  for (const Token& token : tokens(plain)) {
    if (token.kind == TokenKind::symbol) continue;
    if (!key.empty()) key += ' ';
    key.append(plain, token.span.begin, token.span.size());
  }
  // A term of nothing but signs is its own key: no key would be everybody's.
  return key.empty() ? plain : key;
}

std::string descriptor_line(const MeshDescriptor& descriptor) {
  JsonWriter json;
  json.begin_object().field("ui", descriptor.ui).field("name", descriptor.name);
  json.field("descriptor_class", descriptor.descriptor_class).field("tree_numbers", descriptor.tree_numbers);
  json.field("entry_terms", descriptor.entry_terms).field("actions", descriptor.actions);
  json.field("scope_note", descriptor.scope_note).field("revised", descriptor.revised.iso());
  json.field("edition", descriptor.edition).end_object();
  return json.take() + '\n';
}

}  // namespace claimassay
