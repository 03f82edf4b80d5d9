/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-body-hex.c: bytes that are no text, as hexadecimal numbers
 */

#include "config.h"

#include "weir-body-text.h"

#define BYTES_PER_LINE 16

static void
append_line (GString *out, const guint8 *data, gsize offset, gsize n_bytes)
{
  g_string_append_printf (out, "%08" G_GSIZE_MODIFIER "x ", offset);
  for (gsize i = 0; i < BYTES_PER_LINE; i++)
    {
      g_string_append (out, i == BYTES_PER_LINE / 2 ? "  " : " ");
      if (i < n_bytes)
        g_string_append_printf (out, "%02x", data[offset + i]);
      else
        g_string_append (out, "  ");
    }
  g_string_append (out, "  |");
  for (gsize i = 0; i < n_bytes; i++)
    g_string_append_c (out, g_ascii_isprint (data[offset + i]) ? (char) data[offset + i] : '.');
  g_string_append (out, "|\n");
}

/**
 * weir_body_hex:
 * @data: bytes
 * @size: how many
 *
 * Returns: (transfer full): the first WEIR_BODY_HEX_BYTES of them, 16 a line, beside the letters among them
 */
char *
weir_body_hex (const guint8 *data, gsize size)
{
  GString *out = g_string_new (NULL);
  gsize shown = MIN (size, WEIR_BODY_HEX_BYTES);

  for (gsize offset = 0; offset < shown; offset += BYTES_PER_LINE)
    append_line (out, data, offset, MIN (shown - offset, BYTES_PER_LINE));
  return g_string_free (out, FALSE);
}
