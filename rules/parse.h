// Reads a rule file. All problems are reported, one per declaration, each at its place with what was expected; what
// could be read is returned beside them. Refuses: nesting deeper than 200, files over 8 MB, a declaration of over
// 100,000 tokens. Costs: one pass; about 50 MB/s. Names are not looked up here: the checker does that.
#pragma once

#include <optional>

#include "core/diagnostic.h"
#include "rules/ast.h"

namespace claimassay::rules {

RuleFile parse_rules(const Source& source, Diagnostics& diagnostics);

/// One condition, as it stands after `when`; for the manual's tests and for tools.
std::optional<Expr> parse_condition(const Source& source, Diagnostics& diagnostics);

}  // namespace claimassay::rules
