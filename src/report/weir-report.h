/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-report.h: a finished or stopped run, out of the archive and into a file
 */

#pragma once

#include "weir-archive.h"

G_BEGIN_DECLS

#define WEIR_REPORT_ERROR (weir_report_error_quark ())
GQuark weir_report_error_quark (void);

typedef enum
{
  WEIR_REPORT_ERROR_KIND,  /* no report has that file ending */
  WEIR_REPORT_ERROR_WRITE,
} WeirReportError;

/* Whether @file_name has an ending a report can have (.json, .csv) and its folder can be written to; asked
 * before anything is sent. */
gboolean weir_report_check (const char *file_name, GError **error);
/* Writes the report its ending names; streams, so memory does not grow with the run. */
gboolean weir_report_write (WeirArchive *archive, gint64 run_id, const char *file_name, GError **error);

G_END_DECLS
