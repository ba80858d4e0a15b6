// Files and folders -> the evidence store: finds each file's format, streams it through, one transaction per file.
// Promises: a file is in the store whole or not at all; one that cannot be read is reported and the others go on; a file
// with the same bytes as an imported one is not read again; one that disagrees with the .md5 file beside it is refused.
// Costs: memory does not grow with the files.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "core/diagnostic.h"
#include "store/evidence_store.h"
#include "store/import_session.h"

namespace claimassay {

struct ImportProgress {
  std::size_t file = 0;  ///< 1-based
  std::size_t files = 0;
  std::string name;
  std::uint64_t bytes = 0;  ///< of all files, as they lie on disk
  std::uint64_t bytes_in_all = 0;
  std::size_t records = 0;
};

struct ImportOptions {
  bool force = false;                                   ///< read files again that were imported before
  bool guideline = false;                               ///< every file is a guideline summary, whatever its name
  std::string as_of;                                    ///< ISO date, kept beside each file
  std::function<void(const ImportProgress&)> progress;  ///< called now and then; may be empty
  std::function<void(const Diagnostics&)> said;         ///< after each file that gave rise to any; may be empty
};

struct FileToImport {
  std::string path;
  bool named = true;  ///< by the user; false: found in a folder
};

struct ImportReport {
  std::size_t files = 0;         ///< read and stored
  std::size_t files_known = 0;   ///< imported before, not read again
  std::size_t files_failed = 0;  ///< nothing of them was kept
  ImportCounts records;
  ImportCounts guidelines;
  ImportCounts descriptors;                    ///< of MeSH
  ImportCounts notices;                        ///< of retraction lists
  std::map<std::string, std::size_t> skipped;  ///< by reason
};

/// Every importable file below the paths, each folder's in order of their names. A path that is named is taken whatever
/// it is called; in a folder *.xml, *.nbib, *.medline, *.csv (the first two and the last also as *.gz), *.md, *.txt,
/// *.html, *.htm count (not hidden ones).
std::vector<FileToImport> importable_files(const std::vector<std::string>& paths, Diagnostics& diagnostics);

/// Imports what importable_files found. A text in a folder in which no recommendation is found (a README) is skipped, and
/// so is a table that is no retraction list; named, they are errors. Throws StoreError when the store fails.
ImportReport import_evidence(const std::vector<FileToImport>& files, EvidenceStore& store,
                             const ImportOptions& options);

}  // namespace claimassay
