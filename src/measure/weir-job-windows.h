/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-job-windows.h: the seconds of a job of a load plan that are still being counted in
 */

#pragma once

#include "weir-time-window.h"

G_BEGIN_DECLS

typedef struct _WeirJobWindows WeirJobWindows;

WeirJobWindows *weir_job_windows_new (void);
void weir_job_windows_free (WeirJobWindows *self);
void weir_job_windows_start (WeirJobWindows *self, guint second);
/* @phases: WEIR_N_PHASES times, µs */
void weir_job_windows_count (WeirJobWindows *self, guint second, const WeirStepBrief *brief,
                             const gint64 *phases);
/* How it stands in that second; the most that was seen is kept. */
void weir_job_windows_note (WeirJobWindows *self, guint second, guint in_flight, guint clients);
/* What another one counted in its second. */
void weir_job_windows_merge (WeirJobWindows *self, const WeirTimeWindow *window);
/* Appends the seconds before @second. What still comes of them counts in the oldest one that is open, so that
 * sums stay exact. */
void weir_job_windows_close (WeirJobWindows *self, guint second, GPtrArray *windows);
/* Appends all seconds as far as they have been counted, which are then counted anew. */
void weir_job_windows_take (WeirJobWindows *self, GPtrArray *windows);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirJobWindows, weir_job_windows_free)

G_END_DECLS
