/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-words.h: outcomes, times and progress in the words people read
 */

#pragma once

#include "weir-flow.h"
#include "weir-run-snapshot.h"
#include "weir-step-result.h"
#include "weir-step-statistics.h"

G_BEGIN_DECLS

/* How good or bad something is; the words say it too, the colour only repeats it. */
typedef enum
{
  WEIR_TONE_QUIET,
  WEIR_TONE_GOOD,
  WEIR_TONE_BAD,
  WEIR_TONE_WARNING,
} WeirTone;
#define WEIR_N_TONES 4

const char *weir_tone_get_css_class (WeirTone tone);

char *weir_words_for_brief (const WeirStepBrief *brief, WeirTone *tone);
char *weir_words_for_summary (const WeirStepStatistics *summary, guint running, gboolean enabled,
                              WeirTone *tone, char **spoken);
char *weir_words_for_status (const WeirStepBrief *brief);
char *weir_words_for_time (const WeirStepBrief *brief);
const char *weir_words_for_part (WeirFlowPart part);
char *weir_words_for_method (WeirStep *step);
const char *weir_words_beside_method (WeirStep *step, const char *method);

char *weir_words_for_progress (const WeirRunSnapshot *snapshot, WeirFlow *flow);
double weir_words_get_fraction (const WeirRunSnapshot *snapshot, WeirFlow *flow);
char *weir_words_for_outcome (WeirOutcome outcome, gboolean doubtful, const char *summary, WeirTone *tone);
char *weir_words_for_run (const WeirRunSnapshot *snapshot, WeirTone *tone);

G_END_DECLS
