/* SPDX-License-Identifier: GPL-3.0-or-later
 * editor-fixture.c: a window whose editor is used as a person would
 */

#include "config.h"

#include "editor-fixture.h"

/**
 * editor_open:
 * @fixture: the fixture
 * @text: a flow; BASE in it becomes the address of a server
 *
 * Returns: (transfer full): that server
 */
WeirTestServer *
editor_open (Fixture *fixture, const char *text)
{
  WeirTestServer *server = weir_test_server_new ();
  g_autofree char *url = weir_test_server_get_url (server, "");
  GString *with_address = g_string_new (text);
  g_autofree char *file_name = NULL;

  g_string_replace (with_address, "BASE", url, 0);
  file_name = fixture_write ("editor.flow.yaml", with_address->str);
  g_string_free (with_address, TRUE);
  fixture_open (fixture, file_name);
  g_assert_cmpstr (weir_window_get_page (fixture->window), ==, "flow");
  return server;
}

/**
 * editor_select:
 * @fixture: the fixture
 * @position: of a step, counted through all three parts
 *
 * Returns: (transfer none): the editor, which shows that step now
 */
WeirStepEditor *
editor_select (Fixture *fixture, guint position)
{
  WeirStepList *list = weir_window_get_step_list (fixture->window);

  weir_step_list_select (list, weir_step_list_get_row (list, position));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.view", "s", "edit"));
  return weir_window_get_editor (fixture->window);
}

static void
updated_cb (gboolean *updated)
{
  *updated = TRUE;
}

static gboolean
is_set (gpointer data)
{
  return *(gboolean *) data;
}

/**
 * editor_wait:
 * @fixture: the fixture
 *
 * Waits until the fields have heard of the latest edit.
 */
void
editor_wait (Fixture *fixture)
{
  WeirEditorContext *context = weir_step_editor_get_context (weir_window_get_editor (fixture->window));
  gboolean updated = FALSE;
  gulong handler = g_signal_connect_data (context, "updated", G_CALLBACK (updated_cb), &updated, NULL,
                                          G_CONNECT_SWAPPED | G_CONNECT_AFTER);

  g_assert_true (weir_test_wait (is_set, &updated, DEADLINE_MS));
  g_signal_handler_disconnect (context, handler);
}

/**
 * editor_get_cell:
 * @rows: rows of the editor
 * @place: of one of them
 * @property: of its item
 *
 * Returns: (transfer none): the field of that property
 */
WeirValueEntry *
editor_get_cell (WeirFieldRows *rows, guint place, const char *property)
{
  WeirFieldRow *row = weir_field_rows_get_row (rows, place);
  GtkWidget *cell;

  g_assert_nonnull (row);
  cell = weir_field_row_get_cell (row, property);
  g_assert_true (WEIR_IS_VALUE_ENTRY (cell));
  return WEIR_VALUE_ENTRY (cell);
}

/**
 * editor_type_cell:
 * @rows: rows of the editor
 * @place: of one of them
 * @property: of its item
 * @text: what its field shall say
 */
void
editor_type_cell (WeirFieldRows *rows, guint place, const char *property, const char *text)
{
  weir_value_entry_type (editor_get_cell (rows, place, property), text);
}
