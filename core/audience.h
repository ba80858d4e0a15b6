// Whom a grade is put into words for: those who treat, or those who are treated. Where nobody is named the words are for an
// editor.
#pragma once

#include "core/vocabulary.h"

namespace claimassay {

enum class Audience { clinician, patient };
template <>
struct Vocabulary<Audience> {
  static constexpr std::string_view words[] = {"clinician", "patient"};
};

}  // namespace claimassay
