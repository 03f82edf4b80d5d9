/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-run-thread.h: what happens on a run's own thread, for the class of the run
 */

#pragma once

#include "weir-run-private.h"

G_BEGIN_DECLS

gpointer weir_run_thread_open (WeirRunBase *run);
void weir_run_thread_begin (gpointer side);
void weir_run_thread_tick (gpointer side);
void weir_run_thread_stop (gpointer side);
gpointer weir_run_thread_close (gpointer side);

G_END_DECLS
