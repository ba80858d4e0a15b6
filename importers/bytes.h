// Looking at the beginning of a stream without losing it, and saying what kind of thing it is. For those who must decide
// on a format before they read. Costs: one copy of the first 4 KB.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "importers/importer.h"

namespace claimassay {

/// Fills `head` with the first bytes (at most 4 KB, fewer when the stream is shorter) and gives a stream that begins with
/// them again. A stream that failed at once gives an empty head; ask failed().
std::unique_ptr<ByteStream> peek(std::unique_ptr<ByteStream> bytes, std::string& head);

/// What the beginning of a file looks like, in words that end "this is ...": "a MeSH file (root element
/// DescriptorRecordSet)", "a web page (HTML)", "plain text", "an empty file".
std::string describe_content(std::string_view head);

/// The name of the first element of an XML text, without its prefix: comments, declarations and a DOCTYPE are passed
/// over. Empty where there is none. UTF-16 is looked at as if it were ASCII.
std::string xml_root_name(std::string_view head);

}  // namespace claimassay
