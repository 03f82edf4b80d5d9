/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-body-text.h: a body as text that a text view can show
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How much of a body is shown: more would make the text view slow, not the reader wiser. */
#define WEIR_BODY_SHOWN_BYTES (256 * 1024)
#define WEIR_BODY_LINE_CHARS 5000

/* How much is shown of a body that is no text. */
#define WEIR_BODY_HEX_BYTES 4096

char *weir_body_text (const guint8 *data, gsize size, const char *content_type, char **note);
char *weir_body_indent_json (const char *text, gsize size, gsize limit);
char *weir_body_hex (const guint8 *data, gsize size);
const char *weir_body_guess_language (const char *content_type, const char *text);

G_END_DECLS
