// Which files an audit reads: folders (searched below), files, and lists of files, as one sorted list without repeats.
// A file NAME.refs.txt (or .refs.md, .refs.html) holds the references of the article NAME.* beside it and is no article.
// Refuses: to follow links to folders (a loop would never end).
#pragma once

#include <string>
#include <vector>

#include "core/diagnostic.h"

namespace claimassay {

struct CorpusFile {
  std::string path;
  std::string refs_path;  ///< empty where there is none
};

/// `paths`: files and folders; "@FILE" names a file that lists paths, one a line ("@-": standard input). A path that does
/// not exist is an error in `diagnostics`; the others are still listed.
std::vector<CorpusFile> find_corpus(const std::vector<std::string>& paths, Diagnostics& diagnostics);

}  // namespace claimassay
