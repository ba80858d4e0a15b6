// Files that travel inside the binary: lexicons and tables (data/), rule packs (rules/library/), SQL migrations, page
// assets. Listed once, in CMakeLists.txt; the build embeds their bytes.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace claimassay {

struct EmbeddedFile {
  std::string_view path;  ///< as in the project: "data/lexicon/hedges.tsv"
  std::string_view bytes;
};

/// Sorted by path.
const std::vector<EmbeddedFile>& embedded_files();
/// Nothing when no such file was embedded.
std::optional<std::string_view> embedded_file(std::string_view path);
/// Those below a folder, sorted.
std::vector<EmbeddedFile> embedded_below(std::string_view folder);

}  // namespace claimassay
