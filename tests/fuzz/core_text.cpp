// core/text.h and core/identifiers.h on any bytes: no crash, valid UTF-8 out, spans in order and inside the text,
// normal forms that are their own normal form.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "core/identifiers.h"
#include "core/text.h"

using namespace claimassay;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void require_valid(std::string_view text) { require(!first_invalid_utf8(text)); }

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto converted = to_utf8(bytes, "windows-1252")) require_valid(*converted);
  if (const auto converted = to_utf8(bytes, "UTF-16LE")) require_valid(*converted);
  const std::string text = replace_invalid_utf8(bytes);
  require_valid(text);

  require_valid(printable(text));
  require_valid(fold(text));
  require_valid(fold_plain(text));
  require_valid(collapse_space(text));
  require(collapse_space(collapse_space(text)) == collapse_space(text));
  display_width(text);

  std::size_t after = 0;
  for (const Token& token : tokens(text)) {
    require(token.span.begin >= after && token.span.begin < token.span.end && token.span.end <= text.size());
    after = token.span.end;
    if (token.kind == TokenKind::word)
      require_valid(stem(fold(std::string_view(text).substr(token.span.begin, token.span.size()))));
  }
  after = 0;
  for (const Span sentence : sentences(text)) {
    require(sentence.begin >= after && sentence.begin < sentence.end && sentence.end <= text.size());
    after = sentence.end;
  }

  if (const auto pmid = parse_pmid(text)) require(*pmid > 0 && parse_pmid(std::to_string(*pmid)) == pmid);
  if (const auto pmc = parse_pmc(text)) require(parse_pmc(*pmc) == pmc);
  if (const auto doi = parse_doi(text)) require(parse_doi(*doi) == doi);
  return 0;
}
