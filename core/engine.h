// What made a result: the program's name and version, as every answer carries it.
// It is not the rules' version: a pack carries its own name and hash beside it.
#pragma once

#include <string>

namespace claimassay {

/// "claimassay 0.1.0"
std::string engine_name();

}  // namespace claimassay
