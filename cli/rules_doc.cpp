// claimassay rules doc: a page for each rule and an index, made from the rules themselves.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <stdexcept>

#include "cli/doc_page.h"
#include "cli/rules.h"
#include "core/engine.h"
#include "core/spaced.h"
#include "core/text.h"
#include "grading/explain.h"
#include "rules/examples.h"

namespace claimassay {

namespace {

using rules::Example;
using rules::ExampleScope;
using rules::Expr;
using rules::Pack;
using rules::Rule;

DocText plain(std::string text) { return {std::move(text), "", false}; }
DocText code(std::string text) { return {std::move(text), "", true}; }
DocText link_to(const Rule& rule) { return {rule.id, rule.id, true}; }

std::string trust_of(const rules::SourceNote& note) {
  switch (note.trust) {
    case rules::Trust::house: return note.text + " (house policy)";
    case rules::Trust::unverified: return note.text + " (not yet verified)";
    default: return note.text;
  }
}

std::string since_of(int since) {
  if (since == 0) return "";
  if (since < 10000) return fmt::format(", since {}", since);
  return fmt::format(", since {:04}-{:02}-{:02}", since / 10000, since / 100 % 100, since % 100);
}

/// The rules that a name, a label or a code of a condition stands for.
void rules_in(const Expr& e, std::vector<int>& out) {
  if (e.refers == rules::Refers::rule || e.refers == rules::Refers::label || e.refers == rules::Refers::code)
    out.insert(out.end(), e.ids.begin(), e.ids.end());
  for (const Expr& child : e.of) rules_in(child, out);
}

/// Names as they stand in a text of the language: words with dots and hyphens.
std::set<std::string> names_in(std::string_view text) {
  std::set<std::string> out;
  std::string name;
  bool quoted = false;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const char c = i < text.size() ? text[i] : ' ';
    if (c == '"') quoted = !quoted;
    const bool of_name = !quoted && ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                                     c == '.' || c == '_' || c == '-');
    if (of_name) {
      name += c;
    } else if (!name.empty()) {
      out.insert(std::exchange(name, ""));
    }
  }
  return out;
}

class Writer {
 public:
  explicit Writer(const Pack& pack) : pack_(pack) {
    for (const Rule& rule : pack.rules) {
      std::vector<int> asked;
      for (const Expr& e : rule.unless) rules_in(e, asked);
      if (rule.when) rules_in(*rule.when, asked);
      for (const int id : asked) asked_by_[id].insert(number_of(rule));
      for (const rules::Action& action : rule.then) {
        for (const std::string& folded : action.codes) folded_by_[folded].insert(number_of(rule));
      }
    }
  }

  DocPage index() const {
    DocPage page{"index", "Rules of " + pack_.framework.title, {}};
    page.paragraph(fmt::format("{}, {} rules. Made by {} from the rules themselves; content hash {}.", pack_.name(),
                               pack_.rules.size(), engine_name(), pack_.hash));
    page.heading(2, "By phase");
    std::map<rules::Phase, std::vector<const Rule*>> phases;
    std::map<std::string, std::vector<const Rule*>> domains, codes;
    for (const Rule& rule : pack_.rules) {
      phases[rule.phase].push_back(&rule);
      if (!rule.domain.empty()) domains[spaced(rule.domain)].push_back(&rule);
      if (!rule.code.empty()) codes[rule.code + " (family " + rule.family + ")"].push_back(&rule);
    }
    for (const auto& [phase, all] : phases) group(page, std::string(word(phase)), all);
    if (!domains.empty()) page.heading(2, "By domain");
    for (const auto& [domain, all] : domains) group(page, domain, all);
    if (!codes.empty()) page.heading(2, "By finding");
    for (const auto& [name, all] : codes) group(page, name, all);
    if (!pack_.parameters.empty()) {
      page.heading(2, "Parameters");
      std::vector<DocLine> lines;
      for (const rules::Parameter& one : pack_.parameters) lines.push_back(parameter(one));
      page.list(std::move(lines));
    }
    if (!pack_.removals.empty()) {
      page.heading(2, "Rules that were taken away");
      std::vector<DocLine> lines;
      for (const rules::Removal& one : pack_.removals) lines.push_back({code(one.name), plain(": " + one.because)});
      page.list(std::move(lines));
    }
    return page;
  }

  DocPage page(const Rule& rule) const {
    DocPage page{rule.id, rule.title, {}};
    std::vector<DocLine> terms{{plain("Rule")}, {code(rule.id)}, {plain("Pack")}, {plain(pack_.name())}};
    const auto term = [&](const char* name, DocLine line) {
      terms.push_back({plain(name)});
      terms.push_back(std::move(line));
    };
    term("Runs",
         {plain("in the phase " + std::string(word(rule.phase)) + ", for each " + std::string(word(rule.scope)))});
    if (!rule.domain.empty()) term("Domain", {plain(spaced(rule.domain))});
    if (!rule.code.empty()) term("Finding", {code(rule.code), plain(", family " + rule.family + severities(rule))});
    if (!rule.labels.empty()) term("Labels", {plain(listed(rule.labels))});
    for (const rules::SourceNote& note : rule.sources) term("Source", {plain(trust_of(note))});
    term("Stands in", {plain(place_of(pack_, rule))});
    page.terms(std::move(terms));
    if (!rule.why.empty()) {
      page.heading(2, "Why it matters");
      page.paragraph(rule.why);
    }
    page.heading(2, "When");
    page.code(text(rule, rule.when->span));
    exceptions(rule, page);
    what_names_mean(rule, page);
    page.heading(2, "Then");
    actions(rule, page);
    if (!rule.false_positives.empty()) {
      page.heading(2, "Known false positives");
      std::vector<DocLine> lines;
      for (const std::string& one : rule.false_positives) lines.push_back({plain(one)});
      page.list(std::move(lines));
    }
    examples(rule, page);
    links(rule, page);
    return page;
  }

 private:
  int number_of(const Rule& rule) const { return static_cast<int>(&rule - pack_.rules.data()); }
  const Rule& at(int id) const { return pack_.rules[static_cast<std::size_t>(id)]; }

  static std::string listed(const std::vector<std::string>& names) {
    std::string out;
    for (const std::string& name : names) out += (out.empty() ? "" : ", ") + name;
    return out;
  }

  static std::string severities(const Rule& rule) {
    std::string out;
    for (const rules::Action& action : rule.then) {
      if (action.kind == rules::ActionKind::flag) out += (out.empty() ? ", severity " : " or ") + action.word;
    }
    return out;
  }

  std::string text(const Rule& rule, Span span) const {
    return std::string(pack_.files[static_cast<std::size_t>(rule.file)]->view(span));
  }

  static void group(DocPage& page, const std::string& name, const std::vector<const Rule*>& all) {
    page.heading(3, name);
    std::vector<DocLine> lines;
    for (const Rule* rule : all) lines.push_back({link_to(*rule), plain(": " + rule->title)});
    page.list(std::move(lines));
  }

  DocLine parameter(const rules::Parameter& one) const {
    DocLine line{code(one.name), plain(" = " + to_text_of(one.value) + since_of(one.since))};
    for (const rules::SourceNote& note : one.sources) line.push_back(plain("; " + trust_of(note)));
    return line;
  }

  static std::string to_text_of(const Expr& e) {
    switch (e.op) {
      case rules::Op::number: return to_text(Value(e.number));
      case rules::Op::minus: return "-" + to_text_of(e.of[0]);
      case rules::Op::list: {
        std::string out = "[";
        for (const Expr& item : e.of) out += (out.size() > 1 ? ", " : "") + to_text_of(item);
        return out + "]";
      }
      default: return e.text;
    }
  }

  void exceptions(const Rule& rule, DocPage& page) const {
    if (rule.unless.empty()) return;
    page.heading(2, "Unless");
    std::vector<DocLine> lines;
    for (const Expr& e : rule.unless) {
      DocLine line{code(text(rule, e.span))};
      std::vector<int> named;
      rules_in(e, named);
      const bool one_itself = named.size() == 1 && at(named[0]).id == line[0].text;
      if (one_itself) line[0] = link_to(at(named[0]));
      for (std::size_t i = 0; i < named.size() && !one_itself; ++i) {
        line.push_back(plain(i == 0 ? ": " : ", "));
        line.push_back(link_to(at(named[i])));
      }
      if (one_itself) line.push_back(plain(": " + at(named[0]).title));
      lines.push_back(std::move(line));
    }
    page.list(std::move(lines));
  }

  /// Definitions, parameters, tables and phrase lists that the condition names, and those that these name.
  void what_names_mean(const Rule& rule, DocPage& page) const {
    std::string all = text(rule, rule.span);
    std::vector<DocLine> lines;
    std::set<std::string> told;
    for (std::set<std::string> open = names_in(all); !open.empty();) {
      const std::string name = *open.begin();
      open.erase(open.begin());
      if (!told.insert(name).second) continue;
      for (const rules::Define& one : pack_.defines) {
        if (one.name != name) continue;
        const Source& file = *pack_.files[static_cast<std::size_t>(one.file)];
        const std::string value(file.view(one.value.span));
        lines.push_back({code(name), plain(" is "), code(value), plain(one.meaning.empty() ? "" : ": " + one.meaning)});
        open.merge(names_in(value));
      }
      for (const rules::Parameter& one : pack_.parameters) {
        if (one.name == name) lines.push_back(parameter(one));
      }
      for (const rules::Table& one : pack_.tables) {
        if (one.name != name) continue;
        std::string rows;
        for (const rules::TableRow& row : one.rows)
          rows += (rows.empty() ? "" : ", ") + row.key + " " + to_text(Value(row.value));
        DocLine line{code(name), plain(" (table" + since_of(one.since) + "): " + rows)};
        for (const rules::SourceNote& note : one.sources) line.push_back(plain("; " + trust_of(note)));
        lines.push_back(std::move(line));
      }
      for (const rules::PhraseList& one : pack_.phrase_lists) {
        if ("phrases." + one.name == name) lines.push_back(phrases(one));
      }
    }
    if (lines.empty()) return;
    std::sort(lines.begin(), lines.end(), [](const DocLine& a, const DocLine& b) { return a[0].text < b[0].text; });
    page.heading(2, "Where");
    page.list(std::move(lines));
  }

  static DocLine phrases(const rules::PhraseList& list) {
    constexpr std::size_t most = 12;
    std::string some;
    for (std::size_t i = 0; i < list.phrases.size() && i < most; ++i)
      some += (some.empty() ? "" : ", ") + ("\"" + list.phrases[i] + "\"");
    if (list.phrases.size() > most) some += fmt::format(" and {} more", list.phrases.size() - most);
    DocLine line{code("phrases." + list.name), plain(": " + some)};
    for (const rules::SourceNote& note : list.sources) line.push_back(plain("; " + trust_of(note)));
    return line;
  }

  void actions(const Rule& rule, DocPage& page) const {
    std::vector<DocLine> lines;
    for (const rules::Action& action : rule.then) {
      DocLine line{code(in_words(action))};
      if (action.value) line.push_back(code(" = " + text(rule, action.value->span)));
      if (action.because) {
        line.push_back(plain(", because "));
        line.push_back(code(text(rule, action.because->span)));
      }
      lines.push_back(std::move(line));
    }
    page.list(std::move(lines));
    if (rule.suggest.empty()) return;
    page.heading(3, "Suggests");
    std::vector<DocLine> texts;
    for (const rules::Template& one : rule.suggest) texts.push_back({plain(text(rule, one.span))});
    page.list(std::move(texts));
  }

  static std::string facts_of(const ExampleScope& scope) {
    std::string out;
    const auto add = [&](const std::string& text) { out += (out.empty() ? "" : ", ") + text; };
    for (const rules::ExampleFact& fact : scope.facts) {
      const bool quoted = std::holds_alternative<std::string>(fact.value) &&
                          to_text(fact.value).find_first_of(" .,") != std::string::npos;
      const std::string value = to_text(fact.value);
      add(fact.name + ": " + (quoted ? "\"" + value + "\"" : value));
    }
    for (const ExampleScope::Inner& inner : scope.inside) {
      std::string things;
      for (const ExampleScope& one : inner.scopes)
        things += (things.empty() ? "" : ", ") + ("{ " + facts_of(one) + " }");
      add(std::string(word(inner.kind)) + "s: [" + things + "]");
    }
    if (!scope.fired.empty()) add("fired: [" + listed(scope.fired) + "]");
    if (!scope.flagged.empty()) add("flagged: [" + listed(scope.flagged) + "]");
    return out;
  }

  static void examples(const Rule& rule, DocPage& page) {
    page.heading(2, "Examples");
    std::vector<DocLine> lines;
    for (const Example& example : rule.examples) {
      const std::string facts = facts_of(example.facts);
      lines.push_back({plain(example.title + ": "), facts.empty() ? plain("nothing is known") : code(facts),
                       plain(" gives "), code(rules::expected(example))});
    }
    page.list(std::move(lines));
  }

  void links(const Rule& rule, DocPage& page) const {
    std::vector<DocLine> lines;
    const auto add = [&](const std::string& what, const std::set<int>& ids) {
      for (const int id : ids) {
        if (id != number_of(rule)) lines.push_back({plain(what), link_to(at(id)), plain(": " + at(id).title)});
      }
    };
    if (const auto asked = asked_by_.find(number_of(rule)); asked != asked_by_.end())
      add("asked for by ", asked->second);
    if (!rule.code.empty()) {
      if (const auto folded = folded_by_.find(rule.code); folded != folded_by_.end())
        add("folded, withdrawn or softened by ", folded->second);
      std::set<int> same;
      for (const Rule& other : pack_.rules) {
        if (other.code == rule.code) same.insert(number_of(other));
      }
      add("raises the same finding: ", same);
    }
    for (const rules::Action& action : rule.then) {
      std::set<int> covered;
      for (const Rule& other : pack_.rules) {
        if (std::find(action.codes.begin(), action.codes.end(), other.code) != action.codes.end())
          covered.insert(number_of(other));
      }
      add(std::string(word(action.kind)) + "s ", covered);
    }
    if (lines.empty()) return;
    page.heading(2, "Rules beside it");
    page.list(std::move(lines));
  }

  const Pack& pack_;
  std::map<int, std::set<int>> asked_by_;
  std::map<std::string, std::set<int>> folded_by_;
};

void write_file(const std::filesystem::path& path, const std::string& text) {
  std::ofstream out(path, std::ios::binary);
  out << text;
  out.close();
  if (!out) throw std::runtime_error("cannot write " + path.string());
}

}  // namespace

int run_rules_doc(const RulesOptions& options, const GlobalOptions& global) {
  Diagnostics diagnostics;
  const auto pack = load_pack_in_use(options, global, diagnostics);
  if (!pack) return explain(diagnostics);
  const DocFormat& format = doc_format(options.format == "text" ? "markdown" : options.format);
  const Writer writer(*pack);
  std::vector<DocPage> pages;
  if (options.id.empty()) {
    pages.push_back(writer.index());
    for (const Rule& rule : pack->rules) pages.push_back(writer.page(rule));
  } else {
    const Rule* rule = pack->find(options.id);
    if (!rule) {
      std::fprintf(stderr, "claimassay: there is no rule '%s'; `claimassay rules list` lists them\n",
                   options.id.c_str());
      return bad_input;
    }
    pages.push_back(writer.page(*rule));
  }
  if (!options.out.empty()) {
    std::filesystem::create_directories(options.out);
    for (const DocPage& page : pages)
      write_file(std::filesystem::path(options.out) / (page.id + std::string(format.ending)), format.page(page, false));
    if (!global.quiet) fmt::print("{} pages in {}\n", pages.size(), options.out);
    return checked;
  }
  if (pages.size() == 1) {
    fmt::print("{}", format.page(pages.front(), false));
    return checked;
  }
  std::string all;
  for (const DocPage& page : pages) all += format.page(page, true);
  fmt::print("{}", format.whole(pages.front().title, all));
  return checked;
}

}  // namespace claimassay
