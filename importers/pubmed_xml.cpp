// PubMed XML, as a stream: libxml2's push parser feeds the elements to PubmedRecord one by one, so that memory does not
// grow with the file. A file cannot make this reader open another file, expand entities, recurse or hoard:
//   entity declarations stop the parser; nothing outside the file is ever loaded
//   at most `deepest` open elements; at most `most_record_text` bytes of text in one record (the record is skipped, the file not)
// What stands outside a record (sets, wrappers of unknown name) is walked through; unknown elements inside a record are
// skipped with all that is below them, and counted.
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include <algorithm>
#include <array>
#include <functional>
#include <map>

#include <fmt/format.h>

#include "core/text.h"
#include "importers/bytes.h"
#include "importers/evidence_formats.h"
#include "importers/finished_record.h"
#include "importers/inline_text.h"
#include "importers/math_text.h"
#include "importers/pubmed_elements.h"
#include "importers/pubmed_record.h"

namespace claimassay {

namespace {

constexpr std::size_t deepest = 200;            // PubMed nests some 25 deep; libxml2 itself gives up at 256
constexpr std::size_t most_unknown_names = 20;  // named in messages; all are counted

std::string_view view(const xmlChar* text) {
  return text ? std::string_view(reinterpret_cast<const char*>(text)) : std::string_view();
}

/// libxml2 leaves "&amp;" in attribute values as "&#38;", because its tree builder reads them a second time.
std::string attribute_text(std::string_view value) {
  std::string out(value);
  for (std::size_t at = out.find("&#38;"); at != std::string::npos; at = out.find("&#38;", at + 1))
    out.replace(at, 5, "&");
  return out;
}

class Attributes final : public ElementAttributes {
 public:
  Attributes(int count, const xmlChar** attributes) : count_(count), attributes_(attributes) {}
  std::string operator()(std::string_view name) const override {
    for (int i = 0; i < count_; ++i) {
      const xmlChar** one = attributes_ + i * 5;  // local name, prefix, URI, value, end of value
      if (view(one[0]) == name) {
        return attribute_text({reinterpret_cast<const char*>(one[3]), static_cast<std::size_t>(one[4] - one[3])});
      }
    }
    return "";
  }

 private:
  int count_;
  const xmlChar** attributes_;
};

/// libxml2 hands out the same pointer for the same name, so that looking a name up is mostly one comparison.
class ElementCache {
 public:
  Element find(const xmlChar* name) {
    const auto address = reinterpret_cast<std::uintptr_t>(name);
    Slot& slot = slots_[((address >> 3) ^ (address >> 11)) % slots_.size()];
    if (slot.name != name) slot = {name, pubmed_element(view(name))};
    return slot.element;
  }

 private:
  struct Slot {
    const xmlChar* name = nullptr;
    Element element = Element::unknown;
  };
  std::array<Slot, 1024> slots_{};
};

bool starts_record(Element element) {
  return element == Element::PubmedArticle || element == Element::PubmedBookArticle ||
         element == Element::MedlineCitation || element == Element::BookDocument;
}

bool is_inline(Element element) {
  return element == Element::b || element == Element::i || element == Element::u || element == Element::sub ||
         element == Element::sup || element == Element::DispFormula;
}

InlineText::Markup markup_of(Element element) {
  if (element == Element::sup) return InlineText::Markup::superscript;
  if (element == Element::sub) return InlineText::Markup::subscript;
  return InlineText::Markup::plain;
}

class Reader {
 public:
  Reader(ByteStream& bytes, EvidenceSink& sink, Diagnostics& diagnostics)
      : bytes_(bytes), sink_(sink), diagnostics_(diagnostics) {}

  bool run();

  void start(const xmlChar* name, const xmlChar* prefix, int attribute_count, const xmlChar** attributes);
  void end();
  void characters(std::string_view piece);
  void reference(std::string_view name);
  void entity_declared(std::string_view name);
  void complain(const xmlError& error);

 private:
  /// What an open element is to us. `inside_text` and `math` live inside an element whose text is kept.
  enum class Role : unsigned char { walked, record, field, kept_text, inside_text, math, skipped };
  struct Level {
    Element element;
    Role role;
  };

  Role role_of(Element element, bool math) const;
  void begin_record();
  void end_record();
  void unknown_element(std::string_view name);
  void stop(std::string code, std::string message, std::string help);
  bool count_text(std::size_t size);
  Place place() const;
  std::string where() const;

  ByteStream& bytes_;
  EvidenceSink& sink_;
  Diagnostics& diagnostics_;
  xmlParserCtxtPtr parser_ = nullptr;
  ElementCache cache_;
  std::vector<Level> levels_;
  std::vector<Element> path_;  // the same elements, for PubmedRecord
  PubmedRecord record_;
  InlineText text_;
  MathText math_;
  std::size_t text_size_ = 0;
  bool in_record_ = false;
  bool too_large_ = false;
  bool broken_ = false;
  bool at_end_ = false;
  Place record_place_;
  std::map<std::string, std::size_t, std::less<>> unknown_;
};

Place Reader::place() const {
  Place place{bytes_.name()};
  if (parser_ && parser_->input) {
    place.line = static_cast<std::size_t>(std::max(0, parser_->input->line));
    place.column = static_cast<std::size_t>(std::max(0, parser_->input->col));
  }
  return place;
}

std::string Reader::where() const {
  return in_record_ && record_.pmid() ? fmt::format(", in the record of PMID {}", record_.pmid()) : "";
}

void Reader::stop(std::string code, std::string message, std::string help) {
  if (!broken_) diagnostics_.error(std::move(code), message + where(), place(), std::move(help));
  broken_ = true;
  xmlStopParser(parser_);
}

void Reader::entity_declared(std::string_view name) {
  stop("xml-entity-declaration",
       fmt::format("the file declares the entity '{}', which is refused", printable(name.substr(0, 60))),
       "expected an XML file without entity declarations, as PubMed writes it");
}

void Reader::complain(const xmlError& error) {
  // Only what stops the parser is an error here: a namespace prefix without a declaration does not.
  if (error.level != XML_ERR_FATAL || broken_) return;
  broken_ = true;
  Place place{bytes_.name(), static_cast<std::size_t>(std::max(0, error.line)),
              static_cast<std::size_t>(std::max(0, error.int2))};
  if (at_end_ && !levels_.empty()) {
    // libxml2 speaks of "extra content" here.
    diagnostics_.error("xml-breaks-off",
                       fmt::format("the file ends in the middle, with {} elements open{}", levels_.size(), where()),
                       place, "expected the whole file; fetch it again");
    return;
  }
  std::string said = printable(collapse_space(replace_invalid_utf8(error.message ? error.message : "")));
  if (said.empty()) said = "no reason is given";
  diagnostics_.error("xml-not-well-formed", fmt::format("the XML is broken: {}{}", said.substr(0, 300), where()), place,
                     "expected well-formed XML up to the end of the file");
}

bool Reader::count_text(std::size_t size) {
  text_size_ += size;
  if (text_size_ <= most_record_text) return true;
  too_large_ = true;
  return false;
}

Reader::Role Reader::role_of(Element element, bool math) const {
  const Role parent = levels_.empty() ? Role::walked : levels_.back().role;
  switch (parent) {
    case Role::walked:
      if (starts_record(element)) return Role::record;
      // Outside of records only the PMIDs of DeleteCitation are of interest.
      return element == Element::PMID ? Role::kept_text : Role::walked;
    case Role::record:
    case Role::field:
      if (element == Element::unknown) return Role::skipped;
      return holds_text(element) ? Role::kept_text : Role::field;
    case Role::kept_text:
    case Role::inside_text: return math ? Role::math : Role::inside_text;
    case Role::math: return Role::math;
    case Role::skipped: return Role::skipped;
  }
  return Role::skipped;
}

void Reader::start(const xmlChar* name, const xmlChar* prefix, int attribute_count, const xmlChar** attributes) {
  if (levels_.size() >= deepest) {
    return stop("xml-too-deep", fmt::format("elements are nested more than {} deep", deepest),
                "expected PubMed's records, which nest some 25 deep");
  }
  const Element element = cache_.find(name);
  const bool math = view(prefix) == "mml" || view(name) == "math";
  const Role role = role_of(element, math);
  const Attributes attribute(attribute_count, attributes);
  if (role == Role::record) begin_record();
  if (too_large_ && in_record_) {
    // The rest of the record is walked through, so that the next one is read.
  } else if (role == Role::math) {
    if (count_text(view(name).size() + sizeof(std::string) * 4)) math_.open(view(name), std::cref(attribute));
  } else if (role == Role::inside_text) {
    if (!is_inline(element)) unknown_element(view(name));
    text_.open(markup_of(element));
  } else if (role == Role::skipped) {
    if (levels_.back().role != Role::skipped) unknown_element(view(name));
  } else if (role != Role::walked) {
    if (role == Role::kept_text) text_.clear();
    if (in_record_) record_.open(element, path_, attribute);
  }
  levels_.push_back({element, role});
  path_.push_back(element);
}

void Reader::end() {
  if (levels_.empty()) return;
  const Level level = levels_.back();
  levels_.pop_back();
  path_.pop_back();
  if (level.role == Role::record) return end_record();
  if (too_large_ && in_record_) return;
  switch (level.role) {
    case Role::math:
      if (math_.close()) text_.text(math_.take());
      break;
    case Role::inside_text: text_.close(); break;
    case Role::field: record_.close(level.element, path_, {}); break;
    case Role::kept_text: {
      std::string text = text_.take();
      if (in_record_) {
        record_.close(level.element, path_, std::move(text));
      } else if (!path_.empty() &&
                 (path_.back() == Element::DeleteCitation || path_.back() == Element::DeleteDocument)) {
        const Pmid pmid = std::atoll(text.c_str());
        if (pmid > 0 && text.size() <= 10) sink_.deleted(pmid);
        else sink_.skipped("malformed-pmid", place());
      }
      break;
    }
    default: break;
  }
}

void Reader::characters(std::string_view piece) {
  if (levels_.empty() || (too_large_ && in_record_)) return;
  const Role role = levels_.back().role;
  if (role != Role::kept_text && role != Role::inside_text && role != Role::math) return;
  if (!count_text(piece.size())) return;
  if (role == Role::math) math_.text(piece);
  else text_.text(piece);
}

void Reader::reference(std::string_view name) {
  // An entity that only the DTD declares, which is never loaded. The names of HTML are known without it.
  const htmlEntityDesc* known = htmlEntityLookup(reinterpret_cast<const xmlChar*>(std::string(name).c_str()));
  std::string text;
  if (known) {
    append_utf8(text, static_cast<char32_t>(known->value));
  } else {
    text = "&" + std::string(name) + ";";
    sink_.skipped("unknown-entity", place());
  }
  characters(text);
}

void Reader::begin_record() {
  in_record_ = true;
  too_large_ = false;
  text_size_ = 0;
  record_place_ = place();
  record_.begin();
}

void Reader::end_record() {
  const bool too_large = too_large_;
  if (too_large) skip_too_large(record_.pmid(), record_place_, sink_, diagnostics_);
  in_record_ = too_large_ = false;
  text_size_ = 0;
  text_.clear();
  (void)math_.take();
  if (too_large) return;
  deliver(record_.finish(), record_.problems(), record_place_, sink_, diagnostics_);
}

void Reader::unknown_element(std::string_view name) {
  const auto found = unknown_.find(name);
  if (found == unknown_.end() && unknown_.size() < most_unknown_names) {
    unknown_.emplace(name, 1);
    diagnostics_.warning(
        "unknown-element",
        fmt::format("the element '{}' is not known and is passed over{}", printable(name.substr(0, 60)), where()),
        place());
  }
  sink_.skipped("unknown-element", place());
}

xmlSAXHandler handler() {
  xmlSAXHandler sax{};
  sax.initialized = XML_SAX2_MAGIC;
  sax.startElementNs = [](void* self, const xmlChar* name, const xmlChar* prefix, const xmlChar*, int, const xmlChar**,
                          int count, int, const xmlChar** attributes) {
    static_cast<Reader*>(self)->start(name, prefix, count, attributes);
  };
  sax.endElementNs = [](void* self, const xmlChar*, const xmlChar*, const xmlChar*) {
    static_cast<Reader*>(self)->end();
  };
  const auto text = [](void* self, const xmlChar* characters, int size) {
    static_cast<Reader*>(self)->characters({reinterpret_cast<const char*>(characters), static_cast<std::size_t>(size)});
  };
  sax.characters = text;
  sax.cdataBlock = text;
  sax.ignorableWhitespace = text;
  sax.reference = [](void* self, const xmlChar* name) { static_cast<Reader*>(self)->reference(view(name)); };
  sax.entityDecl = [](void* self, const xmlChar* name, int, const xmlChar*, const xmlChar*, xmlChar*) {
    static_cast<Reader*>(self)->entity_declared(view(name));
  };
  sax.unparsedEntityDecl = [](void* self, const xmlChar* name, const xmlChar*, const xmlChar*, const xmlChar*) {
    static_cast<Reader*>(self)->entity_declared(view(name));
  };
  sax.getEntity = [](void*, const xmlChar* name) { return xmlGetPredefinedEntity(name); };
  sax.serror = [](void* self, xmlErrorPtr error) { static_cast<Reader*>(self)->complain(*error); };
  return sax;
}

extern "C" void say_nothing(void*, const char*, ...) {}

bool Reader::run() {
  static const bool initialised = (xmlInitParser(), true);
  (void)initialised;
  // What a converter complains of has no parser to go to and would be printed; the parser reports it as well, with a place.
  xmlSetGenericErrorFunc(nullptr, say_nothing);
  xmlSAXHandler sax = handler();
  const std::unique_ptr<xmlParserCtxt, void (*)(xmlParserCtxtPtr)> owner(
      xmlCreatePushParserCtxt(&sax, this, nullptr, 0, nullptr), [](xmlParserCtxtPtr parser) {
        if (parser->myDoc) xmlFreeDoc(parser->myDoc);
        xmlFreeParserCtxt(parser);
      });
  if (!owner) throw std::bad_alloc();
  parser_ = owner.get();
  // Never NOENT, HUGE or DTDLOAD: those read other files, and expand entities without bound.
  xmlCtxtUseOptions(parser_, XML_PARSE_NONET);
  std::string buffer(64 * 1024, '\0');
  while (!broken_) {
    const std::size_t got = bytes_.read(buffer.data(), buffer.size());
    if (got == 0) break;
    xmlParseChunk(parser_, buffer.data(), static_cast<int>(got), 0);
  }
  if (auto failed = bytes_.failed()) {
    failed->message += where();
    diagnostics_.add(std::move(*failed));
    broken_ = true;
  } else if (!broken_) {
    at_end_ = true;
    xmlParseChunk(parser_, nullptr, 0, 1);
    // libxml2 says every error; this is for the case that it only counts one.
    if (!parser_->wellFormed)
      complain({.message = nullptr, .level = XML_ERR_FATAL, .line = parser_->input ? parser_->input->line : 0});
  }
  parser_ = nullptr;
  return !broken_;
}

constexpr std::string_view roots[] = {"PubmedArticleSet",   "PubmedArticle",   "PubmedBookArticleSet",
                                      "PubmedBookArticle",  "BookDocumentSet", "BookDocument",
                                      "MedlineCitationSet", "MedlineCitation", "DeleteCitation"};

bool recognises(std::string_view head, std::string_view) {
  const std::string root = xml_root_name(head);
  return std::find(std::begin(roots), std::end(roots), root) != std::end(roots);
}

bool read(ByteStream& bytes, EvidenceSink& sink, Diagnostics& diagnostics) {
  return Reader(bytes, sink, diagnostics).run();
}

}  // namespace

const EvidenceFormat pubmed_xml_format = {"pubmed-xml", recognises, read};

}  // namespace claimassay
