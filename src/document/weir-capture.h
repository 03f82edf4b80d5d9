/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-capture.h: a request's `capture:`: the name its whole answer gets
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define WEIR_TYPE_CAPTURE (weir_capture_get_type ())
G_DECLARE_FINAL_TYPE (WeirCapture, weir_capture, WEIR, CAPTURE, GObject)

/* properties: to (never NULL), value-type and regex (nullable), make-global */
WeirCapture *weir_capture_new (const char *to);
const char *weir_capture_get_to (WeirCapture *self);
void weir_capture_set_to (WeirCapture *self, const char *to);
const char *weir_capture_get_value_type (WeirCapture *self);
void weir_capture_set_value_type (WeirCapture *self, const char *value_type);
gboolean weir_capture_get_make_global (WeirCapture *self);
void weir_capture_set_make_global (WeirCapture *self, gboolean make_global);
const char *weir_capture_get_regex (WeirCapture *self);
void weir_capture_set_regex (WeirCapture *self, const char *regex);

G_END_DECLS
