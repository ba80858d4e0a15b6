#include "core/embedded.h"

#include <algorithm>

namespace claimassay {

std::optional<std::string_view> embedded_file(std::string_view path) {
  const auto& files = embedded_files();
  const auto found = std::lower_bound(files.begin(), files.end(), path,
                                      [](const EmbeddedFile& file, std::string_view p) { return file.path < p; });
  if (found == files.end() || found->path != path) return std::nullopt;
  return found->bytes;
}

std::vector<EmbeddedFile> embedded_below(std::string_view folder) {
  std::vector<EmbeddedFile> out;
  for (const EmbeddedFile& file : embedded_files()) {
    if (file.path.size() > folder.size() && file.path.starts_with(folder) && file.path[folder.size()] == '/') {
      out.push_back(file);
    }
  }
  return out;
}

}  // namespace claimassay
