// Grades every claim of an article by the records it cites, and adds what the rules find in its wording.
// Costs: each cited record is read once, however many claims cite it.
#pragma once

#include <memory>
#include <string>

#include "core/appraisal.h"
#include "core/diagnostic.h"
#include "rules/pack.h"

namespace claimassay {

/// The pack "editorial" with the folder of --rules on top (empty = none); loaded once per folder and date, shared by
/// threads. Nothing, with Diagnostics, when a rule of the folder is wrong.
std::shared_ptr<const rules::Pack> editorial_pack(const std::string& rules_folder, const std::string& as_of,
                                                  Diagnostics& diagnostics);

/// The pack of another scheme; loose rules of the folder belong to the desk's pack and stay out of it.
std::shared_ptr<const rules::Pack> scheme_pack(const std::string& name, const std::string& rules_folder,
                                               const std::string& as_of, Diagnostics& diagnostics);

struct GradingAsked {
  const rules::Pack* scheme = nullptr;  ///< grade each claim by this pack as well
  std::optional<Audience> audience = std::nullopt;
};

/// Sets assessments and adds findings; `findings` of the claims are left for who sorts them.
void grade_claims(const rules::Pack& pack, const std::string& as_of, ArticleAppraisal& appraisal,
                  const GradingAsked& asked = {});

}  // namespace claimassay
