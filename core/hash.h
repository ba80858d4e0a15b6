// One stable hash for keys, fingerprints and content: XXH3, 128 bits, as 32 hex digits (64 bits where a short key does).
// Not cryptographic; equal input gives equal output on every machine and in every version.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace claimassay {

std::string content_hash(std::string_view bytes);                        ///< 32 hex digits
std::string short_hash(std::initializer_list<std::string_view> parts);  ///< 16 hex digits; parts are kept apart

}  // namespace claimassay
