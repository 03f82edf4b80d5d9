/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-step-brief.h: one execution of one step in numbers: what lists show and statistics count
 */

#pragma once

#include <glib.h>

#include "weir-outcome.h"

G_BEGIN_DECLS

/* The phases of a request, in their order. */
typedef enum
{
  WEIR_PHASE_BLOCKED,
  WEIR_PHASE_DNS,
  WEIR_PHASE_TCP,
  WEIR_PHASE_TLS,
  WEIR_PHASE_SENDING,
  WEIR_PHASE_WAITING,
  WEIR_PHASE_RECEIVING,
} WeirPhase;
#define WEIR_N_PHASES 7

/* The head of every step result. */
typedef struct
{
  guint part;      /* WeirFlowPart: 0 Before All, 1 steps, 2 After All */
  guint step;      /* index within the part */
  guint iteration; /* 1-based; 0 in Before All and After All */
  guint vu;        /* 1-based; 0 in Before All and After All */
  guint row;       /* of the data file, 1-based below its header; 0 = the pass has none */
  WeirStepOutcome outcome;
  gboolean not_checked;      /* a 4xx or 5xx answer that no assertion looked at */
  gboolean unverified;       /* the certificate of the server was not looked at */
  gboolean has_exchange;     /* FALSE for set, wait, skipped and unsent steps: no time to count */
  WeirExchangeOutcome exchange; /* of the last attempt */
  WeirErrorKind error_kind;
  guint status;
  guint n_attempts;
  guint n_warnings;
  gint64 offset_us; /* start of the step, from the start of the run */
  gint64 time_us;   /* TotalTime of the last attempt */
  gint64 blocked_us;
  guint64 bytes_sent; /* all attempts */
  guint64 bytes_received;
} WeirStepBrief;

/* Whether @brief->time_us is a time of the server: only what went out and came to an end by itself has one,
 * be it by an answer or by the lack of one. */
gboolean weir_step_brief_has_time (const WeirStepBrief *brief);
/* From the planned instant to the end: blocked + TotalTime (ResponseTime); µs */
gint64 weir_step_brief_get_response (const WeirStepBrief *brief);

G_END_DECLS
