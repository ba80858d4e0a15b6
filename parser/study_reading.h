// The parts of read_study(), one file each. Every part reads the same prepared texts and adds to the same Study; none
// looks at what another part found, except results, which come after the arms, and figures, which come last.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/study.h"
#include "parser/numbers.h"
#include "parser/record_text.h"

namespace claimassay {

struct RecordReading {
  const Citation& citation;
  RecordText title;
  RecordText abstract;
  NumberReading numbers;  ///< of the abstract
  std::string id;         ///< for quotes: "pmid:12345", or "record"

  Quote quote(const RecordText& text, Span span) const;
};

void read_design(const RecordReading& record, Study& study);       ///< design, features, cues, species
void read_size(const RecordReading& record, Study& study);         ///< participants, studies, events, arms
void read_results(const RecordReading& record, Study& study);      ///< estimates, measures, i2, primary endpoint
void read_figures(const RecordReading& record, Study& study);      ///< what stands beside each estimate; events
void read_bias(const RecordReading& record, Study& study);         ///< bias cues
void read_status(const RecordReading& record, Study& study);       ///< status, registry ids, declared grades
void read_losses(const RecordReading& record, Study& study);       ///< people lost, by group where groups are named
void read_study_facts(const RecordReading& record, Study& study);  ///< facts under "source."

/// A known fact of the record, with the words it rests on.
void add_fact(Study& study, std::string name, Value value, std::vector<Quote> quotes,
              FactOrigin origin = FactOrigin::read);

}  // namespace claimassay
