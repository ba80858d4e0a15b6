// The predicates of a sentence, found by the claim shapes from left to right, and how they hang together: which go on with the
// subject of the one before, which only end its clause.
// Promises: every token is looked at by every shape at most once, and no shape sees further than `longest_predicate`, so
// that a sentence of any length costs no more than its tokens.
#pragma once

#include <cstddef>
#include <vector>

#include "parser/claim_shape.h"

namespace claimassay {

struct Predicate {
  const ClaimShape* shape;
  ShapeMatch match;
  bool is(std::string_view name) const { return shape->name == name; }
};

/// A shape is tried where what it needs is there (ClaimShape::needs); with `always`, everywhere, which only costs time.
std::vector<Predicate> find_predicates(const std::vector<LexToken>& tokens, bool always = false);

/// "X reduces Y and promotes Z", "X reduces Y, easing Z": the second verb has the subject of the first.
bool goes_on(const std::vector<Predicate>& found, std::size_t i);
/// ", reducing Y", ", resulting in Y": the end of the clause before.
bool ends_clause(const std::vector<Predicate>& found, std::size_t i);

}  // namespace claimassay
