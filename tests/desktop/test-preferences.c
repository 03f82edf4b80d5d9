/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-preferences.c: what a person sets for all documents
 */

#include "config.h"

#include "fake-desktop.h"
#include "weir-preferences.h"
#include "window-fixture.h"

static GtkWindow *
open_preferences (Fixture *fixture)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (fixture->window));
  GListModel *toplevels = gtk_window_get_toplevels ();

  g_action_group_activate_action (G_ACTION_GROUP (application), "preferences", NULL);
  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

      if (g_str_equal (G_OBJECT_TYPE_NAME (window), "WeirPreferencesWindow"))
        return window;
    }
  g_assert_not_reached ();
}

static gboolean
prefers_dark (gpointer data)
{
  gboolean dark;

  g_object_get (gtk_settings_get_default (), "gtk-application-prefer-dark-theme", &dark, NULL);
  return dark;
}

static gboolean
prefers_light (gpointer data)
{
  return !prefers_dark (data);
}

static void
test_scheme (Fixture *fixture)
{
  GtkWindow *window = open_preferences (fixture);
  GtkWidget *scheme = fixture_find (GTK_WIDGET (window), GTK_TYPE_DROP_DOWN, 0);

  gtk_test_accessible_assert_relation (scheme, GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                       gtk_widget_get_prev_sibling (scheme), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (scheme), WEIR_COLOR_SCHEME_DARK);
  g_assert_true (prefers_dark (NULL));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (scheme), WEIR_COLOR_SCHEME_LIGHT);
  fake_desktop_set_color_scheme (1);
  g_assert_true (prefers_light (NULL));
  /* What the desktop has said meanwhile counts as soon as it is asked for again. */
  gtk_drop_down_set_selected (GTK_DROP_DOWN (scheme), WEIR_COLOR_SCHEME_SYSTEM);
  g_assert_true (weir_test_wait (prefers_dark, NULL, DEADLINE_MS));
  fake_desktop_set_color_scheme (2);
  g_assert_true (weir_test_wait (prefers_light, NULL, DEADLINE_MS));
  fake_desktop_set_color_scheme (0);
}

static void
test_confirm_load (Fixture *fixture)
{
  GtkWindow *window = open_preferences (fixture);
  WeirPreferences *preferences = weir_preferences_get_default ();
  GtkCheckButton *check =
      GTK_CHECK_BUTTON (fixture_find (GTK_WIDGET (window), GTK_TYPE_CHECK_BUTTON, 0));

  g_assert_true (gtk_check_button_get_active (check));
  gtk_check_button_set_active (check, FALSE);
  weir_preferences_reload (preferences);
  g_assert_false (weir_preferences_get_confirm_load (preferences));
  gtk_check_button_set_active (check, TRUE);
  weir_preferences_reload (preferences);
  g_assert_true (weir_preferences_get_confirm_load (preferences));
}

static void
set_number (GtkWindow *window, guint nth, double value)
{
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (fixture_find (GTK_WIDGET (window), GTK_TYPE_SPIN_BUTTON, nth)),
                             value);
}

static void
test_new (Fixture *fixture)
{
  GtkWindow *window = open_preferences (fixture);
  WeirPreferences *preferences = weir_preferences_get_default ();
  WeirFlow *flow;
  WeirStep *step;

  set_number (window, 0, 250);
  set_number (window, 1, 2.5);
  /* As the next start reads them. */
  weir_preferences_reload (preferences);
  fixture_activate (fixture, "win.new-flow");
  flow = weir_window_get_flow (fixture->window);
  g_assert_cmpuint (weir_run_options_get_delay_ms (weir_flow_get_run_options (flow)), ==, 250);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (weir_window_get_step_list (fixture->window)),
                                             "steps.add", NULL));
  step = weir_flow_get_step (flow, WEIR_FLOW_PART_STEPS, 0);
  g_assert_cmpint (weir_request_get_timeout_us (weir_step_get_request (step)), ==,
                   2500 * G_TIME_SPAN_MILLISECOND);
}

static void
test_folder (Fixture *fixture)
{
  GtkWindow *window = open_preferences (fixture);
  WeirPreferences *preferences = weir_preferences_get_default ();
  g_autofree char *text = fixture_collect_text (GTK_WIDGET (window));
  g_autofree char *other = NULL;

  assert_contains (text, g_getenv ("WEIR_DATA_DIR"));
  assert_contains (text, "The latest 50 runs are kept");
  weir_preferences_set_data_folder (preferences, "/tmp/elsewhere");
  weir_preferences_use_data_folder (preferences);
  /* Who sets the variable for one start means it. */
  g_assert_cmpstr (g_getenv ("WEIR_DATA_DIR"), !=, "/tmp/elsewhere");
  gtk_window_destroy (window);
  window = open_preferences (fixture);
  other = fixture_collect_text (GTK_WIDGET (window));
  assert_contains (other, "/tmp/elsewhere");
  assert_contains (other, "is used when Weir is started next");
  assert_contains (other, "move runs.db there");
  for (guint i = 0;; i++)
    {
      GtkWidget *button = fixture_find (GTK_WIDGET (window), GTK_TYPE_BUTTON, i);

      if (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), "Reset") != 0)
        continue;
      g_signal_emit_by_name (button, "clicked");
      break;
    }
  g_assert_null (weir_preferences_get_data_folder (preferences));
}

static void
test_damaged (Fixture *fixture)
{
  WeirPreferences *preferences = weir_preferences_get_default ();
  g_autofree char *folder = g_build_filename (g_get_user_config_dir (), "weir", NULL);
  g_autofree char *name = g_build_filename (folder, "preferences.ini", NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (
      name, "[Preferences]\nColorScheme=purple\nDelay=-4\nTimeout=999999999999\n", -1, NULL));
  weir_preferences_reload (preferences);
  g_assert_cmpint (weir_preferences_get_color_scheme (preferences), ==, WEIR_COLOR_SCHEME_SYSTEM);
  g_assert_cmpuint (weir_preferences_get_delay_ms (preferences), ==, 0);
  g_assert_cmpint (weir_preferences_get_timeout_us (preferences), ==, 60 * G_TIME_SPAN_SECOND);
}

int
main (int argc, char **argv)
{
  if (fixture_main (&argc, &argv) != 0)
    return 0;
  fixture_add ("/desktop/preferences/the colours of the person count more than those of the desktop",
               test_scheme);
  fixture_add ("/desktop/preferences/new flows and requests begin with what was set", test_new);
  fixture_add ("/desktop/preferences/another folder for runs is used at the next start", test_folder);
  fixture_add ("/desktop/preferences/a damaged file is as none", test_damaged);
  fixture_add ("/desktop/preferences/whether to ask before a load is kept", test_confirm_load);
  return fixture_run ();
}
