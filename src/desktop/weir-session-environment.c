/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-session-environment.c: where a flow of the window runs, and the values of its secrets
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-environment-files.h"
#include "weir-environment-format.h"
#include "weir-environment-memory.h"
#include "weir-keyring.h"
#include "weir-plan-lookup.h"
#include "weir-session-environment.h"
#include "weir-session-private.h"

static gboolean
refuse_unknown (GPtrArray *environments, const char *name, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < environments->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                            weir_environment_get_name (g_ptr_array_index (environments, i)));
  if (environments->len == 0)
    g_set_error (error, WEIR_FORMAT_ERROR, WEIR_FORMAT_ERROR_INVALID,
                 _("The flow runs in the environment “%s”, but there is no environments.yaml beside it."),
                 name);
  else
    g_set_error (error, WEIR_FORMAT_ERROR, WEIR_FORMAT_ERROR_INVALID,
                 _("The flow runs in the environment “%s”, but environments.yaml has only: %s."), name,
                 names->str);
  return FALSE;
}

/* What is being edited counts as it is shown, saved or not. */
static GPtrArray *
load (const char *file_name, GPtrArray *lines)
{
  g_autofree char *whole = NULL;
  g_autofree char *folder = NULL;
  WeirEnvironmentFiles *edited;
  char *problem;

  if (file_name == NULL)
    return g_ptr_array_new_with_free_func (g_object_unref);
  whole = g_canonicalize_filename (file_name, NULL);
  folder = g_path_get_dirname (whole);
  edited = weir_environment_files_find_edited (folder);
  if (edited == NULL)
    return weir_environments_load (file_name, lines);
  problem = weir_environment_files_find_problem (edited);
  if (problem == NULL)
    return weir_environment_files_join (edited);
  g_ptr_array_add (lines, problem);
  return NULL;
}

gboolean
weir_session_environment_find (const char *name, const char *file_name, WeirEnvironment **environment,
                               GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) environments = NULL;
  WeirEnvironment *found;

  *environment = NULL;
  if (name == NULL)
    return TRUE;
  environments = load (file_name, lines);
  if (environments == NULL)
    {
      g_set_error_literal (error, WEIR_FORMAT_ERROR, WEIR_FORMAT_ERROR_INVALID, g_ptr_array_index (lines, 0));
      return FALSE;
    }
  found = weir_environments_find (environments, name);
  if (found == NULL)
    return refuse_unknown (environments, name, error);
  *environment = g_object_ref (found);
  return TRUE;
}

char *
weir_session_environment_get_folder (const char *file_name)
{
  g_autofree char *whole = NULL;
  g_autofree char *folder = NULL;

  if (file_name == NULL)
    return g_strdup ("");
  whole = g_canonicalize_filename (file_name, NULL);
  folder = g_path_get_dirname (whole);
  return g_filename_display_name (folder);
}

/* Of a load plan: its environments are in it. */
static gboolean
find_in_plan (WeirPlan *plan, const char *name, WeirEnvironment **environment, GError **error)
{
  WeirEnvironment *found = name != NULL ? weir_plan_find_environment (plan, name) : NULL;

  *environment = found != NULL ? g_object_ref (found) : NULL;
  if (name == NULL || found != NULL)
    return TRUE;
  g_set_error (error, WEIR_FORMAT_ERROR, WEIR_FORMAT_ERROR_INVALID,
               _("The plan has no environment “%s” any more: choose another one, or none."), name);
  return FALSE;
}

static const char *
find_value (WeirEnvironment *environment, const char *folder, const char *name)
{
  const WeirSecretKey key = { folder, weir_environment_get_name (environment), name };
  g_autofree char *variable = weir_environment_secret_to_key (name);
  const char *value = weir_keyring_peek (&key);

  if (value == NULL)
    value = g_getenv (variable);
  return value != NULL && g_utf8_validate (value, -1, NULL) ? value : NULL;
}

void
weir_session_environment_collect (WeirEnvironment *environment, const char *folder, char ***secrets,
                                  char ***missing)
{
  g_autoptr (GStrvBuilder) found = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) lacking = g_strv_builder_new ();

  for (const char *const *name = weir_environment_get_secrets (environment); *name != NULL; name++)
    {
      const char *value = find_value (environment, folder, *name);
      g_autofree char *pair = value != NULL ? g_strconcat (*name, "=", value, NULL) : NULL;

      if (pair != NULL)
        g_strv_builder_add (found, pair);
      else
        g_strv_builder_add (lacking, *name);
    }
  *secrets = g_strv_builder_end (found);
  *missing = g_strv_builder_end (lacking);
}

static gboolean
has_pair (char *const *pairs, const char *name)
{
  for (; *pairs != NULL; pairs++)
    if (g_str_has_prefix (*pairs, name) && (*pairs)[strlen (name)] == '=')
      return TRUE;
  return FALSE;
}

/* What the environment has a value for comes first: the person has set it up. */
static void
add_given (WeirSession *self, char ***secrets, char ***missing)
{
  g_autoptr (GStrvBuilder) found = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) lacking = g_strv_builder_new ();
  GHashTableIter iter;
  gpointer name;
  gpointer value;

  if (self->given == NULL)
    return;
  if (*secrets != NULL)
    g_strv_builder_addv (found, (const char **) *secrets);
  for (char **lack = *missing; lack != NULL && *lack != NULL; lack++)
    if (!g_hash_table_contains (self->given, *lack))
      g_strv_builder_add (lacking, *lack);
  g_hash_table_iter_init (&iter, self->given);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      g_autofree char *pair = g_strdup_printf ("%s=%s", (char *) name, (char *) value);

      if (*secrets == NULL || !has_pair (*secrets, name))
        g_strv_builder_add (found, pair);
    }
  g_strfreev (*secrets);
  g_strfreev (*missing);
  *secrets = g_strv_builder_end (found);
  *missing = g_strv_builder_end (lacking);
}

/* What was chosen for this file earlier. */
void
weir_session_recall_environment (WeirSession *self)
{
  g_clear_pointer (&self->environment_name, g_free);
  self->environment_chosen =
      self->file != NULL && weir_environment_memory_get (self->file, &self->environment_name);
}

/* Under its new file, too, the document runs where it was told to. */
void
weir_session_keep_environment (WeirSession *self)
{
  if (self->environment_chosen && self->file != NULL)
    weir_environment_memory_set (self->file, self->environment_name);
}

/**
 * weir_session_get_environment_name:
 * @self: a document
 *
 * Returns: (transfer none) (nullable): the name of the environment it runs in: what the person chose, else
 *   what the flow says; %NULL for none
 */
const char *
weir_session_get_environment_name (WeirSession *self)
{
  g_return_val_if_fail (WEIR_IS_SESSION (self), NULL);

  if (self->environment_chosen)
    return self->environment_name;
  return self->flow != NULL ? weir_flow_get_environment (self->flow) : NULL;
}

/**
 * weir_session_choose_environment:
 * @self: a document
 * @name: (nullable): where it shall run from now on; %NULL for no environment
 *
 * Is remembered for this person and this file; the document is not changed by it.
 */
void
weir_session_choose_environment (WeirSession *self, const char *name)
{
  char *chosen;

  g_return_if_fail (WEIR_IS_SESSION (self));

  chosen = g_strdup (name);
  g_free (self->environment_name);
  self->environment_name = chosen;
  self->environment_chosen = TRUE;
  weir_session_keep_environment (self);
  weir_session_environment_changed (self);
}

static char **
list_of_plan (WeirPlan *plan)
{
  GListModel *environments = G_LIST_MODEL (weir_plan_get_environments (plan));
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < g_list_model_get_n_items (environments); i++)
    {
      g_autoptr (WeirEnvironment) environment = g_list_model_get_item (environments, i);

      g_strv_builder_add (names, weir_environment_get_name (environment));
    }
  return g_strv_builder_end (names);
}

/**
 * weir_session_list_environments:
 * @self: a document
 * @problems: (element-type utf8): gets a line for each problem of the files, with its place
 *
 * Reads environments.yaml and environments.local.yaml beside a flow anew; a load plan has its own.
 *
 * Returns: (transfer full): the names, none when there is an error
 */
char **
weir_session_list_environments (WeirSession *self, GPtrArray *problems)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autofree char *path = NULL;
  g_autoptr (GPtrArray) environments = NULL;

  g_return_val_if_fail (WEIR_IS_SESSION (self), NULL);

  if (self->plan != NULL)
    return list_of_plan (self->plan);
  path = self->file != NULL ? g_file_get_path (self->file) : NULL;
  environments = load (path, problems);
  for (guint i = 0; environments != NULL && i < environments->len; i++)
    g_strv_builder_add (names, weir_environment_get_name (g_ptr_array_index (environments, i)));
  return g_strv_builder_end (names);
}

/**
 * weir_session_find_environment:
 * @self: a document
 * @environment: (out) (transfer full) (nullable): where it runs; %NULL for none
 * @secrets: (out) (transfer full) (nullable): "NAME=VALUE" of each secret that has a value
 * @missing: (out) (transfer full) (nullable): the names of the others; the person is asked for them
 * @error: %WEIR_FORMAT_ERROR_INVALID, a sentence that says what to do
 *
 * Returns: whether the files are in order and the environment is there
 */
gboolean
weir_session_find_environment (WeirSession *self, WeirEnvironment **environment, char ***secrets,
                               char ***missing, GError **error)
{
  g_autofree char *path = NULL;
  g_autofree char *folder = NULL;
  const char *name;

  g_return_val_if_fail (WEIR_IS_SESSION (self), FALSE);

  *secrets = *missing = NULL;
  name = weir_session_get_environment_name (self);
  path = self->file != NULL ? g_file_get_path (self->file) : NULL;
  if (self->plan != NULL ? !find_in_plan (self->plan, name, environment, error)
                         : !weir_session_environment_find (name, path, environment, error))
    return FALSE;
  if (*environment != NULL)
    {
      folder = weir_session_environment_get_folder (path);
      weir_session_environment_collect (*environment, folder, secrets, missing);
    }
  add_given (self, secrets, missing);
  return TRUE;
}

/* Not that of another variable; the same secret in a second request has the name that it has. */
static char *
find_secret_name (WeirSession *self, const char *wanted, const char *value)
{
  char *name = g_strdup (wanted);

  for (guint i = 2;; i++)
    {
      const char *given = g_hash_table_lookup (self->given, name);

      if (given != NULL ? g_str_equal (given, value) : weir_current_store_find (self->store, name) == NULL)
        return name;
      g_free (name);
      name = g_strdup_printf ("%s%u", wanted, i);
    }
}

/**
 * weir_session_give_secret:
 * @self: a document with a flow
 * @wanted: a name for a variable
 * @value: what it is
 *
 * Runs and Sends of this document find it from now on, and hide it in all results. It is kept in memory only,
 * until the document is closed.
 *
 * Returns: (transfer full): the name it has; another one when @wanted is the name of something else
 */
char *
weir_session_give_secret (WeirSession *self, const char *wanted, const char *value)
{
  char *name;

  g_return_val_if_fail (WEIR_IS_SESSION (self), NULL);

  if (self->given == NULL)
    self->given = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  name = find_secret_name (self, wanted, value);
  g_hash_table_replace (self->given, g_strdup (name), g_strdup (value));
  weir_session_environment_changed (self);
  return name;
}

/**
 * weir_session_get_given_secret:
 * @self: a document
 * @name: as weir_session_give_secret() gave it
 *
 * Returns: (transfer none) (nullable): its value
 */
const char *
weir_session_get_given_secret (WeirSession *self, const char *name)
{
  g_return_val_if_fail (WEIR_IS_SESSION (self), NULL);

  return self->given != NULL ? g_hash_table_lookup (self->given, name) : NULL;
}

/**
 * weir_session_keep_curl_secrets:
 * @self: a document with a flow
 * @import: what came out of a curl command
 *
 * Puts placeholders in place of what looks secret, before any of that gets into the document or its draft.
 */
void
weir_session_keep_curl_secrets (WeirSession *self, WeirCurlImport *import)
{
  g_return_if_fail (WEIR_IS_SESSION (self));

  for (guint i = 0; i < import->secrets->len; i++)
    {
      WeirCurlSecret *secret = g_ptr_array_index (import->secrets, i);
      char *name = weir_session_give_secret (self, secret->name, secret->value);

      g_free (secret->name);
      secret->name = name;
      weir_curl_import_take_secret (import, i);
    }
}

/**
 * weir_session_environment_changed:
 * @self: a document
 *
 * A value of a secret is another one by now, or the files are: says so to whoever shows what is in them.
 */
void
weir_session_environment_changed (WeirSession *self)
{
  g_return_if_fail (WEIR_IS_SESSION (self));

  weir_session_read_environment (self);
  g_object_notify (G_OBJECT (self), "environment");
}
