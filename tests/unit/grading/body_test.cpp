#include "grading/body.h"

#include "tests/catch.h"

using namespace claimassay;

namespace {

CitedRecord record_of(const char* id, Design design, int year, std::vector<std::string> features = {}) {
  CitedRecord record;
  record.id = id;
  record.record.emplace();
  record.record->title = id;
  record.record->published.year = year;
  record.study.design = design;
  record.study.design_features = std::move(features);
  return record;
}

EffectEstimate ratio(double value, double low, double high) {
  EffectEstimate e;
  e.measure = "RR";
  e.value = value;
  e.ci_low = low;
  e.ci_high = high;
  return e;
}

/// Members with their scopes, as the grader has them after the rules on status and design.
struct Cited {
  std::vector<CitedRecord> records;
  std::vector<double> tiers;
  Scope body{ScopeKind::body, "claim", {}, {}};
  std::vector<Member> members;

  void add(CitedRecord record, double tier) {
    records.push_back(std::move(record));
    tiers.push_back(tier);
  }
  void choose() {
    for (const CitedRecord& record : records) {
      Scope scope{ScopeKind::source, record.id, {}, {}};
      scope.set("source.design", std::string(word(record.study.design)), FactOrigin::read);
      if (record.study.participants) scope.set("source.participants", *record.study.participants, FactOrigin::read);
      if (record.study.studies) scope.set("source.studies", *record.study.studies, FactOrigin::read);
      if (record.study.i2) scope.set("source.i2", *record.study.i2, FactOrigin::read);
      body.inside.push_back(std::move(scope));
    }
    for (std::size_t i = 0; i < records.size(); ++i) {
      Member member;
      member.record = &records[i];
      member.scope = &body.inside[i];
      member.tier = tiers[i];
      member.held = records[i].status.status == RecordStatus::concern;
      member.excluded = records[i].status.status == RecordStatus::retracted;
      if (!records[i].study.estimates.empty()) member.estimate = records[i].study.estimates.front();
      members.push_back(std::move(member));
    }
    choose_body(members);
  }
  std::string roles() const {
    std::string out;
    for (const Member& m : members) out += (out.empty() ? "" : " ") + std::string(word(m.role));
    return out;
  }
  template <class T>
  std::optional<T> known(const char* name) const {
    const Fact* fact = body.find(name);
    const T* value = fact ? std::get_if<T>(&fact->value) : nullptr;
    return value ? std::optional<T>(*value) : std::nullopt;
  }
};

}  // namespace

TEST_CASE("the best available tier is the body, the rest stands beside it") {
  Cited cited;
  cited.add(record_of("rct", Design::rct, 2018), 4);
  cited.add(record_of("cohort", Design::cohort, 2020), 2);
  cited.add(record_of("story", Design::narrative_review, 2021), 0);
  cited.choose();
  CHECK(cited.roles() == "member lower_tier not_evidence");
}

TEST_CASE("a review is the body; older trials are inside it, newer ones modify it") {
  Cited cited;
  cited.add(record_of("review", Design::systematic_review, 2020), 4);
  cited.add(record_of("old", Design::rct, 2012), 4);
  cited.add(record_of("new", Design::rct, 2022), 4);
  cited.choose();
  CHECK(cited.roles() == "member inside_review modifier");
}

TEST_CASE("the same study is counted once") {
  Cited cited;
  SECTION("by its registration") {
    cited.add(record_of("first", Design::rct, 2018), 4);
    cited.add(record_of("second", Design::rct, 2020), 4);
    for (CitedRecord& record : cited.records) record.study.registry_ids = {"NCT00000001"};
    cited.choose();
    CHECK(cited.roles() == "duplicate member");
  }
  SECTION("a review rather than the umbrella over it") {
    cited.add(record_of("umbrella", Design::systematic_review, 2022, {"umbrella"}), 4);
    cited.add(record_of("review", Design::systematic_review, 2020), 4);
    cited.choose();
    CHECK(cited.roles() == "duplicate member");
  }
}

TEST_CASE("retracted and unusable sources are out; doubtful ones only count when nothing else is left") {
  Cited cited;
  cited.add(record_of("retracted", Design::rct, 2018), 4);
  cited.records[0].status.status = RecordStatus::retracted;
  cited.add(record_of("doubted", Design::rct, 2018), 4);
  cited.records[1].status.status = RecordStatus::concern;
  cited.add(record_of("wrong", Design::rct, 2018), 4);
  cited.records[2].title_similarity = 0.1;
  SECTION("alone") {
    cited.choose();
    CHECK(cited.roles() == "excluded member unusable");
  }
  SECTION("beside a sound one") {
    cited.add(record_of("sound", Design::cohort, 2010), 2);
    cited.choose();
    CHECK(cited.roles() == "excluded held unusable member");
  }
}

TEST_CASE("several trials are pooled, and what they do not report stays unknown") {
  Cited cited;
  for (const auto& [id, value, low, high] :
       {std::tuple{"a", 0.70, 0.55, 0.89}, {"b", 1.35, 1.05, 1.74}, {"c", 0.98, 0.80, 1.20}}) {
    cited.add(record_of(id, Design::rct, 2019), 4);
    cited.records.back().study.estimates = {ratio(value, low, high)};
    if (id[0] != 'c') cited.records.back().study.participants = 900;
  }
  cited.choose();
  describe_body(cited.members, Claim{}, {}, cited.body);
  CHECK(cited.known<double>("body.studies") == 3);
  CHECK(cited.known<bool>("body.opposing_significant") == true);
  CHECK(cited.known<double>("body.i2").value_or(0) > 75);
  CHECK(cited.known<std::string>("body.design_words") == "3 randomised trials");
  CHECK_FALSE(cited.known<double>("body.participants"));  // one of them does not say
  REQUIRE(cited.body.find("body.ci"));
  CHECK(cited.body.find("body.ci")->origin == FactOrigin::derived);
}

TEST_CASE("a single review keeps its own heterogeneity and number of studies") {
  Cited cited;
  cited.add(record_of("review", Design::systematic_review, 2020), 4);
  cited.records[0].study.studies = 12;
  cited.records[0].study.i2 = 12;
  cited.records[0].study.estimates = {ratio(0.78, 0.71, 0.86)};
  cited.choose();
  describe_body(cited.members, Claim{}, {}, cited.body);
  CHECK(cited.known<double>("body.studies") == 12);
  CHECK(cited.known<double>("body.i2") == 12);
  CHECK(cited.known<bool>("body.excludes_null") == true);
  CHECK(cited.known<std::string>("body.effect_band") == "small");
  CHECK(cited.known<std::string>("body.design_words") == "a systematic review of 12 trials");
}

TEST_CASE("what a panel gives is not mixed with what the cited records say") {
  Cited cited;
  cited.add(record_of("trial", Design::rct, 2020), 4);
  cited.records[0].study.participants = 60;
  cited.choose();
  GivenFacts given;
  given.facts.push_back({"body.design", std::string("rct"), "", FactOrigin::given, {}});
  given.effect = ratio(0.5, 0.3, 0.9);
  describe_body(cited.members, Claim{}, given, cited.body);
  CHECK_FALSE(cited.known<double>("body.participants"));
  CHECK(cited.known<bool>("body.ratio") == true);
  CHECK(cited.body.find("body.ci")->origin == FactOrigin::given);
}
