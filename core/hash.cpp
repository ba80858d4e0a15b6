#include "core/hash.h"

#include <fmt/format.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

namespace claimassay {

std::string content_hash(std::string_view bytes) {
  const XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

std::string short_hash(std::initializer_list<std::string_view> parts) {
  std::string joined;
  for (std::string_view part : parts) joined += fmt::format("{}:", part.size()), joined += part;
  return fmt::format("{:016x}", XXH3_64bits(joined.data(), joined.size()));
}

}  // namespace claimassay
