/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-step-brief.c: which times of a step count, and how long it took from its planned instant
 */

#include "config.h"

#include "weir-step-brief.h"

gboolean
weir_step_brief_has_time (const WeirStepBrief *brief)
{
  if (!brief->has_exchange)
    return FALSE;
  if (brief->outcome == WEIR_STEP_SKIPPED || brief->outcome == WEIR_STEP_CANCELLED)
    return FALSE;
  return brief->exchange == WEIR_EXCHANGE_ANSWERED || brief->exchange == WEIR_EXCHANGE_ERROR;
}

gint64
weir_step_brief_get_response (const WeirStepBrief *brief)
{
  return brief->blocked_us + brief->time_us;
}
