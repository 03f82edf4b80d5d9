/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-words.h: how a run of a load plan stands, in the words people read
 */

#pragma once

#include "weir-plan-snapshot.h"
#include "weir-words.h"

G_BEGIN_DECLS

/* "Running Buyers…", "✓ Passed". (transfer full) */
char *weir_words_for_plan_run (const WeirPlanSnapshot *snapshot, WeirTone *tone);
/* "round 1/2 · iterations done 3/8 · 12.5 s"; "" when it is over. (transfer full) */
char *weir_words_for_plan_progress (const WeirPlanSnapshot *snapshot);
/* What is wrong beside the plan, a line each: workers, archive, warnings. (transfer full) */
char *weir_words_for_plan_trouble (const WeirPlanSnapshot *snapshot);
/* "✓ Success"; the mark tells it without colour, too. (transfer full) */
char *weir_words_for_iteration_status (WeirIterationStatus status, WeirTone *tone);
/* "0.34 %": never 0 when something failed, never 100 when something did not. NULL without any. */
char *weir_words_for_error_rate (guint64 failed, guint64 completed);
/* "1,234,567", as the locale writes it. (transfer full) */
char *weir_words_for_number (guint64 number);

G_END_DECLS
