/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-worker-private.h: starting a worker process, for those who drive one
 */

#pragma once

#include <gio/gio.h>

#include "weir-worker-process.h"

G_BEGIN_DECLS

GSubprocess *weir_worker_spawn (const char *const *secrets, int *fd, GError **error);

/* The other end has said something that is not in the language of this version. */
#define WEIR_WORKER_OTHER_VERSION "The worker process speaks another version of Weir; reinstall Weir."
#define WEIR_WORKER_ENDED "The worker process ended unexpectedly; what was measured until then is kept."

G_END_DECLS
