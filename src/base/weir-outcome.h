/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-outcome.h: how a run, a step and an exchange can end
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Of a run. The order is the order of the exit codes' precedence, not of goodness. */
typedef enum
{
  WEIR_OUTCOME_NONE, /* still running */
  WEIR_OUTCOME_PASSED,
  WEIR_OUTCOME_FAILED,
  WEIR_OUTCOME_STOPPED,
  WEIR_OUTCOME_TERMINATED,
  WEIR_OUTCOME_SKIPPED,
  WEIR_OUTCOME_INVALID, /* the generator could not do its job */
} WeirOutcome;

/* Of one execution of a step. */
typedef enum
{
  WEIR_STEP_PASSED,
  WEIR_STEP_FAILED,
  WEIR_STEP_SKIPPED,
  WEIR_STEP_CANCELLED,
} WeirStepOutcome;
#define WEIR_N_STEP_OUTCOMES 4

/* Of one exchange. */
typedef enum
{
  WEIR_EXCHANGE_ANSWERED, /* a status line arrived and the body was read to its end */
  WEIR_EXCHANGE_ERROR,    /* no (whole) answer: status 0, see the error kind */
  WEIR_EXCHANGE_CANCELLED,
  WEIR_EXCHANGE_GENERATOR, /* this computer's fault: descriptors, ports, memory */
  WEIR_EXCHANGE_UNSENT,    /* never handed to the transport: a placeholder had no value, an illegal URL */
} WeirExchangeOutcome;

typedef enum
{
  WEIR_ERROR_KIND_NONE,
  WEIR_ERROR_KIND_DNS,
  WEIR_ERROR_KIND_CONNECT,
  WEIR_ERROR_KIND_TLS,
  WEIR_ERROR_KIND_TIMEOUT,
  WEIR_ERROR_KIND_RESET,
  WEIR_ERROR_KIND_PROTOCOL,
  WEIR_ERROR_KIND_TOO_LARGE,
} WeirErrorKind;
#define WEIR_N_ERROR_KINDS 8

/* Lower-case nicks for files and exports: "passed", "failed", … ; never translated */
const char *weir_outcome_to_nick (WeirOutcome outcome);
WeirOutcome weir_outcome_from_nick (const char *nick);
const char *weir_step_outcome_to_nick (WeirStepOutcome outcome);
const char *weir_exchange_outcome_to_nick (WeirExchangeOutcome outcome);
const char *weir_error_kind_to_nick (WeirErrorKind kind);

G_END_DECLS
