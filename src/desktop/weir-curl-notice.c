/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-curl-notice.c: what was not taken over from a curl command, and what of it looks secret
 *
 * Secrets are out of the step before it comes into the document, so that no file ever has them. Whoever takes
 * a tick away puts the value into the step, by an edit that can be undone.
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-curl-notice.h"

struct _WeirCurlNotice
{
  GtkWidget parent_instance;

  /* template */
  GtkWidget *content;
  GtkLabel *text;
  GtkWidget *secrets;
  GtkLabel *hint;
  GtkWidget *declare;
  GtkWidget *accept;

  /* owned */
  WeirCurlImport *import; /* nullable */
  WeirEdits *edits;
  char *command; /* that is offered as a step; nullable */

  gboolean follows; /* the ticks are being given what the document has */
};

G_DEFINE_FINAL_TYPE (WeirCurlNotice, weir_curl_notice, GTK_TYPE_WIDGET)

static const WeirCurlSecret *
get_secret (WeirCurlNotice *self, GtkWidget *check)
{
  guint index = 0;

  while ((check = gtk_widget_get_prev_sibling (check)) != NULL)
    index++;
  return g_ptr_array_index (self->import->secrets, index);
}

static void
toggled_cb (WeirCurlNotice *self, GtkCheckButton *check)
{
  const WeirCurlSecret *secret;
  gboolean taken = gtk_check_button_get_active (check);
  g_autofree char *text = NULL;

  if (self->follows)
    return;
  secret = get_secret (self, GTK_WIDGET (check));
  text = weir_curl_secret_replace (secret, taken);
  if (text == NULL)
    return;
  weir_edits_begin (self->edits, taken ? _("Put Secret into a Variable") : _("Put Secret into the Step"));
  weir_edits_set_string (self->edits, secret->object, secret->property, text);
  weir_edits_end (self->edits);
}

static void
add_secret (WeirCurlNotice *self, const WeirCurlSecret *secret)
{
  g_autofree char *words = g_strdup_printf (_("%s: in the variable %s"), secret->place, secret->name);
  GtkWidget *label = gtk_label_new (words);
  GtkWidget *check = gtk_check_button_new ();

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_set_tooltip_text (check, _("Without the tick its value is in the step, and so in the file"));
  g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->secrets), check);
}

static void
remove_secrets (WeirCurlNotice *self)
{
  GtkWidget *check;

  while ((check = gtk_widget_get_first_child (self->secrets)) != NULL)
    gtk_box_remove (GTK_BOX (self->secrets), check);
}

static void
close_cb (WeirCurlNotice *self)
{
  gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))), GTK_DIR_TAB_FORWARD);
  weir_curl_notice_clear (self);
}

/* Those that are in variables: the others are in the step. */
static void
declare_cb (WeirCurlNotice *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;

  for (GtkWidget *check = gtk_widget_get_first_child (self->secrets); check != NULL;
       check = gtk_widget_get_next_sibling (check))
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)))
      g_strv_builder_add (builder, get_secret (self, check)->name);
  names = g_strv_builder_end (builder);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.declare-secrets", "^as", names);
}

/* The field is as it was before; what the person edits afterwards withdraws the offer. */
static void
accept_cb (WeirCurlNotice *self)
{
  g_autofree char *command = g_strdup (self->command);
  g_autoptr (WeirEdits) edits = g_object_ref (self->edits);

  weir_curl_notice_clear (self);
  weir_edits_undo (edits);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.add-curl", "s", command);
}

static void
forget_offer (WeirCurlNotice *self)
{
  if (self->command == NULL)
    return;
  g_signal_handlers_disconnect_by_func (self->edits, weir_curl_notice_clear, self);
  g_clear_pointer (&self->command, g_free);
  gtk_widget_set_visible (self->accept, FALSE);
}

static void
weir_curl_notice_dispose (GObject *object)
{
  WeirCurlNotice *self = WEIR_CURL_NOTICE (object);

  g_clear_pointer (&self->command, g_free);
  g_clear_pointer (&self->import, weir_curl_import_free);
  g_clear_object (&self->edits);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  G_OBJECT_CLASS (weir_curl_notice_parent_class)->dispose (object);
}

static void
weir_curl_notice_class_init (WeirCurlNoticeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_curl_notice_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir_app/Weir/weir-curl-notice.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirCurlNotice, content);
  gtk_widget_class_bind_template_child (widget_class, WeirCurlNotice, text);
  gtk_widget_class_bind_template_child (widget_class, WeirCurlNotice, secrets);
  gtk_widget_class_bind_template_child (widget_class, WeirCurlNotice, hint);
  gtk_widget_class_bind_template_child (widget_class, WeirCurlNotice, declare);
  gtk_widget_class_bind_template_child (widget_class, WeirCurlNotice, accept);
  gtk_widget_class_bind_template_callback (widget_class, accept_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
  gtk_widget_class_bind_template_callback (widget_class, declare_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "curlnotice");
}

static void
weir_curl_notice_init (WeirCurlNotice *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static char *
describe_warnings (GPtrArray *warnings)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < warnings->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", (const char *) g_ptr_array_index (warnings, i));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * weir_curl_notice_show_import:
 * @self: a notice
 * @import: (transfer full): what came out of a command
 * @edits: of the document that its step is in
 *
 * Says what was not taken over and which secrets are in variables; is not visible when there is neither.
 */
void
weir_curl_notice_show_import (WeirCurlNotice *self, WeirCurlImport *import, WeirEdits *edits)
{
  g_autofree char *text = NULL;

  g_return_if_fail (WEIR_IS_CURL_NOTICE (self));
  g_return_if_fail (import != NULL);

  weir_curl_notice_clear (self);
  self->import = import;
  g_set_object (&self->edits, edits);
  text = describe_warnings (import->warnings);
  gtk_label_set_text (self->text, text);
  gtk_widget_set_visible (GTK_WIDGET (self->text), *text != '\0');
  for (guint i = 0; i < import->secrets->len; i++)
    add_secret (self, g_ptr_array_index (import->secrets, i));
  gtk_widget_set_visible (GTK_WIDGET (self->hint), import->secrets->len > 0);
  gtk_widget_set_visible (self->declare, import->secrets->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self), *text != '\0' || import->secrets->len > 0);
}

/**
 * weir_curl_notice_show_offer:
 * @self: a notice
 * @command: a curl command
 * @edits: of the document; the last one has put @command into a field
 *
 * Offers to make a step of it, until anything else is edited.
 */
void
weir_curl_notice_show_offer (WeirCurlNotice *self, const char *command, WeirEdits *edits)
{
  weir_curl_notice_show_error (self, _("That is a curl command."));
  g_set_object (&self->edits, edits);
  self->command = g_strdup (command);
  gtk_widget_set_visible (self->accept, TRUE);
  g_signal_connect_object (edits, "changed", G_CALLBACK (weir_curl_notice_clear), self, G_CONNECT_SWAPPED);
}

/**
 * weir_curl_notice_show_error:
 * @self: a notice
 * @sentence: why nothing was taken over
 */
void
weir_curl_notice_show_error (WeirCurlNotice *self, const char *sentence)
{
  g_return_if_fail (WEIR_IS_CURL_NOTICE (self));

  weir_curl_notice_clear (self);
  gtk_label_set_text (self->text, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->text), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

/**
 * weir_curl_notice_update:
 * @self: a notice
 * @request: (nullable): of the step that is shown
 *
 * The ticks follow the document; about another request the notice says nothing.
 */
void
weir_curl_notice_update (WeirCurlNotice *self, WeirRequest *request)
{
  GtkWidget *check;

  g_return_if_fail (WEIR_IS_CURL_NOTICE (self));

  if (self->import == NULL)
    return;
  if (weir_step_get_request (self->import->step) != request)
    {
      weir_curl_notice_clear (self);
      return;
    }
  self->follows = TRUE;
  for (check = gtk_widget_get_first_child (self->secrets); check; check = gtk_widget_get_next_sibling (check))
    {
      g_autofree char *without = weir_curl_secret_replace (get_secret (self, check), FALSE);

      gtk_check_button_set_active (GTK_CHECK_BUTTON (check), without != NULL);
    }
  self->follows = FALSE;
}

/**
 * weir_curl_notice_clear:
 * @self: a notice
 *
 * Takes it away.
 */
void
weir_curl_notice_clear (WeirCurlNotice *self)
{
  g_return_if_fail (WEIR_IS_CURL_NOTICE (self));

  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_label_set_text (self->text, "");
  gtk_widget_set_visible (GTK_WIDGET (self->hint), FALSE);
  gtk_widget_set_visible (self->declare, FALSE);
  remove_secrets (self);
  forget_offer (self);
  g_clear_pointer (&self->import, weir_curl_import_free);
  g_clear_object (&self->edits);
}

/**
 * weir_curl_notice_get_text:
 * @self: a notice
 *
 * Returns: (transfer none): what was not taken over, a sentence a line
 */
const char *
weir_curl_notice_get_text (WeirCurlNotice *self)
{
  g_return_val_if_fail (WEIR_IS_CURL_NOTICE (self), NULL);

  return gtk_label_get_text (self->text);
}

/**
 * weir_curl_notice_get_secret:
 * @self: a notice
 * @index: of a secret
 *
 * Returns: (transfer none) (nullable): whether it is in a variable
 */
GtkCheckButton *
weir_curl_notice_get_secret (WeirCurlNotice *self, guint index)
{
  GtkWidget *check;

  g_return_val_if_fail (WEIR_IS_CURL_NOTICE (self), NULL);

  for (check = gtk_widget_get_first_child (self->secrets); check != NULL && index > 0; index--)
    check = gtk_widget_get_next_sibling (check);
  return GTK_CHECK_BUTTON (check);
}
