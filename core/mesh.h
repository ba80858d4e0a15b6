// A heading of the Medical Subject Headings as NLM publishes it: the words under which a subject is known, and its places
// in the tree. Publication types are descriptors too (class 2).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/citation.h"

namespace claimassay {

struct MeshDescriptor {
  std::string ui;  ///< D017116
  std::string name;
  int descriptor_class = 1;               ///< 1 subject, 2 publication type, 3 check tag, 4 place
  std::vector<std::string> tree_numbers;  ///< "C23.888.592.612.107.400"; narrower headings go on with ".nnn"
  std::vector<std::string> entry_terms;   ///< other names, as written, in the order of the file, without the name
  std::vector<std::string> actions;       ///< UIs of pharmacological actions
  std::string scope_note;
  PartialDate revised;
  int edition = 0;  ///< year of the vocabulary; 0 where the file does not state it
};

/// What two spellings of a heading or entry term have in common: words in lower case without diacritics, one space
/// between them, signs gone. "Low-Back Pain" -> "low back pain"; the order of words stays.
std::string mesh_key(std::string_view term);

/// One line of NDJSON, with its line break.
std::string descriptor_line(const MeshDescriptor& descriptor);

}  // namespace claimassay
