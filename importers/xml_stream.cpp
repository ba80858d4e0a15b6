#include "importers/xml_stream.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include <algorithm>
#include <memory>

#include <fmt/format.h>

#include "core/text.h"

namespace claimassay {

namespace {

std::string_view view(const xmlChar* text) {
  return text ? std::string_view(reinterpret_cast<const char*>(text)) : std::string_view();
}

void keep_quiet(void*, const char*, ...) {}

}  // namespace

/// What libxml2 calls. Nothing here throws: the readers keep to plain strings.
struct XmlStream::Calls {
  static XmlStream& of(void* self) { return *static_cast<XmlStream*>(self); }

  static void start(void* self, const xmlChar* name, const xmlChar*, const xmlChar*, int, const xmlChar**, int count,
                    int, const xmlChar** attributes) {
    XmlStream& stream = of(self);
    if (stream.path_.size() >= deepest) {
      return stream.stop("xml-too-deep", fmt::format("elements are nested more than {} deep", deepest),
                         "expected a file as NLM writes it");
    }
    stream.path_.emplace_back(view(name));
    stream.attributes_ = attributes;
    stream.attribute_count_ = count;
    stream.opened();
    stream.attribute_count_ = 0;
  }
  static void end(void* self, const xmlChar*, const xmlChar*, const xmlChar*) {
    XmlStream& stream = of(self);
    if (stream.path_.empty()) return;
    stream.closed();
    stream.path_.pop_back();
  }
  static void characters(void* self, const xmlChar* text, int size) {
    of(self).text({reinterpret_cast<const char*>(text), static_cast<std::size_t>(size)});
  }
  /// An entity that only the DTD declares, which is never loaded: kept as it is written.
  static void reference(void* self, const xmlChar* name) { of(self).text("&" + std::string(view(name)) + ";"); }
  static void entity(void* self, const xmlChar* name, int, const xmlChar*, const xmlChar*, xmlChar*) {
    of(self).stop(
        "xml-entity-declaration",
        fmt::format("the file declares the entity '{}', which is refused", printable(view(name).substr(0, 60))),
        "expected an XML file without entity declarations, as NLM writes it");
  }
  static void unparsed(void* self, const xmlChar* name, const xmlChar*, const xmlChar*, const xmlChar*) {
    entity(self, name, 0, nullptr, nullptr, nullptr);
  }
  static void subset(void* self, const xmlChar*, const xmlChar*, const xmlChar* system) {
    of(self).doctype(view(system));
  }
  static xmlEntityPtr predefined(void*, const xmlChar* name) { return xmlGetPredefinedEntity(name); }
  static void complain(void* self, xmlErrorPtr error) {
    XmlStream& stream = of(self);
    if (error->level != XML_ERR_FATAL || stream.broken_) return;
    if (stream.at_end_ && !stream.path_.empty()) {
      return stream.stop("xml-breaks-off",
                         fmt::format("the file ends in the middle, with {} elements open", stream.path_.size()),
                         "expected the whole file; fetch it again");
    }
    const std::string said =
        printable(collapse_space(replace_invalid_utf8(error->message ? error->message : "no reason is given")));
    stream.stop("xml-not-well-formed", "the XML is broken: " + said.substr(0, 300),
                "expected well-formed XML up to the end of the file");
  }
};

Place XmlStream::place() const {
  Place place{bytes_->name()};
  const auto* parser = static_cast<xmlParserCtxtPtr>(parser_);
  if (parser && parser->input) {
    place.line = static_cast<std::size_t>(std::max(0, parser->input->line));
    place.column = static_cast<std::size_t>(std::max(0, parser->input->col));
  }
  return place;
}

std::string XmlStream::attribute(std::string_view name) const {
  for (int i = 0; i < attribute_count_; ++i) {
    const unsigned char** one = attributes_ + i * 5;  // local name, prefix, URI, value, end of value
    if (view(one[0]) == name) return {one[3], one[4]};
  }
  return "";
}

bool XmlStream::is_at(std::string_view end_of_path) const {
  std::size_t left = path_.size();
  for (;;) {
    const std::size_t slash = end_of_path.rfind('/');
    if (left == 0 || path_[--left] != end_of_path.substr(slash == std::string_view::npos ? 0 : slash + 1)) return false;
    if (slash == std::string_view::npos) return true;
    end_of_path = end_of_path.substr(0, slash);
  }
}

void XmlStream::stop(std::string code, std::string message, std::string help) {
  if (!broken_) diagnostics_->error(std::move(code), message + where(), place(), std::move(help));
  broken_ = true;
  xmlStopParser(static_cast<xmlParserCtxtPtr>(parser_));
}

bool XmlStream::run(ByteStream& bytes, Diagnostics& diagnostics) {
  static const bool initialised = (xmlInitParser(), true);
  (void)initialised;
  // What a converter complains of has no parser to go to and would be printed; the parser reports it as well, with a place.
  xmlSetGenericErrorFunc(nullptr, keep_quiet);
  bytes_ = &bytes;
  diagnostics_ = &diagnostics;
  xmlSAXHandler sax{};
  sax.initialized = XML_SAX2_MAGIC;
  sax.startElementNs = Calls::start;
  sax.endElementNs = Calls::end;
  sax.characters = sax.cdataBlock = sax.ignorableWhitespace = Calls::characters;
  sax.reference = Calls::reference;
  sax.entityDecl = Calls::entity;
  sax.unparsedEntityDecl = Calls::unparsed;
  sax.internalSubset = Calls::subset;
  sax.getEntity = Calls::predefined;
  sax.serror = Calls::complain;
  const std::unique_ptr<xmlParserCtxt, void (*)(xmlParserCtxtPtr)> owner(
      xmlCreatePushParserCtxt(&sax, this, nullptr, 0, nullptr), [](xmlParserCtxtPtr parser) {
        if (parser->myDoc) xmlFreeDoc(parser->myDoc);  // made where entities are declared
        xmlFreeParserCtxt(parser);
      });
  if (!owner) throw std::bad_alloc();
  parser_ = owner.get();
  // Never NOENT, HUGE or DTDLOAD: those read other files, and expand entities without bound.
  xmlCtxtUseOptions(owner.get(), XML_PARSE_NONET);
  std::string buffer(64 * 1024, '\0');
  while (!broken_) {
    const std::size_t got = bytes.read(buffer.data(), buffer.size());
    if (got == 0) break;
    xmlParseChunk(owner.get(), buffer.data(), static_cast<int>(got), 0);
  }
  if (auto failed = bytes.failed()) {
    failed->message += where();
    diagnostics.add(std::move(*failed));
    broken_ = true;
  } else if (!broken_) {
    at_end_ = true;
    xmlParseChunk(owner.get(), nullptr, 0, 1);
    // libxml2 says every error; this is for the case that it only counts one.
    if (!owner->wellFormed) stop("xml-not-well-formed", "the XML is broken", "");
  }
  parser_ = nullptr;
  return !broken_;
}

}  // namespace claimassay
