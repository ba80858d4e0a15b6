// A copy of an evidence store to hand on: two plain files (the store and its full text index) without write-ahead logs,
// packed, in step with each other, marked as a copy and not to be written. They open from any medium, read-only ones
// included, and with SQLite's immutable=1.
#pragma once

#include <string>

namespace claimassay {

/// Makes `target` and its index. Throws StoreError: `exists` when there is already a file, `failed` when the index of the
/// store is behind or an import runs meanwhile. Nothing is left of a copy that fails.
void copy_evidence(const std::string& store_path, const std::string& target);

}  // namespace claimassay
