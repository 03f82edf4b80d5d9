/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-window-name.c: giving the shown document another name, at the title of the window
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-name-popover.h"
#include "weir-open-document.h"
#include "weir-window-private.h"

/* (transfer none) (nullable) */
static gpointer
get_document (WeirWindow *self)
{
  return weir_window_has_plan (self) ? (gpointer) weir_session_get_plan (self->session)
                                     : (gpointer) weir_window_get_flow (self);
}

static char *
check_name_cb (const char *name, gpointer data)
{
  gboolean is_plan = weir_window_has_plan (data);
  g_autofree char *stripped = g_strstrip (g_strdup (name));

  if (*stripped == '\0')
    return g_strdup (is_plan ? _("A load plan needs a name.") : _("A flow needs a name."));
  if (is_plan && !weir_window_is_plan_name (stripped))
    return g_strdup (_("The name of a load plan has letters from a to z, digits, spaces, “_”, “.” "
                       "and “-” only."));
  return NULL;
}

static void
accepted_cb (WeirWindow *self, const char *name)
{
  g_autofree char *stripped = g_strstrip (g_strdup (name));
  gpointer document = get_document (self);
  WeirEdits *edits;

  if (document == NULL)
    return;
  edits = weir_session_get_edits (self->session);
  weir_edits_seal (edits);
  weir_edits_begin (edits, WEIR_IS_PLAN (document) ? _("Rename Plan") : _("Rename Flow"));
  weir_edits_set_string (edits, document, "name", stripped);
  weir_edits_end (edits);
  weir_edits_seal (edits);
}

static void
rename_document_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirWindow *self = WEIR_WINDOW (data);

  weir_name_popover_ask (WEIR_NAME_POPOVER (self->name_popover),
                         weir_window_has_plan (self) ? _("Name of the load plan") : _("Name of the flow"),
                         weir_open_document_get_name (get_document (self)), _("Rename"));
}

/**
 * weir_window_install_name:
 * @self: a window that is being made
 *
 * Lets the name of the document be changed where it is shown.
 */
void
weir_window_install_name (WeirWindow *self)
{
  const GActionEntry entries[] = {
    { .name = "rename-document", .activate = rename_document_action },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  self->name_popover = weir_name_popover_new (check_name_cb, self);
  gtk_widget_set_parent (self->name_popover, self->title_button);
  g_signal_connect_object (self->name_popover, "accepted", G_CALLBACK (accepted_cb), self, G_CONNECT_SWAPPED);
}
