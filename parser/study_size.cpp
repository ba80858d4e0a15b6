// How many people, arms, events and studies. Every number beside a word for people is a candidate; what stands around
// it
// ("a total of", "were randomised", "were screened", "in the placebo group") says how likely it is the study's size.
#include <algorithm>
#include <cmath>

#include "core/text.h"
#include "parser/counts.h"
#include "parser/phrase_lexicon.h"
#include "parser/study_reading.h"

namespace claimassay {

namespace {

const PhraseLexicon& lexicon() {
  static const PhraseLexicon table("data/lexicon/study_size.tsv");
  return table;
}

constexpr double unnamed_people = 0.6;  // as strong as a number beside an unusual word for people

struct SentenceWords {
  const RecordText& text;
  const RecordSentence& sentence;
  std::vector<PhraseMatch> marks;  // of the lexicon, in this sentence

  std::string_view folded(std::size_t word) const {
    return word >= sentence.first && word < sentence.end ? text.words[word].folded : std::string_view();
  }
  /// The weight of the strongest mark of that kind which begins within [from, to).
  double mark(std::string_view kind, std::size_t from, std::size_t to) const {
    double best = 0;
    for (const PhraseMatch& match : marks) {
      if (match.row->says == kind && match.first >= from && match.first < to) best = std::max(best, match.row->weight);
    }
    return best;
  }
  std::size_t back(std::size_t word, std::size_t by) const {
    return std::max(sentence.first, word > by ? word - by : 0);
  }
  std::size_t ahead(std::size_t word, std::size_t by) const { return std::min(sentence.end, word + by); }
};

struct Candidate {
  double value = 0;
  double score = 0;
  Span span;
  RecordPart part = RecordPart::abstract;
};

struct GroupSize {
  std::string name;
  double n = 0;
  Span span;
};

bool closes_name(std::string_view word) {
  return word == "," || word == ";" || word == "(" || word == ")" || word == "." || word == ":" || word == "and" ||
         word == "or" || word == "to" || word == "versus" || word == "vs" || word == "with" || word == "either" ||
         word == "receive" || word == "received" || word == "were" || word == "was" || word == "=";
}

/// What stands before a "(n = 45)": the last few words up to a comma or a joining word.
std::string group_name(const SentenceWords& in, std::size_t before) {
  std::size_t first = before;
  while (first > in.sentence.first && before - first < 6 && !closes_name(in.folded(first - 1))) --first;
  if (first == before) return "";
  return collapse_space(in.text.quote({in.text.words[first].span.begin, in.text.words[before - 1].span.end}));
}

/// "(n = 45)", "N=1,176", "(45 patients)": true, and `open` is where the bracket stands (or the n).
bool stands_as_n(const SentenceWords& in, const Count& count, std::size_t& open) {
  if (count.first >= 2 && in.folded(count.first - 1) == "=" && in.folded(count.first - 2) == "n") {
    open = count.first - 2;
    if (open > in.sentence.first && (in.folded(open - 1) == "(" || in.folded(open - 1) == "[")) --open;
    return true;
  }
  if (count.first > in.sentence.first && (in.folded(count.first - 1) == "(" || in.folded(count.first - 1) == "[") &&
      in.mark("people", count.end, in.ahead(count.end, 2)) > 0 && in.folded(count.end + 1) == ")") {
    open = count.first - 1;
    return true;
  }
  return false;
}

/// "45 patients received", "45 to placebo", "45 in the control group": the group's name, "" when it is no arm.
std::string stands_as_arm(const SentenceWords& in, const Count& count) {
  std::size_t w = count.end;
  if (in.mark("people", w, in.ahead(w, 3)) > 0) {
    while (w < in.sentence.end && in.mark("people", w, w + 1) == 0) ++w;
    ++w;
  }
  if (in.folded(w) == "were" || in.folded(w) == "was" || in.folded(w) == "who") ++w;
  while (in.folded(w) == "randomly" || in.folded(w) == "assigned" || in.folded(w) == "allocated" ||
         in.folded(w).starts_with("randomi")) {
    ++w;
  }
  const std::string_view link = in.folded(w);
  const bool links = link == "to" || link == "in" || link == "received" || link == "receiving" || link == "on" ||
                     link == "for" || link == "underwent" || link == "with" || link == "had" || link == "took";
  if (!links) return "";
  std::size_t stop = w + 1;
  if (in.folded(stop) == "receive") ++stop;
  const std::size_t begin = in.folded(stop) == "the" || in.folded(stop) == "a" ? stop + 1 : stop;
  stop = begin;
  while (stop < in.sentence.end && stop - begin < 6 && !closes_name(in.folded(stop)) && !in.text.words[stop].number)
    ++stop;
  if (stop == begin) return "";
  std::string name = collapse_space(in.text.quote({in.text.words[begin].span.begin, in.text.words[stop - 1].span.end}));
  const bool group = name.find("group") != std::string::npos || name.find("arm") != std::string::npos;
  if ((link == "in" || link == "on" || link == "for" || link == "with") && !group) return "";
  return name;
}

bool percent_follows(const SentenceWords& in, std::size_t end) {
  return in.folded(end) == "%" || in.folded(end) == "percent" ||
         (in.folded(end) == "per" && in.folded(end + 1) == "cent") ||
         (in.folded(end) == "(" && in.text.words.size() > end + 2 && in.folded(end + 2) == "%");
}

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
    double sum = 0;
    for (const GroupSize& arm : arms_) {
      study.arms.push_back({arm.name, arm.n, std::nullopt});
      sum += arm.n;
    }
    const Candidate* best = nullptr;
    for (Candidate& candidate : people_) {
      if (sum > 0 && candidate.value == sum) candidate.score += 1.2;
      const bool is_arm =
          std::any_of(arms_.begin(), arms_.end(), [&](const GroupSize& a) { return a.n == candidate.value; });
      if (is_arm && arms_.size() > 1) candidate.score -= 1.2;
      if (!best || candidate.score > best->score + 1e-9) best = &candidate;
    }
    if (best && best->score >= 1) {
      study.participants = best->value;
      add_fact(study, "source.participants_read", best->value, {record_.quote(text_of(best->part), best->span)});
    } else if (arms_.size() > 1) {
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
    std::vector<GroupSize> by_n, by_arm;
    const Count* alone = nullptr;
    const std::vector<Count> counts = read_counts(in.text.words, in.sentence.first, in.sentence.end);
    const double among = fell_ill_among(in, counts);
    for (std::size_t i = 0; i < counts.size(); ++i) {
      const Count& count = counts[i];
      if (count.value < 1) continue;
      // Small numbers between ("1:1", "two groups") take nothing over.
      std::size_t next = in.sentence.end;
      for (std::size_t k = i + 1; k < counts.size() && next == in.sentence.end; ++k) {
        if (counts[k].value > 12) next = counts[k].first;
      }
      const Span span{in.text.words[count.first].span.begin, in.text.words[count.end - 1].span.end};
      std::size_t open = 0;
      if (stands_as_n(in, count, open)) {
        by_n.push_back({group_name(in, open), count.value, span});
        alone = &count;
        // "patients (n = 179)": the people stand before the bracket.
        const double people = in.mark("people", in.back(open, 3), open);
        if (people > 0) add_people(in, count, span, people, next);
        continue;
      }
      if (percent_follows(in, count.end) && in.folded(count.end) != "(") continue;
      read_studies(in, count, span);
      if (const std::string name = stands_as_arm(in, count); !name.empty() && count.value > 1) {
        by_arm.push_back({name, count.value, span});
      }
      // People may stand up to three words after the number ("121 Chinese breast cancer patients").
      double people = people_after(in, count);
      // "240 were randomised": people without a word for them.
      const bool verb = in.folded(count.end) == "were" || in.folded(count.end) == "was";
      if (people == 0 && verb && in.mark("enters", count.end, in.ahead(count.end, 1)) > 0) people = unnamed_people;
      if (people > 0 && !(count.value < among && are(in, count, "cases"))) add_people(in, count, span, people, next);
    }
    // A single "(n = 180)" sizes the people of its sentence, even where they stand further back.
    if (by_n.size() == 1 && alone && in.mark("people", in.sentence.first, in.sentence.end) > 0) {
      add_people(in, *alone, by_n[0].span, unnamed_people, in.sentence.end);
    }
    take_arms(in, by_n, by_arm);
  }

  static bool are(const SentenceWords& in, const Count& count, std::string_view noun) {
    for (std::size_t w = count.end; w < in.ahead(count.end, 4); ++w) {
      if (in.folded(w) == noun) return true;
      if (in.text.words[w].number || closes_name(in.folded(w))) return false;
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
    constexpr std::size_t reach = 5;
    for (std::size_t w = count.end; w < in.ahead(count.end, reach); ++w) {
      const std::string_view word = in.folded(w);
      if (const double found = in.mark("people", w, w + 1); found > 0) return found;
      if (in.text.words[w].number || closes_name(word) || word == "of" || word == "in" || word == "%" ||
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
  }

  void read_studies(const SentenceWords& in, const Count& count, Span span) {
    double noun = 0;
    for (std::size_t w = count.end; w < in.ahead(count.end, 5); ++w) {
      noun = in.mark("study", w, w + 1);
      if (noun > 0 || in.text.words[w].number || closes_name(in.folded(w))) break;
    }
    if (noun < 1 || in.sentence.zone == Zone::background) return;
    double score = noun + in.mark("review_included", in.back(count.first, 6), in.ahead(count.end, 10));
    if (in.mark("people", count.end, in.ahead(count.end, 10)) > 0) score += 0.6;
    score -= in.mark("part", in.back(count.first, 4), in.ahead(count.end, 6)) * 0.8;
    if (in.sentence.zone == Zone::results) score += 0.5;
    studies_.push_back({count.value, score, span, in.text.part});
  }

  /// The first sentence that sizes two groups or more gives the arms; what later sentences count is a part of them.
  void take_arms(const SentenceWords& in, std::vector<GroupSize> by_n, std::vector<GroupSize> by_arm) {
    if (!arms_.empty() || in.sentence.zone == Zone::background) return;
    std::vector<GroupSize>& found = by_n.size() >= 2 ? by_n : by_arm;
    if (found.size() < 2 || found.size() > 12) return;
    // One of them may be the whole.
    double sum = 0;
    for (const GroupSize& group : found) sum += group.n;
    const auto whole = std::find_if(found.begin(), found.end(), [&](const GroupSize& g) { return g.n * 2 == sum; });
    if (whole != found.end() && found.size() > 2) {
      people_.push_back({whole->n, 3, whole->span, in.text.part});
      found.erase(whole);
    }
    arms_ = found;
  }

  const RecordReading& record_;
  std::vector<Candidate> people_, studies_;
  std::vector<GroupSize> arms_;
};

}  // namespace

void read_size(const RecordReading& record, Study& study) {
  SizeReader reader(record);
  reader.read(record.title);
  reader.read(record.abstract);
  reader.finish(study);
}

}  // namespace claimassay
