// Values in words: what `because` and `suggest` say.
#include <fmt/format.h>

#include <cmath>

#include "core/spaced.h"
#include "core/text.h"
#include "rules/machine.h"

namespace claimassay::rules {

namespace {

/// As people write numbers: 1020, 24,310, 0.05. Sums of decimals show no rounding noise.
std::string number_text(double value) {
  if (std::abs(value) < 1e15 && value == std::floor(value)) {
    std::string digits = fmt::format("{:.0f}", std::abs(value));
    if (digits.size() > 4) {
      for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, ",");
    }
    return (value < 0 ? "-" : "") + digits;
  }
  return fmt::format("{:.10g}", value);
}

std::string listed(const TextSet& set) {
  std::string out;
  for (std::size_t i = 0; i < set.size(); ++i) {
    if (i > 0) out += i + 1 == set.size() ? " and " : ", ";
    out += spaced(set[i]);
  }
  return out.empty() ? "none" : out;
}

std::string capital(const std::string& text) {
  if (text.empty()) return text;
  std::size_t size = 1;
  const char32_t first = character_at(text, 0, &size);
  // ASCII suffices for English sentences; other letters stay as they are.
  if (first < 'a' || first > 'z') return text;
  return static_cast<char>(first - 'a' + 'A') + text.substr(1);
}

}  // namespace

std::string Conditions::shown(const Expr& e, const Bound& bound, bool& known) {
  if (e.op == Op::name && e.refers == Refers::fact && (e.type == Type::level || e.type == Type::word)) {
    int node = 0;
    const Fact* found = fact(e, bound, node);
    known = found && std::holds_alternative<std::string>(found->value);
    return known ? spaced(std::get<std::string>(found->value)) : "not known";
  }
  const Result result = value(e, bound);
  known =
      result.kind != Result::Kind::unknown && !(result.kind == Result::Kind::truth && result.truth == Truth::unknown);
  switch (result.kind) {
    case Result::Kind::number:
      if (result.low == result.high) return number_text(result.low);
      return number_text(result.low) + " to " + number_text(result.high);
    case Result::Kind::interval: return number_text(result.low) + " to " + number_text(result.high);
    case Result::Kind::text: return std::string(result.text);
    case Result::Kind::set: return listed(*result.set);
    case Result::Kind::truth:
      if (known) return result.truth == Truth::yes ? "yes" : "no";
      break;
    case Result::Kind::unknown: break;
  }
  return "not known";
}

std::string Conditions::render(const Template& text, const Bound& bound, bool& complete) {
  std::string out;
  for (const TemplatePiece& piece : text.pieces) {
    out += piece.text;
    if (!piece.value) continue;
    bool known = false;
    const std::string value = shown(*piece.value, bound, known);
    complete = complete && known;
    out += piece.capital ? capital(value) : value;
  }
  return out;
}

}  // namespace claimassay::rules
