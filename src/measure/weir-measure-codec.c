/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-measure-codec.c: numbers, texts and histograms as bytes and back, the same on every machine
 */

#include "config.h"

#include <string.h>

#include "weir-measure-private.h"

#include <glib/gi18n-lib.h>

G_DEFINE_QUARK (weir - measure - error - quark, weir_measure_error)

void
weir_put_uint (GByteArray *out, guint64 value)
{
  guint8 bytes[10];
  guint n = 0;

  do
    {
      bytes[n++] = (guint8) ((value & 0x7f) | (value > 0x7f ? 0x80 : 0));
      value >>= 7;
    }
  while (value > 0);
  g_byte_array_append (out, bytes, n);
}

void
weir_put_int (GByteArray *out, gint64 value)
{
  weir_put_uint (out, ((guint64) value << 1) ^ (value < 0 ? G_MAXUINT64 : 0));
}

void
weir_put_real (GByteArray *out, double value)
{
  guint64 bits;

  memcpy (&bits, &value, sizeof bits);
  bits = GUINT64_TO_LE (bits);
  g_byte_array_append (out, (const guint8 *) &bits, sizeof bits);
}

void
weir_put_text (GByteArray *out, const char *text)
{
  gsize length = text != NULL ? strlen (text) : 0;

  weir_put_uint (out, text != NULL ? length + 1 : 0);
  g_byte_array_append (out, (const guint8 *) text, (guint) length);
}

/* @slots: of WeirHistogramSlot, ascending */
void
weir_put_slots (GByteArray *out, const GArray *slots)
{
  guint before = 0;

  weir_put_uint (out, slots->len);
  for (guint i = 0; i < slots->len; i++)
    {
      const WeirHistogramSlot *slot = &g_array_index (slots, WeirHistogramSlot, i);

      weir_put_uint (out, slot->slot - before);
      weir_put_uint (out, slot->count);
      before = slot->slot;
    }
}

void
weir_put_histogram (GByteArray *out, const WeirHistogram *histogram)
{
  g_autoptr (GArray) slots = g_array_new (FALSE, FALSE, sizeof (WeirHistogramSlot));

  weir_histogram_list_slots (histogram, slots);
  weir_put_slots (out, slots);
  weir_put_uint (out, weir_histogram_get_saturated (histogram));
  weir_put_int (out, weir_histogram_get_min (histogram));
  weir_put_int (out, weir_histogram_get_max (histogram));
  weir_put_int (out, weir_histogram_get_sum (histogram));
}

void
weir_put_brief (GByteArray *out, const WeirStepBrief *brief)
{
  weir_put_uint (out, brief->part);
  weir_put_uint (out, brief->step);
  weir_put_uint (out, brief->iteration);
  weir_put_uint (out, brief->vu);
  weir_put_uint (out, brief->outcome);
  weir_put_uint (out, (brief->not_checked ? 1 : 0) | (brief->has_exchange ? 2 : 0));
  weir_put_uint (out, brief->exchange);
  weir_put_uint (out, brief->error_kind);
  weir_put_uint (out, brief->status);
  weir_put_uint (out, brief->n_attempts);
  weir_put_uint (out, brief->n_warnings);
  weir_put_int (out, brief->offset_us);
  weir_put_int (out, brief->time_us);
  weir_put_int (out, brief->blocked_us);
  weir_put_uint (out, brief->bytes_sent);
  weir_put_uint (out, brief->bytes_received);
}

WeirTaker
weir_taker_begin (GBytes *bytes, guint magic)
{
  WeirTaker taker = { 0 };

  taker.data = g_bytes_get_data (bytes, &taker.size);
  taker.damaged = weir_take_uint (&taker, G_MAXUINT32) != magic;
  return taker;
}

gboolean
weir_taker_end (const WeirTaker *taker, GError **error)
{
  if (!taker->damaged && taker->position == taker->size)
    return TRUE;
  g_set_error_literal (error, WEIR_MEASURE_ERROR, WEIR_MEASURE_ERROR_DAMAGED,
                       _ ("These figures are damaged or were written by another version of Weir; the results "
                          "they were made from are not affected."));
  return FALSE;
}

/* What is above @highest cannot have been written. */
guint64
weir_take_uint (WeirTaker *taker, guint64 highest)
{
  guint64 value = 0;

  for (guint shift = 0; !taker->damaged && shift < 64; shift += 7)
    {
      guint8 byte;

      if (taker->position >= taker->size)
        break;
      byte = taker->data[taker->position++];
      if (shift == 63 && byte > 1)
        break;
      value |= (guint64) (byte & 0x7f) << shift;
      if (byte > 0x7f)
        continue;
      if (value > highest)
        break;
      return value;
    }
  taker->damaged = TRUE;
  return 0;
}

gint64
weir_take_int (WeirTaker *taker)
{
  guint64 value = weir_take_uint (taker, G_MAXUINT64);

  return (gint64) ((value >> 1) ^ (value & 1 ? G_MAXUINT64 : 0));
}

double
weir_take_real (WeirTaker *taker)
{
  guint64 bits;
  double value;

  if (taker->damaged || taker->size - taker->position < sizeof bits)
    {
      taker->damaged = TRUE;
      return 0;
    }
  memcpy (&bits, taker->data + taker->position, sizeof bits);
  taker->position += sizeof bits;
  bits = GUINT64_FROM_LE (bits);
  memcpy (&value, &bits, sizeof value);
  return value;
}

char *
weir_take_text (WeirTaker *taker)
{
  guint64 length = weir_take_uint (taker, G_MAXUINT32);
  char *text;

  if (length == 0)
    return NULL;
  if (length - 1 > taker->size - taker->position)
    {
      taker->damaged = TRUE;
      return NULL;
    }
  text = g_utf8_make_valid ((const char *) taker->data + taker->position, (gssize) (length - 1));
  taker->position += length - 1;
  return text;
}

guint
weir_take_count (WeirTaker *taker, gsize bytes)
{
  guint64 count = weir_take_uint (taker, G_MAXUINT32);

  if (count <= (taker->size - taker->position) / bytes)
    return (guint) count;
  taker->damaged = TRUE;
  return 0;
}

void
weir_take_slots (WeirTaker *taker, GArray *slots)
{
  guint n = weir_take_count (taker, 2);
  guint64 before = 0;

  for (guint i = 0; i < n && !taker->damaged; i++)
    {
      guint64 number = before + weir_take_uint (taker, WEIR_HISTOGRAM_N_SLOTS);
      WeirHistogramSlot slot = { (guint) number, weir_take_uint (taker, G_MAXINT64) };

      taker->damaged |= number <= before || number >= WEIR_HISTOGRAM_N_SLOTS;
      before = number;
      if (!taker->damaged)
        g_array_append_val (slots, slot);
    }
}

/* Never NULL; empty when something was wrong. */
WeirHistogram *
weir_take_histogram (WeirTaker *taker)
{
  g_autoptr (GArray) slots = g_array_new (FALSE, FALSE, sizeof (WeirHistogramSlot));
  WeirHistogram *histogram = weir_histogram_new ();
  WeirHistogramTotals totals;

  weir_take_slots (taker, slots);
  totals.saturated = weir_take_uint (taker, G_MAXUINT64);
  totals.min = weir_take_int (taker);
  totals.max = weir_take_int (taker);
  totals.sum = weir_take_int (taker);
  if (!taker->damaged)
    weir_histogram_merge_slots (histogram, (const WeirHistogramSlot *) slots->data, slots->len, &totals);
  return histogram;
}

void
weir_take_brief (WeirTaker *taker, WeirStepBrief *brief)
{
  guint64 flags;

  brief->part = (guint) weir_take_uint (taker, G_MAXUINT);
  brief->step = (guint) weir_take_uint (taker, G_MAXUINT);
  brief->iteration = (guint) weir_take_uint (taker, G_MAXUINT);
  brief->vu = (guint) weir_take_uint (taker, G_MAXUINT);
  brief->outcome = (WeirStepOutcome) weir_take_uint (taker, WEIR_N_STEP_OUTCOMES - 1);
  flags = weir_take_uint (taker, 3);
  brief->not_checked = (flags & 1) != 0;
  brief->has_exchange = (flags & 2) != 0;
  brief->exchange = (WeirExchangeOutcome) weir_take_uint (taker, WEIR_EXCHANGE_UNSENT);
  brief->error_kind = (WeirErrorKind) weir_take_uint (taker, WEIR_N_ERROR_KINDS - 1);
  brief->status = (guint) weir_take_uint (taker, G_MAXUINT);
  brief->n_attempts = (guint) weir_take_uint (taker, G_MAXUINT);
  brief->n_warnings = (guint) weir_take_uint (taker, G_MAXUINT);
  brief->offset_us = weir_take_int (taker);
  brief->time_us = weir_take_int (taker);
  brief->blocked_us = weir_take_int (taker);
  brief->bytes_sent = weir_take_uint (taker, G_MAXUINT64);
  brief->bytes_received = weir_take_uint (taker, G_MAXUINT64);
}

/**
 * weir_histogram_encode:
 * @self: a histogram
 *
 * Returns: (transfer full): all it holds, in a few bytes per used slot, for files
 */
GBytes *
weir_histogram_encode (const WeirHistogram *self)
{
  GByteArray *out = g_byte_array_new ();

  weir_put_uint (out, WEIR_MAGIC_HISTOGRAM);
  weir_put_histogram (out, self);
  return g_byte_array_free_to_bytes (out);
}

/**
 * weir_histogram_decode:
 * @bytes: from weir_histogram_encode()
 *
 * Returns: (transfer full) (nullable): the same histogram, or %NULL with a #WEIR_MEASURE_ERROR
 */
WeirHistogram *
weir_histogram_decode (GBytes *bytes, GError **error)
{
  WeirTaker taker = weir_taker_begin (bytes, WEIR_MAGIC_HISTOGRAM);
  g_autoptr (WeirHistogram) histogram = weir_take_histogram (&taker);

  return weir_taker_end (&taker, error) ? g_steal_pointer (&histogram) : NULL;
}
