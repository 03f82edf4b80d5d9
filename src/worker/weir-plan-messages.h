/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-messages.h: what program and worker say to each other about a load plan
 */

#pragma once

#include "weir-channel.h"
#include "weir-messages.h"
#include "weir-plan-worker.h"

G_BEGIN_DECLS

GVariant *weir_plan_message_pack_plan (const char *text, const WeirPlanWorkerSettings *settings);
/* Strings in @settings are borrowed from @variant, the arrays are (transfer container). FALSE: it is no
 * assignment that can be carried out. */
gboolean weir_plan_message_unpack_plan (GVariant *variant, const char **text,
                                        WeirPlanWorkerSettings *settings, const char ***environments,
                                        const char ***variables, const char ***flows);
GVariant *weir_plan_message_pack_progress (const WeirPlanWorkerProgress *progress);
void weir_plan_message_unpack_progress (GVariant *variant, WeirPlanWorkerProgress *progress);
void weir_plan_message_send_figures (WeirChannel *channel, guint job, const WeirJobFigures *figures);
/* (transfer full) (nullable): NULL when they are damaged */
WeirJobFigures *weir_plan_message_open_figures (const guint8 *payload, gsize size, guint *job);

#define WEIR_MESSAGE_PLAN_TYPE "(sbbbasasasmssuux)"
#define WEIR_MESSAGE_BEGIN_TYPE "(ux)"
#define WEIR_MESSAGE_NUMBER_TYPE "u"
#define WEIR_MESSAGE_WARNING_TYPE "(st)"
#define WEIR_MESSAGE_PLAN_PROGRESS_TYPE "(uuutt" WEIR_MESSAGE_LOAD_TYPE ")"

G_END_DECLS
