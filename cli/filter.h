// The frame that every NDJSON filter shares: lines in, one answer per line out, in order, the `id` echoed.
// Promises: memory is bounded by a window of input, whatever the number of lines; a line is answered as soon as it has
// been read, so that a program at the other end of a pipe may wait for it; the same lines give the same bytes for any
// --jobs. A bad line is answered with {"id":..,"error":{code,message}}, the rest go on, and the exit code is 2.
// Refuses: lines over 64 MB. Blank lines are no lines.
#pragma once

#include <simdjson.h>

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/command.h"
#include "core/json.h"

namespace claimassay {

/// Thrown by a filter for a line that it cannot answer; the code is stable and in kebab-case.
struct FilterError {
  std::string code;
  std::string message;  ///< one sentence without a full stop
};

using JsonObject = simdjson::dom::object;
using JsonElement = simdjson::dom::element;

/// Answers one line: writes fields into the object that the frame has opened (the frame writes `id`). Called from
/// several threads at once; throws FilterError. Strings that it gets are valid UTF-8.
using FilterAnswer = std::function<void(JsonObject line, JsonWriter& out)>;

/// Runs the filter over the files, or over standard input when there is none ("-" also means it).
int run_filter(const std::vector<std::string>& files, const GlobalOptions& global, const FilterAnswer& answer);

/// Declares the positional FILE... of a filter and gives the list that CLI11 fills.
void add_filter_files(CLI::App& command, std::vector<std::string>& files);

// Reading fields. A field that is missing or null gives nothing; one of another type is a FilterError "wrong-type".
std::optional<JsonElement> field_of(JsonObject line, const char* name);
std::optional<std::string_view> text_of(JsonObject line, const char* name);
std::optional<double> number_of(JsonObject line, const char* name);
std::optional<simdjson::dom::array> list_of(JsonObject line, const char* name);
std::optional<JsonObject> object_of(JsonObject line, const char* name);
/// A list of strings; a single string is a list of one.
std::vector<std::string> texts_of(JsonObject line, const char* name);
/// As text_of, but a missing field is a FilterError "missing-field".
std::string_view required_text(JsonObject line, const char* name);

}  // namespace claimassay
