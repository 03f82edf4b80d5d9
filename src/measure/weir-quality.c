/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-quality.c: a judgement of the generator, as bytes and back
 */

#include "config.h"

#include "weir-measure-private.h"
#include "weir-quality.h"

static const char *const level_nicks[] = { "green", "amber", "red" };
static const char *const kind_nicks[] = { "processor",   "lateness",         "rate",
                                          "descriptors", "generator-errors", "memory" };

G_STATIC_ASSERT (G_N_ELEMENTS (kind_nicks) == WEIR_N_QUALITY_KINDS);

static void
reason_free (gpointer data)
{
  WeirQualityReason *reason = data;

  g_free (reason->sentence);
  g_free (reason);
}

WeirQuality *
weir_quality_new (void)
{
  WeirQuality *self = g_atomic_rc_box_new0 (WeirQuality);

  self->reasons = g_ptr_array_new_with_free_func (reason_free);
  self->notes = g_ptr_array_new_with_free_func (g_free);
  return self;
}

WeirQuality *
weir_quality_ref (WeirQuality *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
quality_clear (gpointer data)
{
  WeirQuality *self = data;

  g_ptr_array_unref (self->reasons);
  g_ptr_array_unref (self->notes);
}

void
weir_quality_unref (WeirQuality *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, quality_clear);
}

/* Takes @sentence over. Red reasons come before amber ones. */
void
weir_quality_take_reason (WeirQuality *self, WeirQualityKind kind, WeirQualityLevel level, double value,
                          char *sentence)
{
  WeirQualityReason *reason = g_new0 (WeirQualityReason, 1);
  guint place = 0;

  reason->kind = kind;
  reason->level = level;
  reason->value = value;
  reason->sentence = sentence;
  while (place < self->reasons->len &&
         ((WeirQualityReason *) g_ptr_array_index (self->reasons, place))->level >= level)
    place++;
  g_ptr_array_insert (self->reasons, (int) place, reason);
  self->level = MAX (self->level, level);
}

/**
 * weir_quality_equal:
 *
 * Returns: whether both say the same, so that a live view need not be drawn again
 */
gboolean
weir_quality_equal (const WeirQuality *a, const WeirQuality *b)
{
  if (a->reasons->len != b->reasons->len || a->notes->len != b->notes->len)
    return FALSE;
  for (guint i = 0; i < a->reasons->len; i++)
    if (!g_str_equal (((WeirQualityReason *) g_ptr_array_index (a->reasons, i))->sentence,
                      ((WeirQualityReason *) g_ptr_array_index (b->reasons, i))->sentence))
      return FALSE;
  for (guint i = 0; i < a->notes->len; i++)
    if (!g_str_equal (g_ptr_array_index (a->notes, i), g_ptr_array_index (b->notes, i)))
      return FALSE;
  return TRUE;
}

const char *
weir_quality_level_to_nick (WeirQualityLevel level)
{
  g_return_val_if_fail ((guint) level < G_N_ELEMENTS (level_nicks), NULL);
  return level_nicks[level];
}

const char *
weir_quality_kind_to_nick (WeirQualityKind kind)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (kind_nicks), NULL);
  return kind_nicks[kind];
}

/**
 * weir_percentile_is_sound:
 * @count: how many samples there are
 * @percent: of the percentile, 0 to 100
 *
 * Fewer than 10 / (1 − p) samples leave fewer than ten beyond the percentile: it says little.
 *
 * Returns: whether it may be shown without reserve; p100, the maximum, always
 */
gboolean
weir_percentile_is_sound (guint64 count, double percent)
{
  return percent >= 100.0 || (double) count * (100.0 - percent) >= 1000.0 - 1e-6;
}

/**
 * weir_quality_encode:
 * @self: a judgement
 *
 * Returns: (transfer full): it as bytes for the archive, sentences included
 */
GBytes *
weir_quality_encode (const WeirQuality *self)
{
  GByteArray *out = g_byte_array_new ();

  weir_put_uint (out, WEIR_MAGIC_QUALITY);
  weir_put_uint (out, self->reasons->len);
  for (guint i = 0; i < self->reasons->len; i++)
    {
      const WeirQualityReason *reason = g_ptr_array_index (self->reasons, i);

      weir_put_uint (out, reason->kind);
      weir_put_uint (out, reason->level);
      weir_put_real (out, reason->value);
      weir_put_text (out, reason->sentence);
    }
  weir_put_uint (out, self->notes->len);
  for (guint i = 0; i < self->notes->len; i++)
    weir_put_text (out, g_ptr_array_index (self->notes, i));
  return g_byte_array_free_to_bytes (out);
}

static char *
take_sentence (WeirTaker *taker)
{
  char *text = weir_take_text (taker);

  return text != NULL ? text : g_strdup ("");
}

/**
 * weir_quality_decode:
 * @bytes: from weir_quality_encode()
 *
 * Returns: (transfer full) (nullable): the same judgement, or %NULL with a #WEIR_MEASURE_ERROR
 */
WeirQuality *
weir_quality_decode (GBytes *bytes, GError **error)
{
  WeirTaker taker = weir_taker_begin (bytes, WEIR_MAGIC_QUALITY);
  g_autoptr (WeirQuality) self = weir_quality_new ();
  guint n = weir_take_count (&taker, 11);

  for (guint i = 0; i < n && !taker.damaged; i++)
    {
      WeirQualityKind kind = (WeirQualityKind) weir_take_uint (&taker, WEIR_N_QUALITY_KINDS - 1);
      WeirQualityLevel level = (WeirQualityLevel) weir_take_uint (&taker, WEIR_QUALITY_RED);
      double value = weir_take_real (&taker);

      weir_quality_take_reason (self, kind, level, value, take_sentence (&taker));
    }
  n = weir_take_count (&taker, 1);
  for (guint i = 0; i < n && !taker.damaged; i++)
    g_ptr_array_add (self->notes, take_sentence (&taker));
  return weir_taker_end (&taker, error) ? g_steal_pointer (&self) : NULL;
}
