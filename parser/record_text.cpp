#include "parser/record_text.h"

#include <algorithm>
#include <array>

#include "core/text.h"
#include "parser/counts.h"
#include "parser/folded_text.h"
#include "parser/word_map.h"

namespace claimassay {

namespace {

struct LabelWord {
  std::string_view begins;
  Zone zone;
};
// The first that occurs in a label decides: "METHODS AND RESULTS" reads as methods, "BACKGROUND AND PURPOSE" as
// background.
constexpr LabelWord label_words[] = {
    {"conclu", Zone::conclusion},
    {"interpret", Zone::conclusion},
    {"discussion", Zone::conclusion},
    {"implication", Zone::conclusion},
    {"relevance", Zone::conclusion},
    {"comment", Zone::conclusion},
    {"method", Zone::methods},
    {"design", Zone::methods},
    {"setting", Zone::methods},
    {"patient", Zone::methods},
    {"participant", Zone::methods},
    {"subject", Zone::methods},
    {"population", Zone::methods},
    {"sample", Zone::methods},
    {"material", Zone::methods},
    {"animals", Zone::methods},
    {"intervention", Zone::methods},
    {"exposure", Zone::methods},
    {"procedure", Zone::methods},
    {"protocol", Zone::methods},
    {"statistic", Zone::methods},
    {"analys", Zone::methods},
    {"search", Zone::methods},
    {"selection", Zone::methods},
    {"data", Zone::methods},
    {"eligib", Zone::methods},
    {"randomi", Zone::methods},
    {"allocation", Zone::methods},
    {"masking", Zone::methods},
    {"blinding", Zone::methods},
    {"result", Zone::results},
    {"finding", Zone::results},
    {"outcome", Zone::methods},
    {"measure", Zone::methods},
    {"trial", Zone::methods},
    {"registration", Zone::methods},
    {"funding", Zone::methods},
    {"case", Zone::methods},
    {"observation", Zone::results},
    {"background", Zone::background},
    {"introduction", Zone::background},
    {"context", Zone::background},
    {"importance", Zone::background},
    {"rationale", Zone::background},
    {"summary", Zone::background},
    {"objective", Zone::objective},
    {"aim", Zone::objective},
    {"purpose", Zone::objective},
    {"object", Zone::objective},
    {"hypothesis", Zone::objective},
    {"question", Zone::objective},
    {"goal", Zone::objective},
};

/// A label printed inside the running text: "METHODS:" or "Methods." at the start of a sentence; its length, or 0.
std::size_t printed_label(std::string_view text, Span sentence) {
  constexpr std::size_t longest = 60;
  const std::string_view head = text.substr(sentence.begin, std::min(longest, text.size() - sentence.begin));
  const std::size_t colon = head.find_first_of(":.");
  if (colon == std::string_view::npos || colon < 3) return 0;
  const std::string_view label = head.substr(0, colon);
  bool lower_case = false, spaced = false;
  for (const char c : label) {
    const bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    if (!letter && c != ' ' && c != ',' && c != '/' && c != '&' && c != '-' && c != '(' && c != ')') return 0;
    lower_case |= c >= 'a' && c <= 'z';
    spaced |= c == ' ';
  }
  // In lower case only a single capitalised word ("Methods:") is a label; anything longer may be a sentence.
  if (label[0] < 'A' || label[0] > 'Z' ||
      (lower_case && (spaced || head[colon] == '.') && label != "Patients and methods"))
    return label == "Methods" || label == "Results" || label == "Conclusions" || label == "Conclusion" ? colon + 1 : 0;
  return zone_of_label(label) == Zone::body ? 0 : colon + 1;
}

constexpr std::array<std::string_view, 12> aim_words{"aim",          "aimed",        "aims",       "objective",
                                                     "objectives",   "purpose",      "goal",       "sought",
                                                     "hypothesized", "hypothesised", "hypothesis", "hypothesize"};

bool has_word(const RecordText& text, const RecordSentence& sentence, std::size_t within, auto wanted) {
  const std::size_t end = std::min(sentence.end, sentence.first + within);
  for (std::size_t w = sentence.first; w < end; ++w) {
    if (wanted(text.words[w].folded)) return true;
  }
  return false;
}

/// "We compared ...", "patients were randomised ...", "(n = 97)": the study's own doings, wherever its aim is stated.
bool speaks_of_itself(const RecordText& text, const RecordSentence& sentence) {
  constexpr std::string_view we[] = {"we", "authors", "investigators"};
  constexpr std::string_view did[] = {"conducted", "performed", "studied",  "compared",   "examined",   "evaluated",
                                      "enrolled",  "undertook", "did",      "carried",    "measured",   "assessed",
                                      "followed",  "recruited", "treated",  "randomized", "randomised", "investigated",
                                      "analyzed",  "analysed",  "reviewed", "surveyed",   "randomly"};
  constexpr std::string_view entered[] = {"randomized", "randomised", "randomly", "enrolled",
                                          "recruited",  "assigned",   "allocated"};
  constexpr std::string_view others[] = {"previous", "previously", "earlier", "prior", "recent", "recently"};
  const auto among = [](auto& list, std::string_view word) {
    return std::find(std::begin(list), std::end(list), word) != std::end(list);
  };
  for (std::size_t w = sentence.first; w + 1 < sentence.end; ++w) {
    const std::string_view word = text.words[w].folded, next = text.words[w + 1].folded;
    const std::string_view third = w + 2 < sentence.end ? text.words[w + 2].folded : std::string_view();
    if (among(others, word)) return false;
    if (among(we, word) && (among(did, next) || among(did, third))) return true;
    if (word == "n" && next == "=") return true;
    if (word == "were" && (among(entered, next) || among(entered, third))) return true;
  }
  return false;
}

/// Without labels: up to the sentence that states the aim is background, the last that conclude are the conclusion.
void guess_zones(RecordText& text) {
  const auto is_aim = [](std::string_view word) {
    return std::find(aim_words.begin(), aim_words.end(), word) != aim_words.end();
  };
  const std::size_t count = text.sentences.size();
  for (std::size_t s = 0; s < count && s < 8; ++s) {
    RecordSentence& sentence = text.sentences[s];
    const bool to_find_out = sentence.first < sentence.end && text.words[sentence.first].folded == "to";
    if (!to_find_out && !has_word(text, sentence, 30, is_aim)) continue;
    sentence.zone = Zone::objective;
    for (std::size_t b = 0; b < s; ++b) {
      if (text.sentences[b].zone == Zone::body && !speaks_of_itself(text, text.sentences[b]))
        text.sentences[b].zone = Zone::background;
    }
    break;
  }
  for (std::size_t s = count; s-- > 0 && s + 4 > count && count > 3;) {
    RecordSentence& sentence = text.sentences[s];
    const bool concludes = has_word(text, sentence, 12, [](std::string_view word) {
      return word.starts_with("conclu") || word == "suggest" || word == "suggests" || word == "findings" ||
             word == "should" || word == "warranted" || word == "thus" || word == "therefore";
    });
    if (concludes) sentence.zone = Zone::conclusion;
    else if (s + 1 < count && text.sentences[s + 1].zone == Zone::conclusion) break;
  }
}

void add_sentences(RecordText& out, Span block, Zone zone, std::size_t label = RecordSentence::no_label) {
  const std::string_view text = out.text;
  if (!out.folded) out.folded = std::make_shared<const FoldedText>(text);
  for (const Span inside : sentences(text.substr(block.begin, block.size()))) {
    RecordSentence sentence;
    sentence.span = {block.begin + inside.begin, block.begin + inside.end};
    sentence.zone = zone;
    sentence.label = label;
    sentence.first = out.words.size();
    append_words(out.folded->inside(sentence.span), out.words);
    sentence.end = out.words.size();
    out.sentences.push_back(sentence);
  }
}

/// Cuts at a character boundary, the only place where a text may be shortened.
std::string bounded(std::string text, bool& truncated) {
  if (text.size() <= max_read) return text;
  truncated = true;
  std::size_t end = max_read;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  text.resize(end);
  return text;
}

}  // namespace

Zone zone_of_label(std::string_view label) {
  const std::string folded = fold(label);
  std::size_t best = folded.size();
  Zone zone = Zone::body;
  for (const LabelWord& entry : label_words) {
    for (std::size_t at = folded.find(entry.begins); at != std::string::npos; at = folded.find(entry.begins, at + 1)) {
      const bool word_start = at == 0 || !(folded[at - 1] >= 'a' && folded[at - 1] <= 'z');
      if (!word_start) continue;
      if (at < best) {
        best = at;
        zone = entry.zone;
      }
      break;
    }
  }
  // "MAIN RESULTS", "MEASUREMENTS AND MAIN RESULTS" are where results stand; "DATA COLLECTION" is not.
  if (zone == Zone::methods && folded.ends_with("results") && !folded.starts_with("method")) return Zone::results;
  if (folded.ends_with("purpose") || folded.ends_with("aims") || folded.ends_with("objective")) return Zone::objective;
  return zone;
}

void append_words(std::span<const FoldedToken> tokens, std::vector<Word>& words) {
  words.reserve(words.size() + tokens.size());
  bool joined = false;
  for (const FoldedToken& token : tokens) {
    if (token.hyphen) {
      joined = true;
      continue;
    }
    const bool number = token.kind == TokenKind::number || (token.folded[0] >= '0' && token.folded[0] <= '9') ||
                        (token.kind == TokenKind::word && number_word(token.folded, token.hash));
    const std::uint64_t stem = token.folded.size() >= 3 ? word_hash(token.folded.substr(0, 3)) : 0;
    const std::uint64_t marks = mark_of(token.hash) | (stem ? mark_of(stem) : 0) | (number ? number_mark : 0);
    words.push_back({token.span, token.folded, token.hash, stem, marks, number, joined});
    joined = false;
  }
}

const RecordSentence* RecordText::sentence_at(std::size_t offset) const {
  const auto after = std::upper_bound(sentences.begin(), sentences.end(), offset,
                                      [](std::size_t at, const RecordSentence& s) { return at < s.span.begin; });
  if (after == sentences.begin() || std::prev(after)->span.end <= offset) return nullptr;
  return &*std::prev(after);
}

std::size_t RecordText::word_from(std::size_t offset) const {
  const auto found = std::lower_bound(words.begin(), words.end(), offset,
                                      [](const Word& word, std::size_t at) { return word.span.begin < at; });
  return static_cast<std::size_t>(found - words.begin());
}

std::size_t RecordText::sentence_of(std::size_t word) const {
  const auto found = std::upper_bound(sentences.begin(), sentences.end(), word,
                                      [](std::size_t w, const RecordSentence& s) { return w < s.first; });
  return found == sentences.begin() ? 0 : static_cast<std::size_t>(found - sentences.begin()) - 1;
}

RecordText read_plain_text(std::string_view text, Zone zone, RecordPart part) {
  RecordText out;
  out.part = part;
  out.text = bounded(std::string(text), out.truncated);
  add_sentences(out, {0, out.text.size()}, zone);
  return out;
}

RecordText read_title(const Citation& citation) {
  return read_plain_text(citation.title, Zone::title, RecordPart::title);
}

RecordText read_abstract(const Citation& citation) {
  RecordText out;
  out.text = bounded(citation.abstract_text(), out.truncated);
  std::size_t at = 0;
  bool labelled = false;
  for (const AbstractSection& section : citation.abstract) {
    if (at >= out.text.size()) break;
    const std::size_t size = section.text.size() + (section.label.empty() ? 0 : section.label.size() + 2);
    Span block{at, std::min(at + size, out.text.size())};
    at = block.end + 1;
    if (section.label.empty()) {
      add_sentences(out, block, Zone::body);
      continue;
    }
    const Zone zone = zone_of_label(section.label);
    labelled |= zone != Zone::body;
    out.labels.push_back(section.label);
    out.apart.push_back({block.begin, std::min(block.begin + section.label.size() + 1, block.end)});
    block.begin = std::min(block.begin + section.label.size() + 2, block.end);
    add_sentences(out, block, zone, out.labels.size() - 1);
  }
  // Labels may stand in the text itself: from each on, sentences belong to its zone.
  Zone zone = Zone::body;
  std::size_t label = RecordSentence::no_label;
  for (RecordSentence& sentence : out.sentences) {
    if (const std::size_t length = printed_label(out.text, sentence.span)) {
      out.labels.emplace_back(out.quote({sentence.span.begin, sentence.span.begin + length - 1}));
      zone = zone_of_label(out.labels.back());
      label = out.labels.size() - 1;
      labelled = true;
    }
    if (sentence.label != RecordSentence::no_label) continue;
    sentence.label = label;
    sentence.zone = zone;
  }
  if (!labelled) guess_zones(out);
  return out;
}

}  // namespace claimassay
