/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-stage.h: an entry of a round's `stages:`: clients that arrive one after another
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define WEIR_TYPE_STAGE (weir_stage_get_type ())
G_DECLARE_FINAL_TYPE (WeirStage, weir_stage, WEIR, STAGE, GObject)

/* properties: clients (1), arrival-delay-us, startup-delay-us */
WeirStage *weir_stage_new (void);
guint weir_stage_get_clients (WeirStage *self);
void weir_stage_set_clients (WeirStage *self, guint clients);
gint64 weir_stage_get_arrival_delay_us (WeirStage *self);
void weir_stage_set_arrival_delay_us (WeirStage *self, gint64 arrival_delay_us);
gint64 weir_stage_get_startup_delay_us (WeirStage *self);
void weir_stage_set_startup_delay_us (WeirStage *self, gint64 startup_delay_us);

G_END_DECLS
