/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-cli-load-progress.c: one live line on a terminal that tells how a load stands: rates and rules
 */

#include "config.h"

#include <glib/gi18n.h>
#include <unistd.h>

#include "weir-cli-private.h"

struct _WeirCliLoadProgress
{
  WeirPlanRun *run;
  gint64 looked_at_us;
  guint64 requests; /* when it was looked at last */
  gboolean shown;
  guint timer; /* 0 = stderr is no terminal, nothing is ever shown */
};

static const char *
phase_to_text (const WeirPlanSnapshot *snapshot)
{
  if (snapshot->unresponsive)
    return _("a worker does not answer");
  if (snapshot->stopping)
    return _("stopping");
  return snapshot->phase == WEIR_PLAN_STARTING ? _("starting") : _("running");
}

/* The termination rule that is nearest to ending its iteration. */
static const WeirRuleState *
find_breach (const WeirPlanSnapshot *snapshot)
{
  const WeirRuleState *nearest = NULL;

  for (guint i = 0; i < snapshot->jobs->len; i++)
    {
      const WeirJobState *job = g_ptr_array_index (snapshot->jobs, i);

      for (guint j = 0; job->status == WEIR_ITERATION_ONGOING && j < job->rules->len; j++)
        {
          const WeirRuleState *rule = g_ptr_array_index (job->rules, j);

          if (rule->termination && rule->holds && !rule->fired &&
              (nearest == NULL || rule->grace_us - rule->held_us < nearest->grace_us - nearest->held_us))
            nearest = rule;
        }
    }
  return nearest;
}

static guint64
count_failed (const WeirPlanSnapshot *snapshot)
{
  guint64 failed = 0;

  for (guint i = 0; i < snapshot->jobs->len; i++)
    {
      const WeirJobState *job = g_ptr_array_index (snapshot->jobs, i);

      failed += weir_metrics_get_totals (job->figures->metrics)->failed;
    }
  return failed;
}

/**
 * weir_cli_load_progress_to_text:
 * @snapshot: how a run stands
 * @rate: requests in the last second
 * @width: columns the line may take
 *
 * Returns: (transfer full): "running Buyers · clients 12 · in flight 3 · requests 1234 · 456/s · 2 s"
 */
char *
weir_cli_load_progress_to_text (const WeirPlanSnapshot *snapshot, double rate, guint width)
{
  g_autoptr (GString) line = g_string_new (phase_to_text (snapshot));
  const WeirRuleState *breach = find_breach (snapshot);
  guint64 failed = count_failed (snapshot);

  for (guint i = 0; snapshot->round >= 0 && i < snapshot->jobs->len; i++)
    {
      const WeirJobState *job = g_ptr_array_index (snapshot->jobs, i);

      if (job->round_index != (guint) snapshot->round)
        continue;
      g_string_append_printf (line, " %s", job->round);
      break;
    }
  g_string_append_printf (line, _(" · clients %u · in flight %u · requests %lu · %.0f/s"),
                          snapshot->clients_active, snapshot->in_flight, (gulong) snapshot->requests, rate);
  if (failed > 0)
    g_string_append_printf (line, _(" · failed %lu"), (gulong) failed);
  if (breach != NULL)
    g_string_append_printf (line, _(" · %s: %.1f s"), breach->text,
                            (double) breach->held_us / G_USEC_PER_SEC);
  if (snapshot->unverified)
    g_string_append (line, _(" · TLS verification off"));
  g_string_append_printf (line, " · %.1f s", (double) snapshot->elapsed_us / G_USEC_PER_SEC);
  return weir_cli_text_ellipsise (line->str, MAX (width, 1));
}

static gboolean
refresh_cb (gpointer data)
{
  WeirCliLoadProgress *progress = data;
  g_autoptr (WeirPlanSnapshot) snapshot = weir_plan_run_ref_snapshot (progress->run);
  WeirCliStyle style = weir_cli_style_of (STDERR_FILENO);
  gint64 now_us = g_get_monotonic_time ();
  double rate = (double) (snapshot->requests - progress->requests) * G_USEC_PER_SEC /
                (double) MAX (now_us - progress->looked_at_us, 1);
  /* A full line would make some terminals wrap to the next. */
  g_autofree char *line = weir_cli_load_progress_to_text (snapshot, rate, MAX (style.width, 6) - 5);

  g_printerr ("\r%s\033[K", line);
  progress->shown = TRUE;
  progress->looked_at_us = now_us;
  progress->requests = snapshot->requests;
  return G_SOURCE_CONTINUE;
}

/**
 * weir_cli_load_progress_new:
 * @run: a run that is about to start
 *
 * Begins to show on stderr how @run stands, once a second, from the default main context. Nothing is shown
 * where stderr is not a terminal, or one that cannot rewrite a line.
 *
 * Returns: (transfer full): what shows it
 */
WeirCliLoadProgress *
weir_cli_load_progress_new (WeirPlanRun *run)
{
  WeirCliLoadProgress *progress = g_new0 (WeirCliLoadProgress, 1);

  progress->run = g_object_ref (run);
  progress->looked_at_us = g_get_monotonic_time ();
  if (isatty (STDERR_FILENO) && g_strcmp0 (g_getenv ("TERM"), "dumb") != 0)
    progress->timer = g_timeout_add_seconds (1, refresh_cb, progress);
  return progress;
}

/**
 * weir_cli_load_progress_clear:
 * @progress: what shows a run
 *
 * Empties the line, so that something else can be printed; it comes back with the next refresh.
 */
void
weir_cli_load_progress_clear (WeirCliLoadProgress *progress)
{
  if (progress->shown)
    g_printerr ("\r\033[K");
  progress->shown = FALSE;
}

/**
 * weir_cli_load_progress_free:
 * @progress: (transfer full): what shows a run; its line is emptied
 */
void
weir_cli_load_progress_free (WeirCliLoadProgress *progress)
{
  weir_cli_load_progress_clear (progress);
  g_clear_handle_id (&progress->timer, g_source_remove);
  g_clear_object (&progress->run);
  g_free (progress);
}
