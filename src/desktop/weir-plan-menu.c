/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-menu.c: the arrow beside Start: which rounds run, and the command that does the same
 *
 * The rounds are listed anew whenever the menu is opened. There may be many: they scroll.
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-menu-row.h"
#include "weir-plan-menu.h"
#include "weir-run-command.h"

#define MOST_HEIGHT 280

struct _WeirPlanMenu
{
  GtkWidget parent_instance;

  GtkMenuButton *button;
  GtkPopover *popover;
  GtkWidget *rounds; /* heading and list; hidden when there is nothing to choose from */
  GtkBox *list;      /* of GtkCheckButton, one for each round */
  WeirMenuRow *command_row;

  /* owned */
  GSimpleActionGroup *actions;
  WeirSession *session; /* (nullable) */
};

enum
{
  COPIED,
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WeirPlanMenu, weir_plan_menu, GTK_TYPE_WIDGET)

/* In the order of the plan; all of them are the same as no choice. */
static void
toggled_cb (WeirPlanMenu *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;
  gboolean all = TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->list)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (gtk_check_button_get_active (GTK_CHECK_BUTTON (child)))
        g_strv_builder_add (builder, gtk_check_button_get_label (GTK_CHECK_BUTTON (child)));
      else
        all = FALSE;
    }
  names = g_strv_builder_end (builder);
  weir_session_choose_rounds (self->session, all ? NULL : (const char *const *) names);
  g_signal_emit (self, signals[CHOSEN], 0);
}

static void
add_round (WeirPlanMenu *self, const char *name)
{
  const char *const *chosen = weir_session_get_rounds (self->session);
  GtkWidget *check = gtk_check_button_new_with_label (name);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), chosen == NULL || g_strv_contains (chosen, name));
  g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->list, check);
}

static void
update_command (WeirPlanMenu *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "copy-command");
  GFile *file = weir_session_get_file (self->session);
  gboolean saved = file != NULL && g_file_query_exists (file, NULL);

  weir_menu_row_set_note (self->command_row, saved ? "" : _("Save the plan first"));
  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), saved);
}

static void
show_cb (WeirPlanMenu *self)
{
  WeirPlan *plan = self->session != NULL ? weir_session_get_plan (self->session) : NULL;
  GListModel *rounds = plan != NULL ? G_LIST_MODEL (weir_plan_get_rounds (plan)) : NULL;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_box_remove (self->list, child);
  if (plan == NULL)
    return;
  for (guint i = 0; i < g_list_model_get_n_items (rounds); i++)
    {
      g_autoptr (WeirRound) round = g_list_model_get_item (rounds, i);

      add_round (self, weir_round_get_name (round));
    }
  gtk_widget_set_visible (self->rounds, g_list_model_get_n_items (rounds) > 1
                                            || weir_session_get_rounds (self->session) != NULL);
  update_command (self);
}

static void
copy_command_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirPlanMenu *self = WEIR_PLAN_MENU (data);
  gboolean in_flatpak = g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS);
  g_autofree char *path = g_file_get_path (weir_session_get_file (self->session));
  g_autofree char *host = weir_run_command_find_host_path (path);
  g_autofree char *command = weir_load_command_new (
      in_flatpak ? host : path, weir_session_get_rounds (self->session),
      weir_session_get_environment_name (self->session), in_flatpak);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), command);
  g_signal_emit (self, signals[COPIED], 0,
                 weir_session_get_dirty (self->session)
                     ? _("Command copied. It runs the file as it was last saved, without later changes.")
                     : _("Command copied"));
}

static void
weir_plan_menu_dispose (GObject *object)
{
  WeirPlanMenu *self = WEIR_PLAN_MENU (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  if (child != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->actions);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (weir_plan_menu_parent_class)->dispose (object);
}

static void
weir_plan_menu_class_init (WeirPlanMenuClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_plan_menu_dispose;

  /**
   * WeirPlanMenu::copied:
   * @self: a menu
   * @message: what there is to tell about it
   *
   * The command that does the same as Start was put on the clipboard.
   */
  signals[COPIED] =
      g_signal_new ("copied", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  /**
   * WeirPlanMenu::chosen:
   * @self: a menu
   *
   * The person has chosen which rounds run.
   */
  signals[CHOSEN] = g_signal_new ("chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "runmenu");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
create_rounds (WeirPlanMenu *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *heading = gtk_label_new (_("Rounds that run"));
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->list = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "heading");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), MOST_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Rounds that run"), -1);
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  return box;
}

static GtkWidget *
create_content (WeirPlanMenu *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->rounds = create_rounds (self);
  self->command_row = g_object_new (WEIR_TYPE_MENU_ROW, "title", _("Copy as Command"), "action-name",
                                    "plan-run.copy-command", NULL);
  gtk_box_append (GTK_BOX (box), self->rounds);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->command_row));
  return box;
}

static void
weir_plan_menu_init (WeirPlanMenu *self)
{
  const GActionEntry entries[] = {
    { .name = "copy-command", .activate = copy_command_action },
  };
  const char *name = _("Options of Start");

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "plan-run", G_ACTION_GROUP (self->actions));
  self->popover = GTK_POPOVER (gtk_popover_new ());
  gtk_popover_set_child (self->popover, create_content (self));
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_popover (self->button, GTK_WIDGET (self->popover));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_parent (GTK_WIDGET (self->button), GTK_WIDGET (self));
  g_signal_connect_object (self->popover, "show", G_CALLBACK (show_cb), self, G_CONNECT_SWAPPED);
}

/**
 * weir_plan_menu_set_session:
 * @self: a menu
 * @session: (nullable): a document with a load plan, whose rounds it lists
 */
void
weir_plan_menu_set_session (WeirPlanMenu *self, WeirSession *session)
{
  g_return_if_fail (WEIR_IS_PLAN_MENU (self));

  g_set_object (&self->session, session);
}

/**
 * weir_plan_menu_get_popover:
 * @self: a menu
 *
 * Returns: (transfer none): the menu itself
 */
GtkPopover *
weir_plan_menu_get_popover (WeirPlanMenu *self)
{
  g_return_val_if_fail (WEIR_IS_PLAN_MENU (self), NULL);

  return self->popover;
}
