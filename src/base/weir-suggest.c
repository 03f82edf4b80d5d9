/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-suggest.c: which allowed word a mistyped one was meant to be
 */

#include "config.h"

#include "weir-suggest.h"

#include <string.h>

/* Longer words are nobody's typing error; the bound keeps the table of distances small. */
#define MAX_CHARS 100

static gunichar *
fold (const char *word, glong *length)
{
  g_autofree char *valid = g_utf8_make_valid (word, -1);
  gunichar *chars = g_utf8_to_ucs4_fast (valid, -1, length);

  for (glong i = 0; i < *length; i++)
    chars[i] = g_unichar_tolower (chars[i]);
  return chars;
}

static guint
damerau (const gunichar *a, glong a_length, const gunichar *b, glong b_length)
{
  guint rows[3][MAX_CHARS + 1];
  guint *before = rows[0], *last = rows[1], *row = rows[2];

  for (glong j = 0; j <= b_length; j++)
    last[j] = (guint) j;
  for (glong i = 1; i <= a_length; i++)
    {
      guint *oldest = before;

      row[0] = (guint) i;
      for (glong j = 1; j <= b_length; j++)
        {
          guint change = last[j - 1] + (a[i - 1] != b[j - 1]);

          row[j] = MIN (change, MIN (last[j], row[j - 1]) + 1);
          if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
            row[j] = MIN (row[j], before[j - 2] + 1);
        }
      before = last;
      last = row;
      row = oldest;
    }
  return last[b_length];
}

/**
 * weir_edit_distance:
 *
 * How many characters must be inserted, removed, changed or swapped with their neighbour to make @a into
 * @b (optimal string alignment), without regard to case. Words of more than 100 characters are only told
 * apart: the distance of two different ones is the length of the longer.
 *
 * Returns: the distance, 0 for equal words
 */
guint
weir_edit_distance (const char *a, const char *b)
{
  g_autofree gunichar *a_chars = NULL;
  g_autofree gunichar *b_chars = NULL;
  glong a_length, b_length;

  g_return_val_if_fail (a != NULL && b != NULL, G_MAXUINT);

  a_chars = fold (a, &a_length);
  b_chars = fold (b, &b_length);
  if (a_length <= MAX_CHARS && b_length <= MAX_CHARS)
    return damerau (a_chars, a_length, b_chars, b_length);
  if (a_length == b_length && memcmp (a_chars, b_chars, (gsize) a_length * sizeof (gunichar)) == 0)
    return 0;
  return (guint) MAX (a_length, b_length);
}

/**
 * weir_suggest:
 * @word: what was written
 * @allowed: (array zero-terminated=1): what may be written
 *
 * The nearest allowed word within edit distance 2, or 1 where one of the two has at most four characters
 * (shorter words would match anything); the first of equally near ones.
 *
 * Returns: (nullable) (transfer none): an element of @allowed, or %NULL when none is near
 */
const char *
weir_suggest (const char *word, const char *const *allowed)
{
  const char *nearest = NULL;
  guint nearest_distance = G_MAXUINT;
  glong length;

  g_return_val_if_fail (word != NULL && allowed != NULL, NULL);

  length = g_utf8_strlen (word, -1);
  for (; *allowed; allowed++)
    {
      glong allowed_length = g_utf8_strlen (*allowed, -1);
      guint limit = MIN (length, allowed_length) <= 4 ? 1 : 2;
      guint distance = weir_edit_distance (word, *allowed);

      /* At least one character must be right: "x" is not meant to be "=". */
      if (distance <= limit && distance < nearest_distance && distance < (guint) MAX (length, allowed_length))
        {
          nearest = *allowed;
          nearest_distance = distance;
        }
    }
  return nearest;
}
