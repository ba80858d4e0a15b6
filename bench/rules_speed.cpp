// How the cost of evaluating rules grows with their number, beside looking at every rule. Makes packs of its own: rules of mixed
// kinds over the facts of data/facts.tsv, most of them about a phrase, a drug or a design, some about figures, intervals and
// the sources; and claims with bodies of evidence of which about two thirds of the facts are known.
//   rules_speed [CLAIMS]    prints two tables; CPU time of one thread, the same claims for every pack
// In the first, packs grow as packs do: by rules about one more phrase, drug or title, while those about figures, designs and the
// sources in general become rarer (their number grows with the root). In the second all kinds grow alike, so that the number of
// rules that act or cannot be decided grows with the pack; each of those is an answer with its reasons and has its price.
// Both ways must give the same results, or it says so and ends with 1.
#include <fmt/format.h>
#include <sys/resource.h>

#include <cmath>
#include <cstdlib>
#include <random>
#include <set>

#include "rules/evaluate.h"
#include "rules/pack.h"

using namespace claimassay;
using namespace claimassay::rules;

namespace {

double cpu_seconds() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  return static_cast<double>(used.ru_utime.tv_sec) + static_cast<double>(used.ru_utime.tv_usec) * 1e-6;
}

/// Words as a text has them: few are frequent, many are rare.
class Words {
 public:
  explicit Words(std::mt19937& random) : random_(random) {
    constexpr std::string_view onsets[] = {"b", "d", "f", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z", "st", "tr"};
    constexpr std::string_view vowels[] = {"a", "e", "i", "o", "u"};
    for (int i = 0; i < 6000; ++i) {
      std::string word;
      for (int rest = i + 15 * 5; rest > 0; rest /= 75)
        word += std::string(onsets[static_cast<std::size_t>(rest % 15)]) +
                std::string(vowels[static_cast<std::size_t>(rest / 15 % 5)]);
      all_.push_back(word);
    }
  }
  const std::string& frequent() {
    const double u = std::uniform_real_distribution<double>(0, 1)(random_);
    return all_[static_cast<std::size_t>(std::pow(6000.0, u)) - 1];
  }
  const std::string& any() { return all_[random_() % all_.size()]; }
  std::string phrase() { return any() + (random_() % 2 ? " " + any() : ""); }

 private:
  std::mt19937& random_;
  std::vector<std::string> all_;
};

class Generator {
 public:
  Generator(const FactRegistry& facts, unsigned seed) : random_(seed), words_(random_) {
    for (const FactInfo& fact : facts.all()) {
      if (!fact.name.starts_with("assessment.")) by_kind_[{fact.scope, fact.type}].push_back(&fact);
    }
  }

  std::string pack(int rules, bool alike) {
    std::string out =
        "framework synthetic\ntitle \"Made for measuring\"\nversion \"1\"\nlevel high = 4, moderate = 3, low = 2, "
        "very_low = 1\ndomain imprecision sum at most 3\ndomain indirectness sum at most 3\nfamily a: finding-a, "
        "finding-b\nfamily b: finding-c\n";
    const auto general = [](int n) { return static_cast<int>(20 * std::sqrt(n / 100.0)); };
    for (int i = 0; i < rules; ++i) out += rule(i, alike ? pick(5) == 0 : general(i + 1) > general(i));
    return out;
  }

  Scope claim() {
    Scope claim{ScopeKind::claim, "claim", {}, {}};
    Scope body{ScopeKind::body, "body", {}, {}};
    for (int i = 0; i < 3; ++i) {
      Scope source{ScopeKind::source, "source", {}, {}};
      fill(source);
      body.inside.push_back(std::move(source));
    }
    fill(body);
    fill(claim);
    claim.inside.push_back(std::move(body));
    return claim;
  }

 private:
  unsigned pick(unsigned n) { return static_cast<unsigned>(random_() % n); }

  /// One that the rule has not asked for yet: asked twice, a condition may exclude itself, and then the pack does not load.
  const FactInfo* fact(ScopeKind scope, Type type) {
    const auto& all = by_kind_[{scope, type}];
    for (int tries = 0; tries < 8 && !all.empty(); ++tries) {
      const FactInfo* one = all[pick(static_cast<unsigned>(all.size()))];
      if (asked_.insert(one->name).second) return one;
    }
    return nullptr;
  }

  double figure() {
    constexpr double figures[] = {0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 20, 40, 75, 100, 300, 400, 1000, 5000};
    return figures[pick(16)];
  }

  std::string part(ScopeKind scope, unsigned kind) {
    switch (kind) {
      case 0:
        if (const FactInfo* one = fact(scope, Type::text)) return one->name + " has \"" + words_.phrase() + "\"";
        break;
      case 1:
        if (const FactInfo* one = fact(scope, Type::word); one && !one->words.empty())
          return one->name + " == " + one->words[pick(static_cast<unsigned>(one->words.size()))];
        break;
      case 2:
        if (const FactInfo* one = fact(scope, Type::number))
          return one->name + (pick(2) ? " < " : " >= ") + fmt::format("{}", figure());
        break;
      case 3:
        if (const FactInfo* one = fact(scope, Type::number)) {
          const double from = figure();
          return fmt::format("{} in {}..<{}", one->name, from, from * 2);
        }
        break;
      case 4:
        if (const FactInfo* one = fact(scope, Type::truth)) return (pick(2) ? "not " : "") + one->name;
        break;
      case 5:
        if (const FactInfo* one = fact(scope, Type::interval))
          return one->name + (pick(2) ? " contains 1" : fmt::format(" below {}", figure()));
        break;
      default:
        if (const FactInfo* one = fact(scope, Type::set); one && !one->words.empty())
          return one->name + " has " + one->words[pick(static_cast<unsigned>(one->words.size()))];
    }
    return "";
  }

  std::string joined(const std::string& a, const char* between, const std::string& b) {
    return a.empty() || b.empty() ? a + b : a + between + b;
  }

  /// What makes a rule one of many: a phrase, a drug, or a word of a source; and two or three things of any kind.
  std::string condition(ScopeKind scope, bool general) {
    std::string out;
    const unsigned kind = general ? 16 + pick(4) : pick(16);
    if (kind < 11) {
      out = "claim.text has \"" + words_.phrase() + "\"";
    } else if (kind < 14) {
      out = "claim.intervention == \"" + words_.any() + "\"";
    } else if (kind < 16) {
      const std::string title = "source.title has \"" + words_.phrase() + "\"";
      out = "any source: (" + joined(title, " and ", part(ScopeKind::source, pick(6) + 1)) + ")";
    } else if (kind < 18) {
      const std::string first = part(ScopeKind::source, 1);
      out = "any source: (" + joined(first, " and ", part(ScopeKind::source, pick(6) + 1)) + ")";
    } else {
      const std::string first = part(scope, 1);
      out = "(" + joined(first, " or ", part(scope, 3)) + ")";
    }
    for (unsigned more = 1 + pick(2); more > 0; --more)
      out = joined(out, " and ", part(pick(3) ? ScopeKind::body : ScopeKind::claim, 1 + pick(6)));
    return out;
  }

  std::string rule(int number, bool general) {
    const bool grades = pick(10) < 3;
    asked_ = {"claim.text", "claim.intervention", "source.title"};
    std::string out =
        fmt::format("rule synthetic.r{}\ntitle \"Rule {}\"\nsource house \"made for measuring\"\n", number, number);
    out += grades ? "domain imprecision\n" : std::string("code finding-") + "abc"[pick(3)] + "\n";
    out += "when " + condition(ScopeKind::body, general) + "\n";
    const std::string exception = pick(5) == 0 ? part(ScopeKind::body, pick(6) + 1) : "";
    if (!exception.empty()) out += "unless " + exception + "\n";
    out += grades ? "then downgrade 1 because \"of {body.participants}\"\n" : "then flag minor because \"found\"\n";
    out += "example \"a\" { body.participants: 1 } expect ";
    return out + (grades ? "downgrade 1" : "flag minor") + "\nexample \"b\" { body.participants: 2 } expect nothing\n";
  }

  void fill(Scope& scope) {
    for (const auto& [kind, facts] : by_kind_) {
      if (kind.first != scope.kind) continue;
      for (const FactInfo* one : facts) {
        const bool always =
            one->name == "claim.text" || one->name == "claim.intervention" || one->name == "source.title";
        if (pick(3) == 0 && !always) continue;
        scope.set(one->name, value(*one), FactOrigin::read);
      }
    }
  }

  Value value(const FactInfo& info) {
    switch (info.type) {
      case Type::truth: return pick(2) == 0;
      case Type::number: return figure() * (0.5 + pick(100) / 100.0);
      case Type::interval: {
        const double low = figure() / 2;
        return Interval{low, low * (1 + pick(40) / 10.0)};
      }
      case Type::set:
        return info.words.empty() ? TextSet{} : TextSet{info.words[pick(static_cast<unsigned>(info.words.size()))]};
      case Type::text: {
        if (info.name == "claim.intervention") return words_.any();
        std::string text = words_.frequent();
        for (unsigned rest = info.name == "source.abstract" ? 220 : 24; rest > 0; --rest)
          text += " " + words_.frequent();
        return text;
      }
      default:
        return info.words.empty() ? Value(words_.any())
                                  : Value(info.words[pick(static_cast<unsigned>(info.words.size()))]);
    }
  }

  std::mt19937 random_;
  Words words_;
  std::set<std::string> asked_;
  std::map<std::pair<ScopeKind, Type>, std::vector<const FactInfo*>> by_kind_;
};

struct Ran {
  double seconds = 0;
  std::size_t fired = 0, undecided = 0;
  std::string what;  ///< every result, for comparing
};

Ran run(const Pack& pack, const std::vector<Scope>& claims, bool every, bool keep) {
  Ran out;
  for (Scope claim : claims) {
    const double begin = cpu_seconds();
    Evaluator evaluator(pack, claim);
    if (every) evaluator.look_at_all();
    for (std::size_t phase = 1; phase < std::size(Vocabulary<Phase>::words); ++phase)
      evaluator.run(static_cast<Phase>(phase));
    out.seconds += cpu_seconds() - begin;
    for (const RuleResult& result : evaluator.results()) {
      out.fired += result.verdict == Verdict::fired;
      out.undecided += result.verdict == Verdict::unknown;
      if (keep) out.what += fmt::format("{} {} {};", result.rule->id, static_cast<int>(result.verdict), result.scope);
    }
  }
  return out;
}

/// False when a pack does not load or the index changes a result.
bool measure(const FactRegistry& facts, const std::vector<Scope>& claims, bool alike) {
  fmt::print("| rules | loading, ms | indexed | every rule | times | acted, per claim | undecided |\n");
  fmt::print("|---:|---:|---:|---:|---:|---:|---:|\n");
  const auto per_claim = [&](double x) { return x / static_cast<double>(claims.size()); };
  for (const int size : {100, 300, 1000, 3000, 10000}) {
    auto source = std::make_shared<Source>();
    source->name = "synthetic.rule";
    source->text = Generator(facts, 5).pack(size, alike);
    Diagnostics diagnostics;
    const double begin = cpu_seconds();
    const auto pack = build_pack({{source, 0}}, "2026-01-01", diagnostics);
    const double loaded = cpu_seconds() - begin;
    if (!pack) {
      fmt::print(stderr, "{}", draw(diagnostics));
      return false;
    }
    const std::vector<Scope> some{claims.begin(), claims.begin() + 10};
    if (run(*pack, some, false, true).what != run(*pack, some, true, true).what) {
      fmt::print(stderr, "the index changes the results\n");
      return false;
    }
    const Ran indexed = run(*pack, claims, false, false), every = run(*pack, claims, true, false);
    fmt::print("| {} | {:.0f} | {:.0f} | {:.0f} | {:.1f} | {:.1f} | {:.1f} |\n", size, loaded * 1e3,
               per_claim(indexed.seconds) * 1e6, per_claim(every.seconds) * 1e6, every.seconds / indexed.seconds,
               per_claim(static_cast<double>(indexed.fired)), per_claim(static_cast<double>(indexed.undecided)));
  }
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  const int claims_asked = argc > 1 ? std::atoi(argv[1]) : 200;
  const std::size_t count = static_cast<std::size_t>(std::max(claims_asked, 10));
  FactRegistry facts;
  {
    Diagnostics quiet;
    if (const auto grade = load_pack("grade", "", "2026-01-01", quiet)) facts = grade->facts;
  }
  std::vector<Scope> claims;
  Generator maker(facts, 11);
  for (std::size_t i = 0; i < count; ++i) claims.push_back(maker.claim());
  fmt::print("{} claims with 3 sources each; CPU microseconds per claim\n", count);
  for (const bool alike : {false, true}) {
    fmt::print("\n{}\n\n", alike ? "All kinds of rules grow alike" : "Rules become more special as they grow");
    if (!measure(facts, claims, alike)) return 1;
  }
  return 0;
}
