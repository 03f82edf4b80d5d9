/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-window-notices.c: what a person is told about the file of the shown document, and may decide about it
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-window-private.h"

static void
show_file_bar (WeirWindow *self)
{
  WeirSessionFile state =
      self->session != NULL ? weir_session_get_file_state (self->session) : WEIR_SESSION_FILE_SAME;
  const char *name = self->session != NULL ? weir_session_get_file_name (self->session) : NULL;
  gboolean dirty = self->session != NULL && weir_session_get_dirty (self->session);
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->file_bar, state != WEIR_SESSION_FILE_SAME);
  gtk_widget_set_visible (self->file_buttons, state == WEIR_SESSION_FILE_CHANGED);
  if (state == WEIR_SESSION_FILE_CHANGED && dirty)
    text = g_strdup_printf (_("Another program has changed %s. Reload takes that and loses your changes; "
                              "Keep Mine lets the next Save replace it."),
                            name);
  else if (state == WEIR_SESSION_FILE_CHANGED)
    text = g_strdup_printf (_("Another program has changed %s."), name);
  else if (state == WEIR_SESSION_FILE_MISSING)
    text = g_strdup_printf (_("%s is not there any more. Save As… (Ctrl+Shift+S) writes it again."), name);
  gtk_label_set_text (self->file_label, text != NULL ? text : "");
}

static void
show_draft_bar (WeirWindow *self)
{
  const WeirDraft *draft = self->session != NULL ? weir_session_get_draft (self->session) : NULL;
  g_autofree char *time = draft != NULL ? weir_draft_describe_time (draft) : NULL;
  g_autofree char *text = NULL;

  if (draft != NULL)
    text = g_strdup_printf (_("%s had unsaved changes from %s, when Weir ended."), draft->title, time);
  else
    text = weir_window_describe_environments_draft (self);
  gtk_label_set_text (self->draft_label, text != NULL ? text : "");
  gtk_widget_set_visible (self->draft_bar, text != NULL);
}

/**
 * weir_window_show_notices:
 * @self: a window
 *
 * Shows what there is to decide about the shown document.
 */
void
weir_window_show_notices (WeirWindow *self)
{
  gboolean can_reload = self->session != NULL && !weir_session_is_running (self->session);
  GAction *take = g_action_map_lookup_action (G_ACTION_MAP (self), "take-file");

  show_file_bar (self);
  show_draft_bar (self);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (take), can_reload);
}

static void
take_file_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  weir_window_reload (WEIR_WINDOW (data));
}

static void
keep_mine_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirWindow *self = WEIR_WINDOW (data);

  weir_session_keep_mine (self->session);
  weir_window_update_actions (self);
}

static void
restore_draft_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirWindow *self = WEIR_WINDOW (data);

  if (weir_session_get_draft (self->session) == NULL)
    {
      weir_window_restore_environments_draft (self);
      return;
    }
  weir_session_restore_draft (self->session);
  /* Fields and texts that were shown already are filled in again. */
  weir_window_show_session (self, self->session);
  if (weir_session_get_typed (self->session) != NULL)
    {
      weir_window_set_view (self, "source");
      weir_source_page_show_problem (self->source_page);
    }
}

/* A document that was never saved has nothing but its draft. */
static void
discard_draft_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirWindow *self = WEIR_WINDOW (data);
  gboolean was_all = weir_session_get_file (self->session) == NULL && !weir_session_get_dirty (self->session);

  if (weir_session_get_draft (self->session) != NULL)
    weir_session_discard_draft (self->session);
  else
    {
      weir_window_discard_environments_draft (self);
      was_all = FALSE;
    }
  if (was_all)
    weir_window_remove_session (self, self->session);
  weir_window_update_actions (self);
}

/**
 * weir_window_offer_drafts:
 * @self: a window that has just been made
 *
 * Opens the documents that were never saved and whose changes were kept when the program ended.
 */
void
weir_window_offer_drafts (WeirWindow *self)
{
  g_autoptr (GPtrArray) drafts = weir_drafts_list_unsaved ();

  while (drafts->len > 0)
    {
      g_autoptr (WeirSession) session = weir_session_new_for_draft (g_ptr_array_steal_index (drafts, 0));

      weir_window_add_session (self, session);
      if (drafts->len == 0)
        weir_window_show_session (self, session);
    }
}

/* Not every file system says when a file is changed. */
static void
active_cb (WeirWindow *self)
{
  if (self->session != NULL && gtk_window_is_active (GTK_WINDOW (self)))
    weir_session_check_file (self->session);
}

/* What can shrink makes room for them. */
static void
bar_shown_cb (WeirWindow *self)
{
  if (gtk_widget_get_visible (self->message_bar) || gtk_widget_get_visible (self->draft_bar)
      || gtk_widget_get_visible (self->file_bar))
    gtk_widget_add_css_class (GTK_WIDGET (self), "noticed");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "noticed");
}

/**
 * weir_window_install_notices:
 * @self: a window
 *
 * Gives the window the actions of its notices.
 */
void
weir_window_install_notices (WeirWindow *self)
{
  const GActionEntry entries[] = {
    { .name = "take-file", .activate = take_file_action },
    { .name = "keep-mine", .activate = keep_mine_action },
    { .name = "restore-draft", .activate = restore_draft_action },
    { .name = "discard-draft", .activate = discard_draft_action },
  };

  GtkWidget *const bars[] = { self->message_bar, self->draft_bar, self->file_bar };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  for (guint i = 0; i < G_N_ELEMENTS (bars); i++)
    g_signal_connect_object (bars[i], "notify::visible", G_CALLBACK (bar_shown_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::is-active", G_CALLBACK (active_cb), NULL);
}
