/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-send.h: Send: one step alone, with what the last run or Send left
 *
 * The step is sent as it stands in the document, enabled or not, with the variables and cookies of the
 * current store; what it sets and extracts, and the cookies it receives, are in the current store afterwards.
 * Where the flow has a data file, its columns have the row of the last run, and before any run the first one.
 * It is in no history and no archive; its result is a record like any other. The signal comes in the
 * thread-default main context in which the object was made; nothing here blocks.
 *
 *   send = weir_send_new (flow, yaml, &settings, &error);
 *   g_signal_connect (send, "finished", …);
 *   weir_send_start (send);
 *
 * Send again as it was: with WeirSendSettings.again, a recorded request goes out with the same bytes: method,
 * URL, headers and body of the record, cookies included. Redirects that were followed are not repeated: it is
 * the last request that is sent. Where the record hides a secret (•••), what is hidden is filled in from the
 * same place of the step's request as it would be sent now: from the environment's secrets, the current
 * store, or credentials in the document. Where that is not possible nothing is sent, and the result's message
 * says which value is not kept and what to do. The step's assertions look at the answer; the current store
 * stays as it is.
 */

#pragma once

#include "weir-current-store.h"
#include "weir-run-settings.h"
#include "weir-step-result.h"

G_BEGIN_DECLS

#define WEIR_TYPE_SEND (weir_send_get_type ())
G_DECLARE_FINAL_TYPE (WeirSend, weir_send, WEIR, SEND, GObject)

/* Zero-initialise, fill, and give to weir_send_new(), which copies it. */
typedef struct
{
  WeirFlowPart part; /* where the step stands */
  guint step;
  WeirCurrentStore *store;      /* (nullable) read now, and brought up to date when it has been sent */
  WeirEnvironment *environment; /* (nullable) */
  const char *const *secrets;   /* (nullable) "NAME=VALUE"…: the values of the environment's secrets */
  const char *const *variables; /* (nullable) "NAME=VALUE"…, above the document's own */
  const char *file_name;        /* (nullable) the document's file: relative paths begin beside it */
  const WeirExchange *again;    /* (nullable) a recorded request of this step; see above */
} WeirSendSettings;

/* @flow and @flow_yaml as for weir_run_new(); for `again`, of the run the record is of (its document). NULL
 * with WEIR_RUN_ERROR and a sentence: the step is gone; of a request that is to be sent again not everything
 * was kept, or it was never sent. */
WeirSend *weir_send_new (WeirFlow *flow, const char *flow_yaml, const WeirSendSettings *settings,
                         GError **error);
void weir_send_start (WeirSend *self);
/* The request in flight is cancelled; `finished` still comes, within about a second. */
void weir_send_cancel (WeirSend *self);
gboolean weir_send_is_done (WeirSend *self);

/* When done: */
/* (transfer none) (nullable): the result, as one of a run has it; the body of the answer whole up to 64 MB
 * (WEIR_LIMIT_SENT_BODY_BYTES; shared out where there were several attempts), secrets in it hidden. */
const WeirStepResult *weir_send_get_result (WeirSend *self);
/* (nullable): why there is no result: a whole sentence. */
const char *weir_send_get_error (WeirSend *self);
/* (nullable): nothing was sent because this variable has no value; the result's message says why. */
const char *weir_send_get_missing (WeirSend *self);
/* (nullable): and this step sets it: offer Run Up to Here (WEIR_SELECT_UP_TO). */
const char *weir_send_get_setter (WeirSend *self);

/* signals:
 *   finished (WeirSend *send)   once, also after a cancellation */

G_END_DECLS
