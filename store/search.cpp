#include "store/search.h"

#include <algorithm>

#include "store/evidence_store.h"
#include "store/search_types.h"

namespace claimassay {

namespace {

constexpr std::size_t most_reordered = 200;   // the best by words, which are then put in order with their kind
constexpr std::size_t most_read = 400;        // records in all where designs or statuses are asked for
constexpr std::size_t most_counted = 10'000;  // "more than 10,000 records" is exact enough
constexpr std::size_t most_work = 120'000;    // phrases scored in one scan: some 50 ms
constexpr std::size_t most_of_some = 5'000;   // matches looked at where no record holds all the words
constexpr std::size_t most_left_out_singly = 6;

bool is_words(const SearchUnit& unit) { return !unit.filter; }

}  // namespace

struct EvidenceSearch::Candidate {
  Citation record;
  double score = 0;
  double weight = 1;
  RecordStatus status = RecordStatus::ok;
};

std::optional<SearchResult> EvidenceSearch::run(const Source& typed, Diagnostics& diagnostics) {
  const auto query = parse_search(typed, diagnostics);
  if (!query) return std::nullopt;
  plan_ = SearchPlanner(store_, index_, options_.marks_of, typed, diagnostics).plan(*query);
  if (diagnostics.has_errors()) return std::nullopt;
  result_.left_out = query->left_out;
  result_.checked = !plan_.checks.empty();
  result_.expansions = std::move(plan_.expansions);
  result_.notes = std::move(plan_.notes);
  if (std::any_of(plan_.units.begin(), plan_.units.end(), is_words)) {
    weigh_words();
    search_words();
  } else {
    search_without_words();
  }
  return std::move(result_);
}

/// Rare words say more. Of a single unit the weight makes no difference.
void EvidenceSearch::weigh_words() {
  if (std::count_if(plan_.units.begin(), plan_.units.end(), is_words) < 2) return;
  const auto [lowest, highest] = store_.lowest_and_highest();
  for (SearchUnit& unit : plan_.units) {
    if (unit.filter) continue;
    unit.idf = 0;
    for (const SearchPhrase& phrase : unit.ways.front().phrases) {
      const SearchWay way{{phrase}, 1, unit.ways.front().is_term};
      const auto frequency = index_.frequency(match_expression({{{way}}}, {}, false), lowest, highest);
      unit.idf += search_idf(frequency.found, std::max(frequency.all, 1.0));
    }
  }
}

ScanResult EvidenceSearch::scan(const std::vector<SearchUnit>& units, bool in_title, std::size_t most) {
  const MatchExpression expression = match_expression(units, plan_.excluded, in_title);
  ScanRequest request;
  request.expression = &expression;
  request.units = &units;
  for (const PmidSet& set : plan_.sets) request.within.push_back(&set);
  request.keep = std::max(most_reordered, 2 * options_.limit);
  const auto scored = std::count_if(expression.roles.begin(), expression.roles.end(),
                                    [](const PhraseRole& role) { return role.unit >= 0; });
  request.most = most ? most : most_work / (2 + static_cast<std::size_t>(scored));
  ScanResult found = index_.scan(request);
  if (found.stopped) {
    result_.stopped = true;
    result_.looked_at = std::max(result_.looked_at, found.matched);
  }
  return found;
}

/// Where a design is asked for: the units that find what PubMed indexes so, without what only its words give away.
std::optional<std::vector<SearchUnit>> EvidenceSearch::as_indexed() const {
  std::vector<SearchUnit> units = plan_.units;
  bool any = false;
  for (SearchUnit& unit : units) {
    if (!unit.marks) continue;
    std::erase_if(unit.ways, [](const SearchWay& way) { return !way.is_term; });
    if (unit.ways.empty()) return std::nullopt;
    any = true;
  }
  return any ? std::optional(std::move(units)) : std::nullopt;
}

void EvidenceSearch::search_words() {
  if (const auto indexed = as_indexed()) {
    take(scan(*indexed, true), true);
    if (!enough()) take(scan(*indexed, false), false);
  }
  if (!enough()) take(scan(plan_.units, true), true);
  if (!enough()) {
    const ScanResult found = scan(plan_.units, false);
    result_.matches = found.matched;
    result_.more_matches = found.stopped;
    take(found, false);
  } else {
    const MatchExpression expression = match_expression(plan_.units, plan_.excluded, false);
    result_.matches = index_.count(expression, most_counted + 1);
    result_.more_matches = result_.matches > most_counted;
    result_.matches = std::min(result_.matches, most_counted);
  }
  if (result_.hits.empty() && result_.matches == 0) search_some_words();
}

/// Nothing holds all the words. Those that no record holds are left out; then each of the others in turn, where they are
/// few; then the more common ones, until something is found.
void EvidenceSearch::search_some_words() {
  std::vector<SearchUnit> filters, words;
  std::vector<std::string> missing;
  for (const SearchUnit& unit : plan_.units) {
    if (unit.filter) filters.push_back(unit);
    else if (index_.count(match_expression({unit}, {}, false), 1) == 0) missing.push_back(unit.typed);
    else words.push_back(unit);
  }
  std::stable_sort(words.begin(), words.end(), [](const SearchUnit& a, const SearchUnit& b) { return a.idf > b.idf; });
  ScanResult all;
  const auto try_without = [&](std::size_t begin, std::size_t end) {
    std::vector<SearchUnit> units = filters;
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (i < begin || i >= end) units.push_back(words[i]);
    }
    if (units.size() == filters.size()) return;
    const ScanResult some = scan(units, false, most_of_some);
    if (some.matched == 0) return;
    for (std::size_t i = begin; i < end; ++i) missing.push_back(words[i].typed);
    all.best.insert(all.best.end(), some.best.begin(), some.best.end());
    all.stopped = all.stopped || some.stopped;
  };
  if (!missing.empty()) try_without(0, 0);
  if (all.best.empty() && words.size() <= most_left_out_singly) {
    for (std::size_t i = 0; i < words.size(); ++i) try_without(i, i + 1);
  }
  for (std::size_t kept = words.size(); all.best.empty() && kept-- > 1;) try_without(kept, words.size());
  if (all.best.empty()) return;
  // Found in several ways, a record stands where the most telling words put it.
  std::sort(all.best.begin(), all.best.end(), [](const SearchMatch& a, const SearchMatch& b) {
    return a.score != b.score ? a.score > b.score : a.pmid > b.pmid;
  });
  result_.every_word = false;
  result_.missing = std::move(missing);
  take(all, false);
  result_.matches = seen_.size();
  result_.more_matches = all.stopped;
}

void EvidenceSearch::search_without_words() {
  ScanResult newest;
  if (!plan_.units.empty()) {
    const std::size_t most = plan_.checks.empty() ? options_.limit : std::max(most_read, options_.limit);
    if (const auto indexed = as_indexed()) take(scan(*indexed, false, most), false);
    newest = scan(plan_.units, false, most);
    const MatchExpression expression = match_expression(plan_.units, plan_.excluded, false);
    result_.stopped = false;  // the newest are what was asked for
    result_.matches = plan_.sets.empty() ? index_.count(expression, most_counted + 1) : newest.matched;
    result_.more_matches = plan_.sets.empty() ? result_.matches > most_counted : newest.stopped;
    result_.matches = std::min(result_.matches, most_counted);
  } else if (!plan_.sets.empty()) {
    PmidSet set = plan_.sets.front();
    for (const PmidSet& other : plan_.sets) {
      std::erase_if(set,
                    [&](Pmid pmid) { return !std::binary_search(other.begin(), other.end(), pmid, std::greater<>()); });
    }
    // Marks lead to records that are not here as well: a notice names its paper.
    for (const Pmid pmid : set) newest.best.push_back({pmid, 0});
    result_.matches = set.size();
  } else if (!plan_.checks.empty() || !plan_.excluded.empty()) {
    result_.notes.push_back(
        "This says only what a record must not be, or what most records are: a word or another "
        "filter is needed with it.");
  }
  if (!enough()) take(newest, false);
}

/// Reads the records and puts them in order; of those that the words do not order, no more than are needed.
void EvidenceSearch::take(const ScanResult& matches, bool in_title) {
  const bool in_order = matches.best.empty() || matches.best.front().score == 0;
  std::vector<Candidate> candidates;
  for (const SearchMatch& match : matches.best) {
    if (std::find(seen_.begin(), seen_.end(), match.pmid) != seen_.end()) continue;
    if (!plan_.checks.empty() && seen_.size() >= std::max(most_read, 2 * options_.limit)) {
      result_.read_all = false;
      break;
    }
    auto record = store_.by_pmid(match.pmid);
    if (!record) continue;
    seen_.push_back(match.pmid);
    Candidate candidate{std::move(*record), match.score, 1, RecordStatus::ok};
    if (options_.status_of) candidate.status = options_.status_of(candidate.record);
    candidate.weight = weight_of_kind(candidate.record) * weight_of_status(candidate.status);
    candidate.score *= candidate.weight;
    if (in_order) {
      keep(std::move(candidate), in_title);
      if (enough()) return;
    } else {
      candidates.push_back(std::move(candidate));
    }
  }
  std::stable_sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    return a.score != b.score ? a.score > b.score : a.record.pmid > b.record.pmid;
  });
  for (Candidate& candidate : candidates) {
    if (enough()) return;
    keep(std::move(candidate), in_title);
  }
}

/// Makes a hit of a candidate that passes the checks.
void EvidenceSearch::keep(Candidate&& candidate, bool in_title) {
  const bool all = std::all_of(plan_.checks.begin(), plan_.checks.end(),
                               [&](const SearchCheck& check) { return holds(check, candidate); });
  if (!all) return;
  SearchHit hit;
  hit.score = candidate.score;
  hit.all_in_title = in_title;
  hit.kind_weight = candidate.weight;
  hit.status = candidate.status;
  const std::vector<SearchPhrase> marked = phrases();
  const std::string abstract = candidate.record.abstract_text();
  hit.snippet = make_snippet(abstract.empty() ? candidate.record.title : abstract, marked);
  hit.title_matches = find_phrases(candidate.record.title, marked);
  hit.record = std::move(candidate.record);
  result_.hits.push_back(std::move(hit));
}

bool EvidenceSearch::holds(const SearchCheck& check, const Candidate& candidate) const {
  const auto is_one = [](const auto& list, auto value) {
    return std::find(list.begin(), list.end(), value) != list.end();
  };
  bool one = is_one(check.statuses, candidate.status);
  if (!one && !check.designs.empty() && options_.design_of)
    one = is_one(check.designs, options_.design_of(candidate.record));
  return one == check.wanted;
}

/// What is marked in the texts of a hit.
std::vector<SearchPhrase> EvidenceSearch::phrases() const {
  std::vector<SearchPhrase> all;
  for (const SearchUnit& unit : plan_.units) {
    if (unit.filter) continue;
    for (const SearchWay& way : unit.ways) {
      if (!way.is_term) all.insert(all.end(), way.phrases.begin(), way.phrases.end());
    }
  }
  return all;
}

}  // namespace claimassay
