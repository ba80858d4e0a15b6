#include "audit/corpus.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string_view>

#include "core/text.h"

namespace claimassay {

namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 6> article_endings = {".txt", ".md", ".markdown", ".html", ".htm", ".xhtml"};
constexpr std::array<std::string_view, 3> refs_endings = {".refs.txt", ".refs.md", ".refs.html"};

bool is_article_name(const std::string& name) {
  const std::string folded = lower(name);
  return std::any_of(article_endings.begin(), article_endings.end(),
                     [&](std::string_view ending) { return folded.ends_with(ending); });
}

bool is_refs_name(const std::string& name) {
  const std::string folded = lower(name);
  return std::any_of(refs_endings.begin(), refs_endings.end(),
                     [&](std::string_view ending) { return folded.ends_with(ending); });
}

void add_folder(const std::string& path, std::vector<std::string>& found, Diagnostics& diagnostics) {
  std::error_code failed;
  fs::recursive_directory_iterator entries(path, fs::directory_options::skip_permission_denied, failed);
  for (const fs::recursive_directory_iterator end; !failed && entries != end; entries.increment(failed)) {
    std::error_code unreadable;
    const std::string name = entries->path().filename().string();
    if (name.starts_with('.')) {
      if (entries->is_directory(unreadable)) entries.disable_recursion_pending();
      continue;
    }
    if (entries->is_regular_file(unreadable) && is_article_name(name) && !is_refs_name(name)) {
      found.push_back(entries->path().string());
    }
  }
  if (failed) diagnostics.error("folder-unreadable", "the folder cannot be read: " + failed.message(), {path});
}

void add_path(const std::string& path, std::vector<std::string>& found, Diagnostics& diagnostics);

void add_list(std::istream& lines, std::vector<std::string>& found, Diagnostics& diagnostics) {
  for (std::string line; std::getline(lines, line);) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    // A list names files and folders; a list inside a list would let two lists name each other.
    if (!line.empty() && !line.starts_with('#')) add_path(line, found, diagnostics);
  }
}

void add_path(const std::string& path, std::vector<std::string>& found, Diagnostics& diagnostics) {
  std::error_code failed;
  const fs::file_status status = fs::status(path, failed);
  if (fs::is_directory(status)) {
    add_folder(path, found, diagnostics);
  } else if (fs::exists(status)) {
    found.push_back(path);  // named by hand: read whatever it is called
  } else {
    diagnostics.error("no-such-file", "there is no such file or folder", {path});
  }
}

std::string refs_beside(const std::string& path) {
  const fs::path article(path);
  for (std::string_view ending : refs_endings) {
    const fs::path beside = article.parent_path() / (article.stem().string() + std::string(ending));
    std::error_code failed;
    if (beside != article && fs::is_regular_file(beside, failed)) return beside.string();
  }
  return "";
}

}  // namespace

std::vector<CorpusFile> find_corpus(const std::vector<std::string>& paths, Diagnostics& diagnostics) {
  std::vector<std::string> found;
  for (const std::string& path : paths) {
    if (path == "@-") {
      add_list(std::cin, found, diagnostics);
    } else if (path.starts_with('@')) {
      std::ifstream list(path.substr(1));
      if (list) {
        add_list(list, found, diagnostics);
      } else {
        diagnostics.error("no-such-file", "the list of articles cannot be read", {path.substr(1)});
      }
    } else {
      add_path(path, found, diagnostics);
    }
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  std::vector<CorpusFile> corpus;
  corpus.reserve(found.size());
  for (std::string& path : found) corpus.push_back({path, refs_beside(path)});
  return corpus;
}

}  // namespace claimassay
