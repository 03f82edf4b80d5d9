/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-window.c: what the window shows before anything runs
 */

#include "config.h"

#include "window-fixture.h"

static const char two_steps[] = "name: Two steps\n"
                                "run: { iterations: 5 }\n"
                                "steps:\n"
                                "  - name: First\n"
                                "    httpRequest: { url: BASE/items }\n"
                                "  - name: Second\n"
                                "    enabled: false\n"
                                "    httpRequest: { method: POST, url: BASE/items }\n";

static void
test_first_start (Fixture *fixture)
{
  g_autofree char *text = fixture_collect_text (GTK_WIDGET (fixture->window));

  g_assert_cmpstr (weir_window_get_page (fixture->window), ==, "welcome");
  assert_contains (text, "Try the Sample Flow");
  assert_contains (text, "Open…");
  g_assert_false (fixture_is_enabled (fixture, "run"));
  g_assert_false (fixture_is_enabled (fixture, "stop"));
  g_assert_false (fixture_is_enabled (fixture, "reload"));
}

static void
test_sample (Fixture *fixture)
{
  g_autofree char *text = NULL;
  WeirVariable *base_url;

  fixture_activate (fixture, "win.sample");
  text = fixture_collect_text (GTK_WIDGET (fixture->window));
  g_assert_cmpstr (weir_window_get_page (fixture->window), ==, "flow");
  assert_contains (text, "Sample API at 127.0.0.1:");
  assert_contains (text, "Unsaved copy of the sample flow");
  assert_contains (text, "Before All");
  assert_contains (text, "After All");
  base_url = weir_flow_find_variable (weir_window_get_flow (fixture->window), "baseUrl");
  g_assert_true (g_str_has_prefix (weir_variable_get_value (base_url), "http://127.0.0.1:"));
  g_assert_cmpstr (weir_variable_get_value (base_url), !=, "http://127.0.0.1:8020");
  g_assert_true (fixture_is_enabled (fixture, "run"));
  g_assert_false (fixture_is_enabled (fixture, "reload"));
}

static void
test_options (Fixture *fixture)
{
  WeirActionBar *bar = weir_window_get_action_bar (fixture->window);

  fixture_open_text (fixture, two_steps);
  g_assert_cmpstr (weir_action_bar_get_label (bar), ==, "Run (5x)");
  g_assert_cmpstr (weir_action_bar_get_progress (bar), ==, "5 iterations");
}

static void
test_disabled_step (Fixture *fixture)
{
  WeirStepRow *row;

  fixture_open_text (fixture, two_steps);
  row = weir_step_list_get_row (weir_window_get_step_list (fixture->window), 1);
  g_assert_cmpstr (weir_step_row_get_outcome (row), ==, "disabled");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "POST Second, disabled");
}

static void
test_nothing_enabled (Fixture *fixture)
{
  WeirActionBar *bar = weir_window_get_action_bar (fixture->window);

  fixture_open_text (fixture, "name: Nothing\n"
                              "steps:\n"
                              "  - name: Only\n"
                              "    enabled: false\n"
                              "    httpRequest: { url: BASE/items }\n");
  g_assert_false (fixture_is_enabled (fixture, "run"));
  g_assert_cmpstr (weir_action_bar_get_progress (bar), ==, "No step is enabled: there is nothing to run.");
}

/* A load plan is no text that becomes a flow by mending it. */
static void
test_problems (Fixture *fixture)
{
  g_autofree char *file_name = fixture_write ("plan.yaml", "name: Peak\nrounds:\n  - name: One\n");
  g_autofree char *mended = NULL;
  g_autofree char *first = NULL;

  fixture_open (fixture, file_name);
  g_assert_cmpstr (weir_window_get_page (fixture->window), ==, "problems");
  first = weir_problems_page_get_text (weir_window_get_problems_page (fixture->window), 0);
  assert_contains (first, ": This is a load plan: ");
  g_assert_false (fixture_is_enabled (fixture, "run"));

  mended = fixture_write ("plan.yaml", "name: Mended\n"
                                       "steps:\n"
                                       "  - name: First\n"
                                       "    httpRequest: { url: http://127.0.0.1:1/ }\n");
  fixture_activate (fixture, "win.reload");
  g_assert_cmpstr (weir_window_get_page (fixture->window), ==, "flow");
  g_assert_cmpstr (weir_flow_get_name (weir_window_get_flow (fixture->window)), ==, "Mended");
}

/* What no text view can show is not opened as text. */
static void
test_no_text (Fixture *fixture)
{
  static const char *const texts[] = { "name: Sh\xf6p\nsteps: []\n", "name: \xff\xfe\n", "\x80PNG" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *file_name = fixture_write ("latin.flow.yaml", texts[i]);
      g_autofree char *text = NULL;

      fixture_open (fixture, file_name);
      g_assert_cmpstr (weir_window_get_page (fixture->window), ==, "problems");
      text = fixture_collect_text (GTK_WIDGET (weir_window_get_problems_page (fixture->window)));
      assert_contains (text, "UTF-8");
      fixture_activate (fixture, "win.close-document");
    }
}

static void
test_unreadable (Fixture *fixture)
{
  g_autofree char *text = NULL;

  fixture_open (fixture, "/nonexistent/gone.flow.yaml");
  g_assert_cmpstr (weir_window_get_page (fixture->window), ==, "problems");
  text = fixture_collect_text (GTK_WIDGET (weir_window_get_problems_page (fixture->window)));
  assert_contains (text, "gone.flow.yaml cannot be read");
  g_assert_true (fixture_is_enabled (fixture, "reload"));
}

static void
test_narrow (Fixture *fixture)
{
  int minimum_width;
  int minimum_height;

  fixture_activate (fixture, "win.sample");
  gtk_widget_measure (GTK_WIDGET (fixture->window), GTK_ORIENTATION_HORIZONTAL, -1, &minimum_width, NULL,
                      NULL, NULL);
  gtk_widget_measure (GTK_WIDGET (fixture->window), GTK_ORIENTATION_VERTICAL, -1, &minimum_height, NULL, NULL,
                      NULL);
  g_assert_cmpint (minimum_width, <=, 800);
  g_assert_cmpint (minimum_height, <=, 500);
}

int
main (int argc, char *argv[])
{
  if (fixture_main (&argc, &argv) != 0)
    return 0;
  fixture_add ("/desktop/window/without a document it offers the sample flow and open", test_first_start);
  fixture_add ("/desktop/window/the sample flow is an unsaved copy that uses the sample api", test_sample);
  fixture_add ("/desktop/window/the run button says how often it runs", test_options);
  fixture_add ("/desktop/window/a disabled step says so, to screen readers too", test_disabled_step);
  fixture_add ("/desktop/window/without an enabled step run is insensitive and says why",
               test_nothing_enabled);
  fixture_add ("/desktop/window/a load plan says what it is, and the file can be tried again", test_problems);
  fixture_add ("/desktop/window/a file that is no text says so", test_no_text);
  fixture_add ("/desktop/window/a file that cannot be read says so", test_unreadable);
  fixture_add ("/desktop/window/a flow fits into 800 by 500", test_narrow);
  return fixture_run ();
}
