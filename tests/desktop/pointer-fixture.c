/* SPDX-License-Identifier: GPL-3.0-or-later
 * pointer-fixture.c: a real pointer and a real keyboard in a window: xdotool has them, as a hand does
 */

#include "config.h"

#include <gdk/x11/gdkx.h>

#include "pointer-fixture.h"

/**
 * pointer_get_window:
 * @fixture: the fixture
 *
 * Returns: what xdotool calls its window
 */
gulong
pointer_get_window (Fixture *fixture)
{
  return gdk_x11_surface_get_xid (gtk_native_get_surface (GTK_NATIVE (fixture->window)));
}

/**
 * pointer_find_middle:
 * @fixture: the fixture
 * @widget: a widget in its window
 *
 * Returns: where its middle is in the window of the display
 */
graphene_point_t
pointer_find_middle (Fixture *fixture, GtkWidget *widget)
{
  graphene_point_t middle = GRAPHENE_POINT_INIT ((float) gtk_widget_get_width (widget) / 2,
                                                 (float) gtk_widget_get_height (widget) / 2);
  graphene_point_t point;
  double x;
  double y;

  g_assert_true (gtk_widget_compute_point (widget, GTK_WIDGET (fixture->window), &middle, &point));
  gtk_native_get_surface_transform (GTK_NATIVE (fixture->window), &x, &y);
  return GRAPHENE_POINT_INIT (point.x + (float) x, point.y + (float) y);
}

static void
exited_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_assert_true (g_subprocess_wait_check_finish (G_SUBPROCESS (source), result, NULL));
  *(gboolean *) data = TRUE;
}

static gboolean
is_set (gpointer data)
{
  return *(gboolean *) data;
}

/**
 * pointer_use:
 * @script: (transfer full): what xdotool does while the program runs, its words with blanks between them
 */
void
pointer_use (GString *script)
{
  g_auto (GStrv) words = g_strsplit (g_strstrip (script->str), " ", -1);
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done = FALSE;

  g_ptr_array_add (arguments, (gpointer) "xdotool");
  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_ptr_array_add (arguments, words[i]);
  g_ptr_array_add (arguments, NULL);
  /* So it is not forked, which makes pages of memory that are written to slow for a while. */
  process = g_subprocess_newv ((const char *const *) arguments->pdata, G_SUBPROCESS_FLAGS_INHERIT_FDS, &error);
  g_assert_no_error (error);
  g_subprocess_wait_check_async (process, NULL, exited_cb, &done);
  g_assert_true (weir_test_wait (is_set, &done, DEADLINE_MS));
  g_string_free (script, TRUE);
}
