/* The engine that is served: opened on a config file, filled from a document. */
#ifndef CHATCORE_SERVER_ENGINE_H
#define CHATCORE_SERVER_ENGINE_H

#include "options.h"

#include <chatcore.h>

/* Opens the engine of --config and runs --import; NULL after a complaint that names option, file, line and column. */
chatcore *engine_open(const struct options *options);

#endif
