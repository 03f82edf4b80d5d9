/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-session-environment.c: where a flow of the window runs, and the values of its secrets
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-session-environment.h"

#include "weir-environment-format.h"

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

static gboolean
find_secrets (WeirEnvironment *environment, char ***secrets, GError **error)
{
  g_autoptr (GStrvBuilder) found = g_strv_builder_new ();

  for (const char *const *name = weir_environment_get_secrets (environment); *name != NULL; name++)
    {
      g_autofree char *key = weir_environment_secret_to_key (*name);
      const char *value = g_getenv (key);
      g_autofree char *pair = NULL;

      if (value == NULL || !g_utf8_validate (value, -1, NULL))
        {
          g_set_error (error, WEIR_FORMAT_ERROR, WEIR_FORMAT_ERROR_INVALID,
                       _("The environment “%s” needs the secret “%s”: start Weir with the variable %s set to "
                         "its value."),
                       weir_environment_get_name (environment), *name, key);
          return FALSE;
        }
      pair = g_strconcat (*name, "=", value, NULL);
      g_strv_builder_add (found, pair);
    }
  *secrets = g_strv_builder_end (found);
  return TRUE;
}

/**
 * weir_session_find_environment:
 * @flow: a flow
 * @file_name: (nullable): its file; %NULL when it was never saved
 * @environment: (out) (transfer full) (nullable): the one the flow names; %NULL when it names none
 * @secrets: (out) (transfer full) (nullable): "NAME=VALUE" of each of its secrets
 * @error: %WEIR_FORMAT_ERROR_INVALID, a sentence that says what to do
 *
 * Returns: whether the flow can run as far as its environment goes
 */
gboolean
weir_session_find_environment (WeirFlow *flow, const char *file_name, WeirEnvironment **environment,
                               char ***secrets, GError **error)
{
  const char *name = weir_flow_get_environment (flow);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) environments = NULL;
  WeirEnvironment *found;

  if (name == NULL)
    return TRUE;
  environments = file_name != NULL ? weir_environments_load (file_name, lines)
                                   : g_ptr_array_new_with_free_func (g_object_unref);
  if (environments == NULL)
    {
      g_set_error_literal (error, WEIR_FORMAT_ERROR, WEIR_FORMAT_ERROR_INVALID, g_ptr_array_index (lines, 0));
      return FALSE;
    }
  found = weir_environments_find (environments, name);
  if (found == NULL)
    return refuse_unknown (environments, name, error);
  if (!find_secrets (found, secrets, error))
    return FALSE;
  *environment = g_object_ref (found);
  return TRUE;
}
