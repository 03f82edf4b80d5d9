/* SPDX-License-Identifier: GPL-3.0-or-later
 * sidebar-fixture.c: a folder of its own for a test, and the sidebar used as a person would
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "sidebar-fixture.h"

char *sidebar_root;

char *
sidebar_get_path (const char *name)
{
  return g_build_filename (sidebar_root, name, NULL);
}

void
sidebar_write_file (Fixture *fixture, const char *name, const char *text)
{
  g_autofree char *path = sidebar_get_path (name);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autoptr (GString) whole = g_string_new (text);

  if (strstr (text, "BASE") != NULL)
    g_string_replace (whole, "BASE", weir_sample_api_get_url (fixture_start_api (fixture)), 0);
  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, whole->str, -1, NULL));
}

char *
sidebar_read_file (const char *name)
{
  g_autofree char *path = sidebar_get_path (name);
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

gboolean
sidebar_exists (const char *name)
{
  g_autofree char *path = sidebar_get_path (name);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

WeirSidebar *
sidebar_get_sidebar (Fixture *fixture)
{
  return weir_window_get_sidebar (fixture->window);
}

static gboolean
is_idle (gpointer data)
{
  return !weir_folder_is_busy (weir_sidebar_get_folder (data));
}

void
sidebar_wait_idle (Fixture *fixture)
{
  g_assert_true (weir_test_wait (is_idle, sidebar_get_sidebar (fixture), DEADLINE_MS));
}

void
sidebar_open_root (Fixture *fixture)
{
  fixture_open (fixture, sidebar_root);
  sidebar_wait_idle (fixture);
}

/* What the rows say, one a line. */
static char *
read_rows (Fixture *fixture)
{
  GString *text = g_string_new (NULL);
  char *row;

  for (guint i = 0; (row = weir_sidebar_get_text (sidebar_get_sidebar (fixture), i)) != NULL; i++)
    {
      g_string_append_printf (text, "%s\n", row);
      g_free (row);
    }
  return g_string_free (text, FALSE);
}

typedef struct
{
  Fixture *fixture;
  const char *expected;
} Expected;

static gboolean
reads_so (gpointer data)
{
  Expected *expected = data;
  g_autofree char *text = read_rows (expected->fixture);

  return g_str_equal (text, expected->expected);
}

void
sidebar_assert_rows (Fixture *fixture, const char *rows)
{
  Expected expected = { fixture, rows };
  g_autofree char *text = NULL;

  if (weir_test_wait (reads_so, &expected, DEADLINE_MS))
    return;
  text = read_rows (fixture);
  g_assert_cmpstr (text, ==, rows);
}

typedef struct
{
  WeirSidebar *sidebar;
  GFile *file;
} Wanted;

static gboolean
is_selected (gpointer data)
{
  Wanted *wanted = data;

  return weir_sidebar_select (wanted->sidebar, wanted->file);
}

void
sidebar_select_file (Fixture *fixture, const char *name)
{
  g_autofree char *path = sidebar_get_path (name);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  Wanted wanted = { sidebar_get_sidebar (fixture), file };

  g_assert_true (weir_test_wait (is_selected, &wanted, DEADLINE_MS));
}

void
sidebar_activate (Fixture *fixture, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (sidebar_get_sidebar (fixture)), action, NULL));
}

GtkWidget *
sidebar_find_list (Fixture *fixture)
{
  return fixture_find (GTK_WIDGET (sidebar_get_sidebar (fixture)), GTK_TYPE_LIST_VIEW, 0);
}

GtkWidget *
sidebar_find_name_popover (Fixture *fixture)
{
  return fixture_find (GTK_WIDGET (sidebar_get_sidebar (fixture)), g_type_from_name ("WeirNamePopover"), 0);
}

/* Types a name where one is asked for, and says yes. */
void
sidebar_answer_name (Fixture *fixture, const char *name)
{
  GtkWidget *popover = sidebar_find_name_popover (fixture);

  g_assert_true (gtk_widget_get_visible (popover));
  gtk_editable_set_text (GTK_EDITABLE (fixture_find (popover, GTK_TYPE_ENTRY, 0)), name);
  g_signal_emit_by_name (fixture_find (popover, GTK_TYPE_BUTTON, 0), "clicked");
}

gboolean
sidebar_has_one_run (gpointer data)
{
  g_autoptr (WeirArchive) archive = weir_archive_open (NULL, NULL);
  g_autoptr (GPtrArray) runs = weir_archive_list_flow_runs (archive, data, 10, NULL);

  return runs->len == 1;
}

static gboolean
is_gone (gpointer data)
{
  return !sidebar_exists (data);
}

static gboolean
has_message (gpointer data)
{
  return weir_window_get_message (((Fixture *) data)->window) != NULL;
}

/* Where the test runs there may be a trash or not: what is asked depends on that, what comes of it does
 * not. */
void
sidebar_trash (Fixture *fixture, const char *name)
{
  gint64 end = g_get_monotonic_time () + DEADLINE_MS * G_GINT64_CONSTANT (1000);

  sidebar_select_file (fixture, name);
  sidebar_activate (fixture, "sidebar.trash");
  while (sidebar_exists (name) && fixture_get_dialog () == NULL && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  if (fixture_get_dialog () != NULL)
    fixture_answer ("Delete");
  g_assert_true (weir_test_wait (is_gone, (gpointer) name, DEADLINE_MS));
  g_assert_true (weir_test_wait (has_message, fixture, DEADLINE_MS));
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_tree (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

static gboolean
is_hidden_name (const char *name)
{
  return *name == '.' && !g_str_equal (name, ".git");
}

/* Whatever was done, nothing hidden has been put into the folder. */
static void
assert_nothing_hidden (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      g_assert_false (is_hidden_name (name));
      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        assert_nothing_hidden (child);
    }
}

void
sidebar_run_in_folder (Fixture *fixture, FixtureTest test)
{
  sidebar_root = g_dir_make_tmp ("weir-folder-XXXXXX", NULL);
  test (fixture);
  assert_nothing_hidden (sidebar_root);
  remove_tree (sidebar_root);
  g_clear_pointer (&sidebar_root, g_free);
}
