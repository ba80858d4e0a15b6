// Packs: layers, folders of --rules without a rebuild, dates, hashes; and hostile rule files.
#include <unistd.h>

#include <filesystem>

#include "core/embedded.h"
#include "rules/evaluate.h"
#include "rules/examples.h"
#include "rules/parse.h"
#include "tests/unit/rules/demo_pack.h"

using namespace claimassay;
using namespace claimassay::rules;

namespace fs = std::filesystem;

namespace {

struct Folder {
  fs::path path;
  Folder() {
    std::string name = (fs::temp_directory_path() / "claimassay-rules-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()));
    path = name;
  }
  ~Folder() { fs::remove_all(path); }
  void write(const std::string& name, const std::string& text) const {
    fs::create_directories((path / name).parent_path());
    std::ofstream(path / name) << text;
  }
};

const std::string framework =
    "framework mine\nversion \"7\"\nlevel high = 4, low = 2\ndomain imprecision worst at most 3\n";

std::string few(const std::string& limit) {
  return "rule mine.few title \"t\" source \"s\" domain imprecision when body.events < " + limit +
         "\nthen downgrade 1\nexample \"a\" { body.events: 50 } expect downgrade 1\n"
         "example \"b\" { body.events: 5000 } expect nothing\n";
}

bool fires(const Pack& pack, double events) {
  Scope body;
  body.kind = ScopeKind::body;
  body.set("body.events", events, FactOrigin::given);
  return !evaluate(pack, body).empty();
}

}  // namespace

TEST_CASE("a folder of rules is a pack, changed and extended without a rebuild") {
  const Folder folder;
  folder.write("mine/framework.rule", framework);
  folder.write("mine/few.rule", few("300"));
  folder.write("mine/notes.txt", "not a rule");
  Diagnostics diagnostics;
  const auto pack = load_pack("mine", folder.path.string(), "2026-01-01", diagnostics);
  INFO(draw(diagnostics));
  REQUIRE(pack);
  CHECK(pack->name() == "mine 7");
  CHECK(fires(*pack, 200));

  SECTION("a rule of the same id above it replaces it, and the hash tells") {
    folder.write("change.rule", few("100"));
    const auto changed = load_pack("mine", folder.path.string(), "2026-01-01", diagnostics);
    REQUIRE(changed);
    CHECK_FALSE(fires(*changed, 200));
    CHECK(fires(*changed, 60));
    CHECK(changed->rules.size() == 1);
    CHECK(changed->hash != pack->hash);
  }
  SECTION("another pack extends it, adds, replaces and removes") {
    folder.write("yours/framework.rule", "framework yours version \"1\" extends mine\n");
    folder.write("yours/start.rule",
                 "rule yours.start title \"t\" source \"s\" when body.randomised then start low\n"
                 "example \"a\" { body.randomised: true } expect start low example \"b\" { } expect nothing\n"
                 "\nremove mine.few because \"not wanted here\"\n");
    const auto yours = load_pack("yours", folder.path.string(), "2026-01-01", diagnostics);
    INFO(draw(diagnostics));
    REQUIRE(yours);
    CHECK(yours->find("mine.few") == nullptr);
    CHECK(yours->find("yours.start") != nullptr);
    CHECK(yours->level("low") != nullptr);
  }
  SECTION("packs that extend each other are refused") {
    folder.write("mine/framework.rule", "framework mine version \"1\" extends mine\n");
    CHECK_FALSE(load_pack("mine", folder.path.string(), "2026-01-01", diagnostics));
    CHECK(diagnostics.has_errors());
  }
  SECTION("an unknown pack is refused by name") {
    CHECK_FALSE(load_pack("nobody", folder.path.string(), "2026-01-01", diagnostics));
    CHECK(draw(diagnostics).find("'nobody'") != std::string::npos);
  }
}

TEST_CASE("of dated parameters the one in force counts") {
  const std::string rules =
      "parameter limit = 300 since 2008 source \"s\"\nparameter limit = 100 since 2024 source \"s\"\n" + few("limit");
  CHECK(fires(demo_pack(rules, "2020-06-01"), 200));
  CHECK_FALSE(fires(demo_pack(rules, "2026-06-01"), 200));
}

TEST_CASE("of dated tables the one in force counts, to the day") {
  const std::string rules =
      "table limits since 2008 source \"s\"\n  low: 300\ntable limits since 20240701 source \"s\"\n  low: 100\n" +
      few("limits[low]");
  CHECK(fires(demo_pack(rules, "2024-06-30"), 200));
  CHECK_FALSE(fires(demo_pack(rules, "2024-07-01"), 200));
}

TEST_CASE("the hash covers every rule's text") {
  CHECK(demo_pack(few("300")).hash == demo_pack(few("300")).hash);
  CHECK(demo_pack(few("300")).hash != demo_pack(few("301")).hash);
}

TEST_CASE("the packs that travel with the program load, and all their examples hold") {
  for (const std::string& name : pack_names("")) {
    INFO(name);
    Diagnostics diagnostics;
    const auto pack = load_pack(name, "", "2026-01-01", diagnostics);
    INFO(draw(diagnostics));
    REQUIRE(pack);
    const ExampleRun run = run_examples(*pack);
    report_failures(*pack, run, diagnostics);
    INFO(draw(diagnostics));
    CHECK(run.failures.empty());
    CHECK(run.run >= 2 * pack->rules.size());
  }
}

TEST_CASE("nesting beyond the limit gives a message, however deep") {
  const auto [open, close] = GENERATE(table<std::string, std::string>({{"(", ")"},
                                                                       {"not ", ""},
                                                                       {"-", ""},
                                                                       {"known(", ")"},
                                                                       {"any source: ", ""},
                                                                       {"mid[", "]"},
                                                                       {"{", "}"},
                                                                       {"[", "]"}}));
  const std::size_t depth = GENERATE(201, 200000);
  std::string text = "rule x.y when ";
  for (std::size_t i = 0; i < depth; ++i) text += open;
  text += "body.events < 3";
  for (std::size_t i = 0; i < depth; ++i) text += close;
  Diagnostics diagnostics;
  const auto source = source_of("deep.rule", text + "\n");
  parse_rules(*source, diagnostics);
  CHECK(diagnostics.has_errors());

  // The same inside an example and inside a template.
  const auto inside =
      source_of("deep.rule", "rule x.y example \"e\" { sources: [" + text.substr(14) + "] } expect nothing\n" +
                                 "\nrule x.z then start low because \"{" + text.substr(14) + "}\"\n");
  Diagnostics more;
  parse_rules(*inside, more);
  CHECK(more.has_errors());
}

TEST_CASE("two hundred levels are read") {
  std::string text =
      "rule a.b title \"t\" source \"s\" domain imprecision when " + std::string(199, '(') + "body.events < 300" +
      std::string(199, ')') +
      "\nthen downgrade 1\nexample \"a\" { body.events: 1 } expect downgrade 1\nexample \"b\" { } expect nothing\n";
  CHECK(fires(demo_pack(text), 20));
}

TEST_CASE("long chains are read or refused, never a crash") {
  std::string sum = "body.events", both = "body.events < 300";
  for (int i = 0; i < 30000; ++i) sum += " + 1", both += " and body.events < 300";
  for (const std::string& condition : {sum + " < 3", both}) {
    Diagnostics diagnostics;
    parse_rules(*source_of("long.rule", "rule x.y when " + condition + "\n"), diagnostics);
    CHECK(diagnostics.has_errors());
  }
  // Below the limit a chain of sums is walked without harm.
  std::string shorter = "body.events";
  for (int i = 0; i < 5000; ++i) shorter += " + 1";
  CHECK(fires(demo_pack("rule a.b title \"t\" source \"s\" domain imprecision when " + shorter +
                        " > 5 then downgrade 1\nexample \"a\" { body.events: 1 } expect downgrade 1\nexample \"b\" { } "
                        "expect nothing\n"),
              20));
}
