/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-worker-serve.c: the worker's end: one run over one socket
 */

#include "config.h"

#include "weir-worker-serve.h"

#include "weir-channel.h"
#include "weir-delivery.h"
#include "weir-engine.h"
#include "weir-flow-format.h"
#include "weir-limits.h"
#include "weir-messages.h"
#include "weir-plan-serve.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PROGRESS_MS 100
#define TIDY_S 30
/* The last words may take this long. */
#define FLUSH_US (G_GINT64_CONSTANT (30) * G_USEC_PER_SEC)

typedef struct
{
  WeirChannel *channel;
  WeirEngine *engine;
  WeirPlanServe *plan; /* (nullable) a load plan is carried out instead of a flow */
  GMainLoop *loop;
  WeirDelivery *delivery;
  GBytes *environment; /* (nullable) these messages, which come before START */
  GBytes *selection;
  WeirStoreImage *store;      /* (nullable) */
  WeirRecordedRequest *again; /* (nullable) */
  WeirDataRows *rows;         /* (nullable) until the engine is there */
  gboolean random_rows;
  guint64 kept_bytes; /* of bodies, sent so far */
  guint ticks;
  guint tick_source; /* 0 before the engine is started */
} Worker;

/* When everybody is held back no result comes any more: letting go must not depend on there being one. */
static void
send_batch (Worker *self)
{
  weir_delivery_send (self->delivery);
  weir_engine_hold (self->engine, weir_delivery_is_behind (self->delivery));
}

static void
send_progress (Worker *self)
{
  const WeirEngineProgress *engine = weir_engine_get_progress (self->engine);
  WeirWorkerProgress progress = {
    .phase = engine->phase,
    .iteration = engine->iteration,
    .part = engine->part,
    .step = engine->step,
    .vus_done = engine->vus_done,
    .in_flight = engine->in_flight,
    .passes_done = engine->passes_done,
    .held_back = engine->held_back,
    .started_us = engine->started_us,
    .vus_active = engine->vus_active,
    .requests = engine->requests,
  };

  weir_delivery_read_load (self->delivery, &progress.load);
  for (guint part = 0; part < WEIR_N_FLOW_PARTS; part++)
    {
      progress.n_steps[part] = engine->n_steps[part];
      progress.running[part] = engine->running[part];
    }
  weir_channel_send_variant (self->channel, WEIR_MESSAGE_PROGRESS, weir_message_pack_progress (&progress));
}

static gboolean
tick_cb (gpointer data)
{
  Worker *self = data;

  weir_delivery_tick (self->delivery);
  send_batch (self);
  /* Behind thousands of results it would be no news, and a program that stands still would pile it up. */
  if (++self->ticks % (PROGRESS_MS / WEIR_DELIVERY_MS) == 0 && !weir_delivery_is_behind (self->delivery))
    send_progress (self);
  return G_SOURCE_CONTINUE;
}

/* Once a run has more bodies than it may keep, the archive chooses which stay. Those of passed results are
 * then sent as long as somebody keeps up with reading them: a request that waits would be the worse loss. */
static WeirRecordBodies
choose_bodies (Worker *self, const WeirStepResult *result, gboolean keep_body)
{
  gboolean is_late = weir_channel_get_unsent (self->channel) > WEIR_LIMIT_UNSENT_BYTES / 2;
  WeirRecordBodies bodies = { keep_body ? G_MAXUINT32 : WEIR_LIMIT_KEPT_BODY_BYTES,
                              is_late && result->brief.outcome != WEIR_STEP_FAILED
                                && self->kept_bytes >= WEIR_LIMIT_KEPT_RUN_BYTES };

  for (guint i = 0; !bodies.drop_bodies && i < result->attempts->len; i++)
    {
      const WeirExchange *attempt = g_ptr_array_index (result->attempts, i);

      self->kept_bytes += MIN (attempt->response_body->len, bodies.body_limit);
      if (attempt->request_body)
        self->kept_bytes += MIN (g_bytes_get_size (attempt->request_body), bodies.body_limit);
    }
  return bodies;
}

static void
result_cb (const WeirStepResult *result, const WeirMask *mask, gboolean keep_body, gpointer data)
{
  Worker *self = data;
  WeirRecordBodies bodies = choose_bodies (self, result, keep_body);

  if (weir_delivery_add (self->delivery, result, mask, &bodies))
    send_batch (self);
}

/* From within a turn that takes long. What it costs to be asked is the time of day. */
static void
working_cb (gpointer data)
{
  Worker *self = data;

  if (weir_delivery_is_silent (self->delivery) && !weir_delivery_is_behind (self->delivery))
    send_progress (self);
}

static void
finished_cb (WeirOutcome outcome, gpointer data)
{
  Worker *self = data;

  const WeirStoreImage *left = weir_engine_get_left (self->engine);

  send_batch (self);
  send_progress (self);
  if (left)
    weir_channel_send_variant (self->channel, WEIR_MESSAGE_LEFT, weir_store_image_pack (left));
  weir_channel_send_variant (self->channel, WEIR_MESSAGE_FINISHED, g_variant_new_uint32 (outcome));
  weir_channel_flush (self->channel, g_get_monotonic_time () + FLUSH_US);
  g_main_loop_quit (self->loop);
}

static void
refuse (Worker *self, const char *sentence)
{
  weir_channel_send (self->channel, WEIR_MESSAGE_REFUSED, sentence, strlen (sentence));
  weir_channel_flush (self->channel, g_get_monotonic_time () + FLUSH_US);
  g_main_loop_quit (self->loop);
}

static void
start_engine (Worker *self, WeirFlow *flow, const WeirWorkerSettings *settings)
{
  static const WeirEngineEvents events = { result_cb, finished_cb, working_cb };
  WeirEngineSettings engine_settings = {
    .iterations = settings->iterations,
    .parallel = settings->parallel,
    .delay_us = settings->delay_us,
    .stop_on_failure = settings->stop_on_failure,
    .only_step = settings->only_step,
    .folder = settings->folder,
    .run_id = settings->run_id,
    .variables = settings->variables,
    .environment = settings->environment,
    .secrets = settings->secrets,
    .proxy = settings->proxy,
    .authorities = settings->authorities,
    .certificate = settings->certificate,
    .insecure = settings->insecure,
    .selection = settings->selection,
    .store = self->store,
    .leave_store = settings->leave_store,
    .rows = self->rows,
    .random_rows = self->random_rows,
    .again = self->again,
  };
  g_autoptr (GError) error = NULL;

  self->engine = weir_engine_new (flow, &engine_settings, &events, self, &error);
  if (!self->engine)
    {
      refuse (self, error->message);
      return;
    }
  self->delivery = weir_delivery_new (self->channel);
  self->tick_source = g_timeout_add (WEIR_DELIVERY_MS, tick_cb, self);
  weir_engine_start (self->engine);
}

static GVariant *
open_kept (GBytes *message, const char *type)
{
  gsize size = 0;
  const guint8 *payload = message ? g_bytes_get_data (message, &size) : NULL;

  return weir_message_open (type, payload, size);
}

/* What a message before START said; the settings borrow from it. */
static GVariant *
open_environment (Worker *self, WeirWorkerSettings *settings, const char ***environment,
                  const char ***secrets)
{
  GVariant *variant = open_kept (self->environment, WEIR_MESSAGE_ENVIRONMENT_TYPE);

  weir_message_unpack_environment (variant, settings, environment, secrets);
  return variant;
}

static void
start (Worker *self, const guint8 *payload, gsize size)
{
  g_autofree const char **environment = NULL;
  g_autofree const char **secrets = NULL;
  g_autoptr (GVariant) place = NULL;
  g_autoptr (GVariant) selection = open_kept (self->selection, WEIR_MESSAGE_SELECTION_TYPE);
  g_autoptr (GVariant) variant = weir_message_open (WEIR_MESSAGE_START_TYPE, payload, size);
  g_autofree const char **variables = NULL;
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autoptr (WeirFlow) flow = NULL;
  WeirWorkerSettings settings = { 0 };
  const char *yaml = NULL;

  if (self->engine || !weir_message_unpack_start (variant, &yaml, &settings, &variables))
    {
      refuse (self, "The program sent the worker process something it does not understand; reinstall Weir.");
      return;
    }
  place = open_environment (self, &settings, &environment, &secrets);
  weir_message_unpack_selection (selection, &settings);
  flow = weir_flow_parse (yaml, strlen (yaml), FALSE, problems);
  if (flow)
    start_engine (self, flow, &settings);
  else
    {
      const WeirProblem *first = problems->len > 0 ? g_ptr_array_index (problems, 0) : NULL;
      g_autofree char *sentence = g_strdup_printf ("The frozen copy of the flow could not be read: %s",
                                                   first ? first->message : "no reason is known.");

      refuse (self, sentence);
    }
}

static void
take_store (Worker *self, const guint8 *payload, gsize size)
{
  g_autoptr (GVariant) variant = weir_message_open (WEIR_STORE_IMAGE_TYPE, payload, size);

  self->store = weir_store_image_unpack (variant);
}

static void
take_rows (Worker *self, const guint8 *payload, gsize size)
{
  g_autoptr (GVariant) variant = weir_message_open (WEIR_MESSAGE_DATA_TYPE, payload, size);
  g_autoptr (GError) error = NULL;

  self->rows = weir_message_unpack_data (variant, &self->random_rows, &error);
  if (!self->rows)
    refuse (self, error->message);
}

static void
take_again (Worker *self, const guint8 *payload, gsize size)
{
  g_autoptr (GVariant) variant = weir_message_open (WEIR_RECORDED_REQUEST_TYPE, payload, size);

  self->again = weir_recorded_request_unpack (variant);
}

static void
plan_done_cb (const char *refusal, gpointer data)
{
  Worker *self = data;

  if (refusal)
    refuse (self, refusal);
  else
    g_main_loop_quit (self->loop);
}

static void
take_plan (Worker *self, const guint8 *payload, gsize size)
{
  g_autoptr (GVariant) place = open_kept (self->environment, WEIR_MESSAGE_ENVIRONMENT_TYPE);

  self->plan = weir_plan_serve_new (self->channel, place, payload, size, plan_done_cb, self);
}

static void
frame_cb (guint8 type, const guint8 *payload, gsize size, gpointer data)
{
  Worker *self = data;

  if (self->plan)
    weir_plan_serve_take_frame (self->plan, type, payload, size);
  else if (type == WEIR_MESSAGE_PLAN && !self->engine)
    take_plan (self, payload, size);
  else if (type == WEIR_MESSAGE_START)
    start (self, payload, size);
  else if (type == WEIR_MESSAGE_ENVIRONMENT && !self->environment)
    self->environment = g_bytes_new (payload, size);
  else if (type == WEIR_MESSAGE_SELECTION && !self->selection)
    self->selection = g_bytes_new (payload, size);
  else if (type == WEIR_MESSAGE_STORE && !self->store)
    take_store (self, payload, size);
  else if (type == WEIR_MESSAGE_DATA && !self->rows)
    take_rows (self, payload, size);
  else if (type == WEIR_MESSAGE_AGAIN && !self->again)
    take_again (self, payload, size);
  else if (type == WEIR_MESSAGE_STOP && self->engine)
    weir_engine_stop (self->engine);
}

/* The program has gone: whatever is in flight must not go on, and nobody is left to tell. */
static void
closed_cb (gpointer data)
{
  _exit (EXIT_FAILURE);
}

/**
 * weir_worker_serve:
 * @fd: the socket to the program; owned from now on
 *
 * Carries out the one run the program asks for.
 *
 * Returns: the exit status of the process
 */
int
weir_worker_serve (int fd)
{
  static const WeirChannelEvents events = { frame_cb, closed_cb };
  Worker self = { 0 };

  self.loop = g_main_loop_new (NULL, FALSE);
  self.channel = weir_channel_new (fd, &events, &self);
  g_main_loop_run (self.loop);
  /* Nobody waits for what follows; should it ever hang, it hangs for this long. */
  alarm (TIDY_S);
  /* The engine turns the main context while it lets go of connections: nobody may call it any more. */
  g_clear_handle_id (&self.tick_source, g_source_remove);
  weir_plan_serve_free (self.plan);
  weir_channel_free (self.channel);
  weir_engine_free (self.engine);
  weir_delivery_free (self.delivery);
  g_clear_pointer (&self.environment, g_bytes_unref);
  g_clear_pointer (&self.selection, g_bytes_unref);
  g_clear_pointer (&self.store, weir_store_image_free);
  g_clear_pointer (&self.rows, weir_data_rows_unref);
  g_clear_pointer (&self.again, weir_recorded_request_free);
  g_main_loop_unref (self.loop);
  return EXIT_SUCCESS;
}
