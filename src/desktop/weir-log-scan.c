/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-log-scan.c: what happened in a run, out of its results: parts that began, failures, warnings
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-log-scan.h"
#include "weir-result-words.h"

/* Heads of results that are looked at in one go; the reader answers other questions in between. */
#define ROWS 20000
/* Whole results that are read for their texts in one go. */
#define RECORDS 100

typedef struct
{
  WeirLogScan *scan;
  GArray *told; /* of WeirResultRow: those whose texts are wanted */
  guint n_rows;
} Scanner;

static void
clear_event (gpointer data)
{
  g_free (((WeirLogEvent *) data)->text);
}

static void
add (WeirLogScan *scan, const WeirStepBrief *brief, gboolean of_step, WeirTone tone, char *text)
{
  const WeirLogEvent event = {
    .offset_us = brief->offset_us,
    .tone = tone,
    .text = text,
    .key = weir_pass_key_for_brief (brief),
    .step = of_step ? (int) brief->step : -1,
  };

  g_array_append_val (scan->events, event);
}

static gboolean
scan_row (const WeirResultRow *row, gpointer data)
{
  Scanner *self = data;
  WeirLogPlace *place = &self->scan->place;
  const WeirStepBrief *brief = &row->brief;

  place->after_id = row->id;
  if ((place->parts_begun & (1u << brief->part)) == 0)
    {
      place->parts_begun |= 1u << brief->part;
      add (self->scan, brief, FALSE, WEIR_TONE_QUIET,
           g_strdup_printf (_("%s began"), weir_words_for_part (brief->part)));
    }
  if (brief->outcome == WEIR_STEP_FAILED || brief->n_warnings > 0 || brief->n_attempts > 1)
    {
      if (place->n_events < WEIR_LOG_MOST)
        g_array_append_val (self->told, *row);
      else
        place->n_untold++;
      place->n_events += place->n_events < WEIR_LOG_MOST;
    }
  self->scan->more = ++self->n_rows == ROWS || self->told->len == RECORDS;
  return !self->scan->more;
}

/* "VU 7 · Order it": where it happened. */
static char *
name_place (const WeirStepBrief *brief, const char *name)
{
  g_autofree char *pass = weir_words_for_pass_name (weir_pass_key_for_brief (brief), brief->vu > 1);

  return g_strdup_printf ("%s · %s", pass, name != NULL ? name : "");
}

static void
tell_result (WeirLogScan *scan, const WeirStepResult *result)
{
  const WeirStepBrief *brief = &result->brief;
  g_autofree char *where = name_place (brief, result->name);

  if (brief->n_attempts > 1)
    add (scan, brief, TRUE, WEIR_TONE_QUIET,
         g_strdup_printf (_("%s: %u attempts"), where, brief->n_attempts));
  if (brief->outcome == WEIR_STEP_FAILED)
    add (scan, brief, TRUE, WEIR_TONE_BAD,
         g_strdup_printf (_("✗ %s: %s"), where, result->message != NULL ? result->message : _("failed")));
  for (guint i = 0; i < result->warnings->len; i++)
    add (scan, brief, TRUE, WEIR_TONE_WARNING,
         g_strdup_printf ("⚠ %s: %s", where, (const char *) g_ptr_array_index (result->warnings, i)));
}

/**
 * weir_log_scan:
 * @archive: where the run is
 * @run_id: of the run
 * @place: how far earlier scans came
 * @error: return location for a #WEIR_ARCHIVE_ERROR
 *
 * Looks at the next results of a run, some at a time.
 *
 * Returns: (transfer full) (nullable): what happened in them, and how far it came
 */
WeirLogScan *
weir_log_scan (WeirArchive *archive, gint64 run_id, const WeirLogPlace *place, GError **error)
{
  g_autoptr (WeirLogScan) scan = g_new0 (WeirLogScan, 1);
  g_autoptr (GArray) told = g_array_new (FALSE, FALSE, sizeof (WeirResultRow));
  const WeirResultFilter filter = { .after_id = place->after_id };
  Scanner scanner = { .scan = scan, .told = told };

  scan->place = *place;
  scan->events = g_array_new (FALSE, FALSE, sizeof (WeirLogEvent));
  g_array_set_clear_func (scan->events, clear_event);
  if (!weir_archive_foreach_row (archive, run_id, &filter, scan_row, &scanner, error))
    return NULL;
  for (guint i = 0; i < told->len; i++)
    {
      g_autoptr (WeirStepResult) result =
          weir_archive_get_result (archive, g_array_index (told, WeirResultRow, i).id, error);

      if (result == NULL)
        return NULL;
      tell_result (scan, result);
    }
  return g_steal_pointer (&scan);
}

/**
 * weir_log_scan_free:
 * @scan: (transfer full) (nullable): an answer
 */
void
weir_log_scan_free (WeirLogScan *scan)
{
  if (scan == NULL)
    return;
  g_array_unref (scan->events);
  g_free (scan);
}
