// One stable hash for keys, fingerprints and content: XXH3, 128 bits, as 32 hex digits (64 bits where a short key does).
// Not cryptographic; equal input gives equal output on every machine and in every version.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>

namespace claimassay {

std::string content_hash(std::string_view bytes);                       ///< 32 hex digits
std::string short_hash(std::initializer_list<std::string_view> parts);  ///< 16 hex digits; parts are kept apart
std::uint64_t hash64(std::string_view bytes);                           ///< for keys in tables

/// content_hash of bytes that come in pieces, so that a file need not be in memory.
class ContentHasher {
 public:
  ContentHasher();
  ~ContentHasher();
  ContentHasher(ContentHasher&&) noexcept;
  void update(std::string_view bytes);
  std::string digest() const;  ///< equals content_hash of all bytes so far

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace claimassay
