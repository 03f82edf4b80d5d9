/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-window-name.c: giving the shown flow another name, at the title of the window
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-name-popover.h"
#include "weir-window-private.h"

static char *
check_name_cb (const char *name, gpointer data)
{
  g_autofree char *stripped = g_strstrip (g_strdup (name));

  return *stripped == '\0' ? g_strdup (_("A flow needs a name.")) : NULL;
}

static void
accepted_cb (WeirWindow *self, const char *name)
{
  g_autofree char *stripped = g_strstrip (g_strdup (name));
  WeirFlow *flow = weir_window_get_flow (self);
  WeirEdits *edits;

  if (flow == NULL)
    return;
  edits = weir_session_get_edits (self->session);
  weir_edits_seal (edits);
  weir_edits_begin (edits, _("Rename Flow"));
  weir_edits_set_string (edits, flow, "name", stripped);
  weir_edits_end (edits);
  weir_edits_seal (edits);
}

static void
rename_flow_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirWindow *self = WEIR_WINDOW (data);

  weir_name_popover_ask (WEIR_NAME_POPOVER (self->name_popover), _("Name of the flow"),
                         weir_flow_get_name (weir_window_get_flow (self)), _("Rename"));
}

/**
 * weir_window_install_name:
 * @self: a window that is being made
 *
 * Lets the name of the flow be changed where it is shown.
 */
void
weir_window_install_name (WeirWindow *self)
{
  const GActionEntry entries[] = {
    { .name = "rename-flow", .activate = rename_flow_action },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  self->name_popover = weir_name_popover_new (check_name_cb, self);
  gtk_widget_set_parent (self->name_popover, self->title_button);
  g_signal_connect_object (self->name_popover, "accepted", G_CALLBACK (accepted_cb), self, G_CONNECT_SWAPPED);
}
