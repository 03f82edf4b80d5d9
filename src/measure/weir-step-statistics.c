/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-step-statistics.c: adding up the executions of one step
 */

#include "config.h"

#include "weir-measure-private.h"
#include "weir-step-statistics.h"

/**
 * weir_step_statistics_new:
 *
 * Returns: (transfer full): empty statistics
 */
WeirStepStatistics *
weir_step_statistics_new (void)
{
  WeirStepStatistics *self = g_atomic_rc_box_new0 (WeirStepStatistics);

  self->statuses = g_array_new (FALSE, FALSE, sizeof (WeirStatusCount));
  self->time = weir_histogram_new ();
  self->response = weir_histogram_new ();
  return self;
}

/**
 * weir_step_statistics_copy:
 * @self: statistics
 *
 * Cheap enough to be taken of every step that changed, ten times a second, see weir_histogram_copy().
 *
 * Returns: (transfer full): their like
 */
WeirStepStatistics *
weir_step_statistics_copy (const WeirStepStatistics *self)
{
  WeirStepStatistics *copy = g_atomic_rc_box_dup (sizeof *self, (gpointer) self);

  copy->name = g_strdup (self->name);
  copy->statuses = g_array_copy (self->statuses);
  copy->time = weir_histogram_copy (self->time);
  copy->response = weir_histogram_copy (self->response);
  return copy;
}

WeirStepStatistics *
weir_step_statistics_ref (WeirStepStatistics *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
statistics_clear (gpointer data)
{
  WeirStepStatistics *self = data;

  g_free (self->name);
  g_array_unref (self->statuses);
  weir_histogram_free (self->time);
  weir_histogram_free (self->response);
}

/**
 * weir_step_statistics_unref:
 * @self: (transfer full) (nullable): statistics
 */
void
weir_step_statistics_unref (WeirStepStatistics *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, statistics_clear);
}

/* A server may answer with any number, but there are fewer than a thousand; few are ever seen. */
static void
count_status (WeirStepStatistics *self, guint status, guint64 count)
{
  guint i = 0;
  WeirStatusCount first = { status, count };

  while (i < self->statuses->len && g_array_index (self->statuses, WeirStatusCount, i).status < status)
    i++;
  if (i < self->statuses->len && g_array_index (self->statuses, WeirStatusCount, i).status == status)
    g_array_index (self->statuses, WeirStatusCount, i).count += count;
  else
    g_array_insert_val (self->statuses, i, first);
}

/**
 * weir_step_statistics_add:
 * @self: statistics
 * @brief: the head of one more result of the step
 *
 * Counts one execution. Its time counts when its last attempt was answered or failed; what was skipped,
 * cancelled, never sent or broken by this computer has none.
 */
void
weir_step_statistics_add (WeirStepStatistics *self, const WeirStepBrief *brief)
{
  g_return_if_fail ((guint) brief->outcome < WEIR_N_STEP_OUTCOMES);
  g_return_if_fail ((guint) brief->error_kind < WEIR_N_ERROR_KINDS);

  self->counts[brief->outcome]++;
  self->not_checked += brief->not_checked != FALSE;
  self->warnings += brief->n_warnings;
  self->generator_errors += brief->has_exchange && brief->exchange == WEIR_EXCHANGE_GENERATOR;
  self->bytes_sent += brief->bytes_sent;
  self->bytes_received += brief->bytes_received;
  self->last = *brief;
  if (!weir_step_brief_has_time (brief))
    return;
  if (brief->exchange == WEIR_EXCHANGE_ANSWERED)
    count_status (self, brief->status, 1);
  else
    self->error_kinds[brief->error_kind]++;
  weir_histogram_record (self->time, brief->time_us);
  weir_histogram_record (self->response, weir_step_brief_get_response (brief));
}

/**
 * weir_step_statistics_merge:
 * @self: statistics
 * @other: others of the same step
 *
 * Afterwards @self counts what both counted. The latest result is the one that began last.
 */
void
weir_step_statistics_merge (WeirStepStatistics *self, const WeirStepStatistics *other)
{
  guint64 total = weir_step_statistics_get_total (self);

  if (weir_step_statistics_get_total (other) == 0)
    return;
  if (total == 0 || other->last.offset_us >= self->last.offset_us)
    self->last = other->last;
  for (guint i = 0; i < WEIR_N_STEP_OUTCOMES; i++)
    self->counts[i] += other->counts[i];
  self->not_checked += other->not_checked;
  self->warnings += other->warnings;
  self->generator_errors += other->generator_errors;
  self->bytes_sent += other->bytes_sent;
  self->bytes_received += other->bytes_received;
  for (guint i = 0; i < WEIR_N_ERROR_KINDS; i++)
    self->error_kinds[i] += other->error_kinds[i];
  for (guint i = 0; i < other->statuses->len; i++)
    {
      const WeirStatusCount *more = &g_array_index (other->statuses, WeirStatusCount, i);

      count_status (self, more->status, more->count);
    }
  weir_histogram_merge (self->time, other->time);
  weir_histogram_merge (self->response, other->response);
}

/**
 * weir_step_statistics_get_total:
 * @self: statistics
 *
 * Returns: how many executions it counts, whatever their outcome
 */
guint64
weir_step_statistics_get_total (const WeirStepStatistics *self)
{
  guint64 total = 0;

  for (guint i = 0; i < WEIR_N_STEP_OUTCOMES; i++)
    total += self->counts[i];
  return total;
}

/**
 * weir_step_statistics_count_status:
 * @self: statistics
 * @status: a status code
 *
 * Returns: how many answers had it
 */
guint64
weir_step_statistics_count_status (const WeirStepStatistics *self, guint status)
{
  for (guint i = 0; i < self->statuses->len; i++)
    if (g_array_index (self->statuses, WeirStatusCount, i).status == status)
      return g_array_index (self->statuses, WeirStatusCount, i).count;
  return 0;
}

static void
put_statistics (GByteArray *out, const WeirStepStatistics *self)
{
  weir_put_uint (out, self->part);
  weir_put_uint (out, self->step);
  weir_put_text (out, self->name);
  for (guint i = 0; i < WEIR_N_STEP_OUTCOMES; i++)
    weir_put_uint (out, self->counts[i]);
  weir_put_uint (out, self->not_checked);
  weir_put_uint (out, self->warnings);
  weir_put_uint (out, self->generator_errors);
  weir_put_uint (out, self->bytes_sent);
  weir_put_uint (out, self->bytes_received);
  for (guint i = 0; i < WEIR_N_ERROR_KINDS; i++)
    weir_put_uint (out, self->error_kinds[i]);
  weir_put_uint (out, self->statuses->len);
  for (guint i = 0; i < self->statuses->len; i++)
    {
      weir_put_uint (out, g_array_index (self->statuses, WeirStatusCount, i).status);
      weir_put_uint (out, g_array_index (self->statuses, WeirStatusCount, i).count);
    }
  weir_put_brief (out, &self->last);
  weir_put_histogram (out, self->time);
  weir_put_histogram (out, self->response);
}

static WeirStepStatistics *
take_statistics (WeirTaker *taker)
{
  WeirStepStatistics *self = weir_step_statistics_new ();
  guint n_statuses;

  self->part = (guint) weir_take_uint (taker, G_MAXUINT);
  self->step = (guint) weir_take_uint (taker, G_MAXUINT);
  self->name = weir_take_text (taker);
  for (guint i = 0; i < WEIR_N_STEP_OUTCOMES; i++)
    self->counts[i] = weir_take_uint (taker, G_MAXUINT64);
  self->not_checked = weir_take_uint (taker, G_MAXUINT64);
  self->warnings = weir_take_uint (taker, G_MAXUINT64);
  self->generator_errors = weir_take_uint (taker, G_MAXUINT64);
  self->bytes_sent = weir_take_uint (taker, G_MAXUINT64);
  self->bytes_received = weir_take_uint (taker, G_MAXUINT64);
  for (guint i = 0; i < WEIR_N_ERROR_KINDS; i++)
    self->error_kinds[i] = weir_take_uint (taker, G_MAXUINT64);
  n_statuses = weir_take_count (taker, 2);
  for (guint i = 0; i < n_statuses; i++)
    {
      WeirStatusCount status = { (guint) weir_take_uint (taker, G_MAXUINT), 0 };

      status.count = weir_take_uint (taker, G_MAXUINT64);
      g_array_append_val (self->statuses, status);
    }
  weir_take_brief (taker, &self->last);
  g_clear_pointer (&self->time, weir_histogram_free);
  g_clear_pointer (&self->response, weir_histogram_free);
  self->time = weir_take_histogram (taker);
  self->response = weir_take_histogram (taker);
  return self;
}

void
weir_put_all_statistics (GByteArray *out, GPtrArray *all)
{
  weir_put_uint (out, all->len);
  for (guint i = 0; i < all->len; i++)
    put_statistics (out, g_ptr_array_index (all, i));
}

/* What one step takes at least. */
#define SHORTEST 40

void
weir_take_all_statistics (WeirTaker *taker, GPtrArray *all)
{
  guint n = weir_take_count (taker, SHORTEST);

  for (guint i = 0; i < n && !taker->damaged; i++)
    g_ptr_array_add (all, take_statistics (taker));
}

/**
 * weir_step_statistics_encode:
 * @all: (element-type WeirStepStatistics): every step of a run
 *
 * Returns: (transfer full): them as bytes for the archive
 */
GBytes *
weir_step_statistics_encode (GPtrArray *all)
{
  GByteArray *out = g_byte_array_new ();

  weir_put_uint (out, WEIR_MAGIC_STATISTICS);
  weir_put_all_statistics (out, all);
  return g_byte_array_free_to_bytes (out);
}

/**
 * weir_step_statistics_decode:
 * @bytes: from weir_step_statistics_encode()
 *
 * Returns: (transfer full) (nullable) (element-type WeirStepStatistics): every step, in the same order, or
 *   %NULL with a #WEIR_MEASURE_ERROR
 */
GPtrArray *
weir_step_statistics_decode (GBytes *bytes, GError **error)
{
  WeirTaker taker = weir_taker_begin (bytes, WEIR_MAGIC_STATISTICS);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_step_statistics_unref);

  weir_take_all_statistics (&taker, all);
  return weir_taker_end (&taker, error) ? g_steal_pointer (&all) : NULL;
}
