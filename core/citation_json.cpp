#include "core/citation_json.h"

namespace claimassay {

namespace {

template <class Items, class WriteItem>
void array(JsonWriter& json, std::string_view name, const Items& items, WriteItem write_item) {
  json.key(name).begin_array();
  for (const auto& item : items) write_item(item);
  json.end_array();
}

/// The ISO form, or an object with the words as well where they say more than the ISO form can.
void date(JsonWriter& json, std::string_view name, const PartialDate& value) {
  json.key(name).begin_object().field("date", value.iso()).field("as_written", value.as_written).end_object();
}

void people(JsonWriter& json, std::string_view name, const std::vector<Author>& people) {
  array(json, name, people, [&](const Author& author) {
    json.begin_object()
        .field("family", author.family)
        .field("given", author.given)
        .field("initials", author.initials)
        .field("suffix", author.suffix)
        .field("collective", author.collective)
        .field("orcid", author.orcid)
        .field("affiliations", author.affiliations)
        .field("valid", author.valid)
        .end_object();
  });
}

void sections(JsonWriter& json, std::string_view name, const std::vector<AbstractSection>& sections) {
  array(json, name, sections, [&](const AbstractSection& section) {
    json.begin_object()
        .field("label", section.label)
        .field("category", section.category)
        .field("text", section.text)
        .end_object();
  });
}

void journal(JsonWriter& json, const Journal& journal) {
  json.key("journal").begin_object();
  json.field("title", journal.title).field("abbreviation", journal.abbreviation).field("issn", journal.issn);
  json.field("nlm_id", journal.nlm_id).field("volume", journal.volume).field("issue", journal.issue);
  json.end_object();
}

void indexing(JsonWriter& json, const Citation& citation) {
  array(json, "publication_types", citation.publication_types, [&](const PublicationType& type) {
    json.begin_object().field("ui", type.ui).field("name", type.name).end_object();
  });
  array(json, "mesh", citation.mesh, [&](const MeshHeading& heading) {
    json.begin_object().field("ui", heading.ui).field("name", heading.name).field("major", heading.major);
    array(json, "qualifiers", heading.qualifiers, [&](const MeshQualifier& qualifier) {
      json.begin_object().field("ui", qualifier.ui).field("name", qualifier.name).field("major", qualifier.major);
      json.end_object();
    });
    json.end_object();
  });
  array(json, "keywords", citation.keywords, [&](const Keyword& keyword) {
    json.begin_object().field("text", keyword.text).field("major", keyword.major).end_object();
  });
  array(json, "substances", citation.substances, [&](const Substance& substance) {
    json.begin_object().field("ui", substance.ui).field("name", substance.name);
    json.field("registry_number", substance.registry_number).end_object();
  });
}

void relations(JsonWriter& json, const Citation& citation) {
  array(json, "links", citation.links, [&](const RecordLink& link) {
    json.begin_object().field("type", link.type).field("pmid", link.pmid).field("source", link.source);
    json.field("note", link.note).end_object();
  });
  array(json, "data_banks", citation.data_banks, [&](const DataBankEntry& entry) {
    json.begin_object().field("bank", entry.bank).field("accession", entry.accession).end_object();
  });
  array(json, "grants", citation.grants, [&](const Grant& grant) {
    json.begin_object().field("id", grant.id).field("acronym", grant.acronym).field("agency", grant.agency);
    json.field("country", grant.country).end_object();
  });
  array(json, "references", citation.references, [&](const ListedReference& reference) {
    json.begin_object().field("text", reference.text).field("pmid", reference.pmid).field("doi", reference.doi);
    json.field("pmc", reference.pmc).end_object();
  });
  array(json, "history", citation.history, [&](const HistoryDate& entry) {
    json.begin_object().field("status", entry.status).field("date", entry.date.iso()).end_object();
  });
}

}  // namespace

void write_citation_fields(JsonWriter& json, const Citation& citation) {
  json.field("pmid", citation.pmid).field("version", citation.version);
  json.field("doi", citation.doi).field("pmc", citation.pmc).field("pii", citation.pii);
  json.field("title", citation.title).field("vernacular_title", citation.vernacular_title);
  sections(json, "abstract", citation.abstract);
  array(json, "other_abstracts", citation.other_abstracts, [&](const OtherAbstract& other) {
    json.begin_object().field("type", other.type).field("language", other.language);
    sections(json, "sections", other.sections);
    json.end_object();
  });
  json.field("copyright", citation.copyright);
  people(json, "authors", citation.authors);
  json.field("authors_complete", citation.authors_complete);
  people(json, "investigators", citation.investigators);
  people(json, "editors", citation.editors);
  journal(json, citation.journal);
  json.field("pages", citation.pages);
  date(json, "published", citation.published);
  date(json, "electronic", citation.electronic);
  date(json, "completed", citation.completed);
  date(json, "revised", citation.revised);
  json.field("languages", citation.languages);
  indexing(json, citation);
  relations(json, citation);
  json.field("conflict_of_interest", citation.conflict_of_interest).field("medline_status", citation.medline_status);
  json.field("is_book", citation.is_book).field("book_title", citation.book_title);
  json.field("publisher", citation.publisher);
}

void write_citation(JsonWriter& json, const Citation& citation) {
  json.begin_object();
  write_citation_fields(json, citation);
  json.end_object();
}

std::string citation_line(const Citation& citation) {
  JsonWriter json;
  write_citation(json, citation);
  return json.take() + '\n';
}

}  // namespace claimassay
