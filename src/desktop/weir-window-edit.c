/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-window-edit.c: undo and redo of the shown document
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-window-private.h"

static WeirEdits *
get_edits (WeirWindow *self)
{
  return self->session != NULL ? weir_session_get_edits (self->session) : NULL;
}

/* A field with texts of its own, such as a search, takes back what was typed there. The fields of a document
 * have no undo of their own. */
static gboolean
undo_typing (WeirWindow *self, const char *action)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  gboolean has_own = FALSE;

  if (GTK_IS_TEXT (focus))
    has_own = gtk_editable_get_enable_undo (GTK_EDITABLE (focus));
  else if (GTK_IS_TEXT_VIEW (focus))
    has_own = gtk_text_buffer_get_enable_undo (gtk_text_view_get_buffer (GTK_TEXT_VIEW (focus)));
  return has_own && gtk_widget_activate_action (focus, action, NULL);
}

static void
undo_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirWindow *self = WEIR_WINDOW (data);

  if (!undo_typing (self, "text.undo"))
    weir_edits_undo (get_edits (self));
}

static void
redo_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirWindow *self = WEIR_WINDOW (data);

  if (!undo_typing (self, "text.redo"))
    weir_edits_redo (get_edits (self));
}

/**
 * weir_window_install_edit_actions:
 * @self: a window
 *
 * Gives the window undo and redo.
 */
void
weir_window_install_edit_actions (WeirWindow *self)
{
  const GActionEntry entries[] = {
    { .name = "undo", .activate = undo_action },
    { .name = "redo", .activate = redo_action },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}

static void
add_item (GMenu *menu, const char *label, const char *what, const char *action)
{
  g_autofree char *text = what != NULL ? g_strdup_printf ("%s %s", label, what) : g_strdup (label);

  g_menu_append (menu, text, action);
}

/**
 * weir_window_update_undo:
 * @self: a window
 *
 * The menu says what can be undone: "Undo Rename Step".
 */
void
weir_window_update_undo (WeirWindow *self)
{
  WeirEdits *edits = get_edits (self);
  const char *undo = edits != NULL ? weir_edits_get_undo_label (edits) : NULL;
  const char *redo = edits != NULL ? weir_edits_get_redo_label (edits) : NULL;
  g_autofree char *labels = g_strdup_printf ("%s\n%s", undo != NULL ? undo : "", redo != NULL ? redo : "");

  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), "undo")),
                               edits != NULL && weir_edits_get_can_undo (edits));
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), "redo")),
                               edits != NULL && weir_edits_get_can_redo (edits));
  /* Typing says the same at every key. */
  if (g_strcmp0 (labels, self->undo_labels) == 0)
    return;
  g_free (self->undo_labels);
  self->undo_labels = g_steal_pointer (&labels);
  g_menu_remove_all (self->edit_section);
  add_item (self->edit_section, _("_Undo"), undo, "win.undo");
  add_item (self->edit_section, _("Re_do"), redo, "win.redo");
}
