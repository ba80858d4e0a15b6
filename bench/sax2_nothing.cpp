// The physical limit of an importer that uses libxml2: a .xml.gz inflated by zlib and parsed by SAX2 into handlers that do
// nothing. Prints the number of elements, so that one can see that it read them all.
#include <libxml/parser.h>
#include <zlib.h>

#include <cstdio>
#include <vector>

int main(int count, char** values) {
  if (count != 2) return std::fprintf(stderr, "usage: sax2_nothing FILE.xml.gz\n"), 2;
  gzFile file = gzopen(values[1], "rb");
  if (!file) return std::perror(values[1]), 2;
  gzbuffer(file, 256 * 1024);
  xmlSAXHandler sax{};
  sax.initialized = XML_SAX2_MAGIC;
  sax.startElementNs = [](void* elements, const xmlChar*, const xmlChar*, const xmlChar*, int, const xmlChar**, int,
                          int, const xmlChar**) { ++*static_cast<unsigned long*>(elements); };
  sax.endElementNs = [](void*, const xmlChar*, const xmlChar*, const xmlChar*) {};
  sax.characters = sax.ignorableWhitespace = [](void*, const xmlChar*, int) {};
  sax.getEntity = [](void*, const xmlChar* name) { return xmlGetPredefinedEntity(name); };
  unsigned long elements = 0;
  xmlParserCtxtPtr parser = xmlCreatePushParserCtxt(&sax, &elements, nullptr, 0, nullptr);
  std::vector<char> buffer(64 * 1024);
  for (int got; (got = gzread(file, buffer.data(), static_cast<unsigned>(buffer.size()))) > 0;) {
    xmlParseChunk(parser, buffer.data(), got, 0);
  }
  xmlParseChunk(parser, nullptr, 0, 1);
  const bool whole = parser->wellFormed;
  gzclose(file);
  std::printf("%lu elements%s\n", elements, whole ? "" : ", not well-formed");
  return whole ? 0 : 1;
}
