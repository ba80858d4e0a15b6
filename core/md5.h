// MD5 (RFC 1321), for comparing files with the checksums that publishers put beside them. It finds damage on the way, not
// somebody who means harm: nothing here may rest on it for more than that.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace claimassay {

class Md5 {
 public:
  void update(std::string_view bytes);
  /// 32 lower-case hex digits. Ends the sum: nothing may be added afterwards.
  std::string digest();

 private:
  void block(const unsigned char* bytes);

  std::array<std::uint32_t, 4> state_ = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476};
  std::array<unsigned char, 64> pending_{};
  std::uint64_t size_ = 0;
};

}  // namespace claimassay
