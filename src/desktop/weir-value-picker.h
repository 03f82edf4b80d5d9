/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-value-picker.h: a value in a JSON answer becomes a variable or an assertion
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-json-place.h"

G_BEGIN_DECLS

#define WEIR_TYPE_VALUE_PICKER (weir_value_picker_get_type ())
G_DECLARE_FINAL_TYPE (WeirValuePicker, weir_value_picker, WEIR, VALUE_PICKER, GObject)

/* signals:
 *   extract (WeirValuePicker *picker, WeirJsonPlace *place)   it shall become a variable
 *   assert (WeirValuePicker *picker, WeirJsonPlace *place)    an assertion shall look at it */
WeirValuePicker *weir_value_picker_new (GtkTextView *view);
void weir_value_picker_set_active (WeirValuePicker *self, gboolean active);
gboolean weir_value_picker_open (WeirValuePicker *self, guint offset);
const char *weir_value_picker_get_path (WeirValuePicker *self);
void weir_value_picker_choose (WeirValuePicker *self, const char *signal);

G_END_DECLS
