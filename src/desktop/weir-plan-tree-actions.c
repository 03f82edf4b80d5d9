/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-tree-actions.c: adding, copying, moving and deleting parts of a load plan
 */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "weir-document-copy.h"
#include "weir-plan-tree-private.h"

static WeirPlanPart
get_part (WeirPlanRow *row)
{
  return weir_plan_row_get_part (row);
}

/* The list the part of @row is in; NULL: the plan itself, or a reference. */
GListStore *
weir_plan_tree_get_store (WeirPlanTree *self, WeirPlanRow *row)
{
  switch (get_part (row))
    {
    case WEIR_PLAN_PART_ENVIRONMENT:
      return weir_plan_get_environments (self->plan);
    case WEIR_PLAN_PART_SHARED:
      return weir_plan_get_iterations (self->plan);
    case WEIR_PLAN_PART_ROUND:
      return weir_plan_get_rounds (self->plan);
    case WEIR_PLAN_PART_ITERATION:
      return weir_round_get_iterations (weir_plan_row_get_round (row));
    case WEIR_PLAN_PART_PLAN:
    case WEIR_PLAN_PART_REFERENCE:
    default:
      return NULL;
    }
}

static gboolean
has_name (GListStore *store, const char *name)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (store)); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (store), i);
      g_autofree char *own = NULL;

      g_object_get (item, "name", &own, NULL);
      if (g_ascii_strcasecmp (own, name) == 0)
        return TRUE;
    }
  return FALSE;
}

/* "Round 2": the first number that no other has. */
static char *
find_name (GListStore *store, const char *word)
{
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (store)) + 1;; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s %u", word, i);

      if (!has_name (store, name))
        return g_steal_pointer (&name);
    }
}

/* Selects it and lets the person name it. */
static void
insert (WeirPlanTree *self, const char *label, GListStore *store, guint position, gpointer item)
{
  weir_edits_begin (self->edits, label);
  weir_edits_insert (self->edits, store, position, item);
  weir_edits_end (self->edits);
  weir_plan_tree_select_object (self, item);
  g_signal_emit_by_name (self, "renaming");
}

/* Names in documents are the same in every language. */
static WeirIteration *
create_iteration (GListStore *store)
{
  g_autofree char *name = find_name (store, "Iteration");
  WeirIteration *iteration = weir_iteration_new ("");
  g_autoptr (WeirStep) step = weir_step_new ("");
  g_autoptr (WeirRequest) request = weir_request_new ("GET", "/");

  weir_step_set_request (step, request);
  weir_iteration_set_step (iteration, step);
  weir_iteration_set_name (iteration, name);
  return iteration;
}

/* Behind what is selected, in its list; else at the end. */
guint
weir_plan_tree_find_place (WeirPlanTree *self, GListStore *store)
{
  WeirPlanRow *row = weir_plan_tree_get_selected (self);
  guint position;

  if (row != NULL && weir_plan_tree_get_store (self, row) == store
      && g_list_store_find (store, weir_plan_row_get_object (row), &position))
    return position + 1;
  return g_list_model_get_n_items (G_LIST_MODEL (store));
}

/* The round that is selected, or something of it; else the last. */
WeirRound *
weir_plan_tree_find_round (WeirPlanTree *self)
{
  WeirPlanRow *row = weir_plan_tree_get_selected (self);
  GListModel *rounds = G_LIST_MODEL (weir_plan_get_rounds (self->plan));
  guint n_rounds = g_list_model_get_n_items (rounds);
  g_autoptr (WeirRound) last = n_rounds > 0 ? g_list_model_get_item (rounds, n_rounds - 1) : NULL;

  return row != NULL && weir_plan_row_get_round (row) != NULL ? weir_plan_row_get_round (row) : last;
}

/* A new round is aimed at what the others are, and has something to do. */
static void
add_round_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirPlanTree *self = data;
  GListStore *rounds = weir_plan_get_rounds (self->plan);
  WeirRound *other = weir_plan_tree_find_round (self);
  WeirPlanRow *row = weir_plan_tree_get_selected (self);
  g_autofree char *name = find_name (rounds, "Round");
  g_autoptr (WeirRound) round = weir_round_new (name);
  g_autoptr (WeirIteration) iteration = create_iteration (weir_round_get_iterations (round));
  guint position = g_list_model_get_n_items (G_LIST_MODEL (rounds));

  weir_round_set_base_url (round, other != NULL && weir_round_get_base_url (other) != NULL
                                      ? weir_round_get_base_url (other)
                                      : "http://127.0.0.1:8020");
  g_list_store_append (weir_round_get_iterations (round), iteration);
  if (row != NULL && weir_plan_row_get_round (row) != NULL
      && g_list_store_find (rounds, weir_plan_row_get_round (row), &position))
    position++;
  insert (self, _("Add Round"), rounds, position, round);
}

static void
add_iteration_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirPlanTree *self = data;
  WeirRound *round = weir_plan_tree_find_round (self);
  GListStore *store = weir_round_get_iterations (round);
  g_autoptr (WeirIteration) iteration = create_iteration (store);

  insert (self, _("Add Iteration"), store, weir_plan_tree_find_place (self, store), iteration);
}

static void
add_shared_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirPlanTree *self = data;
  GListStore *store = weir_plan_get_iterations (self->plan);
  g_autoptr (WeirIteration) iteration = create_iteration (store);

  insert (self, _("Add Plan Iteration"), store, weir_plan_tree_find_place (self, store), iteration);
}

static void
add_environment_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirPlanTree *self = data;
  GListStore *store = weir_plan_get_environments (self->plan);
  g_autofree char *name = find_name (store, "environment");
  g_autoptr (WeirEnvironment) environment = weir_environment_new (name);

  insert (self, _("Add Environment"), store, weir_plan_tree_find_place (self, store), environment);
}

static void
set_references (WeirPlanTree *self, WeirRound *round, const char *label, GPtrArray *names)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_ptr_array_add (names, NULL);
  g_value_init (&value, G_TYPE_STRV);
  g_value_set_boxed (&value, names->len > 1 ? names->pdata : NULL);
  weir_edits_begin (self->edits, label);
  weir_edits_set_property (self->edits, round, "references", &value);
  weir_edits_end (self->edits);
}

static GPtrArray *
list_references (WeirRound *round)
{
  const char *const *references = weir_round_get_references (round);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (; references != NULL && *references != NULL; references++)
    g_ptr_array_add (names, g_strdup (*references));
  return names;
}

/* A plan iteration that is selected goes into the last round; else the first one goes into the selected round
 * that is not there yet. */
static const char *
find_to_refer (WeirPlanTree *self, WeirRound *round)
{
  GListModel *iterations = G_LIST_MODEL (weir_plan_get_iterations (self->plan));
  WeirPlanRow *row = weir_plan_tree_get_selected (self);
  g_autoptr (GPtrArray) names = list_references (round);

  if (row != NULL && get_part (row) == WEIR_PLAN_PART_SHARED)
    return weir_iteration_get_name (weir_plan_row_get_object (row));
  for (guint i = 0; i < g_list_model_get_n_items (iterations); i++)
    {
      g_autoptr (WeirIteration) iteration = g_list_model_get_item (iterations, i);
      gboolean is_there = FALSE;

      for (guint j = 0; j < names->len; j++)
        is_there |=
            g_ascii_strcasecmp (g_ptr_array_index (names, j), weir_iteration_get_name (iteration)) == 0;
      if (!is_there)
        return weir_iteration_get_name (iteration);
    }
  return NULL;
}

static void
add_reference_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirPlanTree *self = data;
  WeirRound *round = weir_plan_tree_find_round (self);
  const char *name = find_to_refer (self, round);
  g_autoptr (GPtrArray) names = list_references (round);

  if (name == NULL)
    return;
  g_ptr_array_add (names, g_strdup (name));
  set_references (self, round, _("Add Reference"), names);
}

/* Under a name that no other has there. */
void
weir_plan_tree_insert (WeirPlanTree *self, const char *label, GListStore *store, guint position,
                       gpointer item)
{
  g_autofree char *name = NULL;
  g_autofree char *own = NULL;

  g_object_get (item, "name", &name, NULL);
  own = has_name (store, name) ? find_name (store, name) : g_strdup (name);
  g_object_set (item, "name", own, NULL);
  insert (self, label, store, position, item);
}

static void
duplicate_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirPlanTree *self = data;
  WeirPlanRow *row = weir_plan_tree_get_selected (self);
  GListStore *store = weir_plan_tree_get_store (self, row);
  g_autoptr (GObject) copy = weir_document_copy (weir_plan_row_get_object (row));

  weir_plan_tree_insert (self, _("Duplicate"), store, weir_plan_row_get_index (row) + 1, copy);
}

static void
rename_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_signal_emit_by_name (data, "renaming");
}

static void
delete_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirPlanTree *self = data;
  WeirPlanRow *row = weir_plan_tree_get_selected (self);
  GListStore *store = weir_plan_tree_get_store (self, row);
  guint position;

  if (get_part (row) == WEIR_PLAN_PART_REFERENCE)
    {
      g_autoptr (GPtrArray) names = list_references (weir_plan_row_get_round (row));

      g_ptr_array_remove_index (names, weir_plan_row_get_index (row));
      set_references (self, weir_plan_row_get_round (row), _("Remove Reference"), names);
      return;
    }
  if (store == NULL || !g_list_store_find (store, weir_plan_row_get_object (row), &position))
    return;
  weir_edits_begin (self->edits, _("Delete"));
  weir_edits_remove (self->edits, store, position);
  weir_edits_end (self->edits);
}

static void
copy_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  weir_plan_tree_copy (data);
}

static void
cut_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  weir_plan_tree_copy (data);
  delete_action (action, parameter, data);
}

static void
paste_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  weir_plan_tree_paste (data);
}

static guint
count_beside (WeirPlanTree *self, WeirPlanRow *row)
{
  GListStore *store = weir_plan_tree_get_store (self, row);
  const char *const *references;

  if (store != NULL)
    return g_list_model_get_n_items (G_LIST_MODEL (store));
  if (get_part (row) != WEIR_PLAN_PART_REFERENCE)
    return 0;
  references = weir_round_get_references (weir_plan_row_get_round (row));
  return references != NULL ? g_strv_length ((char **) references) : 0;
}

static void
move_reference (WeirPlanTree *self, WeirRound *round, guint from, guint to)
{
  g_autoptr (GPtrArray) names = list_references (round);
  char *name = g_ptr_array_steal_index (names, from);

  g_ptr_array_insert (names, (int) to, name);
  set_references (self, round, _("Move"), names);
}

static void
move_by (WeirPlanTree *self, int by)
{
  WeirPlanRow *row = weir_plan_tree_get_selected (self);
  GListStore *store = weir_plan_tree_get_store (self, row);
  g_autoptr (GObject) object = NULL;
  guint from = weir_plan_row_get_index (row);
  guint to = (guint) ((int) from + by);

  if ((by < 0 && from == 0) || to >= count_beside (self, row))
    return;
  if (store == NULL)
    {
      move_reference (self, weir_plan_row_get_round (row), from, to);
      return;
    }
  object = g_object_ref (weir_plan_row_get_object (row));
  weir_edits_begin (self->edits, _("Move"));
  weir_edits_move (self->edits, store, from, to);
  weir_edits_end (self->edits);
  weir_plan_tree_select_object (self, object);
}

static void
move_up_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  move_by (data, -1);
}

static void
move_down_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  move_by (data, 1);
}

/* The list a part of the kind of @row gets into at @to, and where; NULL: it cannot be there. */
static GListStore *
find_target (WeirPlanTree *self, WeirPlanRow *row, WeirPlanRow *to, guint *position)
{
  gboolean is_iteration =
      get_part (row) == WEIR_PLAN_PART_ITERATION || get_part (row) == WEIR_PLAN_PART_SHARED;

  *position = weir_plan_row_get_index (to);
  if (get_part (row) == get_part (to) ||
      (is_iteration && (get_part (to) == WEIR_PLAN_PART_ITERATION || get_part (to) == WEIR_PLAN_PART_SHARED)))
    return weir_plan_tree_get_store (self, to);
  if (!is_iteration || get_part (to) != WEIR_PLAN_PART_ROUND)
    return NULL;
  *position = 0;
  return weir_round_get_iterations (weir_plan_row_get_round (to));
}

gboolean
weir_plan_tree_move (WeirPlanTree *self, WeirPlanRow *row, WeirPlanRow *to)
{
  GListStore *from = weir_plan_tree_get_store (self, row);
  guint position;
  GListStore *target = find_target (self, row, to, &position);
  guint index = weir_plan_row_get_index (row);
  g_autoptr (GObject) object = NULL;

  if (from == NULL || target == NULL || row == to)
    return FALSE;
  object = g_object_ref (weir_plan_row_get_object (row));
  weir_edits_begin (self->edits, _("Move"));
  if (from == target)
    weir_edits_move (self->edits, from, index, position);
  else
    weir_edits_move_between (self->edits, from, index, target, position);
  weir_edits_end (self->edits);
  weir_plan_tree_select_object (self, object);
  return TRUE;
}

static gboolean
has_request (WeirPlanRow *row)
{
  gpointer object = weir_plan_row_get_object (row);

  return WEIR_IS_ITERATION (object) && weir_iteration_get_flow_file (object) == NULL;
}

/* What can be done with the selected part. */
void
weir_plan_tree_update_actions (WeirPlanTree *self)
{
  WeirPlanRow *row = self->plan != NULL ? weir_plan_tree_get_selected (self) : NULL;
  gboolean is_item = row != NULL && get_part (row) != WEIR_PLAN_PART_PLAN;
  gboolean is_reference = row != NULL && get_part (row) == WEIR_PLAN_PART_REFERENCE;
  gboolean has_round = self->plan != NULL && weir_plan_tree_find_round (self) != NULL;
  guint index = is_item ? weir_plan_row_get_index (row) : 0;
  const struct
  {
    const char *action;
    gboolean enabled;
  } all[] = {
    { "add-round", self->plan != NULL },
    { "add-iteration", has_round },
    { "add-shared", self->plan != NULL },
    { "add-environment", self->plan != NULL },
    { "add-reference", has_round && find_to_refer (self, weir_plan_tree_find_round (self)) != NULL },
    { "duplicate", is_item && !is_reference },
    { "rename", row != NULL && !is_reference },
    { "delete", is_item },
    { "cut", is_item && !is_reference },
    { "copy", is_item && !is_reference },
    { "paste", self->plan != NULL },
    { "move-up", is_item && index > 0 },
    { "move-down", is_item && index + 1 < count_beside (self, row) },
    { "to-step", is_item && has_request (row) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    g_simple_action_set_enabled (
        G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), all[i].action)),
        all[i].enabled);
}

/* The window knows the flow it goes to. */
static void
to_step_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_widget_activate_action (GTK_WIDGET (data), "win.iteration-to-step", NULL);
}

void
weir_plan_tree_install_actions (WeirPlanTree *self)
{
  const GActionEntry entries[] = {
    { .name = "add-round", .activate = add_round_action },
    { .name = "add-iteration", .activate = add_iteration_action },
    { .name = "add-shared", .activate = add_shared_action },
    { .name = "add-environment", .activate = add_environment_action },
    { .name = "add-reference", .activate = add_reference_action },
    { .name = "duplicate", .activate = duplicate_action },
    { .name = "rename", .activate = rename_action },
    { .name = "delete", .activate = delete_action },
    { .name = "cut", .activate = cut_action },
    { .name = "copy", .activate = copy_action },
    { .name = "paste", .activate = paste_action },
    { .name = "move-up", .activate = move_up_action },
    { .name = "move-down", .activate = move_down_action },
    { .name = "to-step", .activate = to_step_action },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "plan", G_ACTION_GROUP (self->actions));
}

static void
append (GMenu *menu, const char *label, const char *action)
{
  g_menu_append (menu, label, action);
}

GMenuModel *
weir_plan_tree_create_add_menu (void)
{
  GMenu *menu = g_menu_new ();

  append (menu, _("_Round"), "plan.add-round");
  append (menu, _("_Iteration"), "plan.add-iteration");
  append (menu, _("_Plan Iteration, for Several Rounds"), "plan.add-shared");
  append (menu, _("Re_ference to a Plan Iteration"), "plan.add-reference");
  append (menu, _("_Environment"), "plan.add-environment");
  return G_MENU_MODEL (menu);
}

GMenuModel *
weir_plan_tree_create_menu (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) edit = g_menu_new ();
  g_autoptr (GMenu) clipboard = g_menu_new ();
  g_autoptr (GMenu) move = g_menu_new ();
  g_autoptr (GMenu) convert = g_menu_new ();
  g_autoptr (GMenuModel) add = weir_plan_tree_create_add_menu ();

  append (edit, _("_Rename"), "plan.rename");
  append (edit, _("_Duplicate"), "plan.duplicate");
  append (edit, _("De_lete"), "plan.delete");
  append (clipboard, _("Cu_t"), "plan.cut");
  append (clipboard, _("_Copy"), "plan.copy");
  append (clipboard, _("_Paste"), "plan.paste");
  append (move, _("Move _Up"), "plan.move-up");
  append (move, _("Move Dow_n"), "plan.move-down");
  g_menu_append_submenu (menu, _("_Add"), add);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (edit));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (clipboard));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (move));
  append (convert, _("_Open This Request as a Flow Step"), "plan.to-step");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (convert));
  return G_MENU_MODEL (menu);
}
