// What a body of evidence consists of, in the words an explanation needs: "a systematic review of 14 trials", "2 cohort studies".
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/fact.h"
#include "core/vocabulary.h"

namespace claimassay {

std::string design_words(Design design, const TextSet& features, std::string_view included,
                         std::optional<double> studies, std::size_t sources);

}  // namespace claimassay
