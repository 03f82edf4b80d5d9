/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-serve.c: the worker's end of a load plan: its share of the clients over one socket
 */

#include "config.h"

#include "weir-plan-serve.h"

#include "weir-delivery.h"
#include "weir-kept-bodies.h"
#include "weir-limits.h"
#include "weir-plan-engine.h"
#include "weir-plan-format.h"
#include "weir-plan-messages.h"

#define PROGRESS_MS 100

struct _WeirPlanServe
{
  WeirChannel *channel;
  WeirPlanEngine *engine;
  WeirDelivery *delivery;
  void (*done) (const char *refusal, gpointer data);
  gpointer data;
  WeirKeptBodies *kept; /* by job */
  guint n_jobs;
  gboolean *begun; /* by round */
  guint n_rounds;
  guint64 dropped;
  guint ticks;
  guint tick_source;
};

/* The load goes on whether or not anybody can keep up with writing down every request. */
static void
result_cb (guint job, const WeirStepResult *result, const WeirMask *mask, gboolean keep_body, gpointer data)
{
  WeirPlanServe *self = data;
  WeirRecordBodies bodies = { keep_body ? G_MAXUINT32 : WEIR_LIMIT_KEPT_BODY_BYTES, FALSE };

  if (weir_delivery_is_behind (self->delivery))
    {
      self->dropped++;
      return;
    }
  bodies.drop_bodies = job < self->n_jobs && !weir_kept_bodies_choose (&self->kept[job], &result->brief);
  if (weir_delivery_add (self->delivery, result, mask, &bodies))
    weir_delivery_send (self->delivery);
}

static void
warning_cb (const char *text, guint64 count, gpointer data)
{
  WeirPlanServe *self = data;

  weir_channel_send_variant (self->channel, WEIR_MESSAGE_WARNING,
                             g_variant_new (WEIR_MESSAGE_WARNING_TYPE, text, count));
}

static void
send_figures (WeirPlanServe *self)
{
  for (guint job = 0; job < self->n_jobs; job++)
    {
      g_autoptr (WeirJobFigures) taken = weir_plan_engine_take_figures (self->engine, job);

      if (taken)
        weir_plan_message_send_figures (self->channel, job, taken);
    }
}

static void
send_progress (WeirPlanServe *self)
{
  const WeirPlanEngineProgress *engine = weir_plan_engine_get_progress (self->engine);
  WeirPlanWorkerProgress progress = {
    .clients_active = engine->clients_active,
    .in_flight = engine->in_flight,
    .most_in_flight = engine->most_in_flight,
    .requests = engine->requests,
    .dropped = self->dropped,
  };

  weir_delivery_read_load (self->delivery, &progress.load);
  weir_channel_send_variant (self->channel, WEIR_MESSAGE_PLAN_PROGRESS,
                             weir_plan_message_pack_progress (&progress));
}

/* From within a turn that takes long. What it costs to be asked is the time of day. */
static void
working_cb (gpointer data)
{
  WeirPlanServe *self = data;

  if (weir_delivery_is_silent (self->delivery) && !weir_delivery_is_behind (self->delivery))
    send_progress (self);
}

static gboolean
tick_cb (gpointer data)
{
  WeirPlanServe *self = data;

  weir_delivery_tick (self->delivery);
  weir_delivery_send (self->delivery);
  /* A program that stands still would pile it up; what was counted waits where it is. */
  if (weir_delivery_is_behind (self->delivery))
    return G_SOURCE_CONTINUE;
  send_figures (self);
  if (++self->ticks % (PROGRESS_MS / WEIR_DELIVERY_MS) == 0)
    send_progress (self);
  return G_SOURCE_CONTINUE;
}

/* Everything that belongs to the round is on its way before the round is over. */
static void
round_over_cb (guint round, gpointer data)
{
  WeirPlanServe *self = data;

  weir_delivery_send (self->delivery);
  send_figures (self);
  send_progress (self);
  weir_channel_send_variant (self->channel, WEIR_MESSAGE_ROUND_OVER, g_variant_new_uint32 (round));
}

static void
make_engine (WeirPlanServe *self, WeirPlan *plan, const WeirPlanWorkerSettings *settings)
{
  static const WeirPlanEngineEvents events = { result_cb, warning_cb, round_over_cb, working_cb };
  const WeirPlanEngineSettings engine_settings = {
    .worker = settings->worker,
    .n_workers = settings->n_workers,
    .origin_us = settings->origin_us,
    .run_id = settings->run_id,
    .folder = settings->folder,
    .environments = settings->environments,
    .variables = settings->variables,
    .secrets = settings->secrets,
    .proxy = settings->proxy,
    .authorities = settings->authorities,
    .certificate = settings->certificate,
    .insecure = settings->insecure,
  };
  g_autoptr (GError) error = NULL;

  self->delivery = weir_delivery_new (self->channel);
  self->engine = weir_plan_engine_new (plan, &engine_settings, &events, self, &error);
  if (!self->engine)
    {
      self->done (error->message, self->data);
      return;
    }
  self->n_jobs = weir_plan_engine_count_jobs (self->engine);
  self->kept = g_new0 (WeirKeptBodies, MAX (1, self->n_jobs));
  self->n_rounds = g_list_model_get_n_items (G_LIST_MODEL (weir_plan_get_rounds (plan)));
  self->begun = g_new0 (gboolean, MAX (1, self->n_rounds));
  self->tick_source = g_timeout_add (WEIR_DELIVERY_MS, tick_cb, self);
  weir_channel_send (self->channel, WEIR_MESSAGE_READY, NULL, 0);
}

static void
read_plan (WeirPlanServe *self, const char *text, const WeirPlanWorkerSettings *settings)
{
  const WeirPlanOptions options = {
    .environments = settings->environments,
    .variables = settings->variables,
    .flows = settings->flows,
    .is_lenient = settings->is_lenient,
    .delays_in_seconds = settings->delays_in_seconds,
  };
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autoptr (WeirPlan) plan =
      weir_plan_parse (text, strlen (text), settings->is_json, settings->folder, &options, problems);
  const WeirProblem *first = problems->len > 0 ? g_ptr_array_index (problems, 0) : NULL;
  g_autofree char *sentence = NULL;

  if (plan)
    {
      make_engine (self, plan, settings);
      return;
    }
  sentence = g_strdup_printf ("The frozen copy of the plan could not be read: %s",
                              first ? first->message : "no reason is known.");
  self->done (sentence, self->data);
}

/**
 * weir_plan_serve_new:
 *
 * Reads the plan and says READY, or calls @done before it returns.
 *
 * Returns: (transfer full): what carries it out, by weir_plan_serve_take_frame()
 */
WeirPlanServe *
weir_plan_serve_new (WeirChannel *channel, GVariant *place, const guint8 *payload, gsize size,
                     void (*done) (const char *refusal, gpointer data), gpointer data)
{
  g_autoptr (GVariant) variant = weir_message_open (WEIR_MESSAGE_PLAN_TYPE, payload, size);
  WeirPlanServe *self = g_new0 (WeirPlanServe, 1);
  g_autofree const char **environment = NULL;
  g_autofree const char **secrets = NULL;
  g_autofree const char **environments = NULL;
  g_autofree const char **variables = NULL;
  g_autofree const char **flows = NULL;
  WeirPlanWorkerSettings settings = { 0 };
  WeirWorkerSettings there = { 0 };
  const char *text;

  self->channel = channel;
  self->done = done;
  self->data = data;
  weir_message_unpack_environment (place, &there, &environment, &secrets);
  settings.secrets = there.secrets;
  settings.proxy = there.proxy;
  settings.authorities = there.authorities;
  settings.certificate = there.certificate;
  settings.insecure = there.insecure;
  if (weir_plan_message_unpack_plan (variant, &text, &settings, &environments, &variables, &flows))
    read_plan (self, text, &settings);
  else
    done ("The program sent the worker process something it does not understand; reinstall Weir.", data);
  return self;
}

void
weir_plan_serve_free (WeirPlanServe *self)
{
  if (!self)
    return;
  /* The engine turns the main context while it lets go of connections: nobody may call it any more. */
  g_clear_handle_id (&self->tick_source, g_source_remove);
  g_clear_pointer (&self->engine, weir_plan_engine_free);
  weir_delivery_free (self->delivery);
  g_free (self->kept);
  g_free (self->begun);
  g_free (self);
}

static void
begin_round (WeirPlanServe *self, const guint8 *payload, gsize size)
{
  g_autoptr (GVariant) variant = weir_message_open (WEIR_MESSAGE_BEGIN_TYPE, payload, size);
  guint32 round;
  gint64 at_us;

  g_variant_get (variant, WEIR_MESSAGE_BEGIN_TYPE, &round, &at_us);
  if (round >= self->n_rounds || self->begun[round])
    return;
  self->begun[round] = TRUE;
  weir_plan_engine_begin_round (self->engine, round, at_us);
}

static guint
open_number (const guint8 *payload, gsize size)
{
  g_autoptr (GVariant) variant = weir_message_open (WEIR_MESSAGE_NUMBER_TYPE, payload, size);

  return g_variant_get_uint32 (variant);
}

/**
 * weir_plan_serve_take_frame:
 *
 * Carries out what the program says after the plan.
 */
void
weir_plan_serve_take_frame (WeirPlanServe *self, guint8 type, const guint8 *payload, gsize size)
{
  if (!self->engine)
    return;
  if (type == WEIR_MESSAGE_BEGIN)
    begin_round (self, payload, size);
  else if (type == WEIR_MESSAGE_TERMINATE)
    {
      guint job = open_number (payload, size);

      if (job < self->n_jobs)
        weir_plan_engine_terminate_job (self->engine, job);
    }
  else if (type == WEIR_MESSAGE_STOP)
    weir_plan_engine_stop (self->engine);
  else if (type == WEIR_MESSAGE_LEAVE)
    self->done (NULL, self->data);
}
