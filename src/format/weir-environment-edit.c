/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-environment-edit.c: environments out to their file, in place where there is one
 */

#include "config.h"

#include "weir-environment-edit.h"

#include <string.h>

#include "weir-document-edit.h"
#include "weir-environment-format.h"
#include "weir-format-private.h"

static const char *
find_value (WeirEnvironment *environment, const char *name)
{
  GListModel *variables = G_LIST_MODEL (weir_environment_get_variables (environment));

  for (guint i = 0; i < g_list_model_get_n_items (variables); i++)
    {
      g_autoptr (WeirVariable) variable = g_list_model_get_item (variables, i);

      if (g_str_equal (weir_variable_get_name (variable), name))
        return weir_variable_get_value (variable);
    }
  return NULL;
}

static void
write_row (WeirEmitter *emitter, WeirEnvironment *environment, const char *name)
{
  gboolean is_secret = weir_environment_is_secret (environment, name);

  weir_emitter_begin_mapping (emitter, FALSE);
  weir_emitter_text_entry (emitter, "name", name);
  weir_emitter_text_entry (emitter, "value", is_secret ? NULL : find_value (environment, name));
  weir_emitter_boolean_entry (emitter, "secret", is_secret, FALSE);
  weir_emitter_end_mapping (emitter);
}

static void
write_tls (WeirEmitter *emitter, WeirEnvironment *environment)
{
  const char *authorities = weir_environment_get_authorities (environment);
  const char *certificate = weir_environment_get_certificate (environment);
  gboolean insecure = weir_environment_get_insecure (environment);
  gboolean says = weir_environment_says_insecure (environment);

  if (authorities == NULL && certificate == NULL && !says)
    return;
  weir_emitter_key (emitter, "tls");
  weir_emitter_begin_mapping (emitter, FALSE);
  weir_emitter_text_entry (emitter, "ca", authorities);
  weir_emitter_text_entry (emitter, "clientCertificate", certificate);
  weir_emitter_boolean_entry (emitter, "insecure", insecure, says ? !insecure : FALSE);
  weir_emitter_end_mapping (emitter);
}

static void
write_environment (WeirEmitter *emitter, WeirEnvironment *environment)
{
  g_auto (GStrv) names = weir_environment_list_names (environment);

  weir_emitter_begin_mapping (emitter, FALSE);
  weir_emitter_text_entry (emitter, "name", weir_environment_get_name (environment));
  if (*names != NULL)
    {
      weir_emitter_key (emitter, "variables");
      weir_emitter_begin_sequence (emitter, FALSE);
      for (char **name = names; *name != NULL; name++)
        write_row (emitter, environment, *name);
      weir_emitter_end_sequence (emitter);
    }
  weir_emitter_text_entry (emitter, "proxy", weir_environment_get_proxy (environment));
  write_tls (emitter, environment);
  weir_emitter_end_mapping (emitter);
}

static void
write_all (WeirEmitter *emitter, GPtrArray *environments)
{
  weir_emitter_begin_sequence (emitter, environments->len == 0);
  for (guint i = 0; i < environments->len; i++)
    write_environment (emitter, g_ptr_array_index (environments, i));
  weir_emitter_end_sequence (emitter);
}

static WeirTree *
to_tree (GPtrArray *environments)
{
  WeirTree *tree = weir_tree_new ();
  WeirEmitter emitter;

  weir_emitter_init_tree (&emitter, tree);
  write_all (&emitter, environments);
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
  write_all (&emitter, environments);
  return weir_emitter_finish (&emitter);
}

static WeirTree *
read_environments (const WeirTree *tree, gpointer data, char **message)
{
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autoptr (GPtrArray) environments = weir_environments_from_tree (tree, problems);

  if (environments != NULL)
    return to_tree (environments);
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
  wanted = to_tree (environments);
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
