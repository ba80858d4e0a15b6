#include "parser/wording.h"

#include <algorithm>

#include "core/text.h"
#include "parser/folded_text.h"

namespace claimassay {

namespace {

/// The four tables, found in one pass, in the order in which Wording::read names them.
const PhraseLexicon& cues() {
  static const PhraseLexicon lexicon{"data/lexicon/certainty_cues.tsv", "data/lexicon/advice_cues.tsv",
                                     "data/lexicon/sentence_roles.tsv", "data/lexicon/relation_cues.tsv"};
  return lexicon;
}

}  // namespace

/// Each claim of a sentence asks for its own clause: the cues of the others must cost nothing.
std::span<const Wording::Hit> Wording::inside(const std::vector<Hit>& hits, Span within) {
  const auto begins_before = [](const Hit& hit, std::size_t at) { return hit.span.begin < at; };
  const auto first = std::lower_bound(hits.begin(), hits.end(), within.begin, begins_before);
  return {first, std::lower_bound(first, hits.end(), std::max(within.begin, within.end), begins_before)};
}

Wording::Wording(std::string_view text, std::size_t offset) : text_(text), offset_(offset) {
  const FoldedText folded(text);
  std::vector<Word> words;
  append_words(folded.tokens(), words);
  for (Word& word : words) word.span = {word.span.begin + offset, word.span.end + offset};
  read(words);
}

Wording::Wording(std::string_view text, std::size_t offset, std::span<const Word> words)
    : text_(text), offset_(offset) {
  read(words);
}

void Wording::read(std::span<const Word> words) {
  std::vector<Hit>* const tables[] = {&certainty_, &advice_, &roles_, &relations_};
  for (const PhraseMatch& match : cues().find(words)) {
    const Span span{words[match.first].span.begin, words[match.end - 1].span.end};
    tables[match.row->table]->push_back({span, match.row->says, match.row->weight, match.row->pattern});
  }
  std::erase_if(certainty_, [&](const Hit& hit) { return false_hedge(hit); });
  // "... in this study, though longer follow-up is warranted": what is asked for stands behind the comma.
  bool moved = false;
  for (Hit& hit : roles_) {
    if (hit.says != word(SentenceRole::research)) continue;
    const std::size_t comma = text_.substr(hit.span.begin - offset_, hit.span.size()).find_last_of(",;");
    if (comma == std::string_view::npos) continue;
    hit.span.begin += comma + 1;
    moved = true;
  }
  if (moved)
    std::stable_sort(roles_.begin(), roles_.end(),
                     [](const Hit& a, const Hit& b) { return a.span.begin < b.span.begin; });
}

/// The month of May, and "may" as permission at the head of a rule for patients ("patients may drive").
bool Wording::false_hedge(const Hit& hit) const {
  const std::string_view words = text_.substr(hit.span.begin - offset_, hit.span.size());
  if (words == "May" && hit.span.begin > offset_) {
    // Inside a sentence a capital May is the month.
    return true;
  }
  // "likely cause of death", "possible side effects" as fixed expressions
  const std::string_view after = text_.substr(std::min(text_.size(), hit.span.end - offset_));
  if (words == "likely" && (after.starts_with(" cause of death") || after.starts_with(" to have"))) return true;
  return words == "can" && after.starts_with("not");
}

double Wording::certainty(Span within, std::vector<Cue>* cues) const {
  double lowest = 9;
  const Hit* lowest_hit = nullptr;
  const Hit* highest = nullptr;
  const Hit* booster = nullptr;
  const Hit* softener = nullptr;
  for (const Hit& hit : inside(certainty_, within)) {
    if (!within.contains(hit.span)) continue;
    if (hit.says == "+1") {
      booster = &hit;
    } else if (hit.says == "soft") {
      softener = &hit;
    } else if (hit.says == "5") {
      highest = &hit;
    } else {
      const double score = hit.says == "whether" ? 2.0 : std::atof(std::string(hit.says).c_str());
      if (score < lowest) {
        lowest = score;
        lowest_hit = &hit;
      }
    }
  }
  double score = 4;
  const auto cue = [&](const Hit* hit) {
    if (cues && hit) cues->push_back({"certainty", std::string(hit->pattern), hit->span});
  };
  if (lowest_hit) {
    score = lowest;
    cue(lowest_hit);
  } else if (highest) {
    score = 5;
    cue(highest);
  } else if (booster) {
    score = 5;
    cue(booster);
  }
  if (softener) {
    score = std::max(1.0, score - 1);
    cue(softener);
  }
  return score;
}

double Wording::hedging(Span within) const {
  double total = 0;
  std::size_t last_end = 0;
  for (const Hit& hit : inside(certainty_, within)) {
    if (!within.contains(hit.span) || hit.span.begin < last_end) continue;
    if (hit.says == "+1" || hit.says == "5") total -= 0.4;
    else if (hit.says == "soft") total += 0.5;
    else if (hit.says == "whether") total += 1;
    else total += 4 - std::atof(std::string(hit.says).c_str());
    last_end = hit.span.end;
  }
  return total;
}

double Wording::graded_certainty(Span within) const {
  const double step = certainty(within);
  const double further = std::max(0.0, hedging(within) - (4 - step));
  return std::clamp(step - 0.15 * further, 0.0, 5.0);
}

CausalRelation Wording::relation(Span within, std::vector<Cue>* cues) const {
  CausalRelation out = CausalRelation::none;
  const Hit* deciding = nullptr;
  for (const Hit& hit : relations_) {
    if (!within.contains(hit.span)) continue;
    const CausalRelation says = hit.says == "none"     ? CausalRelation::none
                                : hit.says == "causal" ? CausalRelation::direct_causal
                                                       : CausalRelation::correlational;
    if (deciding && says != CausalRelation::none && says <= out) continue;
    out = says;
    deciding = &hit;
    if (says == CausalRelation::none) break;
  }
  if (out == CausalRelation::direct_causal && certainty(within) < 3) out = CausalRelation::conditional_causal;
  if (deciding && cues) cues->push_back({"relation", std::string(deciding->pattern), deciding->span});
  return out;
}

Advice Wording::advice(Span within, std::vector<Cue>* cues) const {
  const Hit* strong = nullptr;
  const Hit* weak = nullptr;
  double weak_sum = 0, counted = 0;
  std::vector<Span> research;
  for (const Hit& hit : inside(advice_, within)) {
    if (within.contains(hit.span) && hit.says == "research") research.push_back(hit.span);
  }
  std::size_t last_end = 0;
  for (const Hit& hit : inside(advice_, within)) {
    if (!within.contains(hit.span) || hit.says == "research") continue;
    // "Future trials should ..." asks for research; words near it belong to it.
    const bool in_research = std::any_of(research.begin(), research.end(), [&](Span s) {
      return hit.span.overlaps(s) || (hit.span.begin >= s.begin && hit.span.begin < s.end + 200);
    });
    if (in_research) continue;
    if (hit.says == "strong") {
      if (!strong) strong = &hit;
    } else {
      if (!weak || hit.weight > weak->weight) weak = &hit;
      // Of wordings that overlap the weightiest counts ("is important", "important to").
      if (hit.span.begin >= last_end) counted = 0;
      weak_sum += std::max(0.0, hit.weight - counted) + std::min(0.0, hit.weight);
      counted = std::max(counted, hit.weight);
      last_end = std::max(last_end, hit.span.end);
    }
  }
  const Hit* chosen = strong ? strong : weak_sum >= 2 ? weak : nullptr;
  if (!chosen) return Advice::none;
  if (cues) cues->push_back({"advice", std::string(chosen->pattern), chosen->span});
  return strong ? Advice::strong : Advice::weak;
}

Span Wording::role(SentenceRole role, std::vector<Cue>* cues, std::string_view field) const {
  for (const Hit& hit : roles_) {
    if (hit.says != word(role)) continue;
    if (cues) cues->push_back({std::string(field), std::string(hit.pattern), hit.span});
    return hit.span;
  }
  return {};
}

std::vector<Span> Wording::roles(SentenceRole role) const {
  std::vector<Span> out;
  for (const Hit& hit : roles_) {
    if (hit.says == word(role)) out.push_back(hit.span);
  }
  return out;
}

}  // namespace claimassay
