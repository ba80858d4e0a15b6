// Bytes of a text file -> UTF-8, or a Diagnostic that names the byte. Byte order marks are taken off and are no part of
// the text or of its columns.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/diagnostic.h"

namespace claimassay {

/// `declared`: the character set that the file names for itself ("" = none). Without one, bytes that are no UTF-8 are
/// an error unless `fallback` names the set to read them in (then there is a warning).
std::optional<std::string> decode_text(const std::string& name, std::string bytes, std::string_view declared,
                                       std::string_view fallback, Diagnostics& diagnostics);

}  // namespace claimassay
