/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-session-run.c: the latest run of an open document
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-flow-format.h"
#include "weir-session-environment.h"
#include "weir-session-private.h"

static void
run_changed_cb (WeirSession *self)
{
  g_signal_emit_by_name (self, "run-changed");
}

static void
run_finished_cb (WeirSession *self)
{
  /* Whoever hears of it may close this document. */
  g_autoptr (WeirSession) kept = g_object_ref (self);

  g_object_notify (G_OBJECT (kept), "running");
  g_signal_emit_by_name (kept, "run-finished");
}

/* One that is still under way is ended with it, at once: nobody is left who could stop it. */
void
weir_session_drop_run (WeirSession *self)
{
  while (weir_session_is_running (self) && self->n_stops < 2)
    weir_session_stop_run (self);
  if (self->run != NULL)
    g_signal_handlers_disconnect_by_data (self->run, self);
  if (self->plan_run != NULL)
    g_signal_handlers_disconnect_by_data (self->plan_run, self);
  g_clear_object (&self->plan_run);
  g_clear_object (&self->run_plan);
  g_clear_pointer (&self->run_outlook, weir_plan_outlook_unref);
  g_clear_pointer (&self->run_text, g_free);
  g_clear_object (&self->run);
  g_clear_object (&self->run_flow);
  g_clear_pointer (&self->run_places, weir_step_places_unref);
}

/* FALSE, with a sentence, when there are @missing ones: whoever asks for them has not been there. */
gboolean
weir_session_has_secrets (WeirEnvironment *environment, char *const *missing, GError **error)
{
  g_autofree char *key = NULL;

  if (missing == NULL || *missing == NULL)
    return TRUE;
  key = weir_environment_secret_to_key (*missing);
  g_set_error (error, WEIR_FORMAT_ERROR, WEIR_FORMAT_ERROR_INVALID,
               _("The environment “%s” needs the secret “%s”: give its value when you are asked, or start "
                 "Weir with the variable %s set to it."),
               weir_environment_get_name (environment), *missing, key);
  return FALSE;
}

/* Follows @run, a #WeirRun or #WeirPlanRun that is the session's latest by now and is started next. */
void
weir_session_begin_run (WeirSession *self, gpointer run)
{
  self->n_stops = 0;
  g_signal_connect_object (run, "changed", G_CALLBACK (run_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (run, "finished", G_CALLBACK (run_finished_cb), self, G_CONNECT_SWAPPED);
}

/* Takes @run and @flow, what it has frozen; @places: (transfer full). */
static void
begin (WeirSession *self, WeirRun *run, WeirFlow *flow, WeirStepPlaces *places)
{
  weir_session_drop_run (self);
  self->run = run;
  self->run_flow = flow;
  self->run_places = places;
  weir_session_begin_run (self, run);
  weir_run_start (run);
  g_object_notify (G_OBJECT (self), "running");
}

static gboolean
start (WeirSession *self, WeirRunSelection selection, GError **error)
{
  WeirRunOptions *options;
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  WeirFlow *frozen;
  g_autofree char *yaml = NULL;
  g_autofree char *path = NULL;
  g_autoptr (WeirEnvironment) environment = NULL;
  g_auto (GStrv) secrets = NULL;
  g_auto (GStrv) missing = NULL;
  WeirRunSettings settings = { .selection = selection, .store = self->store };
  WeirRun *run;

  options = weir_flow_get_run_options (self->flow);
  yaml = weir_flow_to_yaml (self->flow);
  path = self->file != NULL ? g_file_get_path (self->file) : NULL;
  settings.iterations = weir_run_options_get_iterations (options);
  settings.one_per_row = weir_run_options_get_one_per_row (options);
  settings.parallel = weir_run_options_get_parallel (options);
  settings.delay_ms = weir_run_options_get_delay_ms (options);
  settings.stop_on_failure = weir_run_options_get_stop_on_failure (options);
  settings.file_name = path;
  if (!weir_session_find_environment (self, &environment, &secrets, &missing, error) ||
      !weir_session_has_secrets (environment, missing, error))
    return FALSE;
  settings.environment = environment;
  settings.secrets = (const char *const *) secrets;
  run = weir_run_new (self->flow, yaml, &settings, error);
  if (run == NULL)
    return FALSE;
  frozen = weir_flow_parse (yaml, strlen (yaml), FALSE, problems);
  begin (self, run, frozen != NULL ? frozen : g_object_ref (self->flow), weir_step_places_new (self->flow));
  return TRUE;
}

/**
 * weir_session_start_run:
 * @self: a document with a flow, in which no run is under way
 * @error: return location for a #WEIR_RUN_ERROR, or %WEIR_FORMAT_ERROR_INVALID about its environment
 *
 * Runs the flow as its options say. What is edited from now on changes nothing in this run.
 *
 * Returns: whether it has begun
 */
gboolean
weir_session_start_run (WeirSession *self, GError **error)
{
  g_return_val_if_fail (WEIR_IS_SESSION (self), FALSE);
  g_return_val_if_fail (self->flow != NULL, FALSE);
  g_return_val_if_fail (!weir_session_is_running (self), FALSE);

  return start (self, (WeirRunSelection){ .select = WEIR_SELECT_ALL }, error);
}

/**
 * weir_session_start_run_up_to:
 * @self: a document with a flow, in which no run is under way
 * @step: a step of it
 * @error: as for weir_session_start_run()
 *
 * Runs Before All and the steps up to and with that one, once.
 *
 * Returns: whether it has begun
 */
gboolean
weir_session_start_run_up_to (WeirSession *self, WeirStep *step, GError **error)
{
  WeirRunSelection selection = { .select = WEIR_SELECT_UP_TO };

  g_return_val_if_fail (WEIR_IS_SESSION (self), FALSE);
  g_return_val_if_fail (self->flow != NULL, FALSE);
  g_return_val_if_fail (!weir_session_is_running (self), FALSE);

  for (selection.part = 0; selection.part < WEIR_N_FLOW_PARTS; selection.part++)
    if (g_list_store_find (weir_flow_get_part (self->flow, selection.part), step, &selection.step))
      return start (self, selection, error);
  return FALSE;
}

static gboolean
is_of_this_flow (WeirSession *self, const WeirRunInfo *info, const char *path)
{
  if (info->file_name != NULL)
    return g_strcmp0 (info->file_name, path) == 0;
  return g_strcmp0 (info->name, weir_flow_get_name (self->flow)) == 0;
}

/* Of the name it had then, with the values it has now. */
static gboolean
find_environment (const WeirRunInfo *info, WeirEnvironment **environment, char ***secrets, GError **error)
{
  g_autofree char *folder = NULL;
  g_auto (GStrv) missing = NULL;

  if (!weir_session_environment_find (info->environment, info->file_name, environment, error))
    return FALSE;
  if (*environment == NULL)
    return TRUE;
  folder = weir_session_environment_get_folder (info->file_name);
  weir_session_environment_collect (*environment, folder, secrets, &missing);
  return weir_session_has_secrets (*environment, missing, error);
}

/**
 * weir_session_start_repeat:
 * @self: a document with a flow, in which no run is under way
 * @repeat: the failed iterations of an earlier run of it
 * @error: as for weir_session_start_run(), and when that was a run of another flow
 *
 * Runs those iterations again, with the flow as it was then.
 *
 * Returns: whether it has begun
 */
gboolean
weir_session_start_repeat (WeirSession *self, const WeirRunRepeat *repeat, GError **error)
{
  const WeirRunInfo *info = repeat->info;
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autoptr (WeirFlow) flow = NULL;
  g_autofree char *path = NULL;
  g_autoptr (WeirEnvironment) environment = NULL;
  g_auto (GStrv) secrets = NULL;
  WeirRunSettings settings = { .store = self->store };
  WeirStepPlaces *places;
  WeirRun *run;

  g_return_val_if_fail (WEIR_IS_SESSION (self), FALSE);
  g_return_val_if_fail (self->flow != NULL, FALSE);
  g_return_val_if_fail (!weir_session_is_running (self), FALSE);

  path = self->file != NULL ? g_file_get_path (self->file) : NULL;
  if (!is_of_this_flow (self, info, path))
    {
      g_set_error (error, WEIR_RUN_ERROR, WEIR_RUN_ERROR_SETTINGS,
                   _("These are results of the flow “%s”: open it to run its failed iterations again."),
                   info->name);
      return FALSE;
    }
  flow = weir_flow_parse (info->document, strlen (info->document), FALSE, problems);
  if (flow == NULL)
    {
      g_set_error_literal (error, WEIR_RUN_ERROR, WEIR_RUN_ERROR_SETTINGS,
                           _("The flow of this run cannot be read any more, so nothing was run."));
      return FALSE;
    }
  if (!find_environment (info, &environment, &secrets, error))
    return FALSE;
  settings.environment = environment;
  settings.secrets = (const char *const *) secrets;
  weir_run_repeat_apply (repeat, &settings);
  run = weir_run_new (flow, info->document, &settings, error);
  if (run == NULL)
    return FALSE;
  places = weir_step_places_new_by_name (self->flow, flow);
  begin (self, run, g_steal_pointer (&flow), places);
  return TRUE;
}

/**
 * weir_session_stop_run:
 * @self: a document
 *
 * The first call ends the run in an orderly way: with After All, or with 5 s for the requests of a load plan
 * that are in flight; the second at once.
 */
void
weir_session_stop_run (WeirSession *self)
{
  g_return_if_fail (WEIR_IS_SESSION (self));

  if (!weir_session_is_running (self))
    return;
  self->n_stops++;
  if (self->plan_run != NULL)
    weir_plan_run_stop (self->plan_run);
  else
    weir_run_stop (self->run);
}

/**
 * weir_session_forget_run:
 * @self: a document
 *
 * From now on it has not been run; in the archive the run stays. One that is under way is not forgotten.
 */
void
weir_session_forget_run (WeirSession *self)
{
  g_return_if_fail (WEIR_IS_SESSION (self));

  if (weir_session_is_running (self))
    return;
  weir_session_drop_run (self);
  g_object_notify (G_OBJECT (self), "running");
}

/**
 * weir_session_is_running:
 * @self: a document
 *
 * Returns: whether a run is under way
 */
gboolean
weir_session_is_running (WeirSession *self)
{
  g_return_val_if_fail (WEIR_IS_SESSION (self), FALSE);

  if (self->plan_run != NULL)
    return !weir_plan_run_is_done (self->plan_run);
  return self->run != NULL && !weir_run_is_done (self->run);
}

/**
 * weir_session_get_stops:
 * @self: a document
 *
 * Returns: how often the latest run was told to stop
 */
guint
weir_session_get_stops (WeirSession *self)
{
  g_return_val_if_fail (WEIR_IS_SESSION (self), 0);

  return self->n_stops;
}

/**
 * weir_session_get_run:
 * @self: a document
 *
 * Returns: (transfer none) (nullable): the latest run
 */
WeirRun *
weir_session_get_run (WeirSession *self)
{
  g_return_val_if_fail (WEIR_IS_SESSION (self), NULL);

  return self->run;
}

/**
 * weir_session_get_run_flow:
 * @self: a document
 *
 * Returns: (transfer none) (nullable): the flow as it was when that run began
 */
WeirFlow *
weir_session_get_run_flow (WeirSession *self)
{
  g_return_val_if_fail (WEIR_IS_SESSION (self), NULL);

  return self->run_flow;
}

/**
 * weir_session_get_run_places:
 * @self: a document
 *
 * Returns: (transfer none) (nullable): where each step of the flow is in that run, whatever was edited since
 */
WeirStepPlaces *
weir_session_get_run_places (WeirSession *self)
{
  g_return_val_if_fail (WEIR_IS_SESSION (self), NULL);

  return self->run_places;
}
