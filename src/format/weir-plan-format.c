/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-format.c: load plans in from text and files
 */

#include "config.h"

#include <string.h>

#include "weir-loading.h"
#include "weir-plan-lookup.h"
#include "weir-plan-private.h"
#include "weir-suggest.h"

/* The variables that hold, as far as they can be read; what is wrong with them is told later. */
static WeirLoading *
load_variables (WeirNode *root, const WeirPlanOptions *options, const char *folder)
{
  g_autoptr (GPtrArray) unheard = weir_problems_new ();
  g_autoptr (WeirPlan) plan = weir_plan_new ("");
  g_autoptr (GListStore) chosen = NULL;
  WeirNode *variables = weir_node_find (root, "variables");
  WeirNode *environments = weir_node_find (root, "environments");
  WeirReader reader;

  weir_reader_init (&reader, unheard);
  if (variables != NULL)
    weir_read_variables (&reader, variables, weir_plan_get_variables (plan));
  if (environments != NULL)
    weir_read_environments (&reader, environments, weir_plan_get_environments (plan));
  weir_reader_clear (&reader);
  chosen = weir_plan_choose_variables (plan, options->environments);
  return weir_loading_new (chosen, options->variables, options->delays_in_seconds, folder);
}

static void
check_environments (WeirReader *reader, WeirPlan *plan, const char *const *names)
{
  GListModel *environments = G_LIST_MODEL (weir_plan_get_environments (plan));
  g_autoptr (GPtrArray) known = g_ptr_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (environments); i++)
    {
      g_autoptr (WeirEnvironment) environment = g_list_model_get_item (environments, i);

      g_ptr_array_add (known, (gpointer) weir_environment_get_name (environment));
    }
  g_ptr_array_add (known, NULL);
  for (; names != NULL && *names != NULL; names++)
    if (weir_plan_find_environment (plan, *names) == NULL)
      {
        const char *near = weir_suggest (*names, (const char *const *) known->pdata);
        g_autofree char *shown = weir_shorten (*names);
        g_autofree char *all = g_strjoinv (", ", (char **) known->pdata);

        if (near != NULL)
          weir_reader_error_whole (reader, "There is no environment \"%s\"; did you mean \"%s\"?", shown,
                                   near);
        else if (*all != '\0')
          weir_reader_error_whole (reader, "There is no environment \"%s\"; there are %s.", shown, all);
        else
          weir_reader_error_whole (reader, "There is no environment \"%s\"; the plan has none.", shown);
      }
}

/**
 * weir_plan_from_tree:
 * @tree: the tree of a document
 * @folder: (nullable): the document's folder, to look for the files it names
 * @options: (nullable): how it is read
 * @loading: (nullable): what fills in its texts, instead of the variables it has
 * @problems: (element-type WeirProblem): where every error and warning is appended, in document order
 *
 * Returns: (transfer full) (nullable): the plan; NULL when there is any error
 */
WeirPlan *
weir_plan_from_tree (const WeirTree *tree, const char *folder, const WeirPlanOptions *options,
                     WeirLoading *loading, GPtrArray *problems)
{
  static const WeirPlanOptions plain = { NULL };
  const WeirPlanOptions *chosen = options != NULL ? options : &plain;
  g_autoptr (WeirLoading) own = loading == NULL ? load_variables (tree->root, chosen, folder) : NULL;
  g_autoptr (WeirPlan) plan = NULL;
  WeirPlanFlows flows;
  WeirReader reader;
  gboolean is_valid = FALSE;

  weir_plan_flows_init (&flows, chosen->flows);
  weir_reader_init (&reader, problems);
  reader.folder = folder;
  reader.document = "plan";
  reader.is_lenient = chosen->is_lenient;
  reader.loading = loading != NULL ? loading : own;
  reader.flows = &flows;
  plan = weir_read_plan (&reader, tree->root);
  check_environments (&reader, plan, chosen->environments);
  /* Circles of the plan itself were told where its variables stand. */
  if (weir_loading_get_fault (reader.loading) != NULL && reader.n_errors == 0)
    weir_reader_error_whole (&reader, "With the chosen environments: %s",
                             weir_loading_get_fault (reader.loading));
  weir_reader_finish (&reader);
  is_valid = weir_plan_flows_tell (&flows, problems) && reader.n_errors == 0;
  weir_reader_clear (&reader);
  weir_plan_flows_clear (&flows);
  return is_valid ? g_steal_pointer (&plan) : NULL;
}

/**
 * weir_plan_load_variables:
 * @tree: the tree of a document
 * @folder: (nullable): the document's folder
 * @options: (nullable): how it is read
 *
 * Returns: (transfer full): what fills in texts from the variables of the document
 */
WeirLoading *
weir_plan_load_variables (const WeirTree *tree, const char *folder, const WeirPlanOptions *options)
{
  static const WeirPlanOptions plain = { NULL };

  return load_variables (tree->root, options != NULL ? options : &plain, folder);
}

/**
 * weir_plan_parse:
 * @text: a document; UTF-8, a byte order mark is tolerated
 * @length: its length in bytes
 * @is_json: strict JSON instead of YAML
 * @folder: (nullable): the document's folder, to look for the files it names
 * @options: (nullable): how it is read
 * @problems: (element-type WeirProblem): where every error and warning is appended, in document order
 *
 * Returns: (transfer full) (nullable): the plan; NULL when there is any error
 */
WeirPlan *
weir_plan_parse (const char *text, gsize length, gboolean is_json, const char *folder,
                 const WeirPlanOptions *options, GPtrArray *problems)
{
  WeirProblem *problem = NULL;
  g_autoptr (WeirTree) tree = NULL;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (problems != NULL, NULL);

  tree = weir_tree_read (text, length, is_json, &problem);
  if (tree != NULL)
    return weir_plan_from_tree (tree, folder, options, NULL, problems);
  g_ptr_array_add (problems, problem);
  return NULL;
}

/**
 * weir_plan_load:
 * @file_name: a file; the ending .json chooses JSON
 * @options: (nullable): how it is read
 * @problems: (element-type WeirProblem): where every error and warning is appended, in document order
 * @error: WEIR_FORMAT_ERROR_READ when the file cannot be read
 *
 * Returns: (transfer full) (nullable): the plan; NULL with @error when there is nothing to read, NULL without
 *   it when the document has errors
 */
WeirPlan *
weir_plan_load (const char *file_name, const WeirPlanOptions *options, GPtrArray *problems, GError **error)
{
  g_autoptr (GString) text = NULL;
  g_autofree char *folder = NULL;

  g_return_val_if_fail (file_name != NULL, NULL);
  g_return_val_if_fail (problems != NULL, NULL);

  text = g_string_new (NULL);
  if (!weir_format_read_file (file_name, text, error))
    return NULL;
  folder = g_path_get_dirname (file_name);
  return weir_plan_parse (text->str, text->len, weir_format_is_json (file_name), folder, options, problems);
}

/* Of these a flow has none. */
static const char *const plan_keys[] = { "rounds", "iterations", "environments",
                                         "plan",   "lpsRuns",    "lpsRequestProfile" };

/**
 * weir_plan_is_one:
 * @text: a document
 * @length: its length in bytes
 * @is_json: strict JSON instead of YAML
 *
 * Returns: whether its keys are those of a plan rather than of a flow; what cannot be read at all is not one
 */
gboolean
weir_plan_is_one (const char *text, gsize length, gboolean is_json)
{
  WeirProblem *problem = NULL;
  g_autoptr (WeirTree) tree = weir_tree_read (text, length, is_json, &problem);

  weir_problem_free (problem);
  if (tree == NULL || weir_find_key (tree->root, "steps") != NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (plan_keys); i++)
    if (weir_find_key (tree->root, plan_keys[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* Whether a line of @text begins with @key, as one of the root would. */
static gboolean
begins_line (const char *text, const char *key)
{
  gsize length = strlen (key);

  for (const char *line = text; line != NULL; line = strchr (line, '\n'))
    {
      line += *line == '\n' ? 1 : 0;
      if ((strncmp (line, key, length) == 0 && line[length] == ':')
          || (line[strspn (line, " {\t")] == '"'
              && strncmp (line + strspn (line, " {\t") + 1, key, length) == 0
              && line[strspn (line, " {\t") + 1 + length] == '"'))
        return TRUE;
    }
  return FALSE;
}

/**
 * weir_plan_is_meant:
 * @text: a document, perhaps with mistakes that keep it from being read
 * @is_json: strict JSON instead of YAML
 *
 * Returns: whether it is a plan rather than a flow, as far as that can be told
 */
gboolean
weir_plan_is_meant (const char *text, gboolean is_json)
{
  WeirProblem *problem = NULL;
  g_autoptr (WeirTree) tree = weir_tree_read (text, strlen (text), is_json, &problem);

  weir_problem_free (problem);
  if (tree != NULL)
    return weir_plan_is_one (text, strlen (text), is_json);
  if (begins_line (text, "steps"))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (plan_keys); i++)
    if (begins_line (text, plan_keys[i]))
      return TRUE;
  return FALSE;
}

/**
 * weir_plan_is_file:
 * @file_name: a file; the ending .json chooses JSON
 *
 * Returns: whether it holds a plan rather than a flow, as weir_plan_is_one() tells; what cannot be read does
 *   not
 */
gboolean
weir_plan_is_file (const char *file_name)
{
  g_autoptr (GString) text = g_string_new (NULL);

  return weir_format_read_file (file_name, text, NULL) &&
         weir_plan_is_one (text->str, text->len, weir_format_is_json (file_name));
}
