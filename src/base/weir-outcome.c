/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-outcome.c: outcomes as the words that stand in files and exports
 */

#include "config.h"

#include "weir-outcome.h"

static const char *const outcome_nicks[] = {
  [WEIR_OUTCOME_NONE] = "none",
  [WEIR_OUTCOME_PASSED] = "passed",
  [WEIR_OUTCOME_FAILED] = "failed",
  [WEIR_OUTCOME_STOPPED] = "stopped",
  [WEIR_OUTCOME_TERMINATED] = "terminated",
  [WEIR_OUTCOME_SKIPPED] = "skipped",
  [WEIR_OUTCOME_INVALID] = "invalid",
};

static const char *const step_outcome_nicks[] = {
  [WEIR_STEP_PASSED] = "passed",
  [WEIR_STEP_FAILED] = "failed",
  [WEIR_STEP_SKIPPED] = "skipped",
  [WEIR_STEP_CANCELLED] = "cancelled",
};

static const char *const exchange_outcome_nicks[] = {
  [WEIR_EXCHANGE_ANSWERED] = "answered",
  [WEIR_EXCHANGE_ERROR] = "error",
  [WEIR_EXCHANGE_CANCELLED] = "cancelled",
  [WEIR_EXCHANGE_GENERATOR] = "generator",
  [WEIR_EXCHANGE_UNSENT] = "unsent",
};

static const char *const error_kind_nicks[] = {
  [WEIR_ERROR_KIND_NONE] = "none",
  [WEIR_ERROR_KIND_DNS] = "dns",
  [WEIR_ERROR_KIND_CONNECT] = "connect",
  [WEIR_ERROR_KIND_TLS] = "tls",
  [WEIR_ERROR_KIND_TIMEOUT] = "timeout",
  [WEIR_ERROR_KIND_RESET] = "reset",
  [WEIR_ERROR_KIND_PROTOCOL] = "protocol",
  [WEIR_ERROR_KIND_TOO_LARGE] = "too-large",
};

/**
 * weir_outcome_to_nick:
 * @outcome: the outcome of a run
 *
 * Returns: (transfer none): its word in files and exports; never translated
 */
const char *
weir_outcome_to_nick (WeirOutcome outcome)
{
  g_return_val_if_fail ((guint) outcome < G_N_ELEMENTS (outcome_nicks), "none");

  return outcome_nicks[outcome];
}

/**
 * weir_outcome_from_nick:
 * @nick: (nullable): a word out of a file
 *
 * Returns: the outcome of that word, %WEIR_OUTCOME_NONE for any other text
 */
WeirOutcome
weir_outcome_from_nick (const char *nick)
{
  for (guint i = 0; i < G_N_ELEMENTS (outcome_nicks); i++)
    if (g_strcmp0 (nick, outcome_nicks[i]) == 0)
      return (WeirOutcome) i;
  return WEIR_OUTCOME_NONE;
}

/**
 * weir_step_outcome_to_nick:
 * @outcome: the outcome of one execution of a step
 *
 * Returns: (transfer none): its word in files and exports; never translated
 */
const char *
weir_step_outcome_to_nick (WeirStepOutcome outcome)
{
  g_return_val_if_fail ((guint) outcome < G_N_ELEMENTS (step_outcome_nicks), "failed");

  return step_outcome_nicks[outcome];
}

/**
 * weir_exchange_outcome_to_nick:
 * @outcome: the outcome of one exchange
 *
 * Returns: (transfer none): its word in files and exports; never translated
 */
const char *
weir_exchange_outcome_to_nick (WeirExchangeOutcome outcome)
{
  g_return_val_if_fail ((guint) outcome < G_N_ELEMENTS (exchange_outcome_nicks), "error");

  return exchange_outcome_nicks[outcome];
}

/**
 * weir_error_kind_to_nick:
 * @kind: why an exchange has no answer
 *
 * Returns: (transfer none): its word in files and exports, "none" for none; never translated
 */
const char *
weir_error_kind_to_nick (WeirErrorKind kind)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (error_kind_nicks), "none");

  return error_kind_nicks[kind];
}
