/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-window-state.c: sizes of the window and its panes, kept between starts
 */

#include "config.h"

#include "weir-window-state.h"

#define GROUP "Window"
/* A size beyond this is a damaged file, not a wish. */
#define LARGEST 16384
/* The steps never get more than this part of the window: the results need the room. */
#define STEPS_PART 0.36

static char *
get_file_name (void)
{
  return g_build_filename (g_get_user_state_dir (), "weir", "window.ini", NULL);
}

static int
read_size (GKeyFile *file, const char *key)
{
  int value = g_key_file_get_integer (file, GROUP, key, NULL);

  return value > 0 && value <= LARGEST ? value : 0;
}

static void
restore_panes (GtkWindow *window, GtkPaned *steps, int steps_position, GtkPaned *results,
               int results_position)
{
  int width;
  int height;

  gtk_window_get_default_size (window, &width, &height);
  if (steps_position == 0)
    steps_position = gtk_paned_get_position (steps);
  gtk_paned_set_position (steps, MIN (steps_position, (int) (width * STEPS_PART)));
  if (results_position > 0)
    gtk_paned_set_position (results, results_position);
}

/**
 * weir_window_state_load:
 * @window: a new window
 * @steps: the pane between steps and results
 * @results: the pane between the results and one of them
 *
 * Gives them the sizes they had when a window was closed last. Without such a file they stay as they are.
 */
void
weir_window_state_load (GtkWindow *window, GtkPaned *steps, GtkPaned *results)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *name = get_file_name ();
  int width;
  int height;

  if (!g_key_file_load_from_file (file, name, G_KEY_FILE_NONE, NULL))
    return;
  width = read_size (file, "Width");
  height = read_size (file, "Height");
  if (width > 0 && height > 0)
    gtk_window_set_default_size (window, width, height);
  if (g_key_file_get_boolean (file, GROUP, "Maximized", NULL))
    gtk_window_maximize (window);
  restore_panes (window, steps, read_size (file, "StepsPane"), results, read_size (file, "ResultsPane"));
}

/**
 * weir_window_state_save:
 * @window: a window that is about to close
 * @steps: the pane between steps and results
 * @results: the pane between the results and one of them
 *
 * Remembers their sizes. A folder that cannot be written to costs no more than the sizes.
 */
void
weir_window_state_save (GtkWindow *window, GtkPaned *steps, GtkPaned *results)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *name = get_file_name ();
  g_autofree char *folder = g_path_get_dirname (name);
  int width;
  int height;

  gtk_window_get_default_size (window, &width, &height);
  g_key_file_set_integer (file, GROUP, "Width", width);
  g_key_file_set_integer (file, GROUP, "Height", height);
  g_key_file_set_boolean (file, GROUP, "Maximized", gtk_window_is_maximized (window));
  g_key_file_set_integer (file, GROUP, "StepsPane", gtk_paned_get_position (steps));
  g_key_file_set_integer (file, GROUP, "ResultsPane", gtk_paned_get_position (results));
  if (g_mkdir_with_parents (folder, 0700) != 0 || !g_key_file_save_to_file (file, name, &error))
    g_debug ("The sizes of the window are not kept: %s", error != NULL ? error->message : g_strerror (errno));
}
