/* SPDX-License-Identifier: GPL-3.0-or-later
 * run-menu-fixture.c: the menu beside Run used as a person would
 */

#include "config.h"

#include "run-menu-fixture.h"

#include "weir-data-file-dialog.h"
#include "weir-run-option-dialog.h"

const char run_menu_plain[] = "name: Plain\n"
                              "steps:\n"
                              "  - name: Only\n"
                              "    httpRequest: { url: BASE/items }\n";

GtkWidget *
run_menu_get (Fixture *fixture)
{
  return fixture_find (GTK_WIDGET (weir_window_get_action_bar (fixture->window)), WEIR_TYPE_RUN_MENU, 0);
}

WeirRunOptions *
run_menu_get_options (Fixture *fixture)
{
  return weir_flow_get_run_options (weir_window_get_flow (fixture->window));
}

static gboolean
is_mapped (gpointer data)
{
  return gtk_widget_get_mapped (data);
}

GtkWidget *
run_menu_open (Fixture *fixture)
{
  GtkPopover *popover = weir_run_menu_get_popover (WEIR_RUN_MENU (run_menu_get (fixture)));

  gtk_popover_popup (popover);
  g_assert_true (weir_test_wait (is_mapped, popover, DEADLINE_MS));
  return GTK_WIDGET (popover);
}

void
run_menu_collect_rows (GtkWidget *widget, GPtrArray *rows)
{
  if (!gtk_widget_get_visible (widget))
    return;
  if (g_str_equal (gtk_widget_get_css_name (widget), "modelbutton"))
    g_ptr_array_add (rows, widget);
  else
    for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
         child = gtk_widget_get_next_sibling (child))
      run_menu_collect_rows (child, rows);
}

char *
run_menu_read_row (GtkWidget *row)
{
  return g_strchomp (fixture_collect_text (row));
}

GtkWidget *
run_menu_find_row (Fixture *fixture, const char *title)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  run_menu_collect_rows (run_menu_open (fixture), rows);
  for (guint i = 0; i < rows->len; i++)
    {
      g_autofree char *read = run_menu_read_row (g_ptr_array_index (rows, i));

      if (g_str_has_prefix (read, title))
        return g_ptr_array_index (rows, i);
    }
  return NULL;
}

void
run_menu_choose (Fixture *fixture, const char *title)
{
  GtkWidget *row = run_menu_find_row (fixture, title);

  g_assert_nonnull (row);
  g_assert_true (gtk_widget_is_sensitive (row));
  g_signal_emit_by_name (row, "clicked");
}

GtkWindow *
run_menu_find_dialog (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if ((WEIR_IS_RUN_OPTION_DIALOG (l->data) || WEIR_IS_DATA_FILE_DIALOG (l->data)) &&
        gtk_widget_get_visible (l->data))
      return l->data;
  return NULL;
}

void
run_menu_assert_name (Fixture *fixture, const char *title, const char *name)
{
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (run_menu_find_row (fixture, title)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, name);
}
