#include "core/fact.h"

#include <fmt/format.h>

namespace claimassay {

const Fact* Scope::find(std::string_view name) const {
  const Fact* best = nullptr;
  for (const Fact& fact : facts) {
    if (fact.name != name) continue;
    if (!best || (fact.known() && (!best->known() || fact.origin < best->origin))) best = &fact;
  }
  return best;
}

void Scope::set(std::string name, Value value, FactOrigin origin, std::vector<Quote> quotes) {
  facts.push_back({std::move(name), std::move(value), "", origin, std::move(quotes)});
}

void Scope::set_unknown(std::string name, std::string why) {
  facts.push_back({std::move(name), Unknown{}, std::move(why), FactOrigin::derived, {}});
}

std::string to_text(const Value& value) {
  struct Printer {
    std::string operator()(Unknown) const { return "unknown"; }
    std::string operator()(bool b) const { return b ? "true" : "false"; }
    std::string operator()(double d) const { return fmt::format("{}", d); }
    std::string operator()(const std::string& s) const { return s; }
    std::string operator()(const Interval& i) const { return fmt::format("{} to {}", i.low, i.high); }
    std::string operator()(const TextSet& set) const {
      std::string out = "[";
      for (const std::string& item : set) out += (out.size() > 1 ? ", " : "") + item;
      return out + "]";
    }
  };
  return std::visit(Printer{}, value);
}

}  // namespace claimassay
