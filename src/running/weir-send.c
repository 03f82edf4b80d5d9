/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-send.c: Send: one step alone, with what the last run or Send left
 */

#include "config.h"

#include "weir-send.h"

#include "weir-limits.h"
#include "weir-record-codec.h"
#include "weir-run-private.h"
#include "weir-run-rows.h"

#include <glib/gi18n-lib.h>

/* How long a cancelled step may take to say so before its worker is ended. */
#define CANCEL_US (G_USEC_PER_SEC * 3 / 4)
#define WATCH_MS 100

struct _WeirSend
{
  GObject parent_instance;

  /* owned */
  char *flow_yaml;
  WeirRunPlace place;
  WeirRunSelection selection;
  WeirCurrentStore *store;    /* (nullable) */
  WeirRecordedRequest *again; /* (nullable) */
  WeirDataRows *rows;         /* (nullable) */
  WeirWorkerProcess *worker;
  WeirStepResult *result;
  WeirStoreImage *left;  /* (nullable) until it is done */
  GSource *watch;        /* (nullable) of the worker */
  GMainContext *context; /* of whoever made it */
  char *error;
  char *missing;
  char *setter;

  gint64 kill_us; /* monotonic; 0 = never */
  gboolean started;
  gboolean over; /* the worker has nothing more to say */
  gboolean done; /* and the owner knows */
};

enum
{
  FINISHED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WeirSend, weir_send, G_TYPE_OBJECT)

static gboolean
was_unsent (const WeirSend *self)
{
  return self->result && self->result->brief.outcome == WEIR_STEP_FAILED && self->result->attempts->len == 0;
}

static void
take_left (WeirSend *self)
{
  if (!self->left)
    return;
  if (was_unsent (self))
    {
      self->missing = g_strdup (self->left->missing);
      self->setter = g_strdup (self->left->setter);
    }
  /* An old request, sent again, is no part of what is going on now. */
  if (self->store && !self->again)
    weir_current_store_take (self->store, g_steal_pointer (&self->left));
}

static void
stop_watching (WeirSend *self)
{
  if (!self->watch)
    return;
  g_source_destroy (self->watch);
  g_clear_pointer (&self->watch, g_source_unref);
}

/* Not from within what the worker says: it is let go here. */
static void
finish (WeirSend *self)
{
  g_autoptr (WeirSend) kept = g_object_ref (self);

  stop_watching (self);
  g_clear_pointer (&self->worker, weir_worker_process_free);
  if (!self->result && !self->error)
    self->error = g_strdup (_ ("The request was cancelled before it was sent."));
  take_left (self);
  self->done = TRUE;
  g_signal_emit (kept, signals[FINISHED], 0);
}

static gboolean
watch_cb (gpointer data)
{
  WeirSend *self = data;
  gint64 silence = self->worker ? weir_worker_process_get_silence_us (self->worker) : 0;

  if (!self->over && silence > WEIR_LIMIT_UNRESPONSIVE_US)
    {
      self->error = g_strdup (_ ("The worker process did not respond for 10 seconds and was ended."));
      self->over = TRUE;
    }
  if (self->kill_us > 0 && g_get_monotonic_time () > self->kill_us)
    self->over = TRUE;
  if (self->over)
    finish (self);
  return G_SOURCE_CONTINUE;
}

static void
end (WeirSend *self)
{
  self->over = TRUE;
  g_source_set_ready_time (self->watch, 0);
}

static void
results_cb (const guint8 *data, gsize size, gpointer user_data)
{
  WeirSend *self = user_data;
  const guint8 *record;
  gsize position = 0, record_size;
  WeirStepBrief brief;

  while (weir_record_next (data, size, &position, &record, &record_size, &brief, NULL))
    {
      g_clear_pointer (&self->result, weir_step_result_free);
      self->result = weir_record_decode (record, record_size, NULL);
    }
}

static void
failed_cb (const char *sentence, gpointer user_data)
{
  WeirSend *self = user_data;

  if (!self->error)
    self->error = g_strdup (sentence);
  end (self);
}

static void
finished_cb (WeirOutcome outcome, gpointer user_data)
{
  end (user_data);
}

static void
left_cb (WeirStoreImage *image, gpointer user_data)
{
  WeirSend *self = user_data;

  g_clear_pointer (&self->left, weir_store_image_free);
  self->left = image;
}

static void
weir_send_dispose (GObject *object)
{
  WeirSend *self = WEIR_SEND (object);

  stop_watching (self);
  g_clear_pointer (&self->worker, weir_worker_process_free);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (weir_send_parent_class)->dispose (object);
}

static void
weir_send_finalize (GObject *object)
{
  WeirSend *self = WEIR_SEND (object);

  g_free (self->flow_yaml);
  weir_run_place_clear (&self->place);
  g_clear_pointer (&self->result, weir_step_result_free);
  g_clear_pointer (&self->left, weir_store_image_free);
  g_clear_pointer (&self->again, weir_recorded_request_free);
  g_clear_pointer (&self->rows, weir_data_rows_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_free (self->error);
  g_free (self->missing);
  g_free (self->setter);
  G_OBJECT_CLASS (weir_send_parent_class)->finalize (object);
}

static void
weir_send_class_init (WeirSendClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = weir_send_dispose;
  object_class->finalize = weir_send_finalize;
  /**
   * WeirSend::finished:
   *
   * Once, also after a cancellation: result or error are there, and the current store is up to date.
   */
  signals[FINISHED] = g_signal_new ("finished", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 0);
}

static void
weir_send_init (WeirSend *self)
{
  self->context = g_main_context_ref_thread_default ();
}

static gboolean
check_again (const WeirExchange *again, GError **error)
{
  if (again->outcome == WEIR_EXCHANGE_UNSENT || again->request_headers->len == 0)
    g_set_error_literal (error, WEIR_RUN_ERROR, WEIR_RUN_ERROR_SETTINGS,
                         _ ("This request was never sent, so it cannot be sent again. Press Send to send the "
                            "step as it is now."));
  else if (again->request_body_truncated)
    g_set_error_literal (
        error, WEIR_RUN_ERROR, WEIR_RUN_ERROR_SETTINGS,
        _ ("Only the beginning of the body that was sent is kept, so it cannot be sent again "
           "as it was. Press Send to send the step as it is now."));
  else
    return TRUE;
  return FALSE;
}

static gboolean
has_row (const WeirStoreImage *image)
{
  for (guint i = 0; image && i < image->variables->len; i++)
    if (((const WeirStoredVariable *) g_ptr_array_index (image->variables, i))->kind == WEIR_STORED_ROW)
      return TRUE;
  return FALSE;
}

/* The row of the last run stays; before any run, the first one stands for all. */
static gboolean
load_rows (WeirSend *self, WeirFlow *flow, const WeirSendSettings *settings, GError **error)
{
  WeirRunSettings run = {
    .iterations = 1,
    .parallel = 1,
    .file_name = settings->file_name,
    .variables = settings->variables,
  };

  if (settings->part != WEIR_FLOW_PART_STEPS || settings->again ||
      (self->store && has_row (weir_current_store_get_image (self->store))))
    return TRUE;
  return weir_run_rows_load (flow, &run, &self->rows, error);
}

/**
 * weir_send_new:
 * @flow: the document; frozen here
 * @flow_yaml: its canonical text, weir_flow_to_yaml()
 * @settings: copied
 * @error: return location for a #WEIR_RUN_ERROR
 *
 * Returns: (transfer full) (nullable): a step ready to be sent. Letting go of it ends it.
 */
WeirSend *
weir_send_new (WeirFlow *flow, const char *flow_yaml, const WeirSendSettings *settings, GError **error)
{
  static const guint first[] = { 1 };
  WeirRunSelection selection = { WEIR_SELECT_STEP, settings->part, settings->step, first, 1, first };
  g_autoptr (WeirSend) self = NULL;

  g_return_val_if_fail (WEIR_IS_FLOW (flow), NULL);

  if (!weir_run_check_selection (flow, &selection, error) ||
      (settings->again && !check_again (settings->again, error)))
    return NULL;
  self = g_object_new (WEIR_TYPE_SEND, NULL);
  self->flow_yaml = g_strdup (flow_yaml);
  self->selection = selection;
  weir_run_place_init (&self->place, settings->environment, settings->secrets, settings->variables,
                       settings->file_name);
  g_set_object (&self->store, settings->store);
  self->again = settings->again ? weir_recorded_request_new (settings->again) : NULL;
  return load_rows (self, flow, settings, error) ? g_steal_pointer (&self) : NULL;
}

static void
start_worker (WeirSend *self)
{
  static const WeirWorkerEvents events = { results_cb, NULL, failed_cb, finished_cb, left_cb };
  g_autofree char *run_id = g_uuid_string_random ();
  g_autoptr (GError) error = NULL;
  WeirWorkerSettings settings = {
    .iterations = 1,
    .parallel = 1,
    .run_id = run_id,
    .selection = self->selection,
    .store = self->store ? weir_current_store_get_image (self->store) : NULL,
    .leave_store = TRUE,
    .again = self->again,
    .rows = self->rows,
  };

  weir_run_place_apply (&self->place, &settings);
  g_main_context_push_thread_default (self->context);
  self->worker = weir_worker_process_new (self->flow_yaml, &settings, &events, self, &error);
  g_main_context_pop_thread_default (self->context);
  if (!self->worker)
    failed_cb (error->message, self);
}

/**
 * weir_send_start:
 * @self: a new Send
 *
 * Returns at once.
 */
void
weir_send_start (WeirSend *self)
{
  g_return_if_fail (WEIR_IS_SEND (self));
  g_return_if_fail (!self->started);

  self->started = TRUE;
  self->watch = g_timeout_source_new (WATCH_MS);
  g_source_set_callback (self->watch, watch_cb, self, NULL);
  g_source_attach (self->watch, self->context);
  start_worker (self);
}

/**
 * weir_send_cancel:
 * @self: a Send
 *
 * Cancels the request in flight; the end is still told.
 */
void
weir_send_cancel (WeirSend *self)
{
  g_return_if_fail (WEIR_IS_SEND (self));

  if (!self->worker || self->over || self->kill_us > 0)
    return;
  self->kill_us = g_get_monotonic_time () + CANCEL_US;
  /* Twice: a step of After All does not end with the first. */
  weir_worker_process_stop (self->worker);
  weir_worker_process_stop (self->worker);
}

/**
 * weir_send_is_done:
 * @self: a Send
 *
 * Returns: whether `finished` was emitted, or is being
 */
gboolean
weir_send_is_done (WeirSend *self)
{
  g_return_val_if_fail (WEIR_IS_SEND (self), FALSE);
  return self->done;
}

/**
 * weir_send_get_result:
 * @self: a Send that is done
 *
 * Returns: (transfer none) (nullable): what came of it
 */
const WeirStepResult *
weir_send_get_result (WeirSend *self)
{
  g_return_val_if_fail (WEIR_IS_SEND (self), NULL);
  return self->done ? self->result : NULL;
}

/**
 * weir_send_get_error:
 * @self: a Send that is done
 *
 * Returns: (transfer none) (nullable): why there is no result: a whole sentence
 */
const char *
weir_send_get_error (WeirSend *self)
{
  g_return_val_if_fail (WEIR_IS_SEND (self), NULL);
  return self->result ? NULL : self->error;
}

/**
 * weir_send_get_missing:
 * @self: a Send that is done
 *
 * Returns: (transfer none) (nullable): the variable for lack of which nothing was sent
 */
const char *
weir_send_get_missing (WeirSend *self)
{
  g_return_val_if_fail (WEIR_IS_SEND (self), NULL);
  return self->missing;
}

/**
 * weir_send_get_setter:
 * @self: a Send that is done
 *
 * Returns: (transfer none) (nullable): the step that sets that variable
 */
const char *
weir_send_get_setter (WeirSend *self)
{
  g_return_val_if_fail (WEIR_IS_SEND (self), NULL);
  return self->setter;
}
