// Words for the size of an effect (trivial, small, moderate, large), from the table data/effect_bands.tsv.
// Refuses (empty) where the measure has no table: a difference in points means nothing without its instrument.
#pragma once

#include <string>

#include "core/claim.h"

namespace claimassay {

struct EffectBand {
  std::string word;   ///< empty = no table for the measure
  std::string table;  ///< the table that applied
};
EffectBand effect_band(const EffectEstimate& estimate);

}  // namespace claimassay
