/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-session-environment.c: where a flow of the window runs, and the values of its secrets
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-environment-format.h"
#include "weir-environment-memory.h"
#include "weir-keyring.h"
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

static GPtrArray *
load (const char *file_name, GPtrArray *lines)
{
  return file_name != NULL ? weir_environments_load (file_name, lines)
                           : g_ptr_array_new_with_free_func (g_object_unref);
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
  g_autofree char *whole = g_canonicalize_filename (file_name, NULL);
  g_autofree char *folder = g_path_get_dirname (whole);

  return g_filename_display_name (folder);
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

/**
 * weir_session_list_environments:
 * @self: a document
 * @problems: (element-type utf8): gets a line for each problem of the files, with its place
 *
 * Reads environments.yaml and environments.local.yaml beside the document anew.
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

  g_return_val_if_fail (WEIR_IS_SESSION (self), FALSE);

  *secrets = *missing = NULL;
  path = self->file != NULL ? g_file_get_path (self->file) : NULL;
  if (!weir_session_environment_find (weir_session_get_environment_name (self), path, environment, error))
    return FALSE;
  if (*environment == NULL)
    return TRUE;
  folder = weir_session_environment_get_folder (path);
  weir_session_environment_collect (*environment, folder, secrets, missing);
  return TRUE;
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
