#include "parser/evidence_reading.h"

#include <algorithm>
#include <cstdlib>
#include <unordered_map>

#include "core/text.h"
#include "parser/lexicon_table.h"
#include "parser/numbers.h"
#include "parser/phrase_lexicon.h"
#include "parser/record_text.h"

namespace claimassay {

namespace {

const PhraseLexicon& directions() {
  static const PhraseLexicon table("data/lexicon/evidence_directions.tsv");
  return table;
}

bool is_function_word(std::string_view folded) {
  static const auto table = [] {
    std::unordered_map<std::string_view, bool> out;
    for (const LexiconRow& row : lexicon_rows("data/lexicon/function_words.tsv", 2)) out[row[0]] = row[1] == "0";
    return out;
  }();
  const auto found = table.find(folded);
  return found != table.end() && found->second;
}

bool is_negator(std::string_view word) {
  return word == "not" || word == "no" || word == "never" || word == "neither" || word == "nor" || word == "without" ||
         word == "cannot" || word == "none" || word == "n't" || word == "t" || word == "hardly" || word == "fails" ||
         word == "failed" || word == "fail" || word == "lack" || word == "unable" || word == "non";
}

StatementPlace place_of(Zone zone) {
  switch (zone) {
    case Zone::title: return StatementPlace::title;
    case Zone::background:
    case Zone::objective: return StatementPlace::background;
    case Zone::methods: return StatementPlace::methods;
    case Zone::results: return StatementPlace::results;
    case Zone::conclusion: return StatementPlace::conclusion;
    case Zone::body: return StatementPlace::unlabelled;
  }
  return StatementPlace::unlabelled;
}

bool is_content(const RecordText& text, std::size_t w) {
  const Word& word = text.words[w];
  if (word.number || word.folded.size() < 2) return false;
  return is_letter(character_at(word.folded, 0)) && !is_function_word(word.folded);
}

/// "[3]", "[1, 4]": the words inside are no part of the statement.
std::vector<bool> marker_words(const RecordText& text) {
  std::vector<bool> out(text.words.size());
  for (std::size_t w = 0; w < text.words.size(); ++w) {
    if (text.words[w].folded != "[") continue;
    std::size_t close = w + 1;
    while (close < text.words.size() && close - w < 12 && (text.words[close].number || text.words[close].folded == ","))
      ++close;
    if (close < text.words.size() && close > w + 1 && text.words[close].folded == "]") {
      std::fill(out.begin() + static_cast<std::ptrdiff_t>(w), out.begin() + static_cast<std::ptrdiff_t>(close) + 1,
                true);
    }
  }
  return out;
}

/// A number of the text as a value; nothing for what only looks like one.
std::optional<double> number_at(const Word& word) {
  if (!word.number || word.folded[0] > '9') return std::nullopt;
  std::string plain;
  for (std::size_t i = 0; i < word.folded.size();) {
    std::size_t size = 1;
    const char32_t c = character_at(word.folded, i, &size);
    if (c == U'·') plain += '.';
    else if (c != U',') plain += word.folded.substr(i, size);
    i += size;
  }
  char* end = nullptr;
  const double value = std::strtod(plain.c_str(), &end);
  if (end == plain.c_str() || *end != '\0') return std::nullopt;
  return value;
}

void read_significance(const RecordText& text, const RecordSentence& sentence, const NumberReading& numbers,
                       StatementReading& out) {
  for (const EffectEstimate& estimate : numbers.estimates) {
    if (!sentence.span.contains(estimate.span.begin)) continue;
    if (estimate.p) {
      const bool above =
          estimate.p->op == ">" || estimate.p->op == ">=" || (estimate.p->op == "=" && estimate.p->value >= 0.05);
      (above || estimate.p->value > 0.05 ? out.not_significant : out.significant) = true;
    } else if (estimate.ci_low && estimate.ci_high) {
      const bool ratio = estimate.measure == "HR" || estimate.measure == "RR" || estimate.measure == "OR";
      const bool difference = estimate.measure == "MD" || estimate.measure == "SMD" || estimate.measure == "RD";
      if (!ratio && !difference) continue;
      const double null = ratio ? 1 : 0;
      (*estimate.ci_low > null || *estimate.ci_high < null ? out.significant : out.not_significant) = true;
    }
  }
  for (std::size_t w = sentence.first; w < sentence.end; ++w) {
    const std::string_view word = text.words[w].folded;
    if (!word.starts_with("significan")) continue;
    bool negated = false;
    for (std::size_t b = w; b > sentence.first && w - b < 4; --b) negated |= is_negator(text.words[b - 1].folded);
    (negated ? out.not_significant : out.significant) = true;
  }
}

void read_abbreviations(const RecordText& text, EvidenceReading& out) {
  for (std::size_t w = 1; w + 2 < text.words.size(); ++w) {
    if (text.words[w].folded != "(" || text.words[w + 2].folded != ")") continue;
    const std::string_view brief = text.words[w + 1].folded;
    if (brief.size() < 2 || brief.size() > 6 || text.words[w + 1].number) continue;
    // The last words before the bracket whose initials spell the short form, little words aside.
    std::size_t letter = brief.size();
    std::size_t first = w;
    while (first > 0 && letter > 0 && w - first < brief.size() + 3) {
      const std::string_view word = text.words[first - 1].folded;
      if (word[0] == brief[letter - 1]) --letter;
      else if (!is_function_word(word)) break;
      --first;
    }
    if (letter > 0) continue;
    std::vector<std::string> words;
    for (std::size_t k = first; k < w; ++k) {
      if (is_content(text, k)) words.emplace_back(text.words[k].folded);
    }
    if (!words.empty()) out.abbreviations.emplace_back(brief, std::move(words));
  }
}

void read_statements(const RecordText& text, EvidenceReading& out) {
  const std::vector<bool> marker = marker_words(text);
  const NumberReading numbers = read_numbers(text.text);
  const std::vector<PhraseMatch> matches = directions().find(text);
  auto match = matches.begin();
  for (std::size_t s = 0; s < text.sentences.size(); ++s) {
    const RecordSentence& sentence = text.sentences[s];
    StatementReading statement;
    statement.span = sentence.span;
    statement.text = collapse_space(text.quote(sentence.span));
    statement.place = place_of(sentence.zone);
    statement.question = statement.text.ends_with("?");
    std::vector<std::size_t> content_before(sentence.end - sentence.first + 1);
    std::vector<std::size_t> negators;
    for (std::size_t w = sentence.first; w < sentence.end; ++w) {
      content_before[w - sentence.first] = statement.words.size();
      if (marker[w]) continue;
      if (is_negator(text.words[w].folded)) negators.push_back(w);
      if (const std::optional<double> value = number_at(text.words[w])) {
        const bool percent =
            w + 1 < sentence.end && (text.words[w + 1].folded == "%" || text.words[w + 1].folded == "percent");
        statement.numbers.push_back({*value, percent, text.words[w].span});
      } else if (is_content(text, w)) {
        statement.words.emplace_back(text.words[w].folded);
      }
    }
    content_before[sentence.end - sentence.first] = statement.words.size();
    std::vector<bool> used(negators.size());
    std::size_t covered = 0;
    for (; match != matches.end() && match->sentence == s; ++match) {
      const std::string_view says = match->row->says;
      // Inside a longer wording of "no difference" the single words say nothing of their own.
      if (match->first < covered && says != "unsure") continue;
      DirectionCue cue{std::string(says),
                       false,
                       content_before[match->first - sentence.first],
                       {text.words[match->first].span.begin, text.words[match->end - 1].span.end},
                       match->row->weight};
      if (says == "null" || says == "unsure") {
        covered = std::max(covered, match->end);
        for (std::size_t n = 0; n < negators.size(); ++n)
          used[n] = used[n] || (negators[n] >= match->first && negators[n] < match->end);
      } else if (says != "plan") {
        constexpr std::size_t reach = 4;
        for (std::size_t n = 0; n < negators.size(); ++n) {
          if (negators[n] < match->first && match->first - negators[n] <= reach) {
            cue.negated = true;
            used[n] = true;
          }
        }
      }
      statement.cues.push_back(std::move(cue));
    }
    statement.negated = std::find(used.begin(), used.end(), false) != used.end();
    read_significance(text, sentence, numbers, statement);
    out.statements.push_back(std::move(statement));
  }
  read_abbreviations(text, out);
}

}  // namespace

EvidenceReading read_claim_statement(std::string_view text) { return read_passage(text, "claim"); }

EvidenceReading read_passage(std::string_view text, std::string id) {
  Citation record;
  record.abstract.push_back({"", "", std::string(text)});
  EvidenceReading out;
  out.id = std::move(id);
  read_statements(read_abstract(record), out);
  return out;
}

EvidenceReading read_evidence(const Citation& record, std::string id) {
  EvidenceReading out;
  out.id = std::move(id);
  read_statements(read_title(record), out);
  read_statements(read_abstract(record), out);
  return out;
}

}  // namespace claimassay
