#include "store/search_words.h"

#include <sqlite3.h>

#include <algorithm>
#include <memory>
#include <vector>

#include "core/hash.h"
#include "core/text.h"
#include "store/database.h"

namespace claimassay {

namespace {

constexpr std::size_t longest_word = 64;  // bytes; what is longer is no word, but must not blow up the index

bool ascii_word_character(unsigned char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool wide_word_character(char32_t c) {
  const bool script = c == 0xB2 || c == 0xB3 || c == 0xB9 || (c >= 0x2070 && c <= 0x2089 && c != 0x207B && c != 0x208B);
  const bool combining = c >= 0x300 && c <= 0x36F;
  return script || combining || is_letter(c);
}

/// Words repeat: a small table answers most of them, where the stemmer would take ten times as long.
class StemCache {
 public:
  std::string_view stemmed(std::string_view word) {
    Entry& entry = entries_[hash64(word) % entries_.size()];
    if (entry.word != word) {
      entry.word = word;
      entry.stem = stem(word);
    }
    return entry.stem;
  }

 private:
  struct Entry {
    std::string word, stem;
  };
  std::vector<Entry> entries_ = std::vector<Entry>(1 << 15);
};

std::string_view stemmed(std::string_view word) {
  thread_local StemCache cache;
  return cache.stemmed(word);
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
  while (at_ < text_.size()) {
    const std::size_t begin = at_;
    bool ascii = true, digits = true;
    while (at_ < text_.size()) {
      const auto c = static_cast<unsigned char>(text_[at_]);
      if (c < 0x80) {
        if (!ascii_word_character(c)) break;
        digits = digits && c <= '9';
        ++at_;
      } else {
        std::size_t size = 1;
        if (!wide_word_character(character_at(text_, at_, &size))) break;
        ascii = digits = false;
        at_ += size;
      }
    }
    if (at_ == begin) {
      // Between words: whole characters, so that no word begins inside one.
      std::size_t size = 1;
      if (static_cast<unsigned char>(text_[at_]) >= 0x80) character_at(text_, at_, &size);
      at_ += size;
      continue;
    }
    span_ = {begin, at_};
    const std::string_view raw = text_.substr(begin, at_ - begin);
    // "patient's": the s is no word of its own.
    if (raw == "s" && begin > 0 && text_[begin - 1] == '\'') continue;
    if (ascii) {
      word_.assign(raw);
      for (char& c : word_) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    } else {
      word_ = fold_plain(raw);
      if (word_.empty()) continue;
    }
    if (form_ == WordForm::stem && !digits && word_.size() <= longest_word) word_ = stemmed(word_);
    if (word_.size() > longest_word) word_.resize(longest_word);
    return true;
  }
  return false;
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
