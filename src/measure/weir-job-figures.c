/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-job-figures.c: all that is counted of one job of a load plan: an iteration in one of its rounds
 */

#include "config.h"

#include "weir-job-figures.h"

#include "weir-job-steps.h"
#include "weir-job-windows.h"
#include "weir-metrics-private.h"

/**
 * weir_job_figures_new:
 * @failed_codes: (nullable): the status codes that count as failed; 400 and more unless given
 * @n_seconds: 0 when no rule of it looks at a window. Else the longest of them, s, where others are merged;
 *   and %WEIR_JOB_TAKEN_SECONDS where it is counted
 * @origin_us: the beginning of the run, from which its seconds are counted
 *
 * Returns: (transfer full): nothing counted yet
 */
WeirJobFigures *
weir_job_figures_new (const WeirStatusCodes *failed_codes, guint n_seconds, gint64 origin_us)
{
  WeirJobFigures *self = g_new0 (WeirJobFigures, 1);

  g_atomic_ref_count_init (&self->n_refs);
  self->metrics = weir_metrics_new (failed_codes, n_seconds);
  self->windows = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_time_window_free);
  self->open = weir_job_windows_new ();
  self->origin_us = origin_us;
  return self;
}

WeirJobFigures *
weir_job_figures_ref (WeirJobFigures *self)
{
  g_atomic_ref_count_inc (&self->n_refs);
  return self;
}

void
weir_job_figures_unref (WeirJobFigures *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->n_refs))
    return;
  weir_metrics_free (self->metrics);
  weir_histogram_free (self->lateness);
  for (guint i = 0; i < WEIR_N_ERROR_KINDS; i++)
    g_free (self->error_examples[i]);
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  g_ptr_array_unref (self->windows);
  weir_job_windows_free (self->open);
  g_free (self);
}

guint
weir_job_figures_get_second (const WeirJobFigures *self, gint64 at_us)
{
  return (guint) CLAMP ((at_us - self->origin_us) / G_USEC_PER_SEC, 0, G_MAXINT32);
}

/**
 * weir_job_figures_slot:
 * @late_us: how much later than scheduled it was launched; %WEIR_NO_TIME where there is no schedule
 */
void
weir_job_figures_slot (WeirJobFigures *self, gint64 late_us)
{
  self->changed = TRUE;
  self->slots++;
  if (late_us == WEIR_NO_TIME)
    return;
  self->planned_starts++;
  if (self->lateness == NULL)
    self->lateness = weir_histogram_new ();
  weir_histogram_record (self->lateness, late_us);
}

void
weir_job_figures_retry (WeirJobFigures *self)
{
  self->changed = TRUE;
  self->retried_slots++;
}

void
weir_job_figures_skip (WeirJobFigures *self, gint64 at_us)
{
  self->changed = TRUE;
  weir_metrics_skip (self->metrics, at_us);
}

/**
 * weir_job_figures_miss:
 * @n_slots: how many were due and not launched
 */
void
weir_job_figures_miss (WeirJobFigures *self, guint64 n_slots)
{
  self->changed |= n_slots > 0;
  self->missed_starts += n_slots;
  self->planned_starts += n_slots;
}

void
weir_job_figures_start (WeirJobFigures *self, gint64 at_us)
{
  self->changed = TRUE;
  weir_metrics_start (self->metrics, at_us);
  weir_job_windows_start (self->open, weir_job_figures_get_second (self, at_us));
  self->in_flight++;
  self->most_in_flight = MAX (self->most_in_flight, self->in_flight);
}

static gint64
get_total (const gint64 *phases)
{
  gint64 total = 0;

  for (guint i = WEIR_PHASE_DNS; i < WEIR_N_PHASES; i++)
    total += phases[i];
  return total;
}

/* A handshake is one when something came after it: the time until one failed is not how long one takes. */
static void
set_handshakes (gint64 *times, const gint64 *phases)
{
  gint64 after = phases[WEIR_PHASE_SENDING] + phases[WEIR_PHASE_WAITING] + phases[WEIR_PHASE_RECEIVING];

  if (phases[WEIR_PHASE_TCP] > 0 && after + phases[WEIR_PHASE_TLS] > 0)
    times[WEIR_METRIC_TIME_INDEX (WEIR_METRIC_TCP_HANDSHAKE)] = phases[WEIR_PHASE_TCP];
  if (phases[WEIR_PHASE_TLS] > 0 && after > 0)
    times[WEIR_METRIC_TIME_INDEX (WEIR_METRIC_TLS_HANDSHAKE)] = phases[WEIR_PHASE_TLS];
}

/* The times of the rules out of the phases: those that follow one another, each once. */
static void
set_times (gint64 *times, const WeirJobRequest *request)
{
  const gint64 *phases = request->phases;
  gint64 total = get_total (phases);

  for (guint i = 0; i < WEIR_N_METRIC_TIMES; i++)
    times[i] = WEIR_NO_TIME;
  times[WEIR_METRIC_TIME_INDEX (WEIR_METRIC_TOTAL_TIME)] = total;
  times[WEIR_METRIC_TIME_INDEX (WEIR_METRIC_RESPONSE_TIME)] = phases[WEIR_PHASE_BLOCKED] + total;
  set_handshakes (times, phases);
  if (request->end != WEIR_REQUEST_ANSWERED)
    return;
  times[WEIR_METRIC_TIME_INDEX (WEIR_METRIC_TTFB)] = total - phases[WEIR_PHASE_RECEIVING];
  times[WEIR_METRIC_TIME_INDEX (WEIR_METRIC_WAITING_TIME)] = phases[WEIR_PHASE_WAITING];
  times[WEIR_METRIC_TIME_INDEX (WEIR_METRIC_SENDING_TIME)] = phases[WEIR_PHASE_SENDING];
  times[WEIR_METRIC_TIME_INDEX (WEIR_METRIC_RECEIVING_TIME)] = phases[WEIR_PHASE_RECEIVING];
  for (guint i = 0; i < WEIR_N_JOB_SERVER_TIMES; i++)
    times[WEIR_METRIC_TIME_INDEX (WEIR_METRIC_SERVER_TIME) + i] = request->server_us[i];
}

/* What a second keeps of it, in the words of a step's result. */
static WeirStepBrief
make_brief (const WeirJobRequest *request, gboolean failed)
{
  static const WeirExchangeOutcome outcomes[] = {
    [WEIR_REQUEST_ANSWERED] = WEIR_EXCHANGE_ANSWERED,
    [WEIR_REQUEST_NO_RESPONSE] = WEIR_EXCHANGE_ERROR,
    [WEIR_REQUEST_CANCELLED] = WEIR_EXCHANGE_CANCELLED,
    [WEIR_REQUEST_GENERATOR] = WEIR_EXCHANGE_GENERATOR,
  };
  gboolean completed = request->end == WEIR_REQUEST_ANSWERED || request->end == WEIR_REQUEST_NO_RESPONSE;
  WeirStepBrief brief = { .has_exchange = TRUE, .n_attempts = 1 };

  brief.outcome = !completed ? WEIR_STEP_CANCELLED : failed ? WEIR_STEP_FAILED : WEIR_STEP_PASSED;
  brief.exchange = outcomes[request->end];
  brief.error_kind = request->error_kind;
  brief.status = request->status;
  brief.time_us = get_total (request->phases);
  brief.blocked_us = request->phases[WEIR_PHASE_BLOCKED];
  brief.bytes_sent = request->bytes_sent;
  brief.bytes_received = request->bytes_received;
  return brief;
}

static void
count_error (WeirJobFigures *self, const WeirJobRequest *request)
{
  guint kind = request->end == WEIR_REQUEST_GENERATOR ? WEIR_ERROR_KIND_NONE : request->error_kind;

  self->error_kinds[kind]++;
  if (self->error_examples[kind] == NULL)
    self->error_examples[kind] = g_strdup (request->error_message);
}

static void
count_transport (WeirJobFigures *self, const WeirJobRequest *request)
{
  if (request->http_version != 0)
    self->http[request->http_version >= 20   ? WEIR_JOB_HTTP_2
               : request->http_version >= 11 ? WEIR_JOB_HTTP_1_1
                                             : WEIR_JOB_HTTP_1_0]++;
  self->connections += request->new_connections;
  self->resent += request->resent;
  self->redirects += request->n_redirects;
  self->bytes_sent += request->bytes_sent;
  self->bytes_received += request->bytes_received;
  self->unverified |= request->unverified;
}

/**
 * weir_job_figures_end:
 * @at_us: when it came to its end
 * @request: how
 *
 * Counts an attempt that was started.
 */
void
weir_job_figures_end (WeirJobFigures *self, gint64 at_us, const WeirJobRequest *request)
{
  WeirRequestSample sample = {
    .end = request->end,
    .status = request->status,
    .assertion_failed = request->assertion_failed,
  };
  WeirStepBrief brief;

  self->changed = TRUE;
  self->in_flight--;
  set_times (sample.times_us, request);
  weir_metrics_end (self->metrics, at_us, &sample);
  brief = make_brief (request, weir_metrics_is_failed (self->metrics, &sample));
  weir_job_windows_count (self->open, weir_job_figures_get_second (self, at_us), &brief, request->phases);
  if (request->end == WEIR_REQUEST_NO_RESPONSE || request->end == WEIR_REQUEST_GENERATOR)
    count_error (self, request);
  count_transport (self, request);
}

/**
 * weir_job_figures_step:
 * @name: of the step
 * @brief: how it came out, and which step of its flow it is
 */
void
weir_job_figures_step (WeirJobFigures *self, const char *name, const WeirStepBrief *brief)
{
  self->changed = TRUE;
  if (self->steps == NULL)
    self->steps = weir_job_steps_new ();
  weir_step_statistics_add (weir_job_steps_get (self->steps, brief->part, brief->step, name), brief);
}

void
weir_job_figures_warm_up (WeirJobFigures *self)
{
  self->changed = TRUE;
  self->warm_up++;
}

void
weir_job_figures_client_came (WeirJobFigures *self)
{
  self->changed = TRUE;
  self->clients_came++;
}

/**
 * weir_job_figures_client_done:
 * @skipped: whether it sent nothing there, because of the iteration's skipIf or because a rule had ended it
 */
void
weir_job_figures_client_done (WeirJobFigures *self, gboolean skipped)
{
  self->changed = TRUE;
  self->clients_done++;
  self->clients_skipped += skipped;
}

/* Everything that is one number, in one order for all who need them all. */
#define N_COUNTERS (13 + WEIR_N_JOB_HTTP + WEIR_N_ERROR_KINDS)

static void
list_counters (WeirJobFigures *self, guint64 *counters[N_COUNTERS])
{
  guint n = 0;

  counters[n++] = &self->slots;
  counters[n++] = &self->retried_slots;
  counters[n++] = &self->planned_starts;
  counters[n++] = &self->missed_starts;
  counters[n++] = &self->warm_up;
  counters[n++] = &self->resent;
  counters[n++] = &self->redirects;
  counters[n++] = &self->connections;
  counters[n++] = &self->bytes_sent;
  counters[n++] = &self->bytes_received;
  counters[n++] = &self->clients_came;
  counters[n++] = &self->clients_done;
  counters[n++] = &self->clients_skipped;
  for (guint i = 0; i < WEIR_N_JOB_HTTP; i++)
    counters[n++] = &self->http[i];
  for (guint i = 0; i < WEIR_N_ERROR_KINDS; i++)
    counters[n++] = &self->error_kinds[i];
  g_assert (n == N_COUNTERS);
}

/**
 * weir_job_figures_take:
 * @self: figures that go on being counted in
 *
 * Returns: (transfer full) (nullable): what was counted since the last time; %NULL when nothing was
 */
WeirJobFigures *
weir_job_figures_take (WeirJobFigures *self)
{
  guint64 *counters[N_COUNTERS];
  WeirJobFigures *taken;

  if (!self->changed)
    return NULL;
  taken = g_memdup2 (self, sizeof *self);
  g_atomic_ref_count_init (&taken->n_refs);
  taken->metrics = weir_metrics_take (self->metrics);
  taken->windows = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_time_window_free);
  taken->open = weir_job_windows_new ();
  weir_job_windows_take (self->open, taken->windows);
  list_counters (self, counters);
  for (guint i = 0; i < N_COUNTERS; i++)
    *counters[i] = 0;
  self->lateness = NULL;
  self->steps = NULL;
  memset (self->error_examples, 0, sizeof self->error_examples);
  self->in_flight = self->most_in_flight = 0;
  self->changed = FALSE;
  return taken;
}

static void
merge_flight (WeirJobFigures *self, const WeirJobFigures *other)
{
  self->most_in_flight = MAX (self->most_in_flight, self->in_flight + other->most_in_flight);
  self->in_flight += other->in_flight;
}

static void
merge_counters (WeirJobFigures *self, const WeirJobFigures *other)
{
  guint64 *counters[N_COUNTERS];
  guint64 *more[N_COUNTERS];

  list_counters (self, counters);
  list_counters ((WeirJobFigures *) other, more);
  for (guint i = 0; i < N_COUNTERS; i++)
    *counters[i] += *more[i];
}

/**
 * weir_job_figures_merge:
 * @self: the whole so far
 * @other: what was taken somewhere, or a whole of another process
 *
 * Everything adds up without loss but the most in flight at one time, which of several workers is known as
 * exactly as they report at one time.
 */
void
weir_job_figures_merge (WeirJobFigures *self, const WeirJobFigures *other)
{
  self->changed = TRUE;
  weir_metrics_merge (self->metrics, other->metrics);
  if (other->lateness != NULL && self->lateness == NULL)
    self->lateness = weir_histogram_new ();
  if (other->lateness != NULL)
    weir_histogram_merge (self->lateness, other->lateness);
  merge_counters (self, other);
  merge_flight (self, other);
  for (guint i = 0; i < WEIR_N_ERROR_KINDS; i++)
    if (self->error_examples[i] == NULL)
      self->error_examples[i] = g_strdup (other->error_examples[i]);
  self->unverified |= other->unverified;
  if (other->steps != NULL && self->steps == NULL)
    self->steps = weir_job_steps_new ();
  if (other->steps != NULL)
    weir_job_steps_merge (self->steps, other->steps);
  for (guint i = 0; i < other->windows->len; i++)
    weir_job_windows_merge (self->open, g_ptr_array_index (other->windows, i));
}

/**
 * weir_job_figures_copy:
 * @self: figures
 *
 * Costs little, whatever was counted.
 *
 * Returns: (transfer full): the same, without its seconds
 */
WeirJobFigures *
weir_job_figures_copy (const WeirJobFigures *self)
{
  WeirJobFigures *copy = g_memdup2 (self, sizeof *self);

  g_atomic_ref_count_init (&copy->n_refs);
  copy->metrics = weir_metrics_copy (self->metrics);
  copy->lateness = self->lateness != NULL ? weir_histogram_copy (self->lateness) : NULL;
  for (guint i = 0; i < WEIR_N_ERROR_KINDS; i++)
    copy->error_examples[i] = g_strdup (self->error_examples[i]);
  copy->steps = self->steps != NULL ? weir_job_steps_copy (self->steps) : NULL;
  copy->windows = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_time_window_free);
  copy->open = weir_job_windows_new ();
  return copy;
}

/**
 * weir_job_figures_note:
 * @at_us: now
 *
 * Takes down in the second of now how many clients are there and how many requests are in flight.
 */
void
weir_job_figures_note (WeirJobFigures *self, gint64 at_us)
{
  guint64 clients = self->clients_came - MIN (self->clients_done, self->clients_came);

  if (self->in_flight > 0 || clients > 0)
    weir_job_windows_note (self->open, weir_job_figures_get_second (self, at_us),
                           (guint) CLAMP (self->in_flight, 0, G_MAXINT32), (guint) MIN (clients, G_MAXINT32));
}

/**
 * weir_job_figures_close_windows:
 * @at_us: the seconds before the one this is in are over; %G_MAXINT64: all are
 * @windows: (element-type WeirTimeWindow): where to append them
 */
void
weir_job_figures_close_windows (WeirJobFigures *self, gint64 at_us, GPtrArray *windows)
{
  guint second = at_us == G_MAXINT64 ? G_MAXUINT : weir_job_figures_get_second (self, at_us);

  weir_job_windows_close (self->open, second, windows);
}

#define FLAG_LATENESS 1
#define FLAG_UNVERIFIED 2
#define FLAG_STEPS 4

static guint
pack_flags (const WeirJobFigures *self)
{
  return (self->lateness != NULL ? FLAG_LATENESS : 0) | (self->unverified ? FLAG_UNVERIFIED : 0) |
         (self->steps != NULL ? FLAG_STEPS : 0);
}

/**
 * weir_job_figures_encode:
 * @self: figures
 *
 * Returns: (transfer full): them as bytes, with the seconds they were taken in
 */
GBytes *
weir_job_figures_encode (const WeirJobFigures *self)
{
  GByteArray *out = g_byte_array_new ();
  guint64 *counters[N_COUNTERS];

  list_counters ((WeirJobFigures *) self, counters);
  weir_put_uint (out, WEIR_MAGIC_JOB);
  weir_put_metrics (out, self->metrics);
  weir_put_uint (out, pack_flags (self));
  if (self->lateness != NULL)
    weir_put_histogram (out, self->lateness);
  for (guint i = 0; i < N_COUNTERS; i++)
    weir_put_uint (out, *counters[i]);
  weir_put_int (out, self->in_flight);
  weir_put_int (out, self->most_in_flight);
  for (guint i = 0; i < WEIR_N_ERROR_KINDS; i++)
    weir_put_text (out, self->error_examples[i]);
  weir_put_uint (out, self->windows->len);
  for (guint i = 0; i < self->windows->len; i++)
    weir_put_window (out, g_ptr_array_index (self->windows, i));
  if (self->steps != NULL)
    weir_put_all_statistics (out, self->steps);
  return g_byte_array_free_to_bytes (out);
}

static void
take_windows (WeirTaker *taker, GPtrArray *windows)
{
  guint n = weir_take_count (taker, WEIR_SHORTEST_WINDOW);

  for (guint i = 0; i < n && !taker->damaged; i++)
    g_ptr_array_add (windows, weir_take_window (taker));
}

/**
 * weir_job_figures_decode:
 * @bytes: from weir_job_figures_encode()
 *
 * Returns: (transfer full) (nullable): the same figures, to be merged or looked at; or %NULL with a
 *   #WEIR_MEASURE_ERROR
 */
WeirJobFigures *
weir_job_figures_decode (GBytes *bytes, GError **error)
{
  WeirTaker taker = weir_taker_begin (bytes, WEIR_MAGIC_JOB);
  g_autoptr (WeirJobFigures) self = weir_job_figures_new (NULL, 0, 0);
  guint64 *counters[N_COUNTERS];
  guint64 flags;

  g_clear_pointer (&self->metrics, weir_metrics_free);
  self->metrics = weir_take_metrics (&taker);
  flags = weir_take_uint (&taker, FLAG_LATENESS | FLAG_UNVERIFIED | FLAG_STEPS);
  self->unverified = (flags & FLAG_UNVERIFIED) != 0;
  if (flags & FLAG_LATENESS)
    self->lateness = weir_take_histogram (&taker);
  list_counters (self, counters);
  for (guint i = 0; i < N_COUNTERS; i++)
    *counters[i] = weir_take_uint (&taker, G_MAXUINT64);
  self->in_flight = weir_take_int (&taker);
  self->most_in_flight = weir_take_int (&taker);
  for (guint i = 0; i < WEIR_N_ERROR_KINDS; i++)
    self->error_examples[i] = weir_take_text (&taker);
  take_windows (&taker, self->windows);
  if (flags & FLAG_STEPS)
    {
      self->steps = weir_job_steps_new ();
      weir_take_all_statistics (&taker, self->steps);
    }
  return weir_taker_end (&taker, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * weir_job_windows_encode:
 * @job: which of the run's
 * @windows: (element-type WeirTimeWindow): closed seconds of it
 *
 * Returns: (transfer full): them as bytes for the archive
 */
GBytes *
weir_job_windows_encode (guint job, GPtrArray *windows)
{
  GByteArray *out = g_byte_array_new ();

  weir_put_uint (out, WEIR_MAGIC_JOB_WINDOWS);
  weir_put_uint (out, job);
  weir_put_uint (out, windows->len);
  for (guint i = 0; i < windows->len; i++)
    weir_put_window (out, g_ptr_array_index (windows, i));
  return g_byte_array_free_to_bytes (out);
}

/**
 * weir_job_windows_decode:
 * @bytes: from weir_job_windows_encode()
 * @job: (out): which of the run's
 *
 * Returns: (transfer full) (nullable) (element-type WeirTimeWindow): the same seconds, or %NULL with a
 *   #WEIR_MEASURE_ERROR
 */
GPtrArray *
weir_job_windows_decode (GBytes *bytes, guint *job, GError **error)
{
  WeirTaker taker = weir_taker_begin (bytes, WEIR_MAGIC_JOB_WINDOWS);
  g_autoptr (GPtrArray) windows = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_time_window_free);

  *job = (guint) weir_take_uint (&taker, G_MAXUINT);
  take_windows (&taker, windows);
  return weir_taker_end (&taker, error) ? g_steal_pointer (&windows) : NULL;
}
