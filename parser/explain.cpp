#include "parser/explain.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/embedded.h"
#include "core/split.h"
#include "parser/claim_shape.h"

namespace claimassay {

namespace {

using namespace claim_words;

constexpr std::string_view folder = "data/lexicon/";

/// Calls `take` with every row of a table and its line, until it says that it has found what it wants; that line as an editor
/// writes it, or nothing.
template <class Take>
std::string line_where(std::string_view table, Take take) {
  const auto bytes = embedded_file(std::string(folder) + std::string(table));
  std::size_t number = 0;
  for (const std::string_view line : split(bytes.value_or(""), "\n")) {
    ++number;
    if (line.empty() || line.front() == '#') continue;
    const std::vector<std::string_view> row = split(line, "\t");
    if (take(row)) return fmt::format("{}:{}", table, number);
  }
  return "";
}

bool shape_named(std::string_view name) {
  return std::any_of(claim_shapes().begin(), claim_shapes().end(),
                     [&](const ClaimShape& shape) { return name == shape.name; });
}

/// Whether a line of claim_words.tsv gives this wording: "to reduce" gives "reduced", "death(s)" both of its forms.
bool gives(std::string_view cell, const LexRow& row) {
  const std::string& wanted = row.text();
  if (cell.starts_with("to ")) {
    const std::vector<std::string_view> forms = split(cell.substr(3), ", ");
    const std::size_t space = forms[0].find(' ');
    const std::string_view base = forms[0].substr(0, space);
    const std::string_view particle = space == std::string_view::npos ? "" : forms[0].substr(space);
    if (!wanted.ends_with(particle)) return false;
    const std::string_view verb = std::string_view(wanted).substr(0, wanted.size() - particle.size());
    if (std::find(forms.begin() + 1, forms.end(), verb) != forms.end() || verb == base) return true;
    const std::string_view stem = base.substr(0, base.size() - (base.ends_with("e") || base.ends_with("y") ? 1 : 0));
    constexpr std::array<std::string_view, 7> endings = {"s", "es", "ies", "ed", "ied", "ing", "e"};
    if (!verb.starts_with(stem)) return false;
    std::string_view rest = verb.substr(stem.size());
    // "stopped": the last letter twice
    if (rest.size() > 2 && !stem.empty() && rest[0] == stem.back()) rest.remove_prefix(1);
    return std::find(endings.begin(), endings.end(), rest) != endings.end() || rest == "ying";
  }
  const std::vector<std::string_view> given = split(cell, " ");
  if (given.size() != row.words.size()) return false;
  for (std::size_t i = 0; i < given.size(); ++i) {
    const std::vector<std::string_view> forms = split(given[i], "|");
    const bool fits = std::any_of(forms.begin(), forms.end(), [&](std::string_view form) {
      if (!form.ends_with("(s)")) return form == row.words[i];
      form.remove_suffix(3);
      return row.words[i] == form || (row.words[i].starts_with(form) && row.words[i].substr(form.size()) == "s");
    });
    if (!fits) return false;
  }
  return true;
}

struct NamedClass {
  Class value;
  std::string_view name;
};

/// The classes whose words decide a field, the strongest first.
std::vector<NamedClass> deciding(const std::string& field, const Claim* claim) {
  const std::vector<NamedClass> heads = {{effect, "effect"},   {change, "change"},   {effect_noun, "effect_noun"},
                                         {good, "good"},       {bad, "bad"},         {assoc, "assoc"},
                                         {compare, "compare"}, {unclear, "unclear"}, {assoc_noun, "assoc_noun"}};
  if (field == "magnitude") return {{size, "size"}};
  if (field == "negated") return {{negation, "negation"}};
  if (field == "advice") return {{should, "should"}, {advise, "advise"}};
  std::vector<NamedClass> out;
  if (field == "direction" && claim && claim->negated) out.push_back({negation, "negation"});
  if (field == "relation" && claim && claim->relation == CausalRelation::conditional_causal) {
    out.push_back({modal, "modal"});
    out.push_back({seem, "seem"});
  }
  if (field == "kind" && claim && claim->kind == ClaimKind::recommendation)
    return {{should, "should"}, {advise, "advise"}};
  if (field == "direction" || field == "relation" || field == "kind") out.insert(out.end(), heads.begin(), heads.end());
  return out;
}

/// The lexicon line behind what a claim shape decided: of the last word of a deciding class, since verbs stand behind their
/// auxiliaries.
std::string line_of_shape(const std::string& field, std::string_view words, const Claim* claim) {
  const LexedText tokens = table().lex(words);
  for (const NamedClass& wanted : deciding(field, claim)) {
    const LexRow* row = nullptr;
    for (const LexToken& token : tokens) {
      if (token.row && token.is(bit(wanted.value))) row = token.row;
    }
    if (!row) continue;
    std::string line = line_where("claim_words.tsv", [&](const std::vector<std::string_view>& cells) {
      return cells.size() > 1 && cells[1] == wanted.name && gives(cells[0], *row);
    });
    if (!line.empty()) return line;
  }
  return "";
}

std::string line_of_wording(const std::string& field, std::string_view pattern) {
  std::vector<std::string_view> tables = {"sentence_roles.tsv", "certainty_cues.tsv", "advice_cues.tsv",
                                          "relation_cues.tsv"};
  const auto first =
      std::find_if(tables.begin(), tables.end(), [&](std::string_view t) { return t.starts_with(field); });
  if (first != tables.end()) std::rotate(tables.begin(), first, first + 1);
  for (const std::string_view table : tables) {
    std::string line =
        line_where(table, [&](const std::vector<std::string_view>& cells) { return cells[0] == pattern; });
    if (!line.empty()) return line;
  }
  return "";
}

Explanation explained(const Cue& cue, std::string_view text, const Claim* claim) {
  const std::string_view words = text.substr(std::min(cue.span.begin, text.size()), cue.span.size());
  return {cue.field, cue.pattern,
          shape_named(cue.pattern) ? line_of_shape(cue.field, words, claim) : line_of_wording(cue.field, cue.pattern),
          cue.span};
}

}  // namespace

std::vector<Explanation> explain(const Claim& claim, std::string_view text) {
  const std::pair<std::string_view, const std::vector<Phrase>*> parts[] = {{"intervention", &claim.pico.intervention},
                                                                           {"comparator", &claim.pico.comparator},
                                                                           {"outcome", &claim.pico.outcome},
                                                                           {"population", &claim.pico.population}};
  constexpr std::string_view order[] = {"kind",       "intervention", "comparator", "outcome",
                                        "population", "direction",    "magnitude",  "relation",
                                        "certainty",  "advice",       "negated",    "stated_grade"};
  const auto shape =
      std::find_if(claim.cues.begin(), claim.cues.end(), [](const Cue& cue) { return cue.field == "kind"; });
  std::vector<Explanation> out;
  for (const std::string_view field : order) {
    const auto part = std::find_if(std::begin(parts), std::end(parts), [&](const auto& p) { return p.first == field; });
    if (part != std::end(parts)) {
      // Where a part stands is told by the part itself; which side it was looked for on, by the shape.
      for (const Phrase& phrase : *part->second)
        out.push_back({std::string(field), shape == claim.cues.end() ? "" : shape->pattern, "", phrase.span});
      continue;
    }
    for (const Cue& cue : claim.cues) {
      if (cue.field == field) out.push_back(explained(cue, text, &claim));
    }
  }
  return out;
}

std::vector<Explanation> explain(const std::vector<Cue>& cues, std::string_view text) {
  std::vector<Explanation> out;
  for (const Cue& cue : cues) out.push_back(explained(cue, text, nullptr));
  return out;
}

}  // namespace claimassay
