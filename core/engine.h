// What made a result: the program's name and version, as every answer carries it.
#pragma once

#include <string>

namespace claimassay {

/// "claimassay 0.1.0"
std::string engine_name();

}  // namespace claimassay
