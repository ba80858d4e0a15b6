#include "core/engine.h"

namespace claimassay {

std::string engine_name() { return "claimassay " CLAIMASSAY_VERSION; }

}  // namespace claimassay
