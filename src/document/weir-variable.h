/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-variable.h: a name and its value; an entry of `variables:` or `set:`
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define WEIR_TYPE_VARIABLE (weir_variable_get_type ())
G_DECLARE_FINAL_TYPE (WeirVariable, weir_variable, WEIR, VARIABLE, GObject)

/* properties: name, value (strings, never NULL); value-type ("json", nullable) and regex (nullable) */
WeirVariable *weir_variable_new (const char *name, const char *value);
const char *weir_variable_get_name (WeirVariable *self);
void weir_variable_set_name (WeirVariable *self, const char *name);
const char *weir_variable_get_value (WeirVariable *self);
void weir_variable_set_value (WeirVariable *self, const char *value);
const char *weir_variable_get_value_type (WeirVariable *self);
void weir_variable_set_value_type (WeirVariable *self, const char *type);
const char *weir_variable_get_regex (WeirVariable *self);
void weir_variable_set_regex (WeirVariable *self, const char *regex);

G_END_DECLS
