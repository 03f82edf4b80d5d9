/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-past-run.c: a run out of the archive, as it is shown
 */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "weir-flow-format.h"
#include "weir-past-run.h"
#include "weir-plan-format.h"
#include "weir-problem.h"

static gboolean
read_flow (WeirPastRun *self, WeirArchive *archive, GError **error)
{
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  guint n_steps[WEIR_N_FLOW_PARTS];

  self->flow = weir_flow_parse (self->info->document, strlen (self->info->document), FALSE, problems);
  if (self->flow == NULL)
    {
      g_set_error (error, WEIR_ARCHIVE_ERROR, WEIR_ARCHIVE_ERROR_READ,
                   _("The flow of this run cannot be read any more: %s"),
                   problems->len > 0 ? ((WeirProblem *) problems->pdata[0])->message : "");
      return FALSE;
    }
  for (guint part = 0; part < WEIR_N_FLOW_PARTS; part++)
    n_steps[part] = g_list_model_get_n_items (G_LIST_MODEL (weir_flow_get_part (self->flow, part)));
  self->snapshot = weir_run_snapshot_read (archive, self->info, n_steps, error);
  return self->snapshot != NULL;
}

/* Files that the plan names may be gone: what the run came to is shown without it. */
static gboolean
read_plan (WeirPastRun *self, WeirArchive *archive, GError **error)
{
  const char *text = self->info->document;
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autofree char *folder =
      self->info->file_name != NULL ? g_path_get_dirname (self->info->file_name) : NULL;

  if (text != NULL)
    self->plan = weir_plan_parse (text, strlen (text), text[strspn (text, " \t\r\n")] == '{', folder, NULL,
                                  problems);
  self->plan_snapshot = weir_plan_snapshot_read (archive, self->info, error);
  return self->plan_snapshot != NULL;
}

/**
 * weir_past_run_read:
 * @archive: where it is
 * @run_id: which run
 * @error: return location for a #WEIR_ARCHIVE_ERROR
 *
 * Reads a run whole but for its results; for the reader's thread.
 *
 * Returns: (transfer full) (nullable): the run
 */
WeirPastRun *
weir_past_run_read (WeirArchive *archive, gint64 run_id, GError **error)
{
  g_autoptr (WeirPastRun) self = g_new0 (WeirPastRun, 1);
  gboolean is_read;

  self->info = weir_archive_get_run (archive, run_id, error);
  if (self->info == NULL)
    return NULL;
  is_read = self->info->is_plan ? read_plan (self, archive, error) : read_flow (self, archive, error);
  return is_read ? g_steal_pointer (&self) : NULL;
}

/**
 * weir_past_run_free:
 * @self: (transfer full) (nullable): a run
 */
void
weir_past_run_free (WeirPastRun *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->info, weir_run_info_free);
  g_clear_object (&self->flow);
  g_clear_pointer (&self->snapshot, weir_run_snapshot_unref);
  g_clear_object (&self->plan);
  g_clear_pointer (&self->plan_snapshot, weir_plan_snapshot_unref);
  g_free (self);
}

/**
 * weir_past_run_describe_time:
 * @started_at: µs since the epoch
 *
 * Returns: (transfer full): when that was: "14:03:21" today, else with the date
 */
char *
weir_past_run_describe_time (gint64 started_at)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (started_at / G_USEC_PER_SEC);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  gboolean today;

  if (time == NULL)
    return g_strdup ("");
  today = g_date_time_get_year (time) == g_date_time_get_year (now)
          && g_date_time_get_day_of_year (time) == g_date_time_get_day_of_year (now);
  return g_date_time_format (time, today ? "%X" : "%x %X");
}
