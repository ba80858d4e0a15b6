// Facts: what the rules see. A fact has a name, a value or "unknown" with the reason, where it came from, and the words it
// rests on. A Scope is a set of facts about one thing (an article, a claim, a body of evidence, a source, an estimate)
// with the things inside it; rules quantify over those.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/span.h"
#include "core/vocabulary.h"

namespace claimassay {

/// Ranked by trust, least trusted last: a given fact outranks a read one.
enum class FactOrigin { given, declared, indexed, read, derived };
template <>
struct Vocabulary<FactOrigin> {
  static constexpr std::string_view words[] = {"given", "declared", "indexed", "read", "derived"};
};

struct Interval {
  double low = 0;
  double high = 0;
  friend bool operator==(const Interval&, const Interval&) = default;
};

/// Nothing known; kept apart from false and from zero.
struct Unknown {
  friend bool operator==(const Unknown&, const Unknown&) = default;
};

using TextSet = std::vector<std::string>;
using Value = std::variant<Unknown, bool, double, std::string, Interval, TextSet>;

/// Words of a text that a fact rests on.
struct Quote {
  std::string source;   ///< "claim", or the record's id: "pmid:12345"
  std::string section;  ///< "title", "abstract", or empty
  Span span;            ///< into that text
  std::string text;
};

struct Fact {
  std::string name;  ///< "body.events"
  Value value;
  std::string why_unknown;  ///< set when value is Unknown: "not reported"
  FactOrigin origin = FactOrigin::read;
  std::vector<Quote> quotes;

  bool known() const { return !std::holds_alternative<Unknown>(value); }
};

enum class ScopeKind { article, section, claim, body, source, estimate };
template <>
struct Vocabulary<ScopeKind> {
  static constexpr std::string_view words[] = {"article", "section", "claim", "body", "source", "estimate"};
};

struct Scope {
  ScopeKind kind = ScopeKind::claim;
  std::string id;  ///< claim key, record id ...; for messages and explanations
  std::vector<Fact> facts;
  std::vector<Scope> inside;

  /// The fact of that name in this scope itself; the most trusted where there are several.
  const Fact* find(std::string_view name) const;
  void set(std::string name, Value value, FactOrigin origin, std::vector<Quote> quotes = {});
  void set_unknown(std::string name, std::string why);
};

/// For messages: 0.75, "rct", [a, b], 0.6 to 0.9, unknown.
std::string to_text(const Value& value);

}  // namespace claimassay
