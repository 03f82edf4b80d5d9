/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-text-size.c: no text is cut in a small window, and with letters twice as large
 */

#include "config.h"

#include "window-fixture.h"

static gboolean
is_cut (GtkWidget *widget)
{
  return GTK_IS_LABEL (widget) && pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (widget)));
}

static void
append_cut (GtkWidget *widget, GString *texts)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (is_cut (widget))
    g_string_append_printf (texts, "“%s” ", gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    append_cut (child, texts);
}

/* What is cut once the window has had some frames to settle. */
static char *
find_cut (Fixture *fixture)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (fixture->window));
  gint64 last = gdk_frame_clock_get_frame_counter (clock) + 10;
  GString *texts = g_string_new (NULL);

  while (gdk_frame_clock_get_frame_counter (clock) < last)
    {
      gtk_widget_queue_draw (GTK_WIDGET (fixture->window));
      g_main_context_iteration (NULL, TRUE);
    }
  append_cut (GTK_WIDGET (fixture->window), texts);
  return g_string_free (texts, FALSE);
}

static void
run_sample (Fixture *fixture)
{
  fixture_activate (fixture, "win.sample");
  fixture_activate (fixture, "win.run");
  fixture_wait_done (fixture);
}

static void
test_small (Fixture *fixture)
{
  g_autofree char *cut = NULL;
  int least;

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 800, 500);
  run_sample (fixture);
  cut = find_cut (fixture);
  gtk_widget_measure (GTK_WIDGET (fixture->window), GTK_ORIENTATION_VERTICAL, 800, &least, NULL, NULL, NULL);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->window)), <=, 800);
  g_assert_cmpint (least, <=, 500);
  g_assert_cmpstr (cut, ==, "");
}

static gboolean
is_outdated (gpointer data)
{
  return weir_session_get_file_state (data) == WEIR_SESSION_FILE_CHANGED;
}

/* The file was changed by another program, and saving says so, too. */
static void
test_small_noticed (Fixture *fixture)
{
  g_autofree char *file_name =
      fixture_write ("noticed.flow.yaml", "name: Noticed\n"
                                          "steps:\n"
                                          "  - { name: Wait, wait: 1 }\n");
  int least;

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 800, 500);
  fixture_open (fixture, file_name);
  fixture_activate (fixture, "win.run");
  fixture_wait_done (fixture);
  fixture_set_option (fixture, "iterations", 2);
  g_free (fixture_write ("noticed.flow.yaml", "name: Other\nsteps: []\n"));
  weir_session_check_file (weir_window_get_session (fixture->window));
  g_assert_true (weir_test_wait (is_outdated, weir_window_get_session (fixture->window), DEADLINE_MS));
  fixture_activate (fixture, "win.save");
  g_assert_nonnull (weir_window_get_message (fixture->window));
  gtk_widget_measure (GTK_WIDGET (fixture->window), GTK_ORIENTATION_VERTICAL, 800, &least, NULL, NULL, NULL);
  g_assert_cmpint (least, <=, 500);
}

static gboolean
has_all_tabs (gpointer data)
{
  GtkNotebook *tabs = data;

  for (int i = 0; i < gtk_notebook_get_n_pages (tabs); i++)
    if (!gtk_widget_get_mapped (gtk_notebook_get_tab_label (tabs, gtk_notebook_get_nth_page (tabs, i))))
      return FALSE;
  return gtk_widget_get_mapped (GTK_WIDGET (tabs));
}

/* Of a step that has something in each of them. */
static void
test_small_tabs (Fixture *fixture)
{
  WeirStepList *list = weir_window_get_step_list (fixture->window);
  GtkWidget *tabs;

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 800, 500);
  fixture_activate (fixture, "win.sample");
  weir_step_list_select (list, weir_step_list_get_row (list, 2));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.view", "s", "edit"));
  tabs = fixture_find (GTK_WIDGET (weir_window_get_editor (fixture->window)), GTK_TYPE_NOTEBOOK, 0);
  g_assert_true (weir_test_wait (has_all_tabs, tabs, DEADLINE_MS));
}

static void
test_large_letters (Fixture *fixture)
{
  g_autofree char *font = NULL;
  g_autofree char *cut = NULL;

  g_object_get (gtk_settings_get_default (), "gtk-font-name", &font, NULL);
  g_object_set (gtk_settings_get_default (), "gtk-font-name", "Sans 20", NULL);
  run_sample (fixture);
  cut = find_cut (fixture);
  g_object_set (gtk_settings_get_default (), "gtk-font-name", font, NULL);
  g_assert_cmpstr (cut, ==, "");
}

static gboolean
is_seen_whole (gpointer data)
{
  gpointer *widgets = data; /* what scrolls, and in what */

  return gtk_widget_get_height (widgets[0]) > 0
         && gtk_widget_get_height (widgets[0]) <= gtk_widget_get_height (widgets[1]);
}

/* Of After All, where names wrap, the last line is seen as well as the first. */
static void
test_large_sections (Fixture *fixture)
{
  g_autofree char *font = NULL;
  WeirStepSection *section;
  gpointer widgets[2];

  g_object_get (gtk_settings_get_default (), "gtk-font-name", &font, NULL);
  g_object_set (gtk_settings_get_default (), "gtk-font-name", "Sans 20", NULL);
  run_sample (fixture);
  section = weir_step_list_get_section (weir_window_get_step_list (fixture->window),
                                        WEIR_FLOW_PART_AFTER_ALL);
  widgets[0] = weir_step_section_get_list (section);
  widgets[1] = gtk_widget_get_ancestor (widgets[0], GTK_TYPE_SCROLLED_WINDOW);
  g_assert_true (weir_test_wait (is_seen_whole, widgets, DEADLINE_MS));
  g_object_set (gtk_settings_get_default (), "gtk-font-name", font, NULL);
}

/* Of the button that shows and hides the sidebar, in pixels. */
static int
measure_icon (Fixture *fixture)
{
  const char wanted[] = "weir-sidebar-symbolic";
  GtkWidget *image = NULL;
  int width;

  for (guint i = 0; image == NULL || g_strcmp0 (gtk_image_get_icon_name (GTK_IMAGE (image)), wanted) != 0; i++)
    image = fixture_find (GTK_WIDGET (fixture->window), GTK_TYPE_IMAGE, i);
  gtk_widget_measure (image, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  return width;
}

static gboolean
is_large (gpointer data)
{
  return measure_icon (data) >= 32;
}

static gboolean
is_usual (gpointer data)
{
  return measure_icon (data) == 16;
}

/* The setting of the desktop for large text, which is a resolution, and a large font */
static void
test_icons (Fixture *fixture)
{
  GtkSettings *settings = gtk_settings_get_default ();
  g_autofree char *font = NULL;
  int resolution;

  g_object_get (settings, "gtk-font-name", &font, "gtk-xft-dpi", &resolution, NULL);
  g_object_set (settings, "gtk-font-name", "Sans 11", "gtk-xft-dpi", 96 * 1024, NULL);
  g_assert_true (weir_test_wait (is_usual, fixture, DEADLINE_MS));
  g_object_set (settings, "gtk-xft-dpi", 192 * 1024, NULL);
  g_assert_true (weir_test_wait (is_large, fixture, DEADLINE_MS));
  g_object_set (settings, "gtk-xft-dpi", 96 * 1024, NULL);
  g_assert_true (weir_test_wait (is_usual, fixture, DEADLINE_MS));
  g_object_set (settings, "gtk-font-name", "Sans 22", NULL);
  g_assert_true (weir_test_wait (is_large, fixture, DEADLINE_MS));
  g_object_set (settings, "gtk-font-name", font, "gtk-xft-dpi", resolution, NULL);
}

int
main (int argc, char *argv[])
{
  if (fixture_main (&argc, &argv) != 0)
    return 0;
  fixture_add ("/desktop/text size/no text is cut in a window of 800 by 500", test_small);
  fixture_add ("/desktop/text size/results have room below two notices in a window of 800 by 500",
               test_small_noticed);
  fixture_add ("/desktop/text size/all tabs of a step are seen in a window of 800 by 500", test_small_tabs);
  fixture_add ("/desktop/text size/no text is cut with letters twice as large", test_large_letters);
  fixture_add ("/desktop/text size/icons grow with the text", test_icons);
  fixture_add ("/desktop/text size/after all is seen whole with letters twice as large", test_large_sections);
  return fixture_run ();
}
