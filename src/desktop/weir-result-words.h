/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-result-words.h: what the list of results says of a pass
 */

#pragma once

#include "weir-result-item.h"
#include "weir-result-selection.h"
#include "weir-words.h"

G_BEGIN_DECLS

char *weir_words_for_pass_name (WeirPassKey key, gboolean by_vu);
char *weir_words_for_result_name (const WeirStepBrief *brief, WeirFlow *flow, gboolean by_vu);
char *weir_words_for_pass_outcome (const WeirResultPass *pass, gboolean running, WeirTone *tone);
char *weir_words_for_pass_facts (WeirResultItem *item);
char *weir_words_for_item_outcome (WeirResultItem *item, WeirTone *tone);
char *weir_words_spoken (WeirResultItem *item);
char *weir_words_for_count (const WeirResultPass *total, gboolean failed_only);
char *weir_words_for_limits (const GArray *limits, int part, int step, WeirFlow *flow);
char *weir_words_for_matches (guint n_shown, guint n_failed, guint n_all);

G_END_DECLS
