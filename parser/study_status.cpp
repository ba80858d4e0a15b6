// What a record says of itself: its status, the registrations of its trial, the grades it declares. The other end of
// the links (a notice that speaks of the record) is followed in citations/.
#include <algorithm>

#include "core/text.h"
#include "parser/stated_grade.h"
#include "parser/study_reading.h"

namespace claimassay {

namespace {

bool has_type(const Citation& citation, std::initializer_list<std::string_view> names) {
  return std::any_of(
      citation.publication_types.begin(), citation.publication_types.end(),
      [&](const PublicationType& type) { return std::find(names.begin(), names.end(), type.name) != names.end(); });
}

bool has_link(const Citation& citation, std::initializer_list<std::string_view> types) {
  return std::any_of(citation.links.begin(), citation.links.end(), [&](const RecordLink& link) {
    return std::find(types.begin(), types.end(), link.type) != types.end();
  });
}

RecordStatus status_of(const RecordReading& record, const Study& study) {
  const Citation& c = record.citation;
  const std::string title = fold(c.title.substr(0, 40));
  if (has_type(c, {"Retraction of Publication", "Retraction Notice", "Published Erratum", "Expression of Concern"}) ||
      has_link(c, {"RetractionOf", "ErratumFor", "ExpressionOfConcernFor"})) {
    return RecordStatus::notice;
  }
  if (has_type(c, {"Retracted Publication"}) || has_link(c, {"RetractionIn", "RetractedandRepublishedIn"}) ||
      title.starts_with("retracted:") || title.starts_with("[retracted") || title.starts_with("withdrawn:")) {
    return RecordStatus::retracted;
  }
  if (has_link(c, {"ExpressionOfConcernIn"})) return RecordStatus::concern;
  if (has_link(c, {"ErratumIn", "PartialRetractionIn", "CorrectedandRepublishedIn"})) return RecordStatus::corrected;
  if (study.design == Design::protocol) return RecordStatus::protocol;
  const bool says_preprint = std::find(study.design_features.begin(), study.design_features.end(), "preprint_words") !=
                             study.design_features.end();
  if (has_type(c, {"Preprint"}) || says_preprint) return RecordStatus::preprint;
  return RecordStatus::ok;
}

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// NCT01234567, ISRCTN12345678, ChiCTR..., UMIN000012345: one token, or the bank's name and the number after it.
std::string registry_id(const RecordText& text, std::size_t w) {
  const std::string_view word = text.words[w].folded;
  const auto shaped = [&](std::string_view prefix, std::size_t digits) {
    return word.size() == prefix.size() + digits && word.starts_with(prefix) && all_digits(word.substr(prefix.size()));
  };
  const auto written = [&](std::size_t last) {
    std::string id(text.quote({text.words[w].span.begin, text.words[last].span.end}));
    std::erase(id, ' ');
    return id;
  };
  if (shaped("nct", 8) || shaped("isrctn", 8) || shaped("umin", 9) || shaped("actrn", 14) || shaped("drks", 8))
    return written(w);
  if ((word == "isrctn" || word == "nct" || word == "umin") && w + 1 < text.words.size() &&
      text.words[w + 1].folded.size() >= 8 && all_digits(text.words[w + 1].folded)) {
    return written(w + 1);
  }
  if (word == "prospero" || word.starts_with("crd42")) {
    for (std::size_t next = w; next < std::min(w + 4, text.words.size()); ++next) {
      const std::string_view id = text.words[next].folded;
      if (id.starts_with("crd42") && id.size() >= 11) return std::string(text.quote(text.words[next].span));
    }
  }
  if (word.starts_with("chictr") && word.size() > 8) return written(w);
  if (shaped("irct", 14) || shaped("kct", 7) || shaped("pactr", 15) || shaped("ntr", 4)) return written(w);
  if (word.starts_with("jrct") && word.size() >= 12) return written(w);
  // EudraCT 2010-023456-78, within a few words of the name.
  if (word == "eudract") {
    for (std::size_t next = w + 1; next + 2 < std::min(w + 8, text.words.size()); ++next) {
      const auto part = [&](std::size_t at, std::size_t digits) {
        return text.words[at].folded.size() == digits && all_digits(text.words[at].folded);
      };
      if (!part(next, 4) || !part(next + 1, 6) || !part(next + 2, 2)) continue;
      return std::string(text.quote({text.words[next].span.begin, text.words[next + 2].span.end}));
    }
  }
  // CTRI/2012/05/002345
  if (word == "ctri" && w + 1 < text.words.size() && text.words[w + 1].folded == "/") {
    std::size_t last = w + 1;
    while (last + 1 < std::min(w + 8, text.words.size()) &&
           (text.words[last + 1].folded == "/" || all_digits(text.words[last + 1].folded)))
      ++last;
    if (last > w + 2) return written(last);
  }
  return "";
}

/// Where an identifier that was read at word `w` stands; its words may be written apart.
Span id_span(const RecordText& text, std::size_t w, std::string_view id) {
  const std::size_t at = text.text.find(id, text.words[w].span.begin);
  if (at != std::string::npos && at < text.words[w].span.begin + 40) return {at, at + id.size()};
  return text.words[w].span;
}

}  // namespace

void read_status(const RecordReading& record, Study& study) {
  study.status = status_of(record, study);
  const auto add_id = [&](std::string id) {
    auto& all = study.registry_ids;
    if (id.empty() || std::find(all.begin(), all.end(), id) != all.end()) return false;
    all.push_back(std::move(id));
    return true;
  };
  for (const DataBankEntry& entry : record.citation.data_banks) {
    const std::string bank = fold(entry.bank);
    if (bank.find("trial") != std::string::npos || bank == "isrctn" || bank == "eudract") add_id(entry.accession);
  }
  bool registered = !study.registry_ids.empty();
  if (registered) add_fact(study, "source.registered", true, {}, FactOrigin::indexed);
  for (const RecordText* text : {&record.title, &record.abstract}) {
    for (std::size_t w = 0; w < text->words.size(); ++w) {
      if (!add_id(registry_id(*text, w)) || registered) continue;
      registered = true;
      add_fact(study, "source.registered", true, {record.quote(*text, id_span(*text, w, study.registry_ids.back()))});
    }
  }
  study.declared_grades = read_stated_grades(record.abstract.text);
}

}  // namespace claimassay
