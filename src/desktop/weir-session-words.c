/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-session-words.c: how the latest run of an open document came out, in the words people read
 */

#include "config.h"

#include "weir-plan-words.h"
#include "weir-session-words.h"

/**
 * weir_session_describe_run:
 * @session: a document
 * @tone: (out): how good it is
 *
 * Returns: (transfer full): how its latest run stands, or came out; "" before the first
 */
char *
weir_session_describe_run (WeirSession *session, WeirTone *tone)
{
  WeirRun *run = weir_session_get_run (session);
  WeirPlanRun *plan_run = weir_session_get_plan_run (session);

  *tone = WEIR_TONE_QUIET;
  if (plan_run != NULL)
    {
      g_autoptr (WeirPlanSnapshot) snapshot = weir_plan_run_ref_snapshot (plan_run);

      return weir_words_for_plan_run (snapshot, tone);
    }
  if (run != NULL)
    {
      g_autoptr (WeirRunSnapshot) snapshot = weir_run_ref_snapshot (run);

      return weir_words_for_run (snapshot, tone);
    }
  return g_strdup ("");
}
