// HTTP, as much of it as asking a public service takes: one form posted, its answer in memory. The only place of the
// program that opens a connection; libcurl stays behind it.
// Promises: http and https only; certificates are verified; at most three redirects, never to another host and never from
// https to http; an answer is cut off at a limit (counted unpacked) and never taken for whole when it broke off.
// Costs: one connection, kept open between requests. A proxy is taken from $https_proxy and its kin, as curl does.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace claimassay {

struct HttpAnswer {
  int status = 0;  ///< 0: no answer came
  std::string content_type;
  std::string body;
  std::optional<std::chrono::seconds> retry_after;  ///< as the server asks, whether it wrote seconds or a date
  std::string failure;                              ///< in words, when no whole answer came; else empty
  bool may_pass = false;                            ///< the failure may be gone when asked again
};

/// What fetching needs of the world; tests have one in memory.
class HttpClient {
 public:
  virtual ~HttpClient() = default;
  /// `form` is application/x-www-form-urlencoded. Never throws over what the other side does.
  virtual HttpAnswer post(const std::string& url, const std::string& form) = 0;
};

struct HttpOptions {
  std::string user_agent;
  std::chrono::seconds stalled{60};  ///< given up when nothing arrives for so long
  std::size_t most_bytes = 64u << 20;
};

std::unique_ptr<HttpClient> open_http(const HttpOptions& options);

/// Why this address is not asked, in words; empty when it may be: http or https, a host, no name and password in it.
std::string refuse_url(const std::string& url);
/// Percent-encoded, for a form.
std::string form_encode(std::string_view text);

}  // namespace claimassay
