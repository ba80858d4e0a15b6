// Character references of HTML, as browsers read them: the whole table of names, legacy names without a semicolon,
// numbers of the Windows-1252 range ("&#150;"), and nothing that expands further: there are no definable entities.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace claimassay {

struct DecodedEntity {
  std::string text;      ///< UTF-8
  std::size_t size = 0;  ///< bytes of the reference, with '&' and ';'
};

/// The reference that begins at `offset` (an '&'); nothing where it is only an ampersand. In attributes a legacy name
/// that a letter, digit or '=' follows is no reference ("?a=1&copy=2").
std::optional<DecodedEntity> decode_entity(std::string_view text, std::size_t offset, bool in_attribute = false);

/// A whole attribute value or title.
std::string decode_entities(std::string_view text, bool in_attribute);

}  // namespace claimassay
