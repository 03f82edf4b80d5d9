/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-cursor.h: a place in a text, as bytes, as characters and as people count it
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Lines end with LF, CR LF or CR, as editors count them. It only ever moves on. */
typedef struct
{
  const char *text; /* valid UTF-8 */
  gsize length;     /* bytes */
  gsize offset;     /* bytes */
  gsize index;      /* characters */
  guint line;       /* from 1 */
  guint column;     /* characters, from 1 */
} WeirCursor;

void weir_cursor_init (WeirCursor *self, const char *text, gsize length);
void weir_cursor_step (WeirCursor *self);
void weir_cursor_move_to_index (WeirCursor *self, gsize index);
void weir_cursor_move_to_offset (WeirCursor *self, gsize offset);

G_END_DECLS
