#include "review/decide.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "audit/check_article.h"
#include "core/hash.h"
#include "core/spaced.h"
#include "core/text.h"
#include "report/report.h"

namespace claimassay {

namespace {

std::string bytes_of(const std::string& path) {
  if (path.empty()) return "";
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// One check of a text, with the bytes it was made of.
struct Checked {
  ArticleAppraisal appraisal;
  SubmittedText text;
  DeskVersion version;  ///< hash, title and references; no author, no number
};

std::optional<Checked> check(const DeskContext& context, const std::string& path, const std::string& refs,
                             Diagnostics& diagnostics) {
  CheckOptions options;
  options.refs_path = refs;
  options.as_of = context.as_of;
  auto appraisal = check_article(path, context.evidence, options, diagnostics);
  if (!appraisal) return std::nullopt;
  Checked checked{std::move(*appraisal), {}, {}};
  const Source& source = checked.appraisal.article.source();
  checked.text = {std::string(source.file()), bytes_of(refs)};
  checked.version.hash = content_hash(checked.text.bytes);
  checked.version.title = checked.appraisal.article.citation.title;
  checked.version.refs_path = refs;
  checked.version.refs_hash = refs.empty() ? "" : content_hash(checked.text.refs_bytes);
  return checked;
}

DeskAppraisal for_desk(const DeskContext& context, const ArticleAppraisal& appraisal) {
  DeskAppraisal out;
  out.at = context.now;
  out.as_of = context.as_of;
  out.engine = appraisal.engine;
  out.pack = appraisal.pack;
  out.pack_hash = appraisal.pack_hash;
  out.evidence = context.evidence_words;
  out.complete = appraisal.coverage.not_checked.empty();
  out.report = find_report_format("json")->write(appraisal, {});
  const LineIndex lines(appraisal.article.source());
  for (const Finding& finding : appraisal.findings) {
    const LineColumn at = lines.locate(finding.span.begin);
    out.findings.push_back({finding.code, finding.family, finding.severity, at.line, at.column, finding.message,
                            finding.claim_key, finding.cited_id, finding.fingerprint});
  }
  return out;
}

/// Could this check look at the source that an earlier finding spoke of?
bool could_look_at(const ArticleAppraisal& appraisal, const std::string& cited_id) {
  if (cited_id.empty()) return true;  // the text itself, which is always there
  return std::any_of(appraisal.references.begin(), appraisal.references.end(), [&](const ResolvedReference& reference) {
    return stable_id(reference) == cited_id && reference.resolution == Resolution::found;
  });
}

/// Blockers that an earlier check of the same text raised and that this one cannot judge: they stay open.
void keep_open(const DeskAppraisal& before, const ArticleAppraisal& now, DeskAppraisal& kept) {
  for (const DeskFinding& old : before.findings) {
    if (old.severity != Severity::blocker || could_look_at(now, old.cited_id)) continue;
    const bool again = std::any_of(kept.findings.begin(), kept.findings.end(),
                                   [&](const DeskFinding& finding) { return finding.fingerprint == old.fingerprint; });
    if (!again) kept.findings.push_back(old);
  }
}

std::vector<DeskFinding> blockers_in(const DeskAppraisal& appraisal) {
  std::vector<DeskFinding> open;
  std::copy_if(appraisal.findings.begin(), appraisal.findings.end(), std::back_inserter(open),
               [](const DeskFinding& finding) { return finding.severity == Severity::blocker; });
  return open;
}

DeskState state_of(const DeskArticle& article) {
  return from_word<DeskState>(article.state()).value_or(DeskState::draft);
}

bool same_person(const std::string& a, const std::string& b) {
  return fold(collapse_space(a)) == fold(collapse_space(b));
}

DeskDecision decision_of(const DeskContext& context, std::string who, DeskAction action, DeskState from, DeskState to,
                         std::string reason) {
  return {context.now,
          std::move(who),
          std::string(word(action)),
          std::string(word(from)),
          std::string(word(to)),
          std::move(reason),
          0};
}

DecisionResult refused(Refusal refusal, std::string because, std::optional<DeskArticle> article = std::nullopt) {
  return {refusal, std::move(because), {}, std::move(article)};
}

}  // namespace

std::string desk_path_of(const std::string& path) {
  return std::filesystem::absolute(path).lexically_normal().string();
}

std::optional<DeskArticle> submit(const DeskContext& context, const Submission& submission, Diagnostics& diagnostics) {
  const std::string refs = submission.refs.empty() ? "" : desk_path_of(submission.refs);
  auto checked = check(context, submission.path, refs, diagnostics);
  if (!checked) return std::nullopt;
  const std::string path = desk_path_of(submission.path);
  const auto before = context.desk.find(path);
  DeskAppraisal appraisal = for_desk(context, checked->appraisal);

  const bool same_text = before && before->version.hash == checked->version.hash &&
                         before->version.refs_hash == checked->version.refs_hash;
  const DeskState from = before ? state_of(*before) : DeskState::draft;
  const bool waits_for_review = from == DeskState::submitted || from == DeskState::under_review;
  const bool same_author = submission.author.empty() || (before && submission.author == before->version.author);
  if (same_text && waits_for_review && same_author) {
    keep_open(before->appraisal, checked->appraisal, appraisal);
    context.desk.add(*before, &appraisal, nullptr);
    return context.desk.find(path);
  }
  checked->version.author = submission.author.empty() && before ? before->version.author : submission.author;
  const DeskState submitted = *next_state(from, DeskAction::submit);
  const DeskState reviewed = *next_state(submitted, DeskAction::begin_review);
  context.desk.submit(
      path, submission.path, checked->version, checked->text, appraisal,
      {decision_of(context, checked->version.author, DeskAction::submit, from, submitted, ""),
       decision_of(context, "", DeskAction::begin_review, submitted, reviewed, "checked on submission")});
  return context.desk.find(path);
}

std::optional<DecisionResult> decide(const DeskContext& context, const DecisionRequest& request,
                                     Diagnostics& diagnostics) {
  auto article = context.desk.find(desk_path_of(request.path));
  if (!article) return refused(Refusal::never_submitted, "it was never submitted");
  const DeskState from = state_of(*article);
  const auto to = next_state(from, request.action);
  if (!to) {
    std::string state = spaced(word(from));
    return refused(Refusal::wrong_state, "it is " + state, std::move(article));
  }
  const auto record = [&](const DeskAppraisal* appraisal) {
    const DeskDecision decision = decision_of(context, request.who, request.action, from, *to, request.reason);
    context.desk.add(*article, appraisal, &decision);
    return DecisionResult{Refusal::none, "", {}, context.desk.find(article->path)};
  };
  // Sending a text back needs no proof; letting it pass does.
  if (request.action == DeskAction::request_changes) return record(nullptr);

  if (!article->version.author.empty() && same_person(article->version.author, request.who)) {
    return refused(Refusal::own_text, request.who + " is its author: another person must decide", std::move(article));
  }
  auto checked = check(context, request.path, article->version.refs_path, diagnostics);
  if (!checked) return std::nullopt;
  if (checked->version.hash != article->version.hash || checked->version.refs_hash != article->version.refs_hash) {
    const bool text = checked->version.hash != article->version.hash;
    return refused(Refusal::text_changed,
                   std::string(text ? "the text" : "the file of references") +
                       " is not the one that was submitted: submit it again",
                   std::move(article));
  }
  if (!context.evidence) {
    return refused(Refusal::no_evidence, "there is no evidence store: nothing is known of its sources",
                   std::move(article));
  }
  DeskAppraisal appraisal = for_desk(context, checked->appraisal);
  keep_open(article->appraisal, checked->appraisal, appraisal);
  if (std::vector<DeskFinding> open = blockers_in(appraisal); !open.empty()) {
    context.desk.add(*article, &appraisal, nullptr);
    return DecisionResult{Refusal::blockers, "blockers are open", std::move(open), context.desk.find(article->path)};
  }
  return record(&appraisal);
}

}  // namespace claimassay
