/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-window-export.c: the shown run into a file, and results out of one, with progress
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-file-choice.h"
#include "weir-recent.h"
#include "weir-report.h"
#include "weir-window-private.h"

/* Shorter work shows no progress. */
#define PATIENCE_MS 300

static gboolean
show_work_cb (gpointer data)
{
  WeirWindow *self = data;

  self->work_source = 0;
  gtk_widget_set_visible (self->work_bar, TRUE);
  return G_SOURCE_REMOVE;
}

static void
begin_work (WeirWindow *self, const char *text)
{
  self->work = g_cancellable_new ();
  gtk_label_set_text (self->work_label, text);
  gtk_progress_bar_set_fraction (self->work_progress, 0);
  self->work_source = g_timeout_add (PATIENCE_MS, show_work_cb, self);
  weir_window_update_actions (self);
}

static void
end_work (WeirWindow *self)
{
  g_clear_object (&self->work);
  g_clear_handle_id (&self->work_source, g_source_remove);
  gtk_widget_set_visible (self->work_bar, FALSE);
  weir_window_update_actions (self);
}

static void
progress_cb (double done, gpointer data)
{
  WeirWindow *self = data;

  if (self->work != NULL)
    gtk_progress_bar_set_fraction (self->work_progress, CLAMP (done, 0, 1));
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WeirWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gboolean written = weir_report_write_finish (result, &error);

  end_work (self);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      weir_window_show_message (self, GTK_MESSAGE_INFO, _("Nothing was exported."));
      return;
    }
  if (written)
    text = g_strdup_printf (_("The results are in %s."), self->export_name);
  weir_window_show_message (self, written ? GTK_MESSAGE_INFO : GTK_MESSAGE_ERROR,
                            written ? text : error->message);
}

/**
 * weir_window_export_to:
 * @self: a window that shows a run that has ended
 * @file_name: where to; its ending says in which form
 *
 * Writes the results of the shown run, on a thread of its own. How it ended is shown as a message.
 */
void
weir_window_export_to (WeirWindow *self, const char *file_name)
{
  gboolean is_done = FALSE;
  gint64 shown_id = weir_window_get_shown_run_id (self, &is_done);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  WeirReportOptions options = {
    .include_credentials = self->include_credentials,
    .progress = progress_cb,
    .progress_data = self,
  };

  if (shown_id == 0 || !is_done || self->work != NULL)
    return;
  if (!weir_report_check (file_name, 1, &error))
    {
      weir_window_show_message (self, GTK_MESSAGE_ERROR, error->message);
      return;
    }
  g_free (self->export_name);
  self->export_name = g_strdup (file_name);
  text = g_strdup_printf (_("Writing %s…"), file_name);
  begin_work (self, text);
  weir_report_write_async (weir_window_get_shown_archive (self), shown_id, file_name, &options,
                           self->work, written_cb, g_object_ref (self));
}

static void
chooser_response_cb (WeirWindow *self, int response)
{
  g_autoptr (GFile) file = weir_file_choice_take (&self->chooser, response);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL)
    weir_window_export_to (self, path);
  else if (file != NULL)
    weir_window_show_message (self, GTK_MESSAGE_ERROR,
                              _("That place is not on this computer. Choose a folder here."));
}

/* "Checkout.html" */
static char *
suggest_name (WeirWindow *self, const char *ending)
{
  g_autofree char *name = g_strdup (weir_session_get_title (self->session));

  return g_strconcat (g_strdelimit (name, G_DIR_SEPARATOR_S, '-'), ending, NULL);
}

/**
 * weir_window_export:
 * @self: a window that shows a run that has ended
 * @ending: of the file: ".html"
 *
 * Asks for a file, and writes the results of the shown run to it.
 */
void
weir_window_export (WeirWindow *self, const char *ending)
{
  g_autofree char *name = suggest_name (self, ending);

  weir_file_choice_begin (&self->chooser, GTK_WIDGET (self), _("Export Results"),
                          GTK_FILE_CHOOSER_ACTION_SAVE, _("_Export"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  weir_file_choice_ask (self->chooser, G_CALLBACK (chooser_response_cb), self);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WeirWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirOpenedReport) report = weir_opened_report_read_finish (result, &error);
  g_autoptr (WeirSession) session = NULL;

  end_work (self);
  if (report != NULL)
    session = weir_session_new_for_report (report, &error);
  if (session != NULL)
    {
      weir_window_add_session (self, session);
      weir_window_show_session (self, session);
      weir_recent_add (weir_opened_report_get_file (report));
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    weir_window_show_message (self, GTK_MESSAGE_ERROR, error->message);
}

/**
 * weir_window_open_report:
 * @self: a window
 * @file: a report in JSON
 *
 * Shows its results as a document of their own, when they have been read.
 */
void
weir_window_open_report (WeirWindow *self, GFile *file)
{
  g_autofree char *name = g_file_get_parse_name (file);
  g_autofree char *text = NULL;

  if (self->work != NULL)
    {
      weir_window_show_message (self, GTK_MESSAGE_INFO,
                                _("Another file is being read or written. Open this one when that is done."));
      return;
    }
  text = g_strdup_printf (_("Reading %s…"), name);
  begin_work (self, text);
  weir_opened_report_read_async (file, progress_cb, self, self->work, opened_cb, g_object_ref (self));
}

/**
 * weir_window_is_working:
 * @self: a window
 *
 * Returns: whether a file is being written or read
 */
gboolean
weir_window_is_working (WeirWindow *self)
{
  g_return_val_if_fail (WEIR_IS_WINDOW (self), FALSE);

  return self->work != NULL;
}

/**
 * weir_window_cancel_work:
 * @self: a window
 *
 * Gives up what is being written or read.
 */
void
weir_window_cancel_work (WeirWindow *self)
{
  g_cancellable_cancel (self->work);
}
