// How many people, arms, events and studies. Every number beside a word for people is a candidate; what stands around
// it
// ("a total of", "were randomised", "were screened", "in the placebo group") says how likely it is the study's size.
#include <algorithm>
#include <cmath>

#include "core/text.h"
#include "parser/counts.h"
#include "parser/phrase_lexicon.h"
#include "parser/study_arms.h"
#include "parser/study_groups.h"
#include "parser/study_reading.h"

namespace claimassay {

namespace {

const PhraseLexicon& lexicon() {
  static const PhraseLexicon table("data/lexicon/study_size.tsv");
  return table;
}

constexpr double whole_of_arms = 2.6;   // the parts of a sentence add up to it
constexpr double unnamed_people = 0.6;  // as strong as a number beside an unusual word for people

struct Candidate {
  double value = 0;
  double score = 0;
  Span span;
  RecordPart part = RecordPart::abstract;
};

double zone_trust(Zone zone) {
  switch (zone) {
    case Zone::methods:
    case Zone::body: return 0.6;
    case Zone::results: return 0.6;
    case Zone::title: return 0.2;
    case Zone::objective: return 0;
    case Zone::conclusion: return -0.4;
    case Zone::background: return -1.5;
  }
  return 0;
}

class SizeReader {
 public:
  explicit SizeReader(const RecordReading& record) : record_(record) {}

  /// Arms are read from the abstract only: that is what their spans count in, and no title sizes them.
  void read(const RecordText& text) {
    std::vector<PhraseMatch> all = lexicon().find(text);
    auto mark = all.begin();
    for (std::size_t s = 0; s < text.sentences.size(); ++s) {
      SentenceWords in{text, text.sentences[s], {}};
      for (; mark != all.end() && mark->sentence == s; ++mark) in.marks.push_back(*mark);
      read_sentence(in);
    }
  }

  void finish(Study& study) {
    const std::vector<GroupSize> arms = arms_.finish();
    double sum = 0;
    for (const GroupSize& arm : arms) {
      study.arms.push_back({arm.name, arm.n, std::nullopt, arm.span, {}});
      sum += arm.n;
    }
    const Candidate* best = nullptr;
    for (Candidate& candidate : people_) {
      if (sum > 0 && candidate.value == sum) candidate.score += 1.2;
      const bool is_arm =
          std::any_of(arms.begin(), arms.end(), [&](const GroupSize& a) { return a.n == candidate.value; });
      if (is_arm && arms.size() > 1) candidate.score -= 1.2;
      if (!best || candidate.score > best->score + 1e-9) best = &candidate;
    }
    if (best && best->score >= 1) {
      study.participants = best->value;
      add_fact(study, "source.participants_read", best->value, {record_.quote(text_of(best->part), best->span)});
    } else if (arms.size() > 1) {
      study.participants = sum;
    }
    const bool review = study.design == Design::systematic_review;
    const Candidate* most = nullptr;
    for (const Candidate& candidate : studies_) {
      if (!most || candidate.score > most->score) most = &candidate;
    }
    if (most && (review || most->score >= 2.5)) study.studies = most->value;
  }

 private:
  const RecordText& text_of(RecordPart part) const {
    return part == RecordPart::title ? record_.title : record_.abstract;
  }

  void read_sentence(const SentenceWords& in) {
    const Count* alone = nullptr;
    std::size_t in_brackets = 0;
    const std::vector<Count> counts = read_counts(in.text.words, in.sentence.first, in.sentence.end);
    const double among = fell_ill_among(in, counts);
    for (std::size_t i = 0; i < counts.size(); ++i) {
      const Count& count = counts[i];
      if (count.value < 1) continue;
      // Small numbers between ("1:1", "two groups") take nothing over.
      std::size_t next = in.sentence.end;
      constexpr std::size_t looked_ahead = 16;
      for (std::size_t k = i + 1; k < std::min(counts.size(), i + looked_ahead) && next == in.sentence.end; ++k) {
        if (counts[k].value > 12) next = counts[k].first;
      }
      const Span span = in.span(count);
      std::size_t open = 0;
      if (stands_as_n(in, count, open)) {
        ++in_brackets;
        if (in.folded(count.end) == "each" || in.folded(count.end) == "per") continue;
        alone = &count;
        // "patients (n = 179)": the people stand before the bracket.
        const double people = in.mark("people", in.back(open, 3), open);
        if (people > 0) add_people(in, count, span, people, next);
        continue;
      }
      if (percent_follows(in, count.end) && in.folded(count.end) != "(") continue;
      read_studies(in, count, span);
      if (is_year(in, count)) continue;
      // People may stand up to three words after the number ("121 Chinese breast cancer patients").
      double people = people_after(in, count);
      // "240 were randomised": people without a word for them.
      const bool verb = in.folded(count.end) == "were" || in.folded(count.end) == "was";
      if (people == 0 && verb && in.mark("enters", count.end, in.ahead(count.end, 1)) > 0) people = unnamed_people;
      if (people > 0 && !(count.value < among && are(in, count, "cases"))) add_people(in, count, span, people, next);
    }
    // A single "(n = 180)" sizes the people of its sentence, even where they stand further back.
    if (in_brackets == 1 && alone && in.mark("people", in.sentence.first, in.sentence.end) > 0) {
      add_people(in, *alone, in.span(*alone), unnamed_people, in.sentence.end);
    }
    const std::size_t known = arms_.wholes().size();
    if (in.text.part == RecordPart::abstract) arms_.read(in, counts, totals_);
    for (std::size_t i = known; i < arms_.wholes().size(); ++i)
      people_.push_back({arms_.wholes()[i].n, whole_of_arms, arms_.wholes()[i].span, in.text.part});
  }

  static bool are(const SentenceWords& in, const Count& count, std::string_view noun) {
    for (std::size_t w = count.end; w < in.ahead(count.end, 4); ++w) {
      if (in.folded(w) == noun) return true;
      if (in.text.words[w].number || closes_group_name(in.folded(w))) return false;
    }
    return false;
  }

  /// "64,000 workers and 1,310 cases": the cases are those of the workers who fell ill, not the size of the study. The
  /// largest such group of the sentence; 0 where there are no cases or no other people.
  static double fell_ill_among(const SentenceWords& in, const std::vector<Count>& counts) {
    const bool cases =
        std::any_of(counts.begin(), counts.end(), [&](const Count& count) { return are(in, count, "cases"); });
    double most = 0;
    for (const Count& count : counts) {
      if (!cases || count.value <= most || are(in, count, "cases") || are(in, count, "controls")) continue;
      if (people_after(in, count) > 0) most = count.value;
    }
    return most;
  }

  static double people_after(const SentenceWords& in, const Count& count) {
    constexpr std::size_t reach = 7;
    for (std::size_t w = count.end; w < in.ahead(count.end, reach); ++w) {
      const std::string_view word = in.folded(w);
      if (const double found = in.mark("people", w, w + 1); found > 0) return found;
      if (in.text.words[w].number || closes_group_name(word) || word == "of" || word == "in" || word == "%" ||
          word == "years" || word == "months" || word == "weeks" || word == "days" || word == "to" || word == "mg" ||
          word == "for") {
        return 0;
      }
    }
    return 0;
  }

  /// `next`: where the following number stands; what is said after it is said of that one.
  void add_people(const SentenceWords& in, const Count& count, Span span, double people, std::size_t next) {
    if (in.folded(count.first - 1) == "grade" || in.folded(count.first - 1) == "stage") return;
    double score = people + zone_trust(in.sentence.zone);
    score += in.mark("whole", in.back(count.first, 5), count.first) * 1.2;
    score += std::max(in.mark("enters", count.end, std::min(next, in.ahead(count.end, 14))),
                      0.7 * in.mark("enters", in.back(count.first, 8), count.first));
    score -= in.mark("part", in.back(count.first, 3), in.ahead(count.end, 7));
    const bool share = percent_follows(in, count.end) || in.folded(count.end) == "of";
    if (share) score -= 1.5;
    if (in.folded(count.end) == "/" || in.folded(count.first - 1) == "/") score -= 1;
    if (count.value < 6) score -= 0.8;
    if (in.text.words[count.first].joined || in.text.words[std::min(count.end, in.sentence.end - 1)].joined) score -= 1;
    // Later sentences speak of parts of the whole.
    score -= 0.02 * static_cast<double>(std::min<std::size_t>(people_.size(), 20));
    people_.push_back({count.value, score, span, in.text.part});
    constexpr double likely = 1;
    constexpr std::size_t most_totals = 40;
    if (score >= likely && totals_.size() < most_totals) totals_.push_back(count.value);
  }

  void read_studies(const SentenceWords& in, const Count& count, Span span) {
    double noun = 0;
    for (std::size_t w = count.end; w < in.ahead(count.end, 5); ++w) {
      noun = in.mark("study", w, w + 1);
      if (noun > 0 || in.text.words[w].number || closes_group_name(in.folded(w))) break;
    }
    if (noun < 1 || in.sentence.zone == Zone::background) return;
    double score = noun + in.mark("review_included", in.back(count.first, 6), in.ahead(count.end, 10));
    if (in.mark("people", count.end, in.ahead(count.end, 10)) > 0) score += 0.6;
    score -= in.mark("part", in.back(count.first, 4), in.ahead(count.end, 6)) * 0.8;
    if (in.sentence.zone == Zone::results) score += 0.5;
    studies_.push_back({count.value, score, span, in.text.part});
  }

  const RecordReading& record_;
  std::vector<Candidate> people_, studies_;
  std::vector<double> totals_;  // what may be the size of the whole study, so far
  ArmReader arms_;
};

}  // namespace

void read_size(const RecordReading& record, Study& study) {
  SizeReader reader(record);
  reader.read(record.title);
  reader.read(record.abstract);
  reader.finish(study);
}

}  // namespace claimassay
