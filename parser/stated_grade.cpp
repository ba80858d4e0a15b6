#include "parser/stated_grade.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>

#include "core/vocabulary.h"
#include "parser/lexicon_table.h"
#include "parser/token_grammar.ipp"

namespace claimassay {

namespace {

using namespace grammar;

enum Class : int {
  level,
  noun,
  strength_noun,
  evidence,
  link,
  to,
  plain_word,
  mixed,
  results,
  scheme,
  label,
  recommendation,
  strong,
  none
};
constexpr Classes bit(Class c) { return Classes{1} << c; }

const LexTable& words() {
  static const LexTable table({"data/lexicon/grade_words.tsv"},
                              {"level", "noun", "strength_noun", "evidence", "link", "to", "word", "mixed", "results",
                               "scheme", "label", "recommendation", "strong", "none"});
  return table;
}

// The table of schemes
// -------------------------------------------------------------------------------------------------

struct SchemeValue {
  std::optional<StatedGrade> grade;
  std::string strength;
};

class Schemes {
 public:
  Schemes() {
    for (const LexiconRow& row : lexicon_rows("data/lexicon/grade_schemes.tsv", 4)) {
      values_[{std::string(row[0]), std::string(row[1])}] = {from_word<StatedGrade>(row[2]), std::string(row[3])};
    }
  }
  const SchemeValue* find(const std::string& scheme, const std::string& value) const {
    const auto found = values_.find({scheme, value});
    return found == values_.end() ? nullptr : &found->second;
  }

 private:
  std::map<std::pair<std::string, std::string>, SchemeValue> values_;
};

const Schemes& schemes() {
  static const Schemes schemes;
  return schemes;
}

// The shapes
// -----------------------------------------------------------------------------------------------------------

enum Role {
  r_level,
  r_upper,
  r_strength,
  r_scheme,
  r_label,
  r_value,
  r_suffix,
  r_mixed,
  r_insufficient,
  r_word,
  r_ahrq
};

// "sort", "sign" and "grade" are words too: the name of a scheme stands in capitals.
bool is_name(const LexToken& token) {
  return token.is(bit(scheme)) && (token.capitals || token.span.size() > 8 || token.says(scheme) == "AAOS");
}
const auto scheme_name = where([](const LexToken& token) { return is_name(token); });
const auto any_link = of_class(bit(link)) | symbol(':') | symbol('=') | symbol(',');
const auto hyphen = symbol('-') | symbol(U'\u2010') | symbol(U'\u2011') | symbol(U'\u2013');
const auto levels = remember(r_level, of_class(bit(level))) >>
                    -attempt(-hyphen >> (of_class(bit(to)) | symbol('/')) >> -hyphen >>
                             remember(r_upper, of_class(bit(level))));
const auto quality = of_class(bit(noun));
const auto open = symbol('(') | symbol('[');
const auto close = symbol(')') | symbol(']');

// What the words before it belong to: "high-quality trials", "low quality sleep" grade no evidence.
const auto other_noun = where([](const LexToken& t) {
  return t.kind == TokenKind::word && t.classes == 0 && t.folded != "that" && t.folded != "due" &&
         t.folded != "because" && t.folded != "owing" && t.folded != "after" && t.folded != "on" && t.folded != "with";
});

// "moderate-quality evidence", "low to moderate certainty", "evidence of very low quality"
const auto level_first =
    attempt(levels >> -hyphen >> quality >> -(of_class(bit(link))) >> -of_class(bit(link)) >> of_class(bit(evidence))) |
    attempt(levels >> -hyphen >> quality >> !other_noun) |
    attempt(of_class(bit(evidence)) >> x3::repeat(1, 6)[any_link] >> levels >> -hyphen >> quality) |
    attempt(of_class(bit(evidence)) >> x3::repeat(1, 6)[any_link] >> levels >> !other_noun >> !of_class(~Classes{0}));
// "certainty of the evidence was low", "quality of evidence: moderate", "GRADE certainty: high"
const auto noun_first = attempt(quality >> x3::repeat(0, 3)[of_class(bit(link))] >> -of_class(bit(evidence)) >>
                                -attempt(open >> scheme_name >> close) >> x3::repeat(1, 6)[any_link] >> levels);
const auto named_level =
    attempt(remember(r_scheme, scheme_name) >> *(any_link | quality | of_class(bit(evidence)) | open) >> levels);
// AHRQ: "strength of evidence: low", "low strength of evidence", "insufficient strength of evidence"
const auto soe = attempt(levels >> remember(r_ahrq, of_class(bit(strength_noun))) >> of_class(bit(link)) >>
                         *of_class(bit(link)) >> of_class(bit(evidence))) |
                 attempt(remember(r_ahrq, of_class(bit(strength_noun))) >> *of_class(bit(link)) >>
                         of_class(bit(evidence)) >> +any_link >> levels);
// "strong recommendation", "conditional recommendation for"
const auto strength = attempt(remember(r_strength, of_class(bit(strong))) >> of_class(bit(recommendation)));
const auto joint =
    symbol(',') | symbol(';') | open | symbol('/') | of_class(bit(link)) | of_class(bit(to)) |
    where([](const LexToken& t) { return t.folded == "based" || t.folded == "on" || t.folded == "with"; });
const auto graded = soe | level_first | noun_first | named_level;
const auto plain_token = where([](const LexToken& t) { return t.kind == TokenKind::word; });
// "weak recommendation for Zinol, moderate quality of evidence"
const auto for_what = where([](const LexToken& t) { return t.folded == "against" || t.is(bit(link)); }) >>
                      x3::repeat(1, 6)[plain_token] >> x3::repeat(1, 2)[symbol(',') | symbol(';') | open];
const auto strength_and_level = attempt(strength >> for_what >> graded >> -close) |
                                attempt(strength >> x3::repeat(0, 4)[joint] >> graded >> -close) |
                                attempt(graded >> x3::repeat(0, 3)[joint] >> strength >> -close);

// "Grade 1A", "LOE B-R", "SOR A", "Level II", "Class IIa", "USPSTF grade B", "SORT: C", "Level B evidence"
const auto letter = where([](const LexToken& t) {
  return t.kind == TokenKind::word && !t.row && t.capital && t.folded.size() == 1 && t.folded[0] >= 'a' &&
         t.folded[0] <= 'i';
});
const auto roman = where([](const LexToken& t) {
  return t.kind == TokenKind::word && t.capital &&
         (t.folded == "i" || t.folded == "ii" || t.folded == "iii" || t.folded == "iv" || t.folded == "v" ||
          t.folded == "iia" || t.folded == "iib");
});
const auto small_number = where([](const LexToken& t) {
  return t.kind == TokenKind::number && t.value >= 1 && t.value <= 5 && t.span.size() == 1;
});
const auto glued_letter = where([](const LexToken& t) {
  if (!t.glued || t.kind != TokenKind::word) return false;
  if (t.row) return t.row->text() == "a";  // the A of "1A" is also an article
  return t.folded.size() == 1 && t.folded[0] >= 'a' && t.folded[0] <= 'd';
});
const auto glued_sign = where([](const LexToken& t) { return t.glued && (t.symbol == '+' || t.symbol == '-'); });
bool suffix_word(std::string_view word) { return word == "r" || word == "nr" || word == "ld" || word == "eo"; }
bool is_suffix(const LexToken& t) { return t.glued && suffix_word(t.folded); }
const auto suffix = where([](const LexToken& t) { return is_suffix(t); });
const auto article = where([](const LexToken& t) {
  return t.kind == TokenKind::word && t.span.size() == 1 && (t.folded == "a" || (t.row && t.row->text() == "a")) &&
         t.capital;
});
const auto value = remember(r_value, (roman >> -attempt(hyphen >> small_number)) |
                                         (small_number >> (glued_letter | x3::repeat(0, 2)[glued_sign])) |
                                         (small_number >> !symbol('.')) | letter | article) >>
                   -attempt(hyphen >> remember(r_suffix, suffix));
const auto small_link = where([](const LexToken& t) { return t.is(bit(link)) && !t.capital; });  // not the A of "SOR A"
const auto value_link = symbol(':') | symbol('=') | small_link | of_class(bit(recommendation)) | open;
const auto code = attempt(-attempt(remember(r_scheme, scheme_name) >> -small_link) >>
                          remember(r_label, of_class(bit(label))) >> x3::repeat(0, 2)[value_link] >> value) |
                  attempt(remember(r_scheme, scheme_name) >> x3::repeat(0, 2)[value_link] >> value);

// "conflicting evidence", "mixed results", "insufficient evidence", "strong evidence"; "the evidence is conflicting"
// "the evidence on Zinol in adults is conflicting": what it is about stands between.
const auto is_verb = where([](const LexToken& t) {
  if (!t.row) return t.folded == "remain" || t.folded == "remains";
  const std::string word = t.row->text();
  return word == "is" || word == "are" || word == "was" || word == "were";
});
const auto about = attempt(x3::repeat(1, 8)[!is_verb >> plain_token] >> is_verb);
const auto said_of = x3::repeat(1, 3)[of_class(bit(link))] | about;
const auto mixed_words =
    attempt(remember(r_mixed, of_class(bit(mixed))) >> of_class(bit(results) | bit(evidence))) |
    attempt(of_class(bit(results) | bit(evidence)) >> said_of >> remember(r_mixed, of_class(bit(mixed)))) |
    attempt(of_class(bit(results) | bit(evidence)) >> about >> remember(r_mixed, of_class(bit(mixed))));
const auto plain = attempt(remember(r_word, of_class(bit(plain_word))) >> of_class(bit(evidence))) |
                   attempt(of_class(bit(evidence)) >> x3::repeat(1, 3)[of_class(bit(link))] >>
                           remember(r_word, of_class(bit(plain_word))) >> !of_class(bit(recommendation))) |
                   attempt(of_class(bit(evidence)) >> about >> remember(r_word, of_class(bit(plain_word))) >>
                           !of_class(bit(recommendation)));

const auto shape = strength_and_level | graded | code | mixed_words | plain | strength;

// Reading
// --------------------------------------------------------------------------------------------------------------

/// Roman numerals to arabic, so that a table has one spelling: "IIa" -> "2a", "III-1" -> "3-1".
std::string arabic(std::string value) {
  std::size_t ones = 0;
  while (ones < value.size() && value[ones] == 'i') ++ones;
  if (value == "iv") return "4";
  if (value == "v") return "5";
  if (ones >= 1 && ones <= 3 && value != "i") return std::to_string(ones) + value.substr(ones);
  return value;
}

/// What every shape above needs: something that is graded, a scheme or a label; or a glyph, a plus sign or the second half
/// of "B-NR". Most runs have none of them, and asking is cheaper than lexing.
bool may_state_grade(std::span<const FoldedToken> run) {
  constexpr Classes needed =
      bit(noun) | bit(strength_noun) | bit(evidence) | bit(mixed) | bit(scheme) | bit(label) | bit(recommendation);
  const auto sign = [](const FoldedToken& t) {
    if (t.kind == TokenKind::symbol) return t.folded == "+" || t.folded.size() > 2;
    return t.glued && t.folded.size() <= 2 && suffix_word(t.folded);
  };
  return words().may_hold(run, needed) || std::any_of(run.begin(), run.end(), sign);
}

class Reader {
 public:
  Reader(std::string_view text, const FoldedText& folded, std::string_view named) : text_(text), named_(named) {
    for_each_run(folded.tokens(), [&](std::span<const FoldedToken> run) {
      if (may_state_grade(run)) runs_.push_back(words().lex(text, run));
    });
    // The scheme that the text itself names applies to its bare letters, as the document's does.
    for (const std::vector<LexToken>& run : runs_) {
      for (const LexToken& token : run) {
        if (named_.empty() && is_name(token)) named_ = token.says(scheme);
      }
    }
    // "B-R", "C-LD": no other scheme divides its levels so.
    for (const std::vector<LexToken>& run : runs_) {
      for (std::size_t i = 2; i < run.size() && named_.empty(); ++i) {
        if (is_suffix(run[i]) && run[i - 1].symbol == '-' && run[i - 2].span.size() == 1) named_ = "ACC/AHA";
      }
    }
  }

  std::vector<StatedGradeMention> run() {
    for (const std::vector<LexToken>& run : runs_) read(run.data(), run.data() + run.size());
    return std::move(out_);
  }

 private:
  void read(Position first, Position last) {
    first_ = first;
    last_ = last;
    for (Position at = first; at != last;) {
      if (const Position end = glyphs(at, last)) {
        at = end;
        continue;
      }
      const bool starts = at->is(bit(level) | bit(noun) | bit(strength_noun) | bit(evidence) | bit(scheme) |
                                 bit(label) | bit(strong) | bit(mixed) | bit(plain_word) | bit(results));
      const Position bound = last - at > 40 ? at + 40 : last;
      const Position end = starts ? parse_at(shape, at, bound, trail_) : nullptr;
      if (end && add(at, end)) at = end;
      else ++at;
    }
  }

  std::string says(int role, Class c) const {
    const Capture* capture = trail_.find(role);
    return capture ? std::string(capture->begin->says(c)) : "";
  }

  bool add(Position begin, Position end) {
    StatedGradeMention mention;
    mention.words.span = {begin->span.begin, (end - 1)->span.end};
    mention.words.text = text_.substr(mention.words.span.begin, mention.words.span.size());
    if (mention.words.text.find_first_of("([") == std::string::npos &&
        mention.words.text.find_last_of(")]") == mention.words.text.size() - 1) {
      mention.words.text.pop_back();
      --mention.words.span.end;
    }
    mention.strength = says(r_strength, strong);
    if (trail_.find(r_level)) {
      std::string value = says(r_level, level);
      // "low to moderate": the lower of the two is what the text vouches for.
      if (const std::string upper = says(r_upper, level); !upper.empty())
        value = std::max(rank(value), rank(upper)) == rank(value) ? value : upper;
      mention.scheme = trail_.find(r_ahrq)                                                      ? "AHRQ"
                       : trail_.find(r_scheme) && schemes().find(says(r_scheme, scheme), value) ? says(r_scheme, scheme)
                                                                                                : "GRADE";
      const SchemeValue* found = schemes().find(mention.scheme, value);
      if (!found) found = schemes().find("GRADE", value);
      if (found) mention.grade = found->grade;
      mention.level = std::move(value);
    } else if (trail_.find(r_value)) {
      if (!add_code(mention)) return false;
    } else if (trail_.find(r_mixed)) {
      mention.grade = StatedGrade::mixed;
      mention.scheme = named_;
    } else if (trail_.find(r_word)) {
      add_word(mention);
    } else {
      mention.scheme = "GRADE";  // "strong recommendation": strength alone, never certainty
    }
    out_.push_back(std::move(mention));
    return true;
  }

  /// Worst first, so that max() takes the lower level.
  static int rank(const std::string& value) {
    return value == "very low" ? 3 : value == "low" ? 2 : value == "moderate" ? 1 : 0;
  }

  bool add_code(StatedGradeMention& mention) {
    const Capture& written = *trail_.find(r_value);
    std::string value;
    for (Position at = written.begin; at != written.end; ++at) {
      value += fold(text_.substr(at->span.begin, at->span.size()));
    }
    std::string name = says(r_scheme, scheme);
    const std::string what = says(r_label, label);
    // The USPSTF's I is a letter, a class I is a numeral.
    value = what == "class" && value == "i" ? "1" : arabic(value);
    if (const Capture* end = trail_.find(r_suffix)) {
      value += "-" + std::string(end->begin->folded);
      name = "ACC/AHA";  // no other scheme divides its levels so
    }
    // "Grade 1A" and "2C" are GRADE's combined codes whoever prints them.
    const bool combined = name.empty() && what == "grade" && value.size() == 2 &&
                          (value[0] == '1' || value[0] == '2') && value[1] >= 'a' && value[1] <= 'c';
    if (combined) name = "GRADE";
    if (name == "GRADE" && what.empty() && value.size() == 1)
      return false;  // "GRADE A": a sentence or a scheme we do not know
    if (name.empty()) name = named_;
    // A tumour's grade or a stage is no grade of evidence: without a scheme, only letters and levels of evidence count.
    const Capture* head = trail_.find(r_label);
    const bool of_evidence =
        head && (head->begin->row->text().find("evidence") != std::string::npos || head->begin->row->text() == "loe");
    const bool numeral = value.find_first_of("12345") != std::string::npos && written.begin->kind == TokenKind::number;
    const bool about_evidence = combined || of_evidence || trail_.find(r_scheme) || followed_by_evidence(written.end) ||
                                (what == "level" && !numeral);
    if (!about_evidence && (name.empty() || numeral)) return false;
    if (const SchemeValue* found = schemes().find(name, value)) {
      mention.grade = found->grade;
      mention.strength = found->strength;
      mention.scheme = name;
      mention.level = value;
    } else if (!name.empty() && name != "GRADE" && trail_.find(r_scheme)) {
      mention.scheme = name;
    }
    return true;
  }

  bool followed_by_evidence(Position at) const {
    for (int i = 0; i < 2 && at != last_; ++i, ++at) {
      if (at->is(bit(evidence) | bit(recommendation))) return true;
    }
    return false;
  }

  void add_word(StatedGradeMention& mention) const {
    const std::string value = says(r_word, plain_word);
    if (value == "insufficient" || value == "inconclusive") mention.grade = StatedGrade::insufficient;
    // "Strong", "moderate" and "limited evidence" are levels of the AAOS; unnamed they are prose.
    if (const SchemeValue* found = schemes().find(named_, value)) {
      mention.scheme = named_;
      mention.grade = found->grade;
      mention.strength = found->strength;
      mention.level = value;
    }
  }

  bool all_letters_o(const LexToken& token) const {
    const std::string_view written = text_.substr(token.span.begin, token.span.size());
    return written.size() <= 3 && written.find_first_not_of("Oo0") == std::string_view::npos;
  }

  /// "(+++-)": GRADE's signs in plain type, only alone in brackets; how many are pluses, and where they end.
  int plus_signs(Position at, Position last, Position& end) const {
    if (at == first_ || at[-1].symbol != '(' || last - at < 5 || at[4].symbol != ')') return 0;
    int full = 0;
    while (full < 4 && at[full].symbol == '+') ++full;
    for (int i = full; i < 4; ++i) {
      if (at[i].symbol != '-' && at[i].symbol != U'\u2212') return 0;
    }
    end = at + 4;
    return full;
  }

  /// A row of four filled and empty circles: GRADE's certainty.
  Position glyphs(Position at, Position last) {
    const auto filled = [](char32_t c) { return c == U'\u2295' || c == U'\u2A01' || c == U'\u25CF'; };
    const auto empty = [](char32_t c) {
      return c == U'\u25EF' || c == U'\u25CB' || c == U'\u229D' || c == U'\u2296' || c == U'\u2A02';
    };
    Position end = at;
    int full = 0;
    while (end != last && filled(end->symbol)) ++end, ++full;
    while (end != last && empty(end->symbol)) ++end;
    // "⊕⊕OO": circles that were typed as letters are one word.
    std::ptrdiff_t signs = end - at;
    if (full > 0 && signs == full && end != last && end->glued && all_letters_o(*end)) {
      signs += static_cast<std::ptrdiff_t>(end->span.size());
      ++end;
    }
    if (full == 0) {
      full = plus_signs(at, last, end);
      signs = full > 0 ? 4 : 0;
    }
    if (full == 0 || signs != 4) return nullptr;
    StatedGradeMention mention;
    constexpr StatedGrade by_count[] = {StatedGrade::very_low, StatedGrade::low, StatedGrade::moderate,
                                        StatedGrade::high};
    mention.grade = by_count[full - 1];
    mention.scheme = "GRADE";
    mention.words.span = {at->span.begin, (end - 1)->span.end};
    mention.words.text = text_.substr(mention.words.span.begin, mention.words.span.size());
    out_.push_back(std::move(mention));
    return end;
  }

  std::string_view text_;
  std::vector<std::vector<LexToken>> runs_;    ///< those that may state a grade
  Position first_ = nullptr, last_ = nullptr;  ///< of the run that is read
  std::string named_;
  Trail trail_;
  std::vector<StatedGradeMention> out_;
};

}  // namespace

std::vector<StatedGradeMention> read_stated_grades(std::string_view text, std::string_view named_scheme) {
  return read_stated_grades(text, FoldedText(text), named_scheme);
}

std::vector<StatedGradeMention> read_stated_grades(std::string_view text, const FoldedText& words,
                                                   std::string_view named_scheme) {
  return Reader(text, words, named_scheme).run();
}

}  // namespace claimassay
