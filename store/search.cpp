#include "store/search.h"

#include <algorithm>
#include <set>

#include "store/evidence_store.h"
#include "store/search_types.h"

namespace claimassay {

namespace {

constexpr std::size_t most_reordered = 200;   // the best by words, which are then put in order with their kind
constexpr std::size_t most_checked = 400;     // where designs or statuses are asked for, so many are looked at
constexpr std::size_t most_counted = 10'000;  // "more than 10,000 records" is exact enough
constexpr std::size_t most_subsets = 40;

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

ScanResult EvidenceSearch::scan(const std::vector<SearchUnit>& units, bool in_title) {
  const MatchExpression expression = match_expression(units, plan_.excluded, in_title);
  ScanRequest request;
  request.expression = &expression;
  request.units = &units;
  for (const PmidSet& set : plan_.sets) request.within.push_back(&set);
  request.keep = std::max(plan_.checks.empty() ? most_reordered : most_checked, 2 * options_.limit);
  ScanResult found = index_.scan(request);
  if (found.stopped) {
    result_.stopped = true;
    result_.looked_at = std::max(result_.looked_at, found.matched);
  }
  return found;
}

void EvidenceSearch::search_words() {
  take(scan(plan_.units, true), true);
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

/// Nothing holds all the words: records that lack one of them, else two, and so on. Words that no record holds at all are
/// left out beforehand. Of a long text only so many choices are tried: those that leave out the most common words.
void EvidenceSearch::search_some_words() {
  std::vector<std::size_t> words;
  std::vector<std::string> nowhere;
  std::vector<SearchUnit> filters;
  for (std::size_t i = 0; i < plan_.units.size(); ++i) {
    if (plan_.units[i].filter) filters.push_back(plan_.units[i]);
    else if (index_.count(match_expression({plan_.units[i]}, {}, false), 1) == 0)
      nowhere.push_back(plan_.units[i].typed);
    else words.push_back(i);
  }
  std::stable_sort(words.begin(), words.end(),
                   [&](std::size_t a, std::size_t b) { return plan_.units[a].idf < plan_.units[b].idf; });
  std::size_t tried = 0;
  for (std::size_t left_out = nowhere.empty() ? 1 : 0; left_out < words.size(); ++left_out) {
    ScanResult all;
    std::set<std::string> missing(nowhere.begin(), nowhere.end());
    std::vector<bool> out(words.size(), false);
    std::fill(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(left_out), true);
    do {
      std::vector<SearchUnit> units = filters;
      for (std::size_t i = 0; i < words.size(); ++i) {
        if (!out[i]) units.push_back(plan_.units[words[i]]);
      }
      const ScanResult some = scan(units, false);
      if (some.matched > 0) {
        for (std::size_t i = 0; i < words.size(); ++i) {
          if (out[i]) missing.insert(plan_.units[words[i]].typed);
        }
      }
      all.best.insert(all.best.end(), some.best.begin(), some.best.end());
      all.matched += some.matched;
    } while (++tried < most_subsets && std::prev_permutation(out.begin(), out.end()));
    if (all.matched == 0 && tried < most_subsets) continue;
    if (all.matched == 0) {
      // A long text of common words: the two rarest of them.
      std::vector<SearchUnit> units = filters;
      for (std::size_t i = words.size() - 2; i < words.size(); ++i) units.push_back(plan_.units[words[i]]);
      all = scan(units, false);
      if (all.matched == 0) {
        units.erase(units.end() - 2);
        all = scan(units, false);
      }
      missing.clear();
    }
    // Found by several choices, a record stands where the most telling words put it.
    std::sort(all.best.begin(), all.best.end(), [](const SearchMatch& a, const SearchMatch& b) {
      return a.score != b.score ? a.score > b.score : a.pmid > b.pmid;
    });
    result_.every_word = false;
    result_.missing.assign(missing.begin(), missing.end());
    result_.matches = all.best.size();
    result_.more_matches = all.matched > all.best.size();
    take(all, false);
    return;
  }
}

void EvidenceSearch::search_without_words() {
  ScanResult newest;
  const std::size_t most = plan_.checks.empty() ? options_.limit : std::max(most_checked, options_.limit);
  if (!plan_.units.empty()) {
    ScanRequest request;
    const MatchExpression expression = match_expression(plan_.units, plan_.excluded, false);
    request.expression = &expression;
    request.units = &plan_.units;
    for (const PmidSet& set : plan_.sets) request.within.push_back(&set);
    request.keep = request.most = most;
    newest = index_.scan(request);
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
  take(newest, false);
}

void EvidenceSearch::take(const ScanResult& matches, bool in_title) {
  std::vector<Candidate> candidates;
  for (const SearchMatch& match : matches.best) {
    if (std::find(seen_.begin(), seen_.end(), match.pmid) != seen_.end()) continue;
    auto record = store_.by_pmid(match.pmid);
    if (!record) continue;
    seen_.push_back(match.pmid);
    Candidate candidate{std::move(*record), match.score, 1, RecordStatus::ok};
    if (options_.status_of) candidate.status = options_.status_of(candidate.record);
    candidate.weight = weight_of_kind(candidate.record) * weight_of_status(candidate.status);
    candidate.score *= candidate.weight;
    candidates.push_back(std::move(candidate));
    if (matches.best.front().score == 0 && plan_.checks.empty() && candidates.size() >= options_.limit) break;
  }
  std::stable_sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    return a.score != b.score ? a.score > b.score : a.record.pmid > b.record.pmid;
  });
  const std::vector<SearchPhrase> marked = phrases();
  for (Candidate& candidate : candidates) {
    if (enough()) return;
    const bool all = std::all_of(plan_.checks.begin(), plan_.checks.end(),
                                 [&](const SearchCheck& check) { return holds(check, candidate); });
    if (!all) continue;
    SearchHit hit;
    hit.score = candidate.score;
    hit.all_in_title = in_title;
    hit.kind_weight = candidate.weight;
    hit.status = candidate.status;
    const std::string abstract = candidate.record.abstract_text();
    hit.snippet = make_snippet(abstract.empty() ? candidate.record.title : abstract, marked);
    hit.title_matches = find_phrases(candidate.record.title, marked);
    hit.record = std::move(candidate.record);
    result_.hits.push_back(std::move(hit));
  }
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
