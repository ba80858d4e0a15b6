#include "core/md5.h"

#include "tests/catch.h"

using namespace claimassay;

namespace {

std::string md5(std::string_view bytes) {
  Md5 sum;
  sum.update(bytes);
  return sum.digest();
}

}  // namespace

TEST_CASE("the sums of RFC 1321's appendix") {
  CHECK(md5("") == "d41d8cd98f00b204e9800998ecf8427e");
  CHECK(md5("a") == "0cc175b9c0f1b6a831c399e269772661");
  CHECK(md5("abc") == "900150983cd24fb0d6963f7d28e17f72");
  CHECK(md5("message digest") == "f96b697d7cb7938d525a2f31aaf161d0");
  CHECK(md5("abcdefghijklmnopqrstuvwxyz") == "c3fcd3d76192e4007dfb496cca67e13b");
  CHECK(md5("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789") == "d174ab98d277d9f5a5611c2c9f419d9f");
  CHECK(md5("12345678901234567890123456789012345678901234567890123456789012345678901234567890") ==
        "57edf4a22be3c955ac49da2e2107b67a");
}

TEST_CASE("a sum does not depend on the pieces in which the bytes come") {
  std::string text;
  for (int i = 0; i < 300; ++i) text += static_cast<char>(i * 7);
  for (std::size_t size = 0; size <= text.size(); size += 13) {
    const std::string whole = text.substr(0, size);
    for (const std::size_t piece : {1u, 3u, 63u, 64u, 65u, 128u}) {
      Md5 sum;
      for (std::size_t at = 0; at < size; at += piece) sum.update(std::string_view(whole).substr(at, piece));
      CHECK(sum.digest() == md5(whole));
    }
  }
}
