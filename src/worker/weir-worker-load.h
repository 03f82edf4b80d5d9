/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-worker-load.h: what this process uses of its computer
 */

#pragma once

#include "weir-quality.h"

G_BEGIN_DECLS

/* All but the lateness of the loop, which only the loop knows. */
void weir_worker_load_read (WeirLoad *load);

G_END_DECLS
