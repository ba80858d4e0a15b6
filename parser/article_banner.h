// What single blocks say about the page itself: its state of review, that it is no medical advice, that it is a label
// of the site. Lexicon: data/lexicon/banner.tsv, disclaimers.tsv.
#pragma once

#include <optional>
#include <vector>

#include "core/article.h"

namespace claimassay {

struct BlockReading {
  std::optional<SectionRole> role;  ///< banner or disclaimer; nothing for the article's own text
  std::vector<BannerStatement> statements;
  std::optional<BannerState> label;  ///< the whole block is the name of a state: a legend in a row, a statement alone
};

BlockReading read_page_block(const Source& source, Span block);

/// Says of itself that it is reviewed or approved and, elsewhere, that it is not yet.
bool contradicts_itself(const std::vector<BannerStatement>& statements);

}  // namespace claimassay
