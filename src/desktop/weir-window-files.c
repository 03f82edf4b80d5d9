/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-window-files.c: what the sidebar asks for: opening, making, renaming, copying and deleting files
 */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "weir-flow-format.h"
#include "weir-plan-edit.h"
#include "weir-plan-format.h"
#include "weir-preferences.h"
#include "weir-result-reader.h"
#include "weir-window-private.h"

/* How many copies of one file get a name of their own. */
#define MOST_COPIES 1000

enum
{
  ANSWER_DELETE = 1,
};

#define DELETED_FILE "weir-deleted-file"

static char *
get_shown_name (GFile *file)
{
  g_autofree char *base = g_file_get_basename (file);

  return g_filename_display_name (base);
}

/* @text: (transfer full) */
static void
show_message (WeirWindow *self, GtkMessageType type, char *text)
{
  weir_window_show_message (self, type, text);
  g_free (text);
}

static void
open_asked_cb (WeirWindow *self, GFile *file)
{
  weir_window_open (self, file);
  weir_window_leave_sidebar (self);
}

static void
runs_asked_cb (WeirWindow *self, GFile *file)
{
  weir_window_open (self, file);
  weir_window_leave_sidebar (self);
  if (weir_window_get_flow (self) != NULL || weir_window_has_plan (self))
    g_action_group_change_action_state (G_ACTION_GROUP (self), "history", g_variant_new_boolean (TRUE));
}

/* Never in place of a file that is there. */
static gboolean
write_new (GFile *file, const char *text, GError **error)
{
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *path = g_file_get_path (folder);
  g_autoptr (GFileOutputStream) stream = NULL;

  if (!g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_make_directory_with_parents (folder, NULL, error))
    return FALSE;
  stream = g_file_create (file, G_FILE_CREATE_NONE, NULL, error);
  return stream != NULL
         && g_output_stream_write_all (G_OUTPUT_STREAM (stream), text, strlen (text), NULL, NULL, error)
         && g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, error);
}

static void
create_file (WeirWindow *self, GFile *file, const char *text)
{
  g_autofree char *name = get_shown_name (file);
  g_autoptr (GError) error = NULL;

  if (!write_new (file, text, &error))
    {
      show_message (self, GTK_MESSAGE_ERROR,
                    g_strdup_printf (_("%s could not be made: %s"), name, error->message));
      return;
    }
  weir_window_open (self, file);
  weir_window_leave_sidebar (self);
}

static void
create_asked_cb (WeirWindow *self, GFile *file)
{
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *stem = weir_folder_get_stem (base);
  g_autoptr (WeirFlow) flow = weir_flow_new (stem);
  g_autofree char *text = NULL;

  weir_preferences_apply_to_flow (weir_preferences_get_default (), flow);
  text = weir_flow_to_yaml (flow);
  create_file (self, file, text);
}

/* The comments of the preset stay. Names of plans are of fewer letters than those of files. */
static char *
rename_plan (const char *text, const char *name)
{
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autoptr (WeirPlan) plan = weir_plan_parse (text, strlen (text), FALSE, NULL, NULL, problems);
  char *renamed = NULL;

  if (plan != NULL && weir_window_is_plan_name (name))
    {
      g_object_set (plan, "name", name, NULL);
      renamed = weir_plan_edit_text (text, strlen (text), FALSE, plan, NULL);
    }
  return renamed != NULL ? renamed : g_strdup (text);
}

static void
create_plan_asked_cb (WeirWindow *self, GFile *file, const char *preset)
{
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *stem = weir_folder_get_stem (base);
  g_autofree char *begun = weir_window_dup_preset (self, preset);
  g_autofree char *text = begun != NULL ? rename_plan (begun, stem) : NULL;

  if (text != NULL)
    create_file (self, file, text);
}

/* What is kept of the runs of a flow or a load plan follows its file. */
static gpointer
move_runs (WeirArchive *archive, gpointer data, GError **error)
{
  const char *const *names = data;

  weir_archive_move_flow (archive, names[0], names[1], error);
  return NULL;
}

typedef struct
{
  WeirWindow *window;
  WeirResultReader *reader;
} Move;

static void
runs_moved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Move *move = data;
  g_autoptr (GError) error = NULL;

  weir_result_reader_call_finish (result, &error);
  if (error != NULL)
    show_message (move->window, GTK_MESSAGE_WARNING,
                  g_strdup_printf (_("The earlier runs did not follow the file to its new name: %s"),
                                   error->message));
  else
    weir_history_page_refresh (move->window->history);
  g_object_unref (move->reader);
  g_object_unref (move->window);
}

static void
follow_runs (WeirWindow *self, GFile *file, GFile *to)
{
  Move *move = g_new (Move, 1);
  char **names = g_new0 (char *, 3);

  names[0] = g_file_get_path (file);
  names[1] = g_file_get_path (to);
  move->window = g_object_ref (self);
  move->reader = weir_result_reader_new ();
  weir_result_reader_call_async (move->reader, move_runs, names, (GDestroyNotify) g_strfreev, NULL, NULL,
                                 runs_moved_cb, move);
}

static void
follow_session (WeirWindow *self, WeirSession *session, GFile *to)
{
  weir_session_follow_file (session, to);
  if (session != self->session)
    return;
  weir_window_show_titles (self);
  weir_window_follow_history (self);
  if (weir_session_get_edits (session) != NULL)
    weir_action_bar_set_session (self->action_bar, session);
}

static void
rename_asked_cb (WeirWindow *self, GFile *file, GFile *to)
{
  WeirSession *session = weir_window_find_session (self, file);
  g_autofree char *name = get_shown_name (file);
  g_autoptr (GError) error = NULL;

  if (!g_file_move (file, to, G_FILE_COPY_NO_FALLBACK_FOR_MOVE, NULL, NULL, NULL, &error))
    {
      show_message (self, GTK_MESSAGE_ERROR,
                    g_strdup_printf (_("%s could not be renamed: %s"), name, error->message));
      return;
    }
  if (session != NULL)
    follow_session (self, session, to);
  follow_runs (self, file, to);
}

/* "checkout.flow.yaml" → "checkout-2.flow.yaml" */
static GFile *
find_copy (GFile *file, guint number)
{
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *base = g_file_get_basename (file);
  const char *ending = weir_folder_get_ending (base);
  g_autofree char *name =
      g_strdup_printf ("%.*s-%u%s", (int) (strlen (base) - strlen (ending)), base, number, ending);

  return g_file_get_child (folder, name);
}

static void
duplicate_asked_cb (WeirWindow *self, GFile *file)
{
  WeirSession *session = weir_window_find_session (self, file);
  gboolean dirty = session != NULL && weir_session_get_dirty (session);
  g_autofree char *name = get_shown_name (file);
  g_autoptr (GError) error = NULL;

  for (guint i = 2; i < MOST_COPIES; i++)
    {
      g_autoptr (GFile) copy = find_copy (file, i);

      g_clear_error (&error);
      if (g_file_copy (file, copy, G_FILE_COPY_NONE, NULL, NULL, NULL, &error))
        {
          weir_window_open (self, copy);
          if (dirty)
            show_message (self, GTK_MESSAGE_INFO,
                          g_strdup_printf (_("This is a copy of %s as it was saved last, without its changes "
                                             "since then."),
                                           name));
          return;
        }
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_EXISTS))
        break;
    }
  show_message (self, GTK_MESSAGE_ERROR,
                g_strdup_printf (_("%s could not be duplicated: %s"), name, error->message));
}

/* Changes that were not saved are never lost with the file. */
static void
close_deleted (WeirWindow *self, GFile *file)
{
  WeirSession *session = weir_window_find_session (self, file);

  if (session != NULL && !weir_session_get_dirty (session) && !weir_session_is_running (session))
    weir_window_remove_session (self, session);
}

static char *
describe_deleted (WeirWindow *self, GFile *file, const char *where)
{
  g_autofree char *name = get_shown_name (file);

  if (weir_window_find_session (self, file) == NULL)
    return g_strdup_printf ("%s %s", name, where);
  return g_strdup_printf (_("%s %s It is still open here, because it has changes that are not saved. Save "
                            "As… (Ctrl+Shift+S) keeps them."),
                          name, where);
}

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WeirWindow) self = data;
  g_autoptr (GError) error = NULL;

  if (!g_file_delete_finish (G_FILE (source), result, &error))
    {
      g_autofree char *name = get_shown_name (G_FILE (source));

      show_message (self, GTK_MESSAGE_ERROR,
                    g_strdup_printf (_("%s could not be deleted: %s"), name, error->message));
      return;
    }
  close_deleted (self, G_FILE (source));
  show_message (self, GTK_MESSAGE_INFO, describe_deleted (self, G_FILE (source), _("is deleted.")));
}

static void
delete_response_cb (WeirWindow *self, int response, GtkWindow *dialog)
{
  g_autoptr (GFile) file = g_object_ref (g_object_get_data (G_OBJECT (dialog), DELETED_FILE));

  weir_window_end_question (dialog);
  if (response == ANSWER_DELETE)
    g_file_delete_async (file, G_PRIORITY_DEFAULT, NULL, deleted_cb, g_object_ref (self));
}

static void
ask_delete (WeirWindow *self, GFile *file, const GError *error)
{
  g_autofree char *name = get_shown_name (file);
  g_autofree char *title = g_strdup_printf (_("Delete %s for good?"), name);
  g_autofree char *text = g_strdup_printf (_("It could not be moved to the trash: %s. What is deleted "
                                             "cannot be brought back."),
                                           error->message);
  GtkWidget *dialog = weir_window_ask (self, title, text);

  weir_window_add_answer (dialog, _("Cancel"), GTK_RESPONSE_CANCEL);
  weir_window_add_answer (dialog, _("Delete"), ANSWER_DELETE);
  g_object_set_data_full (G_OBJECT (dialog), DELETED_FILE, g_object_ref (file), g_object_unref);
  g_signal_connect_object (dialog, "response", G_CALLBACK (delete_response_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
trashed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WeirWindow) self = data;
  g_autoptr (GError) error = NULL;
  GFile *file = G_FILE (source);

  if (g_file_trash_finish (file, result, &error))
    {
      close_deleted (self, file);
      show_message (self, GTK_MESSAGE_INFO, describe_deleted (self, file, _("is in the trash.")));
    }
  else
    ask_delete (self, file, error);
}

static void
trash_asked_cb (WeirWindow *self, GFile *file)
{
  WeirSession *session = weir_window_find_session (self, file);

  if (session != NULL && weir_session_is_running (session))
    show_message (self, GTK_MESSAGE_INFO,
                  g_strdup_printf (_("%s is running. Stop it before you delete its file."),
                                   weir_session_get_title (session)));
  else
    g_file_trash_async (file, G_PRIORITY_DEFAULT, NULL, trashed_cb, g_object_ref (self));
}

/**
 * weir_window_follow_sidebar:
 * @self: a window with its sidebar
 *
 * Does from now on what the sidebar is asked for.
 */
void
weir_window_follow_sidebar (WeirWindow *self)
{
  const struct
  {
    const char *signal;
    GCallback callback;
  } wishes[] = {
    { "open-asked", G_CALLBACK (open_asked_cb) },           { "runs-asked", G_CALLBACK (runs_asked_cb) },
    { "create-asked", G_CALLBACK (create_asked_cb) },       { "rename-asked", G_CALLBACK (rename_asked_cb) },
    { "duplicate-asked", G_CALLBACK (duplicate_asked_cb) }, { "trash-asked", G_CALLBACK (trash_asked_cb) },
    { "create-plan-asked", G_CALLBACK (create_plan_asked_cb) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wishes); i++)
    g_signal_connect_object (self->sidebar, wishes[i].signal, wishes[i].callback, self, G_CONNECT_SWAPPED);
}
