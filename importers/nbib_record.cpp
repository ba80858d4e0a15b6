#include "importers/nbib_record.h"

#include <algorithm>
#include <utility>

#include "core/identifiers.h"
#include "core/medline.h"
#include "core/split.h"
#include "core/text.h"
#include "importers/pubmed_fields.h"

namespace claimassay {

namespace {

/// "20201231", "202012", "2020".
PartialDate compact_date(std::string_view text) {
  PartialDate date;
  if (text.size() != 4 && text.size() != 6 && text.size() != 8) return date;
  date.year = number_in(text.substr(0, 4), 1000, 2999);
  if (date.year && text.size() > 4) date.month = number_in(text.substr(4, 2), 1, 12);
  if (date.month && text.size() > 6) date.day = number_in(text.substr(6, 2), 1, 31);
  return date;
}

/// "2020/12/31 06:00", "2020/12/31".
PartialDate slashed_date(std::string_view text) {
  PartialDate date;
  const auto parts = split(text.substr(0, text.find(' ')), "/");
  date.year = number_in(parts[0], 1000, 2999);
  if (date.year && parts.size() > 1) date.month = number_in(parts[1], 1, 12);
  if (date.month && parts.size() > 2) date.day = number_in(parts[2], 1, 31);
  return date;
}

/// Takes "[doi]" off the end: what stands in the last square brackets.
std::string_view take_bracket(std::string_view& text) {
  const std::size_t at = text.rfind('[');
  if (!text.ends_with(']') || at == std::string_view::npos) return "";
  const std::string_view inside = text.substr(at + 1, text.size() - at - 2);
  text = trim(text.substr(0, at));
  return inside;
}

bool is_suffix(std::string_view word) {
  constexpr std::string_view known[] = {"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV", "2nd", "3rd", "4th", "5th", "6th"};
  return std::find(std::begin(known), std::end(known), word) != std::end(known);
}

std::string_view last_word(std::string_view text) { return text.substr(text.rfind(' ') + 1); }

bool take_star(std::string_view& text) {
  const bool starred = text.starts_with('*');
  if (starred) text.remove_prefix(1);
  return starred;
}

/// "*Foot/anatomy & histology/*surgery".
MeshHeading heading_of(std::string_view value) {
  MeshHeading heading;
  bool first = true;
  for (std::string_view part : split(value, "/")) {
    const bool major = take_star(part);
    if (first) heading.name = part, heading.major = major;
    else if (!part.empty()) heading.qualifiers.push_back({"", std::string(part), major});
    first = false;
  }
  return heading;
}

/// "73590-58-6 (Omeprazole)", "0 (Plant Extracts)", "EC 3.4.- (Proteases)".
Substance substance_of(std::string_view value) {
  Substance substance;
  const std::size_t open = value.find(" (");
  if (open != std::string_view::npos && value.ends_with(')')) {
    substance.name = value.substr(open + 2, value.size() - open - 3);
    value = value.substr(0, open);
  }
  if (value != "0") substance.registry_number = value;
  return substance;
}

/// NLM's codes of funding bodies are short and in capitals: HL, CIHR, WT_, BB; those of intramural work begin with "Im".
bool looks_like_acronym(std::string_view text) {
  if (text.starts_with("Im")) text.remove_prefix(2);
  return text.size() <= 5 &&
         std::all_of(text.begin(), text.end(), [](char c) { return (c >= 'A' && c <= 'Z') || c == '_'; });
}

/// "R01 HL012345/HL/NHLBI NIH HHS/United States"; any part but the agency may be missing, and a number may hold slashes.
Grant grant_of(std::string_view value) {
  Grant grant;
  // An empty place says where the number ends, whatever slashes there are.
  if (const std::size_t gap = value.find("//"); gap != std::string_view::npos) {
    grant.id = value.substr(0, gap);
    value.remove_prefix(gap + 2);
    const std::size_t slash = value.rfind('/');
    grant.agency = value.substr(0, slash);
    if (slash != std::string_view::npos) grant.country = value.substr(slash + 1);
    return grant;
  }
  std::vector<std::string_view> parts = split(value, "/");
  const auto take_last = [&](std::string& into) {
    into = parts.back();
    parts.pop_back();
  };
  if (parts.size() == 2 &&
      std::none_of(parts[0].begin(), parts[0].end(), [](unsigned char c) { return std::isdigit(c); })) {
    grant.agency = parts[0], grant.country = parts[1];
    return grant;
  }
  if (parts.size() >= 4 || (parts.size() == 3 && !(looks_like_acronym(parts[1]) && !parts[1].empty())))
    take_last(grant.country);
  if (parts.size() >= 2) take_last(grant.agency);
  if (parts.size() >= 2 && looks_like_acronym(parts.back())) take_last(grant.acronym);
  for (const std::string_view part : parts) grant.id += (grant.id.empty() ? "" : "/") + std::string(part);
  return grant;
}

/// "Lancet. 2010 Feb 6;375(9713):445. PMID: 20137807".
RecordLink link_of(std::string_view type, std::string_view value) {
  RecordLink link;
  link.type = type;
  const std::size_t at = value.rfind("PMID:");
  if (at != std::string_view::npos) {
    std::string_view digits = trim(value.substr(at + 5));
    while (digits.ends_with('.')) digits.remove_suffix(1);
    link.pmid = pmid_of(digits);
    if (link.pmid) value = trim(value.substr(0, at));
  }
  link.source = value;
  return link;
}

}  // namespace

PartialDate nbib_date(std::string_view text) {
  PartialDate date;
  const auto parts = split(text, " ");
  const auto month_of = [](std::string_view word) { return word.size() <= 3 ? month_number(word) : 0; };
  const int year = number_in(parts[0], 1000, 2999);
  const int month = parts.size() > 1 ? month_of(parts[1]) : 0;
  const int day = parts.size() > 2 ? number_in(parts[2], 1, 31) : 0;
  const std::size_t understood = !year ? 0 : !month ? 1 : !day ? 2 : 3;
  if (understood == parts.size()) return {year, month, day, ""};
  date.year = year_in(text);
  date.as_written = text;
  return date;
}

std::vector<AbstractSection> abstract_sections(std::string_view text) {
  constexpr std::size_t shortest = 3, longest = 80;
  std::vector<AbstractSection> sections;
  // A label is found from its colon backwards to the end of the sentence before it.
  std::size_t text_begin = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t colon = text.find(": ", begin);
    if (colon == std::string_view::npos) break;
    std::size_t start = colon;
    while (start > begin && colon - start <= longest) {
      const unsigned char c = static_cast<unsigned char>(text[start - 1]);
      const bool of_label = (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c >= 0x80 ||
                            std::string_view(" ,/&-()'").find(static_cast<char>(c)) != std::string_view::npos;
      if (!of_label) break;
      --start;
    }
    std::string_view label = text.substr(start, colon - start);
    const bool at_sentence = start == 0 || (label.starts_with(' ') &&
                                            std::string_view(".?!)]").find(text[start - 1]) != std::string_view::npos);
    label = trim(label);
    const auto letters = std::count_if(label.begin(), label.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    const bool opens = !label.empty() && label[0] >= 'A' && label[0] <= 'Z';
    const bool in_capitals =
        lower(label) != label && std::none_of(label.begin(), label.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    if (at_sentence && opens && in_capitals && letters >= static_cast<long>(shortest) && label.size() <= longest) {
      if (sections.empty() && start != 0) break;
      if (!sections.empty()) sections.back().text = trim(text.substr(text_begin, start - text_begin));
      sections.push_back({std::string(label), "", ""});
      text_begin = colon + 2;
    } else if (sections.empty()) {
      break;
    }
    begin = colon + 2;
  }
  if (sections.size() < 2) return {{"", "", std::string(text)}};
  sections.back().text = trim(text.substr(text_begin));
  return sections;
}

void NbibRecord::begin() {
  *this = NbibRecord();
  citation_.abridged = true;
}

bool NbibRecord::field(std::string_view tag, std::string&& value) {
  if (tag == "PMID") {
    if (citation_.pmid == 0) citation_.pmid = pmid_of(value);
    if (citation_.pmid == 0) problems_.push_back("malformed-pmid");
    return true;
  }
  return person_field(tag, value) || publication_field(tag, value) || indexing_field(tag, value) ||
         relation_field(tag, value);
}

void NbibRecord::full_name(std::vector<Author>& people, std::string&& value) {
  people_ = &people;
  named_in_full_ = true;
  Author person;
  const std::size_t comma = value.find(", ");
  person.family = value.substr(0, comma);
  if (comma != std::string::npos) person.given = value.substr(comma + 2);
  people.push_back(std::move(person));
}

void NbibRecord::short_name(std::vector<Author>& people, std::string_view value) {
  if (value == "et al" || value == "et al.") {
    citation_.authors_complete = false;
    return;
  }
  if (people_ != &people || !named_in_full_) people.emplace_back();
  people_ = &people;
  const bool in_full = std::exchange(named_in_full_, false);
  Author& person = people.back();
  if (in_full && value.starts_with(person.family)) {
    value = trim(value.substr(person.family.size()));
    const std::string_view suffix = last_word(value);
    if (is_suffix(suffix) && (person.given.ends_with(" " + std::string(suffix)) || person.given == suffix)) {
      person.suffix = suffix;
      person.given = trim(std::string_view(person.given).substr(0, person.given.size() - suffix.size()));
      value = trim(value.substr(0, value.size() - suffix.size()));
    }
    person.initials = value;
    return;
  }
  if (const std::string_view suffix = last_word(value); suffix.size() < value.size() && is_suffix(suffix)) {
    person.suffix = suffix;
    value = trim(value.substr(0, value.size() - suffix.size()));
  }
  const std::string_view initials = last_word(value);
  const bool has_initials = initials.size() < value.size() && is_upper(character_at(initials, 0));
  if (has_initials) person.initials = initials;
  if (in_full) return;  // the two names disagree: the full one stays
  person.family = has_initials ? trim(value.substr(0, value.size() - initials.size())) : value;
}

bool NbibRecord::person_field(std::string_view tag, std::string& value) {
  if (tag == "FAU") full_name(citation_.authors, std::move(value));
  else if (tag == "AU") short_name(citation_.authors, value);
  else if (tag == "FIR") full_name(citation_.investigators, std::move(value));
  else if (tag == "IR") short_name(citation_.investigators, value);
  else if (tag == "FED") full_name(citation_.editors, std::move(value));
  else if (tag == "ED") short_name(citation_.editors, value);
  else if (tag == "CN") {
    people_ = &citation_.authors;
    named_in_full_ = false;
    citation_.authors.emplace_back().collective = std::move(value);
  } else if (tag == "AD" || tag == "IRAD") {
    if (people_) people_->back().affiliations.push_back(std::move(value));
    else early_affiliations_.push_back(std::move(value));
  } else if (tag == "AUID") {
    if (!people_ || !value.starts_with("ORCID:")) return true;
    if (people_->back().orcid.empty())
      people_->back().orcid = normal_orcid(std::string(trim(std::string_view(value).substr(6))));
  } else {
    return false;
  }
  return true;
}

bool NbibRecord::publication_field(std::string_view tag, std::string& value) {
  Journal& journal = citation_.journal;
  const auto keep_first = [&](std::string& into) {
    if (into.empty()) into = std::move(value);
  };
  if (tag == "TI") keep_first(citation_.title);
  else if (tag == "TT" || tag == "VTI") keep_first(citation_.vernacular_title);
  else if (tag == "BTI") {
    keep_first(citation_.book_title);
    citation_.is_book = true;
  } else if (tag == "PB") keep_first(citation_.publisher);
  else if (tag == "AB") {
    if (citation_.abstract.empty()) citation_.abstract = abstract_sections(value);
  } else if (tag == "OAB") {
    // "Publisher: text"; the language follows in a line of its own.
    OtherAbstract other;
    other.language = "eng";
    const std::size_t colon = value.find(": ");
    const bool typed = colon != std::string::npos && colon < 40 && value.find(' ') >= colon;
    if (typed) other.type = value.substr(0, colon);
    other.sections = abstract_sections(std::string_view(value).substr(typed ? colon + 2 : 0));
    citation_.other_abstracts.push_back(std::move(other));
  } else if (tag == "OABL") {
    if (!citation_.other_abstracts.empty()) citation_.other_abstracts.back().language = std::move(value);
  } else if (tag == "CI") keep_first(citation_.copyright);
  else if (tag == "COIS" || tag == "COI") keep_first(citation_.conflict_of_interest);
  else if (tag == "LA") citation_.languages.push_back(std::move(value));
  else if (tag == "TA") keep_first(journal.abbreviation);
  else if (tag == "JT") keep_first(journal.title);
  else if (tag == "JID") keep_first(journal.nlm_id);
  else if (tag == "VI") keep_first(journal.volume);
  else if (tag == "IP") keep_first(journal.issue);
  else if (tag == "PG") keep_first(citation_.pages);
  else if (tag == "IS") {
    const bool linking = value.ends_with("(Linking)");
    value = value.substr(0, value.find(' '));
    keep_first(linking ? linking_issn_ : journal.issn);
  } else if (tag == "DP") {
    if (!citation_.published.known() && citation_.published.as_written.empty()) citation_.published = nbib_date(value);
  } else if (tag == "DEP" || tag == "CTDT") {
    if (!citation_.electronic.known()) citation_.electronic = tag == "DEP" ? compact_date(value) : slashed_date(value);
  } else if (tag == "DCOM") citation_.completed = compact_date(value);
  else if (tag == "LR") citation_.revised = compact_date(value);
  else if (tag == "STAT") keep_first(citation_.medline_status);
  else return false;
  return true;
}

bool NbibRecord::indexing_field(std::string_view tag, std::string& value) {
  if (tag == "PT") {
    std::string ui(publication_type_ui(value));
    citation_.publication_types.push_back({std::move(ui), std::move(value)});
  } else if (tag == "MH") {
    citation_.mesh.push_back(heading_of(value));
  } else if (tag == "OT") {
    std::string_view text = value;
    const bool major = take_star(text);
    if (!text.empty()) citation_.keywords.push_back({std::string(text), major});
  } else if (tag == "RN") {
    citation_.substances.push_back(substance_of(value));
  } else if (tag == "NM") {
    const auto named = [&](const Substance& one) { return one.name == value; };
    auto& all = citation_.substances;
    if (std::none_of(all.begin(), all.end(), named)) all.push_back({"", std::move(value), ""});
  } else {
    return false;
  }
  return true;
}

bool NbibRecord::relation_field(std::string_view tag, std::string& value) {
  // Known, and nothing that a record has room for.
  constexpr std::string_view unused[] = {"OWN",  "SB",   "SO", "PST", "PL",   "DA",   "OID", "OTO",  "OCI",  "MID",
                                         "PMCR", "GN",   "GS", "RF",  "SFM",  "FPS",  "PS",  "ISBN", "CTI",  "EN",
                                         "DRDT", "CDAT", "CP", "SPO", "MVOL", "OABT", "NLM", "VTN",  "PUBM", "STI"};
  if (const std::string_view type = link_type_of_tag(tag); !type.empty()) {
    citation_.links.push_back(link_of(type, value));
  } else if (tag == "AID" || tag == "LID") {
    identifier(value);
  } else if (tag == "PMC") {
    if (citation_.pmc.empty()) citation_.pmc = pmc_in(value);
  } else if (tag == "SI") {
    const std::size_t slash = value.find('/');
    citation_.data_banks.push_back(
        {value.substr(0, slash), slash == std::string::npos ? std::string() : value.substr(slash + 1)});
  } else if (tag == "GR") {
    citation_.grants.push_back(grant_of(value));
  } else if (tag == "PHST") {
    std::string_view text = value;
    const std::string status(take_bracket(text));
    citation_.history.push_back({status, slashed_date(text)});
  } else if (tag == "CRDT") {
    entrez_ = std::move(value);
  } else if (tag == "EDAT") {
    pubmed_ = std::move(value);
  } else if (tag == "MHDA") {
    medline_ = std::move(value);
  } else {
    return std::find(std::begin(unused), std::end(unused), tag) != std::end(unused);
  }
  return true;
}

void NbibRecord::identifier(std::string_view value) {
  const std::string_view kind = take_bracket(value);
  if (kind == "doi") {
    if (!citation_.doi.empty()) return;
    if (auto doi = parse_doi(value)) citation_.doi = std::move(*doi);
    else problems_.push_back("malformed-doi");
  } else if ((kind == "pii" || kind == "bookaccession") && citation_.pii.empty()) {
    citation_.pii = value;
  } else if (kind == "pmc" && citation_.pmc.empty()) {
    citation_.pmc = pmc_in(value);
  }
}

Citation NbibRecord::finish() {
  if (citation_.journal.issn.empty()) citation_.journal.issn = std::move(linking_issn_);
  if (!early_affiliations_.empty() && !citation_.authors.empty()) {
    auto& all = citation_.authors.front().affiliations;
    all.insert(all.begin(), early_affiliations_.begin(), early_affiliations_.end());
  }
  // The dates that have tags of their own, where the history does not repeat them.
  const auto add_date = [&](std::string_view status, std::string_view written) {
    const auto same = [&](const HistoryDate& entry) { return entry.status == status; };
    auto& history = citation_.history;
    if (!written.empty() && std::none_of(history.begin(), history.end(), same))
      history.push_back({std::string(status), slashed_date(written)});
  };
  add_date("entrez", entrez_);
  add_date("pubmed", pubmed_);
  add_date("medline", medline_);
  if (citation_.title.empty() && citation_.is_book) citation_.title = citation_.book_title;
  return std::move(citation_);
}

}  // namespace claimassay
