/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-environment-menu.c: the button with the environment a document runs in
 *
 * The files are read anew whenever the menu is opened: they are edited elsewhere, too.
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-environment-menu.h"
#include "weir-tooltip.h"

#define NAME_CHARS 16

struct _WeirEnvironmentMenu
{
  GtkWidget parent_instance;

  GtkWidget *button;
  GtkWidget *icon; /* shown when something is wrong with the files */
  GtkWidget *label;

  /* owned */
  GSimpleActionGroup *actions;
  GSignalGroup *session_signals;
  WeirSession *session; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (WeirEnvironmentMenu, weir_environment_menu, GTK_TYPE_WIDGET)

static const char *
get_name (WeirEnvironmentMenu *self)
{
  return self->session != NULL ? weir_session_get_environment_name (self->session) : NULL;
}

static void
show_name (WeirEnvironmentMenu *self)
{
  const char *name = get_name (self);
  const char *text = name != NULL ? name : _("No environment");
  g_autofree char *spoken = g_strdup_printf (_("Environment: %s"), text);
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "choose");

  gtk_label_set_text (GTK_LABEL (self->label), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_string (name != NULL ? name : ""));
}

static void
add_choice (GMenu *menu, const char *label, const char *name)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "environment.choose", "s", name);
  g_menu_append_item (menu, item);
}

/* A name may hold an underscore, which is no mnemonic. */
static char *
escape_mnemonic (const char *name)
{
  g_auto (GStrv) pieces = g_strsplit (name, "_", -1);

  return g_strjoinv ("__", pieces);
}

/* The environments of a load plan are in it. */
static gboolean
is_of_plan (WeirEnvironmentMenu *self)
{
  return weir_session_get_plan (self->session) != NULL;
}

static void
show_problems (WeirEnvironmentMenu *self, GPtrArray *problems, gboolean is_error)
{
  const char *tooltip = is_of_plan (self) ? _("Where the plan runs: one of its environments")
                                          : _("Where the flow runs: the environments beside its file");
  g_autofree char *all = NULL;

  g_ptr_array_add (problems, NULL);
  all = g_strjoinv ("\n", (char **) problems->pdata);
  gtk_widget_set_visible (self->icon, *all != '\0');
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon),
                                is_error ? "dialog-error-symbolic" : "dialog-warning-symbolic");
  weir_tooltip_set (self->button, *all != '\0' ? all : tooltip);
}

static void
read_files (WeirEnvironmentMenu *self)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) choices = g_menu_new ();
  g_autoptr (GMenu) edit = g_menu_new ();
  g_auto (GStrv) names = NULL;
  const char *chosen = get_name (self);

  if (self->session == NULL)
    return;
  names = weir_session_list_environments (self->session, problems);
  add_choice (choices, _("No environment"), "");
  for (char **name = names; *name != NULL; name++)
    {
      g_autofree char *label = escape_mnemonic (*name);

      add_choice (choices, label, *name);
    }
  /* The one in force is always there to be seen, even when the file does not have it. */
  if (chosen != NULL && !g_strv_contains ((const char *const *) names, chosen))
    {
      g_autofree char *escaped = escape_mnemonic (chosen);
      g_autofree char *label = g_strdup_printf (is_of_plan (self) ? _("%s (is not in the plan)")
                                                                  : _("%s (is not in environments.yaml)"),
                                                escaped);

      add_choice (choices, label, chosen);
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (choices));
  if (!is_of_plan (self))
    g_menu_append (edit, _("_Edit Environments…"), "win.edit-environments");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (edit));
  show_problems (self, problems, problems->len > 0 && *names == NULL);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->button), G_MENU_MODEL (menu));
}

static void
open_cb (GtkMenuButton *button, gpointer data)
{
  read_files (data);
}

static void
choose_action (GSimpleAction *action, GVariant *state, gpointer data)
{
  WeirEnvironmentMenu *self = data;
  const char *name = g_variant_get_string (state, NULL);

  if (self->session != NULL)
    weir_session_choose_environment (self->session, *name != '\0' ? name : NULL);
}

static void
weir_environment_menu_dispose (GObject *object)
{
  WeirEnvironmentMenu *self = WEIR_ENVIRONMENT_MENU (object);

  g_clear_object (&self->session_signals);
  g_clear_object (&self->session);
  g_clear_object (&self->actions);
  g_clear_pointer (&self->button, gtk_widget_unparent);
  G_OBJECT_CLASS (weir_environment_menu_parent_class)->dispose (object);
}

static void
weir_environment_menu_class_init (WeirEnvironmentMenuClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_environment_menu_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "environmentmenu");
}

static void
make_button (WeirEnvironmentMenu *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->button = gtk_menu_button_new ();
  self->icon = gtk_image_new ();
  self->label = gtk_label_new (NULL);
  gtk_widget_set_visible (self->icon, FALSE);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (self->label), NAME_CHARS);
  gtk_box_append (GTK_BOX (box), self->icon);
  gtk_box_append (GTK_BOX (box), self->label);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->button), box);
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (self->button), TRUE);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->button), open_cb, self, NULL);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
}

static void
weir_environment_menu_init (WeirEnvironmentMenu *self)
{
  const GActionEntry entries[] = {
    { .name = "choose", .parameter_type = "s", .state = "''", .change_state = choose_action },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "environment", G_ACTION_GROUP (self->actions));
  self->session_signals = g_signal_group_new (WEIR_TYPE_SESSION);
  g_signal_group_connect_swapped (self->session_signals, "notify::environment", G_CALLBACK (show_name), self);
  /* The flow names another one itself. */
  g_signal_group_connect_swapped (self->session_signals, "edited", G_CALLBACK (show_name), self);
  make_button (self);
  show_name (self);
}

/**
 * weir_environment_menu_set_session:
 * @self: a button
 * @session: (nullable): the document whose environment it shows and changes
 */
void
weir_environment_menu_set_session (WeirEnvironmentMenu *self, WeirSession *session)
{
  g_return_if_fail (WEIR_IS_ENVIRONMENT_MENU (self));

  g_set_object (&self->session, session);
  g_signal_group_set_target (self->session_signals, session);
  gtk_widget_set_sensitive (self->button, session != NULL);
  show_name (self);
  read_files (self);
}

/**
 * weir_environment_menu_get_label:
 * @self: a button
 *
 * Returns: (transfer none): what it says
 */
const char *
weir_environment_menu_get_label (WeirEnvironmentMenu *self)
{
  g_return_val_if_fail (WEIR_IS_ENVIRONMENT_MENU (self), NULL);

  return gtk_label_get_text (GTK_LABEL (self->label));
}
