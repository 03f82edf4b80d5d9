/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-text-layout.h: lines, blanks and comments of a document, by byte offsets
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Offsets stay within 0 and @length; a line ends with LF, CR LF or CR. */
typedef struct
{
  const char *text;
  gsize length;
} WeirLayout;

gsize weir_layout_line_start (const WeirLayout *self, gsize offset);
gsize weir_layout_line_end (const WeirLayout *self, gsize offset);
gsize weir_layout_next_line (const WeirLayout *self, gsize offset);
gsize weir_layout_previous_line (const WeirLayout *self, gsize offset);
gsize weir_layout_skip_blanks (const WeirLayout *self, gsize offset);
gsize weir_layout_skip_space (const WeirLayout *self, gsize offset);
gboolean weir_layout_is_at (const WeirLayout *self, gsize offset, char c);
gboolean weir_layout_is_blank (const WeirLayout *self, gsize start, gsize end);
gboolean weir_layout_is_blank_line (const WeirLayout *self, gsize offset);
gboolean weir_layout_is_first_in_line (const WeirLayout *self, gsize offset);
gboolean weir_layout_has_comment (const WeirLayout *self, gsize start, gsize end);
char *weir_layout_indentation (const WeirLayout *self, gsize offset);
const char *weir_layout_line_break (const WeirLayout *self);

G_END_DECLS
