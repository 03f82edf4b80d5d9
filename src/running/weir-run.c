/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-run.c: one press of Run, from Before All to After All; all that the programs know about running
 */

#include "config.h"

#include "weir-run-thread.h"

#include "weir-data-values.h"
#include "weir-flow-names.h"
#include "weir-limits.h"
#include "weir-run-rows.h"
#include "weir-suggest.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_FINAL_TYPE (WeirRun, weir_run, WEIR_TYPE_RUN_BASE)
G_DEFINE_QUARK (weir - run - error - quark, weir_run_error)

/**
 * weir_run_start:
 * @self: a new run
 *
 * Returns at once; everything happens on the run's own thread and in the worker process.
 */
void
weir_run_start (WeirRun *self)
{
  g_autoptr (WeirRunSnapshot) first = NULL;

  g_return_if_fail (WEIR_IS_RUN (self));

  first = weir_run_ref_snapshot (self);
  self->info->started_at = first->started_at = g_get_real_time ();
  weir_run_base_start (WEIR_RUN_BASE (self));
}

/**
 * weir_run_stop:
 * @self: a run
 *
 * First call: no new work, requests in flight are cancelled, After All runs (at most 10 s). Second call:
 * everything is cancelled now.
 */
void
weir_run_stop (WeirRun *self)
{
  weir_run_base_stop (WEIR_RUN_BASE (self));
}

/**
 * weir_run_ref_snapshot:
 * @self: a run
 *
 * Returns: (transfer full): how it stands; never %NULL
 */
WeirRunSnapshot *
weir_run_ref_snapshot (WeirRun *self)
{
  return weir_run_base_ref_snapshot (WEIR_RUN_BASE (self));
}

gboolean
weir_run_is_done (WeirRun *self)
{
  return weir_run_base_is_done (WEIR_RUN_BASE (self));
}

/* What it left is the owner's before anybody hears that the run is over. */
static void
weir_run_finished (WeirRunBase *base)
{
  WeirRun *self = WEIR_RUN (base);

  if (self->store && self->left)
    weir_current_store_take (self->store, g_steal_pointer (&self->left));
}

static void
weir_run_finalize (GObject *object)
{
  WeirRun *self = WEIR_RUN (object);

  g_clear_pointer (&self->info, weir_run_info_free);
  weir_run_place_clear (&self->place);
  g_free (self->flow_yaml);
  g_free (self->archive_file);
  g_free (self->only_step);
  g_free (self->repeats);
  g_free ((guint *) self->selection.numbers);
  g_free ((guint *) self->selection.rows);
  g_clear_object (&self->store);
  g_clear_pointer (&self->left, weir_store_image_free);
  g_clear_pointer (&self->rows, weir_data_rows_unref);
  for (guint part = 0; part < WEIR_N_FLOW_PARTS; part++)
    g_strfreev (self->step_names[part]);
  G_OBJECT_CLASS (weir_run_parent_class)->finalize (object);
}

static void
weir_run_class_init (WeirRunClass *klass)
{
  WeirRunBaseClass *base_class = WEIR_RUN_BASE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = weir_run_finalize;
  base_class->snapshot_type = WEIR_TYPE_RUN_SNAPSHOT;
  base_class->thread_name = "weir-run";
  base_class->finished = weir_run_finished;
  base_class->open = weir_run_thread_open;
  base_class->begin = weir_run_thread_begin;
  base_class->tick = weir_run_thread_tick;
  base_class->stop = weir_run_thread_stop;
  base_class->close = weir_run_thread_close;
}

static void
weir_run_init (WeirRun *self)
{
}

static gboolean
check_step (WeirFlow *flow, const char *name, GError **error)
{
  GListModel *steps = G_LIST_MODEL (weir_flow_get_part (flow, WEIR_FLOW_PART_STEPS));
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  const char *meant;

  for (guint i = 0; i < g_list_model_get_n_items (steps); i++)
    {
      WeirStep *step = weir_flow_get_step (flow, WEIR_FLOW_PART_STEPS, i);

      if (g_str_equal (weir_step_get_name (step), name))
        return TRUE;
      g_ptr_array_add (names, (gpointer) weir_step_get_name (step));
    }
  g_ptr_array_add (names, NULL);
  meant = weir_suggest (name, (const char *const *) names->pdata);
  if (meant)
    g_set_error (error, WEIR_RUN_ERROR, WEIR_RUN_ERROR_SETTINGS,
                 _("There is no step “%s” in “%s”; did you mean “%s”?"), name,
                 weir_flow_get_name (flow), meant);
  else
    g_set_error (error, WEIR_RUN_ERROR, WEIR_RUN_ERROR_SETTINGS, _("There is no step “%s” in “%s”."), name,
                 weir_flow_get_name (flow));
  return FALSE;
}

/* Given values for names that the flow does not know go nowhere, unnoticed, and the run is of something else
 * than was meant; so a name that is nearly one of the flow's is refused. */
static gboolean
check_variables (WeirFlow *flow, const char *flow_yaml, const char *const *variables,
                 const WeirDataRows *rows, GError **error)
{
  g_autoptr (WeirNames) names = weir_flow_collect_names (flow);
  g_autoptr (GPtrArray) known = g_ptr_array_new ();

  if (rows)
    weir_data_rows_add_names (rows, names);
  for (guint i = WEIR_N_RESERVED_SLOTS; i < weir_names_get_count (names); i++)
    g_ptr_array_add (known, (gpointer) weir_names_get (names, i));
  g_ptr_array_add (known, NULL);
  for (; variables && *variables; variables++)
    {
      g_auto (GStrv) parts = g_strsplit (*variables, "=", 2);
      g_autofree char *braced = g_strdup_printf ("${%s", parts[0]);
      g_autofree char *bare = g_strdup_printf ("$%s", parts[0]);
      const char *meant;

      if (weir_names_find (names, parts[0], -1) >= 0 || strstr (flow_yaml, braced) ||
          strstr (flow_yaml, bare))
        continue;
      meant = weir_suggest (parts[0], (const char *const *) known->pdata);
      if (!meant)
        continue;
      g_set_error (error, WEIR_RUN_ERROR, WEIR_RUN_ERROR_SETTINGS,
                   _("“%s” uses no variable %s; did you mean %s?"), weir_flow_get_name (flow), parts[0],
                   meant);
      return FALSE;
    }
  return TRUE;
}

/* Shared with weir-send.c: the step that @selection names is there. */
gboolean
weir_run_check_selection (WeirFlow *flow, const WeirRunSelection *selection, GError **error)
{
  GListModel *steps;

  if (selection->select == WEIR_SELECT_ALL)
    return TRUE;
  steps = selection->part < WEIR_N_FLOW_PARTS
              ? G_LIST_MODEL (weir_flow_get_part (flow, (WeirFlowPart) selection->part))
              : NULL;
  if (steps && selection->step < g_list_model_get_n_items (steps))
    return TRUE;
  g_set_error (error, WEIR_RUN_ERROR, WEIR_RUN_ERROR_SETTINGS, _("The step is not in “%s” any more."),
               weir_flow_get_name (flow));
  return FALSE;
}

/* What is chosen decides how many iterations and virtual users there are. */
static void
apply_selection (WeirRunSettings *settings)
{
  const WeirRunSelection *selection = &settings->selection;

  if (selection->select == WEIR_SELECT_UP_TO)
    settings->iterations = settings->parallel = 1;
  else if (selection->n_numbers > 0)
    {
      settings->iterations = selection->are_vus ? 1 : selection->n_numbers;
      settings->parallel = selection->are_vus ? selection->n_numbers : 1;
    }
}

static gboolean
check_settings (WeirFlow *flow, const WeirRunSettings *settings, GError **error)
{
  if (settings->iterations > 1 && settings->parallel > 1)
    g_set_error_literal (error, WEIR_RUN_ERROR, WEIR_RUN_ERROR_SETTINGS,
                         _("Iterations and parallel execution exclude each other; set one of them back to "
                           "1."));
  else if (settings->iterations < 1 || settings->iterations > WEIR_LIMIT_ITERATIONS)
    g_set_error (error, WEIR_RUN_ERROR, WEIR_RUN_ERROR_SETTINGS, _("A run has 1 to %d iterations, not %u."),
                 WEIR_LIMIT_ITERATIONS, settings->iterations);
  else if (settings->parallel < 1 || settings->parallel > WEIR_LIMIT_PARALLEL)
    g_set_error (error, WEIR_RUN_ERROR, WEIR_RUN_ERROR_SETTINGS,
                 _("A run has 1 to %d virtual users, not %u."), WEIR_LIMIT_PARALLEL, settings->parallel);
  else if (settings->delay_ms > WEIR_LIMIT_DELAY_MS)
    g_set_error (error, WEIR_RUN_ERROR, WEIR_RUN_ERROR_SETTINGS,
                 _("The delay between steps is at most %d ms, not %u."), WEIR_LIMIT_DELAY_MS,
                 settings->delay_ms);
  else if (!settings->only_step && settings->selection.select == WEIR_SELECT_ALL &&
           weir_flow_count_enabled (flow, WEIR_FLOW_PART_STEPS) == 0)
    g_set_error (error, WEIR_RUN_ERROR, WEIR_RUN_ERROR_SETTINGS,
                 _("“%s” has no enabled step; add one or enable one."), weir_flow_get_name (flow));
  else
    return (!settings->only_step || check_step (flow, settings->only_step, error)) &&
           weir_run_check_selection (flow, &settings->selection, error);
  return FALSE;
}

static char *
make_title (WeirFlow *flow, const WeirRunSettings *settings)
{
  const WeirRunSelection *selection = &settings->selection;
  WeirStep *step;

  if (settings->title || selection->select != WEIR_SELECT_UP_TO)
    return g_strdup (settings->title);
  step = weir_flow_get_step (flow, (WeirFlowPart) selection->part, selection->step);
  /* Translators: %1$s is the name of a flow, %2$s of the step it was run up to */
  return g_strdup_printf (_ ("%1$s, up to “%2$s”"), weir_flow_get_name (flow), weir_step_get_name (step));
}

static void
describe (WeirRun *self, WeirFlow *flow, const WeirRunSettings *settings)
{
  WeirRunInfo *info = self->info = weir_run_info_new ();
  WeirRunSnapshot *first;

  info->uuid = g_uuid_string_random ();
  weir_run_info_set_machine (info);
  info->name = g_strdup (weir_flow_get_name (flow));
  info->file_name = g_strdup (settings->file_name);
  info->document = g_strdup (self->flow_yaml);
  info->iterations = settings->iterations;
  info->parallel = settings->parallel;
  info->delay_ms = settings->delay_ms;
  info->stop_on_failure = settings->stop_on_failure;
  info->only_step = g_strdup (settings->only_step);
  info->environment =
      settings->environment ? g_strdup (weir_environment_get_name (settings->environment)) : NULL;
  info->title = make_title (flow, settings);
  for (guint part = 0; part < WEIR_N_FLOW_PARTS; part++)
    {
      self->n_steps[part] = g_list_model_get_n_items (G_LIST_MODEL (weir_flow_get_part (flow, part)));
      self->step_names[part] = g_new0 (char *, self->n_steps[part] + 1);
      for (guint i = 0; i < self->n_steps[part]; i++)
        self->step_names[part][i] = g_strdup (weir_step_get_name (weir_flow_get_step (flow, part, i)));
    }
  first = weir_run_snapshot_new (self->n_steps);
  first->uuid = g_strdup (info->uuid);
  first->n_iterations = info->iterations;
  first->n_vus = info->parallel;
  weir_run_base_set_first (WEIR_RUN_BASE (self), first);
}

/**
 * weir_run_new:
 * @flow: the document; frozen here, later edits change nothing in this run
 * @flow_yaml: its canonical text, weir_flow_to_yaml()
 * @settings: copied
 *
 * Returns: (transfer full) (nullable): a run ready to start, or %NULL with a #WEIR_RUN_ERROR
 */
WeirRun *
weir_run_new (WeirFlow *flow, const char *flow_yaml, const WeirRunSettings *settings, GError **error)
{
  WeirRunSettings chosen = *settings;
  g_autoptr (WeirDataRows) rows = NULL;
  WeirRun *self;

  g_return_val_if_fail (WEIR_IS_FLOW (flow), NULL);
  apply_selection (&chosen);
  if (!check_settings (flow, &chosen, error) || !weir_run_rows_load (flow, &chosen, &rows, error) ||
      !check_variables (flow, flow_yaml, settings->variables, rows, error))
    return NULL;
  weir_run_rows_apply (rows, &chosen);
  self = g_object_new (WEIR_TYPE_RUN, NULL);
  self->flow_yaml = g_strdup (flow_yaml);
  self->archive_file = g_strdup (settings->archive);
  weir_run_place_init (&self->place, settings->environment, settings->secrets, settings->variables,
                       settings->file_name);
  self->only_step = g_strdup (settings->only_step);
  self->selection = settings->selection;
  self->selection.numbers =
      g_memdup2 (settings->selection.numbers, settings->selection.n_numbers * sizeof (guint));
  self->selection.rows =
      g_memdup2 (settings->selection.rows, settings->selection.n_numbers * sizeof (guint));
  self->repeats = g_strdup (settings->repeats);
  g_set_object (&self->store, settings->store);
  describe (self, flow, &chosen);
  weir_run_rows_describe (rows, flow, self->info);
  self->rows = g_steal_pointer (&rows);
  return self;
}
