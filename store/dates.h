// Dates as the store's columns hold them: yyyymmdd, unknown parts 0; what is not a date in numbers is not kept.
#pragma once

#include <cstdint>

#include "core/citation.h"

namespace claimassay {

inline int date_number(const PartialDate& date) { return date.year * 10000 + date.month * 100 + date.day; }

inline PartialDate date_of_number(std::int64_t number) {
  PartialDate date;
  date.year = static_cast<int>(number / 10000);
  date.month = static_cast<int>(number / 100 % 100);
  date.day = static_cast<int>(number % 100);
  return date;
}

}  // namespace claimassay
