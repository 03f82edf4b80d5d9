/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-session-plan-run.c: the latest run of an open load plan
 */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "weir-plan-format.h"
#include "weir-session-private.h"

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, WEIR_FORMAT_ERROR, WEIR_FORMAT_ERROR_INVALID, sentence);
  return FALSE;
}

/* Whoever presses Start means what is seen: text that is not taken over yet counts, too. */
static gboolean
is_sound (WeirSession *self, const char *folder, GError **error)
{
  g_autofree char *problem = NULL;

  if (!weir_session_take_typed (self, error))
    return FALSE;
  weir_plan_problems_set_folder (self->plan_problems, folder);
  problem = weir_plan_problems_describe (self->plan_problems);
  return problem == NULL || refuse (error, problem);
}

static gboolean
refuse_problems (GPtrArray *problems, const char *environment, GError **error)
{
  for (guint i = 0; i < problems->len; i++)
    {
      const WeirProblem *problem = g_ptr_array_index (problems, i);
      g_autofree char *sentence = NULL;

      if (problem->is_warning)
        continue;
      if (environment != NULL)
        sentence = g_strdup_printf (_("In the environment “%s” line %u of the plan is wrong: %s"),
                                    environment, problem->line, problem->message);
      else
        sentence = g_strdup_printf (_("Line %u of the plan is wrong: %s"), problem->line, problem->message);
      return refuse (error, sentence);
    }
  return refuse (error, _("The plan cannot be read."));
}

/* As the workers will read it: with the values of the environment in its numbers and names. */
static WeirPlan *
freeze (WeirSession *self, const char *folder, const WeirPlanRunSettings *settings, GError **error)
{
  const WeirPlanOptions how = { .environments = settings->environments };
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autofree char *text = weir_session_dup_source (self, error);
  WeirPlan *plan;

  if (text == NULL)
    return NULL;
  plan = weir_plan_parse (text, strlen (text), weir_session_is_json (self), folder, &how, problems);
  if (plan == NULL)
    refuse_problems (problems, settings->environments != NULL ? *settings->environments : NULL, error);
  return plan;
}

/* Takes @plan, which is what the run has frozen. */
static gboolean
begin (WeirSession *self, WeirPlan *plan, const WeirPlanRunSettings *settings, GError **error)
{
  g_autoptr (WeirPlan) frozen = plan;
  g_autofree char *text = weir_plan_to_yaml (plan);
  WeirPlanRun *run = weir_plan_run_new (plan, text, settings, error);

  if (run == NULL)
    return FALSE;
  weir_session_drop_run (self);
  self->run_outlook = weir_plan_outlook_new_for (plan, settings);
  self->run_text = weir_plan_to_yaml (self->plan);
  self->plan_run = run;
  self->run_plan = g_steal_pointer (&frozen);
  weir_session_begin_run (self, run);
  weir_plan_run_start (run);
  g_object_notify (G_OBJECT (self), "running");
  return TRUE;
}

/**
 * weir_session_start_plan_run:
 * @self: a document with a load plan, in which no run is under way
 * @error: return location for a #WEIR_RUN_ERROR, or %WEIR_FORMAT_ERROR_INVALID about the plan or its
 *   environment: a sentence that names the place
 *
 * Runs the rounds of the plan that are chosen, in the chosen environment. Text that was typed and not read
 * yet is read first. What is edited from now on changes nothing in this run.
 *
 * Returns: whether it has begun
 */
gboolean
weir_session_start_plan_run (WeirSession *self, GError **error)
{
  g_autoptr (WeirEnvironment) environment = NULL;
  g_auto (GStrv) secrets = NULL;
  g_auto (GStrv) missing = NULL;
  const char *names[2] = { NULL, NULL };
  g_autofree char *path = NULL;
  g_autofree char *folder = NULL;
  WeirPlanRunSettings settings = { 0 };
  WeirPlan *plan;

  g_return_val_if_fail (WEIR_IS_SESSION (self), FALSE);
  g_return_val_if_fail (self->plan != NULL, FALSE);
  g_return_val_if_fail (!weir_session_is_running (self), FALSE);

  path = self->file != NULL ? g_file_get_path (self->file) : NULL;
  /* Of a plan without a file, files are looked for where Weir was started. */
  folder = path != NULL ? g_path_get_dirname (path) : g_get_current_dir ();
  if (!is_sound (self, folder, error)
      || !weir_session_find_environment (self, &environment, &secrets, &missing, error)
      || !weir_session_has_secrets (environment, missing, error))
    return FALSE;
  names[0] = environment != NULL ? weir_environment_get_name (environment) : NULL;
  settings.environments = names[0] != NULL ? names : NULL;
  settings.secrets = (const char *const *) secrets;
  settings.rounds = (const char *const *) self->rounds;
  settings.file_name = path;
  plan = freeze (self, folder, &settings, error);
  return plan != NULL && begin (self, plan, &settings, error);
}

/**
 * weir_session_get_plan_run:
 * @self: a document
 *
 * Returns: (transfer none) (nullable): the latest run of its load plan
 */
WeirPlanRun *
weir_session_get_plan_run (WeirSession *self)
{
  g_return_val_if_fail (WEIR_IS_SESSION (self), NULL);

  return self->plan_run;
}

/**
 * weir_session_get_run_plan:
 * @self: a document
 *
 * Returns: (transfer none) (nullable): the load plan as it was when that run began
 */
WeirPlan *
weir_session_get_run_plan (WeirSession *self)
{
  g_return_val_if_fail (WEIR_IS_SESSION (self), NULL);

  return self->run_plan;
}

/**
 * weir_session_get_run_outlook:
 * @self: a document
 *
 * Returns: (transfer none) (nullable): what the latest run of its load plan was going to do
 */
WeirPlanOutlook *
weir_session_get_run_outlook (WeirSession *self)
{
  g_return_val_if_fail (WEIR_IS_SESSION (self), NULL);

  return self->run_outlook;
}

/**
 * weir_session_new_outlook:
 * @self: a document with a load plan
 *
 * Returns: (transfer full): what Start would do now, in the chosen environment, as far as it is known
 */
WeirPlanOutlook *
weir_session_new_outlook (WeirSession *self)
{
  g_autoptr (WeirEnvironment) environment = NULL;
  g_auto (GStrv) secrets = NULL;
  g_auto (GStrv) missing = NULL;
  g_autofree char *path = NULL;
  const char *names[2] = { NULL, NULL };
  WeirPlanRunSettings settings = { 0 };

  g_return_val_if_fail (WEIR_IS_SESSION (self), NULL);
  g_return_val_if_fail (self->plan != NULL, NULL);

  if (weir_session_find_environment (self, &environment, &secrets, &missing, NULL) && environment != NULL)
    names[0] = weir_environment_get_name (environment);
  path = self->file != NULL ? g_file_get_path (self->file) : NULL;
  settings.environments = names[0] != NULL ? names : NULL;
  settings.secrets = (const char *const *) secrets;
  settings.rounds = (const char *const *) self->rounds;
  settings.file_name = path;
  return weir_plan_outlook_new_for (self->plan, &settings);
}

/**
 * weir_session_allow_unknown_hosts:
 * @self: a document with a load plan
 *
 * A person agrees that it loads hosts which are only known when it runs.
 */
void
weir_session_allow_unknown_hosts (WeirSession *self)
{
  g_return_if_fail (WEIR_IS_SESSION (self));

  self->unknown_hosts_allowed = TRUE;
}

/**
 * weir_session_allows_unknown_hosts:
 * @self: a document with a load plan
 *
 * Returns: whether that was agreed to since it was opened
 */
gboolean
weir_session_allows_unknown_hosts (WeirSession *self)
{
  g_return_val_if_fail (WEIR_IS_SESSION (self), FALSE);

  return self->unknown_hosts_allowed;
}

/**
 * weir_session_is_run_outdated:
 * @self: a document
 *
 * Returns: whether its load plan was edited since its latest run began, and is not again as it was then
 */
gboolean
weir_session_is_run_outdated (WeirSession *self)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (WEIR_IS_SESSION (self), FALSE);

  if (self->run_text == NULL || self->plan == NULL)
    return FALSE;
  text = weir_plan_to_yaml (self->plan);
  return !g_str_equal (text, self->run_text);
}

/**
 * weir_session_get_rounds:
 * @self: a document with a load plan
 *
 * Returns: (transfer none) (nullable): the names of the rounds that Start runs; %NULL for all
 */
const char *const *
weir_session_get_rounds (WeirSession *self)
{
  g_return_val_if_fail (WEIR_IS_SESSION (self), NULL);

  return (const char *const *) self->rounds;
}

/**
 * weir_session_choose_rounds:
 * @self: a document with a load plan
 * @names: (nullable): the names of the rounds that Start shall run; %NULL for all
 *
 * Nothing is said of it in the document, and it is forgotten when that is closed.
 */
void
weir_session_choose_rounds (WeirSession *self, const char *const *names)
{
  char **chosen;

  g_return_if_fail (WEIR_IS_SESSION (self));

  chosen = g_strdupv ((char **) names);
  g_strfreev (self->rounds);
  self->rounds = chosen;
}
