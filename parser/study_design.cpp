// Design by weighing witnesses: the title's words count most, then methods, then results; what a background or a
// conclusion says is mostly about other people's studies and counts only where nothing else speaks. Indexing by people
// (publication types, then MeSH) outweighs wording, save where the wording names what indexing is known to get wrong.
#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "core/text.h"
#include "parser/lexicon_table.h"
#include "parser/phrase_lexicon.h"
#include "parser/study_reading.h"

namespace claimassay {

namespace {

constexpr double enough = 1.8;          // a design needs this much, else it stays unknown
constexpr double outright = 3.6;        // where people indexed the record and named no design, wording must be plainer
constexpr double plain = 2.5;           // a cue that leaves little doubt
constexpr double strong = 4;            // as much as a cue that names the design outright
constexpr double by_indexing = 20;      // more than words reach: people indexed it so
constexpr std::size_t looked_back = 8;  // cues among which an overlapping one is looked for
constexpr double further_cues = 0.25;   // of every cue after a design's best, so that repetition does not decide

double zone_weight(Zone zone) {
  switch (zone) {
    case Zone::title: return 1.6;
    case Zone::methods:
    case Zone::body: return 1;
    case Zone::results:
    case Zone::objective: return 0.8;
    case Zone::conclusion: return 0.3;
    case Zone::background: return 0.1;
  }
  return 1;
}

const PhraseLexicon& lexicon() {
  static const PhraseLexicon table("data/lexicon/study_design.tsv");
  return table;
}

std::vector<std::string_view> split_words(std::string_view text) {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    const std::size_t space = std::min(text.find(' '), text.size());
    if (space) out.push_back(text.substr(0, space));
    text.remove_prefix(std::min(space + 1, text.size()));
  }
  return out;
}

/// Adds up a design's witnesses: the best in full, the others in part, at most twice the best.
class Votes {
 public:
  void add(std::string_view design, double weight) {
    auto& [best, sum] = votes_[std::string(design)];
    sum += weight;
    best = std::max(best, weight);
  }
  double of(std::string_view design) const {
    const auto found = votes_.find(std::string(design));
    if (found == votes_.end()) return 0;
    const auto& [best, sum] = found->second;
    return std::min(best + further_cues * (sum - best), 2 * best);
  }
  double of(Design design) const { return of(word(design)); }
  /// Of its plainest witness alone.
  double best_of(Design design) const {
    const auto found = votes_.find(std::string(word(design)));
    return found == votes_.end() ? 0 : found->second.first;
  }
  /// The record is about such studies; being one, it would be indexed as one.
  void subject_only(std::string_view design) {
    const auto found = votes_.find(std::string(design));
    if (found != votes_.end()) found->second = {found->second.first / 2, found->second.second / 2};
  }

 private:
  std::map<std::string, std::pair<double, double>> votes_;
};

void add_feature(Study& study, std::string_view feature) {
  auto& all = study.design_features;
  if (!feature.empty() && std::find(all.begin(), all.end(), feature) == all.end()) all.emplace_back(feature);
}

/// `begins`: where the text stands in the record's.
void read_cues(const RecordText& text, Votes& votes, Votes& aside, Study& study, std::size_t begins = 0) {
  std::size_t last_sentence = text.sentences.size();
  for (const PhraseMatch& match : lexicon().find(text)) {
    const RecordSentence& sentence = text.sentences[match.sentence];
    const std::string_view says = match.row->says;
    const bool own = sentence.zone != Zone::background && sentence.zone != Zone::conclusion;
    const double weight = match.row->weight * zone_weight(sentence.zone);
    if (!says.empty()) {
      votes.add(says, weight);
      aside.add(says, match.row->weight);
    }
    if (own) {
      for (const std::string_view feature : split_words(match.row->feature)) add_feature(study, feature);
    }
    // The cues shown are those that speak up; one per sentence and meaning is enough for a reader.
    const bool shown = match.row->weight >= 1.5 || says.empty() || says.starts_with("not:");
    if (!shown || says == "human" || (!own && weight < 1)) continue;
    const Span here{text.words[match.first].span.begin, text.words[match.end - 1].span.end};
    const Span span{begins + here.begin, begins + here.end};
    std::string meaning(says.empty() ? match.row->feature : says);
    const bool repeated = last_sentence == match.sentence && !study.design_cues.empty() &&
                          std::any_of(study.design_cues.end() -
                                          static_cast<std::ptrdiff_t>(std::min(study.design_cues.size(), looked_back)),
                                      study.design_cues.end(), [&](const DesignCue& cue) {
                                        return cue.part == text.part && cue.says == meaning && cue.span.overlaps(span);
                                      });
    last_sentence = match.sentence;
    if (!repeated) study.design_cues.push_back({text.part, span, std::string(text.quote(here)), std::move(meaning)});
  }
}

struct IndexRow {
  std::string_view says, feature;
  double weight = 0;
};

/// By "kind:name", folded.
const std::map<std::string, IndexRow, std::less<>>& indexing() {
  static const auto table = [] {
    std::map<std::string, IndexRow, std::less<>> out;
    for (const LexiconRow& cells : lexicon_rows("data/lexicon/study_indexing.tsv", 5)) {
      const std::string key = std::string(cells[1]) + ":" + fold(cells[0]);
      out[key] = {cells[2], cells[4], std::atof(std::string(cells[3]).c_str())};
    }
    return out;
  }();
  return table;
}

/// What the record's indexing says; the heaviest entry decides, as publication types are ranked by how specific they
/// are.
std::string read_indexing(const Citation& citation, Votes& votes, Study& study) {
  std::string best;
  double most = 0;
  const auto look_up = [&](std::string_view kind, std::string_view name) {
    const auto found = indexing().find(std::string(kind) + ":" + fold(name));
    if (found == indexing().end()) return;
    const IndexRow& row = found->second;
    for (const std::string_view feature : split_words(row.feature)) add_feature(study, feature);
    if (row.says.starts_with("not:")) votes.subject_only(row.says.substr(4));
    if (row.says.empty() || row.weight <= most) return;
    most = row.weight;
    best = row.says;
  };
  for (const PublicationType& type : citation.publication_types) look_up("publication_type", type.name);
  for (const MeshHeading& heading : citation.mesh) look_up("mesh", heading.name);
  if (!best.empty()) votes.add(best, most);
  return best;
}

bool has_mesh(const Citation& citation, std::string_view name) {
  return std::any_of(citation.mesh.begin(), citation.mesh.end(), [&](const MeshHeading& m) { return m.name == name; });
}

void read_species(const RecordReading& record, const Votes& votes, Study& study) {
  const Citation& citation = record.citation;
  if (!citation.mesh.empty() && (has_mesh(citation, "Animals") || has_mesh(citation, "Humans"))) {
    if (has_mesh(citation, "Humans")) study.species = "human";
    else study.species = "animal";
    return;
  }
  const double animal = votes.of("animal"), human = votes.of("human"), cells = votes.of("in_vitro");
  // People named in the methods outweigh a mouse antibody; an animal in the title outweighs "in human disease".
  if (animal >= 2 && animal > 1.5 * human) study.species = "animal";
  else if (human > 0 && human * 3 >= cells) study.species = "human";
  else if (cells >= 2.5) study.species = "in_vitro";
}

constexpr Design by_wording[] = {Design::systematic_review,
                                 Design::rct,
                                 Design::guideline,
                                 Design::case_report,
                                 Design::nonrandomised_trial,
                                 Design::case_control,
                                 Design::cross_sectional,
                                 Design::cohort,
                                 Design::case_series,
                                 Design::qualitative,
                                 Design::model,
                                 Design::narrative_review,
                                 Design::opinion,
                                 Design::in_vitro};

/// Start level of a design's evidence for an effect; designs of one tier cannot conflict.
int tier(Design design) {
  switch (design) {
    case Design::systematic_review:
    case Design::rct: return 4;
    case Design::nonrandomised_trial:
    case Design::cohort:
    case Design::case_control: return 2;
    default: return 1;
  }
}

/// `silent`: people indexed the record and named no design.
Design decide(const Votes& votes, bool silent, Study& study) {
  if (votes.of(Design::protocol) >= strong && votes.of(Design::protocol) + 2 > votes.of(Design::systematic_review)) {
    return Design::protocol;
  }
  const auto has = [&](std::string_view feature) {
    return std::find(study.design_features.begin(), study.design_features.end(), feature) !=
           study.design_features.end();
  };
  // "Randomisation" of genes: what is observed, whatever the word says.
  if (has("mendelian_randomisation") && votes.of(Design::systematic_review) < votes.of(Design::cohort)) {
    return Design::cohort;
  }
  if (study.species == "animal" && votes.of(Design::animal) >= 2 && votes.of(Design::systematic_review) < strong &&
      votes.of(Design::narrative_review) < strong) {
    return Design::animal;
  }
  Design best = Design::unknown, second = Design::unknown;
  double most = 0, next = 0;
  for (const Design design : by_wording) {
    double score = votes.of(design);
    if (design == Design::in_vitro && study.species == "human") score *= 0.5;
    // A trial's own words beat those that any study uses.
    if (score > most) {
      second = std::exchange(best, design);
      next = std::exchange(most, score);
    } else if (score > next) {
      second = design;
      next = score;
    }
  }
  if (silent ? votes.best_of(best) < outright : most < enough) {
    if (study.species == "animal") return Design::animal;
    // A series and a cohort are both patients who were watched: where neither speaks up alone, they may together.
    const double series = votes.of(Design::case_series), cohort = votes.of(Design::cohort);
    if (silent || series + cohort < enough) return Design::unknown;
    return cohort > series ? Design::cohort : Design::case_series;
  }
  // A guideline allocates and follows nobody: a record that does is a study about one, save where it is indexed as a guideline,
  // which may tell of the studies it rests on.
  if (best == Design::guideline && most < by_indexing && tier(second) > 1 && second != Design::systematic_review &&
      next >= plain) {
    return second;
  }
  if (best == Design::rct && second != Design::unknown && tier(second) < 4 && next >= strong && most - next < 0.25) {
    add_feature(study, "design_conflict");
    return second;
  }
  return best;
}

}  // namespace

void read_design(const RecordReading& record, Study& study) {
  Votes votes, aside;
  read_cues(record.title, votes, aside, study);
  for (const Span label : record.abstract.apart)
    read_cues(read_plain_text(record.abstract.quote(label)), votes, aside, study, label.begin);
  read_cues(record.abstract, votes, aside, study);
  Votes indexed = votes;
  const std::string index_says = read_indexing(record.citation, indexed, study);
  read_species(record, votes, study);
  const bool silent = index_says.empty() && !record.citation.mesh.empty();
  study.design = decide(indexed, silent, study);
  // Nothing but a background or a conclusion names a design: better than nothing, as long as it is named outright.
  if (study.design == Design::unknown && aside.of(Design::rct) < strong) {
    for (const Design design : {Design::systematic_review, Design::narrative_review, Design::case_report}) {
      if (aside.of(design) >= strong) study.design = design;
    }
  }
  const bool bare = record.abstract.words.empty();
  if (study.design == Design::unknown && bare && record.citation.publication_types.empty() &&
      !record.title.words.empty()) {
    // Without an abstract and without indexing the title is all there is; most such records are letters and comments.
    constexpr double hint = 1;
    const bool reviews = votes.of(Design::narrative_review) >= hint;
    study.design = reviews ? Design::narrative_review : Design::opinion;
    add_feature(study, "no_abstract");
  }
  if (study.design == Design::rct) add_feature(study, "random_allocation");
}

}  // namespace claimassay
