// Measures that stand in for what matters to patients, from data/surrogates.tsv.
#pragma once

#include <string>
#include <string_view>

#include "core/claim.h"

namespace claimassay {

struct Surrogate {
  std::string measure;  ///< as the table names it; empty = none
  std::string kind;     ///< laboratory, physiological, imaging
};

/// The first measure of the table that the text names and the claim itself does not.
Surrogate surrogate_in(std::string_view text, const Claim& claim);

}  // namespace claimassay
