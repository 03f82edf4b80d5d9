/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-header-names.h: names of header fields that are often sent, and their usual values
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Of type WeirCompleteFunc, for the name and the value of a WeirField that is a header. */
GPtrArray *weir_header_names_complete (GObject *field, const char *text, gsize cursor, gsize *start);
GPtrArray *weir_header_values_complete (GObject *field, const char *text, gsize cursor, gsize *start);
GPtrArray *weir_content_types_complete (GObject *object, const char *text, gsize cursor, gsize *start);

G_END_DECLS
