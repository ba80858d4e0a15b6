#include "network/http.h"

#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>
#include <dlfcn.h>

#include <algorithm>
#include <new>
#include <stdexcept>

#include <fmt/format.h>

namespace claimassay {

namespace {

constexpr int most_redirects = 3;
constexpr long connect_seconds = 15;
// A server that sends one byte now and then never stalls: the whole request gets this many times the time to stall.
constexpr long whole_per_stalled = 10;

#define CLAIMASSAY_CURL_FUNCTIONS(X)                                                                                \
  X(easy_cleanup)                                                                                                   \
  X(easy_getinfo) X(easy_init) X(easy_perform) X(easy_reset) X(easy_setopt) X(easy_strerror) X(free) X(global_init) \
      X(slist_append) X(slist_free_all) X(url) X(url_cleanup) X(url_get) X(url_set)

/// libcurl, loaded when something is to be fetched and not before. Linked, it and the thirty libraries behind it would
/// double the time that every start of the program takes, and be in the memory of every check.
struct Curl {
#define CLAIMASSAY_DECLARE(name) decltype(&::curl_##name) name = nullptr;
  CLAIMASSAY_CURL_FUNCTIONS(CLAIMASSAY_DECLARE)
#undef CLAIMASSAY_DECLARE

  Curl() {
    void* library = nullptr;
    for (const char* file : {"libcurl.so.4", "libcurl-gnutls.so.4"}) {
      if (!library) library = ::dlopen(file, RTLD_NOW | RTLD_LOCAL);
    }
    if (!library)
      throw std::runtime_error("libcurl is not installed (Debian's package libcurl4): nothing can be fetched");
#define CLAIMASSAY_FIND(name)                                               \
  name = reinterpret_cast<decltype(name)>(::dlsym(library, "curl_" #name)); \
  if (!name) throw std::runtime_error("this libcurl is too old: it has no curl_" #name);
    CLAIMASSAY_CURL_FUNCTIONS(CLAIMASSAY_FIND)
#undef CLAIMASSAY_FIND
    if (global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) throw std::runtime_error("the HTTP library cannot be started");
  }
};

const Curl& curl() {
  static const Curl loaded;
  return loaded;
}

using Url = std::unique_ptr<CURLU, void (*)(CURLU*)>;

Url parse_url(const std::string& text) {
  Url url(curl().url(), curl().url_cleanup);
  if (!url) throw std::bad_alloc();
  if (curl().url_set(url.get(), CURLUPART_URL, text.c_str(), 0) != CURLUE_OK) url.reset();
  return url;
}

std::string part_of(const Url& url, CURLUPart part) {
  char* text = nullptr;
  if (!url || curl().url_get(url.get(), part, &text, CURLU_DEFAULT_PORT) != CURLUE_OK) return "";
  std::string out = text;
  curl().free(text);
  return out;
}

/// What holds for every address, also for one to which a server sends us.
std::string refuse_any(const Url& url, const std::string& text) {
  const std::string scheme = part_of(url, CURLUPART_SCHEME);
  if (!url || text.find("://") == std::string::npos) return "it is no address; expected https://HOST/PATH";
  if (scheme != "http" && scheme != "https") return "only http and https are spoken, not " + scheme;
  if (part_of(url, CURLUPART_HOST).empty()) return "it names no host";
  if (!part_of(url, CURLUPART_USER).empty() || !part_of(url, CURLUPART_PASSWORD).empty()) {
    return "it holds a name or a password";
  }
  return "";
}

/// Empty when the redirect may be followed. What we post holds the user's key: it goes to the host that was named.
std::string refuse_redirect(const std::string& from, const std::string& to) {
  const Url a = parse_url(from), b = parse_url(to);
  if (std::string why = refuse_any(b, to); !why.empty()) return "redirects to an address that is refused: " + why;
  if (part_of(a, CURLUPART_HOST) != part_of(b, CURLUPART_HOST)) {
    return "redirects to another host, " + part_of(b, CURLUPART_HOST) + ", which is not followed";
  }
  if (part_of(a, CURLUPART_SCHEME) == "https" && part_of(b, CURLUPART_SCHEME) != "https") {
    return "redirects from https to http, which is not followed";
  }
  return "";
}

struct Received {
  std::string body;
  std::size_t most = 0;
  bool too_large = false;
};

extern "C" std::size_t claimassay_receive(char* bytes, std::size_t one, std::size_t count, void* into) {
  auto& received = *static_cast<Received*>(into);
  const std::size_t size = one * count;
  if (received.body.size() + size > received.most) {
    received.too_large = true;
    return 0;
  }
  received.body.append(bytes, size);
  return size;
}

bool may_pass(CURLcode code) {
  switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_CONNECT:
    case CURLE_OPERATION_TIMEDOUT:
    case CURLE_PARTIAL_FILE:
    case CURLE_GOT_NOTHING:
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM:
    case CURLE_BAD_CONTENT_ENCODING:
    case CURLE_SSL_CONNECT_ERROR: return true;
    default: return false;
  }
}

class CurlClient : public HttpClient {
 public:
  explicit CurlClient(const HttpOptions& options) : options_(options), curl_(curl().easy_init(), curl().easy_cleanup) {
    if (!curl_) throw std::runtime_error("the HTTP library cannot be started");
  }

  HttpAnswer post(const std::string& url, const std::string& form) override {
    std::string at = url;
    for (int redirects = 0;; ++redirects) {
      HttpAnswer answer = post_once(at, form);
      char* next = nullptr;
      curl().easy_getinfo(curl_.get(), CURLINFO_REDIRECT_URL, &next);
      if (!answer.failure.empty() || answer.status < 300 || answer.status > 399 || !next) return answer;
      const std::string to = next;
      answer.failure = redirects == most_redirects ? fmt::format("redirects more than {} times", most_redirects)
                                                   : refuse_redirect(at, to);
      if (!answer.failure.empty()) return answer;
      at = to;
    }
  }

 private:
  HttpAnswer post_once(const std::string& url, const std::string& form) {
    CURL* handle = curl_.get();
    curl().easy_reset(handle);  // keeps the connection
    Received received;
    received.most = options_.most_bytes;
    char said[CURL_ERROR_SIZE] = "";
    const long stalled = static_cast<long>(options_.stalled.count());
    curl().easy_setopt(handle, CURLOPT_URL, url.c_str());
    curl().easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
    curl().easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
    curl().easy_setopt(handle, CURLOPT_SSL_VERIFYPEER, 1L);
    curl().easy_setopt(handle, CURLOPT_SSL_VERIFYHOST, 2L);
    curl().easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl().easy_setopt(handle, CURLOPT_USERAGENT, options_.user_agent.c_str());
    curl().easy_setopt(handle, CURLOPT_ACCEPT_ENCODING, "");
    curl().easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, std::min(stalled, connect_seconds));
    curl().easy_setopt(handle, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl().easy_setopt(handle, CURLOPT_LOW_SPEED_TIME, stalled);
    curl().easy_setopt(handle, CURLOPT_TIMEOUT, stalled * whole_per_stalled);
    curl().easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(form.size()));
    curl().easy_setopt(handle, CURLOPT_POSTFIELDS, form.c_str());
    curl().easy_setopt(handle, CURLOPT_WRITEFUNCTION, claimassay_receive);
    curl().easy_setopt(handle, CURLOPT_WRITEDATA, &received);
    curl().easy_setopt(handle, CURLOPT_ERRORBUFFER, said);
    // "Expect: 100-continue" costs a second where a server does not know it.
    const std::unique_ptr<curl_slist, void (*)(curl_slist*)> headers(curl().slist_append(nullptr, "Expect:"),
                                                                     curl().slist_free_all);
    curl().easy_setopt(handle, CURLOPT_HTTPHEADER, headers.get());
    const CURLcode code = curl().easy_perform(handle);

    HttpAnswer answer;
    long status = 0;
    curl().easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
    answer.status = static_cast<int>(status);
    char* type = nullptr;
    curl().easy_getinfo(handle, CURLINFO_CONTENT_TYPE, &type);
    answer.content_type = type ? type : "";
    curl_off_t wait = 0;
    curl().easy_getinfo(handle, CURLINFO_RETRY_AFTER, &wait);
    if (wait > 0) answer.retry_after = std::chrono::seconds(wait);
    answer.body = std::move(received.body);
    if (code == CURLE_OK) return answer;
    answer.failure = received.too_large ? fmt::format("the answer is larger than {} MB", options_.most_bytes >> 20)
                                        : (*said ? said : curl().easy_strerror(code));
    answer.may_pass = may_pass(code) && !received.too_large;
    return answer;
  }

  HttpOptions options_;
  std::unique_ptr<CURL, void (*)(CURL*)> curl_;
};

}  // namespace

std::unique_ptr<HttpClient> open_http(const HttpOptions& options) { return std::make_unique<CurlClient>(options); }

std::string refuse_url(const std::string& text) {
  const Url url = parse_url(text);
  if (std::string why = refuse_any(url, text); !why.empty()) return why;
  if (!part_of(url, CURLUPART_QUERY).empty() || !part_of(url, CURLUPART_FRAGMENT).empty()) {
    return "it goes on behind its path, with ? or #";
  }
  return "";
}

std::string form_encode(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                       c == '-' || c == '.' || c == '_' || c == '~';
    if (plain) out += c;
    else out += fmt::format("%{:02X}", byte);
  }
  return out;
}

}  // namespace claimassay
