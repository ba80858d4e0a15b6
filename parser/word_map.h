// Words to values, for lexicons: filled once, asked for every token of a text.
// A flat table of eight bytes a place, at most a quarter full, in which a word's hash says where to look: a word that no
// lexicon has, which most are, costs one or two steps in memory that stays near. Words are compared as well, so that no
// hostile text can pass for another.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace claimassay {

inline std::uint64_t mix_hash(std::uint64_t value) {
  value *= 0x9E3779B97F4A7C15;
  return value ^ value >> 32;
}

/// The same for the same bytes everywhere and always.
inline std::uint64_t word_hash(std::string_view word) {
  const char* at = word.data();
  std::size_t left = word.size();
  std::uint64_t hash = left;
  const auto load = [](const char* from, std::size_t bytes) {
    std::uint64_t value = 0;
    std::memcpy(&value, from, bytes);
    return value;
  };
  for (; left > 8; at += 8, left -= 8) hash = mix_hash(hash ^ load(at, 8));
  std::uint64_t tail = 0;
  if (left == 8) tail = load(at, 8);
  else if (left >= 4) tail = load(at, 4) | load(at + left - 4, 4) << 32;
  else if (left > 0) tail = load(at, 1) | load(at + left / 2, 1) << 8 | load(at + left - 1, 1) << 16;
  return mix_hash(mix_hash(hash ^ tail));
}

template <class Value>
class WordMap {
 public:
  /// The value of a word, made when there is none yet. Not for use while others ask.
  Value& operator[](std::string_view word) {
    const std::uint64_t hash = word_hash(word);
    if (const Value* found = find(word, hash)) return const_cast<Value&>(*found);
    entries_.emplace_back(word, Value{});
    if (entries_.size() * 4 > places_.size()) grow();
    else put(hash, entries_.size());
    return entries_.back().second;
  }

  /// `hash` is word_hash(word).
  const Value* find(std::string_view word, std::uint64_t hash) const {
    if (places_.empty()) return nullptr;
    for (std::size_t at = hash & mask();; at = (at + 1) & mask()) {
      const Place& place = places_[at];
      if (place.entry == 0) return nullptr;
      if (place.tag == tag_of(hash) && entries_[place.entry - 1].first == word)
        return &entries_[place.entry - 1].second;
    }
  }
  const Value* find(std::string_view word) const { return find(word, word_hash(word)); }

  std::vector<std::pair<std::string, Value>>& entries() { return entries_; }

 private:
  struct Place {
    std::uint32_t tag = 0;
    std::uint32_t entry = 0;  // counted from 1; 0 = nobody's
  };
  static std::uint32_t tag_of(std::uint64_t hash) { return static_cast<std::uint32_t>(hash >> 32); }
  std::size_t mask() const { return places_.size() - 1; }

  void put(std::uint64_t hash, std::size_t entry) {
    std::size_t at = hash & mask();
    while (places_[at].entry != 0) at = (at + 1) & mask();
    places_[at] = {tag_of(hash), static_cast<std::uint32_t>(entry)};
  }

  void grow() {
    places_.assign(places_.empty() ? 16 : places_.size() * 2, {});
    for (std::size_t i = 0; i < entries_.size(); ++i) put(word_hash(entries_[i].first), i + 1);
  }

  std::vector<Place> places_;
  std::vector<std::pair<std::string, Value>> entries_;
};

}  // namespace claimassay
