#include "cli/filter.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <exception>
#include <stdexcept>
#include <thread>

namespace claimassay {

namespace {

constexpr std::size_t window = 1 << 20;  // bytes asked from the system at once
constexpr std::size_t longest_line = 64 << 20;
constexpr std::size_t worth_a_thread = 16 << 10;

struct Line {
  std::string_view text;
  std::size_t number = 0;
  bool too_long = false;
};

struct Answer {
  std::string text;
  bool failed = false;
};

void write_error(JsonWriter& out, std::string_view id, const FilterError& error, std::size_t line) {
  out.clear();
  out.begin_object().key("id").raw(id);
  out.key("error").begin_object().field("code", error.code);
  out.field("message", fmt::format("{} (line {})", error.message, line)).end_object().end_object();
}

Answer answer_line(const Line& line, const FilterAnswer& answer) {
  // A simdjson parser keeps its buffers from line to line; one for each thread.
  thread_local simdjson::dom::parser parser;
  JsonWriter out;
  std::string id = "null";
  const auto failed = [&](const FilterError& error) {
    write_error(out, id, error, line.number);
    return Answer{out.take(), true};
  };
  if (line.too_long) return failed({"line-too-long", fmt::format("the line has more than {} MB", longest_line >> 20)});
  simdjson::dom::element parsed;
  if (const auto error = parser.parse(line.text.data(), line.text.size()).get(parsed)) {
    return failed({"invalid-json", fmt::format("the line is not JSON: {}", simdjson::error_message(error))});
  }
  simdjson::dom::object object;
  if (parsed.get(object)) return failed({"not-an-object", "expected a JSON object"});
  if (simdjson::dom::element given; !object["id"].get(given)) id = simdjson::minify(given);
  try {
    out.begin_object().key("id").raw(id);
    answer(object, out);
    out.end_object();
  } catch (const FilterError& error) {
    return failed(error);
  }
  return {out.take(), false};
}

bool blank(std::string_view line) { return line.find_first_not_of(" \t\r") == std::string_view::npos; }

class Filter {
 public:
  Filter(const GlobalOptions& global, const FilterAnswer& answer) : answer_(answer) {
    threads_ = global.jobs ? global.jobs : std::max(1u, std::thread::hardware_concurrency());
  }

  /// One input from its beginning to its end; false when the system refuses to go on (errno says why).
  bool read(int descriptor) {
    std::string buffer;
    std::size_t number = 0;
    bool skipping = false;  // inside a line that was too long
    bool at_start = true;
    for (bool more = true; more;) {
      const std::size_t kept = buffer.size();
      buffer.resize(kept + window);
      const ssize_t got = ::read(descriptor, buffer.data() + kept, window);
      if (got < 0 && errno == EINTR) {
        buffer.resize(kept);
        continue;
      }
      if (got < 0) return false;
      more = got > 0;
      buffer.resize(kept + static_cast<std::size_t>(got));
      if (at_start && buffer.size() >= 3) {
        if (buffer.starts_with("\xEF\xBB\xBF")) buffer.erase(0, 3);
        at_start = false;
      }
      std::vector<Line> lines;
      std::size_t begin = 0;
      // Only the new bytes can hold the end of the first line: a long line is searched once.
      std::size_t from = std::min(kept, buffer.size());
      for (std::size_t end; (end = buffer.find('\n', from)) != std::string::npos; begin = from = end + 1) {
        add(lines, std::string_view(buffer).substr(begin, end - begin), ++number, skipping);
        skipping = false;
      }
      if (!more && begin < buffer.size()) {
        add(lines, std::string_view(buffer).substr(begin), ++number, skipping);
        begin = buffer.size();
      }
      answer_all(lines);
      buffer.erase(0, begin);
      if (buffer.size() > longest_line) {
        buffer.clear();
        skipping = true;
      }
    }
    return true;
  }

  bool failed() const { return failed_; }

 private:
  static void add(std::vector<Line>& lines, std::string_view text, std::size_t number, bool too_long) {
    if (too_long || !blank(text)) lines.push_back({text, number, too_long});
  }

  void answer_all(const std::vector<Line>& lines) {
    std::vector<Answer> answers(lines.size());
    std::atomic<std::size_t> next = 0;
    std::exception_ptr broken;
    std::atomic<bool> stop = false;
    const auto work = [&] {
      try {
        for (std::size_t i; !stop && (i = next++) < lines.size();) answers[i] = answer_line(lines[i], answer_);
      } catch (...) {
        if (!stop.exchange(true)) broken = std::current_exception();
      }
    };
    std::size_t bytes = 0;
    for (const Line& line : lines) bytes += line.text.size();
    const std::size_t helpers = std::min(
        {static_cast<std::size_t>(threads_ - 1), lines.empty() ? 0 : lines.size() - 1, bytes / worth_a_thread});
    std::vector<std::thread> pool;
    for (std::size_t i = 0; i < helpers; ++i) pool.emplace_back(work);
    work();
    for (std::thread& thread : pool) thread.join();
    if (broken) std::rethrow_exception(broken);

    for (Answer& answer : answers) {
      failed_ |= answer.failed;
      answer.text += '\n';
      if (std::fwrite(answer.text.data(), 1, answer.text.size(), stdout) != answer.text.size()) cannot_write();
    }
    if (!answers.empty() && std::fflush(stdout) != 0) cannot_write();
  }

  [[noreturn]] static void cannot_write() {
    throw std::runtime_error(fmt::format("cannot write to standard output: {}", std::strerror(errno)));
  }

  const FilterAnswer& answer_;
  unsigned threads_ = 1;
  bool failed_ = false;
};

[[noreturn]] void wrong_type(const char* name, const char* expected) {
  throw FilterError{"wrong-type", fmt::format("\"{}\" must be {}", name, expected)};
}

}  // namespace

int run_filter(const std::vector<std::string>& files, const GlobalOptions& global, const FilterAnswer& answer) {
  Filter filter(global, answer);
  bool unreadable = false;
  for (const std::string& path : files.empty() ? std::vector<std::string>{"-"} : files) {
    const int descriptor = path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0 || !filter.read(descriptor)) {
      std::fprintf(stderr, "claimassay: %s: %s\n", path == "-" ? "<standard input>" : path.c_str(),
                   std::strerror(errno));
      unreadable = true;
    }
    if (descriptor > STDIN_FILENO) ::close(descriptor);
  }
  return filter.failed() || unreadable ? bad_input : checked;
}

void add_filter_files(CLI::App& command, std::vector<std::string>& files) {
  command.add_option("FILE", files, "NDJSON files; standard input when there is none, or for -");
}

std::optional<JsonElement> field_of(JsonObject line, const char* name) {
  JsonElement element;
  if (line[name].get(element) || element.is_null()) return std::nullopt;
  return element;
}

std::optional<std::string_view> text_of(JsonObject line, const char* name) {
  const auto element = field_of(line, name);
  if (!element) return std::nullopt;
  std::string_view text;
  if (element->get(text)) wrong_type(name, "a string");
  return text;
}

std::optional<double> number_of(JsonObject line, const char* name) {
  const auto element = field_of(line, name);
  if (!element) return std::nullopt;
  double number = 0;
  if (element->get(number)) wrong_type(name, "a number");
  return number;
}

std::optional<simdjson::dom::array> list_of(JsonObject line, const char* name) {
  const auto element = field_of(line, name);
  if (!element) return std::nullopt;
  simdjson::dom::array list;
  if (element->get(list)) wrong_type(name, "a list");
  return list;
}

std::optional<JsonObject> object_of(JsonObject line, const char* name) {
  const auto element = field_of(line, name);
  if (!element) return std::nullopt;
  JsonObject object;
  if (element->get(object)) wrong_type(name, "an object");
  return object;
}

std::vector<std::string> texts_of(JsonObject line, const char* name) {
  std::vector<std::string> out;
  const auto element = field_of(line, name);
  if (!element) return out;
  if (element->is_string()) return {std::string(*text_of(line, name))};
  simdjson::dom::array list;
  if (element->get(list)) wrong_type(name, "a list of strings");
  for (const JsonElement item : list) {
    std::string_view text;
    if (item.get(text)) wrong_type(name, "a list of strings");
    out.emplace_back(text);
  }
  return out;
}

std::string_view required_text(JsonObject line, const char* name) {
  const auto text = text_of(line, name);
  if (!text) throw FilterError{"missing-field", fmt::format("\"{}\" is missing", name)};
  return *text;
}

}  // namespace claimassay
