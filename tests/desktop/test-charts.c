/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-charts.c: charts on the screen: pointer, keyboard, series, table, names, pictures, updates while
 * hidden
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "weir-charts-page.h"
#include "weir-made-charts.h"
#include "window-fixture.h"

static const char *const names[] = { "Log in", "List items", "Check out" };

typedef struct
{
  GtkWidget *window;
  WeirChartsPage *page;
  MadeCharts made;
  int part;
  int step;
  guint iteration;
  guint vu;
  guint n_jumps;
} Shown;

static gint64
ordinary (guint pass, guint step)
{
  if (pass == 3 && step == 2)
    return -500000;
  return (step + 1) * 100000 + pass * 1000;
}

static void
jump_cb (Shown *shown, int part, int step, guint iteration, guint vu)
{
  shown->part = part;
  shown->step = step;
  shown->iteration = iteration;
  shown->vu = vu;
  shown->n_jumps++;
}

static gboolean
is_drawn (gpointer data)
{
  WeirChartView *view = weir_charts_page_get_view (data, "time-per-iteration");

  return view != NULL && weir_chart_canvas_get_n_drawn (weir_chart_view_get_canvas (view)) > 0;
}

static void
show (Shown *shown)
{
  *shown = (Shown) { .made = made_charts_new (names, 3, 10, FALSE, ordinary) };
  shown->window = gtk_window_new ();
  shown->page = WEIR_CHARTS_PAGE (weir_charts_page_new ());
  g_signal_connect_swapped (shown->page, "jump", G_CALLBACK (jump_cb), shown);
  gtk_window_set_default_size (GTK_WINDOW (shown->window), 760, 700);
  gtk_window_set_child (GTK_WINDOW (shown->window), GTK_WIDGET (shown->page));
  weir_charts_page_set_data (shown->page, shown->made.series, shown->made.statistics, shown->made.windows);
  gtk_window_present (GTK_WINDOW (shown->window));
  g_assert_true (weir_test_wait (is_drawn, shown->page, DEADLINE_MS));
}

static void
clear (Shown *shown)
{
  gtk_window_destroy (GTK_WINDOW (shown->window));
  made_charts_clear (&shown->made);
}

static WeirChartView *
get_view (Shown *shown, const char *id)
{
  WeirChartView *view = weir_charts_page_get_view (shown->page, id);

  g_assert_nonnull (view);
  return view;
}

static WeirChartCanvas *
get_canvas (Shown *shown, const char *id)
{
  return weir_chart_view_get_canvas (get_view (shown, id));
}

static void
test_which (Fixture *fixture)
{
  Shown shown;
  g_autofree char *text = NULL;

  show (&shown);
  g_assert_nonnull (weir_charts_page_get_view (shown.page, "iteration-by-step"));
  g_assert_nonnull (weir_charts_page_get_view (shown.page, "waterfall"));
  g_assert_nonnull (weir_charts_page_get_view (shown.page, "answers"));
  /* Nothing ran side by side. */
  g_assert_null (weir_charts_page_get_view (shown.page, "side-by-side"));
  text = fixture_collect_text (GTK_WIDGET (shown.page));
  assert_contains (text, "Time per iteration");
  assert_contains (text, "Check out failed in 1 of 10 iterations.");
  clear (&shown);
}

static void
test_pointer (Fixture *fixture)
{
  Shown shown;
  WeirChartCanvas *canvas;
  WeirChartHit point;
  WeirChartHit hit;

  show (&shown);
  canvas = get_canvas (&shown, "time-per-iteration");
  g_assert_false (weir_chart_canvas_get_hit (canvas, &hit));
  g_assert_true (weir_chart_locate (weir_chart_canvas_get_chart (canvas), 2, 3, &point));
  weir_chart_canvas_point_at (canvas, point.x + 2, point.y - 2);
  g_assert_true (weir_chart_canvas_get_hit (canvas, &hit));
  g_assert_cmpuint (hit.series, ==, 2);
  g_assert_cmpuint (hit.index, ==, 3);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (canvas), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Time per iteration");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (canvas), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "Iteration 4, Check out: 500 ms, failed");
  weir_chart_canvas_activate (canvas);
  g_assert_cmpuint (shown.n_jumps, ==, 1);
  g_assert_cmpint (shown.part, ==, 1);
  g_assert_cmpint (shown.step, ==, 2);
  g_assert_cmpuint (shown.iteration, ==, 4);
  weir_chart_canvas_leave (canvas);
  weir_chart_canvas_activate (canvas);
  g_assert_cmpuint (shown.n_jumps, ==, 1);
  clear (&shown);
}

static gboolean
press (WeirChartCanvas *canvas, guint key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (canvas));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);
      gboolean handled = FALSE;

      if (!GTK_IS_EVENT_CONTROLLER_KEY (controller))
        continue;
      g_signal_emit_by_name (controller, "key-pressed", key, 0, 0, &handled);
      return handled;
    }
  g_assert_not_reached ();
}

static void
test_keyboard (Fixture *fixture)
{
  Shown shown;
  WeirChartCanvas *canvas;
  WeirChartHit hit;

  show (&shown);
  canvas = get_canvas (&shown, "time-per-iteration");
  g_assert_true (gtk_widget_get_focusable (GTK_WIDGET (canvas)));
  g_assert_true (press (canvas, GDK_KEY_Right));
  g_assert_true (press (canvas, GDK_KEY_Right));
  g_assert_true (press (canvas, GDK_KEY_Down));
  g_assert_true (weir_chart_canvas_get_hit (canvas, &hit));
  g_assert_cmpuint (hit.series, ==, 1);
  g_assert_cmpuint (hit.index, ==, 1);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (canvas), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "Iteration 2, List items: 201 ms");
  g_assert_true (press (canvas, GDK_KEY_End));
  g_assert_true (weir_chart_canvas_get_hit (canvas, &hit));
  g_assert_cmpuint (hit.index, ==, 9);
  /* At the end the key is left to the list around, which scrolls. */
  g_assert_false (press (canvas, GDK_KEY_Right));
  g_assert_true (press (canvas, GDK_KEY_Return));
  g_assert_cmpuint (shown.iteration, ==, 10);
  g_assert_true (press (canvas, GDK_KEY_Escape));
  g_assert_false (weir_chart_canvas_get_hit (canvas, &hit));
  g_assert_false (press (canvas, GDK_KEY_Escape));
  clear (&shown);
}

static void
test_series (Fixture *fixture)
{
  Shown shown;
  WeirChartView *view;
  GtkToggleButton *button;

  show (&shown);
  view = get_view (&shown, "time-per-iteration");
  button = weir_chart_toggles_get_button (weir_chart_view_get_toggles (view), 1);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, "List items");
  g_assert_true (gtk_toggle_button_get_active (button));
  g_assert_true (gtk_widget_activate (GTK_WIDGET (button)));
  gtk_toggle_button_set_active (button, FALSE);
  g_assert_false (weir_chart_get_series_visible (weir_chart_canvas_get_chart (weir_chart_view_get_canvas (view)), 1));
  /* New data of the same run does not bring it back. */
  weir_chart_view_take_chart (view, weir_chart_new_pass_times (shown.made.series));
  g_assert_false (weir_chart_get_series_visible (weir_chart_canvas_get_chart (weir_chart_view_get_canvas (view)), 1));
  g_assert_true (button == weir_chart_toggles_get_button (weir_chart_view_get_toggles (view), 1));
  clear (&shown);
}

static gboolean
has_cell (gpointer data)
{
  g_autofree char *text = fixture_collect_text (data);

  return strstr (text, "500 ms, failed") != NULL;
}

static void
test_table (Fixture *fixture)
{
  Shown shown;
  WeirChartView *view;

  show (&shown);
  view = get_view (&shown, "time-per-iteration");
  g_assert_false (has_cell (view));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (view), "chart.show-table", NULL));
  g_assert_true (weir_test_wait (has_cell, view, DEADLINE_MS));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (view), "chart.show-table", NULL));
  g_assert_false (gtk_widget_get_child_visible (fixture_find (GTK_WIDGET (view), GTK_TYPE_COLUMN_VIEW, 0))
                  && gtk_widget_get_mapped (fixture_find (GTK_WIDGET (view), GTK_TYPE_COLUMN_VIEW, 0)));
  clear (&shown);
}

static gboolean
is_redrawn (gpointer data)
{
  guint *before = g_object_get_data (data, "before");

  return weir_chart_canvas_get_n_drawn (data) > *before;
}

static void
test_cache (Fixture *fixture)
{
  Shown shown;
  WeirChartCanvas *canvas;
  guint drawn;

  show (&shown);
  canvas = get_canvas (&shown, "time-per-iteration");
  drawn = weir_chart_canvas_get_n_drawn (canvas);
  for (guint i = 0; i < 5; i++)
    {
      g_assert_true (press (canvas, GDK_KEY_Right));
      gtk_test_widget_wait_for_draw (GTK_WIDGET (canvas));
    }
  g_assert_cmpuint (weir_chart_canvas_get_n_drawn (canvas), ==, drawn);
  g_object_set_data (G_OBJECT (canvas), "before", &drawn);
  weir_chart_canvas_set_series_visible (canvas, 0, FALSE);
  g_assert_true (weir_test_wait (is_redrawn, canvas, DEADLINE_MS));
  clear (&shown);
}

static void
test_save (Fixture *fixture)
{
  Shown shown;
  g_autofree char *folder = g_dir_make_tmp ("weir-charts-XXXXXX", NULL);
  const char *const endings[] = { "a.svg", "a.PNG" };
  const char *const begins[] = { "<?xml", "\x89PNG" };

  show (&shown);
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autoptr (GFile) file = g_file_new_build_filename (folder, endings[i], NULL);
      g_autoptr (GError) error = NULL;
      g_autofree char *content = NULL;

      g_assert_true (weir_chart_view_save (get_view (&shown, "time-per-step"), file, &error));
      g_assert_true (g_file_load_contents (file, NULL, &content, NULL, NULL, NULL));
      g_assert_true (g_str_has_prefix (content, begins[i]));
      g_file_delete (file, NULL, NULL);
    }
  {
    g_autoptr (GFile) nowhere = g_file_new_build_filename (folder, "missing", "a.svg", NULL);
    g_autoptr (GError) error = NULL;

    g_assert_false (weir_chart_view_save (get_view (&shown, "time-per-step"), nowhere, &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  }
  g_rmdir (folder);
  clear (&shown);
}

typedef struct
{
  WeirChartsPage *page;
  guint before;
} Updates;

static gboolean
has_updated (gpointer data)
{
  Updates *updates = data;

  return weir_charts_page_get_n_updates (updates->page) > updates->before;
}

static void
test_hidden (Fixture *fixture)
{
  Shown shown;
  Updates updates;

  show (&shown);
  gtk_widget_set_visible (GTK_WIDGET (shown.page), FALSE);
  updates = (Updates) { shown.page, weir_charts_page_get_n_updates (shown.page) };
  for (guint i = 0; i < 50; i++)
    {
      weir_charts_page_set_data (shown.page, shown.made.series, shown.made.statistics, shown.made.windows);
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
  g_assert_cmpuint (weir_charts_page_get_n_updates (shown.page), ==, updates.before);
  gtk_widget_set_visible (GTK_WIDGET (shown.page), TRUE);
  g_assert_true (weir_test_wait (has_updated, &updates, DEADLINE_MS));
  clear (&shown);
}

static void
test_rate (Fixture *fixture)
{
  Shown shown;
  gint64 begin;
  guint before;
  guint n;

  show (&shown);
  before = weir_charts_page_get_n_updates (shown.page);
  begin = g_get_monotonic_time ();
  for (guint i = 0; i < 300; i++)
    {
      weir_charts_page_set_data (shown.page, shown.made.series, shown.made.statistics, shown.made.windows);
      g_main_context_iteration (NULL, FALSE);
    }
  n = weir_charts_page_get_n_updates (shown.page) - before;
  g_assert_cmpuint (n, <=, (guint) ((g_get_monotonic_time () - begin) / 250000) + 1);
  clear (&shown);
}

static void
test_no_run (Fixture *fixture)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *page = weir_charts_page_new ();
  g_autofree char *text = NULL;

  gtk_window_set_child (GTK_WINDOW (window), page);
  gtk_window_present (GTK_WINDOW (window));
  weir_charts_page_set_data (WEIR_CHARTS_PAGE (page), NULL, NULL, NULL);
  text = fixture_collect_text (page);
  assert_contains (text, "There are no charts before the first run.");
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char *argv[])
{
  if (fixture_main (&argc, &argv) != 0)
    return 0;
  fixture_add ("/desktop/charts/a run of iterations has the charts that tell about iterations", test_which);
  fixture_add ("/desktop/charts/the pointer reads a point, a click jumps to its result", test_pointer);
  fixture_add ("/desktop/charts/arrow keys go from point to point and are read aloud", test_keyboard);
  fixture_add ("/desktop/charts/a series that was hidden stays hidden while data comes", test_series);
  fixture_add ("/desktop/charts/every chart is a table as well", test_table);
  fixture_add ("/desktop/charts/the cross-hair moves without the chart being drawn again", test_cache);
  fixture_add ("/desktop/charts/a chart is saved as SVG and PNG, or says why not", test_save);
  fixture_add ("/desktop/charts/nothing is done while the page is hidden", test_hidden);
  fixture_add ("/desktop/charts/updates come at most ten times a second", test_rate);
  fixture_add ("/desktop/charts/without a run a sentence says so", test_no_run);
  return fixture_run ();
}
