/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-serve.h: the worker's end of a load plan: its share of the clients over one socket
 */

#pragma once

#include "weir-channel.h"

G_BEGIN_DECLS

typedef struct _WeirPlanServe WeirPlanServe;

/* @channel: borrowed. @place: the message ENVIRONMENT; @payload: the message PLAN; both are borrowed for the
 * call. @done: called when there is nothing more to do, with a sentence when nothing could be begun. */
WeirPlanServe *weir_plan_serve_new (WeirChannel *channel, GVariant *place, const guint8 *payload, gsize size,
                                    void (*done) (const char *refusal, gpointer data), gpointer data);
void weir_plan_serve_free (WeirPlanServe *self);
void weir_plan_serve_take_frame (WeirPlanServe *self, guint8 type, const guint8 *payload, gsize size);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirPlanServe, weir_plan_serve_free)

G_END_DECLS
