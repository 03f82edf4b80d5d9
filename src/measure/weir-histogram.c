/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-histogram.c: log-linear counting of durations in blocks made on first use
 */

#include "config.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "weir-histogram.h"

/* Values from 2^k to 2^(k+1) - 1 share block k. Up to 2^11 every µs has a slot of its own; above, a block has
 * 1024 slots, each as wide as 1/1024 of its smallest value at most: under 0.1 %, three significant digits. */
#define SLOT_BITS 10
#define SLOTS (1u << SLOT_BITS)
#define N_BLOCKS 32 /* 2^32 µs is more than an hour */

/* Copies of a histogram share their blocks until one of them records something there: a copy for others to
 * look at costs what is recorded afterwards, not what was recorded ever. Counts of four bytes are enough for
 * days at full speed and halve the memory; a block one of whose counts outgrows them is made anew, wide. */
typedef struct
{
  gatomicrefcount n_refs;
  gboolean wide;
  guint64 slots[]; /* the same room as narrow counts holds two in each */
} Block;

struct _WeirHistogram
{
  guint64 count;
  guint64 saturated;
  gint64 min;
  gint64 max;
  gint64 sum;
  Block *blocks[N_BLOCKS];
};

static inline guint
block_index (gint64 us)
{
  return 63u - (guint) __builtin_clzll ((guint64) us);
}

static inline guint
block_slots (guint block)
{
  return block < SLOT_BITS ? 1u << block : SLOTS;
}

static inline guint
slot_index (guint block, gint64 us)
{
  guint shift = block > SLOT_BITS ? block - SLOT_BITS : 0;

  return (guint) (us >> shift) - block_slots (block);
}

static inline gint64
highest_in_slot (guint block, guint slot)
{
  guint shift = block > SLOT_BITS ? block - SLOT_BITS : 0;

  return ((gint64) (block_slots (block) + slot + 1) << shift) - 1;
}

static inline gsize
block_size (guint slots, gboolean wide)
{
  return sizeof (Block) + slots * (wide ? sizeof (guint64) : sizeof (guint32));
}

static inline guint64
block_get (const Block *block, guint slot)
{
  return block->wide ? block->slots[slot] : ((const guint32 *) block->slots)[slot];
}

static Block *
block_new (guint slots, gboolean wide)
{
  Block *block = g_malloc0 (block_size (slots, wide));

  g_atomic_ref_count_init (&block->n_refs);
  block->wide = wide;
  return block;
}

static void
block_unref (Block *block)
{
  if (block != NULL && g_atomic_ref_count_dec (&block->n_refs))
    g_free (block);
}

static Block *
block_ref (Block *block)
{
  if (block != NULL)
    g_atomic_ref_count_inc (&block->n_refs);
  return block;
}

/* A block that may be written to instead of @block: one's own, and wide if that is asked for. */
static Block *
block_renew (Block *block, guint slots, gboolean wide)
{
  Block *mine = block_new (slots, wide || block->wide);

  if (mine->wide == block->wide)
    memcpy (mine->slots, block->slots, block_size (slots, mine->wide) - sizeof (Block));
  else
    for (guint i = 0; i < slots; i++)
      mine->slots[i] = block_get (block, i);
  block_unref (block);
  return mine;
}

static inline void
block_add (Block **block, guint slots, guint slot, guint64 n)
{
  if (*block == NULL)
    *block = block_new (slots, n > G_MAXUINT32);
  else if (!g_atomic_ref_count_compare (&(*block)->n_refs, 1))
    *block = block_renew (*block, slots, FALSE);
  if (!(*block)->wide && n > G_MAXUINT32 - ((guint32 *) (*block)->slots)[slot])
    *block = block_renew (*block, slots, TRUE);
  if ((*block)->wide)
    (*block)->slots[slot] += n;
  else
    ((guint32 *) (*block)->slots)[slot] += (guint32) n;
}

/* Stays at the end of what an integer holds rather than wrapping round to a nonsensical mean. */
static inline gint64
add_saturating (gint64 a, gint64 b)
{
  gint64 sum;

  if (__builtin_add_overflow (a, b, &sum))
    return a > 0 ? G_MAXINT64 : G_MININT64;
  return sum;
}

/**
 * weir_histogram_new:
 *
 * Returns: (transfer full): an empty histogram; it takes a few hundred bytes until something is recorded
 */
WeirHistogram *
weir_histogram_new (void)
{
  return g_new0 (WeirHistogram, 1);
}

/**
 * weir_histogram_copy:
 * @self: a histogram
 *
 * Costs next to nothing: what both hold in common is shared until one of them changes. The copy may be read
 * and freed in another thread while the original is recorded to.
 *
 * Returns: (transfer full): its like
 */
WeirHistogram *
weir_histogram_copy (const WeirHistogram *self)
{
  WeirHistogram *copy = g_memdup2 (self, sizeof *self);

  for (guint i = 0; i < N_BLOCKS; i++)
    block_ref (copy->blocks[i]);
  return copy;
}

/**
 * weir_histogram_free:
 * @self: (transfer full) (nullable): a histogram
 */
void
weir_histogram_free (WeirHistogram *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < N_BLOCKS; i++)
    block_unref (self->blocks[i]);
  g_free (self);
}

/**
 * weir_histogram_reset:
 * @self: a histogram
 *
 * Empties it.
 */
void
weir_histogram_reset (WeirHistogram *self)
{
  for (guint i = 0; i < N_BLOCKS; i++)
    block_unref (self->blocks[i]);
  memset (self, 0, sizeof *self);
}

/**
 * weir_histogram_record:
 * @self: a histogram
 * @us: a duration, µs
 *
 * Counts one duration. Below 1 µs and above 1 h it is counted at that end, and as saturated; minimum, maximum
 * and sum take it as it is.
 */
void
weir_histogram_record (WeirHistogram *self, gint64 us)
{
  gint64 held = CLAMP (us, WEIR_HISTOGRAM_LOWEST_US, WEIR_HISTOGRAM_HIGHEST_US);
  guint block = block_index (held);

  block_add (&self->blocks[block], block_slots (block), slot_index (block, held), 1);
  self->min = self->count == 0 ? us : MIN (self->min, us);
  self->max = self->count == 0 ? us : MAX (self->max, us);
  self->sum = add_saturating (self->sum, us);
  self->saturated += held != us;
  self->count++;
}

/**
 * weir_histogram_merge:
 * @self: a histogram
 * @other: what to add to it; may be @self
 *
 * Afterwards @self is as if everything recorded in @other had been recorded in it.
 */
void
weir_histogram_merge (WeirHistogram *self, const WeirHistogram *other)
{
  if (other->count == 0)
    return;
  for (guint i = 0; i < N_BLOCKS; i++)
    {
      if (other->blocks[i] == NULL)
        continue;
      for (guint slot = 0; slot < block_slots (i); slot++)
        {
          guint64 n = block_get (other->blocks[i], slot);

          if (n > 0)
            block_add (&self->blocks[i], block_slots (i), slot, n);
        }
    }
  self->min = self->count == 0 ? other->min : MIN (self->min, other->min);
  self->max = self->count == 0 ? other->max : MAX (self->max, other->max);
  self->sum = add_saturating (self->sum, other->sum);
  self->saturated += other->saturated;
  self->count += other->count;
}

/* The first slot of a block in the one numbering of all slots: up to 2047 µs the number is the µs. */
static inline guint
first_number (guint block)
{
  return block <= SLOT_BITS ? 1u << block : (block - SLOT_BITS + 1) << SLOT_BITS;
}

/**
 * weir_histogram_slot_for:
 * @us: a duration, µs
 *
 * Returns: the number of the slot it is counted in; numbers grow with durations and are below
 *   %WEIR_HISTOGRAM_N_SLOTS
 */
guint
weir_histogram_slot_for (gint64 us)
{
  gint64 held = CLAMP (us, WEIR_HISTOGRAM_LOWEST_US, WEIR_HISTOGRAM_HIGHEST_US);
  guint block = block_index (held);

  return first_number (block) + slot_index (block, held);
}

static guint
block_of_number (guint number)
{
  return number < 2 * SLOTS ? block_index (number) : (number >> SLOT_BITS) + SLOT_BITS - 1;
}

/**
 * weir_histogram_slot_to_us:
 * @number: of a slot, at least 1 and below %WEIR_HISTOGRAM_N_SLOTS
 *
 * Returns: the longest duration that is counted in that slot, µs
 */
gint64
weir_histogram_slot_to_us (guint number)
{
  guint block;

  g_return_val_if_fail (number > 0 && number < WEIR_HISTOGRAM_N_SLOTS, 0);
  block = block_of_number (number);
  return highest_in_slot (block, number - first_number (block));
}

/**
 * weir_histogram_list_slots:
 * @self: a histogram
 * @slots: (element-type WeirHistogramSlot): where to append
 *
 * Appends every slot that counted something, the shortest durations first.
 */
void
weir_histogram_list_slots (const WeirHistogram *self, GArray *slots)
{
  for (guint i = 0; i < N_BLOCKS; i++)
    for (guint slot = 0; self->blocks[i] != NULL && slot < block_slots (i); slot++)
      {
        WeirHistogramSlot used = { first_number (i) + slot, block_get (self->blocks[i], slot) };

        if (used.count > 0)
          g_array_append_val (slots, used);
      }
}

/**
 * weir_histogram_merge_slots:
 * @self: a histogram
 * @slots: (array length=n_slots): what another one counted, see weir_histogram_list_slots()
 * @n_slots: how many
 * @totals: what else it knew
 *
 * Afterwards @self is as if everything recorded there had been recorded in it.
 */
void
weir_histogram_merge_slots (WeirHistogram *self, const WeirHistogramSlot *slots, guint n_slots,
                            const WeirHistogramTotals *totals)
{
  guint64 count = 0;

  for (guint i = 0; i < n_slots; i++)
    {
      guint block = block_of_number (slots[i].slot);

      block_add (&self->blocks[block], block_slots (block), slots[i].slot - first_number (block),
                 slots[i].count);
      count += slots[i].count;
    }
  if (count == 0)
    return;
  self->min = self->count == 0 ? totals->min : MIN (self->min, totals->min);
  self->max = self->count == 0 ? totals->max : MAX (self->max, totals->max);
  self->sum = add_saturating (self->sum, totals->sum);
  self->saturated += totals->saturated;
  self->count += count;
}

/**
 * weir_histogram_get_count:
 * @self: a histogram
 *
 * Returns: how many durations were recorded, saturated ones included
 */
guint64
weir_histogram_get_count (const WeirHistogram *self)
{
  return self->count;
}

/**
 * weir_histogram_get_saturated:
 * @self: a histogram
 *
 * Returns: how many of the durations were below 1 µs or above 1 h
 */
guint64
weir_histogram_get_saturated (const WeirHistogram *self)
{
  return self->saturated;
}

/**
 * weir_histogram_get_min:
 * @self: a histogram
 *
 * Returns: the shortest duration, exact, µs; 0 when there is none
 */
gint64
weir_histogram_get_min (const WeirHistogram *self)
{
  return self->min;
}

/**
 * weir_histogram_get_max:
 * @self: a histogram
 *
 * Returns: the longest duration, exact, µs; 0 when there is none
 */
gint64
weir_histogram_get_max (const WeirHistogram *self)
{
  return self->max;
}

/**
 * weir_histogram_get_sum:
 * @self: a histogram
 *
 * Returns: all durations together, exact, µs
 */
gint64
weir_histogram_get_sum (const WeirHistogram *self)
{
  return self->sum;
}

/**
 * weir_histogram_get_mean:
 * @self: a histogram
 *
 * Returns: the exact arithmetic mean, µs; 0 when there is nothing
 */
double
weir_histogram_get_mean (const WeirHistogram *self)
{
  return self->count == 0 ? 0.0 : (double) self->sum / (double) self->count;
}

/* ceil (percent / 100 · count), but 99.9 % of 1000 is the 999th: the binary fraction of 99.9 is a little
 * above it, and must not push the rank to 1000. */
static guint64
nearest_rank (guint64 count, double percent)
{
  double rank = ceil (percent * (double) count / 100.0 * (1.0 - 4.0 * DBL_EPSILON));

  if (!(rank >= 1.0))
    return 1;
  return rank >= (double) count ? count : (guint64) rank;
}

/**
 * weir_histogram_get_percentile:
 * @self: a histogram
 * @percent: from 0 to 100
 *
 * The nearest-rank percentile: the highest value that cannot be told from the sample of rank
 * ceil (@percent / 100 · count), which is at most 0.1 % above it, and never above the exact maximum.
 *
 * Returns: µs; 0 when there is nothing
 */
gint64
weir_histogram_get_percentile (const WeirHistogram *self, double percent)
{
  gint64 highest = MIN (self->max, WEIR_HISTOGRAM_HIGHEST_US);
  guint64 rank, seen = 0;

  if (self->count == 0)
    return 0;
  rank = nearest_rank (self->count, percent);
  for (guint i = 0; i < N_BLOCKS; i++)
    {
      if (self->blocks[i] == NULL)
        continue;
      for (guint slot = 0; slot < block_slots (i); slot++)
        {
          seen += block_get (self->blocks[i], slot);
          if (seen >= rank)
            return MIN (highest_in_slot (i, slot), highest);
        }
    }
  return highest;
}

/**
 * weir_histogram_get_memory:
 * @self: a histogram
 *
 * Returns: what it takes in memory, bytes; blocks shared with copies count in each
 */
gsize
weir_histogram_get_memory (const WeirHistogram *self)
{
  gsize bytes = sizeof *self;

  for (guint i = 0; i < N_BLOCKS; i++)
    if (self->blocks[i] != NULL)
      bytes += block_size (block_slots (i), self->blocks[i]->wide);
  return bytes;
}
