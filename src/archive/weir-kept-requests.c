/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-kept-requests.c: the slowest and the first failed requests of each iteration of a load plan
 */

#include "config.h"

#include "weir-kept-requests.h"
#include "weir-limits.h"

/* An archive that is damaged may name any job; no plan has more. */
#define MOST_JOBS (WEIR_LIMIT_ROUNDS * WEIR_LIMIT_ITERATIONS_OF_ROUND)

typedef struct
{
  GArray *slowest; /* of WeirResultRow, in no order */
  GArray *failed;  /* of WeirResultRow, in the order they came */
} Job;

struct _WeirKeptRequests
{
  GPtrArray *jobs; /* of Job; NULL where there is no result yet */
  gint64 last_id;
  guint64 n_seen;

  /* of the look that is under way */
  guint n_left; /* results to look at; 0 = no limit */
  gboolean full;
};

static void
job_free (gpointer data)
{
  Job *job = data;

  if (job == NULL)
    return;
  g_array_unref (job->slowest);
  g_array_unref (job->failed);
  g_free (job);
}

/**
 * weir_kept_requests_new:
 *
 * Returns: (transfer full): none yet
 */
WeirKeptRequests *
weir_kept_requests_new (void)
{
  WeirKeptRequests *self = g_new0 (WeirKeptRequests, 1);

  self->jobs = g_ptr_array_new_with_free_func (job_free);
  return self;
}

/**
 * weir_kept_requests_free:
 * @self: (transfer full) (nullable): requests
 */
void
weir_kept_requests_free (WeirKeptRequests *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->jobs);
  g_free (self);
}

static Job *
find_job (WeirKeptRequests *self, guint index)
{
  Job *job;

  if (index >= self->jobs->len)
    g_ptr_array_set_size (self->jobs, (int) index + 1);
  job = g_ptr_array_index (self->jobs, index);
  if (job != NULL)
    return job;
  job = g_new0 (Job, 1);
  job->slowest = g_array_new (FALSE, FALSE, sizeof (WeirResultRow));
  job->failed = g_array_new (FALSE, FALSE, sizeof (WeirResultRow));
  g_ptr_array_index (self->jobs, index) = job;
  return job;
}

/* The first of equal ones stays, as where bodies are kept. */
static void
add_slow (GArray *slowest, const WeirResultRow *row)
{
  guint quickest = 0;

  if (slowest->len < WEIR_LIMIT_SLOWEST_BODIES)
    {
      g_array_append_vals (slowest, row, 1);
      return;
    }
  for (guint i = 1; i < slowest->len; i++)
    if (g_array_index (slowest, WeirResultRow, i).brief.time_us
        < g_array_index (slowest, WeirResultRow, quickest).brief.time_us)
      quickest = i;
  if (row->brief.time_us > g_array_index (slowest, WeirResultRow, quickest).brief.time_us)
    g_array_index (slowest, WeirResultRow, quickest) = *row;
}

static gboolean
take_row (const WeirResultRow *row, gpointer data)
{
  WeirKeptRequests *self = data;
  Job *job = find_job (self, MIN (row->brief.step, MOST_JOBS));

  self->last_id = row->id;
  self->n_seen++;
  if (row->brief.outcome == WEIR_STEP_FAILED && job->failed->len < WEIR_LIMIT_FAILED_BODIES)
    g_array_append_vals (job->failed, row, 1);
  if (weir_step_brief_has_time (&row->brief))
    add_slow (job->slowest, row);
  if (self->n_left > 0 && --self->n_left == 0)
    self->full = TRUE;
  return !self->full;
}

/**
 * weir_kept_requests_look:
 * @self: requests of a run, as far as they are known
 * @archive: an archive
 * @run_id: the run's id, always the same
 * @limit: how many results to look at; 0: at all there are
 * @more: (out) (optional): whether it was stopped by @limit
 * @error: set to %WEIR_ARCHIVE_ERROR_READ
 *
 * Goes on where the last look ended.
 *
 * Returns: %FALSE with @error set
 */
gboolean
weir_kept_requests_look (WeirKeptRequests *self, WeirArchive *archive, gint64 run_id, guint limit,
                         gboolean *more, GError **error)
{
  const WeirResultFilter filter = { .after_id = self->last_id };

  self->n_left = limit;
  self->full = FALSE;
  if (!weir_archive_foreach_row (archive, run_id, &filter, take_row, self, error))
    return FALSE;
  if (more != NULL)
    *more = self->full;
  return TRUE;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 first = ((const WeirKeptRequest *) a)->row.id;
  gint64 second = ((const WeirKeptRequest *) b)->row.id;

  return (first > second) - (first < second);
}

static void
add_all (GArray *requests, const GArray *rows, gboolean slow)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const WeirKeptRequest request = { g_array_index (rows, WeirResultRow, i), slow, !slow };

      g_array_append_val (requests, request);
    }
}

/* What is both stands there twice, one beside the other. */
static void
join_twins (GArray *requests)
{
  guint n = 0;

  for (guint i = 0; i < requests->len; i++)
    {
      const WeirKeptRequest *request = &g_array_index (requests, WeirKeptRequest, i);
      WeirKeptRequest *last = n > 0 ? &g_array_index (requests, WeirKeptRequest, n - 1) : NULL;

      if (last != NULL && last->row.id == request->row.id)
        {
          last->slow |= request->slow;
          last->failed |= request->failed;
        }
      else
        g_array_index (requests, WeirKeptRequest, n++) = *request;
    }
  g_array_set_size (requests, n);
}

/**
 * weir_kept_requests_list:
 * @self: requests
 *
 * Returns: (transfer full) (element-type WeirKeptRequest): each of them once, in the order they came
 */
GArray *
weir_kept_requests_list (const WeirKeptRequests *self)
{
  GArray *requests = g_array_new (FALSE, FALSE, sizeof (WeirKeptRequest));

  for (guint i = 0; i < self->jobs->len; i++)
    {
      const Job *job = g_ptr_array_index (self->jobs, i);

      if (job == NULL)
        continue;
      add_all (requests, job->failed, FALSE);
      add_all (requests, job->slowest, TRUE);
    }
  g_array_sort (requests, compare_ids);
  join_twins (requests);
  return requests;
}

/**
 * weir_kept_requests_get_seen:
 * @self: requests
 *
 * Returns: how many results were looked at so far
 */
guint64
weir_kept_requests_get_seen (const WeirKeptRequests *self)
{
  return self->n_seen;
}
