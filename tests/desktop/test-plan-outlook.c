/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-plan-outlook.c: what a load plan will do, as the window tells it while the plan is edited
 */

#include "config.h"

#include <string.h>

#include "weir-help-window.h"
#include "window-fixture.h"

static const char shop[] = "name: Shop\n"
                           "rounds:\n"
                           "  - name: Buyers\n"
                           "    numberOfClients: 20\n"
                           "    iterations:\n"
                           "      - name: Browse\n"
                           "        mode: DCB\n"
                           "        duration: 30\n"
                           "        batchSize: 5\n"
                           "        coolDownTime: 500\n"
                           "        httpRequest: { url: \"http://127.0.0.1:8020/books\" }\n";

static WeirPlanEditor *
get_editor (Fixture *fixture)
{
  return weir_plan_view_get_editor (weir_window_get_plan_view (fixture->window));
}

static gpointer
item_at (GListStore *store, guint index)
{
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (store), index);

  return item;
}

static WeirRound *
get_round (Fixture *fixture)
{
  return item_at (weir_plan_get_rounds (weir_session_get_plan (weir_window_get_session (fixture->window))),
                  0);
}

static void
type (Fixture *fixture, gpointer object, const char *property, const char *text)
{
  GtkWidget *field = weir_plan_editor_get_field (get_editor (fixture), object, property);

  weir_value_entry_type (WEIR_VALUE_ENTRY (field), text);
}

static WeirChartCanvas *
get_canvas (Fixture *fixture)
{
  WeirIterationEditor *editor = weir_plan_editor_get_iteration (get_editor (fixture));

  return weir_chart_view_get_canvas (
      weir_mode_timeline_get_view (weir_iteration_editor_get_timeline (editor)));
}

static WeirChart *
get_chart (Fixture *fixture)
{
  return weir_chart_canvas_get_chart (get_canvas (fixture));
}

static int
measure (Fixture *fixture)
{
  int height;

  gtk_widget_measure (GTK_WIDGET (get_canvas (fixture)), GTK_ORIENTATION_VERTICAL, 500, NULL, &height, NULL,
                      NULL);
  return height;
}

typedef struct
{
  Fixture *fixture;
  const char *part;
} Wanted;

static gboolean
is_drawn (gpointer data)
{
  Wanted *wanted = data;

  return strstr (weir_chart_get_summary (get_chart (wanted->fixture)), wanted->part) != NULL;
}

static void
assert_drawn (Fixture *fixture, const char *part)
{
  Wanted wanted = { fixture, part };

  if (!weir_test_wait (is_drawn, &wanted, DEADLINE_MS))
    g_error ("“%s” is not in: %s", part, weir_chart_get_summary (get_chart (fixture)));
}

static void
test_timeline (Fixture *fixture)
{
  g_autofree char *path = fixture_write ("shop.plan.yaml", shop);
  WeirIteration *iteration;
  WeirPacing *pacing;
  GtkWidget *mode;
  int height;

  fixture_open (fixture, path);
  iteration = item_at (weir_round_get_iterations (get_round (fixture)), 0);
  pacing = weir_iteration_get_pacing (iteration);
  weir_plan_tree_select_object (weir_plan_view_get_tree (weir_window_get_plan_view (fixture->window)),
                                iteration);
  assert_drawn (fixture, "Each client launches 5 at once every 500 ms for 30 s, 300 in all.");
  height = measure (fixture);
  type (fixture, pacing, "batch-size", "7");
  assert_drawn (fixture, "launches 7 at once");
  type (fixture, pacing, "cool-down-us", "soon");
  assert_drawn (fixture, "soon");
  g_assert_true (weir_chart_is_empty (get_chart (fixture)));
  g_assert_cmpint (measure (fixture), ==, height);
  type (fixture, pacing, "cool-down-us", "2s");
  assert_drawn (fixture, "launches 7 at once every 2 s");
  mode = weir_plan_editor_get_field (get_editor (fixture), pacing, "mode");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (mode), WEIR_MODE_R);
  assert_drawn (fixture, "Each client sends ");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (mode), WEIR_N_MODES);
  assert_drawn (fixture, "by the clock");
}

static gboolean
is_told (gpointer data)
{
  Wanted *wanted = data;
  WeirPlanView *view = weir_window_get_plan_view (wanted->fixture->window);

  return strstr (weir_plan_outlook_view_get_sentence (weir_plan_view_get_form_outlook (view)),
                 wanted->part) != NULL;
}

static void
assert_told (Fixture *fixture, const char *part)
{
  Wanted wanted = { fixture, part };

  if (!weir_test_wait (is_told, &wanted, DEADLINE_MS))
    g_error ("“%s” is not told", part);
}

/* Sentence and picture are of the plan as it is now; the picture leads to the form of what is in it. */
static void
test_view (Fixture *fixture)
{
  g_autofree char *path = fixture_write ("shop.plan.yaml", shop);
  WeirPlanView *view = weir_window_get_plan_view (fixture->window);
  WeirChartView *picture;
  WeirChart *chart;
  g_autofree char *cell = NULL;

  fixture_open (fixture, path);
  picture = weir_plan_outlook_view_get_picture (weir_plan_view_get_form_outlook (view));
  assert_told (fixture, "20 clients at a time: 6000 requests, up to 200 per second, for 29.5 s and the last "
                        "answers, to 127.0.0.1 (this computer).");
  weir_plan_tree_select_object (weir_plan_view_get_tree (view), get_round (fixture));
  type (fixture, get_round (fixture), "clients", "30");
  weir_plan_tree_select_object (weir_plan_view_get_tree (view),
                                weir_session_get_plan (weir_window_get_session (fixture->window)));
  assert_told (fixture, "30 clients at a time: 9000 requests");
  chart = weir_chart_canvas_get_chart (weir_chart_view_get_canvas (picture));
  cell = weir_chart_get_cell (chart, 0, 3);
  g_assert_cmpstr (cell, ==, "30 clients");
  g_assert_cmpuint (weir_chart_get_n_rows (chart), ==, 2);
  g_signal_emit_by_name (picture, "jump", 0, 0, 0u, 0u);
  g_assert_true (weir_plan_editor_get_object (get_editor (fixture)) ==
                 item_at (weir_round_get_iterations (get_round (fixture)), 0));
  g_signal_emit_by_name (picture, "jump", 0, -1, 0u, 0u);
  g_assert_true (weir_plan_editor_get_object (get_editor (fixture)) == get_round (fixture));
}

static WeirHelpWindow *
find_help (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (WEIR_IS_HELP_WINDOW (window))
        return WEIR_HELP_WINDOW (window);
    }
  return NULL;
}

static gboolean
is_gone (gpointer data)
{
  return find_help () == NULL;
}

/* Every picture shows something, and can be read as a table. */
static guint
check_pictures (GtkWidget *widget)
{
  guint n_pictures = 0;

  if (WEIR_IS_CHART_VIEW (widget))
    {
      WeirChart *chart = weir_chart_canvas_get_chart (weir_chart_view_get_canvas (WEIR_CHART_VIEW (widget)));

      g_assert_false (weir_chart_is_empty (chart));
      g_assert_cmpuint (weir_chart_get_n_rows (chart), >, 0);
      return 1;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    n_pictures += check_pictures (child);
  return n_pictures;
}

static void
check_sections (WeirHelpWindow *help)
{
  GtkListBox *list = weir_help_window_get_list (help);
  GtkStack *pages = weir_help_window_get_pages (help);
  guint n_pictures = 0;

  for (int i = 0; gtk_list_box_get_row_at_index (list, i) != NULL; i++)
    {
      g_autofree char *text = NULL;

      gtk_list_box_select_row (list, gtk_list_box_get_row_at_index (list, i));
      text = fixture_collect_text (gtk_stack_get_visible_child (pages));
      g_assert_cmpuint (strlen (text), >, 150);
      n_pictures += check_pictures (gtk_stack_get_visible_child (pages));
    }
  g_assert_cmpuint (n_pictures, ==, 9);
}

static void
test_help (Fixture *fixture)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (fixture->window));
  g_auto (GStrv) keys = gtk_application_get_accels_for_action (application, "app.help");
  WeirHelpWindow *help;
  int width, height;

  g_assert_cmpstr (keys[0], ==, "F1");
  g_action_group_activate_action (G_ACTION_GROUP (application), "help", NULL);
  help = find_help ();
  g_assert_nonnull (help);
  g_assert_false (gtk_window_get_modal (GTK_WINDOW (help)));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (help));
  gtk_widget_measure (GTK_WIDGET (help), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  gtk_widget_measure (GTK_WIDGET (help), GTK_ORIENTATION_VERTICAL, 800, &height, NULL, NULL, NULL);
  g_assert_cmpint (width, <=, 800);
  g_assert_cmpint (height, <=, 500);
  check_sections (help);
  /* A second time it is the same window. */
  g_action_group_activate_action (G_ACTION_GROUP (application), "help", NULL);
  g_assert_true (find_help () == help);
  gtk_window_close (GTK_WINDOW (help));
  g_assert_true (weir_test_wait (is_gone, NULL, DEADLINE_MS));
}

int
main (int argc, char **argv)
{
  fixture_main (&argc, &argv);
  fixture_add ("/desktop/plan-outlook/the picture of a mode follows what is typed", test_timeline);
  fixture_add ("/desktop/plan-outlook/a plan is told and drawn as it is, and leads to its forms", test_view);
  fixture_add ("/desktop/plan-outlook/the help explains load plans in words and pictures", test_help);
  return fixture_run ();
}
