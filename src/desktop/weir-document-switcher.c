/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-document-switcher.c: the button that lists open documents and recent flows
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-document-row.h"
#include "weir-document-switcher.h"
#include "weir-recent.h"

#define MOST_RECENT 8

struct _WeirDocumentSwitcher
{
  GtkWidget parent_instance;

  /* template */
  GtkMenuButton *button;
  GtkSpinner *spinner;
  GtkLabel *count;
  GtkPopover *popover;
  GtkWidget *open_title;
  GtkListBox *open_list;
  GtkWidget *recent_title;
  GtkListBox *recent_list;

  /* owned */
  GListModel *sessions;
};

enum
{
  SESSION_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WeirDocumentSwitcher, weir_document_switcher, GTK_TYPE_WIDGET)

static gboolean
is_open (WeirDocumentSwitcher *self, GtkRecentInfo *info)
{
  g_autoptr (GFile) file = g_file_new_for_uri (gtk_recent_info_get_uri (info));
  guint n_sessions = g_list_model_get_n_items (self->sessions);

  for (guint i = 0; i < n_sessions; i++)
    {
      g_autoptr (WeirSession) session = g_list_model_get_item (self->sessions, i);
      GFile *other = weir_session_get_file (session);

      if (other != NULL && g_file_equal (other, file))
        return TRUE;
    }
  return FALSE;
}

static void
popover_show_cb (WeirDocumentSwitcher *self)
{
  g_autoptr (GPtrArray) infos = weir_recent_list (MOST_RECENT);
  GtkWidget *child;
  gboolean any = FALSE;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->recent_list))) != NULL)
    gtk_list_box_remove (self->recent_list, child);
  for (guint i = 0; i < infos->len; i++)
    if (!is_open (self, g_ptr_array_index (infos, i)))
      {
        gtk_list_box_append (self->recent_list, weir_recent_row_new (g_ptr_array_index (infos, i)));
        any = TRUE;
      }
  gtk_widget_set_visible (self->recent_title, any);
  gtk_widget_set_visible (GTK_WIDGET (self->recent_list), any);
}

static void
row_activated_cb (WeirDocumentSwitcher *self, GtkListBoxRow *row)
{
  gtk_popover_popdown (self->popover);
  g_signal_emit (self, signals[SESSION_CHOSEN], 0, weir_document_row_get_session (WEIR_DOCUMENT_ROW (row)));
}

static void
recent_activated_cb (WeirDocumentSwitcher *self)
{
  gtk_popover_popdown (self->popover);
}

/* The button says how many there are, and that one of them runs: it need not be the one that is shown. */
static void
show_button (WeirDocumentSwitcher *self)
{
  guint n_sessions = g_list_model_get_n_items (self->sessions);
  g_autofree char *count = g_strdup_printf ("%u", n_sessions);
  gboolean running = FALSE;

  for (guint i = 0; i < n_sessions; i++)
    {
      g_autoptr (WeirSession) session = g_list_model_get_item (self->sessions, i);

      running = running || weir_session_is_running (session);
    }
  gtk_label_set_text (self->count, count);
  gtk_widget_set_visible (GTK_WIDGET (self->count), n_sessions > 1);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), running && n_sessions > 1);
  gtk_spinner_set_spinning (self->spinner, running && n_sessions > 1);
  gtk_widget_set_visible (self->open_title, n_sessions > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->open_list), n_sessions > 0);
}

static GtkWidget *
create_row_cb (gpointer item, gpointer data)
{
  g_signal_connect_object (item, "notify::running", G_CALLBACK (show_button), data, G_CONNECT_SWAPPED);
  return weir_document_row_new (WEIR_SESSION (item));
}

static void
weir_document_switcher_dispose (GObject *object)
{
  WeirDocumentSwitcher *self = WEIR_DOCUMENT_SWITCHER (object);

  if (self->button != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->button));
  self->button = NULL;
  g_clear_object (&self->sessions);
  G_OBJECT_CLASS (weir_document_switcher_parent_class)->dispose (object);
}

static void
weir_document_switcher_class_init (WeirDocumentSwitcherClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_document_switcher_dispose;
  /**
   * WeirDocumentSwitcher::session-chosen:
   * @switcher: the switcher
   * @session: an open document
   *
   * The person wants to see that document.
   */
  signals[SESSION_CHOSEN] =
      g_signal_new ("session-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, WEIR_TYPE_SESSION);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/weir_app/Weir/weir-document-switcher.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirDocumentSwitcher, button);
  gtk_widget_class_bind_template_child (widget_class, WeirDocumentSwitcher, spinner);
  gtk_widget_class_bind_template_child (widget_class, WeirDocumentSwitcher, count);
  gtk_widget_class_bind_template_child (widget_class, WeirDocumentSwitcher, popover);
  gtk_widget_class_bind_template_child (widget_class, WeirDocumentSwitcher, open_title);
  gtk_widget_class_bind_template_child (widget_class, WeirDocumentSwitcher, open_list);
  gtk_widget_class_bind_template_child (widget_class, WeirDocumentSwitcher, recent_title);
  gtk_widget_class_bind_template_child (widget_class, WeirDocumentSwitcher, recent_list);
  gtk_widget_class_bind_template_callback (widget_class, popover_show_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, recent_activated_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
weir_document_switcher_init (WeirDocumentSwitcher *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * weir_document_switcher_set_sessions:
 * @self: a switcher
 * @sessions: of #WeirSession: the open documents
 */
void
weir_document_switcher_set_sessions (WeirDocumentSwitcher *self, GListModel *sessions)
{
  g_return_if_fail (WEIR_IS_DOCUMENT_SWITCHER (self));

  g_set_object (&self->sessions, sessions);
  gtk_list_box_bind_model (self->open_list, sessions, create_row_cb, self, NULL);
  g_signal_connect_object (sessions, "items-changed", G_CALLBACK (show_button), self, G_CONNECT_SWAPPED);
  show_button (self);
}

/**
 * weir_document_switcher_set_shown:
 * @self: a switcher
 * @session: (nullable): the open document that is shown
 */
void
weir_document_switcher_set_shown (WeirDocumentSwitcher *self, WeirSession *session)
{
  GtkListBoxRow *row;

  g_return_if_fail (WEIR_IS_DOCUMENT_SWITCHER (self));

  gtk_list_box_unselect_all (self->open_list);
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->open_list, i)) != NULL; i++)
    if (weir_document_row_get_session (WEIR_DOCUMENT_ROW (row)) == session)
      gtk_list_box_select_row (self->open_list, row);
}

/**
 * weir_document_switcher_popup:
 * @self: a switcher
 *
 * Opens the list.
 */
void
weir_document_switcher_popup (WeirDocumentSwitcher *self)
{
  g_return_if_fail (WEIR_IS_DOCUMENT_SWITCHER (self));

  gtk_menu_button_popup (self->button);
}

/**
 * weir_document_switcher_choose:
 * @self: a switcher
 * @position: of an open document in the list
 *
 * Does what a click on its row does.
 */
void
weir_document_switcher_choose (WeirDocumentSwitcher *self, guint position)
{
  GtkListBoxRow *row;

  g_return_if_fail (WEIR_IS_DOCUMENT_SWITCHER (self));

  row = gtk_list_box_get_row_at_index (self->open_list, (int) position);
  if (row != NULL)
    row_activated_cb (self, row);
}

/**
 * weir_document_switcher_get_text:
 * @self: a switcher
 * @position: of an open document in the list
 *
 * Returns: (transfer full) (nullable): what its row says to a screen reader
 */
char *
weir_document_switcher_get_text (WeirDocumentSwitcher *self, guint position)
{
  GtkListBoxRow *row;

  g_return_val_if_fail (WEIR_IS_DOCUMENT_SWITCHER (self), NULL);

  row = gtk_list_box_get_row_at_index (self->open_list, (int) position);
  return row != NULL ? g_strdup (weir_document_row_get_text (WEIR_DOCUMENT_ROW (row))) : NULL;
}
