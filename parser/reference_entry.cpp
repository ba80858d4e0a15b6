#include "parser/reference_entry.h"

#include <algorithm>
#include <string>

#include "core/identifiers.h"
#include "core/text.h"

namespace claimassay {

namespace {

// Entries beyond this are no references; what is behind it is not searched for identifiers.
constexpr std::size_t longest_entry = 20'000;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter_ascii(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// Where a word (lower case) stands in a folded text, letters of its own on neither side; npos where it does not.
std::size_t find_word(std::string_view lowered, std::string_view word, std::size_t from) {
  for (std::size_t at = lowered.find(word, from); at != std::string_view::npos; at = lowered.find(word, at + 1)) {
    const bool begins = at == 0 || !is_letter_ascii(lowered[at - 1]);
    const std::size_t end = at + word.size();
    if (begins && (end >= lowered.size() || !is_letter_ascii(lowered[end]))) return at;
  }
  return std::string_view::npos;
}

std::size_t word_end(std::string_view text, std::size_t at) {
  while (at < text.size() && !is_blank(text[at])) ++at;
  return at;
}

/// What follows a label such as "PMID": punctuation skipped, up to white space or a separator.
std::string_view labelled_value(std::string_view text, std::size_t at) {
  while (at < text.size() && std::string_view(": #.\t=[(").find(text[at]) != std::string_view::npos) ++at;
  std::size_t end = at;
  while (end < text.size() && !is_blank(text[end]) &&
         std::string_view(",;)]").find(text[end]) == std::string_view::npos)
    ++end;
  std::string_view value = text.substr(at, end - at);
  while (value.ends_with('.')) value.remove_suffix(1);
  return value;
}

std::string label_and_value(std::string_view text, std::size_t at, std::string_view value) {
  if (value.empty()) return std::string(trim(text.substr(at, 12)));
  const std::size_t end = static_cast<std::size_t>(value.data() + value.size() - text.data());
  return collapse_space(text.substr(at, std::min<std::size_t>(end - at, 80)));
}

void read_pmid(std::string_view text, std::string_view lowered, ReferenceEntry& entry) {
  for (std::size_t at = find_word(lowered, "pmid", 0); at != std::string_view::npos;
       at = find_word(lowered, "pmid", at + 4)) {
    const std::string_view value = labelled_value(text, at + 4);
    if (value.empty()) continue;
    const bool number = is_digit(value[0]);
    const std::optional<Pmid> pmid = value.size() <= 8 ? parse_pmid(value) : std::nullopt;
    if (pmid && !entry.pmid) entry.pmid = *pmid;
    // "PMID pending" says that there is none yet; a number that cannot be one is an error worth telling.
    if (!pmid && number) entry.malformed.push_back(label_and_value(text, at, value));
  }
  for (const char* host : {"pubmed.ncbi.nlm.nih.gov/", "ncbi.nlm.nih.gov/pubmed/"}) {
    const std::size_t at = lowered.find(host);
    if (at == std::string_view::npos || entry.pmid) continue;
    const std::string_view rest = text.substr(at, std::string_view(host).size() + 12);
    if (const std::optional<Pmid> pmid = parse_pmid(rest.substr(0, rest.find_first_of(" \n)]")))) entry.pmid = *pmid;
  }
  const std::string_view words = trim(text);
  const bool bare = words.size() >= 5 && words.size() <= 8 && std::all_of(words.begin(), words.end(), is_digit);
  if (bare && !entry.pmid) entry.pmid = parse_pmid(words).value_or(0);
}

void read_pmc(std::string_view text, std::string_view lowered, ReferenceEntry& entry) {
  for (std::size_t at = lowered.find("pmc"); at != std::string_view::npos; at = lowered.find("pmc", at + 3)) {
    if (at > 0 && is_letter_ascii(lowered[at - 1])) continue;
    std::size_t digits = at + 3;
    if (digits < text.size() && text[digits] == ' ') ++digits;
    if (digits >= text.size() || !is_digit(text[digits])) continue;
    std::size_t end = digits;
    while (end < text.size() && is_digit(text[end])) ++end;
    const std::optional<std::string> pmc = parse_pmc(text.substr(at, end - at));
    if (pmc && *pmc != "PMC0" && entry.pmc.empty()) entry.pmc = *pmc;
    if (!pmc || *pmc == "PMC0") entry.malformed.push_back(std::string(text.substr(at, end - at)));
  }
}

/// Publishers' addresses carry more path after the DOI.
std::string_view without_path_ending(std::string_view doi) {
  const std::size_t query = doi.find_first_of("?#");
  if (query != std::string_view::npos) doi = doi.substr(0, query);
  for (const char* ending : {"/full", "/abstract", "/pdf", "/epdf", "/fulltext", "/html", "/meta", ".pdf"}) {
    if (doi.ends_with(ending)) return doi.substr(0, doi.size() - std::string_view(ending).size());
  }
  return doi;
}

std::string_view doi_candidate(std::string_view text, std::size_t at) {
  std::size_t end = word_end(text, at);
  const std::string lowered = lower(text.substr(at, end - at));
  // "10.1000/x;PMID:1" has lost its space.
  for (const char* next :
       {",pmid", ";pmid", ".pmid", ",pmc", ";pmc", ",http", ";http", "</", "\"", ",doi", ";doi", "|"}) {
    end = std::min(end, at + std::min(lowered.find(next), lowered.size()));
  }
  return text.substr(at, end - at);
}

void read_doi(std::string_view text, std::string_view lowered, ReferenceEntry& entry) {
  for (std::size_t at = lowered.find("10."); at != std::string_view::npos && entry.doi.empty();
       at = lowered.find("10.", at + 3)) {
    std::size_t digits = at + 3;
    while (digits < text.size() && (is_digit(text[digits]) || text[digits] == '.')) ++digits;
    const bool escaped = lowered.substr(digits, 3) == "%2f";
    const bool begins = at == 0 || !(is_digit(text[at - 1]) || is_letter_ascii(text[at - 1]) || text[at - 1] == '.') ||
                        (at >= 3 && lowered.substr(at - 3, 3) == "doi");
    if (!begins || digits - at < 7 || digits >= text.size() || (text[digits] != '/' && !escaped)) continue;
    std::string_view candidate = doi_candidate(text, at);
    const std::size_t word =
        at - std::min(at, text.substr(0, at).size() - (text.substr(0, at).find_last_of(" \n\t") + 1));
    const std::string_view before = lowered.substr(word, at - word);
    if (before.find("http") != std::string_view::npos && before.find("doi.org") == std::string_view::npos) {
      candidate = without_path_ending(candidate);
    }
    if (const std::optional<std::string> doi = parse_doi(candidate)) entry.doi = *doi;
  }
  for (std::size_t at = find_word(lowered, "doi", 0); at != std::string_view::npos;
       at = find_word(lowered, "doi", at + 3)) {
    std::size_t value = at + 3;
    while (value < text.size() && std::string_view(": \t").find(text[value]) != std::string_view::npos) ++value;
    if (lowered.substr(at).starts_with("doi.org/")) value = at + 8;
    if (value >= text.size() || value == at + 3) continue;
    const std::string_view candidate = doi_candidate(text, value);
    // "DOI: https://..." and words after "doi" are not attempts at one.
    const bool attempt = is_digit(candidate.empty() ? 'x' : candidate[0]);
    if (attempt && !parse_doi(candidate)) {
      std::string_view shown = candidate;
      while (!shown.empty() && std::string_view(".,;)").find(shown.back()) != std::string_view::npos)
        shown.remove_suffix(1);
      entry.malformed.push_back(std::string(text.substr(at, value - at)) + std::string(shown.substr(0, 80)));
    }
  }
}

void read_url(std::string_view text, std::string_view lowered, ReferenceEntry& entry) {
  for (std::size_t at = lowered.find("http"); at != std::string_view::npos; at = lowered.find("http", at + 4)) {
    const std::string_view rest = lowered.substr(at);
    if (!rest.starts_with("http://") && !rest.starts_with("https://")) continue;
    std::size_t end = at;
    while (end < text.size() && !is_blank(text[end]) &&
           std::string_view("<>\"").find(text[end]) == std::string_view::npos)
      ++end;
    std::string_view url = text.substr(at, end - at);
    const auto unbalanced = [&url](char open, char close) {
      return std::count(url.begin(), url.end(), close) > std::count(url.begin(), url.end(), open);
    };
    while (!url.empty() &&
           (std::string_view(".,;:'").find(url.back()) != std::string_view::npos ||
            (url.back() == ')' && unbalanced('(', ')')) || (url.back() == ']' && unbalanced('[', ']')))) {
      url.remove_suffix(1);
    }
    const bool identifier = rest.substr(0, url.size()).find("doi.org/") != std::string_view::npos ||
                            rest.substr(0, url.size()).find("ncbi.nlm.nih.gov") != std::string_view::npos;
    if (entry.url.empty() || (!identifier && lower(entry.url).find("doi.org/") != std::string::npos))
      entry.url = std::string(url);
    if (!identifier) return;
  }
}

bool is_year_at(std::string_view text, std::size_t at) {
  if (at + 4 > text.size() || !std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at),
                                           text.begin() + static_cast<std::ptrdiff_t>(at) + 4, is_digit)) {
    return false;
  }
  const bool begins = at == 0 || std::string_view(" (\n,.;[").find(text[at - 1]) != std::string_view::npos;
  const char next = at + 4 < text.size() ? text[at + 4] : ' ';
  const bool ends = !is_digit(next) && next != '-' && next != '/' && next != '\xE2';
  const int value = std::stoi(std::string(text.substr(at, 4)));
  return begins && ends && value >= 1800 && value <= 2100;
}

/// The year of publication: in brackets, or before the volume, rather than any number that could be a year.
int find_year(std::string_view text) {
  int best = 0, best_rank = 0;
  const std::size_t address = std::min(lower(text).find("http"), text.size());
  for (std::size_t at = 0; at < address; ++at) {
    if (!is_digit(text[at]) || !is_year_at(text, at)) continue;
    const char before = at ? text[at - 1] : ' ', after = at + 4 < text.size() ? text[at + 4] : ' ';
    int rank = 1;
    if (after == ';') rank = 4;
    else if (before == '(' && (after == ')' || after == ',')) rank = 4;
    else if (at >= 2 && text[at - 2] == '.' && before == ' ') rank = 3;
    else if (after == '.' || at + 4 == text.size()) rank = 2;
    if (rank > best_rank) {
      best_rank = rank;
      best = std::stoi(std::string(text.substr(at, 4)));
    }
    at += 3;
  }
  return best;
}

std::size_t count_words(std::string_view text) {
  std::size_t words = 0;
  bool inside = false;
  for (const char c : text) {
    if (!is_blank(c) && !inside) ++words;
    inside = !is_blank(c);
  }
  return words;
}

/// "Smith J", "de Vries AB", "Smith, J. A.": initials, or "et al".
bool looks_like_authors(std::string_view segment) {
  const std::string lowered = lower(segment);
  if (lowered.find("et al") != std::string::npos) return true;
  std::size_t initials = 0, words = 0;
  for (std::size_t at = 0; at < segment.size();) {
    while (at < segment.size() && (is_blank(segment[at]) || segment[at] == ',' || segment[at] == '&')) ++at;
    std::size_t end = at;
    while (end < segment.size() && !is_blank(segment[end]) && segment[end] != ',') ++end;
    std::string word(segment.substr(at, end - at));
    word.erase(std::remove(word.begin(), word.end(), '.'), word.end());
    word.erase(std::remove(word.begin(), word.end(), '-'), word.end());
    const bool capitals = !word.empty() && word.size() <= 3 &&
                          std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    if (!word.empty()) ++words;
    initials += capitals;
    at = end;
  }
  return words >= 2 && initials > 0 && initials * 4 >= words;
}

/// Segments of an entry, cut where a stop is followed by a new beginning; initials ("J. A. Smith") do not end one.
std::vector<std::string_view> segments_of(std::string_view text) {
  std::vector<std::string_view> out;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < text.size() && out.size() < 12; ++at) {
    const char c = text[at];
    if (c != '.' && c != '?' && c != '!') continue;
    if (at + 1 < text.size() && !is_blank(text[at + 1])) continue;
    const bool initial = c == '.' && at > 0 && text[at - 1] >= 'A' && text[at - 1] <= 'Z' &&
                         (at == 1 || !is_letter_ascii(text[at - 2])) && at + 2 < text.size() &&
                         (text[at + 2] == '(' || text[at + 2] == '&' || (at + 3 < text.size() && text[at + 3] == '.'));
    if (initial) continue;
    const std::size_t end = c == '.' ? at : at + 1;
    const std::string_view segment = trim(text.substr(begin, end - begin));
    if (!segment.empty()) out.push_back(segment);
    begin = at + 1;
  }
  const std::string_view last = trim(text.substr(std::min(begin, text.size())));
  if (!last.empty()) out.push_back(last);
  return out;
}

std::string guess_title(std::string_view text) {
  struct Quotes {
    std::string_view open, close;
  };
  for (const Quotes& quotes : {Quotes{"\"", "\""}, Quotes{"\xE2\x80\x9C", "\xE2\x80\x9D"}}) {
    const std::size_t open = text.find(quotes.open);
    if (open == std::string_view::npos) continue;
    const std::size_t begin = open + quotes.open.size();
    const std::size_t close = text.find(quotes.close, begin);
    if (close == std::string_view::npos || count_words(text.substr(begin, close - begin)) < 3) continue;
    std::string_view title = trim(text.substr(begin, close - begin));
    while (title.ends_with('.') || title.ends_with(',')) title.remove_suffix(1);
    return std::string(title);
  }
  // "Smith, J. (2019). Title. Journal"
  for (std::size_t at = text.find('('); at != std::string_view::npos; at = text.find('(', at + 1)) {
    if (!is_year_at(text, at + 1)) continue;
    const std::size_t close = text.find(')', at);
    if (close == std::string_view::npos || close - at > 20 || close + 2 >= text.size()) break;
    const bool opens_title = text[close + 1] == '.' || text[close + 1] == ':' || text[close + 1] == ',';
    if (!opens_title) break;
    const std::vector<std::string_view> after = segments_of(text.substr(close + 2));
    return after.empty() ? std::string() : std::string(after[0]);
  }
  const std::vector<std::string_view> segments = segments_of(text);
  if (segments.empty()) return "";
  const auto usable = [](std::string_view segment) {
    return count_words(segment) >= 3 && segment.find("://") == std::string_view::npos && !is_digit(segment[0]);
  };
  const bool names_first = looks_like_authors(segments[0]) || (segments.size() > 1 && count_words(segments[0]) <= 5 &&
                                                               count_words(segments[1]) >= 4 && usable(segments[1]));
  const std::size_t title = names_first ? 1 : 0;
  if (title >= segments.size()) return "";
  // After names even a short title is one; before them a few words may be anything.
  const bool after_names = names_first && looks_like_authors(segments[0]) && !is_digit(segments[title][0]);
  if (!usable(segments[title]) && !after_names) return "";
  return std::string(segments[title]);
}

}  // namespace

std::optional<PrintedNumber> printed_number(std::string_view text) {
  std::size_t at = 0;
  const char open = text.empty() ? '\0' : text[0];
  if (open == '[' || open == '(') ++at;
  if (open == '[' && text.substr(at, 1) == "^") ++at;
  const std::size_t begin = at;
  while (at < text.size() && is_digit(text[at]) && at - begin < 5) ++at;
  const std::size_t digits = at - begin;
  if (digits == 0 || digits > 4) return std::nullopt;
  const int number = std::stoi(std::string(text.substr(begin, digits)));
  const char closer = at < text.size() ? text[at] : '\0';
  const bool closed = open == '['   ? closer == ']'
                      : open == '(' ? closer == ')'
                                    : closer == '.' || closer == ')' || closer == ':' || closer == '\t';
  if (!closed || number == 0 || (number >= 1800 && number <= 2100)) return std::nullopt;
  ++at;
  if (open == '[' && at < text.size() && (text[at] == ':' || text[at] == '.')) ++at;
  if (at < text.size() && is_digit(text[at])) return std::nullopt;  // "10.1000/x"
  while (at < text.size() && is_blank(text[at])) ++at;
  return PrintedNumber{number, at};
}

void read_entry_text(std::string_view text, const std::vector<std::string_view>& targets, ReferenceEntry& entry) {
  text = text.substr(0, longest_entry);
  const std::string lowered = lower(text);
  // Folding may change lengths outside ASCII ("İ"); offsets are shared only while it did not.
  const std::string_view same = lowered.size() == text.size() ? std::string_view(lowered) : text;
  read_pmid(text, same, entry);
  read_pmc(text, same, entry);
  read_doi(text, same, entry);
  read_url(text, same, entry);
  for (const std::string_view target : targets) {
    const std::string lowered_target = lower(target);
    if (lowered_target.size() != target.size() || target.size() > longest_entry) continue;
    read_pmid(target, lowered_target, entry);
    read_pmc(target, lowered_target, entry);
    read_doi(target, lowered_target, entry);
    read_url(target, lowered_target, entry);
  }
  std::sort(entry.malformed.begin(), entry.malformed.end());
  entry.malformed.erase(std::unique(entry.malformed.begin(), entry.malformed.end()), entry.malformed.end());
  const std::optional<PrintedNumber> number = printed_number(text);
  const std::string_view words = text.substr(number ? number->size : 0);
  entry.year = find_year(words);
  entry.title = guess_title(words);
}

bool looks_like_reference(std::string_view text) {
  ReferenceEntry entry;
  read_entry_text(text, {}, entry);
  if (entry.pmid || !entry.pmc.empty() || !entry.doi.empty() || !entry.url.empty() || !entry.malformed.empty())
    return true;
  const std::optional<PrintedNumber> number = printed_number(text);
  const std::vector<std::string_view> segments = segments_of(text.substr(number ? number->size : 0));
  return entry.year && segments.size() >= 2 &&
         (looks_like_authors(segments[0]) || text.find(';') != std::string_view::npos);
}

}  // namespace claimassay
