#include "rules/facts.h"

#include "core/text.h"

namespace claimassay::rules {

namespace {

std::vector<std::string> split(std::string_view text, char by) {
  std::vector<std::string> out;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(by, begin), text.size());
    if (by != ' ' || end > begin) out.emplace_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return out;
}

}  // namespace

std::optional<ScopeKind> scope_of_name(std::string_view name) {
  return from_word<ScopeKind>(name.substr(0, std::min(name.find('.'), name.size())));
}

int FactRegistry::add(FactInfo info) {
  const auto [at, fresh] = ids_.emplace(info.name, static_cast<int>(facts_.size()));
  if (fresh) {
    facts_.push_back(std::move(info));
  } else {
    facts_[static_cast<std::size_t>(at->second)] = std::move(info);
  }
  return at->second;
}

int FactRegistry::find(std::string_view name) const {
  const auto found = ids_.find(name);
  return found == ids_.end() ? -1 : found->second;
}

void FactRegistry::read(const Source& table, Diagnostics& diagnostics) {
  for (std::size_t begin = 0; begin < table.text.size();) {
    const std::size_t end = std::min(table.text.find('\n', begin), table.text.size());
    const std::string_view line = trim(std::string_view(table.text).substr(begin, end - begin));
    const Span span{begin, end};
    begin = end + 1;
    if (line.empty() || line.front() == '#') continue;
    const std::vector<std::string> cells = split(line, '\t');
    const auto complain = [&](const std::string& what) {
      diagnostics.error_at(table, span, "fact-table", what, "five columns: name, scope, type, words, meaning");
    };
    if (cells.size() != 5) {
      complain("this line has " + std::to_string(cells.size()) + " columns");
      continue;
    }
    const auto scope = from_word<ScopeKind>(cells[1]);
    const auto type = from_word<Type>(cells[2]);
    if (!scope || !type || *type > Type::interval) {
      complain("'" + (scope ? cells[2] : cells[1]) + "' is no " + (scope ? "type" : "scope"));
      continue;
    }
    if (find(cells[0]) >= 0) {
      complain("a second line for '" + cells[0] + "'");
      continue;
    }
    add({cells[0], *scope, *type, split(cells[3], ' '), cells[4]});
  }
}

}  // namespace claimassay::rules
