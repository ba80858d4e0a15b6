// What a condition asks of single facts: enough to see that it can never be true, or that two conditions exclude each
// other. Promises: "never" and "apart" are certain; where it cannot tell, it says that things may happen.
// Costs: a condition is taken apart once, however often it is compared.
#pragma once

#include <map>
#include <memory>
#include <utility>

#include "rules/pack.h"

namespace claimassay::rules {

class Overlap {
 public:
  /// The pack must outlive it, with its rules where they stand.
  explicit Overlap(const Pack& pack);
  ~Overlap();

  /// True when no facts could make the condition true.
  bool never(const Expr& condition);
  /// True when no facts could make both true.
  bool never_both(const Expr& a, const Expr& b);
  /// True when whatever makes the first true makes the second true, as far as it is known at all.
  bool implies(const Expr& a, const Expr& b);

 private:
  struct Cases;
  const Cases& of(const Expr& e, bool positive);
  bool apart(const Cases& a, const Cases& b);

  const Pack& pack_;
  std::map<std::pair<const Expr*, bool>, std::unique_ptr<const Cases>> known_;
};

}  // namespace claimassay::rules
