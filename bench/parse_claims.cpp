// How fast text is read on one core, beside ICU's own pass over the same text in the same run, which is the limit of what
// a reader can do that looks at every character by Unicode's rules:
//   parse_claims CORPUS.txt [ROUNDS]
// Each line of the corpus is a text of its own (bench/abstract_lines.py makes one from a store). Times are CPU times of
// the one thread, the best of ROUNDS (3); the corpus is read in pieces, so that the peak memory is that of the reading.
#include <sys/resource.h>
#include <unicode/brkiter.h>
#include <unicode/locid.h>
#include <unicode/utext.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/text.h"
#include "parser/claim_words.h"
#include "parser/claims.h"
#include "parser/markers.h"
#include "parser/numbers.h"
#include "parser/stated_grade.h"

using namespace claimassay;

namespace {

/// ICU's break iterator over one text after the other, in place; counts what it finds.
class IcuPass {
 public:
  explicit IcuPass(bool sentences) {
    UErrorCode status = U_ZERO_ERROR;
    breaker_.reset(sentences ? icu::BreakIterator::createSentenceInstance(icu::Locale::getEnglish(), status)
                             : icu::BreakIterator::createWordInstance(icu::Locale::getEnglish(), status));
    if (U_FAILURE(status)) std::exit(1);
  }
  std::size_t operator()(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    utext_openUTF8(&utf8_, text.data(), static_cast<std::int64_t>(text.size()), &status);
    breaker_->setText(&utf8_, status);
    std::size_t found = 0;
    for (breaker_->first(); breaker_->next() != icu::BreakIterator::DONE;) ++found;
    return found;
  }

 private:
  std::shared_ptr<icu::BreakIterator> breaker_;
  UText utf8_ = UTEXT_INITIALIZER;
};

struct Pass {
  const char* name;
  const char* counts;  ///< what the pass returns the number of
  std::function<std::size_t(std::string_view)> read;
};

const std::vector<Pass> passes = {
    {"ICU sentences", "sentences", IcuPass(true)},
    {"ICU words", "boundaries", IcuPass(false)},
    {"sentences", "sentences", [](std::string_view text) { return sentences(text).size(); }},
    {"tokens", "tokens", [](std::string_view text) { return tokens(text).size(); }},
    {"lexer: tokens looked up in one table", "tokens",
     [](std::string_view text) { return claim_words::table().lex(text).size(); }},
    {"numbers", "estimates", [](std::string_view text) { return read_numbers(text).estimates.size(); }},
    {"stated grades", "grades", [](std::string_view text) { return read_stated_grades(text).size(); }},
    {"citation markers", "markers", [](std::string_view text) { return read_markers(text).size(); }},
    {"the whole: claims of the text", "claims", [](std::string_view text) { return read_text(text).claims.size(); }},
};

double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

double peak_mb() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

/// Gives the corpus to `take` in pieces of whole lines.
void for_each_piece(const char* path, const std::function<void(const std::vector<std::string>&)>& take) {
  constexpr std::size_t piece = 1 << 20;
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    std::perror(path);
    std::exit(2);
  }
  std::vector<std::string> lines;
  std::size_t bytes = 0;
  for (std::string line; std::getline(file, line);) {
    if (first_invalid_utf8(line)) line = replace_invalid_utf8(line);
    bytes += line.size();
    lines.push_back(std::move(line));
    if (bytes < piece) continue;
    take(lines);
    lines.clear();
    bytes = 0;
  }
  take(lines);
}

}  // namespace

int main(int count, char** values) {
  const int rounds = count == 3 ? std::atoi(values[2]) : 3;
  if (count < 2 || count > 3 || rounds < 1) return std::fprintf(stderr, "usage: parse_claims CORPUS.txt [ROUNDS]\n"), 2;
  std::size_t bytes = 0, texts = 0, all_sentences = 0;
  for_each_piece(values[1], [&](const std::vector<std::string>& lines) {
    for (const std::string& line : lines) {
      bytes += line.size() + 1;
      texts += !line.empty();
      all_sentences += sentences(line).size();
    }
  });
  if (texts == 0) return std::fprintf(stderr, "parse_claims: %s is empty\n", values[1]), 2;
  const double mb = static_cast<double>(bytes) / 1e6;
  std::printf("%.1f MB, %zu texts, %zu sentences\n\n", mb, texts, all_sentences);
  std::printf("| pass | found | MB/s | sentences/s | peak MB |\n|---|---:|---:|---:|---:|\n");
  for (const Pass& pass : passes) {
    double best = 0;
    std::size_t found = 0;
    for (int round = 0; round < rounds; ++round) {
      double spent = 0;
      found = 0;
      for_each_piece(values[1], [&](const std::vector<std::string>& lines) {
        const double begin = cpu_seconds();
        for (const std::string& line : lines) found += pass.read(line);
        spent += cpu_seconds() - begin;
      });
      best = round == 0 ? spent : std::min(best, spent);
    }
    std::printf("| %s | %zu %s | %.1f | %.0f | %.0f |\n", pass.name, found, pass.counts, mb / best,
                static_cast<double>(all_sentences) / best, peak_mb());
    std::fflush(stdout);
  }
  return 0;
}
