/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-report.h: finished or stopped runs, out of the archive and into a file, and out of a file again
 */

#pragma once

#include <gio/gio.h>

#include "weir-archive.h"

G_BEGIN_DECLS

#define WEIR_REPORT_ERROR (weir_report_error_quark ())
GQuark weir_report_error_quark (void);

typedef enum
{
  WEIR_REPORT_ERROR_KIND,  /* no report has that file ending, or it cannot hold several runs */
  WEIR_REPORT_ERROR_WRITE,
  WEIR_REPORT_ERROR_READ,  /* no report in JSON that this version can read back */
} WeirReportError;

/* A form a report can have; a file's ending chooses it. */
typedef struct
{
  const char *ending; /* ".html" */
  const char *title;  /* "HTML", as a menu names it; never translated */
  gboolean several;   /* whether one file can hold several runs */
} WeirReportKind;

/* All of them, in the order menus show them; @n of them. */
const WeirReportKind *weir_report_get_kinds (guint *n);
/* The one @file_name's ending chooses; NULL with WEIR_REPORT_ERROR_KIND. */
const WeirReportKind *weir_report_find_kind (const char *file_name, GError **error);

/* How much of the work is done, from 0 to 1; in the thread that writes, except weir_report_write_async(). */
typedef void (*WeirReportProgressFunc) (double done, gpointer data);

/* Zero-initialised: as it should be unless somebody asked for something else. */
typedef struct
{
  gboolean include_credentials; /* Authorization, Proxy-Authorization, Cookie, Set-Cookie as they were */
  WeirReportProgressFunc progress; /* (nullable) */
  gpointer progress_data;
} WeirReportOptions;

/* Whether @file_name has an ending a report of that many runs can have and its folder can be written to;
 * asked before anything is sent. */
gboolean weir_report_check (const char *file_name, guint n_runs, GError **error);
/* Writes the report its ending names; streams, so memory does not grow with the run. @options (nullable) */
gboolean weir_report_write (WeirArchive *archive, const gint64 *run_ids, guint n_runs, const char *file_name,
                            const WeirReportOptions *options, GCancellable *cancellable, GError **error);
/* The same for one run, on a thread of its own. @archive_file as in weir_archive_open(). */
void weir_report_write_async (const char *archive_file, gint64 run_id, const char *file_name,
                              const WeirReportOptions *options, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer data);
gboolean weir_report_write_finish (GAsyncResult *result, GError **error);

/* Reads what was written as .json back into @archive, where it is a run like any other. Returns its id there,
 * 0 with @error set. @options (nullable): only the progress counts */
gint64 weir_report_read_json (const char *file_name, WeirArchive *archive, const WeirReportOptions *options,
                              GCancellable *cancellable, GError **error);
/* Whether a file says that it is such a report. */
gboolean weir_report_is_json (const char *file_name);

G_END_DECLS
