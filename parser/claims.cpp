#include "parser/claims.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <span>

#include "core/hash.h"
#include "core/text.h"
#include "parser/abbreviations.h"
#include "parser/markers.h"
#include "parser/numbers.h"
#include "parser/sentence_claims.h"
#include "parser/stated_grade.h"
#include "parser/text_level.h"
#include "parser/word_map.h"
#include "parser/wording.h"

namespace claimassay {

namespace {

/// A claim lists no more of its sentence's markers than this: no real sentence has more, and a hostile one would cost
/// the product of its claims and its markers.
constexpr std::size_t most_markers = 50;

Span span_of(const EffectEstimate& estimate) { return estimate.span; }
Span span_of(const Quantity& quantity) { return quantity.span; }
Span span_of(const StatedGradeMention& grade) { return grade.words.span; }
Span span_of(const Span& span) { return span; }
Span span_of(const Word& word) { return word.span; }

template <class T>
void in_text_order(std::vector<T>& items) {
  std::stable_sort(items.begin(), items.end(),
                   [](const T& a, const T& b) { return span_of(a).begin < span_of(b).begin; });
}

/// The items that begin inside `part`, of items in the order of the text: a sentence looks at its own only, so that a
/// paragraph of any length costs no more than its words.
template <class T>
std::span<const T> inside(const std::vector<T>& items, Span part) {
  const auto begins_before = [](const T& item, std::size_t at) { return span_of(item).begin < at; };
  const auto first = std::lower_bound(items.begin(), items.end(), part.begin, begins_before);
  return {first, std::lower_bound(first, items.end(), std::max(part.begin, part.end), begins_before)};
}

/// Everything that is read once for a text and shared out to its claims.
struct Readings {
  explicit Readings(std::string_view text)
      : folded(text), numbers(read_numbers(text, folded)), grades(read_stated_grades(text, folded)) {
    in_text_order(numbers.estimates);
    in_text_order(numbers.quantities);
    in_text_order(grades);
    append_words(folded.tokens(), words);
  }
  /// The words that begin in a sentence.
  std::span<const Word> words_of(Span sentence) const { return inside(words, sentence); }

  FoldedText folded;
  std::vector<Word> words;
  NumberReading numbers;
  std::vector<StatedGradeMention> grades;
};

void add_estimates(Claim& claim, const NumberReading& numbers, bool only_claim) {
  // A sentence with one claim owns all its numbers; with several, each clause has its own.
  const Span own = only_claim ? claim.sentence : claim.span;
  for (const EffectEstimate& estimate : inside(numbers.estimates, own)) {
    if (estimate.measure == "p") continue;
    claim.estimates.push_back(estimate);
    if (estimate.outcome.empty() && claim.pico.outcome.size() == 1)
      claim.estimates.back().outcome = claim.pico.outcome.front().text;
  }
  for (const Quantity& quantity : inside(numbers.quantities, own)) {
    if (quantity.kind != QuantityKind::percent) continue;
    EffectEstimate share;
    share.measure = "percent";
    share.value = quantity.value;
    share.unit = "%";
    share.span = quantity.span;
    claim.estimates.push_back(std::move(share));
  }
  std::stable_sort(claim.estimates.begin(), claim.estimates.end(),
                   [](const EffectEstimate& a, const EffectEstimate& b) { return a.span.begin < b.span.begin; });
}

void add_grade(Claim& claim, const std::vector<StatedGradeMention>& grades) {
  // The mention inside the clause wins over one elsewhere in the sentence.
  if (const auto own = inside(grades, claim.span); !own.empty()) claim.stated_grade = own.back();
  else if (const auto near = inside(grades, claim.sentence); !near.empty()) claim.stated_grade = near.front();
  if (claim.stated_grade)
    claim.cues.push_back({"stated_grade", claim.stated_grade->scheme, claim.stated_grade->words.span});
}

void add_shared(std::vector<Claim>& claims, const Readings& readings) {
  for (Claim& claim : claims) {
    add_estimates(claim, readings.numbers, claims.size() == 1);
    add_grade(claim, readings.grades);
  }
}

/// How often the words of a claim have occurred in a section, by the hash of both.
using Seen = std::map<std::uint64_t, int>;

/// "LBP intensity" is also low back pain intensity, where the text says what LBP is: a cue of the field "spelled_out" whose
/// pattern is the phrase in full, over the words as they stand.
void spell_out(Claim& claim, const Abbreviations& abbreviations) {
  if (abbreviations.empty()) return;
  for (auto* phrases :
       {&claim.pico.population, &claim.pico.intervention, &claim.pico.comparator, &claim.pico.outcome}) {
    for (const Phrase& phrase : *phrases) {
      std::string in_full = abbreviations.spelled_out(phrase.text);
      if (!in_full.empty()) claim.cues.push_back({"spelled_out", std::move(in_full), phrase.span});
    }
  }
}

/// Keys rest on the words, the section and the ordinal among equals, never on offsets.
void set_key(Claim& claim, const FoldedText& text, std::string_view section, Seen& seen) {
  std::string made;
  const std::string words = collapse_space(text.folded(claim.span, made));
  const std::uint64_t place = mix_hash(hash64(words)) ^ hash64(section);
  claim.key = short_hash({words, section, std::to_string(seen[place]++)});
}

/// From offsets into a block to offsets into the article.
void move_claim(Claim& claim, std::size_t by) {
  const auto move = [&](Span& span) { span = {span.begin + by, span.end + by}; };
  move(claim.span);
  move(claim.sentence);
  for (auto* phrases :
       {&claim.pico.population, &claim.pico.intervention, &claim.pico.comparator, &claim.pico.outcome}) {
    for (Phrase& phrase : *phrases) move(phrase.span);
  }
  for (EffectEstimate& estimate : claim.estimates) move(estimate.span);
  for (Cue& cue : claim.cues) move(cue.span);
  if (claim.stated_grade) move(claim.stated_grade->words.span);
}

}  // namespace

TextReading read_text(std::string_view text, std::string_view section, const std::vector<Span>* given) {
  TextReading out;
  const std::vector<Span> spans = given ? *given : sentences(text);
  const Readings readings(text);
  out.markers = read_markers(text);
  std::vector<Span> marker_spans;
  for (const CitationMarker& marker : out.markers) marker_spans.push_back(marker.span);
  const Abbreviations abbreviations(text);
  TextLevel level(section);
  std::vector<Phrase> subject;
  Seen seen;
  for (std::size_t i = 0; i < spans.size(); ++i) {
    const Wording wording(text.substr(spans[i].begin, spans[i].size()), spans[i].begin, readings.words_of(spans[i]));
    const std::span<const Span> own = inside(marker_spans, spans[i]);
    SentenceClaims read = read_sentence(text, spans[i], readings.folded.inside(spans[i]), wording, own, subject);
    add_shared(read.claims, readings);
    level.add(text, spans[i], wording, read);
    for (Claim& one : read.claims) {
      for (std::size_t m = 0; m < std::min(own.size(), most_markers); ++m)
        one.markers.push_back(static_cast<std::size_t>(own.data() - marker_spans.data()) + m);
      set_key(one, readings.folded, section, seen);
      spell_out(one, abbreviations);
      out.claims.push_back(std::move(one));
    }
  }
  const std::vector<bool> claim = level.states_claim();
  for (std::size_t i = 0; i < spans.size(); ++i) out.sentences.push_back({spans[i], claim[i]});
  out.relation = level.relation();
  out.advice = level.advice();
  out.certainty = level.certainty();
  out.strength = level.strength();
  out.direction = level.direction();
  out.quantities = readings.numbers.quantities;
  out.stated_grades = readings.grades;
  out.cues = level.cues();
  return out;
}

namespace {

/// The markers of a document by their place, whatever their order in the article.
struct MarkerPlaces {
  explicit MarkerPlaces(const std::vector<CitationMarker>& markers) : numbers(markers.size()) {
    std::iota(numbers.begin(), numbers.end(), std::size_t{0});
    std::stable_sort(numbers.begin(), numbers.end(),
                     [&](std::size_t a, std::size_t b) { return markers[a].span.begin < markers[b].span.begin; });
    for (const std::size_t number : numbers) spans.push_back(markers[number].span);
  }
  /// Of the markers that begin inside `part`: their numbers in the article.
  std::vector<std::size_t> of(Span part) const {
    const std::span<const Span> own = inside(spans, part);
    const auto first = numbers.begin() + (own.data() - spans.data());
    return {first, first + static_cast<std::ptrdiff_t>(std::min(own.size(), most_markers))};
  }
  std::vector<std::size_t> numbers;
  std::vector<Span> spans;
};

/// Spans of another block, as a block counts that begins at `begin`. Where the other one stands before, they wrap around zero;
/// move_claim adds `begin` again, and no one looks the words up in between.
std::vector<Phrase> seen_from(std::vector<Phrase> phrases, std::size_t begin) {
  for (Phrase& phrase : phrases) phrase.span = {phrase.span.begin - begin, phrase.span.end - begin};
  return phrases;
}

/// What a block stands under: the stem of its list, or else the heading. Spans are offsets into the article.
struct Above {
  Stem stem;
  bool list = false;
};

/// What is carried from block to block.
struct ArticleReading {
  MarkerPlaces places;
  Abbreviations abbreviations;
  Seen seen;
  std::vector<ArticleClaim> out;
};

/// The claims of one paragraph or list item.
void read_block(const Article& article, const Block& block, std::size_t section, const Above& above,
                ArticleReading& reading) {
  const MarkerPlaces& places = reading.places;
  std::vector<ArticleClaim>& out = reading.out;
  const std::string_view words = std::string_view(article.source().text).substr(block.span.begin, block.span.size());
  const Readings readings(words);
  std::vector<Span> marker_spans;
  for (const Span at : inside(places.spans, block.span))
    marker_spans.push_back({at.begin - block.span.begin, at.end - block.span.begin});
  std::vector<Phrase> subject = seen_from(above.stem.subject, block.span.begin);
  const Stem* stem = above.list ? &above.stem : nullptr;  // of the item's first sentence
  // The marked sentence nearest before carries; before the first, the first after.
  std::vector<std::size_t> carried;
  std::vector<std::size_t> waiting;  // claims of sentences before the first marked one
  for (const Span sentence : sentences(words)) {
    const Wording wording(words.substr(sentence.begin, sentence.size()), sentence.begin, readings.words_of(sentence));
    // A marker may stand behind the full stop ("pain.2 The next"), where the next sentence has not begun.
    const Span reach{sentence.begin, sentence.end + 1};
    SentenceClaims read = read_sentence(words, sentence, readings.folded.inside(sentence), wording,
                                        inside(marker_spans, reach), subject, stem);
    stem = nullptr;
    add_shared(read.claims, readings);
    const std::vector<std::size_t> own = places.of({reach.begin + block.span.begin, reach.end + block.span.begin});
    if (!own.empty()) {
      for (const std::size_t index : waiting) {
        out[index].claim.markers = own;
        out[index].claim.citations_carried = true;
      }
      waiting.clear();
      carried = own;
    }
    for (Claim& claim : read.claims) {
      claim.markers = own.empty() ? carried : own;
      claim.citations_carried = own.empty() && !carried.empty();
      if (own.empty() && carried.empty() && block.kind == BlockKind::paragraph) waiting.push_back(out.size());
      set_key(claim, readings.folded, article.sections[section].heading, reading.seen);
      spell_out(claim, reading.abbreviations);
      move_claim(claim, block.span.begin);
      out.push_back({std::move(claim), section});
    }
  }
}

/// The stem moved to where it stands in the article.
Stem placed(Stem stem, std::size_t at) {
  for (Phrase& phrase : stem.subject) phrase.span = {phrase.span.begin + at, phrase.span.end + at};
  return stem;
}

/// The heading says what the section is about, or the title what the article is about.
Stem heading_of(const Article& article, const ArticleSection& section) {
  Stem own = placed(read_heading(section.heading), section.heading_span.begin);
  return own.empty() ? placed(read_heading(article.citation.title), article.title_span.begin) : own;
}

}  // namespace

std::vector<ArticleClaim> read_claims(const Article& article) {
  ArticleReading reading{MarkerPlaces(article.markers), Abbreviations(article.source().text), {}, {}};
  for (std::size_t s = 0; s < article.sections.size(); ++s) {
    const ArticleSection& section = article.sections[s];
    if (section.role != SectionRole::body && section.role != SectionRole::abstract) continue;
    const Above heading{heading_of(article, section), false};
    Above list;
    int list_level = -1;  // of the stem; paragraphs stand above all items
    for (std::size_t b = section.first_block; b < section.end_block && b < article.document.blocks.size(); ++b) {
      const Block& block = article.document.blocks[b];
      const bool item = block.kind == BlockKind::list_item;
      if (block.kind != BlockKind::paragraph && !item) continue;
      const bool listed = item && list.list && block.level > list_level;
      read_block(article, block, s, listed ? list : heading, reading);
      if (listed) continue;
      list = {};
      const std::string_view words =
          std::string_view(article.source().text).substr(block.span.begin, block.span.size());
      list.stem = placed(read_list_stem(words), block.span.begin);
      list.list = !list.stem.empty();
      list_level = item ? block.level : -1;
    }
  }
  return std::move(reading.out);
}

}  // namespace claimassay
