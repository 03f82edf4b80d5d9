/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-delivery.c: results on their way from a worker to the program, and how well they get there
 */

#include "config.h"

#include "weir-delivery.h"

#include "weir-limits.h"
#include "weir-messages.h"
#include "weir-worker-load.h"

#define BATCH_BYTES (128 * 1024)
/* So many ticks are remembered while no message is sent, three seconds of them. */
#define LATENESSES 64
/* A good deal less than it takes to be called unresponsive, WEIR_LIMIT_SILENT_US. */
#define SILENT_US (G_USEC_PER_SEC / 2)

struct _WeirDelivery
{
  WeirChannel *channel;
  GByteArray *batch;
  gint64 tick_due_us;
  gint64 told_at_us; /* when the latest message was made */
  gint64 lateness_us[LATENESSES]; /* since the last message */
  gint64 told_us[LATENESSES];     /* those of the last message */
  guint n_lateness;
};

WeirDelivery *
weir_delivery_new (WeirChannel *channel)
{
  WeirDelivery *self = g_new0 (WeirDelivery, 1);

  self->channel = channel;
  self->batch = g_byte_array_new ();
  self->told_at_us = g_get_monotonic_time ();
  self->tick_due_us = self->told_at_us + WEIR_DELIVERY_MS * 1000;
  return self;
}

void
weir_delivery_free (WeirDelivery *self)
{
  if (self == NULL)
    return;
  g_byte_array_unref (self->batch);
  g_free (self);
}

gboolean
weir_delivery_is_behind (const WeirDelivery *self)
{
  return weir_channel_get_unsent (self->channel) > WEIR_LIMIT_UNSENT_BYTES;
}

gboolean
weir_delivery_add (WeirDelivery *self, const WeirStepResult *result, const WeirMask *mask,
                   const WeirRecordBodies *bodies)
{
  weir_record_encode (result, mask, bodies, self->batch);
  return self->batch->len >= BATCH_BYTES;
}

void
weir_delivery_send (WeirDelivery *self)
{
  if (self->batch->len == 0)
    return;
  weir_channel_send (self->channel, WEIR_MESSAGE_RESULTS, self->batch->data, self->batch->len);
  g_byte_array_set_size (self->batch, 0);
}

void
weir_delivery_tick (WeirDelivery *self)
{
  gint64 now = g_get_monotonic_time ();

  if (self->n_lateness < LATENESSES)
    self->lateness_us[self->n_lateness++] = MAX (0, now - self->tick_due_us);
  self->tick_due_us = now + WEIR_DELIVERY_MS * 1000;
}

gboolean
weir_delivery_is_silent (const WeirDelivery *self)
{
  return g_get_monotonic_time () - self->told_at_us > SILENT_US;
}

void
weir_delivery_read_load (WeirDelivery *self, WeirLoad *load)
{
  weir_worker_load_read (load);
  self->told_at_us = load->at_us;
  for (guint i = 0; i < self->n_lateness; i++)
    self->told_us[i] = self->lateness_us[i];
  load->lateness_us = self->told_us;
  load->n_lateness = self->n_lateness;
  self->n_lateness = 0;
}
