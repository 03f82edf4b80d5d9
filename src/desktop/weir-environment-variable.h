/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-environment-variable.h: a variable or a secret of an environment that is edited
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define WEIR_TYPE_ENVIRONMENT_VARIABLE (weir_environment_variable_get_type ())
G_DECLARE_FINAL_TYPE (WeirEnvironmentVariable, weir_environment_variable, WEIR, ENVIRONMENT_VARIABLE, GObject)

/* properties: name, value (never NULL), secret: whether the value goes to the keyring, and never to a file */
WeirEnvironmentVariable *weir_environment_variable_new (const char *name, const char *value, gboolean secret);
const char *weir_environment_variable_get_name (WeirEnvironmentVariable *self);
const char *weir_environment_variable_get_value (WeirEnvironmentVariable *self);
gboolean weir_environment_variable_get_secret (WeirEnvironmentVariable *self);
/* Neither name nor value: a row that nothing was typed into yet. */
gboolean weir_environment_variable_is_empty (WeirEnvironmentVariable *self);

G_END_DECLS
