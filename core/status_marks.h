// By which marks records with a status can be found before the status itself is settled, which takes both ends of a link.
#pragma once

#include <string>
#include <vector>

namespace claimassay {

struct StatusMarks {
  std::vector<std::string> publication_types;  ///< names
  std::vector<std::string> own_links;          ///< types of links that such a record has
  std::vector<std::string> links_to_it;        ///< types of links by which others say so
  std::vector<std::string> title_words;
  bool findable = false;  ///< false: most records have it
};

}  // namespace claimassay
