/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-step-menu.c: what stands in a row of the step list and where the parts stay, the menu of a step, the
 * keys that do the same, and taking all of it back
 */

#include "config.h"

#include "editor-fixture.h"
#include "step-fixture.h"

#define MANY_STEPS 60

static const char three[] = "name: Three\n"
                            "steps:\n"
                            "  - name: One\n"
                            "    httpRequest: { url: BASE/one }\n"
                            "  - name: Two\n"
                            "    httpRequest: { method: POST, url: BASE/two }\n"
                            "  - name: Three\n"
                            "    httpRequest: { url: BASE/three }\n"
                            "afterAll:\n"
                            "  - name: Last\n"
                            "    httpRequest: { url: BASE/last }\n";

/* Where its left edge is in the row, or -1 where nobody sees it. */
static double
get_left (GtkWidget *widget, GtkWidget *row)
{
  double x = -1;
  double y;

  g_assert_true (gtk_widget_get_mapped (widget));
  g_assert_true (gtk_widget_translate_coordinates (widget, row, 0, 0, &x, &y));
  return x;
}

static GtkWidget *
find_label (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_label (child, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
test_row (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = editor_open (fixture, three);
  GtkWidget *row = GTK_WIDGET (steps_get_row (fixture, 1));
  GtkWidget *parts[5];
  double left = -1;

  fixture_activate (fixture, "win.run");
  fixture_wait_done (fixture);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
  parts[0] = fixture_find (row, GTK_TYPE_IMAGE, 0);
  g_assert_cmpstr (gtk_image_get_icon_name (GTK_IMAGE (parts[0])), ==, "weir-drag-handle-symbolic");
  parts[1] = GTK_WIDGET (weir_step_row_get_check (steps_get_row (fixture, 1)));
  parts[2] = find_label (row, "POST");
  parts[3] = find_label (row, "Two");
  parts[4] = find_label (row, weir_step_row_get_outcome (steps_get_row (fixture, 1)));
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_assert_nonnull (parts[i]);
      g_assert_cmpfloat (get_left (parts[i], row), >, left);
      left = get_left (parts[i], row);
    }
}

static GdkRGBA
get_colour (Fixture *fixture, guint position, const char *method)
{
  GtkWidget *badge = find_label (GTK_WIDGET (steps_get_row (fixture, position)), method);
  GdkRGBA colour;

  g_assert_nonnull (badge);
  gtk_style_context_get_color (gtk_widget_get_style_context (badge), &colour);
  return colour;
}

static void
test_badge_colour (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = editor_open (fixture, three);
  GdkRGBA get;
  GdkRGBA post;
  GdkRGBA other_get;

  weir_step_list_unselect (steps_get_list (fixture));
  get = get_colour (fixture, 0, "GET");
  post = get_colour (fixture, 1, "POST");
  other_get = get_colour (fixture, 2, "GET");
  g_assert_false (gdk_rgba_equal (&get, &post));
  g_assert_true (gdk_rgba_equal (&get, &other_get));
}

static double
get_top (Fixture *fixture, GtkWidget *widget)
{
  GtkWidget *list = GTK_WIDGET (steps_get_list (fixture));
  double x;
  double y = -1;

  g_assert_true (gtk_widget_get_mapped (widget));
  g_assert_true (gtk_widget_translate_coordinates (widget, list, 0, 0, &x, &y));
  return y;
}

static void
test_pinned (Fixture *fixture)
{
  GString *text = g_string_new ("name: Many\nbeforeAll: [{ name: B, wait: 1ms }]\nsteps:\n");
  GtkWidget *before = GTK_WIDGET (weir_step_list_get_section (steps_get_list (fixture),
                                                              WEIR_FLOW_PART_BEFORE_ALL));
  GtkWidget *after = GTK_WIDGET (weir_step_list_get_section (steps_get_list (fixture),
                                                             WEIR_FLOW_PART_AFTER_ALL));
  GtkWidget *first;
  GtkWidget *scroller;
  GtkAdjustment *adjustment;
  double tops[3];

  for (guint i = 0; i < MANY_STEPS; i++)
    g_string_append_printf (text, "  - { name: S%u, wait: 1ms }\n", i);
  g_string_append (text, "afterAll: [{ name: A, wait: 1ms }]\n");
  fixture_open_text (fixture, text->str);
  g_string_free (text, TRUE);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
  first = GTK_WIDGET (steps_get_row (fixture, 1));
  scroller = gtk_widget_get_ancestor (first, GTK_TYPE_SCROLLED_WINDOW);
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  tops[0] = get_top (fixture, before);
  tops[1] = get_top (fixture, first);
  tops[2] = get_top (fixture, after);
  g_assert_cmpfloat (tops[0] + gtk_widget_get_height (before), <=, get_top (fixture, scroller));
  g_assert_cmpfloat (get_top (fixture, scroller) + gtk_widget_get_height (scroller), <=, tops[2]);
  g_assert_cmpfloat (tops[2] + gtk_widget_get_height (after), <=,
                     gtk_widget_get_height (GTK_WIDGET (steps_get_list (fixture))));

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
  g_assert_cmpfloat (get_top (fixture, first), <, tops[1] - 100);
  g_assert_cmpfloat (get_top (fixture, before), ==, tops[0]);
  g_assert_cmpfloat (get_top (fixture, after), ==, tops[2]);
}

/* What the list does at those keys, whichever of its widgets has the focus. */
static void
press (Fixture *fixture, const char *keys)
{
  GtkWidget *list = GTK_WIDGET (steps_get_list (fixture));
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (list);
  gboolean done = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      for (guint j = 0; GTK_IS_SHORTCUT_CONTROLLER (controller)
                        && j < g_list_model_get_n_items (G_LIST_MODEL (controller));
           j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);
          g_autofree char *text = gtk_shortcut_trigger_to_string (gtk_shortcut_get_trigger (shortcut));
          g_auto (GStrv) alternatives = g_strsplit (text, "|", -1);

          if (g_strv_contains ((const char *const *) alternatives, keys))
            done = gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, list, NULL);
        }
    }
  if (!done)
    g_error ("%s does nothing", keys);
}

static void
test_keys (Fixture *fixture)
{
  fixture_open_text (fixture, steps_shop);
  steps_select_row (fixture, 2);
  press (fixture, "<Alt>Down");
  steps_assert_steps (fixture, "Log in | List items, Check it, Order it |");
  steps_assert_selected (fixture, "Order it");
  press (fixture, "<Alt>Up");
  press (fixture, "<Alt>Up");
  steps_assert_steps (fixture, "Log in | Order it, List items, Check it |");
  press (fixture, "<Control>d");
  steps_assert_steps (fixture, "Log in | Order it, Order it (2), List items, Check it |");
  press (fixture, "Delete");
  steps_assert_steps (fixture, "Log in | Order it, List items, Check it |");
  press (fixture, "F2");
  g_assert_nonnull (weir_step_row_get_rename (weir_step_list_get_selected (steps_get_list (fixture))));
}

/* In the menu that is open. */
static GtkWidget *
find_item (Fixture *fixture, const char *label)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (steps_get_list (fixture))); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER_MENU (child) && gtk_widget_get_visible (child))
      return find_label (child, label);
  return NULL;
}

static void
choose (Fixture *fixture, const char *label)
{
  GtkWidget *item;

  press (fixture, "Menu");
  item = find_item (fixture, label);
  g_assert_nonnull (item);
  while (g_signal_lookup ("clicked", G_OBJECT_TYPE (item)) == 0)
    item = gtk_widget_get_parent (item);
  g_assert_true (gtk_widget_is_sensitive (item));
  g_signal_emit_by_name (item, "clicked");
}

static void
test_menu (Fixture *fixture)
{
  static const char *const items[] = { "New Step", "From curl on the Clipboard", "Enabled", "Rename…",
                                       "Duplicate", "Run Up to Here", "Move Up", "Move Down", "Cut", "Copy",
                                       "Paste", "Delete" };

  fixture_open_text (fixture, steps_shop);
  steps_select_row (fixture, 2);
  press (fixture, "Menu");
  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    if (find_item (fixture, items[i]) == NULL)
      g_error ("“%s” is not in the menu of a step", items[i]);
  choose (fixture, "Move Up");
  steps_assert_steps (fixture, "Log in | Order it, List items, Check it |");
  choose (fixture, "Move Down");
  steps_assert_steps (fixture, AS_OPENED);
}

static void
test_run_up_to_here (Fixture *fixture)
{
  g_autoptr (WeirTestServer) server = editor_open (fixture, three);

  steps_select_row (fixture, 1);
  choose (fixture, "Run Up to Here");
  fixture_wait_done (fixture);
  g_assert_cmpuint (weir_test_server_count (server, "/one"), ==, 1);
  g_assert_cmpuint (weir_test_server_count (server, "/two"), ==, 1);
  g_assert_cmpuint (weir_test_server_count (server, "/three"), ==, 0);
}

static char *
get_source (Fixture *fixture)
{
  return weir_session_dup_source (weir_window_get_session (fixture->window), NULL);
}

static void
assert_source (Fixture *fixture, const char *expected)
{
  g_autofree char *source = get_source (fixture);

  g_assert_cmpstr (source, ==, expected);
}

static void
test_all_undone (Fixture *fixture)
{
  static const char *const actions[] = { "steps.add", "steps.add-before-all", "steps.add-after-all",
                                         "steps.duplicate", "steps.enabled", "steps.move-up",
                                         "steps.move-down", "steps.cut", "steps.delete" };
  g_autofree char *before = NULL;

  fixture_open_text (fixture, steps_shop);
  before = get_source (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      g_autofree char *after = NULL;

      steps_select_row (fixture, 2);
      steps_act (fixture, actions[i]);
      after = get_source (fixture);
      g_assert_cmpstr (after, !=, before);
      fixture_activate (fixture, "win.undo");
      assert_source (fixture, before);
      g_assert_false (fixture_is_enabled (fixture, "undo"));
      fixture_activate (fixture, "win.redo");
      assert_source (fixture, after);
      fixture_activate (fixture, "win.undo");
    }
}

int
main (int argc, char *argv[])
{
  if (fixture_main (&argc, &argv) != 0)
    return 0;
#define add(name, func) fixture_add ("/desktop/step menu/" name, func)
  add ("a row has handle, check, badge, name and outcome, in this order", test_row);
  add ("badges tell methods apart by colour, too", test_badge_colour);
  add ("before all stays on top and after all at the bottom while steps scroll", test_pinned);
  add ("keys move, duplicate, delete and rename the selected step", test_keys);
  add ("the menu of a step has all that can be done with it, moving too", test_menu);
  add ("run up to here in it runs no later step", test_run_up_to_here);
  add ("all that it does is undone and done again", test_all_undone);
#undef add
  return fixture_run ();
}
