/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-worker.c: the program's end of one of the workers of a load plan
 */

#include "config.h"

#include "weir-plan-worker.h"

#include "weir-channel.h"
#include "weir-plan-messages.h"
#include "weir-worker-private.h"

/* The last words may take this long. */
#define FLUSH_US (G_USEC_PER_SEC / 2)

struct _WeirPlanWorker
{
  WeirPlanWorkerEvents events;
  gpointer data;
  GSubprocess *process;
  WeirChannel *channel;
  gint64 heard_us; /* when it last said anything; monotonic */
  gboolean ended;  /* failed or left: nothing more is reported */
  gboolean left;   /* it was told that all is over, and tidies up by itself */
};

static void
report_failure (WeirPlanWorker *self, const char *sentence, gboolean refused)
{
  if (self->ended)
    return;
  self->ended = TRUE;
  self->events.failed (sentence, refused, self->data);
}

static void
take_figures (WeirPlanWorker *self, const guint8 *payload, gsize size)
{
  guint job = 0;
  g_autoptr (WeirJobFigures) figures = weir_plan_message_open_figures (payload, size, &job);

  if (figures)
    self->events.figures (job, figures, self->data);
  else
    report_failure (self, WEIR_WORKER_OTHER_VERSION, FALSE);
}

static void
take_progress (WeirPlanWorker *self, const guint8 *payload, gsize size)
{
  g_autoptr (GVariant) variant = weir_message_open (WEIR_MESSAGE_PLAN_PROGRESS_TYPE, payload, size);
  WeirPlanWorkerProgress progress = { 0 };

  weir_plan_message_unpack_progress (variant, &progress);
  self->events.progress (&progress, self->data);
}

static void
take_warning (WeirPlanWorker *self, const guint8 *payload, gsize size)
{
  g_autoptr (GVariant) variant = weir_message_open (WEIR_MESSAGE_WARNING_TYPE, payload, size);
  const char *text;
  guint64 count;

  g_variant_get (variant, "(&st)", &text, &count);
  self->events.warning (text, count, self->data);
}

static void
take_round (WeirPlanWorker *self, const guint8 *payload, gsize size)
{
  g_autoptr (GVariant) variant = weir_message_open (WEIR_MESSAGE_NUMBER_TYPE, payload, size);

  self->events.round_over (g_variant_get_uint32 (variant), self->data);
}

static void
take_refusal (WeirPlanWorker *self, const guint8 *payload, gsize size)
{
  g_autofree char *sentence = g_strndup ((const char *) payload, size);

  report_failure (self, sentence, TRUE);
}

static void
frame_cb (guint8 type, const guint8 *payload, gsize size, gpointer data)
{
  WeirPlanWorker *self = data;

  self->heard_us = g_get_monotonic_time ();
  if (self->ended)
    return;
  if (type == WEIR_MESSAGE_RESULTS)
    self->events.results (payload, size, self->data);
  else if (type == WEIR_MESSAGE_FIGURES)
    take_figures (self, payload, size);
  else if (type == WEIR_MESSAGE_PLAN_PROGRESS)
    take_progress (self, payload, size);
  else if (type == WEIR_MESSAGE_WARNING)
    take_warning (self, payload, size);
  else if (type == WEIR_MESSAGE_ROUND_OVER)
    take_round (self, payload, size);
  else if (type == WEIR_MESSAGE_READY)
    self->events.ready (self->data);
  else if (type == WEIR_MESSAGE_REFUSED)
    take_refusal (self, payload, size);
  else
    report_failure (self, WEIR_WORKER_OTHER_VERSION, FALSE);
}

static void
closed_cb (gpointer data)
{
  report_failure (data, WEIR_WORKER_ENDED, FALSE);
}

/* What is in no document goes first. */
static void
send_plan (WeirPlanWorker *self, const char *text, const WeirPlanWorkerSettings *settings)
{
  const WeirWorkerSettings place = {
    .secrets = settings->secrets,
    .proxy = settings->proxy,
    .authorities = settings->authorities,
    .certificate = settings->certificate,
    .insecure = settings->insecure,
  };

  weir_channel_send_variant (self->channel, WEIR_MESSAGE_ENVIRONMENT, weir_message_pack_environment (&place));
  weir_channel_send_variant (self->channel, WEIR_MESSAGE_PLAN, weir_plan_message_pack_plan (text, settings));
}

/**
 * weir_plan_worker_new:
 * @text: the plan as it was read
 * @settings: which worker it is, and what the press of Start decided
 * @events: copied; called in the thread-default main context of this call
 * @data: given to @events
 *
 * Starts a worker process; it says when it is ready.
 *
 * Returns: (transfer full) (nullable): the worker, or %NULL with a #WEIR_WORKER_ERROR
 */
WeirPlanWorker *
weir_plan_worker_new (const char *text, const WeirPlanWorkerSettings *settings,
                      const WeirPlanWorkerEvents *events, gpointer data, GError **error)
{
  static const WeirChannelEvents channel_events = { frame_cb, closed_cb };
  int fd;
  GSubprocess *process = weir_worker_spawn (settings->secrets, &fd, error);
  WeirPlanWorker *self;

  if (!process)
    return NULL;
  self = g_new0 (WeirPlanWorker, 1);
  self->events = *events;
  self->data = data;
  self->process = process;
  self->heard_us = g_get_monotonic_time ();
  self->channel = weir_channel_new (fd, &channel_events, self);
  send_plan (self, text, settings);
  return self;
}

/**
 * weir_plan_worker_free:
 * @self: (nullable): a worker
 *
 * One that was told to leave tidies up and ends by itself; nobody waits for it. Any other is killed.
 */
void
weir_plan_worker_free (WeirPlanWorker *self)
{
  if (!self)
    return;
  self->ended = TRUE;
  g_clear_pointer (&self->channel, weir_channel_free);
  if (!self->left)
    {
      g_subprocess_force_exit (self->process);
      g_subprocess_wait (self->process, NULL, NULL);
    }
  g_clear_object (&self->process);
  g_free (self);
}

/**
 * weir_plan_worker_begin_round:
 * @round: its index in the plan
 * @at_us: monotonic; the same for all workers, a little ahead of now
 */
void
weir_plan_worker_begin_round (WeirPlanWorker *self, guint round, gint64 at_us)
{
  weir_channel_send_variant (self->channel, WEIR_MESSAGE_BEGIN,
                             g_variant_new (WEIR_MESSAGE_BEGIN_TYPE, round, at_us));
}

/* A rule fired: no slot or attempt of it begins any more, those in flight are cancelled. */
void
weir_plan_worker_terminate_job (WeirPlanWorker *self, guint job)
{
  weir_channel_send_variant (self->channel, WEIR_MESSAGE_TERMINATE, g_variant_new_uint32 (job));
}

/* Once: nothing new, requests in flight get their time. Twice: everything is cancelled. */
void
weir_plan_worker_stop (WeirPlanWorker *self)
{
  weir_channel_send (self->channel, WEIR_MESSAGE_STOP, NULL, 0);
}

/* All is over; nothing more is reported. */
void
weir_plan_worker_leave (WeirPlanWorker *self)
{
  if (self->ended)
    return;
  self->ended = TRUE;
  weir_channel_send (self->channel, WEIR_MESSAGE_LEAVE, NULL, 0);
  self->left = weir_channel_flush (self->channel, g_get_monotonic_time () + FLUSH_US);
}

/* How long it has said nothing; it reports at least ten times a second. */
gint64
weir_plan_worker_get_silence_us (const WeirPlanWorker *self)
{
  return g_get_monotonic_time () - self->heard_us;
}
