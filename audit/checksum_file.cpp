#include "audit/checksum_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "core/md5.h"
#include "core/text.h"

namespace claimassay {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t longest_text = 1 << 20;  // a list of the sums of every file in a large folder has some 100 KB

bool is_sum(std::string_view text) {
  return text.size() == 32 && text.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

std::string_view file_name(std::string_view path) { return path.substr(path.rfind('/') + 1); }

struct Entry {
  std::string_view sum, name;
};

/// A line of either form; an empty name where the sum stands alone.
std::optional<Entry> entry_of(std::string_view line) {
  line = trim(line);
  if (line.starts_with("MD5")) {
    const std::size_t open = line.find('('), close = line.rfind(')');
    const std::size_t equals = close == std::string_view::npos ? close : line.find('=', close);
    if (open > close || equals == std::string_view::npos) return std::nullopt;
    const std::string_view sum = trim(line.substr(equals + 1));
    if (!is_sum(sum)) return std::nullopt;
    return Entry{sum, file_name(trim(line.substr(open + 1, close - open - 1)))};
  }
  const std::string_view sum = line.substr(0, line.find_first_of(" \t"));
  if (!is_sum(sum)) return std::nullopt;
  std::string_view name = trim(line.substr(sum.size()));
  if (name.starts_with('*')) name.remove_prefix(1);  // md5sum's sign for "read as binary"
  return Entry{sum, file_name(name)};
}

std::optional<std::string> read_all(const std::string& path, std::size_t most) {
  std::ifstream in(path, std::ios::binary);
  std::string text(most, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (in.bad() || (!in.is_open())) return std::nullopt;
  text.resize(static_cast<std::size_t>(in.gcount()));
  return text;
}

std::optional<std::string> md5_of_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  Md5 sum;
  std::string buffer(1 << 18, '\0');
  while (in) {
    in.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
    sum.update(std::string_view(buffer).substr(0, static_cast<std::size_t>(in.gcount())));
  }
  if (!in.eof()) return std::nullopt;
  return sum.digest();
}

}  // namespace

std::optional<std::string> stated_md5(std::string_view text, std::string_view name) {
  std::optional<std::string> bare;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const auto entry = entry_of(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!entry) continue;
    if (entry->name == name) return lower(entry->sum);
    if (entry->name.empty() && !bare) bare = lower(entry->sum);
  }
  return bare;
}

bool agrees_with_md5(const std::string& path, Diagnostics& diagnostics) {
  const std::string beside = path + ".md5";
  std::error_code ignored;
  if (path == "-" || !fs::is_regular_file(path, ignored) || !fs::exists(beside, ignored)) return true;
  const std::string name = fs::path(path).filename().string();
  const auto text = read_all(beside, longest_text);
  const auto stated = text ? stated_md5(*text, name) : std::nullopt;
  if (!stated) {
    diagnostics.error("md5-unreadable",
                      fmt::format("the .md5 file {}, so that the data cannot be checked",
                                  text ? "states no sum for " + replace_invalid_utf8(name) : "cannot be read"),
                      {beside}, "expected 'MD5(name)= sum' or 'sum  name'; fetch it again, or remove it");
    return false;
  }
  const auto found = md5_of_file(path);
  if (!found) {
    diagnostics.error("unreadable", "cannot be read to the end", {path});
    return false;
  }
  if (*found == *stated) return true;
  diagnostics.error(
      "md5-mismatch",
      fmt::format("the file is not the one that was published: its MD5 is {}, the .md5 file beside it says {}", *found,
                  *stated),
      {path}, "expected the whole file; fetch it again, and its .md5 file");
  return false;
}

}  // namespace claimassay
