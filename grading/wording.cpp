#include "grading/wording.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>
#include <tuple>
#include <unordered_set>

#include "core/embedded.h"
#include "core/text.h"
#include "grading/table.h"
#include "grading/terms.h"

namespace claimassay {

namespace {

std::string listed(const std::vector<Phrase>& phrases) {
  std::string out;
  for (std::size_t i = 0; i < phrases.size(); ++i) {
    if (i) out += i + 1 == phrases.size() ? " and " : ", ";
    out += trim(phrases[i].text);
  }
  return out;
}

std::string capital(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

/// "Yoga classes" takes "improve", "Arvolin" takes "improves"; a word such as "stress" is not a plural.
bool plural(const std::vector<Phrase>& subjects) {
  if (subjects.size() > 1) return true;
  const std::string_view text = trim(subjects.front().text);
  if (text.find(" and ") != std::string_view::npos) return true;
  const std::string last = lower(text.substr(text.rfind(' ') == std::string_view::npos ? 0 : text.rfind(' ') + 1));
  return last.size() > 3 && last.ends_with('s') && !last.ends_with("ss") && !last.ends_with("us") &&
         !last.ends_with("is");
}

/// Words of one kind in data/phrase_edges.tsv.
std::unordered_set<std::string> read_words(std::string_view kind) {
  std::unordered_set<std::string> words;
  std::string_view text = embedded_file("data/phrase_edges.tsv").value_or("");
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    const std::size_t tab = line.find('\t');
    if (line.empty() || line[0] == '#' || tab == std::string_view::npos) continue;
    if (line.substr(tab + 1) == kind) words.emplace(line.substr(0, tab));
  }
  return words;
}

/// Does this read as the name of a thing? A verb inside, or a stray word at an edge, tells that the reader of the
/// sentence cut it in the wrong place; so do a bracket or quotation mark, and a phrase as long as a sentence.
bool names_a_thing(const Phrase& phrase) {
  static const std::unordered_set<std::string> never = read_words("never"), edge = read_words("edge"),
                                               alone = read_words("alone");
  constexpr std::size_t longest = 7;
  constexpr std::string_view broken = "()[]{}\";:?!";
  const std::string_view text = trim(phrase.text);
  if (text.find_first_of(broken) != std::string_view::npos) return false;
  const std::vector<std::string> words = folded_words(text);
  if (words.empty() || words.size() > longest) return false;
  if (edge.contains(words.front()) || edge.contains(words.back())) return false;
  if (words.size() == 1 && alone.contains(words.front())) return false;
  return std::none_of(words.begin(), words.end(), [&](const std::string& word) { return never.contains(word); });
}

bool names_things(const std::vector<Phrase>& phrases) {
  constexpr std::size_t most = 3;  // more in one sentence are read as a list, and lists are where reading goes wrong
  return !phrases.empty() && phrases.size() <= most && std::all_of(phrases.begin(), phrases.end(), names_a_thing);
}

/// "The loss of water": what changes is the loss, and a sentence about the water would say something else. Of a risk, a
/// number or a degree the thing itself may be said to change.
bool cut_from_its_noun(const Claim& claim, const Phrase& phrase) {
  static const std::unordered_set<std::string> measures = read_words("measure");
  if (phrase.span.begin < claim.span.begin) return false;
  const std::size_t at = phrase.span.begin - claim.span.begin;
  if (at > claim.text.size()) return false;
  const std::vector<std::string> before = folded_words(std::string_view(claim.text).substr(0, at));
  std::size_t end = before.size();
  if (end > 0 && (before[end - 1] == "the" || before[end - 1] == "a")) --end;
  return end >= 2 && before[end - 1] == "of" && !measures.contains(before[end - 2]);
}

/// "No serious harm was seen": a suggestion built from its parts would say that there was harm.
bool denies_harm(const Claim& claim) {
  if (claim.kind != ClaimKind::harm) return false;
  const std::vector<std::string> words = folded_words(claim.text);
  return claim.negated || std::any_of(words.begin(), words.end(), [](const std::string& word) {
           return word == "no" || word == "not" || word == "none" || word == "never" || word == "without";
         });
}

struct Verb {
  std::string one, several, noun;
};

/// Verbs and statements of the tables, read once.
class Statements {
 public:
  Statements() {
    for (const auto& row : table_rows("data/tables/effect_verbs.tsv", 4)) verbs_[row[0]] = {row[1], row[2], row[3]};
    for (const auto& row : table_rows("data/tables/statements.tsv", 4)) words_[{row[0], row[1], row[2]}] = row[3];
  }
  const Verb* verb(Direction direction) const {
    const auto found = verbs_.find(std::string(word(direction)));
    return found == verbs_.end() ? nullptr : &found->second;
  }
  /// The words for a size, else those for any; empty where the table has none.
  std::string_view find(std::string_view audience, std::string_view certainty, std::string_view size) const {
    for (const std::string_view asked : {size, std::string_view("any")}) {
      const auto found = words_.find({std::string(audience), std::string(certainty), std::string(asked)});
      if (found != words_.end()) return found->second;
    }
    return "";
  }

 private:
  std::map<std::string, Verb> verbs_;
  std::map<std::tuple<std::string, std::string, std::string>, std::string> words_;
};

/// "[makes/make]" as it agrees with one or with several.
std::string agreed(std::string_view words, bool several) {
  std::string out;
  for (std::size_t open; (open = words.find('[')) != std::string_view::npos;) {
    const std::size_t slash = words.find('/', open), close = words.find(']', open);
    if (slash == std::string_view::npos || close == std::string_view::npos || close < slash) break;
    out += words.substr(0, open);
    out += several ? words.substr(slash + 1, close - slash - 1) : words.substr(open + 1, slash - open - 1);
    words.remove_prefix(close + 1);
  }
  return out + std::string(words);
}

}  // namespace

std::string licensed_words(Certainty certainty) {
  switch (certainty) {
    case Certainty::high: return "the bare verb";
    case Certainty::moderate: return "\"probably\"";
    case Certainty::low: return "\"may\"";
    case Certainty::very_low: return "\"the evidence is very uncertain\"";
    default: return "";
  }
}

bool fits_in_sentence(const Claim& claim, std::string_view text) {
  const std::string small = lower(text);
  for (const auto* part : {&claim.pico.intervention, &claim.pico.outcome}) {
    for (const Phrase& phrase : *part) {
      const bool used = small.find(lower(phrase.text)) != std::string::npos;
      if (used && (!names_a_thing(phrase) || denies_harm(claim))) return false;
    }
  }
  return true;
}

std::string suggested_wording(const Claim& claim, const WordingAsked& asked) {
  // "A useful addition to exercise": what it is added to is not what it improves.
  const std::vector<std::string> said = folded_words(claim.text);
  if (std::any_of(said.begin(), said.end(),
                  [](const std::string& w) { return w == "addition" || w == "adjunct" || w == "alternative"; })) {
    return "";
  }
  if (!names_things(claim.pico.intervention) || !names_things(claim.pico.outcome) || denies_harm(claim)) return "";
  for (const Phrase& phrase : claim.pico.outcome) {
    if (cut_from_its_noun(claim, phrase)) return "";
  }
  // "No serious harm was seen": turned round it would say something else.
  if (claim.negated && claim.direction != Direction::no_effect) return "";
  static const Statements table;
  const bool nothing = asked.band == "trivial" || claim.direction == Direction::no_effect;
  const Verb* verb = table.verb(claim.direction);
  const std::string_view audience = asked.audience ? word(*asked.audience) : std::string_view("editor");
  const bool sized = asked.band == "large" || asked.band == "small";
  const std::string_view size = nothing ? "none" : sized ? std::string_view(asked.band) : "plain";
  const std::string_view certainty = asked.mixed ? std::string_view("mixed") : word(asked.certainty);
  const std::string_view words = table.find(audience, certainty, size);
  const bool needs_verb =
      words.find("{act") != std::string_view::npos || words.find("{change}") != std::string_view::npos;
  if (words.empty() || (needs_verb && !verb) || (!nothing && !verb && !asked.mixed)) return "";

  const bool several = plural(claim.pico.intervention);
  std::string out = agreed(words, several);
  if (verb) {
    out = replaced(std::move(out), "{acts}", several ? verb->several : verb->one);
    out = replaced(std::move(out), "{act}", verb->several);
    out = replaced(std::move(out), "{change}", verb->noun);
  }
  // Words of the article go in last: what stands in them is never read as a slot, nor the first as the second.
  const std::size_t which = out.find("{which}"), what = out.find("{what}");
  if (which != std::string::npos) out.replace(which, 7, listed(claim.pico.outcome));
  if (what != std::string::npos && what < which) out.replace(what, 6, listed(claim.pico.intervention));
  return capital(out);
}

}  // namespace claimassay
