// What the Spirit X3 grammars of this room share: parsers over LexTokens, and a trail of captures. Included by .cpp
// files only: Spirit is slow to compile. Captures are written to a trail in the context, not to attributes, because
// alternatives of sequences do not flatten into structs; a branch that fails takes its captures back (attempt). The
// context is built once per parse, not per rule.
#pragma once

#include <boost/spirit/home/x3.hpp>

#include <string_view>
#include <vector>

#include "parser/lexer.h"

namespace claimassay::grammar {

namespace x3 = boost::spirit::x3;

using Position = const LexToken*;

struct Capture {
  int role = 0;
  Position begin = nullptr;
  Position end = nullptr;
};

struct Trail {
  std::vector<Capture> captures;
  const Capture* find(int role) const {
    for (const Capture& capture : captures) {
      if (capture.role == role) return &capture;
    }
    return nullptr;
  }
};
struct trail_tag;

/// A token for which a predicate holds.
template <class Predicate>
struct TokenWhere : x3::parser<TokenWhere<Predicate>> {
  using attribute_type = x3::unused_type;
  static constexpr bool has_attribute = false;
  explicit constexpr TokenWhere(Predicate predicate) : predicate(predicate) {}

  template <class Iterator, class Context, class RuleContext, class Attribute>
  bool parse(Iterator& first, const Iterator& last, const Context&, RuleContext&, Attribute&) const {
    if (first == last || !predicate(*first)) return false;
    ++first;
    return true;
  }
  Predicate predicate;
};

template <class Predicate>
constexpr TokenWhere<Predicate> where(Predicate predicate) {
  return TokenWhere<Predicate>(predicate);
}
/// A token of any of these lexicon classes.
constexpr auto of_class(Classes any) {
  return where([any](const LexToken& token) { return token.is(any); });
}
constexpr auto number_token() {
  return where([](const LexToken& token) { return token.kind == TokenKind::number; });
}
constexpr auto symbol(char32_t c) {
  return where([c](const LexToken& token) { return token.symbol == c; });
}
template <std::size_t n>
constexpr auto symbol_of(const char32_t (&any)[n]) {
  return where([&any](const LexToken& token) {
    for (std::size_t i = 0; i + 1 < n; ++i) {
      if (token.symbol == any[i]) return true;
    }
    return false;
  });
}

/// The subject, or nothing at all: its captures are taken back when it fails.
template <class Subject>
struct Attempt : x3::unary_parser<Subject, Attempt<Subject>> {
  using base_type = x3::unary_parser<Subject, Attempt<Subject>>;
  using attribute_type = x3::unused_type;
  static constexpr bool has_attribute = false;
  constexpr explicit Attempt(const Subject& subject) : base_type(subject) {}

  template <class Iterator, class Context, class RuleContext, class Attribute>
  bool parse(Iterator& first, const Iterator& last, const Context& context, RuleContext& rule,
             Attribute& attribute) const {
    Trail& trail = x3::get<trail_tag>(context);
    const std::size_t kept = trail.captures.size();
    const Iterator begin = first;
    if (this->subject.parse(first, last, context, rule, attribute)) return true;
    first = begin;
    trail.captures.resize(kept);
    return false;
  }
};

/// The subject, remembered under a role.
template <class Subject>
struct Remember : x3::unary_parser<Subject, Remember<Subject>> {
  using base_type = x3::unary_parser<Subject, Remember<Subject>>;
  using attribute_type = x3::unused_type;
  static constexpr bool has_attribute = false;
  constexpr Remember(const Subject& subject, int role) : base_type(subject), role(role) {}

  template <class Iterator, class Context, class RuleContext, class Attribute>
  bool parse(Iterator& first, const Iterator& last, const Context& context, RuleContext& rule,
             Attribute& attribute) const {
    const Iterator begin = first;
    if (!this->subject.parse(first, last, context, rule, attribute)) return false;
    x3::get<trail_tag>(context).captures.push_back({role, begin, first});
    return true;
  }
  int role;
};

/// A subject that may also match nothing, and is only tried where a token may begin it: most tokens cannot, and asking one
/// of them costs less than having every alternative fail.
template <class Subject, class Predicate>
struct WhereBegins : x3::unary_parser<Subject, WhereBegins<Subject, Predicate>> {
  using base_type = x3::unary_parser<Subject, WhereBegins<Subject, Predicate>>;
  using attribute_type = x3::unused_type;
  static constexpr bool has_attribute = false;
  constexpr WhereBegins(const Subject& subject, Predicate predicate) : base_type(subject), predicate(predicate) {}

  template <class Iterator, class Context, class RuleContext, class Attribute>
  bool parse(Iterator& first, const Iterator& last, const Context& context, RuleContext& rule,
             Attribute& attribute) const {
    if (first == last || !predicate(*first)) return true;
    return this->subject.parse(first, last, context, rule, attribute);
  }
  Predicate predicate;
};

template <class P, class Predicate>
constexpr auto where_begins(Predicate predicate, const P& p) {
  using Subject = typename x3::extension::as_parser<P>::value_type;
  return WhereBegins<Subject, Predicate>(x3::as_parser(p), predicate);
}
template <class P>
constexpr auto attempt(const P& p) {
  return Attempt<typename x3::extension::as_parser<P>::value_type>(x3::as_parser(p));
}
template <class Role, class P>
constexpr auto remember(Role role, const P& p) {
  return Remember<typename x3::extension::as_parser<P>::value_type>(x3::as_parser(p), static_cast<int>(role));
}

/// Parses from `first`; the end of what was read, or null. The trail holds the captures of a successful parse only.
template <class P>
Position parse_at(const P& p, Position first, Position last, Trail& trail) {
  trail.captures.clear();
  const auto context = x3::make_context<trail_tag>(trail);
  Position at = first;
  if (p.parse(at, last, context, x3::unused, x3::unused)) return at;
  trail.captures.clear();
  return nullptr;
}

}  // namespace claimassay::grammar
