/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-outlook-job.c: what one iteration will do: how many requests, how fast, for how long
 *
 * The schedules are those of weir-pacer.c. A plan that is being edited may have any numbers: nothing here
 * divides by one of them, or adds to one, unlooked at.
 */

#include "config.h"

#include "weir-plan-outlook-private.h"

#include "weir-plan-lookup.h"

guint64
weir_outlook_multiply (guint64 one, guint64 other)
{
  guint64 product;

  return g_uint64_checked_mul (&product, one, other) ? product : G_MAXUINT64;
}

gint64
weir_outlook_add_time (gint64 one, gint64 other)
{
  return one > G_MAXINT64 - MAX (other, 0) ? G_MAXINT64 : one + MAX (other, 0);
}

/* What one turn of the loop sends. */
typedef struct
{
  guint64 requests;
  guint64 once; /* before the first and after the last turn of all */
  gboolean or_fewer;
  gboolean or_more;
} Turn;

static guint64
count_requests (WeirFlow *flow, WeirFlowPart part, gboolean *conditional)
{
  GListModel *steps = G_LIST_MODEL (weir_flow_get_part (flow, part));
  guint64 n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (steps); i++)
    {
      WeirStep *step = weir_flow_get_step (flow, part, i);

      if (!weir_step_get_enabled (step) || weir_step_get_request (step) == NULL)
        continue;
      n++;
      *conditional |= weir_step_get_skip_if (step) != NULL;
    }
  return n;
}

static Turn
get_turn (WeirIteration *iteration)
{
  WeirFlow *flow = weir_iteration_get_flow (iteration);
  WeirStep *step = weir_iteration_get_step (iteration);
  Turn turn = { .requests = 1 };

  if (weir_iteration_get_flow_file (iteration) == NULL)
    {
      turn.or_fewer = step != NULL && weir_step_get_skip_if (step) != NULL;
      return turn;
    }
  /* A flow that was not read: each pass sends something, nobody knows how much. */
  turn.or_more = flow == NULL;
  if (flow == NULL)
    return turn;
  turn.requests = count_requests (flow, WEIR_FLOW_PART_STEPS, &turn.or_fewer);
  turn.once = count_requests (flow, WEIR_FLOW_PART_BEFORE_ALL, &turn.or_fewer) +
              count_requests (flow, WEIR_FLOW_PART_AFTER_ALL, &turn.or_fewer);
  turn.or_fewer |= weir_run_options_get_stop_on_failure (weir_flow_get_run_options (flow));
  return turn;
}

/* How many batches one client launches; 0: there is no end to them, or the numbers make no sense. */
static guint64
count_launches (WeirPacing *pacing)
{
  guint64 batch = weir_pacing_get_batch_size (pacing);
  guint64 count = weir_pacing_get_request_count (pacing);
  gint64 cool_down_us = weir_pacing_get_cool_down_us (pacing);
  gint64 duration_us = weir_pacing_get_duration_us (pacing);

  if (batch == 0 || cool_down_us <= 0)
    return 0;
  if (weir_pacing_get_mode (pacing) == WEIR_MODE_CRB)
    return count / batch + (count % batch > 0 ? 1 : 0);
  if (weir_pacing_get_mode (pacing) == WEIR_MODE_DCB && duration_us > 0)
    return (guint64) ((duration_us - 1) / cool_down_us + 1);
  return 0;
}

/* Turns of one client; 0: they depend on the server, or there is no end to them. */
static guint64
count_turns (WeirPacing *pacing)
{
  WeirArrivalRate *rate = weir_pacing_get_arrival_rate (pacing);

  if (rate != NULL)
    return weir_arrival_rate_count_starts (rate);
  switch (weir_pacing_get_mode (pacing))
    {
    case WEIR_MODE_R:
    case WEIR_MODE_CRB:
      return weir_pacing_get_request_count (pacing);
    case WEIR_MODE_DCB:
      return weir_outlook_multiply (count_launches (pacing), weir_pacing_get_batch_size (pacing));
    case WEIR_MODE_D:
    case WEIR_MODE_CB:
    default:
      return 0;
    }
}

static double
get_highest_rate (WeirArrivalRate *rate)
{
  GListModel *stages = G_LIST_MODEL (weir_arrival_rate_get_stages (rate));
  double highest = weir_arrival_rate_get_rate (rate);

  for (guint i = 0; i < g_list_model_get_n_items (stages); i++)
    {
      g_autoptr (WeirRateStage) stage = g_list_model_get_item (stages, i);

      highest = MAX (highest, weir_rate_stage_get_rate (stage));
    }
  return highest;
}

/* Turns that one client begins in its busiest second: batches may come more often than that, or less. */
static double
get_turn_rate (WeirPacing *pacing)
{
  WeirArrivalRate *rate = weir_pacing_get_arrival_rate (pacing);
  double batch = weir_pacing_get_batch_size (pacing);
  double cool_down_s = (double) weir_pacing_get_cool_down_us (pacing) / G_USEC_PER_SEC;
  guint64 n_turns = count_turns (pacing);
  double highest = rate != NULL ? get_highest_rate (rate) : batch / CLAMP (cool_down_s, 1e-3, 1);

  return n_turns > 0 ? MIN (highest, (double) n_turns) : highest;
}

static gboolean
is_batched (const WeirOutlookJob *job)
{
  return job->mode != WEIR_MODE_R && job->mode != WEIR_MODE_D;
}

/* From its first launch until it only waits for answers. */
static void
set_length (WeirOutlookJob *job, WeirPacing *pacing)
{
  guint64 n_launches = count_launches (pacing);
  gint64 cool_down_us = weir_pacing_get_cool_down_us (pacing);
  gint64 duration_us = MAX (weir_pacing_get_duration_us (pacing), 0);

  job->end = WEIR_OUTLOOK_EXACT;
  if (job->by_rate)
    job->length_us = weir_arrival_rate_get_length_us (weir_pacing_get_arrival_rate (pacing));
  else if (job->mode == WEIR_MODE_CB)
    job->end = WEIR_OUTLOOK_OPEN;
  else if (job->mode == WEIR_MODE_D || (job->mode == WEIR_MODE_DCB && job->at_once))
    job->length_us = duration_us;
  else if (n_launches > 1 && !job->at_once)
    job->length_us = (gint64) MIN ((double) (n_launches - 1) * (double) cool_down_us, 9e18);
  if (job->end == WEIR_OUTLOOK_EXACT && job->length_us == 0)
    job->end = WEIR_OUTLOOK_AT_LEAST;
}

/*
 * weir_outlook_job_new:
 *
 * Begin and rate are those of a job by itself: weir_outlook_round_new() puts it in its place.
 */
WeirOutlookJob *
weir_outlook_job_new (WeirPlan *plan, WeirRound *round, WeirIteration *iteration)
{
  WeirOutlookJob *job = g_new0 (WeirOutlookJob, 1);
  WeirPacing *pacing = weir_iteration_get_pacing (iteration);
  WeirDataSource *data = weir_plan_find_data (plan, round, iteration);
  guint64 n_clients = weir_round_count_clients (round);
  guint64 n_turns = count_turns (pacing);
  Turn turn = get_turn (iteration);

  job->name = g_strdup (weir_iteration_get_name (iteration));
  job->mode = weir_pacing_get_mode (pacing);
  job->by_rate = weir_pacing_get_arrival_rate (pacing) != NULL;
  job->at_once = !job->by_rate && weir_pacing_get_maximize_throughput (pacing);
  job->may_skip = turn.or_fewer || weir_iteration_get_skip_if (iteration) != NULL ||
                  (data != NULL && weir_data_source_get_order (data) == WEIR_DATA_UNIQUE);
  job->as_answered = !job->by_rate && (job->at_once || !is_batched (job));
  job->requests = weir_outlook_multiply (weir_outlook_multiply (n_turns, turn.requests), n_clients);
  if (n_turns > 0 && job->requests <= G_MAXUINT64 - turn.once)
    job->requests += turn.once;
  job->or_more = turn.or_more || (n_turns > 0 && job->at_once && job->mode == WEIR_MODE_DCB);
  if (!job->as_answered)
    job->client_rate = get_turn_rate (pacing) * (double) turn.requests;
  if (!job->by_rate && is_batched (job))
    job->cool_down_us = MAX (weir_pacing_get_cool_down_us (pacing), 0);
  job->begin_us = MAX (weir_iteration_get_startup_delay_us (iteration), 0);
  set_length (job, pacing);
  return job;
}

void
weir_outlook_job_free (WeirOutlookJob *job)
{
  g_free (job->name);
  g_free (job);
}
