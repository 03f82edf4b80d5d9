/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-round.h: a phase of a plan: clients that work through a list of iterations
 */

#pragma once

#include <gio/gio.h>

#include "weir-data-source.h"
#include "weir-iteration.h"
#include "weir-stage.h"

G_BEGIN_DECLS

#define WEIR_TYPE_ROUND (weir_round_get_type ())
G_DECLARE_FINAL_TYPE (WeirRound, weir_round, WEIR, ROUND, GObject)

/* properties: name, base-url (nullable), startup-delay-us, clients (1), arrival-delay-us, late-creation,
 * parallel, insecure, together, tags and references (strv, nullable), data (nullable); and the lists
 * iterations (WeirIteration) and stages (WeirStage) */
WeirRound *weir_round_new (const char *name);
const char *weir_round_get_name (WeirRound *self);
void weir_round_set_name (WeirRound *self, const char *name);
const char *weir_round_get_base_url (WeirRound *self);
void weir_round_set_base_url (WeirRound *self, const char *base_url);
gint64 weir_round_get_startup_delay_us (WeirRound *self);
void weir_round_set_startup_delay_us (WeirRound *self, gint64 startup_delay_us);
guint weir_round_get_clients (WeirRound *self);
void weir_round_set_clients (WeirRound *self, guint clients);
gint64 weir_round_get_arrival_delay_us (WeirRound *self);
void weir_round_set_arrival_delay_us (WeirRound *self, gint64 arrival_delay_us);
gboolean weir_round_get_late_creation (WeirRound *self);
void weir_round_set_late_creation (WeirRound *self, gboolean late_creation);
gboolean weir_round_get_parallel (WeirRound *self);
void weir_round_set_parallel (WeirRound *self, gboolean parallel);
gboolean weir_round_get_insecure (WeirRound *self);
void weir_round_set_insecure (WeirRound *self, gboolean insecure);
gboolean weir_round_get_together (WeirRound *self);
void weir_round_set_together (WeirRound *self, gboolean together);
const char *const *weir_round_get_tags (WeirRound *self);
void weir_round_set_tags (WeirRound *self, const char *const *tags);
const char *const *weir_round_get_references (WeirRound *self);
void weir_round_set_references (WeirRound *self, const char *const *references);
GListStore *weir_round_get_iterations (WeirRound *self); /* of WeirIteration, in order */
GListStore *weir_round_get_stages (WeirRound *self); /* of WeirStage, in order */
WeirDataSource *weir_round_get_data (WeirRound *self);
void weir_round_set_data (WeirRound *self, WeirDataSource *data);

G_END_DECLS
