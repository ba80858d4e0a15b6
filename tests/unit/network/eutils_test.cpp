// The protocol without a network: answers are scripted, the clock only counts.
#include "network/eutils.h"

#include <deque>

#include "tests/catch.h"

using namespace claimassay;

namespace {

class ScriptedHttp : public HttpClient {
 public:
  HttpAnswer post(const std::string& url, const std::string& form) override {
    urls.push_back(url);
    forms.push_back(form);
    asked_at.push_back(*now);
    HttpAnswer answer = answers.empty() ? HttpAnswer{.failure = "the script has ended"} : answers.front();
    if (!answers.empty()) answers.pop_front();
    *now += Seconds(0.05);
    return answer;
  }
  std::deque<HttpAnswer> answers;
  std::vector<std::string> urls, forms;
  std::vector<Seconds> asked_at;
  Seconds* now = nullptr;
};

struct World {
  explicit World(EutilsOptions options = {}) {
    http.now = &now;
    options.waits = [this](const std::string& line) { waits.push_back(line); };
    eutils = std::make_unique<Eutils>(http, FetchClock{[this] { return now; }, [this](Seconds time) { now += time; }},
                                      options);
  }
  void answers(int status, std::string body) { http.answers.push_back({.status = status, .body = std::move(body)}); }
  std::string failure(EutilsProblem problem) {
    try {
      eutils->fetch(std::vector<Pmid>{1});
    } catch (const EutilsError& error) {
      CHECK(error.problem == problem);
      return error.what();
    }
    return "";
  }
  Seconds now{100};
  ScriptedHttp http;
  std::vector<std::string> waits;
  std::unique_ptr<Eutils> eutils;
};

const std::vector<Pmid> one = {1};
constexpr const char* empty_set = "<?xml version=\"1.0\"?>\n<PubmedArticleSet></PubmedArticleSet>\n";

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a fetch posts its identifiers, tool, address and key") {
  EutilsOptions options;
  options.base_url = "https://example.org/eutils";
  options.email = "desk@example.org";
  options.api_key = "secret";
  World world(options);
  world.answers(200, empty_set);
  CHECK(world.eutils->fetch(std::vector<Pmid>{12, 34}) == empty_set);
  CHECK(world.http.urls.at(0) == "https://example.org/eutils/efetch.fcgi");
  CHECK(world.http.forms.at(0) ==
        "db=pubmed&retmode=xml&id=12%2C34&tool=claimassay&email=desk%40example.org&api_key=secret");
  CHECK_FALSE(contains(world.eutils->describe(fetch_request(one)), "secret"));
}

TEST_CASE("a search asks for every identifier in the field that holds it") {
  const std::vector<RecordId> ids = {{7, "", ""}, {0, "10.1000/a(1)\"b", ""}, {0, "", "PMC5"}};
  World world;
  world.answers(200, R"({"header":{},"esearchresult":{"count":"2","idlist":["11","12"]}})");
  CHECK(world.eutils->search(ids) == std::vector<Pmid>{11, 12});
  const EutilsRequest request = search_request(ids);
  CHECK(request.fields.back().second ==
        "7[uid] OR \"10.1000/a(1)b\"[aid] OR \"10.1000/a(1)b\"[lid] OR PMC5[pmcid] OR PMC5[aid]");
}

TEST_CASE("requests keep the distance that NCBI asks for, counted from the last answer") {
  for (const bool key : {false, true}) {
    EutilsOptions options;
    if (key) options.api_key = "k";
    World world(options);
    for (int i = 0; i < 5; ++i) world.answers(200, empty_set);
    for (int i = 0; i < 5; ++i) world.eutils->fetch(one);
    for (std::size_t i = 1; i < 5; ++i) {
      const double apart = (world.http.asked_at[i] - world.http.asked_at[i - 1]).count() - 0.05;
      CHECK(apart > (key ? 0.1 : 1.0 / 3));
      CHECK(apart < (key ? 0.11 : 0.35));
    }
  }
}

TEST_CASE("what may pass is asked again, after waits that double") {
  World world;
  world.answers(500, "");
  world.answers(429, R"({"error":"API rate limit exceeded","api-key":"192.0.2.1","count":"4","limit":"3"})");
  world.http.answers.push_back({.failure = "transfer closed", .may_pass = true});
  world.answers(200, "<?xml version=\"1.0\"?><PubmedArticleSet><PubmedArticle>");
  world.answers(200, empty_set);
  CHECK(world.eutils->fetch(one) == empty_set);
  CHECK(world.waits == std::vector<std::string>{
                           "the server answers with status 500; asking again in 1 s",
                           "NCBI answers with an error: API rate limit exceeded; asking again in 2 s",
                           "transfer closed; asking again in 4 s",
                           "the answer breaks off after 54 bytes; asking again in 8 s",
                       });
  CHECK((world.http.asked_at[4] - world.http.asked_at[3]).count() >= 8);
}

TEST_CASE("a server that names a time is given it, within reason") {
  World world;
  world.http.answers.push_back({.status = 429, .retry_after = std::chrono::seconds(30)});
  world.answers(200, empty_set);
  world.eutils->fetch(one);
  CHECK((world.http.asked_at[1] - world.http.asked_at[0]).count() >= 30);

  World patient;
  patient.http.answers.push_back({.status = 503, .retry_after = std::chrono::seconds(3600)});
  CHECK(contains(patient.failure(EutilsProblem::refused), "left alone for 3600 seconds"));
  CHECK(patient.http.urls.size() == 1);
}

TEST_CASE("after the last retry the reason is told") {
  EutilsOptions options;
  options.retries = 2;
  World world(options);
  for (int i = 0; i < 3; ++i) world.http.answers.push_back({.failure = "Could not resolve host", .may_pass = true});
  const std::string said = world.failure(EutilsProblem::unreachable);
  CHECK(contains(said, "Could not resolve host (asked 3 times)"));
  CHECK(contains(said, "efetch.fcgi"));
}

TEST_CASE("NCBI's ways to say no are told apart") {
  EutilsOptions once;
  once.retries = 0;
  struct Case {
    int status;
    const char* body;
    EutilsProblem problem;
    const char* says;
  };
  const Case cases[] = {
      {400, R"({"error":"API key invalid","api-key":"abc","type":"api"})", EutilsProblem::key, "the API key"},
      {400, R"({"error":"error forwarding request","api-key":"192.0.2.1"})", EutilsProblem::refused,
       "error forwarding request"},
      {200, "<eFetchResult><ERROR>Search Backend failed</ERROR></eFetchResult>", EutilsProblem::refused,
       "Search Backend failed"},
      {200, "<!DOCTYPE html><html><head><title>Down for\n maintenance</title></head></html>", EutilsProblem::refused,
       "a web page came in place of data (\"Down for maintenance\")"},
      {404, "not here", EutilsProblem::refused, "status 404"},
      {200, "a,b,c", EutilsProblem::refused, "no PubMed XML"},
      {200, "", EutilsProblem::refused, "no PubMed XML"},
  };
  for (const Case& one_case : cases) {
    World world(once);
    world.answers(one_case.status, one_case.body);
    const std::string said = world.failure(one_case.problem);
    CAPTURE(said);
    CHECK(contains(said, one_case.says));
    CHECK_FALSE(contains(said, "192.0.2.1"));
    CHECK_FALSE(contains(said, "abc"));
  }
}

TEST_CASE("errors that stay are not asked again") {
  World world;
  world.answers(400, R"({"error":"API key invalid","api-key":"abc"})");
  world.failure(EutilsProblem::key);
  world.answers(404, "");
  world.failure(EutilsProblem::refused);
  world.http.answers.push_back({.failure = "SSL certificate problem: self signed certificate"});
  CHECK(contains(world.failure(EutilsProblem::unreachable), "self signed"));
  CHECK(world.http.urls.size() == 3);
}

TEST_CASE("an answer without records is an answer") {
  for (const char* body :
       {"<?xml version=\"1.0\"?><!DOCTYPE PubmedArticleSet><PubmedArticleSet/>",
        "<eFetchResult><ERROR>Empty result - nothing to do</ERROR></eFetchResult>",
        "<eFetchResult><ERROR>ID list is empty! In it there are no correct IDs.</ERROR></eFetchResult>"}) {
    World world;
    world.answers(400, body);
    if (contains(body, "DOCTYPE")) world.http.answers.front().status = 200;
    CHECK(contains(world.eutils->fetch(one), "PubmedArticleSet"));
  }
  World world;
  world.answers(200, R"({"esearchresult":{"count":"0","idlist":[]}})");
  CHECK(world.eutils->search(std::vector<RecordId>{{1, "", ""}}).empty());
}

TEST_CASE("a search answer that is cut or wrong is asked again") {
  EutilsOptions options;
  options.retries = 3;
  World world(options);
  world.answers(200, R"({"esearchresult":{"count":"1","idlist":["11)");
  world.answers(200, R"({"esearchresult":{"ERROR":"Search Backend failed: read failed"}})");
  world.answers(200, "[]");
  world.answers(200, R"({"esearchresult":{"count":"1","idlist":["11","x","99999999999"]}})");
  CHECK(world.eutils->search(std::vector<RecordId>{{1, "", ""}}) == std::vector<Pmid>{11});
  CHECK(contains(world.waits.at(1), "read failed"));
}

TEST_CASE("only plain web addresses are asked") {
  CHECK(refuse_url("https://eutils.ncbi.nlm.nih.gov/entrez/eutils/").empty());
  CHECK(refuse_url("http://127.0.0.1:8080/").empty());
  for (const char* url : {"", "eutils", "ftp://example.org/", "file:///etc/passwd", "https://", "https://a b/",
                          "https://me:secret@example.org/", "https://example.org/?x=1", "gopher://example.org/"}) {
    CAPTURE(url);
    CHECK_FALSE(refuse_url(url).empty());
  }
  CHECK(form_encode("a b&c=\xC3\xA9") == "a%20b%26c%3D%C3%A9");
}
