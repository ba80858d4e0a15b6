#include "parser/claims.h"

#include <algorithm>
#include <map>

#include "core/hash.h"
#include "core/text.h"
#include "parser/markers.h"
#include "parser/numbers.h"
#include "parser/sentence_claims.h"
#include "parser/stated_grade.h"
#include "parser/text_level.h"
#include "parser/wording.h"

namespace claimassay {

namespace {

/// Everything that is read once for a text and shared out to its claims.
struct Readings {
  NumberReading numbers;
  std::vector<StatedGradeMention> grades;
};

void add_estimates(Claim& claim, const NumberReading& numbers, bool only_claim) {
  // A sentence with one claim owns all its numbers; with several, each clause has its own.
  const Span own = only_claim ? claim.sentence : claim.span;
  for (const EffectEstimate& estimate : numbers.estimates) {
    if (own.contains(estimate.span.begin) && estimate.measure != "p") claim.estimates.push_back(estimate);
  }
  for (const Quantity& quantity : numbers.quantities) {
    if (quantity.kind != QuantityKind::percent || !own.contains(quantity.span.begin)) continue;
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
  for (const StatedGradeMention& grade : grades) {
    if (!claim.sentence.contains(grade.words.span.begin)) continue;
    // The mention inside the clause wins over one elsewhere in the sentence.
    if (claim.stated_grade && !claim.span.contains(grade.words.span.begin)) continue;
    claim.stated_grade = grade;
  }
  if (claim.stated_grade)
    claim.cues.push_back({"stated_grade", claim.stated_grade->scheme, claim.stated_grade->words.span});
}

void add_shared(std::vector<Claim>& claims, const Readings& readings) {
  for (Claim& claim : claims) {
    add_estimates(claim, readings.numbers, claims.size() == 1);
    add_grade(claim, readings.grades);
  }
}

std::string key_text(const Claim& claim) { return collapse_space(fold(claim.text)); }

/// Keys rest on the words, the section and the ordinal among equals, never on offsets.
void set_key(Claim& claim, std::string_view section, std::map<std::string, int>& seen) {
  const std::string text = key_text(claim) + "\n" + std::string(section);
  claim.key = short_hash({key_text(claim), section, std::to_string(seen[text]++)});
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
  Readings readings{read_numbers(text), read_stated_grades(text)};
  out.markers = read_markers(text);
  std::vector<Span> marker_spans;
  for (const CitationMarker& marker : out.markers) marker_spans.push_back(marker.span);
  TextLevel level(section);
  std::vector<Phrase> subject;
  std::map<std::string, int> seen;
  for (std::size_t i = 0; i < spans.size(); ++i) {
    const Wording wording(text.substr(spans[i].begin, spans[i].size()), spans[i].begin);
    SentenceClaims read = read_sentence(text, spans[i], wording, marker_spans, subject);
    add_shared(read.claims, readings);
    const bool claim = level.add(text, spans[i], wording, read, i, spans.size());
    out.sentences.push_back({spans[i], claim});
    for (Claim& one : read.claims) {
      for (std::size_t m = 0; m < out.markers.size(); ++m) {
        if (spans[i].contains(out.markers[m].span.begin)) one.markers.push_back(m);
      }
      set_key(one, section, seen);
      out.claims.push_back(std::move(one));
    }
  }
  out.relation = level.relation();
  out.advice = level.advice();
  out.certainty = level.certainty();
  out.strength = level.strength();
  out.direction = level.direction();
  return out;
}

std::vector<ArticleClaim> read_claims(const Article& article) {
  std::vector<ArticleClaim> out;
  const std::string_view text = article.source().text;
  std::map<std::string, int> seen;
  for (std::size_t s = 0; s < article.sections.size(); ++s) {
    const ArticleSection& section = article.sections[s];
    if (section.role != SectionRole::body && section.role != SectionRole::abstract) continue;
    for (std::size_t b = section.first_block; b < section.end_block && b < article.document.blocks.size(); ++b) {
      const Block& block = article.document.blocks[b];
      if (block.kind != BlockKind::paragraph && block.kind != BlockKind::list_item) continue;
      const std::string_view words = text.substr(block.span.begin, block.span.size());
      Readings readings{read_numbers(words), read_stated_grades(words)};
      std::vector<std::size_t> numbers;
      std::vector<Span> marker_spans;
      for (std::size_t m = 0; m < article.markers.size(); ++m) {
        const Span at = article.markers[m].span;
        if (!block.span.contains(at.begin)) continue;
        numbers.push_back(m);
        marker_spans.push_back({at.begin - block.span.begin, at.end - block.span.begin});
      }
      std::vector<Phrase> subject;
      // The marked sentence nearest before carries; before the first, the first after.
      std::vector<std::size_t> carried;
      std::vector<std::size_t> waiting;  // claims of sentences before the first marked one
      for (const Span inside : sentences(words)) {
        const Wording wording(words.substr(inside.begin, inside.size()), inside.begin);
        SentenceClaims read = read_sentence(words, inside, wording, marker_spans, subject);
        add_shared(read.claims, readings);
        std::vector<std::size_t> own;
        for (const std::size_t m : numbers) {
          const std::size_t at = article.markers[m].span.begin - block.span.begin;
          if (at >= inside.begin && at <= inside.end) own.push_back(m);
        }
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
          set_key(claim, section.heading, seen);
          move_claim(claim, block.span.begin);
          out.push_back({std::move(claim), s});
        }
      }
    }
  }
  return out;
}

}  // namespace claimassay
