/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-messages.h: what program and worker say to each other
 */

#pragma once

#include "weir-document-enums.h"
#include "weir-worker-process.h"

G_BEGIN_DECLS

typedef enum
{
  /* to the worker */
  WEIR_MESSAGE_START = 1, /* the frozen document and the settings */
  WEIR_MESSAGE_ENVIRONMENT, /* where it runs, and its secrets; before START, and in no document */
  WEIR_MESSAGE_DATA,      /* the file of rows, as it is; before START, where there is one */
  WEIR_MESSAGE_STOP,      /* no payload; a second one cancels everything */
  WEIR_MESSAGE_SELECTION, /* how much of the document; before START; without it, all */
  WEIR_MESSAGE_STORE,     /* what an earlier one left; before START; in no document */
  WEIR_MESSAGE_AGAIN,     /* a recorded request, to be sent instead of the step's; before START */
  WEIR_MESSAGE_PLAN,      /* instead of START: a load plan, and which of its clients */
  WEIR_MESSAGE_BEGIN,     /* a round, at an instant; after READY */
  WEIR_MESSAGE_TERMINATE, /* a rule has ended this job */
  WEIR_MESSAGE_LEAVE,     /* all rounds are over */
  /* from the worker */
  WEIR_MESSAGE_RESULTS,  /* step results as weir_record_encode() writes them */
  WEIR_MESSAGE_PROGRESS, /* at least 10 a second: also the sign that the worker is alive */
  WEIR_MESSAGE_LEFT,     /* the store, where it was asked for; before FINISHED */
  WEIR_MESSAGE_REFUSED,  /* a sentence: the run could not begin */
  WEIR_MESSAGE_FINISHED, /* the outcome; the last message */
  WEIR_MESSAGE_READY,    /* the plan was understood, its rounds may begin */
  WEIR_MESSAGE_FIGURES,  /* what was counted of a job since the last time; weir_plan_message_open_figures() */
  WEIR_MESSAGE_WARNING,
  WEIR_MESSAGE_ROUND_OVER,   /* all clients of this worker; what was counted of it has been sent */
  WEIR_MESSAGE_PLAN_PROGRESS, /* at least 10 a second: also the sign that the worker is alive */
} WeirMessage;

GVariant *weir_message_pack_start (const char *flow_yaml, const WeirWorkerSettings *settings);
/* Strings in @settings are borrowed from @variant. */
gboolean weir_message_unpack_start (GVariant *variant, const char **flow_yaml, WeirWorkerSettings *settings,
                                    const char ***variables);
GVariant *weir_message_pack_environment (const WeirWorkerSettings *settings);
/* Strings are borrowed from @variant, the arrays are (transfer container). */
void weir_message_unpack_environment (GVariant *variant, WeirWorkerSettings *settings,
                                      const char ***environment, const char ***secrets);
GVariant *weir_message_pack_selection (const WeirWorkerSettings *settings);
/* Numbers and rows are borrowed from @variant. */
void weir_message_unpack_selection (GVariant *variant, WeirWorkerSettings *settings);
GVariant *weir_message_pack_data (const WeirWorkerSettings *settings);
/* (transfer full) (nullable): the rows; @random tells their order */
WeirDataRows *weir_message_unpack_data (GVariant *variant, gboolean *random, GError **error);
GVariant *weir_message_pack_load (const WeirLoad *load);
/* The list is borrowed from @variant. */
void weir_message_unpack_load (GVariant *variant, WeirLoad *load);
GVariant *weir_message_pack_progress (const WeirWorkerProgress *progress);
gboolean weir_message_unpack_progress (GVariant *variant, WeirWorkerProgress *progress);
/* A frame's payload as a variant of @type; checked, so reading it is safe whatever was sent. */
GVariant *weir_message_open (const char *type, const guint8 *payload, gsize size);

#define WEIR_MESSAGE_START_TYPE "(suuxbsmsasms)"
#define WEIR_MESSAGE_ENVIRONMENT_TYPE "(asasmsmsmsb)"
#define WEIR_MESSAGE_SELECTION_TYPE "(uuuauaubb)"
#define WEIR_MESSAGE_DATA_TYPE "(bbay)"
#define WEIR_MESSAGE_LOAD_TYPE "(xxuuttax)"
#define WEIR_MESSAGE_PROGRESS_TYPE "(uuuuuuttaauxut" WEIR_MESSAGE_LOAD_TYPE ")"

G_END_DECLS
