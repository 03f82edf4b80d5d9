/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-cli-check.c: reading files and naming every problem of all of them; the command `check`
 */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "weir-cli-private.h"
#include "weir-environment-format.h"
#include "weir-flow-format.h"
#include "weir-plan-workers.h"

static gboolean
is_given (GPtrArray *variables, const char *name)
{
  gsize length = name != NULL ? strlen (name) : 0;

  for (guint i = 0; name != NULL && variables != NULL && i < variables->len; i++)
    {
      const char *given = g_ptr_array_index (variables, i);

      if (strncmp (given, name, length) == 0 && given[length] == '=')
        return TRUE;
    }
  return FALSE;
}

/**
 * weir_cli_problems_tell:
 * @problems: (element-type WeirProblem): those of a document; empty afterwards
 * @file_name: the document's file
 * @variables: (nullable): of char*, "NAME=VALUE": what is given beside it; its want is no problem then
 * @how: whether warnings are left out, and where the others go: to stderr unless somebody takes them
 */
void
weir_cli_problems_tell (GPtrArray *problems, const char *file_name, GPtrArray *variables,
                        const WeirCliLoad *how)
{
  g_autofree char *shown_name = g_filename_display_name (file_name);

  while (problems->len > 0)
    {
      g_autoptr (WeirProblem) problem = g_ptr_array_steal_index (problems, 0);
      g_autofree char *text = NULL;
      g_autofree char *clean = NULL;

      if (problem->is_warning && (how->quiet || is_given (variables, problem->variable)))
        continue;
      if (problem->file == NULL)
        problem->file = g_strdup (shown_name);
      if (how->found != NULL)
        {
          g_ptr_array_add (how->found, g_steal_pointer (&problem));
          continue;
        }
      text = weir_problem_to_text (problem, problem->file);
      clean = weir_cli_text_clean (text, -1);
      g_printerr ("%s\n", clean);
    }
}

/* What lets nobody run the flow is no mere warning to whoever wants to. */
static gboolean
raise_problems (GPtrArray *problems)
{
  gboolean any = FALSE;

  for (guint i = 0; i < problems->len; i++)
    {
      WeirProblem *problem = g_ptr_array_index (problems, i);

      any |= problem->stops_run;
      problem->is_warning &= !problem->stops_run;
    }
  return any;
}

/**
 * weir_cli_load:
 * @file_name: a flow's file
 * @how: what is known beside the file
 * @environment: (out) (transfer full) (nullable): where it runs; %NULL = in none
 *
 * Reads a flow and the environments beside it, and tells all their problems.
 *
 * Returns: (transfer full) (nullable): the flow, %NULL when it cannot be run
 */
WeirFlow *
weir_cli_load (const char *file_name, const WeirCliLoad *how, WeirEnvironment **environment)
{
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autoptr (GPtrArray) elsewhere = weir_problems_new (); /* in the environments beside it */
  g_autoptr (GPtrArray) given = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirFlow) flow = weir_flow_load_with_data (file_name, how->data_file, problems, &error);
  gboolean is_valid = flow != NULL && !raise_problems (problems);
  const char *environment_name = how->environment;

  if (error != NULL && how->found == NULL)
    {
      weir_cli_complain ("%s", error->message);
      return NULL;
    }
  if (error != NULL)
    {
      g_ptr_array_add (problems, weir_problem_new (FALSE, 0, 0, NULL, error->message));
      weir_cli_problems_tell (problems, file_name, NULL, how);
      return NULL;
    }
  if (flow != NULL && environment_name == NULL)
    environment_name = weir_flow_get_environment (flow);
  is_valid &= weir_cli_environment_load (file_name, environment_name, elsewhere, environment);
  for (guint i = 0; how->variables != NULL && i < how->variables->len; i++)
    g_ptr_array_add (given, g_strdup (g_ptr_array_index (how->variables, i)));
  if (*environment != NULL)
    weir_cli_environment_append_names (*environment, given);
  weir_cli_problems_tell (elsewhere, file_name, given, how);
  weir_cli_problems_tell (problems, file_name, given, how);
  return is_valid ? g_steal_pointer (&flow) : NULL;
}

/**
 * weir_cli_check_to_text:
 * @flow: a valid flow
 * @file_name: its file
 *
 * Returns: (transfer full): "shop.flow.yaml: ok: 3 steps, 1 before, 0 after, 5 iterations", one line
 */
char *
weir_cli_check_to_text (WeirFlow *flow, const char *file_name)
{
  WeirRunOptions *options = weir_flow_get_run_options (flow);
  guint counts[WEIR_N_FLOW_PARTS];
  guint parallel = weir_run_options_get_parallel (options);
  guint iterations = weir_run_options_get_iterations (options);
  guint disabled = 0;
  g_autofree char *shown_name = g_filename_display_name (file_name);
  GString *out = g_string_new (NULL);

  for (guint part = 0; part < WEIR_N_FLOW_PARTS; part++)
    {
      counts[part] = g_list_model_get_n_items (G_LIST_MODEL (weir_flow_get_part (flow, part)));
      disabled += counts[part] - weir_flow_count_enabled (flow, part);
    }
  g_string_append_printf (out, _("%s: ok: "), shown_name);
  g_string_append_printf (out, ngettext ("%u step", "%u steps", counts[WEIR_FLOW_PART_STEPS]),
                          counts[WEIR_FLOW_PART_STEPS]);
  g_string_append_printf (out, _(", %u before, %u after, "), counts[WEIR_FLOW_PART_BEFORE_ALL],
                          counts[WEIR_FLOW_PART_AFTER_ALL]);
  if (disabled > 0)
    g_string_append_printf (out, _("%u disabled, "), disabled);
  if (weir_run_options_get_one_per_row (options))
    g_string_append (out, _("an iteration for each row"));
  else if (parallel > 1)
    g_string_append_printf (out, ngettext ("%u VU", "%u VUs", parallel), parallel);
  else
    g_string_append_printf (out, ngettext ("%u iteration", "%u iterations", iterations), iterations);
  return g_string_free (out, FALSE);
}

/* A valid file, but `run` would refuse it: whoever checks it wants to know. */
static void
warn_of_nothing (WeirFlow *flow, const char *file_name, const WeirCliLoad *how)
{
  g_autoptr (GPtrArray) problems = weir_problems_new ();

  if (weir_flow_count_enabled (flow, WEIR_FLOW_PART_STEPS) > 0)
    return;
  g_ptr_array_add (problems, weir_problem_new (TRUE, 0, 0, NULL,
                                               _("There is nothing to run: none of “steps” is enabled.")));
  weir_cli_problems_tell (problems, file_name, NULL, how);
}

typedef struct
{
  gboolean quiet;
  gboolean json;
  gboolean lenient;
  gboolean delays_in_seconds;
  GPtrArray *environments; /* of char* */
  GPtrArray *variables;    /* of char* */
  GPtrArray *files;        /* of char* */
} CheckOptions;

static gboolean
environment_cb (const char *name, const char *value, gpointer data, GError **error)
{
  g_ptr_array_add (((CheckOptions *) data)->environments, g_strdup (value));
  return TRUE;
}

static gboolean
variable_cb (const char *name, const char *value, gpointer data, GError **error)
{
  return weir_cli_options_add_variable (((CheckOptions *) data)->variables, value, error);
}

static gboolean
lenient_cb (const char *name, const char *value, gpointer data, GError **error)
{
  ((CheckOptions *) data)->lenient = weir_cli_options_parse_boolean (value);
  return TRUE;
}

static gboolean
compat_cb (const char *name, const char *value, gpointer data, GError **error)
{
  ((CheckOptions *) data)->delays_in_seconds = TRUE;
  return weir_cli_plan_check_compat (value, error);
}

static gboolean
quiet_cb (const char *name, const char *value, gpointer data, GError **error)
{
  ((CheckOptions *) data)->quiet = weir_cli_options_parse_boolean (value);
  return TRUE;
}

static gboolean
json_cb (const char *name, const char *value, gpointer data, GError **error)
{
  ((CheckOptions *) data)->json = weir_cli_options_parse_boolean (value);
  return TRUE;
}

static gboolean
file_cb (const char *name, const char *value, gpointer data, GError **error)
{
  g_ptr_array_add (((CheckOptions *) data)->files, g_strdup (value));
  return TRUE;
}

static gboolean
check_flow (const char *file_name, const CheckOptions *options, GPtrArray *found)
{
  guint n_environments = options->environments->len;
  const WeirCliLoad how = {
    .environment = n_environments > 0 ? g_ptr_array_index (options->environments, n_environments - 1) : NULL,
    .variables = options->variables,
    .quiet = options->quiet,
    .found = found,
  };
  g_autoptr (WeirEnvironment) environment = NULL;
  g_autoptr (WeirFlow) flow = weir_cli_load (file_name, &how, &environment);
  g_autofree char *text = flow != NULL ? weir_cli_check_to_text (flow, file_name) : NULL;

  if (flow != NULL && !options->quiet)
    warn_of_nothing (flow, file_name, &how);
  if (flow != NULL && !options->quiet && found == NULL)
    g_print ("%s\n", text);
  return flow != NULL;
}

/* Told from flows by its name; one that is not there is told as any other file. */
static gboolean
is_of_environments (const char *file_name)
{
  g_autofree char *name = g_path_get_basename (file_name);

  return (strcmp (name, WEIR_ENVIRONMENTS_FILE) == 0 || strcmp (name, WEIR_ENVIRONMENTS_LOCAL_FILE) == 0) &&
         g_file_test (file_name, G_FILE_TEST_EXISTS);
}

static gboolean
check_environments (const char *file_name, const CheckOptions *options, GPtrArray *found)
{
  const WeirCliLoad how = { .quiet = options->quiet, .found = found };
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autoptr (GPtrArray) environments = weir_environments_load_file (file_name, problems);
  g_autofree char *shown_name = g_filename_display_name (file_name);

  weir_cli_problems_tell (problems, file_name, NULL, &how);
  if (environments != NULL && !options->quiet && found == NULL)
    {
      g_print (_("%s: ok: "), shown_name);
      g_print (ngettext ("%u environment", "%u environments", environments->len), environments->len);
      g_print ("\n");
    }
  return environments != NULL;
}

/* The plan as a whole, before it is run. */
static WeirPlanOutlook *
look_out (WeirPlan *plan, const WeirPlanOptions *how)
{
  const WeirPlanRunSettings settings = { .environments = how->environments, .variables = how->variables };

  return weir_plan_outlook_new_for (plan, &settings);
}

static void
print_plan (WeirPlan *plan, GPtrArray *extensions, const WeirCliChecked *checked)
{
  g_autofree char *text = weir_cli_plan_to_text (plan, extensions);
  g_autofree char *sentence = weir_plan_outlook_describe (checked->outlook);
  g_autofree char *clean = weir_cli_text_clean (sentence, -1);

  g_print ("%s%s\n%s\n", text, clean, checked->why);
}

static void
check_plan (const char *file_name, const CheckOptions *options, GPtrArray *found, WeirCliChecked *checked)
{
  const WeirCliLoad where = { .quiet = options->quiet, .found = found };
  g_auto (GStrv) environments = weir_cli_plan_to_strv (options->environments);
  g_auto (GStrv) variables = weir_cli_plan_to_strv (options->variables);
  const WeirPlanOptions how = {
    .environments = (const char *const *) environments,
    .variables = (const char *const *) variables,
    .is_lenient = options->lenient,
    .delays_in_seconds = options->delays_in_seconds,
  };
  g_autoptr (WeirPlan) plan = weir_cli_plan_load (file_name, &how, &where);
  g_autoptr (GPtrArray) extensions = weir_plan_list_extensions (file_name);

  checked->valid = plan != NULL;
  if (plan == NULL)
    return;
  checked->n_workers = weir_plan_choose_workers (plan, &checked->why);
  checked->outlook = look_out (plan, &how);
  if (!options->quiet && found == NULL)
    print_plan (plan, extensions, checked);
}

static WeirCliExit
check_files (const CheckOptions *options)
{
  g_autoptr (GPtrArray) found = options->json ? weir_problems_new () : NULL;
  g_autofree WeirCliChecked *checked = g_new0 (WeirCliChecked, options->files->len + 1);
  WeirCliExit code = WEIR_CLI_PASSED;

  if (options->files->len == 0)
    {
      weir_cli_complain (_("Name the file of a flow or a load plan: weir-cli check FILE."));
      return WEIR_CLI_USAGE;
    }
  for (guint i = 0; i < options->files->len; i++)
    {
      const char *file_name = g_ptr_array_index (options->files, i);

      if (is_of_environments (file_name))
        checked[i].valid = check_environments (file_name, options, found);
      else if (weir_plan_is_file (file_name))
        check_plan (file_name, options, found, &checked[i]);
      else
        checked[i].valid = check_flow (file_name, options, found);
      if (!checked[i].valid)
        code = WEIR_CLI_USAGE;
    }
  if (found != NULL)
    weir_cli_check_print_json (options->files, checked, found);
  for (guint i = 0; i < options->files->len; i++)
    {
      g_free (checked[i].why);
      g_clear_pointer (&checked[i].outlook, weir_plan_outlook_unref);
    }
  return code;
}

/**
 * weir_cli_check_main:
 * @arguments: (array zero-terminated=1): what followed `check`
 *
 * Returns: %WEIR_CLI_PASSED, or %WEIR_CLI_USAGE when a file is no valid flow, plan or list of environments
 */
WeirCliExit
weir_cli_check_main (const char *const *arguments)
{
  static const GOptionEntry entries[] = {
    { "quiet", 0, G_OPTION_FLAG_FILENAME | G_OPTION_FLAG_OPTIONAL_ARG, G_OPTION_ARG_CALLBACK, quiet_cb,
      N_("Print only errors"), NULL },
    { "json", 0, G_OPTION_FLAG_FILENAME | G_OPTION_FLAG_OPTIONAL_ARG, G_OPTION_ARG_CALLBACK, json_cb,
      N_("Print what was found as JSON"), NULL },
    { "environment", 0, G_OPTION_FLAG_FILENAME, G_OPTION_ARG_CALLBACK, environment_cb,
      N_("The environment to check with"), N_("NAME") },
    { "variable", 0, G_OPTION_FLAG_FILENAME, G_OPTION_ARG_CALLBACK, variable_cb,
      N_("A variable that is given beside the file"), N_("K=V") },
    { "lenient", 0, G_OPTION_FLAG_FILENAME | G_OPTION_FLAG_OPTIONAL_ARG, G_OPTION_ARG_CALLBACK, lenient_cb,
      N_("Only warn of unknown and doubled keys of plans"), NULL },
    { "compat", 0, G_OPTION_FLAG_FILENAME, G_OPTION_ARG_CALLBACK, compat_cb,
      N_("Read delays of plans as lps-3.0.4 does"), N_("FORMAT") },
    { G_OPTION_REMAINING, 0, G_OPTION_FLAG_FILENAME, G_OPTION_ARG_CALLBACK, file_cb, NULL, NULL },
    { NULL },
  };
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) environments = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) variables = g_ptr_array_new_with_free_func (g_free);
  CheckOptions options = { .environments = environments, .variables = variables, .files = files };
  WeirCliExit code;

  if (!weir_cli_options_parse (WEIR_CLI_COMMAND_CHECK, arguments, entries, &options, &code))
    return code;
  return check_files (&options);
}
