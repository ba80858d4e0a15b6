// Whatever a server answers: no crash, PMIDs that can be some, and records only when they begin and end as such. The first
// byte is the status, the rest the body.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "core/text.h"
#include "network/eutils.h"

using namespace claimassay;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

class OneAnswer : public HttpClient {
 public:
  HttpAnswer answer;
  HttpAnswer post(const std::string&, const std::string&) override { return answer; }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  OneAnswer http;
  constexpr int statuses[] = {200, 200, 200, 400, 404, 429, 500, 503};
  http.answer.status = statuses[data[0] % std::size(statuses)];
  http.answer.body.assign(reinterpret_cast<const char*>(data) + 1, size - 1);
  EutilsOptions options;
  options.retries = 0;
  Eutils eutils(http, {[] { return Seconds(0); }, [](Seconds) {}}, options);
  try {
    for (const Pmid pmid : eutils.search(std::vector<RecordId>{{1, "", ""}}))
      require(pmid >= 0 && pmid <= 9'999'999'999);
  } catch (const EutilsError& error) {
    require(!first_invalid_utf8(error.what()));
  }
  try {
    require(eutils.fetch(std::vector<Pmid>{1}).find("ArticleSet") != std::string::npos);
  } catch (const EutilsError& error) {
    require(!first_invalid_utf8(error.what()));
  }
  return 0;
}
