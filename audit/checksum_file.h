// The .md5 file that a publisher puts beside a data file: "pubmed24n0001.xml.gz.md5". Two forms are known, NLM's
// "MD5(name)= sum" (and BSD's, with spaces) and md5sum's "sum  name"; a bare sum counts as well.
// Promises: a file whose sum is stated and differs is an error that gives both. A .md5 file that cannot be understood, or
// that speaks of other files alone, is an error too: "not checked" must not look like "fine".
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/diagnostic.h"

namespace claimassay {

/// The sum that `text` states for the file `name` (without folders), in lower case; nothing when it states none.
std::optional<std::string> stated_md5(std::string_view text, std::string_view name);

/// True when there is no .md5 file beside `path`, or it states the sum that the file has.
bool agrees_with_md5(const std::string& path, Diagnostics& diagnostics);

}  // namespace claimassay
