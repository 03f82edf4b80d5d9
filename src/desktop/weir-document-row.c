/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-document-row.c: one open document in the list of them
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-badge.h"
#include "weir-document-row.h"
#include "weir-session-words.h"
#include "weir-tooltip.h"

struct _WeirDocumentRow
{
  GtkListBoxRow parent_instance;

  /* template */
  GtkLabel *name;
  GtkLabel *place;
  GtkLabel *state;
  GtkSpinner *spinner;

  /* owned */
  WeirSession *session;
  char *text; /* what a screen reader says */
};

G_DEFINE_FINAL_TYPE (WeirDocumentRow, weir_document_row, GTK_TYPE_LIST_BOX_ROW)

/* "running", how the latest run came out, or "" before the first. */
static char *
find_state (WeirSession *session, WeirTone *tone)
{
  *tone = WEIR_TONE_QUIET;
  return weir_session_is_running (session) ? g_strdup (_("running"))
                                           : weir_session_describe_run (session, tone);
}

static void
show_session (WeirDocumentRow *self)
{
  const char *title = weir_session_get_title (self->session);
  gboolean dirty = weir_session_get_dirty (self->session);
  gboolean running = weir_session_is_running (self->session);
  GFile *file = weir_session_get_file (self->session);
  g_autofree char *place = file != NULL ? g_file_get_parse_name (file) : g_strdup (_("Not saved yet"));
  g_autofree char *name = g_strdup_printf ("%s%s", title, dirty ? " ●" : "");
  g_autofree char *state = NULL;
  WeirTone tone;

  state = find_state (self->session, &tone);
  gtk_label_set_text (self->name, name);
  gtk_label_set_text (self->place, place);
  gtk_label_set_text (self->state, state);
  gtk_label_set_ellipsize (self->state, PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (self->state, 24);
  weir_tone_apply (GTK_WIDGET (self->state), tone);
  gtk_widget_set_visible (GTK_WIDGET (self->state), *state != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), running);
  gtk_spinner_set_spinning (self->spinner, running);
  g_free (self->text);
  self->text = g_strconcat (title, dirty ? _(", not saved") : "", *state != '\0' ? ", " : "", state, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, self->text, -1);
  weir_tooltip_set (GTK_WIDGET (self), place);
}

static void
weir_document_row_dispose (GObject *object)
{
  WeirDocumentRow *self = WEIR_DOCUMENT_ROW (object);

  g_clear_object (&self->session);
  G_OBJECT_CLASS (weir_document_row_parent_class)->dispose (object);
}

static void
weir_document_row_finalize (GObject *object)
{
  g_free (WEIR_DOCUMENT_ROW (object)->text);
  G_OBJECT_CLASS (weir_document_row_parent_class)->finalize (object);
}

static void
weir_document_row_class_init (WeirDocumentRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_document_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = weir_document_row_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir_app/Weir/weir-document-row.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirDocumentRow, name);
  gtk_widget_class_bind_template_child (widget_class, WeirDocumentRow, place);
  gtk_widget_class_bind_template_child (widget_class, WeirDocumentRow, state);
  gtk_widget_class_bind_template_child (widget_class, WeirDocumentRow, spinner);
}

static void
weir_document_row_init (WeirDocumentRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * weir_document_row_new:
 * @session: an open document
 *
 * Returns: (transfer floating): a row that follows it
 */
GtkWidget *
weir_document_row_new (WeirSession *session)
{
  WeirDocumentRow *self = g_object_new (WEIR_TYPE_DOCUMENT_ROW, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify", G_CALLBACK (show_session), self, G_CONNECT_SWAPPED);
  show_session (self);
  return GTK_WIDGET (self);
}

/**
 * weir_document_row_get_session:
 * @self: a row
 *
 * Returns: (transfer none): the document it shows
 */
WeirSession *
weir_document_row_get_session (WeirDocumentRow *self)
{
  g_return_val_if_fail (WEIR_IS_DOCUMENT_ROW (self), NULL);

  return self->session;
}

/**
 * weir_document_row_get_text:
 * @self: a row
 *
 * Returns: (transfer none): what a screen reader says: "Checkout, not saved, running"
 */
const char *
weir_document_row_get_text (WeirDocumentRow *self)
{
  g_return_val_if_fail (WEIR_IS_DOCUMENT_ROW (self), NULL);

  return self->text;
}
