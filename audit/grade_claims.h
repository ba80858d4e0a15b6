// Grades every claim of an article by the records it cites, and adds what the rules find in its wording.
// Costs: each cited record is read once, however many claims cite it.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "audit/check_support.h"
#include "core/appraisal.h"
#include "core/diagnostic.h"
#include "grading/evidence.h"
#include "rules/pack.h"

namespace claimassay {

/// A pack with the folder of --rules on top (empty = none); loaded once per name, folder and date, shared by threads.
/// Nothing, with Diagnostics, when a rule of the folder is wrong.
std::shared_ptr<const rules::Pack> shared_pack(const std::string& name, const std::string& rules_folder,
                                               const std::string& as_of, Diagnostics& diagnostics);
/// The pack "editorial".
std::shared_ptr<const rules::Pack> editorial_pack(const std::string& rules_folder, const std::string& as_of,
                                                  Diagnostics& diagnostics);

/// The pack of another scheme; loose rules of the folder belong to the desk's pack and stay out of it.
std::shared_ptr<const rules::Pack> scheme_pack(const std::string& name, const std::string& rules_folder,
                                               const std::string& as_of, Diagnostics& diagnostics);

struct GradingAsked {
  const rules::Pack* scheme = nullptr;  ///< grade each claim by this pack as well
  std::optional<Audience> audience = std::nullopt;
};

/// What grading a claim of an article takes besides the claim.
struct ClaimToGrade {
  ClaimContext context;
  std::vector<CitedRecord> cited;      ///< in the order of the claim's references, with what each says of the claim
  std::vector<SourceSupport> support;  ///< one for each of the claim's references
};

class ClaimReader {
 public:
  /// Reads every cited record; the appraisal must outlive it, with its references and claims as they stand.
  ClaimReader(const ArticleAppraisal& appraisal, std::string as_of);
  ClaimToGrade read(const AppraisedClaim& claim);

 private:
  const ArticleAppraisal& appraisal_;
  std::string as_of_;
  std::map<int, CitedRecord> records_;
  std::map<std::size_t, std::set<std::string>> outcomes_;  // by the sentence's beginning
  SupportCheck support_;
};

/// Sets assessments and adds findings; `findings` of the claims are left for who sorts them.
void grade_claims(const rules::Pack& pack, const std::string& as_of, ArticleAppraisal& appraisal,
                  const GradingAsked& asked = {});

}  // namespace claimassay
