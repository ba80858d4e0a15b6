#include "parser/counts.h"
#include "parser/study.h"

#include "tests/catch.h"

using namespace claimassay;

namespace {

Study read(std::string abstract, std::string title = "Zinol for colds: a randomised trial") {
  Citation record;
  record.title = std::move(title);
  record.abstract.push_back({"", "", std::move(abstract)});
  return read_study(record);
}

}  // namespace

TEST_CASE("counts in digits and in words") {
  const auto values = [](const char* text) {
    const RecordText read = read_plain_text(text);
    std::vector<double> out;
    for (const Count& count : read_counts(read.words, 0, read.words.size())) out.push_back(count.value);
    return out;
  };
  CHECK(values("1,176 adults and forty-five children") == std::vector<double>{1176, 45});
  CHECK(values("One hundred and twenty-eight patients") == std::vector<double>{128});
  CHECK(values("two thousand three hundred") == std::vector<double>{2300});
  CHECK(values("1.5 mg in 2 cases").back() == 2);
}

TEST_CASE("participants: the number that entered, not those screened or left") {
  CHECK(read("Of 900 adults screened, 240 were randomised to zinol or placebo.").participants == 240);
  CHECK(read("A total of 96 women were enrolled. Twelve patients (13%) withdrew.").participants == 96);
  CHECK(read("Adults with a cold (n = 180) were randomised.").participants == 180);
  CHECK_FALSE(read("Adults with a cold took zinol at 8 and 20 hours.").participants.has_value());
}

TEST_CASE("cases are no participants where the people they came from are counted") {
  CHECK(read("Three cohort studies with 64,000 workers and 1,310 cases were included.").participants == 64000);
  CHECK(read("A total of 1,310 cases among 64,000 workers were identified.").participants == 64000);
  CHECK(read("A total of 1,310 cases were identified.").participants == 1310);
}

TEST_CASE("arms") {
  const Study study = read("We randomised adults to zinol (n = 61) or placebo (n = 59).");
  REQUIRE(study.arms.size() == 2);
  CHECK(study.arms[0].n == 61);
  CHECK(study.arms[1].name == "placebo");
  CHECK(study.participants == 120);
}

TEST_CASE("studies of a review") {
  CHECK(read("We searched PubMed. Fourteen trials with 2,100 participants met the inclusion criteria.",
             "Zinol for colds: a systematic review")
            .studies == 14);
}
