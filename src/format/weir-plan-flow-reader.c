/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-flow-reader.c: `flow:` of an iteration: the flow in another file, read and checked with the plan
 */

#include "config.h"

#include "weir-file.h"
#include "weir-plan-private.h"

typedef struct
{
  char *text;
  WeirFlow *flow; /* (nullable) there are errors in it */
} Loaded;

static void
loaded_free (gpointer data)
{
  Loaded *self = data;

  g_free (self->text);
  g_clear_object (&self->flow);
  g_free (self);
}

/**
 * weir_plan_flows_init:
 * @self: (out): the flows of a plan that is about to be read
 * @given: (nullable): FILE, TEXT, FILE, TEXT…: what the files hold, instead of reading them
 */
void
weir_plan_flows_init (WeirPlanFlows *self, const char *const *given)
{
  self->given = given;
  self->loaded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, loaded_free);
  self->problems = weir_problems_new ();
}

void
weir_plan_flows_clear (WeirPlanFlows *self)
{
  g_hash_table_unref (self->loaded);
  g_ptr_array_unref (self->problems);
}

static const char *
find_given (const WeirPlanFlows *self, const char *file)
{
  for (const char *const *given = self->given; given != NULL && given[0] != NULL && given[1] != NULL;
       given += 2)
    if (g_str_equal (given[0], file))
      return given[1];
  return NULL;
}

/* Where its problems are told: as the plan is called by whoever reads it, so is what stands beside it. */
static char *
get_shown_name (const char *path)
{
  g_autofree char *folder = g_get_current_dir ();
  g_autofree char *prefix = g_strconcat (folder, G_DIR_SEPARATOR_S, NULL);

  return g_filename_display_name (g_str_has_prefix (path, prefix) ? path + strlen (prefix) : path);
}

/* (transfer full) (nullable): NULL with an error that has been told */
static char *
read_file (WeirReader *reader, const WeirNode *value, const char *path)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  if (!weir_format_read_file (path, text, &error))
    {
      weir_reader_error (reader, value, "%s", error->message);
      return NULL;
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static Loaded *
load (WeirReader *reader, const WeirNode *value, const char *file)
{
  const char *given = find_given (reader->flows, file);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = weir_file_find (reader->folder, file, given != NULL ? NULL : &error);
  guint first = reader->flows->problems->len;
  Loaded *loaded;

  if (error != NULL)
    {
      weir_reader_error (reader, value, "%s", error->message);
      return NULL;
    }
  loaded = g_new0 (Loaded, 1);
  loaded->text = given != NULL ? g_strdup (given) : read_file (reader, value, path);
  g_hash_table_insert (reader->flows->loaded, g_strdup (file), loaded);
  if (loaded->text == NULL)
    return loaded;
  loaded->flow = weir_flow_parse_at (loaded->text, strlen (loaded->text), weir_format_is_json (file),
                                     path, reader->flows->problems);
  for (guint i = first; i < reader->flows->problems->len; i++)
    {
      WeirProblem *problem = g_ptr_array_index (reader->flows->problems, i);

      problem->file = get_shown_name (path != NULL ? path : file);
    }
  return loaded;
}

static void
check_flow (WeirReader *reader, const WeirNode *value, WeirFlow *flow)
{
  if (weir_flow_count_enabled (flow, WEIR_FLOW_PART_STEPS) == 0)
    weir_reader_error (reader, value, "The flow \"%s\" has no enabled step, so it sends nothing.",
                       weir_flow_get_name (flow));
}

/**
 * weir_read_iteration_flow:
 * @reader: where problems go; those of the flow itself go to its flows
 * @value: the value of `flow:`
 * @iteration: the iteration that gets it
 *
 * Where files cannot be looked for, only its name is known.
 */
void
weir_read_iteration_flow (WeirReader *reader, WeirNode *value, gpointer iteration)
{
  const char *file = weir_reader_filled_text (reader, value);
  Loaded *loaded;

  if (file == NULL)
    return;
  weir_iteration_set_flow_file (iteration, file);
  if (reader->flows == NULL || (reader->folder == NULL && find_given (reader->flows, file) == NULL))
    return;
  loaded = g_hash_table_lookup (reader->flows->loaded, file);
  if (loaded == NULL)
    loaded = load (reader, value, file);
  if (loaded == NULL || loaded->flow == NULL)
    return;
  check_flow (reader, value, loaded->flow);
  weir_iteration_take_flow (iteration, g_object_ref (loaded->flow), loaded->text);
}

static gboolean
has_variable (GListStore *variables, const char *name)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (variables)); i++)
    {
      g_autoptr (WeirVariable) variable = g_list_model_get_item (G_LIST_MODEL (variables), i);

      if (g_str_equal (weir_variable_get_name (variable), name))
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_environment_variable (WeirPlan *plan, const char *name)
{
  GListModel *environments = G_LIST_MODEL (weir_plan_get_environments (plan));

  for (guint i = 0; i < g_list_model_get_n_items (environments); i++)
    {
      g_autoptr (WeirEnvironment) environment = g_list_model_get_item (environments, i);

      if (has_variable (weir_environment_get_variables (environment), name) ||
          g_strv_contains (weir_environment_get_secrets (environment), name))
        return TRUE;
    }
  return FALSE;
}

/**
 * weir_plan_flows_check:
 * @self: the flows of a plan
 * @plan: what was read of it
 * @names: every name in it
 * @first_given: the first of them that is a column of a file of rows, or was given beside the document
 *
 * A flow is given what the plan's variables and rows hold, so that it need not set that itself.
 */
void
weir_plan_flows_check (WeirPlanFlows *self, WeirPlan *plan, const WeirNames *names, guint first_given)
{
  for (guint i = self->problems->len; i > 0; i--)
    {
      const WeirProblem *problem = g_ptr_array_index (self->problems, i - 1);
      const char *name = problem->is_warning ? problem->variable : NULL;

      if (name != NULL && (has_variable (weir_plan_get_variables (plan), name) ||
                           has_environment_variable (plan, name) ||
                           weir_names_find (names, name, -1) >= (int) first_given))
        g_ptr_array_remove_index (self->problems, i - 1);
    }
}

/**
 * weir_plan_flows_tell:
 * @self: the flows of a plan
 * @problems: where their problems are appended
 *
 * Returns: whether there is no error among them
 */
gboolean
weir_plan_flows_tell (WeirPlanFlows *self, GPtrArray *problems)
{
  gboolean is_valid = weir_problems_count_errors (self->problems) == 0;

  while (self->problems->len > 0)
    g_ptr_array_add (problems, g_ptr_array_steal_index (self->problems, 0));
  return is_valid;
}
