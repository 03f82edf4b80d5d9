/* SPDX-License-Identifier: GPL-3.0-or-later
 * history-fixture.h: the history used as a person would
 */

#pragma once

#include "weir-history-page.h"
#include "weir-history-row.h"
#include "window-fixture.h"

G_BEGIN_DECLS

WeirHistoryPage *history_get_page (Fixture *fixture);
/* Until it is read, and what is chosen in it is shown. */
void history_wait (Fixture *fixture);
void history_show (Fixture *fixture);
/* NULL when there are not so many. */
WeirHistoryRow *history_get_row (Fixture *fixture, int nth);
gint64 history_get_id (Fixture *fixture, int nth);
void history_click (Fixture *fixture, int nth);
void history_act (Fixture *fixture, const char *action, gint64 run_id);

G_END_DECLS
