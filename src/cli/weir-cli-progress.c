/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-cli-progress.c: one live line on a terminal that tells how far a run is
 */

#include "config.h"

#include <glib/gi18n.h>
#include <unistd.h>

#include "weir-cli-private.h"

/* Between two looks at the run; a line is rewritten only when it changed. */
#define REFRESH_MS 100

struct _WeirCliProgress
{
  WeirRun *run;
  char *name;
  char *shown; /* (nullable) what stands on the terminal now */
  gint64 began_us;
  guint timer; /* 0 = stderr is no terminal, nothing is ever shown */
};

static const char *
phase_to_text (const WeirRunSnapshot *snapshot)
{
  if (snapshot->unresponsive)
    return _("the worker does not answer");
  switch (snapshot->phase)
    {
    case WEIR_RUN_STARTING:
      return _("starting");
    case WEIR_RUN_BEFORE_ALL:
      return _("Before All");
    case WEIR_RUN_RUNNING:
      return snapshot->stopping ? _("stopping") : _("running");
    case WEIR_RUN_FINISHING:
    case WEIR_RUN_DONE:
    default:
      return _("finishing: After All");
    }
}

static guint64
count_done (const WeirRunSnapshot *snapshot)
{
  guint64 done = 0;

  for (guint outcome = 0; outcome < WEIR_N_STEP_OUTCOMES; outcome++)
    done += weir_run_snapshot_count (snapshot, outcome);
  return done;
}

/**
 * weir_cli_progress_to_text:
 * @snapshot: how a run stands
 * @name: of the flow
 * @elapsed_us: since the run was started, in microseconds
 * @width: columns the line may take
 *
 * Returns: (transfer full): "Checkout: running · iteration 3/5 · 11 steps done · 1 failed · 2.4 s"
 */
char *
weir_cli_progress_to_text (const WeirRunSnapshot *snapshot, const char *name, gint64 elapsed_us, guint width)
{
  gulong done = count_done (snapshot);
  gulong failed = weir_run_snapshot_count (snapshot, WEIR_STEP_FAILED);
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *clean = weir_cli_text_clean (name, -1);
  g_autofree char *short_name = weir_cli_text_ellipsise (clean, MAX (width / 3, 1));

  g_string_append_printf (line, "%s: %s", short_name, phase_to_text (snapshot));
  if (snapshot->n_vus > 1)
    g_string_append_printf (line, _(" · VUs done %u/%u"), snapshot->vus_done, snapshot->n_vus);
  else if (snapshot->n_iterations > 1)
    g_string_append_printf (line, _(" · iteration %u/%u"), snapshot->iteration, snapshot->n_iterations);
  g_string_append (line, " · ");
  g_string_append_printf (line, _("steps done %lu"), done);
  if (failed > 0)
    g_string_append_printf (line, _(" · %lu failed"), failed);
  g_string_append_printf (line, " · %" G_GINT64_FORMAT ".%" G_GINT64_FORMAT " s", elapsed_us / G_USEC_PER_SEC,
                          elapsed_us / (G_USEC_PER_SEC / 10) % 10);
  return weir_cli_text_ellipsise (line->str, MAX (width, 1));
}

static gboolean
refresh_cb (gpointer data)
{
  WeirCliProgress *progress = data;
  g_autoptr (WeirRunSnapshot) snapshot = weir_run_ref_snapshot (progress->run);
  WeirCliStyle style = weir_cli_style_of (STDERR_FILENO);
  /* A full line would make some terminals wrap to the next; two ellipses may become three dots each. */
  guint reserve = style.utf8 ? 1 : 1 + 2 * 2;
  guint width = style.width > reserve ? style.width - reserve : 1;
  g_autofree char *line = weir_cli_progress_to_text (snapshot, progress->name,
                                                     g_get_monotonic_time () - progress->began_us, width);

  if (g_strcmp0 (line, progress->shown) == 0)
    return G_SOURCE_CONTINUE;
  g_printerr ("\r%s\033[K", line);
  g_free (progress->shown);
  progress->shown = g_steal_pointer (&line);
  return G_SOURCE_CONTINUE;
}

/**
 * weir_cli_progress_new:
 * @run: a run that is about to start
 * @name: of its flow
 *
 * Begins to show on stderr how @run stands, at most ten times a second, from the default main context.
 * Nothing is shown where stderr is not a terminal, or one that cannot rewrite a line.
 *
 * Returns: (transfer full): what shows it
 */
WeirCliProgress *
weir_cli_progress_new (WeirRun *run, const char *name)
{
  WeirCliProgress *progress = g_new0 (WeirCliProgress, 1);

  progress->run = g_object_ref (run);
  progress->name = g_strdup (name);
  progress->began_us = g_get_monotonic_time ();
  if (isatty (STDERR_FILENO) && g_strcmp0 (g_getenv ("TERM"), "dumb") != 0)
    progress->timer = g_timeout_add (REFRESH_MS, refresh_cb, progress);
  return progress;
}

/**
 * weir_cli_progress_clear:
 * @progress: what shows a run
 *
 * Empties the line, so that something else can be printed; it comes back with the next refresh.
 */
void
weir_cli_progress_clear (WeirCliProgress *progress)
{
  if (progress->shown != NULL)
    g_printerr ("\r\033[K");
  g_clear_pointer (&progress->shown, g_free);
}

/**
 * weir_cli_progress_free:
 * @progress: (transfer full): what shows a run; its line is emptied
 */
void
weir_cli_progress_free (WeirCliProgress *progress)
{
  weir_cli_progress_clear (progress);
  g_clear_handle_id (&progress->timer, g_source_remove);
  g_clear_object (&progress->run);
  g_free (progress->name);
  g_free (progress);
}
