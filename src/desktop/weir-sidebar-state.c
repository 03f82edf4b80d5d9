/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-sidebar-state.c: what of the sidebar is kept between starts
 *
 * In a file of the person's own. Nothing is ever put into the folders themselves.
 */

#include "config.h"

#include "weir-sidebar-state.h"

#define GROUP "Sidebar"
#define MOST_RECENT 8
/* A width beyond this is a damaged file, not a wish. */
#define WIDEST 4096

static char *
get_file_name (void)
{
  return g_build_filename (g_get_user_state_dir (), "weir", "sidebar.ini", NULL);
}

/**
 * weir_sidebar_state_load:
 *
 * Returns: (transfer full): what was saved last; folders that are not there any more are left out of it
 */
WeirSidebarState *
weir_sidebar_state_load (void)
{
  WeirSidebarState *state = g_new0 (WeirSidebarState, 1);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GStrvBuilder) recent = g_strv_builder_new ();
  g_autofree char *name = get_file_name ();
  g_auto (GStrv) saved = NULL;
  int width;

  g_key_file_load_from_file (file, name, G_KEY_FILE_NONE, NULL);
  state->visible = g_key_file_get_boolean (file, GROUP, "Visible", NULL);
  width = g_key_file_get_integer (file, GROUP, "Width", NULL);
  state->width = width > 0 && width <= WIDEST ? width : 0;
  state->folder = g_key_file_get_string (file, GROUP, "Folder", NULL);
  if (state->folder != NULL && !g_file_test (state->folder, G_FILE_TEST_IS_DIR))
    g_clear_pointer (&state->folder, g_free);
  saved = g_key_file_get_string_list (file, GROUP, "Recent", NULL, NULL);
  for (guint i = 0; saved != NULL && saved[i] != NULL && i < MOST_RECENT; i++)
    if (g_file_test (saved[i], G_FILE_TEST_IS_DIR))
      g_strv_builder_add (recent, saved[i]);
  state->recent = g_strv_builder_end (recent);
  return state;
}

/**
 * weir_sidebar_state_save:
 * @state: how the sidebar is
 *
 * Remembers it. A place that cannot be written to costs no more than that.
 */
void
weir_sidebar_state_save (const WeirSidebarState *state)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *name = get_file_name ();
  g_autofree char *parent = g_path_get_dirname (name);

  g_key_file_set_boolean (file, GROUP, "Visible", state->visible);
  g_key_file_set_integer (file, GROUP, "Width", state->width);
  if (state->folder != NULL)
    g_key_file_set_string (file, GROUP, "Folder", state->folder);
  g_key_file_set_string_list (file, GROUP, "Recent", (const char *const *) state->recent,
                              g_strv_length (state->recent));
  if (g_mkdir_with_parents (parent, 0700) != 0 || !g_key_file_save_to_file (file, name, &error))
    g_debug ("The sidebar is not kept: %s", error != NULL ? error->message : g_strerror (errno));
}

/**
 * weir_sidebar_state_add_recent:
 * @folder: a folder of this computer that is being opened
 *
 * Remembers it as the latest one.
 */
void
weir_sidebar_state_add_recent (GFile *folder)
{
  g_autoptr (WeirSidebarState) state = weir_sidebar_state_load ();
  g_autoptr (GStrvBuilder) recent = g_strv_builder_new ();
  g_autofree char *path = g_file_get_path (folder);

  g_strv_builder_add (recent, path);
  for (guint i = 0; state->recent[i] != NULL && i < MOST_RECENT - 1; i++)
    if (!g_str_equal (state->recent[i], path))
      g_strv_builder_add (recent, state->recent[i]);
  g_strfreev (state->recent);
  state->recent = g_strv_builder_end (recent);
  weir_sidebar_state_save (state);
}

/**
 * weir_sidebar_state_free:
 * @state: (transfer full): a state
 */
void
weir_sidebar_state_free (WeirSidebarState *state)
{
  g_free (state->folder);
  g_strfreev (state->recent);
  g_free (state);
}
