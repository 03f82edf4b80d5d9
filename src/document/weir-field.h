/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-field.h: one row of a request's headers: name, value, and whether it is ticked
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define WEIR_TYPE_FIELD (weir_field_get_type ())
G_DECLARE_FINAL_TYPE (WeirField, weir_field, WEIR, FIELD, GObject)

/* properties: name, value (never NULL), enabled, description (nullable) */
WeirField *weir_field_new (const char *name, const char *value);
const char *weir_field_get_name (WeirField *self);
void weir_field_set_name (WeirField *self, const char *name);
const char *weir_field_get_value (WeirField *self);
void weir_field_set_value (WeirField *self, const char *value);
gboolean weir_field_get_enabled (WeirField *self);
void weir_field_set_enabled (WeirField *self, gboolean enabled);
const char *weir_field_get_description (WeirField *self);
void weir_field_set_description (WeirField *self, const char *description);

G_END_DECLS
