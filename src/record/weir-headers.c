/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-headers.c: header fields in one flat string
 */

#include "config.h"

#include <string.h>

#include "weir-exchange.h"

/**
 * weir_headers_append:
 * @headers: the fields so far
 * @name: the name of one more
 * @value: its value
 *
 * Adds a field at the end; an earlier one of the same name stays.
 */
void
weir_headers_append (WeirHeaders *headers, const char *name, const char *value)
{
  /* With their terminating NULs: those separate the fields. */
  g_string_append_len (headers, name, (gssize) strlen (name) + 1);
  g_string_append_len (headers, value, (gssize) strlen (value) + 1);
}

/**
 * weir_headers_next:
 * @headers: some fields
 * @position: (inout): where to go on, in bytes; 0 for the first field
 * @name: (out) (transfer none): the field's name
 * @value: (out) (transfer none): the field's value
 *
 * Walks through @headers in the order in which the fields were added.
 *
 * Returns: %FALSE when there is no further field
 */
gboolean
weir_headers_next (const WeirHeaders *headers, gsize *position, const char **name, const char **value)
{
  gsize at = *position;

  if (at >= headers->len)
    return FALSE;
  *name = headers->str + at;
  at += strlen (*name) + 1;
  if (at >= headers->len)
    return FALSE;
  *value = headers->str + at;
  *position = at + strlen (*value) + 1;
  return TRUE;
}

/**
 * weir_headers_find:
 * @headers: some fields
 * @name: the name of a field, in any case
 * @index: 0 for the first field of that name, 1 for the second …
 *
 * Returns: (transfer none) (nullable): its value; %NULL when there are not that many
 */
const char *
weir_headers_find (const WeirHeaders *headers, const char *name, guint index)
{
  const char *field, *value;
  gsize position = 0;

  while (weir_headers_next (headers, &position, &field, &value))
    if (g_ascii_strcasecmp (field, name) == 0 && index-- == 0)
      return value;
  return NULL;
}
