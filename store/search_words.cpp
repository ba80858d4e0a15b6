#include "store/search_words.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <memory>
#include <vector>

#include "core/hash.h"
#include "core/text.h"
#include "store/database.h"

namespace claimassay {

namespace {

constexpr std::size_t longest_word = 64;  // bytes; what is longer is no word, but must not blow up the index

/// What a byte becomes in a word: itself, in lower case; 0 for a byte that ends an ASCII word.
constexpr auto folded_bytes = [] {
  std::array<char, 256> table{};
  for (int c = '0'; c <= '9'; ++c) table[c] = static_cast<char>(c);
  for (int c = 'a'; c <= 'z'; ++c) table[c] = table[c - 32] = static_cast<char>(c);
  return table;
}();

bool wide_word_character(char32_t c) {
  const bool script = c == 0xB2 || c == 0xB3 || c == 0xB9 || (c >= 0x2070 && c <= 0x2089 && c != 0x207B && c != 0x208B);
  const bool combining = c >= 0x300 && c <= 0x36F;
  return script || combining || is_letter(c);
}

/// Words repeat: a small table answers most of them, where the stemmer would take ten times as long. An entry is a line of
/// the processor's cache; longer words are rare.
class StemCache {
 public:
  void stem_into(std::string& out, std::string_view word) {
    Entry& entry = entries_[hash64(word) % entries_.size()];
    if (std::string_view(entry.word, entry.word_size) == word) {
      out.assign(entry.stem, entry.stem_size);
      return;
    }
    out = stem(word);
    if (word.size() > sizeof entry.word || out.size() > sizeof entry.stem) return;
    entry.word_size = static_cast<unsigned char>(word.copy(entry.word, sizeof entry.word));
    entry.stem_size = static_cast<unsigned char>(out.copy(entry.stem, sizeof entry.stem));
  }

 private:
  struct alignas(64) Entry {
    unsigned char word_size = 0, stem_size = 0;
    char word[31], stem[31];
  };
  std::vector<Entry> entries_ = std::vector<Entry>(1 << 15);
};

void stem_into(std::string& out, std::string_view word) {
  thread_local StemCache cache;
  cache.stem_into(out, word);
}

/// FTS5's callback for one token, which wants to hear of its place as well. The index keeps no offsets: none are given.
struct TokenSink {
  void* context;
  int (*token)(void*, int, const char*, int, int, int);
  int put(std::string_view word, int flags = 0) const {
    return token(context, flags, word.data(), static_cast<int>(word.size()), 0, 0);
  }
};

int put_words(const TokenSink& sink, std::string_view text, bool is_title) {
  std::string term = "t:";
  SearchWords words(text);
  while (words.next()) {
    if (const int code = sink.put(words.word()); code != SQLITE_OK) return code;
    if (!is_title) continue;
    term.resize(2);
    term += words.word();
    if (const int code = sink.put(term, FTS5_TOKEN_COLOCATED); code != SQLITE_OK) return code;
  }
  return SQLITE_OK;
}

int put_terms(const TokenSink& sink, std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end > 0) {
      if (const int code = sink.put(text.substr(0, end)); code != SQLITE_OK) return code;
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return SQLITE_OK;
}

int tokenize(const TokenSink& sink, std::string_view text) {
  if (text.starts_with(title_mark)) return put_words(sink, text.substr(1), true);
  const std::size_t mark = text.find(terms_mark);
  const int code = put_words(sink, text.substr(0, mark), false);
  return code != SQLITE_OK || mark == std::string_view::npos ? code : put_terms(sink, text.substr(mark + 1));
}

}  // namespace

bool SearchWords::next() {
  char folded[longest_word + 1];
  while (at_ < text_.size()) {
    const std::size_t begin = at_;
    std::size_t size = 0;
    unsigned letters = 0;  // the bit that letters have and digits lack
    while (at_ < text_.size()) {
      const auto c = static_cast<unsigned char>(text_[at_]);
      if (folded_bytes[c] == 0) break;
      if (size < sizeof folded) folded[size++] = folded_bytes[c];
      letters |= c & 0x40U;
      ++at_;
    }
    if (at_ < text_.size() && static_cast<unsigned char>(text_[at_]) >= 0x80 &&
        (at_ == begin || wide_word_character(character_at(text_, at_)))) {
      at_ = begin;
      if (next_wide()) return true;
      continue;
    }
    if (at_ == begin) {
      ++at_;
      continue;
    }
    // "patient's": the s is no word of its own.
    if (at_ - begin == 1 && text_[begin] == 's' && begin > 0 && text_[begin - 1] == '\'') continue;
    span_ = {begin, at_};
    set_word({folded, size}, letters != 0);
    return true;
  }
  return false;
}

/// From a place where a character outside ASCII follows, perhaps after some that are ASCII. False: no word begins here.
bool SearchWords::next_wide() {
  const std::size_t begin = at_;
  while (at_ < text_.size()) {
    const auto c = static_cast<unsigned char>(text_[at_]);
    std::size_t size = 1;
    if (c < 0x80 ? folded_bytes[c] == 0 : !wide_word_character(character_at(text_, at_, &size))) break;
    at_ += size;
  }
  if (at_ == begin) {
    // Between words: whole characters, so that no word begins inside one.
    std::size_t size = 1;
    character_at(text_, at_, &size);
    at_ += size;
    return false;
  }
  span_ = {begin, at_};
  const std::string word = fold_plain(text_.substr(begin, at_ - begin));
  if (word.empty()) return false;
  set_word(word, true);
  return true;
}

void SearchWords::set_word(std::string_view folded, bool letters) {
  if (form_ == WordForm::stem && letters && folded.size() <= longest_word) stem_into(word_, folded);
  else word_ = folded;
  if (word_.size() > longest_word) word_.resize(longest_word);
}

void append_as_terms(std::string& out, std::string_view text) {
  const std::size_t mark = text.find(terms_mark);
  out += terms_mark;
  SearchWords words(text.substr(0, mark));
  while (words.next()) out.append(words.word()).append(1, ' ');
  if (mark != std::string_view::npos) out += text.substr(mark + 1);
}

fts5_api* full_text_api(sqlite3* connection) {
  fts5_api* api = nullptr;
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(connection, "SELECT fts5(?1)", -1, &statement, nullptr) == SQLITE_OK) {
    sqlite3_bind_pointer(statement, 1, static_cast<void*>(&api), "fts5_api_ptr", nullptr);
    sqlite3_step(statement);
  }
  sqlite3_finalize(statement);
  if (!api) throw StoreError(StoreProblem::failed, "this SQLite has no full text search (FTS5)");
  return api;
}

void register_search_words(sqlite3* connection) {
  fts5_api* api = full_text_api(connection);
  // The words depend on nothing, so that one tokenizer serves every table.
  static int stateless;
  fts5_tokenizer tokenizer{};
  tokenizer.xCreate = [](void*, const char**, int, Fts5Tokenizer** out) {
    *out = reinterpret_cast<Fts5Tokenizer*>(&stateless);
    return SQLITE_OK;
  };
  tokenizer.xDelete = [](Fts5Tokenizer*) {};
  tokenizer.xTokenize = [](Fts5Tokenizer*, void* context, int, const char* text, int size,
                           int (*token)(void*, int, const char*, int, int, int)) -> int {
    try {
      return tokenize({context, token}, {text ? text : "", static_cast<std::size_t>(std::max(size, 0))});
    } catch (const std::bad_alloc&) {
      return SQLITE_NOMEM;
    } catch (...) {
      return SQLITE_ERROR;
    }
  };
  if (api->xCreateTokenizer(api, "claimassay", nullptr, &tokenizer, nullptr) != SQLITE_OK) {
    throw StoreError(StoreProblem::failed, "the full text search cannot be set up");
  }
}

}  // namespace claimassay
