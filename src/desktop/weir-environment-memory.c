/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-environment-memory.c: the environment a person chose for a flow, kept between starts
 *
 * It is the person's choice, not a part of the document: it is kept beside the sizes of the window.
 */

#include "config.h"

#include <errno.h>

#include "weir-environment-memory.h"

#define KEY "Environment"
/* The oldest are forgotten: the file is read whenever a flow is opened. */
#define MOST_FLOWS 1000

static char *
get_file_name (void)
{
  return g_build_filename (g_get_user_state_dir (), "weir", "environments.ini", NULL);
}

static GKeyFile *
load (void)
{
  GKeyFile *file = g_key_file_new ();
  g_autofree char *name = get_file_name ();

  g_key_file_load_from_file (file, name, G_KEY_FILE_NONE, NULL);
  return file;
}

/* A URI has no brackets, which would end the name of a group. */
static char *
make_group (GFile *flow)
{
  g_autofree char *uri = g_file_get_uri (flow);

  return g_uri_escape_string (uri, ":/", FALSE);
}

/**
 * weir_environment_memory_get:
 * @flow: the flow's file
 * @name: (out) (transfer full) (nullable): what was chosen; %NULL for no environment
 *
 * Returns: whether anything was chosen
 */
gboolean
weir_environment_memory_get (GFile *flow, char **name)
{
  g_autoptr (GKeyFile) file = load ();
  g_autofree char *group = make_group (flow);
  g_autofree char *chosen = g_key_file_get_string (file, group, KEY, NULL);

  *name = chosen != NULL && *chosen != '\0' ? g_steal_pointer (&chosen) : NULL;
  return *name != NULL || chosen != NULL;
}

static void
forget_oldest (GKeyFile *file)
{
  gsize n;
  g_auto (GStrv) groups = g_key_file_get_groups (file, &n);

  for (gsize i = 0; i + MOST_FLOWS < n; i++)
    g_key_file_remove_group (file, groups[i], NULL);
}

static void
save (GKeyFile *file)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *file_name = get_file_name ();
  g_autofree char *folder = g_path_get_dirname (file_name);

  if (g_mkdir_with_parents (folder, 0700) != 0 || !g_key_file_save_to_file (file, file_name, &error))
    g_debug ("The environment is not remembered: %s", error != NULL ? error->message : g_strerror (errno));
}

/**
 * weir_environment_memory_set:
 * @flow: the flow's file
 * @name: (nullable): what was chosen; %NULL for no environment
 *
 * A folder that cannot be written to costs no more than the choice.
 */
void
weir_environment_memory_set (GFile *flow, const char *name)
{
  g_autoptr (GKeyFile) file = load ();
  g_autofree char *group = make_group (flow);

  /* To the end: the last one is the newest. */
  g_key_file_remove_group (file, group, NULL);
  g_key_file_set_string (file, group, KEY, name != NULL ? name : "");
  forget_oldest (file);
  save (file);
}

static gboolean
is_in_folder (const char *group, GFile *folder)
{
  g_autofree char *uri = g_uri_unescape_string (group, NULL);
  g_autoptr (GFile) flow = uri != NULL ? g_file_new_for_uri (uri) : NULL;

  return flow != NULL && g_file_has_parent (flow, folder);
}

/**
 * weir_environment_memory_rename:
 * @folder: where environments.yaml is
 * @old: the name that one of its environments had
 * @name: the one it has now
 *
 * The flows for which it was chosen run in it nevertheless.
 */
void
weir_environment_memory_rename (GFile *folder, const char *old, const char *name)
{
  g_autoptr (GKeyFile) file = load ();
  g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);
  gboolean changed = FALSE;

  for (char **group = groups; *group != NULL; group++)
    {
      g_autofree char *chosen = g_key_file_get_string (file, *group, KEY, NULL);

      if (g_strcmp0 (chosen, old) != 0 || !is_in_folder (*group, folder))
        continue;
      g_key_file_set_string (file, *group, KEY, name);
      changed = TRUE;
    }
  if (changed)
    save (file);
}
