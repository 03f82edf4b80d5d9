/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-number.c: what counts as a number in conditions, and numbers as text without a locale
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "weir-language-private.h"

static const char *
skip_digits (const char *p)
{
  return p + strspn (p, "0123456789");
}

/* The end of "-12.5e3" in @p, NULL when there is none; *integral without fraction and exponent. */
static const char *
number_end (const char *p, gboolean *integral)
{
  const char *digits = *p == '-' || *p == '+' ? p + 1 : p;
  const char *end = skip_digits (digits);

  *integral = TRUE;
  if (end == digits)
    return NULL;
  if (*end == '.' && g_ascii_isdigit (end[1]))
    {
      end = skip_digits (end + 1);
      *integral = FALSE;
    }
  if (*end == 'e' || *end == 'E')
    {
      const char *exponent = end + 1 + (end[1] == '-' || end[1] == '+');

      if (!g_ascii_isdigit (*exponent))
        return NULL;
      end = skip_digits (exponent);
      *integral = FALSE;
    }
  return end;
}

/* What counts as a number in a text: optional sign, digits, optional fraction and exponent, blanks around. */
gboolean
weir_number_parse (const char *text, WeirNumber *number)
{
  const char *start = text + strspn (text, " \t\r\n");
  gboolean integral;
  const char *end = number_end (start, &integral);

  if (!end || end[strspn (end, " \t\r\n")] != '\0')
    return FALSE;
  number->number = g_ascii_strtod (start, NULL);
  number->is_integer = FALSE;
  if (integral)
    {
      g_autofree char *digits = g_strndup (start, (gsize) (end - start));

      number->is_integer = g_ascii_string_to_signed (digits + (*digits == '+'), 10, G_MININT64, G_MAXINT64,
                                                     &number->integer, NULL);
    }
  return isfinite (number->number);
}

/* Only what is a number already; texts are the caller's business, who knows whether they were quoted. */
gboolean
weir_number_from_value (const WeirValue *value, WeirNumber *number)
{
  if (value->type == WEIR_VALUE_INTEGER)
    *number = (WeirNumber){ TRUE, value->integer, (double) value->integer };
  else if (value->type == WEIR_VALUE_DOUBLE)
    *number = (WeirNumber){ FALSE, 0, value->number };
  else
    return FALSE;
  return TRUE;
}

/* Exact: from 2^53 on not every integer is a double, and rounding would make different numbers equal. */
static int
order_integer_and_double (gint64 integer, double number)
{
  gint64 whole;

  if (!(number >= -0x1p63))
    return number < -0x1p63;
  if (number >= 0x1p63)
    return -1;
  whole = (gint64) number;
  if (integer != whole)
    return integer > whole ? 1 : -1;
  return (number < (double) whole) - (number > (double) whole);
}

int
weir_number_order (const WeirNumber *a, const WeirNumber *b)
{
  if (a->is_integer && b->is_integer)
    return (a->integer > b->integer) - (a->integer < b->integer);
  if (a->is_integer)
    return order_integer_and_double (a->integer, b->number);
  if (b->is_integer)
    return -order_integer_and_double (b->integer, a->number);
  return (a->number > b->number) - (a->number < b->number);
}

static int
order_magnitudes (const char *a, gsize a_length, const char *b, gsize b_length)
{
  if (a_length != b_length)
    return a_length > b_length ? 1 : -1;
  return strncmp (a, b, a_length);
}

/* Of two number-like texts. Identifiers longer than 64 bits must not become equal by rounding to a double, so
 * whole numbers are compared digit by digit. */
int
weir_number_order_texts (const char *a, const char *b)
{
  WeirNumber x, y;
  gboolean a_integral, b_integral, a_negative, b_negative;
  const char *a_end, *b_end;

  g_assert (weir_number_parse (a, &x) && weir_number_parse (b, &y));
  a += strspn (a, " \t\r\n");
  b += strspn (b, " \t\r\n");
  a_end = number_end (a, &a_integral);
  b_end = number_end (b, &b_integral);
  if ((x.is_integer && y.is_integer) || !a_integral || !b_integral || x.number != y.number)
    return weir_number_order (&x, &y);
  a_negative = *a == '-';
  b_negative = *b == '-';
  if (a_negative != b_negative)
    return weir_number_order (&x, &y);
  a += strspn (a, "+-");
  b += strspn (b, "+-");
  a += strspn (a, "0");
  b += strspn (b, "0");
  return order_magnitudes (a, (gsize) (a_end - a), b, (gsize) (b_end - b)) * (a_negative ? -1 : 1);
}

/* The fewest digits that read back as the same double, as d.ddde±xx. */
static void
format_shortest (double number, char *buffer, int size)
{
  static const char *const formats[] = { "%.14e", "%.15e", "%.16e" };

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_ascii_formatd (buffer, size, formats[i], number);
      if (g_ascii_strtod (buffer, NULL) == number)
        return;
    }
}

/* Numbers from answers are written with every request and every result; printf takes ten times as long. */
void
weir_number_append_integer (gint64 integer, GString *out)
{
  guint64 rest = integer < 0 ? -(guint64) integer : (guint64) integer;
  char digits[24];
  char *at = digits + sizeof digits;

  do
    *--at = (char) ('0' + rest % 10);
  while (rest /= 10);
  if (integer < 0)
    *--at = '-';
  g_string_append_len (out, at, digits + sizeof digits - at);
}

/* Shortest text that reads back as the same double: "41.5", "0.1", "2"; an exponent only below 1e-6 and from
 * 1e21 on, as JavaScript does. */
void
weir_number_append (double number, GString *out)
{
  char buffer[64];
  char digits[32];
  int count = 0, exponent;
  const char *p = buffer;

  if (!isfinite (number))
    {
      g_string_append (out, isnan (number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity");
      return;
    }
  format_shortest (fabs (number), buffer, sizeof buffer);
  for (; *p != 'e'; p++)
    if (*p != '.')
      digits[count++] = *p;
  exponent = (int) g_ascii_strtoll (p + 1, NULL, 10);
  while (count > 1 && digits[count - 1] == '0')
    count--;
  if (number < 0)
    g_string_append_c (out, '-');
  if (exponent >= 21 || exponent < -6)
    {
      g_string_append_c (out, digits[0]);
      if (count > 1)
        g_string_append_printf (out, ".%.*s", count - 1, digits + 1);
      g_string_append_printf (out, "e%+d", exponent);
      return;
    }
  if (exponent < 0)
    g_string_append (out, "0.");
  for (int i = exponent + 1; i < 0; i++)
    g_string_append_c (out, '0');
  for (int i = 0; i < count || i <= exponent; i++)
    {
      if (i > 0 && i == exponent + 1)
        g_string_append_c (out, '.');
      g_string_append_c (out, i < count ? digits[i] : '0');
    }
}

void
weir_number_to_value (const WeirNumber *number, WeirValue *value)
{
  if (number->is_integer)
    weir_value_set_integer (value, number->integer);
  else
    weir_value_set_double (value, number->number);
}
