/* SPDX-License-Identifier: GPL-3.0-or-later
 * history-fixture.c: the history used as a person would
 */

#include "config.h"

#include "history-fixture.h"

WeirHistoryPage *
history_get_page (Fixture *fixture)
{
  return WEIR_HISTORY_PAGE (fixture_find (GTK_WIDGET (fixture->window), WEIR_TYPE_HISTORY_PAGE, 0));
}

static gboolean
is_idle (gpointer data)
{
  return !weir_history_page_is_busy (data);
}

void
history_wait (Fixture *fixture)
{
  WeirSession *session = weir_window_get_session (fixture->window);

  g_assert_true (weir_test_wait (is_idle, history_get_page (fixture), DEADLINE_MS));
  if (session != NULL && weir_session_get_flow (session) != NULL)
    fixture_wait_results (fixture);
}

void
history_show (Fixture *fixture)
{
  g_action_group_change_action_state (G_ACTION_GROUP (fixture->window), "history",
                                      g_variant_new_boolean (TRUE));
  history_wait (fixture);
}

WeirHistoryRow *
history_get_row (Fixture *fixture, int nth)
{
  GtkListBox *list = weir_history_page_get_list (history_get_page (fixture));
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (list, nth);

  return row != NULL ? WEIR_HISTORY_ROW (row) : NULL;
}

gint64
history_get_id (Fixture *fixture, int nth)
{
  WeirHistoryRow *row = history_get_row (fixture, nth);

  g_assert_nonnull (row);
  return weir_history_row_get_info (row)->id;
}

void
history_click (Fixture *fixture, int nth)
{
  g_signal_emit_by_name (weir_history_page_get_list (history_get_page (fixture)), "row-activated",
                         history_get_row (fixture, nth));
  history_wait (fixture);
}

void
history_act (Fixture *fixture, const char *action, gint64 run_id)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (history_get_page (fixture)), action, "x", run_id));
  history_wait (fixture);
}
