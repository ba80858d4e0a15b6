#include "rules/phrases.h"

#include <algorithm>

#include "core/text.h"

namespace claimassay::rules {

namespace {

struct Piece {
  std::string word;
  Span span;
};

bool is_mark_in_word(char32_t c) { return (c >= 0x300 && c <= 0x36F); }
/// What may stand between two words of a phrase without breaking it.
bool is_joint(char32_t c) { return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == '/' || is_space(c); }
bool is_apostrophe(char32_t c) { return c == '\'' || c == 0x2019 || c == 0x02BC; }
bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }

/// Words folded, punctuation as pieces of its own, joints left out. With `wild`, a '*' stays on the word before it.
std::vector<Piece> pieces_of(std::string_view text, bool wild) {
  std::vector<Piece> out;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t size = 1;
    const char32_t c = character_at(text, i, &size);
    if (is_letter(c) || is_digit(c)) {
      const std::size_t begin = i;
      std::string word;
      while (i < text.size()) {
        const char32_t inside = character_at(text, i, &size);
        if (is_apostrophe(inside) && i + size < text.size() && is_letter(character_at(text, i + size))) {
          word += '\'';
        } else if (is_letter(inside) || is_digit(inside) || is_mark_in_word(inside) || (wild && inside == '*')) {
          word += text.substr(i, size);
        } else if (inside == '.' && is_digit(static_cast<unsigned char>(text[i - 1])) && i + 1 < text.size() &&
                   is_digit(static_cast<unsigned char>(text[i + 1]))) {
          word += '.';
        } else {
          break;
        }
        i += size;
      }
      out.push_back({fold(word), {begin, i}});
    } else {
      if (!is_joint(c)) out.push_back({std::string(text.substr(i, size)), {i, i + size}});
      i += size;
    }
  }
  return out;
}

}  // namespace

int PhraseMatcher::child(int node, const std::string& word, bool prefix) {
  const int fresh = static_cast<int>(nodes_.size());
  Node& at = nodes_[static_cast<std::size_t>(node)];
  if (prefix) {
    for (const auto& [known, next] : at.prefixes) {
      if (known == word) return next;
    }
    at.prefixes.emplace_back(word, fresh);
  } else {
    const auto [found, is_new] = at.words.emplace(word, fresh);
    if (!is_new) return found->second;
  }
  nodes_.emplace_back();
  return fresh;
}

bool PhraseMatcher::add(int list, std::string_view phrase) {
  const std::vector<Piece> pieces = pieces_of(phrase, true);
  if (pieces.empty() || pieces.size() > longest) return false;
  for (const Piece& piece : pieces) {
    const std::size_t star = piece.word.find('*');
    if (star != std::string::npos && (star == 0 || star + 1 != piece.word.size())) return false;
  }
  int node = 0;
  for (const Piece& piece : pieces) {
    const bool prefix = piece.word.back() == '*';
    node = child(node, prefix ? piece.word.substr(0, piece.word.size() - 1) : piece.word, prefix);
  }
  std::vector<int>& lists = nodes_[static_cast<std::size_t>(node)].lists;
  if (std::find(lists.begin(), lists.end(), list) == lists.end()) lists.push_back(list);
  return true;
}

PhraseMatcher::Hits PhraseMatcher::find(std::string_view text) const {
  Hits hits;
  if (empty()) return hits;
  const std::vector<Piece> pieces = pieces_of(text, false);
  std::vector<int> now, next;
  for (std::size_t first = 0; first < pieces.size(); ++first) {
    now = {0};
    for (std::size_t last = first; last < pieces.size() && !now.empty() && last - first < longest; ++last) {
      next.clear();
      const std::string& word = pieces[last].word;
      for (const int node : now) {
        const Node& at = nodes_[static_cast<std::size_t>(node)];
        if (const auto found = at.words.find(word); found != at.words.end()) next.push_back(found->second);
        for (const auto& [prefix, to] : at.prefixes) {
          if (word.starts_with(prefix)) next.push_back(to);
        }
      }
      for (const int node : next) {
        for (const int list : nodes_[static_cast<std::size_t>(node)].lists) {
          hits.push_back({list, {pieces[first].span.begin, pieces[last].span.end}, first, last});
        }
      }
      now.swap(next);
    }
  }
  return hits;
}

}  // namespace claimassay::rules
