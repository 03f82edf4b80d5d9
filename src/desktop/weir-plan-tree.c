/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-tree.c: the left pane while a load plan is edited: rounds with their iterations, and the rest
 *
 * After every edit the rows are compared with the parts of the plan; those that still fit stay, so that
 * selection and focus stay with them.
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-plan-lookup.h"
#include "weir-plan-tree-private.h"

enum
{
  SELECTED,
  RENAMING,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WeirPlanTree, weir_plan_tree, GTK_TYPE_WIDGET)

/* While rows are filled in: the next place, and what was selected */
typedef struct
{
  WeirPlanTree *tree;
  int position;
} Filling;

static void
fill_row (Filling *filling, WeirPlanPart part, gpointer object, WeirRound *round, guint index)
{
  WeirPlanTree *self = filling->tree;
  WeirPlanRow *row = (WeirPlanRow *) gtk_list_box_get_row_at_index (self->list, filling->position);

  if (row == NULL || !weir_plan_row_is_same (row, part, object, round, index))
    {
      row = WEIR_PLAN_ROW (weir_plan_row_new (part, object, round, index));
      gtk_list_box_insert (self->list, GTK_WIDGET (row), filling->position);
    }
  weir_plan_row_update (row, weir_session_get_plan_problems (self->session));
  filling->position++;
}

static void
fill_list (Filling *filling, WeirPlanPart part, GListStore *store, WeirRound *round)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (store)); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (store), i);

      fill_row (filling, part, item, round, i);
    }
}

static void
fill_round (Filling *filling, WeirRound *round, guint index)
{
  const char *const *references = weir_round_get_references (round);

  fill_row (filling, WEIR_PLAN_PART_ROUND, round, round, index);
  fill_list (filling, WEIR_PLAN_PART_ITERATION, weir_round_get_iterations (round), round);
  for (guint i = 0; references != NULL && references[i] != NULL; i++)
    fill_row (filling, WEIR_PLAN_PART_REFERENCE,
              weir_plan_find_iteration (filling->tree->plan, references[i]), round, i);
}

static void
fill_plan (Filling *filling)
{
  WeirPlan *plan = filling->tree->plan;
  GListModel *rounds = G_LIST_MODEL (weir_plan_get_rounds (plan));

  fill_row (filling, WEIR_PLAN_PART_PLAN, plan, NULL, 0);
  fill_list (filling, WEIR_PLAN_PART_ENVIRONMENT, weir_plan_get_environments (plan), NULL);
  fill_list (filling, WEIR_PLAN_PART_SHARED, weir_plan_get_iterations (plan), NULL);
  for (guint i = 0; i < g_list_model_get_n_items (rounds); i++)
    {
      g_autoptr (WeirRound) round = g_list_model_get_item (rounds, i);

      fill_round (filling, round, i);
    }
}

/* What belongs to a part and has no row of its own */
static const char *const round_properties[] = { "stages", "data", NULL };

static gboolean
has_in (GObject *owner, const char *const *properties, gpointer object)
{
  for (; *properties != NULL; properties++)
    {
      g_autoptr (GObject) inner = NULL;

      g_object_get (owner, *properties, &inner, NULL);
      if (inner == object && inner != NULL)
        return TRUE;
      for (guint i = 0; G_IS_LIST_MODEL (inner) && i < g_list_model_get_n_items (G_LIST_MODEL (inner)); i++)
        {
          g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (inner), i);

          if (item == object)
            return TRUE;
        }
    }
  return FALSE;
}

static gboolean
is_part_of (gpointer object, WeirPlanRow *row)
{
  gpointer part = weir_plan_row_get_object (row);

  if (weir_plan_row_get_part (row) == WEIR_PLAN_PART_REFERENCE)
    return FALSE;
  if (part == object)
    return TRUE;
  if (WEIR_IS_PLAN (part))
    return weir_plan_problems_is_of_plan (part, object);
  if (WEIR_IS_ROUND (part))
    return has_in (part, round_properties, object);
  return weir_plan_problems_holds (part, object);
}

/* Where the selected part has gone; what took its place, when it is gone itself. */
static void
select_again (WeirPlanTree *self, gpointer object, int position)
{
  WeirPlanRow *row;

  if (gtk_list_box_get_selected_row (self->list) != NULL
      || (object != NULL && weir_plan_tree_select_object (self, object)))
    return;
  row = weir_plan_tree_get_row (self, (guint) MAX (position, 0));
  if (row == NULL && position > 0)
    row = weir_plan_tree_get_row (self, (guint) position - 1);
  if (row == NULL)
    row = weir_plan_tree_get_row (self, 0);
  gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (row));
}

void
weir_plan_tree_fill (WeirPlanTree *self)
{
  Filling filling = { .tree = self };
  WeirPlanRow *selected = weir_plan_tree_get_selected (self);
  g_autoptr (GObject) object = NULL;
  int position = selected != NULL ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (selected)) : 0;
  GtkListBoxRow *row;

  if (self->plan == NULL)
    return;
  if (selected != NULL && weir_plan_row_get_object (selected) != NULL)
    object = g_object_ref (weir_plan_row_get_object (selected));
  self->filling = TRUE;
  fill_plan (&filling);
  while ((row = gtk_list_box_get_row_at_index (self->list, filling.position)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  select_again (self, object, position);
  self->filling = FALSE;
  weir_plan_tree_update_actions (self);
  if (weir_plan_tree_get_selected (self) != selected)
    g_signal_emit (self, signals[SELECTED], 0);
}

static void
update_rows (WeirPlanTree *self)
{
  WeirPlanRow *row;

  for (guint i = 0; (row = weir_plan_tree_get_row (self, i)) != NULL; i++)
    weir_plan_row_update (row, weir_session_get_plan_problems (self->session));
}

/* What was taken back or done again is in sight. */
static void
restored_cb (WeirPlanTree *self, GObject *object)
{
  weir_plan_tree_select_object (self, object);
}

static void
row_selected_cb (WeirPlanTree *self)
{
  if (self->filling)
    return;
  weir_plan_tree_update_actions (self);
  g_signal_emit (self, signals[SELECTED], 0);
}

static void
pressed_cb (WeirPlanTree *self, int n_press, double x, double y)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_y (self->list, (int) y);

  if (row == NULL)
    return;
  gtk_list_box_select_row (self->list, row);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &(GdkRectangle){ (int) x, (int) y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, WeirPlanTree *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_y (self->list, (int) y);

  if (row == NULL)
    return NULL;
  gtk_list_box_select_row (self->list, row);
  return gdk_content_provider_new_typed (WEIR_TYPE_PLAN_ROW, row);
}

/* What is dropped takes the place of the part below the pointer. */
static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, WeirPlanTree *self)
{
  WeirPlanRow *row = g_value_get_object (value);
  WeirPlanRow *to = (WeirPlanRow *) gtk_list_box_get_row_at_y (self->list, (int) y);

  return to != NULL && gtk_widget_is_ancestor (GTK_WIDGET (row), GTK_WIDGET (self->list))
         && weir_plan_tree_move (self, row, to);
}

static void
add_dragging (WeirPlanTree *self)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (WEIR_TYPE_PLAN_ROW, GDK_ACTION_MOVE);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_object (source, "prepare", G_CALLBACK (prepare_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->list), GTK_EVENT_CONTROLLER (source));
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->list), GTK_EVENT_CONTROLLER (target));
}

static gboolean
menu_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  WeirPlanTree *self = WEIR_PLAN_TREE (widget);
  GtkWidget *row = GTK_WIDGET (weir_plan_tree_get_selected (self));
  graphene_rect_t bounds;

  if (row == NULL || !gtk_widget_compute_bounds (row, GTK_WIDGET (self->list), &bounds))
    return FALSE;
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu),
                               &(GdkRectangle){ (int) bounds.origin.x, (int) bounds.origin.y,
                                                (int) bounds.size.width, (int) bounds.size.height });
  gtk_popover_popup (GTK_POPOVER (self->menu));
  return TRUE;
}

static void
weir_plan_tree_dispose (GObject *object)
{
  WeirPlanTree *self = WEIR_PLAN_TREE (object);

  self->filling = TRUE;
  g_clear_object (&self->edits_signals);
  g_clear_object (&self->problems_signals);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  g_clear_pointer (&self->buttons, gtk_widget_unparent);
  g_clear_object (&self->actions);
  g_clear_object (&self->plan);
  g_clear_object (&self->edits);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (weir_plan_tree_parent_class)->dispose (object);
}

static void
add_shortcuts (GtkWidgetClass *widget_class)
{
  const struct
  {
    guint key;
    GdkModifierType modifiers;
    const char *action;
  } shortcuts[] = {
    { GDK_KEY_Delete, 0, "plan.delete" },
    { GDK_KEY_F2, 0, "plan.rename" },
    { GDK_KEY_Up, GDK_ALT_MASK, "plan.move-up" },
    { GDK_KEY_Down, GDK_ALT_MASK, "plan.move-down" },
    { GDK_KEY_d, GDK_CONTROL_MASK, "plan.duplicate" },
    { GDK_KEY_x, GDK_CONTROL_MASK, "plan.cut" },
    { GDK_KEY_c, GDK_CONTROL_MASK, "plan.copy" },
    { GDK_KEY_v, GDK_CONTROL_MASK, "plan.paste" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_widget_class_add_binding_action (widget_class, shortcuts[i].key, shortcuts[i].modifiers,
                                         shortcuts[i].action, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, menu_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, menu_cb, NULL);
}

static void
weir_plan_tree_class_init (WeirPlanTreeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_plan_tree_dispose;
  /**
   * WeirPlanTree::selected:
   * @tree: the tree
   *
   * Another part is selected.
   */
  signals[SELECTED] = g_signal_new ("selected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 0);
  /**
   * WeirPlanTree::renaming:
   * @tree: the tree
   *
   * A person wants to give the selected part another name.
   */
  signals[RENAMING] = g_signal_new ("renaming", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 0);
  add_shortcuts (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
create_list (WeirPlanTree *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Parts of the plan"), -1);
  g_signal_connect_object (self->list, "row-selected", G_CALLBACK (row_selected_cb), self, G_CONNECT_SWAPPED);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->list), GTK_EVENT_CONTROLLER (click));
  add_dragging (self);
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), GTK_WIDGET (self->list));
  gtk_widget_set_vexpand (self->scrolled, TRUE);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
}

static void
create_buttons (WeirPlanTree *self)
{
  GtkWidget *add = gtk_menu_button_new ();
  g_autoptr (GMenuModel) add_menu = weir_plan_tree_create_add_menu ();
  g_autoptr (GMenuModel) menu = weir_plan_tree_create_menu ();

  gtk_menu_button_set_label (GTK_MENU_BUTTON (add), _("Add"));
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (add), TRUE);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (add), add_menu);
  gtk_widget_set_tooltip_text (add, _("Add a round, an iteration or an environment"));
  self->buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_add_css_class (self->buttons, "toolbar");
  gtk_box_append (GTK_BOX (self->buttons), add);
  gtk_widget_set_parent (self->buttons, GTK_WIDGET (self));
  self->menu = gtk_popover_menu_new_from_model (menu);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self->list));
}

static void
weir_plan_tree_init (WeirPlanTree *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                                  GTK_ORIENTATION_VERTICAL);
  weir_plan_tree_install_actions (self);
  create_list (self);
  create_buttons (self);
  self->edits_signals = g_signal_group_new (WEIR_TYPE_EDITS);
  g_signal_group_connect_swapped (self->edits_signals, "changed", G_CALLBACK (weir_plan_tree_fill), self);
  g_signal_group_connect_swapped (self->edits_signals, "restored", G_CALLBACK (restored_cb), self);
  self->problems_signals = g_signal_group_new (WEIR_TYPE_PLAN_PROBLEMS);
  g_signal_group_connect_swapped (self->problems_signals, "changed", G_CALLBACK (update_rows), self);
}

/**
 * weir_plan_tree_new:
 *
 * Returns: (transfer floating): a tree of nothing yet
 */
GtkWidget *
weir_plan_tree_new (void)
{
  return g_object_new (WEIR_TYPE_PLAN_TREE, NULL);
}

/**
 * weir_plan_tree_set_session:
 * @self: a tree
 * @session: (nullable): the document with the plan
 */
void
weir_plan_tree_set_session (WeirPlanTree *self, WeirSession *session)
{
  WeirPlan *plan = session != NULL ? weir_session_get_plan (session) : NULL;
  WeirEdits *edits = plan != NULL ? weir_session_get_edits (session) : NULL;
  GtkListBoxRow *row;

  g_return_if_fail (WEIR_IS_PLAN_TREE (self));

  self->filling = TRUE;
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  self->filling = FALSE;
  g_set_object (&self->session, session);
  g_set_object (&self->plan, plan);
  g_set_object (&self->edits, edits);
  g_signal_group_set_target (self->edits_signals, self->edits);
  g_signal_group_set_target (self->problems_signals,
                             self->plan != NULL ? weir_session_get_plan_problems (session) : NULL);
  weir_plan_tree_fill (self);
  weir_plan_tree_update_actions (self);
}

/**
 * weir_plan_tree_get_selected:
 * @self: a tree
 *
 * Returns: (transfer none) (nullable): the row that is selected
 */
WeirPlanRow *
weir_plan_tree_get_selected (WeirPlanTree *self)
{
  g_return_val_if_fail (WEIR_IS_PLAN_TREE (self), NULL);

  return (WeirPlanRow *) gtk_list_box_get_selected_row (self->list);
}

/**
 * weir_plan_tree_get_row:
 * @self: a tree
 * @index: of a row, from the top
 *
 * Returns: (transfer none) (nullable): the row
 */
WeirPlanRow *
weir_plan_tree_get_row (WeirPlanTree *self, guint index)
{
  g_return_val_if_fail (WEIR_IS_PLAN_TREE (self), NULL);

  return (WeirPlanRow *) gtk_list_box_get_row_at_index (self->list, (int) index);
}

/**
 * weir_plan_tree_select_object:
 * @self: a tree
 * @object: of the plan
 *
 * Selects the part that is @object, or that it belongs to.
 *
 * Returns: whether there is one
 */
gboolean
weir_plan_tree_select_object (WeirPlanTree *self, gpointer object)
{
  WeirPlanRow *row;

  g_return_val_if_fail (WEIR_IS_PLAN_TREE (self), FALSE);

  for (guint i = 0; (row = weir_plan_tree_get_row (self, i)) != NULL; i++)
    if (is_part_of (object, row))
      {
        gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (row));
        return TRUE;
      }
  return FALSE;
}

/**
 * weir_plan_tree_get_actions:
 * @self: a tree
 *
 * Returns: (transfer none): what can be done with the plan, for the prefix "plan"
 */
GActionGroup *
weir_plan_tree_get_actions (WeirPlanTree *self)
{
  g_return_val_if_fail (WEIR_IS_PLAN_TREE (self), NULL);

  return G_ACTION_GROUP (self->actions);
}
