#include "store/record_blob.h"

#include <fmt/format.h>

#include "store/database.h"

namespace claimassay {

namespace {

// The first byte. Both forms hold the same fields; it tells how the record came (Citation::abridged).
constexpr char whole_form = 1;
constexpr char abridged_form = 2;

class BlobWriter {
 public:
  explicit BlobWriter(std::string& out) : out_(out) {}
  void operator()(const std::string& text) {
    size(text.size());
    out_ += text;
  }
  void operator()(bool value) { out_ += value ? '\1' : '\0'; }
  void operator()(int value) { size(static_cast<std::uint64_t>(value < 0 ? 0 : value)); }
  void operator()(Pmid value) { size(static_cast<std::uint64_t>(value < 0 ? 0 : value)); }
  template <class T>
  std::size_t count(const std::vector<T>& items) {
    size(items.size());
    return items.size();
  }
  void size(std::uint64_t value) {
    while (value >= 0x80) {
      out_ += static_cast<char>(value | 0x80);
      value >>= 7;
    }
    out_ += static_cast<char>(value);
  }

 private:
  std::string& out_;
};

class BlobReader {
 public:
  explicit BlobReader(std::string_view blob) : rest_(blob) {}
  void operator()(std::string& text) { text = take(size()); }
  void operator()(bool& value) { value = take(1)[0] != '\0'; }
  void operator()(int& value) { value = static_cast<int>(size()); }
  void operator()(Pmid& value) { value = static_cast<Pmid>(size()); }
  template <class T>
  std::size_t count(std::vector<T>& items) {
    const std::uint64_t count = size();
    // Each item takes at least one byte: a damaged count cannot ask for more memory than the blob has bytes.
    if (count > rest_.size()) damaged();
    items.resize(count);
    return count;
  }
  std::uint64_t size() {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      const auto byte = static_cast<unsigned char>(take(1)[0]);
      value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
      if (byte < 0x80) return value;
    }
    damaged();
  }
  [[noreturn]] static void damaged() { throw StoreError(StoreProblem::failed, "a record of the store is damaged"); }

 private:
  std::string_view take(std::uint64_t count) {
    if (count > rest_.size()) damaged();
    const std::string_view taken = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return taken;
  }
  std::string_view rest_;
};

// One function per struct for both directions, so that they cannot disagree. `auto&` is const when writing.

template <class Archive>
void fields(Archive& archive, auto& value) requires requires {
  value.as_written;
}
{ archive(value.year), archive(value.month), archive(value.day), archive(value.as_written); }

template <class Archive, class Items, class Each>
void list(Archive& archive, Items& items, Each each) {
  archive.count(items);
  for (auto& item : items) each(item);
}

template <class Archive>
void people(Archive& archive, auto& people) {
  list(archive, people, [&](auto& author) {
    archive(author.family), archive(author.given), archive(author.initials), archive(author.suffix);
    archive(author.collective), archive(author.orcid);
    list(archive, author.affiliations, [&](auto& one) { archive(one); });
    archive(author.valid);
  });
}

template <class Archive>
void indexing(Archive& archive, auto& citation) {
  list(archive, citation.publication_types, [&](auto& type) { archive(type.ui), archive(type.name); });
  list(archive, citation.mesh, [&](auto& heading) {
    archive(heading.ui), archive(heading.name), archive(heading.major);
    list(archive, heading.qualifiers, [&](auto& one) { archive(one.ui), archive(one.name), archive(one.major); });
  });
  list(archive, citation.keywords, [&](auto& keyword) { archive(keyword.text), archive(keyword.major); });
  list(archive, citation.substances,
       [&](auto& one) { archive(one.ui), archive(one.name), archive(one.registry_number); });
}

template <class Archive>
void relations(Archive& archive, auto& citation) {
  list(archive, citation.links,
       [&](auto& link) { archive(link.type), archive(link.pmid), archive(link.source), archive(link.note); });
  list(archive, citation.data_banks, [&](auto& entry) { archive(entry.bank), archive(entry.accession); });
  list(archive, citation.grants,
       [&](auto& grant) { archive(grant.id), archive(grant.acronym), archive(grant.agency), archive(grant.country); });
  list(archive, citation.references,
       [&](auto& one) { archive(one.text), archive(one.pmid), archive(one.doi), archive(one.pmc); });
  list(archive, citation.history, [&](auto& entry) { archive(entry.status), fields(archive, entry.date); });
}

template <class Archive>
void record(Archive& archive, auto& citation) {
  archive(citation.doi), archive(citation.pmc), archive(citation.pii), archive(citation.vernacular_title);
  list(archive, citation.other_abstracts, [&](auto& other) {
    archive(other.type), archive(other.language);
    list(archive, other.sections, [&](auto& one) { archive(one.label), archive(one.category), archive(one.text); });
  });
  archive(citation.copyright);
  people(archive, citation.authors), archive(citation.authors_complete);
  people(archive, citation.investigators), people(archive, citation.editors);
  auto& journal = citation.journal;
  archive(journal.title), archive(journal.abbreviation), archive(journal.issn), archive(journal.nlm_id);
  archive(journal.volume), archive(journal.issue), archive(citation.pages);
  fields(archive, citation.published), fields(archive, citation.electronic);
  fields(archive, citation.completed), fields(archive, citation.revised);
  list(archive, citation.languages, [&](auto& one) { archive(one); });
  indexing(archive, citation);
  relations(archive, citation);
  archive(citation.conflict_of_interest), archive(citation.medline_status);
  archive(citation.is_book), archive(citation.book_title), archive(citation.publisher);
}

}  // namespace

void write_record_blob(const Citation& citation, std::string& out) {
  out.clear();
  out += citation.abridged ? abridged_form : whole_form;
  BlobWriter archive(out);
  list(archive, citation.abstract, [&](const AbstractSection& section) {
    archive(section.label), archive(section.category), archive.size(section.text.size());
  });
  record(archive, citation);
}

bool is_abridged_blob(std::string_view blob) { return blob.starts_with(abridged_form); }

Citation read_record_blob(Pmid pmid, int version, std::string_view title, std::string_view abstract,
                          std::string_view blob) {
  if (blob.empty() || (blob.front() != whole_form && blob.front() != abridged_form)) BlobReader::damaged();
  BlobReader archive(blob.substr(1));
  Citation citation;
  citation.pmid = pmid;
  citation.version = version;
  citation.title = title;
  citation.abridged = blob.front() == abridged_form;
  // The sections' texts lie in `abstract`, in the form of Citation::abstract_text().
  std::size_t at = 0;
  list(archive, citation.abstract, [&](AbstractSection& section) {
    archive(section.label), archive(section.category);
    const std::uint64_t size = archive.size();
    if (at > 0) ++at;  // the line break
    if (!section.label.empty()) at += section.label.size() + 2;
    if (at > abstract.size() || size > abstract.size() - at) BlobReader::damaged();
    section.text = abstract.substr(at, size);
    at += size;
  });
  record(archive, citation);
  return citation;
}

}  // namespace claimassay
