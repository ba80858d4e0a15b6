#include "audit/checksum_file.h"

#include "tests/catch.h"

using namespace claimassay;

namespace {

const std::string sum = "0123456789abcdef0123456789abcdef", other = "ffffffffffffffffffffffffffffffff";

}  // namespace

TEST_CASE("the sum is found in each form that publishers use") {
  for (const std::string& text : std::vector<std::string>{
           "MD5(a.xml.gz)= " + sum + "\n", "MD5 (a.xml.gz) = " + sum, sum + "  a.xml.gz\n", sum + " *a.xml.gz\r\n",
           sum + "  ./baseline/a.xml.gz", sum + "\n", "MD5(/ftp/pubmed/a.xml.gz)= 0123456789ABCDEF0123456789ABCDEF"}) {
    INFO(text);
    CHECK(stated_md5(text, "a.xml.gz") == sum);
  }
}

TEST_CASE("of many sums the one for this file counts") {
  const std::string list = other + "  b.xml.gz\n" + sum + "  a.xml.gz\n" + other + "  c.xml.gz\n";
  CHECK(stated_md5(list, "a.xml.gz") == sum);
  CHECK(stated_md5(list, "c.xml.gz") == other);
  CHECK(stated_md5(list, "d.xml.gz") == std::nullopt);
}

TEST_CASE("what states no sum is not taken for one") {
  for (const std::string& text : std::vector<std::string>{
           std::string(), std::string("<html>404</html>"), sum.substr(1) + "  a.xml", "MD5(a.xml)= " + sum + "0",
           "MD5)a.xml(= " + sum, std::string("MD5("), "SHA1(a.xml)= " + sum, sum + sum + "  a.xml"}) {
    INFO(text);
    CHECK(stated_md5(text, "a.xml") == std::nullopt);
  }
}
