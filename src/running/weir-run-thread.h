/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-run-thread.h: what happens on a run's own thread
 */

#pragma once

#include "weir-run-private.h"

G_BEGIN_DECLS

gpointer weir_run_thread_main (gpointer run);
void weir_run_thread_stop (WeirRunThread *self);

G_END_DECLS
