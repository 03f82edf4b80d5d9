/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-window-documents.c: the open documents of a window, and showing one of them
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-application.h"
#include "weir-folder-scan.h"
#include "weir-preferences.h"
#include "weir-recent.h"
#include "weir-sample.h"
#include "weir-tooltip.h"
#include "weir-window-private.h"

/* How many warnings of a file the info bar has room for. */
#define MOST_WARNINGS 3

/**
 * weir_window_find_running:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): the document whose run is under way
 */
WeirSession *
weir_window_find_running (WeirWindow *self)
{
  guint n_sessions = g_list_model_get_n_items (G_LIST_MODEL (self->sessions));

  for (guint i = 0; i < n_sessions; i++)
    {
      g_autoptr (WeirSession) session = g_list_model_get_item (G_LIST_MODEL (self->sessions), i);

      if (weir_session_is_running (session))
        return session;
    }
  return NULL;
}

/**
 * weir_window_find_session:
 * @self: a window
 * @file: a file
 *
 * Documents are few: a linear search.
 *
 * Returns: (transfer none) (nullable): the open document of that file
 */
WeirSession *
weir_window_find_session (WeirWindow *self, GFile *file)
{
  guint n_sessions = g_list_model_get_n_items (G_LIST_MODEL (self->sessions));

  for (guint i = 0; i < n_sessions; i++)
    {
      g_autoptr (WeirSession) session = g_list_model_get_item (G_LIST_MODEL (self->sessions), i);
      WeirOpenedReport *report = weir_session_get_report (session);
      GFile *other = report != NULL ? weir_opened_report_get_file (report) : weir_session_get_file (session);

      if (other != NULL && g_file_equal (other, file))
        return session;
    }
  return NULL;
}

/**
 * weir_window_show_titles:
 * @self: a window
 *
 * Shows the name of the document, where it is, and whether it has changes that are not saved.
 */
void
weir_window_show_titles (WeirWindow *self)
{
  const char *name = self->session != NULL ? weir_session_get_title (self->session) : "Weir";
  gboolean dirty = self->session != NULL && weir_session_get_dirty (self->session);
  GFile *file = self->session != NULL ? weir_session_get_file (self->session) : NULL;
  g_autofree char *title = g_strdup_printf ("%s%s", name, dirty ? " ●" : "");
  g_autofree char *spoken = g_strdup_printf ("%s%s", name, dirty ? _(", not saved") : "");
  g_autofree char *path = file != NULL ? g_file_get_parse_name (file) : NULL;
  const char *subtitle = NULL;

  /* Of a file that is no flow, the title has the name. */
  if (file != NULL && weir_session_get_edits (self->session) != NULL
      && !weir_session_is_broken (self->session))
    subtitle = weir_session_get_file_name (self->session);
  else if (self->session != NULL && weir_session_get_report (self->session) != NULL)
    subtitle = _("Results from a file");
  else if (self->session != NULL && file == NULL)
    subtitle = weir_session_get_notice (self->session) != NULL ? _("Unsaved copy of the sample flow")
                                                               : _("Not saved yet");
  gtk_label_set_text (self->title_label, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->title_label), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->title_button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  gtk_label_set_text (self->subtitle_label, subtitle != NULL ? subtitle : "");
  gtk_widget_set_visible (GTK_WIDGET (self->subtitle_label), subtitle != NULL);
  weir_tooltip_set (GTK_WIDGET (self->subtitle_label), path);
  /* With every edit: the display is only told what is new. */
  if (g_strcmp0 (gtk_window_get_title (GTK_WINDOW (self)), title) != 0)
    gtk_window_set_title (GTK_WINDOW (self), title);
}

/**
 * weir_window_show_page:
 * @self: a window
 * @page: as of weir_window_get_page()
 *
 * Shows the page, below the action bar when it is one of those that run.
 */
void
weir_window_show_page (WeirWindow *self, const char *page)
{
  gtk_widget_set_visible (self->document_bar, g_str_equal (page, "flow") || g_str_equal (page, "plan"));
  gtk_stack_set_visible_child_name (self->pages, page);
}

static void
show_flow (WeirWindow *self, WeirFlow *flow)
{
  weir_window_forget_secrets (self);
  weir_window_forget_typing (self);
  weir_step_list_set_flow (self->step_list, flow, weir_session_get_edits (self->session));
  weir_step_editor_set_session (self->editor, self->session);
  weir_variables_pane_set_session (self->variables, weir_step_editor_get_context (self->editor),
                                   self->session);
  weir_source_page_set_session (self->source_page, self->session);
  weir_results_view_clear (self->results_view);
  weir_results_view_set_step (self->results_view, WEIR_FLOW_PART_STEPS, -1, NULL);
  weir_action_bar_set_session (self->action_bar, self->session);
  if (self->shows_broken && !weir_session_is_broken (self->session))
    weir_window_set_view (self, "edit");
  weir_window_follow_broken (self);
  weir_window_set_view (self, gtk_stack_get_visible_child_name (self->right));
  /* Run is sensitive before its page is shown, so that it gets the focus and not the list after it. */
  weir_window_update_actions (self);
  weir_window_show_run (self);
  weir_window_show_page (self, "flow");
  if (self->shows_broken)
    weir_source_page_show_problem (self->source_page);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->action_bar));
}

static void
show_problems (WeirWindow *self)
{
  const char *name = weir_session_get_file_name (self->session);
  const char *error = weir_session_get_error (self->session);

  if (error != NULL)
    weir_problems_page_show_unreadable (self->problems_page, name, error);
  else
    weir_problems_page_show (self->problems_page, name, weir_session_get_problems (self->session));
  weir_window_show_page (self, "problems");
  weir_window_update_actions (self);
}

/* What the environment gives need not be said of the flow. */
static void
show_warnings (WeirWindow *self, WeirSession *session)
{
  GPtrArray *problems = weir_session_get_problems (session);
  WeirEnvironment *environment = weir_session_get_environment (session);
  GString *text = g_string_new (NULL);
  guint n_shown = 0;

  for (guint i = 0; i < problems->len; i++)
    {
      const WeirProblem *problem = g_ptr_array_index (problems, i);
      g_autofree char *words = weir_problem_to_words (problem);

      if (environment != NULL && problem->variable != NULL
          && weir_environment_gives (environment, problem->variable))
        continue;
      if (n_shown++ < MOST_WARNINGS)
        g_string_append_printf (text, "%s%s", n_shown > 1 ? "\n" : "", words);
    }
  if (n_shown > MOST_WARNINGS)
    g_string_append_printf (text, _("\n… and %u more"), n_shown - MOST_WARNINGS);
  if (n_shown > 0)
    weir_window_show_message (self, GTK_MESSAGE_WARNING, text->str);
  g_string_free (text, TRUE);
}

/**
 * weir_window_show_session:
 * @self: a window
 * @session: (nullable): one of its documents; %NULL shows what is offered without one
 *
 * Shows that document and its latest run. What goes on in the others goes on.
 */
void
weir_window_show_session (WeirWindow *self, WeirSession *session)
{
  const char *notice = session != NULL ? weir_session_get_notice (session) : NULL;

  g_set_object (&self->session, session);
  g_signal_group_set_target (self->session_signals, session);
  weir_window_hide_message (self);
  weir_window_forget_past (self);
  weir_window_follow_history (self);
  gtk_label_set_text (self->banner_label, notice != NULL ? notice : "");
  gtk_widget_set_visible (self->banner, notice != NULL);
  weir_document_switcher_set_shown (self->switcher, session);
  weir_sidebar_set_shown (self->sidebar, session);
  weir_window_show_titles (self);
  if (session == NULL)
    {
      weir_window_show_page (self, "welcome");
      weir_window_update_actions (self);
    }
  else if (weir_session_get_flow (session) != NULL)
    show_flow (self, weir_session_get_flow (session));
  else if (weir_session_get_plan (session) != NULL)
    weir_window_show_plan (self);
  else
    show_problems (self);
  if (session != NULL && weir_session_get_report (session) != NULL)
    weir_window_show_report (self);
}

/* As a document that has just been read. */
static void
show_read_session (WeirWindow *self, WeirSession *session)
{
  weir_window_show_session (self, session);
  if (weir_session_get_edits (session) == NULL || weir_session_is_broken (session))
    return;
  show_warnings (self, session);
  weir_recent_add (weir_session_get_file (session));
}

/**
 * weir_window_add_session:
 * @self: a window
 * @session: a document
 *
 * Has it among the open ones.
 */
void
weir_window_add_session (WeirWindow *self, WeirSession *session)
{
  g_signal_connect_object (session, "notify::running", G_CALLBACK (weir_window_follow_running), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "run-finished", G_CALLBACK (weir_window_run_ended), self,
                           G_CONNECT_SWAPPED);
  g_list_store_append (self->sessions, session);
}

/**
 * weir_window_remove_session:
 * @self: a window
 * @session: one of its documents
 *
 * Closes the document without a question. The one after it is shown, or else the one before it.
 */
void
weir_window_remove_session (WeirWindow *self, WeirSession *session)
{
  g_autoptr (WeirSession) next = NULL;
  guint position;

  if (!g_list_store_find (self->sessions, session, &position))
    return;
  g_signal_handlers_disconnect_by_func (session, weir_window_follow_running, self);
  g_signal_handlers_disconnect_by_func (session, weir_window_run_ended, self);
  weir_session_close (session);
  g_list_store_remove (self->sessions, position);
  if (session != self->session)
    return;
  next = g_list_model_get_item (G_LIST_MODEL (self->sessions), position);
  if (next == NULL && position > 0)
    next = g_list_model_get_item (G_LIST_MODEL (self->sessions), position - 1);
  weir_window_show_session (self, next);
}

/**
 * weir_window_reload:
 * @self: a window that shows a document with a file, in which no run is under way
 *
 * Reads the file again and shows what is in it now.
 */
void
weir_window_reload (WeirWindow *self)
{
  weir_session_load (self->session);
  show_read_session (self, self->session);
}

static gboolean
is_environments (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);

  return name != NULL && weir_folder_is_environments_name (name);
}

/**
 * weir_window_open:
 * @self: a window
 * @file: a flow, a load plan, a report in JSON, environments, or a folder, which is opened in the sidebar
 *
 * Shows the flow, or everything that is wrong with the file; of a report, its results. What was open before
 * stays open; one that is open already is shown, and read again when another program has written the file
 * and nothing is lost by that.
 */
void
weir_window_open (WeirWindow *self, GFile *file)
{
  g_autoptr (WeirSession) created = NULL;
  WeirSession *session;

  g_return_if_fail (WEIR_IS_WINDOW (self));
  g_return_if_fail (G_IS_FILE (file));

  if (g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, NULL) == G_FILE_TYPE_DIRECTORY)
    {
      weir_window_open_folder (self, file);
      return;
    }
  if (is_environments (file))
    {
      g_autoptr (GFile) folder = g_file_get_parent (file);

      weir_window_edit_environments (self, folder);
      return;
    }
  session = weir_window_find_session (self, file);
  if (session == NULL && weir_opened_report_is_report (file))
    {
      weir_window_open_report (self, file);
      return;
    }
  if (session == NULL)
    {
      created = weir_session_new_for_file (file);
      weir_window_add_session (self, created);
      show_read_session (self, created);
      return;
    }
  weir_window_show_session (self, session);
  if (weir_session_get_report (session) == NULL && !weir_session_is_running (session)
      && !weir_session_get_dirty (session)
      && (weir_session_get_edits (session) == NULL || weir_session_is_outdated (session)))
    weir_window_reload (self);
}

/**
 * weir_window_new_flow:
 * @self: a window
 *
 * Shows a flow without steps, which is not saved anywhere yet.
 */
void
weir_window_new_flow (WeirWindow *self)
{
  g_autoptr (WeirSession) session = NULL;

  g_return_if_fail (WEIR_IS_WINDOW (self));

  session = weir_session_new_for_text (WEIR_NEW_FLOW_TEXT, NULL);
  weir_preferences_apply_to_flow (weir_preferences_get_default (), weir_session_get_flow (session));
  weir_window_add_session (self, session);
  weir_window_show_session (self, session);
  /* Run cannot have the focus yet. */
  gtk_widget_grab_focus (GTK_WIDGET (self->step_list));
}

/**
 * weir_window_open_sample:
 * @self: a window
 *
 * Starts the sample API unless it already runs, and shows an unsaved copy of the flow that uses it.
 */
void
weir_window_open_sample (WeirWindow *self)
{
  GApplication *application;
  g_autoptr (WeirSession) session = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *notice = NULL;
  const char *url;

  g_return_if_fail (WEIR_IS_WINDOW (self));

  application = G_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));
  url = weir_application_start_sample (WEIR_APPLICATION (application), &error);
  text = url != NULL ? weir_sample_dup_text (url, &error) : NULL;
  session = text != NULL ? weir_session_new_for_text (text, &error) : NULL;
  if (session == NULL)
    {
      weir_window_show_message (self, GTK_MESSAGE_ERROR, error->message);
      return;
    }
  notice = g_strdup_printf (_("Sample API at %s"), url + strlen ("http://"));
  weir_session_set_notice (session, notice);
  weir_window_add_session (self, session);
  weir_window_show_session (self, session);
}
