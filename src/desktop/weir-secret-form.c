/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-secret-form.c: asks for the values of secrets, in place
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-keyring.h"
#include "weir-secret-form.h"

struct _WeirSecretForm
{
  GtkWidget parent_instance;

  /* template */
  GtkWidget *content;
  GtkLabel *title;
  GtkLabel *notice;
  GtkGrid *grid;
  GtkCheckButton *keep;
  GtkWidget *go_on;

  /* owned */
  char *folder;
  char *environment;
  char **names;
  GPtrArray *entries; /* of GtkPasswordEntry, borrowed, one for each name */
};

enum
{
  ANSWERED,
  CANCELLED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WeirSecretForm, weir_secret_form, GTK_TYPE_WIDGET)

static const char *
get_value (WeirSecretForm *self, guint index)
{
  return gtk_editable_get_text (g_ptr_array_index (self->entries, index));
}

static gboolean
is_complete (WeirSecretForm *self)
{
  for (guint i = 0; i < self->entries->len; i++)
    if (*get_value (self, i) == '\0')
      return FALSE;
  return self->entries->len > 0;
}

static void
changed_cb (WeirSecretForm *self)
{
  gtk_widget_set_sensitive (self->go_on, is_complete (self));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WeirSecretForm) self = data;
  g_autoptr (GError) error = NULL;

  if (!weir_keyring_save_finish (result, &error))
    g_signal_emit (self, signals[FAILED], 0, error->message);
}

static void
go_on_cb (WeirSecretForm *self)
{
  gboolean keep = gtk_check_button_get_active (self->keep);

  if (!is_complete (self))
    return;
  for (guint i = 0; i < self->entries->len; i++)
    {
      const WeirSecretKey key = { self->folder, self->environment, self->names[i] };

      if (keep)
        weir_keyring_save_async (&key, get_value (self, i), NULL, saved_cb, g_object_ref (self));
      else
        weir_keyring_remember (&key, get_value (self, i));
    }
  weir_secret_form_clear (self);
  g_signal_emit (self, signals[ANSWERED], 0);
}

static void
cancel_cb (WeirSecretForm *self)
{
  weir_secret_form_clear (self);
  g_signal_emit (self, signals[CANCELLED], 0);
}

/* Enter goes to the next field that is empty, and on when there is none. */
static void
activate_cb (WeirSecretForm *self)
{
  for (guint i = 0; i < self->entries->len; i++)
    if (*get_value (self, i) == '\0')
      {
        gtk_widget_grab_focus (g_ptr_array_index (self->entries, i));
        return;
      }
  go_on_cb (self);
}

static void
weir_secret_form_dispose (GObject *object)
{
  WeirSecretForm *self = WEIR_SECRET_FORM (object);

  g_clear_pointer (&self->content, gtk_widget_unparent);
  G_OBJECT_CLASS (weir_secret_form_parent_class)->dispose (object);
}

static void
weir_secret_form_finalize (GObject *object)
{
  WeirSecretForm *self = WEIR_SECRET_FORM (object);

  g_free (self->folder);
  g_free (self->environment);
  g_strfreev (self->names);
  g_ptr_array_unref (self->entries);
  G_OBJECT_CLASS (weir_secret_form_parent_class)->finalize (object);
}

static void
weir_secret_form_class_init (WeirSecretFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_secret_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = weir_secret_form_finalize;
  /**
   * WeirSecretForm::answered:
   *
   * Each secret that was asked for has a value in memory; what needed them can go on.
   */
  signals[ANSWERED] =
      g_signal_new ("answered", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * WeirSecretForm::cancelled:
   *
   * The person does not want to say.
   */
  signals[CANCELLED] =
      g_signal_new ("cancelled", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * WeirSecretForm::failed:
   * @self: the form
   * @sentence: why a value could not be put into the keyring
   */
  signals[FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir_app/Weir/weir-secret-form.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirSecretForm, content);
  gtk_widget_class_bind_template_child (widget_class, WeirSecretForm, title);
  gtk_widget_class_bind_template_child (widget_class, WeirSecretForm, notice);
  gtk_widget_class_bind_template_child (widget_class, WeirSecretForm, grid);
  gtk_widget_class_bind_template_child (widget_class, WeirSecretForm, keep);
  gtk_widget_class_bind_template_child (widget_class, WeirSecretForm, go_on);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, go_on_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
weir_secret_form_init (WeirSecretForm *self)
{
  self->entries = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
add_field (WeirSecretForm *self, const char *name, int row)
{
  GtkWidget *label = gtk_label_new (name);
  GtkWidget *entry = gtk_password_entry_new ();
  g_autofree char *spoken = g_strdup_printf (_("Value of the secret %s"), name);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_password_entry_set_show_peek_icon (GTK_PASSWORD_ENTRY (entry), TRUE);
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (activate_cb), self);
  gtk_grid_attach (self->grid, label, 0, row, 1, 1);
  gtk_grid_attach (self->grid, entry, 1, row, 1, 1);
  g_ptr_array_add (self->entries, entry);
}

/* The window holds on to the text of a GtkPasswordEntry that had the focus, and when the focus leaves that,
 * GTK 4.8 tells the entry, which has gone by then. */
static void
leave (WeirSecretForm *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    gtk_root_set_focus (root, NULL);
}

/**
 * weir_secret_form_ask:
 * @self: a form
 * @folder: of the document, "" when it has none yet
 * @environment: the name of the environment
 * @names: the secrets that have no value
 * @notice: (nullable): what to say besides, a whole sentence
 *
 * Shows itself with a field for each of @names.
 */
void
weir_secret_form_ask (WeirSecretForm *self, const char *folder, const char *environment,
                      const char *const *names, const char *notice)
{
  g_autofree char *title = NULL;

  g_return_if_fail (WEIR_IS_SECRET_FORM (self));
  g_return_if_fail (names != NULL && *names != NULL);

  weir_secret_form_clear (self);
  self->folder = g_strdup (folder);
  self->environment = g_strdup (environment);
  self->names = g_strdupv ((char **) names);
  title = g_strdup_printf (ngettext ("The environment “%s” needs this secret:",
                                     "The environment “%s” needs these secrets:",
                                     g_strv_length (self->names)),
                           environment);
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->notice, notice != NULL ? notice : "");
  gtk_widget_set_visible (GTK_WIDGET (self->notice), notice != NULL);
  /* Where there is no keyring, nothing can be remembered in it; nor for a plan that is in no folder yet. */
  gtk_check_button_set_active (self->keep, notice == NULL && *folder != '\0');
  gtk_widget_set_sensitive (GTK_WIDGET (self->keep), notice == NULL && *folder != '\0');
  for (guint i = 0; self->names[i] != NULL; i++)
    add_field (self, self->names[i], (int) i);
  changed_cb (self);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_widget_grab_focus (g_ptr_array_index (self->entries, 0));
}

/**
 * weir_secret_form_clear:
 * @self: a form
 *
 * Hides itself; what was typed is forgotten.
 */
void
weir_secret_form_clear (WeirSecretForm *self)
{
  GtkWidget *child;

  g_return_if_fail (WEIR_IS_SECRET_FORM (self));

  leave (self);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_ptr_array_set_size (self->entries, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->environment, g_free);
  g_clear_pointer (&self->names, g_strfreev);
}

/**
 * weir_secret_form_is_asking:
 * @self: a form
 *
 * Returns: whether it is shown and waits for answers
 */
gboolean
weir_secret_form_is_asking (WeirSecretForm *self)
{
  g_return_val_if_fail (WEIR_IS_SECRET_FORM (self), FALSE);

  return self->names != NULL;
}
