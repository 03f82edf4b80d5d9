/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-environment-edit.c: environments out to their file, in place where there is one
 */

#include "config.h"

#include "weir-environment-edit.h"

#include <string.h>

#include "weir-document-edit.h"
#include "weir-environment-format.h"
#include "weir-format-private.h"

/* A variable or a secret, which a file has in one list and an environment in two */
typedef struct
{
  const char *name;
  const char *value; /* NULL of a secret */
} Row;

/* The rows of an environment, as @source (nullable) has them; -1 for what it does not have */
static int
find_row (const WeirNode *source, const char *name)
{
  const WeirNode *list = source != NULL ? weir_node_find (source, "variables") : NULL;

  for (guint i = 0; list != NULL && i < weir_node_count (list); i++)
    {
      const WeirNode *written = weir_node_find (weir_node_entry (list, i)->value, "name");

      if (written != NULL && g_strcmp0 (written->text, name) == 0)
        return (int) i;
    }
  return -1;
}

/* In the order of the file, and what is new behind the one that it follows among its kind */
static void
add_row (GArray *rows, const Row *row, const char *previous, const WeirNode *source)
{
  int place = find_row (source, row->name);
  guint at = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const Row *other = &g_array_index (rows, Row, i);
      int other_place = find_row (source, other->name);

      if ((place >= 0 && other_place >= 0 && other_place < place) || g_strcmp0 (other->name, previous) == 0)
        at = i + 1;
    }
  if (place < 0 && previous == NULL)
    at = rows->len;
  g_array_insert_val (rows, at, *row);
}

static GArray *
collect_rows (WeirEnvironment *environment, const WeirNode *source)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (Row));
  GListModel *variables = G_LIST_MODEL (weir_environment_get_variables (environment));
  const char *const *secrets = weir_environment_get_secrets (environment);
  const char *previous = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (variables); i++)
    {
      g_autoptr (WeirVariable) variable = g_list_model_get_item (variables, i);
      Row row = { weir_variable_get_name (variable), weir_variable_get_value (variable) };

      add_row (rows, &row, previous, source);
      previous = row.name;
    }
  for (previous = NULL; *secrets != NULL; secrets++)
    {
      Row row = { *secrets, NULL };

      add_row (rows, &row, previous, source);
      previous = row.name;
    }
  return rows;
}

static void
write_row (WeirEmitter *emitter, const Row *row)
{
  weir_emitter_begin_mapping (emitter, FALSE);
  weir_emitter_text_entry (emitter, "name", row->name);
  weir_emitter_text_entry (emitter, "value", row->value);
  weir_emitter_boolean_entry (emitter, "secret", row->value == NULL, FALSE);
  weir_emitter_end_mapping (emitter);
}

static void
write_tls (WeirEmitter *emitter, WeirEnvironment *environment)
{
  const char *authorities = weir_environment_get_authorities (environment);
  const char *certificate = weir_environment_get_certificate (environment);
  gboolean insecure = weir_environment_get_insecure (environment);

  if (authorities == NULL && certificate == NULL && !insecure)
    return;
  weir_emitter_key (emitter, "tls");
  weir_emitter_begin_mapping (emitter, FALSE);
  weir_emitter_text_entry (emitter, "ca", authorities);
  weir_emitter_text_entry (emitter, "clientCertificate", certificate);
  weir_emitter_boolean_entry (emitter, "insecure", insecure, FALSE);
  weir_emitter_end_mapping (emitter);
}

static void
write_environment (WeirEmitter *emitter, WeirEnvironment *environment, const WeirNode *source)
{
  g_autoptr (GArray) rows = collect_rows (environment, source);

  weir_emitter_begin_mapping (emitter, FALSE);
  weir_emitter_text_entry (emitter, "name", weir_environment_get_name (environment));
  if (rows->len > 0)
    {
      weir_emitter_key (emitter, "variables");
      weir_emitter_begin_sequence (emitter, FALSE);
      for (guint i = 0; i < rows->len; i++)
        write_row (emitter, &g_array_index (rows, Row, i));
      weir_emitter_end_sequence (emitter);
    }
  weir_emitter_text_entry (emitter, "proxy", weir_environment_get_proxy (environment));
  write_tls (emitter, environment);
  weir_emitter_end_mapping (emitter);
}

/* Where an environment is in the file: by its name, else by its place, for it may have another name now */
static const WeirNode *
find_source (const WeirNode *root, GPtrArray *environments, guint index)
{
  const char *name = weir_environment_get_name (g_ptr_array_index (environments, index));

  for (guint i = 0; root != NULL && i < weir_node_count (root); i++)
    {
      const WeirNode *written = weir_node_find (weir_node_entry (root, i)->value, "name");

      if (written != NULL && g_strcmp0 (written->text, name) == 0)
        return weir_node_entry (root, i)->value;
    }
  if (root != NULL && weir_node_count (root) == environments->len)
    return weir_node_entry (root, index)->value;
  return NULL;
}

/* @root: (nullable): the file's, whose order is kept */
static void
write_all (WeirEmitter *emitter, GPtrArray *environments, const WeirNode *root)
{
  weir_emitter_begin_sequence (emitter, environments->len == 0);
  for (guint i = 0; i < environments->len; i++)
    write_environment (emitter, g_ptr_array_index (environments, i), find_source (root, environments, i));
  weir_emitter_end_sequence (emitter);
}

static WeirTree *
to_tree (GPtrArray *environments, const WeirNode *root)
{
  WeirTree *tree = weir_tree_new ();
  WeirEmitter emitter;

  weir_emitter_init_tree (&emitter, tree);
  write_all (&emitter, environments, root);
  weir_emitter_finish_tree (&emitter);
  return tree;
}

/**
 * weir_environments_to_yaml:
 * @environments: (element-type WeirEnvironment): those of one file
 *
 * Returns: (transfer full): the YAML document
 */
char *
weir_environments_to_yaml (GPtrArray *environments)
{
  WeirEmitter emitter;

  g_return_val_if_fail (environments != NULL, NULL);

  weir_emitter_init (&emitter);
  write_all (&emitter, environments, NULL);
  return weir_emitter_finish (&emitter);
}

static WeirTree *
read_environments (const WeirTree *tree, gpointer data, char **message)
{
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autoptr (GPtrArray) environments = weir_environments_from_tree (tree, problems);

  if (environments != NULL)
    return to_tree (environments, tree->root);
  *message = weir_document_first_error (problems);
  return NULL;
}

static gboolean
is_valid (GPtrArray *environments, GError **error)
{
  g_autofree char *yaml = weir_environments_to_yaml (environments);
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autoptr (GPtrArray) back = weir_environments_parse (yaml, strlen (yaml), problems);

  for (guint i = 0; back == NULL && i < problems->len; i++)
    {
      const WeirProblem *problem = g_ptr_array_index (problems, i);

      if (problem->is_warning)
        continue;
      g_set_error (error, WEIR_FORMAT_ERROR, WEIR_FORMAT_ERROR_INVALID,
                   "The environments cannot be written as they are; %s", problem->message);
      return FALSE;
    }
  return TRUE;
}

/* Whether there is something in the file that can be edited */
static gboolean
has_entries (const WeirTree *tree)
{
  return tree->root->kind == WEIR_NODE_SEQUENCE && weir_node_count (tree->root) > 0;
}

/**
 * weir_environments_edit_text:
 * @text: the file that @environments were read from; empty for a new one
 * @length: its length in bytes
 * @environments: (element-type WeirEnvironment): what it shall say
 * @error: WEIR_FORMAT_ERROR_INVALID when they are not valid, when @text cannot be read any more, or when it
 *   is written in a way that a change cannot be put into it
 *
 * Writes what differs into the text. A variable that becomes a secret loses its value there.
 *
 * Returns: (transfer full) (nullable): the text with what differs changed
 */
char *
weir_environments_edit_text (const char *text, gsize length, GPtrArray *environments, GError **error)
{
  WeirDocumentKind kind = { .shape = WEIR_SHAPE_ANY, .read = read_environments };
  g_autofree char *stripped = g_strstrip (g_strndup (text, length));
  g_autoptr (WeirTree) source = NULL;
  g_autoptr (WeirTree) wanted = NULL;
  WeirProblem *problem = NULL;

  g_return_val_if_fail (environments != NULL, NULL);

  if (!is_valid (environments, error))
    return NULL;
  source = *stripped != '\0' ? weir_tree_read (text, length, FALSE, &problem) : NULL;
  g_clear_pointer (&problem, weir_problem_free);
  if (*stripped == '\0' || (source != NULL && !has_entries (source)) || environments->len == 0)
    return weir_environments_to_yaml (environments);
  wanted = to_tree (environments, source != NULL ? source->root : NULL);
  return weir_document_edit (&kind, text, length, wanted, error);
}

/**
 * weir_environments_save:
 * @environments: (element-type WeirEnvironment): what the file shall say
 * @file_name: the file they were read from, or that is to be made
 * @error: as weir_environments_edit_text(), and WEIR_FORMAT_ERROR_READ or WEIR_FORMAT_ERROR_WRITE
 *
 * Returns: whether the file now says what @environments say
 */
gboolean
weir_environments_save (GPtrArray *environments, const char *file_name, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *edited = NULL;

  g_return_val_if_fail (environments != NULL, FALSE);
  g_return_val_if_fail (file_name != NULL, FALSE);

  if (g_file_test (file_name, G_FILE_TEST_EXISTS) && !weir_format_read_file (file_name, text, error))
    return FALSE;
  edited = weir_environments_edit_text (text->str, text->len, environments, error);
  if (edited == NULL)
    return FALSE;
  return g_str_equal (edited, text->str) || weir_format_write_file (file_name, edited, -1, error);
}
