#include "core/identifiers.h"

#include <algorithm>
#include <charconv>

#include "core/text.h"

namespace claimassay {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Takes off any of the prefixes, again and again: "doi: https://doi.org/10.1/x" carries two.
std::string_view without_prefixes(std::string_view text, std::initializer_list<std::string_view> prefixes) {
  for (bool again = true; again;) {
    again = false;
    text = trim(text);
    for (std::string_view prefix : prefixes) {
      if (text.size() >= prefix.size() && lower(text.substr(0, prefix.size())) == prefix) {
        text.remove_prefix(prefix.size());
        again = true;
      }
    }
  }
  return text;
}

std::string_view leading_digits(std::string_view text) {
  const auto end = std::find_if_not(text.begin(), text.end(), is_digit);
  return text.substr(0, static_cast<std::size_t>(end - text.begin()));
}

/// After an identifier only punctuation, a slash or an anchor may follow.
bool ends_there(std::string_view rest) {
  return rest.empty() || std::string_view("/?#.,;:)] \t\n").find(rest.front()) != std::string_view::npos;
}

int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && hex_value(text[i + 1]) >= 0 && hex_value(text[i + 2]) >= 0) {
      out += static_cast<char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2]));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

/// Old DOIs of some publishers are SICIs: "...(200007)74:3<201::AID-JSO8>3.0.CO;2-5". Bytes of the part in angle brackets
/// that begins the text; 0 for any other bracket (a tag, the end of "<https://...>").
std::size_t sici_brackets(std::string_view text) {
  const std::size_t end = text.find_first_of("<> \"", 1);
  if (end == std::string_view::npos || text[end] != '>' || text.substr(0, end).find("::") == std::string_view::npos) {
    return 0;
  }
  return end + 1;
}

}  // namespace

std::optional<Pmid> parse_pmid(std::string_view text) {
  text = without_prefixes(text, {"https://", "http://", "www.", "pubmed.ncbi.nlm.nih.gov/", "ncbi.nlm.nih.gov/pubmed/",
                                 "ncbi.nlm.nih.gov/m/pubmed/", "pmid", "pubmed", ":", "[", "(", "#"});
  const std::string_view digits = leading_digits(text);
  const std::string_view rest = text.substr(digits.size());
  if (digits.empty() || digits.size() > 10 || !ends_there(rest)) return std::nullopt;
  // "10.1000/x" is a DOI and "3.5" a quantity; a full stop ends a PMID only where no digit follows it.
  if (rest.size() > 1 && rest[0] == '.' && is_digit(rest[1])) return std::nullopt;
  Pmid value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (value <= 0) return std::nullopt;
  return value;
}

std::optional<std::string> parse_pmc(std::string_view text) {
  text =
      without_prefixes(text, {"https://", "http://", "www.", "ncbi.nlm.nih.gov/pmc/articles/",
                              "pmc.ncbi.nlm.nih.gov/articles/", "europepmc.org/article/pmc/", "pmcid", ":", "[", "("});
  if (lower(text.substr(0, 3)) != "pmc") return std::nullopt;
  text = trim(text.substr(3));
  const std::string_view digits = leading_digits(text);
  // A version may follow: PMC123.1.
  if (digits.empty() || digits.size() > 10 || !ends_there(text.substr(digits.size()))) return std::nullopt;
  return "PMC" + std::string(digits);
}

std::optional<std::string> parse_doi(std::string_view text) {
  const std::size_t written = text.size();
  text = without_prefixes(text, {"https://", "http://", "www.", "dx.doi.org/", "doi.org/", "doi", ":", "[", "(", "<"});
  if (!text.starts_with("10.")) return std::nullopt;
  // Escapes belong to addresses; once decoded, a percent sign is part of the DOI (and is not decoded a second time).
  const bool address = text.size() + std::string_view("doi.org/").size() <= written;
  std::string doi = address || text.find('/') == std::string_view::npos ? percent_decoded(text) : std::string(text);
  if (first_invalid_utf8(doi)) doi = std::string(text);
  std::size_t end = 0;
  while (end < doi.size()) {
    std::size_t size = 1;
    const char32_t c = character_at(doi, end, &size);
    if (c == '<') {
      if (const std::size_t brackets = sici_brackets(std::string_view(doi).substr(end))) {
        end += brackets;
        continue;
      }
    }
    if (is_space(c) || c == '<' || c == '>' || c == '"' || c < 0x20) break;
    end += size;
  }
  doi.resize(end);
  const auto unbalanced = [&doi](char open, char close) {
    return std::count(doi.begin(), doi.end(), close) > std::count(doi.begin(), doi.end(), open);
  };
  while (!doi.empty()) {
    const char last = doi.back();
    const bool punctuation = std::string_view(".,;:'*_").find(last) != std::string_view::npos;
    if (punctuation || (last == ')' && unbalanced('(', ')')) || (last == ']' && unbalanced('[', ']')) ||
        (last == '}' && unbalanced('{', '}'))) {
      doi.pop_back();
    } else {
      break;
    }
  }
  const std::size_t slash = doi.find('/');
  const bool registrant = slash != std::string::npos && slash > 3 &&
                          std::all_of(doi.begin() + 3, doi.begin() + static_cast<std::ptrdiff_t>(slash),
                                      [](char c) { return is_digit(c) || c == '.'; });
  if (!registrant || slash + 1 >= doi.size()) return std::nullopt;
  return lower(doi);
}

std::string doi_of(const RecordLink& link) {
  if (link.pmid) return "";
  const std::string_view source = link.source;
  for (std::size_t at = source.find_first_of("dD"); at != std::string_view::npos;
       at = source.find_first_of("dD", at + 1)) {
    if (lower(source.substr(at, 3)) != "doi") continue;
    if (auto doi = parse_doi(source.substr(at))) return std::move(*doi);
  }
  return "";
}

}  // namespace claimassay
