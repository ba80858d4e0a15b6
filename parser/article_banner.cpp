#include "parser/article_banner.h"

#include <algorithm>

#include "core/text.h"
#include "parser/phrase_lexicon.h"

namespace claimassay {

namespace {

constexpr std::size_t longest_banner = 400;  // longer blocks are the article's own text
constexpr std::size_t longest_disclaimer = 4000;

const PhraseLexicon& banner_lexicon() {
  static const PhraseLexicon lexicon("data/lexicon/banner.tsv");
  return lexicon;
}

/// Labels of states in one line: "Submitted / Under Review / Approved".
std::vector<std::pair<BannerState, Span>> row_of_labels(std::string_view text) {
  std::vector<std::pair<BannerState, Span>> labels;
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= text.size();) {
    std::size_t size = 1;
    const char32_t c = at < text.size() ? character_at(text, at, &size) : U'|';
    const bool separates = c == '/' || c == '|' || c == '>' || c == ',' || c == '\n' || c == 0x2022 || c == 0xB7 ||
                           c == 0x203A || c == 0x2192 || c == 0xBB || c == 0x25B8;
    if (separates) {
      const std::string_view part = trim(text.substr(begin, at - begin));
      const RecordText words = read_plain_text(part);
      std::optional<BannerState> state;
      for (const PhraseMatch& match : banner_lexicon().find(words)) {
        const std::string_view says = match.row->says;
        if (says.starts_with("legend:") && match.first == 0 && match.end == words.words.size()) {
          state = from_word<BannerState>(says.substr(7));
        }
      }
      if (!state) return {};
      const std::size_t start = static_cast<std::size_t>(part.data() - text.data());
      labels.push_back({*state, {start, start + part.size()}});
      begin = at + size;
    }
    at += size;
  }
  return labels;
}

}  // namespace

BlockReading read_page_block(const Source& source, Span block) {
  BlockReading reading;
  const std::string_view text = source.view(block);
  if (text.size() <= longest_banner) {
    const auto labels = row_of_labels(text);
    if (!labels.empty()) {
      reading.role = SectionRole::banner;
      if (labels.size() == 1) reading.label = labels[0].first;
      for (const auto& [state, span] : labels) {
        reading.statements.push_back({state, {block.begin + span.begin, block.begin + span.end}, labels.size() > 1});
      }
      return reading;
    }
    // "Status: approved" is no labelled section of an abstract.
    std::string unlabelled(text);
    std::replace(unlabelled.begin(), unlabelled.end(), ':', ' ');
    const RecordText words = read_plain_text(unlabelled);
    std::size_t done = 0;  // words
    bool page = false;
    for (const PhraseMatch& match : banner_lexicon().find(words)) {
      const std::string_view says = match.row->says;
      const std::string_view how = match.row->feature;
      if (how == "whole" && (match.first != 0 || match.end != words.words.size())) continue;
      if (how == "begins" && match.first != 0) continue;
      if (says == "page") {
        page = true;
        continue;
      }
      const std::optional<BannerState> state = from_word<BannerState>(says);
      if (!state || match.first < done) continue;
      done = match.end;
      const Span span{block.begin + words.words[match.first].span.begin,
                      block.begin + words.words[match.end - 1].span.end};
      reading.statements.push_back({*state, span, false});
    }
    // A short line that only names the site's own matters is a label; in a longer one the words may be about anything.
    constexpr std::size_t most_label_words = 20;
    if (!reading.statements.empty() || (page && words.words.size() <= most_label_words)) {
      reading.role = SectionRole::banner;
      return reading;
    }
  }
  if (text.size() <= longest_disclaimer) {
    static const PhraseLexicon disclaimers("data/lexicon/disclaimers.tsv");
    if (!disclaimers.find(read_plain_text(text)).empty()) reading.role = SectionRole::disclaimer;
  }
  return reading;
}

bool contradicts_itself(const std::vector<BannerStatement>& statements) {
  bool done = false, open = false;
  for (const BannerStatement& statement : statements) {
    if (statement.listed) continue;
    const bool settled = statement.state == BannerState::reviewed || statement.state == BannerState::approved;
    (settled ? done : open) = true;
  }
  return done && open;
}

}  // namespace claimassay
