/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-recent.c: flows that were opened before, on the first page
 */

#include "config.h"

#include <glib/gstdio.h>

#include "weir-recent.h"
#include "window-fixture.h"

static const char set_step[] = "name: Found again\n"
                               "steps:\n"
                               "  - { name: Set a value, set: { value: 1 } }\n";

static void
set_wanted (gboolean wanted)
{
  g_object_set (gtk_settings_get_default (), "gtk-recent-files-enabled", wanted, NULL);
}

/* GTK 4.8 leaks a date each time the list is read. */
static gboolean
skip_with_sanitizer (void)
{
#ifdef __SANITIZE_ADDRESS__
  g_test_skip ("GTK's list of recent files leaks");
  return TRUE;
#else
  return FALSE;
#endif
}

static char *
write_flow (guint number)
{
  g_autofree char *name = g_strdup_printf ("recent-%u.flow.yaml", number);

  return fixture_write (name, set_step);
}

/* GTK forgets what is older than a month. */
static void
add (GBookmarkFile *bookmarks, const char *file_name, const char *application, int minute)
{
  g_autofree char *uri = g_filename_to_uri (file_name, NULL, NULL);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) time = g_date_time_add_minutes (now, minute - 60);

  g_bookmark_file_set_mime_type (bookmarks, uri, "application/yaml");
  g_bookmark_file_add_application (bookmarks, uri, application, "weir %u");
  g_bookmark_file_set_added_date_time (bookmarks, uri, time);
  g_bookmark_file_set_modified_date_time (bookmarks, uri, time);
}

static gboolean
is_latest (gpointer data)
{
  g_autoptr (GPtrArray) infos = weir_recent_list (1);
  g_autofree char *uri = g_filename_to_uri (data, NULL, NULL);

  return infos->len == 1 && g_str_equal (gtk_recent_info_get_uri (infos->pdata[0]), uri);
}

/* As a desktop has it before the program starts: seven flows, one of which is gone, and a file of another
 * program; the one with the highest number is the latest. */
static void
write_list (void)
{
  g_autofree char *list_name = g_build_filename (g_get_user_data_dir (), "recently-used.xbel", NULL);
  g_autofree char *foreign = fixture_write ("foreign.txt", "not a flow");
  GBookmarkFile *bookmarks = g_bookmark_file_new ();

  for (guint i = 1; i <= 7; i++)
    {
      g_autofree char *file_name = write_flow (i);

      add (bookmarks, file_name, "Weir", (int) i);
      if (i == 6)
        g_assert_cmpint (g_unlink (file_name), ==, 0);
    }
  add (bookmarks, foreign, "Another Program", 59);
  g_assert_true (g_bookmark_file_to_file (bookmarks, list_name, NULL));
  g_bookmark_file_free (bookmarks);
}

static void
test_first_page (Fixture *fixture)
{
  const char *const shown[] = { "recent-7", "recent-5", "recent-4", "recent-3", "recent-2" };
  GtkListBox *list;

  if (skip_with_sanitizer ())
    return;
  /* The first list is that of changes that were not saved. */
  list = GTK_LIST_BOX (fixture_find (GTK_WIDGET (fixture->window), GTK_TYPE_LIST_BOX, 1));
  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (list, (int) i);
      g_autofree char *text = NULL;

      g_assert_nonnull (row);
      text = fixture_collect_text (GTK_WIDGET (row));
      assert_contains (text, shown[i]);
    }
  g_assert_null (gtk_list_box_get_row_at_index (list, G_N_ELEMENTS (shown)));
  g_assert_true (gtk_widget_activate (GTK_WIDGET (gtk_list_box_get_row_at_index (list, 1))));
  g_assert_cmpstr (weir_window_get_page (fixture->window), ==, "flow");
  g_assert_cmpstr (weir_flow_get_name (weir_window_get_flow (fixture->window)), ==, "Found again");
}

static void
test_remembered (Fixture *fixture)
{
  g_autofree char *file_name = write_flow (8);

  if (skip_with_sanitizer ())
    return;
  fixture_open (fixture, file_name);
  g_assert_true (weir_test_wait (is_latest, file_name, DEADLINE_MS));
}

static void
test_not_wanted (Fixture *fixture)
{
  g_autofree char *file_name = write_flow (9);

  set_wanted (FALSE);
  fixture_open (fixture, file_name);
  g_assert_cmpstr (weir_window_get_page (fixture->window), ==, "flow");
  g_assert_false (is_latest (file_name));
}

int
main (int argc, char *argv[])
{
  if (fixture_main (&argc, &argv) != 0)
    return 0;
  write_list ();
#ifndef __SANITIZE_ADDRESS__
  set_wanted (TRUE);
#endif
  fixture_add ("/desktop/recent/the first page offers the five flows opened last, and opens them",
               test_first_page);
  fixture_add ("/desktop/recent/a flow that is opened is remembered", test_remembered);
  fixture_add ("/desktop/recent/a person who wants no list of recent files gets none", test_not_wanted);
  return fixture_run ();
}
