// A main for fuzz targets in builds without libFuzzer: runs the corpus as it is, then mutations of it.
//   fuzz_x [--runs N] [--seconds S] [--seed N] [--keep FOLDER] CORPUS...
// Deterministic: the same seed, corpus and --runs give the same inputs; --seconds only ends a run early. An input that
// crashes, or takes longer than ten seconds, is kept in FOLDER and named; `fuzz_x FILE --runs 0` runs it again.
// There is no coverage guidance here: that is what the preset `fuzz` (libFuzzer) is for.
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

// Where a sanitizer is linked: end in SIGABRT, so that the input is kept.
extern "C" const char* __asan_default_options() { return "abort_on_error=1"; }
extern "C" const char* __ubsan_default_options() { return "abort_on_error=1:print_stacktrace=1"; }

namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_bytes = 64 * 1024;
constexpr unsigned most_seconds_per_input = 10;

// What the signal handler needs: plain memory only, since the heap may be what broke.
const std::uint8_t* current_data = nullptr;
std::size_t current_size = 0;
char kept_path[4096];

void say(const char* text) { [[maybe_unused]] const auto written = write(STDERR_FILENO, text, std::strlen(text)); }

extern "C" void keep_input(int signal_number) {
  const int file = open(kept_path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
  if (file >= 0) {
    for (std::size_t at = 0; at < current_size;) {
      const auto written = write(file, current_data + at, current_size - at);
      if (written <= 0) break;
      at += static_cast<std::size_t>(written);
    }
    close(file);
  }
  say(signal_number == SIGALRM ? "\nThis input takes too long; it is kept as "
                               : "\nThis input crashes; it is kept as ");
  say(kept_path);
  say("\n");
  std::signal(signal_number, SIG_DFL);
  std::raise(signal_number);
}

// noexcept: an exception out of a target is a crash of the target, and ends here, while its input is still in memory.
void run_input(const std::string& input) noexcept {
  // A buffer of exactly this size, so that a sanitizer sees a read past its end.
  const std::vector<std::uint8_t> bytes(input.begin(), input.end());
  current_data = bytes.data();
  current_size = bytes.size();
  alarm(most_seconds_per_input);
  LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
  alarm(0);
}

class Mutator {
 public:
  Mutator(const std::vector<std::string>& corpus, std::uint64_t seed) : corpus_(corpus), random_(seed) {}

  std::string next() {
    std::string input = any_of_corpus();
    const std::size_t steps = 1 + below(8);
    for (std::size_t i = 0; i < steps; ++i) mutate(input);
    if (input.size() > most_bytes) input.resize(most_bytes);
    return input;
  }

 private:
  // Not std::uniform_int_distribution: its numbers differ from one standard library to the next.
  std::size_t below(std::size_t bound) { return bound == 0 ? 0 : static_cast<std::size_t>(random_() % bound); }
  const std::string& any_of_corpus() { return corpus_[below(corpus_.size())]; }
  std::string piece_of(const std::string& text) {
    const std::size_t begin = below(text.size());
    return text.substr(begin, 1 + below(std::min<std::size_t>(text.size() - begin, 200)));
  }

  void mutate(std::string& input) {
    // Bytes that mean something to the grammars here, and the borders of UTF-8.
    static constexpr std::string_view telling[] = {"\n",
                                                   "\r\n",
                                                   "\t",
                                                   "\0",
                                                   " ",
                                                   ".",
                                                   ",",
                                                   ";",
                                                   ":",
                                                   "-",
                                                   "[",
                                                   "]",
                                                   "(",
                                                   ")",
                                                   "<",
                                                   ">",
                                                   "&",
                                                   "\"",
                                                   "'",
                                                   "#",
                                                   "*",
                                                   "_",
                                                   "0",
                                                   "1",
                                                   "9",
                                                   "999999999999999999999",
                                                   "-1",
                                                   "0.05",
                                                   "95% CI",
                                                   "<!--",
                                                   "]]>",
                                                   "&#x0;",
                                                   "&amp;",
                                                   "\xEF\xBB\xBF",
                                                   "\xC2\xA0",
                                                   "\xE2\x80\x93",
                                                   "\xE2\x80\xA2",
                                                   "\xE2\x80\x8B",
                                                   "\xF0\x9F\x98\x80",
                                                   "\xFF",
                                                   "\xC0",
                                                   "\xED\xA0\x80",
                                                   "\x80"};
    const std::size_t at = below(input.size() + 1);
    switch (below(9)) {
      case 0:
        if (!input.empty()) input[below(input.size())] ^= static_cast<char>(1U << below(8));
        break;
      case 1:
        if (!input.empty()) input[below(input.size())] = static_cast<char>(below(256));
        break;
      case 2: input.insert(at, telling[below(std::size(telling))]); break;
      case 3: input.erase(at, 1 + below(64)); break;
      case 4: input.resize(at); break;
      case 5: input.insert(at, piece_of(any_of_corpus())); break;
      case 6:
        if (!input.empty()) input.insert(at, piece_of(input));
        break;
      case 7: {  // many times the same: depth and quadratic behaviour
        const std::string piece = input.empty() ? "(" : input.substr(below(input.size()), 1 + below(6));
        const std::size_t times = 1 + below(400);
        std::string many;
        for (std::size_t i = 0; i < times; ++i) many += piece;
        input.insert(at, many);
        break;
      }
      default: {  // the beginning of one and the end of another
        const std::string& other = any_of_corpus();
        input = input.substr(0, at) + other.substr(std::min(other.size(), below(other.size() + 1)));
      }
    }
  }

  const std::vector<std::string>& corpus_;
  std::mt19937_64 random_;
};

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path.string());
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<std::string> read_corpus(const std::vector<fs::path>& places) {
  std::vector<fs::path> files;
  for (const fs::path& place : places) {
    if (!fs::is_directory(place)) {
      files.push_back(place);
      continue;
    }
    for (const auto& entry : fs::recursive_directory_iterator(place)) {
      if (entry.is_regular_file()) files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());  // the order of a folder is not the same everywhere
  std::vector<std::string> corpus;
  for (const fs::path& file : files) corpus.push_back(read_file(file));
  return corpus;
}

int run(int argc, char** argv) {
  std::uint64_t runs = 10'000, seconds = 0, seed = 1;
  fs::path keep = ".";
  std::vector<fs::path> places;
  for (int i = 1; i < argc; ++i) {
    const std::string_view option = argv[i];
    if (!option.starts_with("--")) {
      places.emplace_back(option);
      continue;
    }
    if (i + 1 == argc) throw std::runtime_error(std::string(option) + " needs a value");
    const char* value = argv[++i];
    if (option == "--runs") runs = std::strtoull(value, nullptr, 10);
    else if (option == "--seconds") seconds = std::strtoull(value, nullptr, 10);
    else if (option == "--seed") seed = std::strtoull(value, nullptr, 10);
    else if (option == "--keep") keep = value;
    else throw std::runtime_error("unknown option " + std::string(option));
  }

  const std::string target = fs::path(argv[0]).filename().string();
  std::snprintf(kept_path, sizeof kept_path, "%s/crash-%s-%d", keep.c_str(), target.c_str(),
                static_cast<int>(getpid()));
  for (const int number : {SIGABRT, SIGSEGV, SIGFPE, SIGBUS, SIGILL, SIGALRM}) std::signal(number, keep_input);
#if !defined(__SANITIZE_ADDRESS__)
  // Memory that grows without bound must fail here, not on the user's machine. (A sanitizer reserves terabytes.)
  const rlimit most_memory{3ULL << 30, 3ULL << 30};
  setrlimit(RLIMIT_AS, &most_memory);
#endif

  const std::vector<std::string> corpus = read_corpus(places);
  if (corpus.empty()) throw std::runtime_error("no corpus: name a folder or a file to start from");
  run_input("");
  for (const std::string& input : corpus) run_input(input);

  Mutator mutator(corpus, seed);
  const auto begin = std::chrono::steady_clock::now();
  std::uint64_t done = 0;
  for (; done < runs; ++done) {
    if (seconds && std::chrono::steady_clock::now() - begin > std::chrono::seconds(seconds)) break;
    run_input(mutator.next());
  }
  std::printf("%s: %zu corpus files and %llu mutations, no crash\n", target.c_str(), corpus.size(),
              static_cast<unsigned long long>(done));
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "%s: %s\n", argv[0], failure.what());
    return 2;
  }
}
