/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-report-private.h: what the kinds of reports share
 */

#pragma once

#include <stdio.h>

#include "weir-report.h"
#include "weir-step-statistics.h"

G_BEGIN_DECLS

/* The file being written. After the first failure nothing more is written. */
typedef struct
{
  FILE *file;
  int error_number; /* an errno, 0 while all is well */
} WeirReportOutput;

gboolean weir_report_put (WeirReportOutput *output, const GString *text);

gboolean weir_report_write_json (WeirArchive *archive, const WeirRunInfo *info, WeirReportOutput *output,
                                 GError **error);
gboolean weir_report_write_csv (WeirArchive *archive, const WeirRunInfo *info, WeirReportOutput *output,
                                GError **error);

/* One step that ran, added up. */
typedef struct
{
  guint part;
  guint step;
  char *name;
  gint64 first_result_id;
  WeirStepStatistics *summary;
} WeirReportStep;

/* Of WeirReportStep, in the order of the document. NULL with @error. */
GPtrArray *weir_report_get_steps (WeirArchive *archive, gint64 run_id, GError **error);

const char *weir_report_part_to_nick (guint part);
/* The header's value, or the text that hides it; both (transfer none). */
const char *weir_report_header_value (const char *name, const char *value);
/* "1.1"; NULL without an answer */
const char *weir_report_http_version (const WeirExchange *exchange);
/* Milliseconds with three decimals, in no locale. */
void weir_report_append_ms (GString *text, gint64 us);

G_END_DECLS
