// NCBI's E-utilities, as far as filling gaps takes: esearch (which PMIDs carry these identifiers?) and efetch (their
// records, as PubMed XML). Knows the protocol and its error answers; knows nothing of a store.
// Promises: never more requests a second than NCBI allows (3, or 10 with a key), counted so that the server sees it too;
// what may pass (429, 5xx, a stalled or broken transfer, a web page in place of records) is asked again after a wait that
// doubles, or that the server names; an answer is given back only when it is whole. Refuses to wait longer than two minutes.
#pragma once

#include <chrono>
#include <functional>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "core/citation.h"
#include "network/http.h"

namespace claimassay {

/// One way to name a record; the first that is set counts.
struct RecordId {
  Pmid pmid = 0;
  std::string doi;  ///< normal form (core/identifiers.h)
  std::string pmc;

  std::string words() const;  ///< "PMID 123", "doi 10.1/x", "PMC1"
  friend auto operator<=>(const RecordId&, const RecordId&) = default;
};

struct EutilsRequest {
  std::string program;  ///< "esearch.fcgi"
  std::vector<std::pair<std::string, std::string>> fields;
};

/// At most so many identifiers in one request.
inline constexpr std::size_t most_in_search = 50;
inline constexpr std::size_t most_in_fetch = 200;

EutilsRequest search_request(std::span<const RecordId> ids);
EutilsRequest fetch_request(std::span<const Pmid> pmids);

enum class EutilsProblem {
  unreachable,  ///< no whole answer came, however often asked
  refused,      ///< NCBI answered with an error
  key           ///< NCBI does not know the API key
};

class EutilsError : public std::runtime_error {
 public:
  EutilsError(EutilsProblem problem, const std::string& message) : std::runtime_error(message), problem(problem) {}
  EutilsProblem problem;
};

using Seconds = std::chrono::duration<double>;

/// The world's clock; tests have one that does not wait.
struct FetchClock {
  std::function<Seconds()> now;
  std::function<void(Seconds)> sleep;
};
FetchClock real_clock();

struct EutilsOptions {
  std::string base_url = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/";
  std::string api_key;
  std::string email;
  std::size_t retries = 4;
  Seconds retry_wait{1};                               ///< before the first retry; doubles each time
  std::function<void(const std::string& line)> waits;  ///< told before each retry; may be empty
};

class Eutils {
 public:
  Eutils(HttpClient& http, FetchClock clock, EutilsOptions options);

  /// The PMIDs that PubMed finds for the identifiers, in no stated order; not every one need be right.
  std::vector<Pmid> search(std::span<const RecordId> ids);
  /// A whole PubmedArticleSet with those of the records that there are.
  std::string fetch(std::span<const Pmid> pmids);

  std::string address(const EutilsRequest& request) const;
  /// The request as people read it; the key is masked.
  std::string describe(const EutilsRequest& request) const;

 private:
  /// What became of one request: a value, or why not.
  struct Outcome {
    std::string body;
    std::string problem;  ///< empty: the body is good
    bool may_pass = false;
    EutilsProblem kind = EutilsProblem::refused;
  };
  std::vector<std::pair<std::string, std::string>> all_fields(const EutilsRequest& request) const;
  HttpAnswer ask_once(const EutilsRequest& request);
  std::string ask(const EutilsRequest& request, Outcome (*judge)(HttpAnswer&&));
  static Outcome judge_search(HttpAnswer&& answer);
  static Outcome judge_records(HttpAnswer&& answer);

  HttpClient& http_;
  FetchClock clock_;
  EutilsOptions options_;
  bool asked_ = false;
  Seconds answered_{0};  ///< when the last answer came
};

}  // namespace claimassay
