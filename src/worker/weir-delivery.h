/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-delivery.h: results on their way from a worker to the program, and how well they get there
 */

#pragma once

#include "weir-channel.h"
#include "weir-mask.h"
#include "weir-quality.h"
#include "weir-record-codec.h"

G_BEGIN_DECLS

/* Results wait this long, or until they are this many bytes, before they are sent together. */
#define WEIR_DELIVERY_MS 50

typedef struct _WeirDelivery WeirDelivery;

/* @channel: borrowed */
WeirDelivery *weir_delivery_new (WeirChannel *channel);
void weir_delivery_free (WeirDelivery *self);
/* TRUE: what waits is now so much that it should be sent. */
gboolean weir_delivery_add (WeirDelivery *self, const WeirStepResult *result, const WeirMask *mask,
                            const WeirRecordBodies *bodies);
void weir_delivery_send (WeirDelivery *self);
/* So much is unread that nothing more should come into being. */
gboolean weir_delivery_is_behind (const WeirDelivery *self);
/* Call it every WEIR_DELIVERY_MS: how late that was is told to the program. */
void weir_delivery_tick (WeirDelivery *self);
/* It has not read its load for so long that the program may soon take this process for a dead one. */
gboolean weir_delivery_is_silent (const WeirDelivery *self);
/* What this process uses of its computer; the list of how late it came is good until the next call. */
void weir_delivery_read_load (WeirDelivery *self, WeirLoad *load);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirDelivery, weir_delivery_free)

G_END_DECLS
