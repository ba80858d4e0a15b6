// Two packs side by side.
#include "rules/compare.h"

#include "tests/unit/rules/demo_pack.h"

using namespace claimassay;
using namespace claimassay::rules;

TEST_CASE("what was added, removed and changed; what stands elsewhere in other order is the same") {
  const std::string few = rule_text("a.few", "domain imprecision when body.events < ois.few", "downgrade 1");
  const std::string large = rule_text("a.large", "domain imprecision when body.effect < 0.5", "no-concern");
  const std::string fifty = "parameter ois.few = 50 since 2020 source house \"a test\"\n";
  const std::string sixty = "parameter ois.few = 60 since 2020 source house \"a test\"\n";
  const Pack before = demo_pack(few + large + fifty);
  CHECK(difference(before, demo_pack(fifty + large + "# moved\n" + few)).empty());

  const PackDifference changed = difference(
      before, demo_pack(few + sixty + rule_text("a.new", "domain imprecision when body.i2 > 90", "no-concern")));
  CHECK(changed.added == std::vector<std::string>{"rule a.new"});
  CHECK(changed.removed == std::vector<std::string>{"rule a.large"});
  CHECK(changed.changed == std::vector<std::string>{"parameter ois.few"});
}
