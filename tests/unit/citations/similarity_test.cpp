#include "citations/similarity.h"

#include "tests/catch.h"

using namespace claimassay;

namespace {

Citation record(std::string title) {
  Citation made;
  made.pmid = 1;
  made.title = std::move(title);
  made.journal.title = "Journal of Knots and Ropes";
  made.authors.push_back({"Kelding", "Ann", "A"});
  made.published.year = 2014;
  return made;
}

ReferenceEntry entry(std::string text, std::string title, int year = 2014) {
  ReferenceEntry made;
  made.text = std::move(text);
  made.title = std::move(title);
  made.year = year;
  return made;
}

}  // namespace

TEST_CASE("titles are the same title across spelling, accents, misprints and subtitles") {
  const char* title = "A randomised trial of warm stones for tumour pain in older people";
  CHECK(title_similarity(title, "A Randomized Trial of Warm Stones for Tumor Pain in Older People.").value() == 1);
  CHECK(title_similarity(title, "Randomised trial of warm stonse for tumour pain in older poeple").value() >=
        same_title);
  CHECK(title_similarity("Wärme für müde Rücken und Nacken", "Warme fur mude Rucken und Nacken").value() == 1);
  CHECK(title_similarity(title, "Warm stones for tumour pain").value() == 1);
  CHECK(title_similarity(title, "Prevalence of asthma among rural dentists: a survey").value() < 0.3);
}

TEST_CASE("short titles are not compared") {
  CHECK_FALSE(title_similarity("Low back pain", "Asthma in dentists of rural regions").has_value());
  CHECK_FALSE(title_similarity("", "Asthma in dentists of rural regions").has_value());
}

TEST_CASE("an entry that describes another paper is far from the record") {
  const auto similarity =
      entry_similarity(entry("Osei B. Prevalence of asthma among rural dentists. Dent J. 2009;3:1-9.",
                             "Prevalence of asthma among rural dentists", 2009),
                       record("Warm stones for the stiff neck: a randomised trial"));
  REQUIRE(similarity.has_value());
  CHECK(*similarity < 0.3);
}

TEST_CASE("an entry without a title of its own raises no alarm") {
  const Citation stones = record("Warm stones for the stiff neck: a randomised trial");
  CHECK_FALSE(entry_similarity(entry("Kelding A. J Knots Ropes. 2014;3:1-9.", ""), stones).has_value());
  CHECK_FALSE(
      entry_similarity(entry("Kelding A. J Knots Ropes. 2014;3:1-9.", "Journal of Knots and Ropes 2014"), stones)
          .has_value());
}

TEST_CASE("a title that was read from the wrong place is found elsewhere in the entry") {
  const auto similarity = entry_similarity(
      entry("Kelding A, Osei B. (2014) Warm stones for the stiff neck. The complete proceedings of rope science",
            "The complete proceedings of rope science"),
      record("Warm stones for the stiff neck: a randomised trial"));
  REQUIRE(similarity.has_value());
  CHECK(*similarity >= same_title);
}

TEST_CASE("abbreviated and translated titles are left to people where authors and year fit") {
  // Half of the words, the same first author, the same year: an abbreviation, not another paper.
  CHECK_FALSE(
      entry_similarity(entry("Kelding A. Stones, neck: effects (abstract). 2014", "Stones, neck: effects (abstract)"),
                       record("Stones and neck: effects on shoulder workers"))
          .value_or(1) < same_title);
  CHECK_FALSE(
      entry_similarity(entry("Kelding A. Warme Steine gegen steife Nacken. 2014", "Warme Steine gegen steife Nacken"),
                       record("[Warm stones for the stiff neck]."))
          .has_value());
}
