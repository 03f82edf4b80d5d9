/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-opened-report.h: results from a file, in an archive of their own while they are shown
 */

#pragma once

#include <gio/gio.h>

#include "weir-past-run.h"

G_BEGIN_DECLS

#define WEIR_TYPE_OPENED_REPORT (weir_opened_report_get_type ())
G_DECLARE_FINAL_TYPE (WeirOpenedReport, weir_opened_report, WEIR, OPENED_REPORT, GObject)

/* @fraction: 0 to 1; in the caller's main context, not after the callback */
typedef void (*WeirOpenProgress) (double fraction, gpointer data);

gboolean weir_opened_report_is_report (GFile *file);
void weir_opened_report_read_async (GFile *file, WeirOpenProgress progress, gpointer progress_data,
                                    GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
WeirOpenedReport *weir_opened_report_read_finish (GAsyncResult *result, GError **error);

GFile *weir_opened_report_get_file (WeirOpenedReport *self);
const char *weir_opened_report_get_archive (WeirOpenedReport *self);
const WeirPastRun *weir_opened_report_get_run (WeirOpenedReport *self);

G_END_DECLS
