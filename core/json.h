// A streaming JSON writer: fields in the order they are written, numbers in their shortest form, so that the same values
// give the same bytes. Promises valid JSON as long as begin and end calls match (asserted). Strings must be valid UTF-8.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "core/span.h"

namespace claimassay {

class JsonWriter {
 public:
  /// `indent` 0 writes one line (NDJSON), 2 a document for people.
  explicit JsonWriter(int indent = 0) : indent_(indent) {}

  JsonWriter& begin_object();
  JsonWriter& end_object();
  JsonWriter& begin_array();
  JsonWriter& end_array();
  JsonWriter& key(std::string_view name);
  JsonWriter& string(std::string_view text);
  JsonWriter& number(double value);  ///< NaN and infinities become null
  JsonWriter& integer(std::int64_t value);
  JsonWriter& boolean(bool value);
  JsonWriter& null();
  /// A piece that is JSON already.
  JsonWriter& raw(std::string_view json);

  // The common case: a key with its value.
  JsonWriter& field(std::string_view name, std::string_view text) { return key(name).string(text); }
  JsonWriter& field(std::string_view name, const char* text) { return key(name).string(text); }
  JsonWriter& field(std::string_view name, const std::string& text) { return key(name).string(text); }
  template <class T>
  requires std::is_arithmetic_v<T> JsonWriter& field(std::string_view name, T value) {
    key(name);
    if constexpr (std::is_same_v<T, bool>) return boolean(value);
    else if constexpr (std::is_integral_v<T>) return integer(static_cast<std::int64_t>(value));
    else return number(value);
  }
  template <class T>
  JsonWriter& field(std::string_view name, const std::optional<T>& value) {
    return value ? field(name, *value) : key(name).null();
  }
  JsonWriter& field(std::string_view name, const std::vector<std::string>& texts);
  /// "start" and "end", as the contract spells a span.
  JsonWriter& span(Span span) { return field("start", span.begin).field("end", span.end); }

  const std::string& text() const { return out_; }
  std::string take() { return std::move(out_); }
  void clear();

 private:
  void before_value();
  void open(char bracket);
  void close(char bracket);
  void new_line();

  std::string out_;
  std::vector<bool> has_items_;  // one per open bracket
  bool after_key_ = false;
  int indent_ = 0;
};

}  // namespace claimassay
