/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-report-plan-kept.c: what the archive keeps of a load plan, to the byte, in JSON and out of it again
 *
 * Histograms and seconds are there for people and other programs, too; this is what makes a report read again
 * the run that it was.
 */

#include "config.h"

#include <string.h>

#include "weir-report-plan.h"
#include "weir-run-data.h"

static const char *const whole[] = { WEIR_RUN_DATA_JOBS, WEIR_RUN_DATA_WARNINGS, WEIR_RUN_DATA_WORKERS,
                                     WEIR_RUN_DATA_MOST_IN_FLIGHT };

typedef struct
{
  WeirReport *report;
  WeirJsonWriter json;
} Writing;

static gboolean
put_piece (Writing *writing, const char *kind, gint64 start_us, const guint8 *data, gsize size)
{
  g_autofree char *text = g_base64_encode (data, size);
  WeirJsonWriter *json = &writing->json;

  weir_json_begin_object (json, NULL);
  weir_json_add_string (json, "kind", kind);
  weir_json_add_integer (json, "startUs", start_us);
  weir_json_add_string (json, "data", text);
  weir_json_end_object (json);
  if (!weir_report_put (writing->report, json->text))
    return FALSE;
  g_string_truncate (json->text, 0);
  return TRUE;
}

static gboolean
put_window (gint64 start_us, const guint8 *data, gsize size, gpointer user_data)
{
  return put_piece (user_data, WEIR_RUN_DATA_JOB_SECONDS, start_us, data, size);
}

gboolean
weir_report_put_kept (WeirReport *report, const WeirReportRun *run, GError **error)
{
  g_autoptr (GString) text = g_string_new (",\"kept\":[\n");
  Writing writing = { report, { .text = text } };

  for (guint i = 0; i < G_N_ELEMENTS (whole); i++)
    {
      g_autoptr (GBytes) bytes = weir_archive_get_run_data (report->archive, run->info->id, whole[i], NULL);
      gsize size = 0;
      const guint8 *data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;

      if (bytes != NULL && !put_piece (&writing, whole[i], 0, data, size))
        return FALSE;
    }
  if (!weir_archive_foreach_window (report->archive, run->info->id, WEIR_RUN_DATA_JOB_SECONDS, 0, G_MAXINT64,
                                    put_window, &writing, error))
    return FALSE;
  g_string_append (text, "]");
  return weir_report_put (report, text);
}

gboolean
weir_report_read_kept (WeirArchive *archive, gint64 run_id, JsonObject *object, GError **error)
{
  const char *kind = weir_report_read_string (object, "kind");
  const char *text = weir_report_read_string (object, "data");
  gint64 start_us = weir_report_read_integer (object, "startUs", G_MAXINT64 / 2);
  g_autofree guchar *data = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gsize size = 0;

  if (kind == NULL || text == NULL)
    return TRUE;
  data = g_base64_decode (text, &size);
  if (strcmp (kind, WEIR_RUN_DATA_JOB_SECONDS) == 0)
    return weir_archive_append_window (archive, run_id, WEIR_RUN_DATA_JOB_SECONDS, start_us, data, size,
                                       error);
  bytes = g_bytes_new (data, size);
  for (guint i = 0; i < G_N_ELEMENTS (whole); i++)
    if (strcmp (kind, whole[i]) == 0)
      return weir_archive_set_run_data (archive, run_id, whole[i], bytes, error);
  return TRUE;
}
