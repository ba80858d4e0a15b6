// Lines and CSV rows out of a stream, whatever the pieces in which the bytes come.
#include "importers/csv_reader.h"
#include "importers/line_reader.h"
#include "tests/catch.h"

using namespace claimassay;

namespace {

/// Gives its bytes a few at a time; then ends, or fails.
class Dripping : public ByteStream {
 public:
  Dripping(std::string bytes, std::size_t step, bool fails = false)
      : bytes_(std::move(bytes)), step_(step), fails_(fails) {}
  std::size_t read(char* into, std::size_t size) override {
    const std::size_t count = std::min({step_, size, bytes_.size() - at_});
    bytes_.copy(into, count, at_);
    at_ += count;
    return count;
  }
  std::optional<Diagnostic> failed() const override {
    if (!fails_ || at_ < bytes_.size()) return std::nullopt;
    Diagnostic diagnostic;
    diagnostic.code = "gzip-truncated";
    return diagnostic;
  }
  std::uint64_t consumed() const override { return at_; }
  const std::string& name() const override { return name_; }

 private:
  std::string bytes_, name_ = "drip";
  std::size_t step_, at_ = 0;
  bool fails_;
};

using Rows = std::vector<std::vector<std::string>>;

Rows rows_of(const std::string& text, std::size_t step, Diagnostics& diagnostics) {
  Dripping bytes(text, step);
  CsvReader reader(bytes, diagnostics);
  Rows rows;
  while (reader.next()) rows.push_back(reader.fields());
  CHECK(reader.broken() == diagnostics.has_errors());
  return rows;
}

}  // namespace

TEST_CASE("CSV rows are the same whatever the size of the pieces") {
  struct Case {
    const char* text;
    Rows rows;
  };
  const Case cases[] = {
      {"", {}},
      {"\n\r\n\r", {}},
      {"a,b\r\nc,d", {{"a", "b"}, {"c", "d"}}},
      {"a,b\rc,d\n", {{"a", "b"}, {"c", "d"}}},
      {"a,,\n", {{"a", "", ""}}},
      {",\n", {{"", ""}}},
      {"\"a,b\",\"c \"\"d\"\"\",\"\"\n", {{"a,b", "c \"d\"", ""}}},
      {"\"two\r\nlines\",x\n", {{"two\nlines", "x"}}},
      {"a \"quoted\" word,\"x\"y\n", {{"a \"quoted\" word", "xy"}}},
      {"\xEF\xBB\xBF"
       "a,b\n",
       {{"a", "b"}}},
      {"\"a\"", {{"a"}}},
      {"bell\x07,x", {{"bell ", "x"}}},
  };
  for (const Case& one : cases) {
    for (const std::size_t step : {1, 2, 3, 1000}) {
      CAPTURE(one.text, step);
      Diagnostics diagnostics;
      CHECK(rows_of(one.text, step, diagnostics) == one.rows);
      CHECK(diagnostics.all().empty());
    }
  }
}

TEST_CASE("a quote that is never closed is an error where it was opened, however long the file goes on") {
  Diagnostics diagnostics;
  CHECK(rows_of("a,b\nc,\"d\nand so on", 5, diagnostics) == Rows{{"a", "b"}});
  CHECK(draw(diagnostics).find("drip:2:1: error: the file ends inside a quoted field") != std::string::npos);

  Diagnostics of_long;
  std::string text = "a,b\nc,\"d";
  for (int i = 0; i < 300'000; ++i) text += "more\n";
  CHECK(rows_of(text, 4096, of_long) == Rows{{"a", "b"}});
  CHECK(draw(of_long).find("drip:2:1: error: a quoted field goes on for more than 1024 KB") != std::string::npos);

  Diagnostics of_row;
  CHECK(rows_of("a\n" + std::string(2'000'000, 'x'), 4096, of_row) == Rows{{"a"}});
  CHECK(draw(of_row).find("[csv-row-too-long]") != std::string::npos);
}

TEST_CASE("a stream that breaks off is an error of both readers, and its last piece is not believed") {
  Diagnostics diagnostics;
  Dripping csv("a,b\nc,d", 3, true);
  CsvReader rows(csv, diagnostics);
  CHECK(rows.next());
  CHECK_FALSE(rows.next());
  CHECK(rows.broken());

  Dripping text("one\ntwo", 3, true);
  LineReader lines(text, diagnostics, 100);
  CHECK(lines.next());
  CHECK_FALSE(lines.next());
  CHECK(lines.broken());
  CHECK(diagnostics.errors() == 2);
}

TEST_CASE("lines are the same whatever the size of the pieces, and a long one is cut between characters") {
  for (const std::size_t step : {1, 2, 3, 1000}) {
    CAPTURE(step);
    Diagnostics diagnostics;
    Dripping bytes("\xEF\xBB\xBFone\r\n\r\ntwo\rthree\n\xC3\xA4\xC3\xB6\xC3\xBC\xC3\x9F", step);
    LineReader lines(bytes, diagnostics, 5);
    std::vector<std::string> all;
    while (lines.next()) all.push_back(lines.line());
    CHECK(all == std::vector<std::string>{"one", "", "two", "three", "\xC3\xA4\xC3\xB6"});
    CHECK(lines.number() == 5);
    CHECK(diagnostics.all().empty());
  }
}
