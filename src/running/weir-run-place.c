/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-run-place.c: where something is run: values from outside the document, proxy, certificates
 */

#include "config.h"

#include "weir-run-place.h"

#include "weir-variable.h"

static void
take_environment (WeirRunPlace *self, WeirEnvironment *environment)
{
  GListModel *variables = G_LIST_MODEL (weir_environment_get_variables (environment));
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < g_list_model_get_n_items (variables); i++)
    {
      g_autoptr (WeirVariable) variable = g_list_model_get_item (variables, i);
      g_autofree char *pair = g_strconcat (weir_variable_get_name (variable), "=",
                                           weir_variable_get_value (variable), NULL);

      g_strv_builder_add (builder, pair);
    }
  self->environment = g_strv_builder_end (builder);
  self->proxy = g_strdup (weir_environment_get_proxy (environment));
  self->authorities = g_strdup (weir_environment_get_authorities (environment));
  self->certificate = g_strdup (weir_environment_get_certificate (environment));
  self->insecure = weir_environment_get_insecure (environment);
}

/* Where the files are that the document names; absolute, for the worker may be somewhere else. */
static char *
get_folder (const char *file_name)
{
  g_autofree char *whole = file_name ? g_canonicalize_filename (file_name, NULL) : NULL;

  return whole ? g_path_get_dirname (whole) : NULL;
}

/**
 * weir_run_place_init:
 * @self: zeroed; filled
 * @environment: (nullable): where it runs
 * @secrets: (nullable): "NAME=VALUE"…: the values of the environment's secrets
 * @variables: (nullable): "NAME=VALUE"…, above the document's own
 * @file_name: (nullable): the document's file
 */
void
weir_run_place_init (WeirRunPlace *self, WeirEnvironment *environment, const char *const *secrets,
                     const char *const *variables, const char *file_name)
{
  self->variables = g_strdupv ((char **) variables);
  self->secrets = g_strdupv ((char **) secrets);
  if (environment)
    take_environment (self, environment);
  self->folder = get_folder (file_name);
}

void
weir_run_place_clear (WeirRunPlace *self)
{
  g_clear_pointer (&self->variables, g_strfreev);
  g_clear_pointer (&self->environment, g_strfreev);
  g_clear_pointer (&self->secrets, g_strfreev);
  g_clear_pointer (&self->proxy, g_free);
  g_clear_pointer (&self->authorities, g_free);
  g_clear_pointer (&self->certificate, g_free);
  g_clear_pointer (&self->folder, g_free);
}

void
weir_run_place_apply (const WeirRunPlace *self, WeirWorkerSettings *settings)
{
  settings->variables = (const char *const *) self->variables;
  settings->environment = (const char *const *) self->environment;
  settings->secrets = (const char *const *) self->secrets;
  settings->proxy = self->proxy;
  settings->authorities = self->authorities;
  settings->certificate = self->certificate;
  settings->insecure = self->insecure;
  settings->folder = self->folder;
}
