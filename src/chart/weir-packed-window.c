/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-packed-window.c: a second of a run in as few bytes as it can be kept in
 *
 * Counts as the archive has them, behind them the times: slots as distances from the one before, and how many
 * there are in each. Both are small numbers nearly always, so they are written in Elias gamma code (P. Elias,
 * "Universal codeword sets and representations of the integers", 1975): a number of n bits takes 2n − 1.
 */

#include "config.h"

#include "weir-packed-window.h"

typedef struct
{
  GByteArray *bytes;
  guint n_free; /* bits of the last byte that are not used yet */
} Writer;

typedef struct
{
  const guint8 *bytes;
  guint at; /* bit */
} Reader;

/* The lowest @n_bits of @number, the highest of them first. */
static void
put_bits (Writer *writer, guint64 number, guint n_bits)
{
  static const guint8 none = 0;

  while (n_bits > 0)
    {
      guint n;
      guint8 piece;

      if (writer->n_free == 0)
        {
          g_byte_array_append (writer->bytes, &none, 1);
          writer->n_free = 8;
        }
      n = MIN (n_bits, writer->n_free);
      piece = (guint8) (number >> (n_bits - n) & ((1u << n) - 1));
      writer->n_free -= n;
      n_bits -= n;
      writer->bytes->data[writer->bytes->len - 1] |= (guint8) (piece << writer->n_free);
    }
}

/* @number: not 0 */
static void
put_number (Writer *writer, guint64 number)
{
  guint n_bits = 64 - (guint) __builtin_clzll (number);

  put_bits (writer, 0, n_bits - 1);
  put_bits (writer, number, n_bits);
}

static guint64
take_bits (Reader *reader, guint n_bits)
{
  guint64 number = 0;

  while (n_bits > 0)
    {
      guint n_left = 8 - reader->at % 8;
      guint n = MIN (n_bits, n_left);

      number = number << n | (reader->bytes[reader->at / 8] >> (n_left - n) & ((1u << n) - 1));
      reader->at += n;
      n_bits -= n;
    }
  return number;
}

static guint64
take_number (Reader *reader)
{
  guint n_more = 0;

  while (take_bits (reader, 1) == 0)
    n_more++;
  return (guint64) 1 << n_more | take_bits (reader, n_more);
}

static GBytes *
encode_counts (const WeirTimeWindow *window)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (WeirHistogramSlot));
  WeirTimeWindow counts = *window;

  counts.time = counts.response = none;
  g_ptr_array_add (list, &counts);
  return weir_time_window_encode (list);
}

/* A slot that a file says counted nothing is none. */
static void
put_times (GByteArray *bytes, const GArray *times)
{
  Writer writer = { bytes, 0 };
  guint64 n = 0;
  guint next = 0;

  for (guint i = 0; i < times->len; i++)
    n += g_array_index (times, WeirHistogramSlot, i).count > 0;
  put_number (&writer, n + 1);
  for (guint i = 0; i < times->len; i++)
    {
      const WeirHistogramSlot *slot = &g_array_index (times, WeirHistogramSlot, i);

      if (slot->count == 0)
        continue;
      put_number (&writer, slot->slot - next + (guint64) 1);
      put_number (&writer, slot->count);
      next = slot->slot + 1;
    }
}

static void
take_times (const guint8 *bytes, GArray *times)
{
  Reader reader = { bytes, 0 };
  guint n = (guint) (take_number (&reader) - 1);
  guint next = 0;

  g_array_set_size (times, n);
  for (guint i = 0; i < n; i++)
    {
      WeirHistogramSlot *slot = &g_array_index (times, WeirHistogramSlot, i);

      slot->slot = next + (guint) (take_number (&reader) - 1);
      slot->count = take_number (&reader);
      next = slot->slot + 1;
    }
}

/**
 * weir_packed_window_make:
 * @window: a closed second, or several that were merged
 *
 * Returns: it, packed; clear it with weir_packed_window_clear()
 */
WeirPackedWindow
weir_packed_window_make (const WeirTimeWindow *window)
{
  g_autoptr (GBytes) counts = encode_counts (window);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  WeirPackedWindow self = { .second = window->second, .n_counts = (guint) g_bytes_get_size (counts) };

  g_byte_array_append (bytes, g_bytes_get_data (counts, NULL), self.n_counts);
  put_times (bytes, window->time);
  self.size = bytes->len;
  /* Not as it is: an array that grows has room for more. */
  self.bytes = g_memdup2 (bytes->data, self.size);
  return self;
}

void
weir_packed_window_clear (WeirPackedWindow *self)
{
  g_clear_pointer (&self->bytes, g_free);
}

WeirTimeWindow *
weir_packed_window_get_counts (const WeirPackedWindow *self)
{
  g_autoptr (GBytes) counts = g_bytes_new_static (self->bytes, self->n_counts);
  g_autoptr (GPtrArray) list = weir_time_window_decode (counts, NULL);

  g_assert (list != NULL && list->len == 1);
  return g_ptr_array_steal_index (list, 0);
}

WeirTimeWindow *
weir_packed_window_unpack (const WeirPackedWindow *self)
{
  WeirTimeWindow *window = weir_packed_window_get_counts (self);

  take_times (self->bytes + self->n_counts, window->time);
  return window;
}
