/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-step-list-actions.c: what can be done with steps: adding, renaming, moving, deleting
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-limits.h"
#include "weir-preferences.h"
#include "weir-step-list-private.h"
#include "weir-step-names.h"
#include "weir-step-text.h"

/* Where a request goes about whose server nothing is known: nothing leaves the computer by mistake. */
#define UNKNOWN_BASE "http://localhost"

/**
 * weir_step_list_get_store:
 * @self: a step list with a flow
 * @part: one of its parts
 *
 * Returns: (transfer none): the steps of that part
 */
GListStore *
weir_step_list_get_store (WeirStepList *self, WeirFlowPart part)
{
  return weir_flow_get_part (self->flow, part);
}

/**
 * weir_step_list_count:
 * @self: a step list with a flow
 * @part: one of its parts
 *
 * Returns: how many steps it has
 */
guint
weir_step_list_count (WeirStepList *self, WeirFlowPart part)
{
  return g_list_model_get_n_items (G_LIST_MODEL (weir_step_list_get_store (self, part)));
}

/**
 * weir_step_list_has_room:
 * @self: a step list with a flow
 * @n_steps: how many there shall be more
 *
 * Returns: whether a flow may have so many; if not, the person is told
 */
gboolean
weir_step_list_has_room (WeirStepList *self, guint n_steps)
{
  g_autofree char *message = NULL;

  if (weir_flow_count_steps (self->flow) + n_steps <= WEIR_LIMIT_STEPS)
    return TRUE;
  message = g_strdup_printf (_("A flow has at most %u steps. Put the others into another flow."),
                             WEIR_LIMIT_STEPS);
  weir_step_list_tell (self, message);
  return FALSE;
}

/**
 * weir_step_list_find_insertion:
 * @self: a step list with a flow
 * @part: (out): the part that new steps come into
 * @index: (out): their place in it
 *
 * After the selected step; without one, at the end of the steps.
 */
void
weir_step_list_find_insertion (WeirStepList *self, WeirFlowPart *part, guint *index)
{
  WeirStepRow *row = weir_step_list_get_selected (self);

  *part = row != NULL ? weir_step_row_get_part (row) : WEIR_FLOW_PART_STEPS;
  *index = row != NULL ? weir_step_row_get_index (row) + 1 : weir_step_list_count (self, *part);
}

static char *
find_base_of (WeirStep *step)
{
  WeirRequest *request = step != NULL ? weir_step_get_request (step) : NULL;
  g_autofree char *base = request != NULL ? weir_request_find_base (request) : NULL;

  return base != NULL && *base != '\0' ? g_steal_pointer (&base) : NULL;
}

/* (nullable): that of the step before the new one, or else of any; most flows talk to one server. */
static char *
find_base (WeirStepList *self, WeirFlowPart part, guint index)
{
  WeirStepRow *row;
  char *base = NULL;

  for (guint i = index; i-- > 0 && base == NULL;)
    base = find_base_of (weir_flow_get_step (self->flow, part, i));
  for (guint i = 0; base == NULL && (row = weir_step_list_get_row (self, i)) != NULL; i++)
    base = find_base_of (weir_step_row_get_step (row));
  if (base == NULL && weir_flow_find_variable (self->flow, "baseUrl") != NULL)
    base = g_strdup ("${baseUrl}");
  return base;
}

static void
add_step (WeirStepList *self, WeirFlowPart part, guint index)
{
  g_autofree char *base = find_base (self, part, index);
  g_autofree char *url = g_strconcat (base != NULL ? base : UNKNOWN_BASE, "/", NULL);
  g_autoptr (WeirRequest) request = weir_request_new ("GET", url);
  g_autoptr (WeirStep) step = NULL;

  if (!weir_step_list_has_room (self, 1))
    return;
  weir_preferences_apply_to_request (weir_preferences_get_default (), request);
  step = weir_flow_create_step (self->flow, request);
  weir_edits_begin (self->edits, _("Add Step"));
  weir_edits_insert (self->edits, weir_step_list_get_store (self, part), index, step);
  weir_edits_end (self->edits);
  weir_step_list_show_step (self, step, TRUE);
  g_signal_emit_by_name (self, "step-added", base != NULL);
}

static void
add_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirStepList *self = WEIR_STEP_LIST (data);
  WeirFlowPart part;
  guint index;

  weir_step_list_find_insertion (self, &part, &index);
  add_step (self, part, index);
}

static void
add_before_all_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirStepList *self = WEIR_STEP_LIST (data);

  add_step (self, WEIR_FLOW_PART_BEFORE_ALL, weir_step_list_count (self, WEIR_FLOW_PART_BEFORE_ALL));
}

static void
add_after_all_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirStepList *self = WEIR_STEP_LIST (data);

  add_step (self, WEIR_FLOW_PART_AFTER_ALL, weir_step_list_count (self, WEIR_FLOW_PART_AFTER_ALL));
}

static void
add_from_curl_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  weir_step_list_paste_curl (WEIR_STEP_LIST (data));
}

static void
duplicate_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirStepList *self = WEIR_STEP_LIST (data);
  WeirStepRow *row = weir_step_list_get_selected (self);
  g_autoptr (WeirStep) copy = NULL;
  g_autoptr (GHashTable) names = NULL;
  g_autofree char *name = NULL;

  copy = weir_step_copy (weir_step_row_get_step (row));
  if (copy == NULL || !weir_step_list_has_room (self, 1))
    return;
  names = weir_step_names_collect (self->flow, NULL);
  name = weir_step_names_add (names, weir_step_get_name (copy));
  weir_step_set_name (copy, name);
  weir_edits_begin (self->edits, _("Duplicate Step"));
  weir_edits_insert (self->edits, weir_step_list_get_store (self, weir_step_row_get_part (row)),
                     weir_step_row_get_index (row) + 1, copy);
  weir_edits_end (self->edits);
  weir_step_list_show_step (self, copy, TRUE);
}

static void
rename_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  weir_step_row_rename (weir_step_list_get_selected (WEIR_STEP_LIST (data)));
}

/* Its state follows the step. */
static void
change_enabled_state (GSimpleAction *action, GVariant *state, gpointer data)
{
  WeirStepList *self = WEIR_STEP_LIST (data);
  gboolean enabled = g_variant_get_boolean (state);

  weir_edits_begin (self->edits, enabled ? _("Enable Step") : _("Disable Step"));
  weir_edits_set_boolean (self->edits, weir_step_row_get_step (weir_step_list_get_selected (self)), "enabled",
                          enabled);
  weir_edits_end (self->edits);
}

static void
delete_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WeirStepList *self = WEIR_STEP_LIST (data);
  WeirStepRow *row = weir_step_list_get_selected (self);

  weir_edits_begin (self->edits, _("Delete Step"));
  weir_edits_remove (self->edits, weir_step_list_get_store (self, weir_step_row_get_part (row)),
                     weir_step_row_get_index (row));
  weir_edits_end (self->edits);
}

static void
cut_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  weir_step_list_cut (WEIR_STEP_LIST (data));
}

static void
copy_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  weir_step_list_copy (WEIR_STEP_LIST (data));
}

static void
paste_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  weir_step_list_paste (WEIR_STEP_LIST (data));
}

/* One up or down; beyond the end of a part, into the part beside it. */
static gboolean
find_next_place (WeirStepList *self, int direction, WeirFlowPart *part, guint *index)
{
  WeirStepRow *row = weir_step_list_get_selected (self);
  guint n_steps;

  if (row == NULL)
    return FALSE;
  *part = weir_step_row_get_part (row);
  *index = weir_step_row_get_index (row);
  n_steps = weir_step_list_count (self, *part);
  if (direction < 0 ? *index > 0 : *index + 1 < n_steps)
    {
      *index += direction < 0 ? -1u : 1u;
      return TRUE;
    }
  if (*part == (direction < 0 ? WEIR_FLOW_PART_BEFORE_ALL : WEIR_FLOW_PART_AFTER_ALL))
    return FALSE;
  *part += direction < 0 ? -1u : 1u;
  *index = direction < 0 ? weir_step_list_count (self, *part) : 0;
  return TRUE;
}

static void
move (WeirStepList *self, WeirStep *step, WeirFlowPart part, guint index)
{
  WeirStepRow *row = weir_step_list_get_selected (self);

  weir_edits_begin (self->edits, _("Move Step"));
  weir_edits_move_between (self->edits, weir_step_list_get_store (self, weir_step_row_get_part (row)),
                           weir_step_row_get_index (row), weir_step_list_get_store (self, part), index);
  weir_edits_end (self->edits);
  weir_step_list_show_step (self, step, TRUE);
}

static void
move_by (WeirStepList *self, int direction)
{
  g_autoptr (WeirStep) step = NULL;
  WeirFlowPart part;
  guint index;

  if (!find_next_place (self, direction, &part, &index))
    return;
  step = g_object_ref (weir_step_row_get_step (weir_step_list_get_selected (self)));
  move (self, step, part, index);
}

static void
move_up_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  move_by (WEIR_STEP_LIST (data), -1);
}

static void
move_down_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  move_by (WEIR_STEP_LIST (data), 1);
}

static void
drop_copy (WeirStepList *self, WeirStep *step, WeirFlowPart part, guint index)
{
  g_autoptr (WeirStep) copy = weir_step_copy (step);
  g_autoptr (GHashTable) names = weir_step_names_collect (self->flow, NULL);
  g_autofree char *name = NULL;

  if (copy == NULL || !weir_step_list_has_room (self, 1))
    return;
  name = weir_step_names_add (names, weir_step_get_name (copy));
  weir_step_set_name (copy, name);
  weir_edits_begin (self->edits, _("Copy Step"));
  weir_edits_insert (self->edits, weir_step_list_get_store (self, part), index, copy);
  weir_edits_end (self->edits);
  weir_step_list_show_step (self, copy, TRUE);
}

/**
 * weir_step_list_drop:
 * @self: a step list with a flow
 * @step: a step of this flow, which is moved, or of another one, of which a copy is made
 * @part: where to
 * @index: the place in there, counted as long as the step is still where it was
 */
void
weir_step_list_drop (WeirStepList *self, WeirStep *step, WeirFlowPart part, guint index)
{
  g_autoptr (WeirStep) kept = g_object_ref (step);
  WeirStepRow *row;

  g_return_if_fail (WEIR_IS_STEP_LIST (self));
  g_return_if_fail (self->flow != NULL);

  if (!weir_step_list_show_step (self, step, FALSE))
    {
      drop_copy (self, step, part, index);
      return;
    }
  row = weir_step_list_get_selected (self);
  if (weir_step_row_get_part (row) == part && weir_step_row_get_index (row) < index)
    index--;
  if (weir_step_row_get_part (row) != part || weir_step_row_get_index (row) != index)
    move (self, step, part, index);
}

static void
set_enabled (WeirStepList *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

/**
 * weir_step_list_update_actions:
 * @self: a step list
 *
 * Makes those actions sensitive that can do something now.
 */
void
weir_step_list_update_actions (WeirStepList *self)
{
  const char *const for_flow[] = { "add", "add-before-all", "add-after-all", "add-from-curl", "paste" };
  const char *const for_step[] = { "duplicate", "rename", "enabled", "cut", "copy", "delete" };
  WeirStepRow *row = weir_step_list_get_selected (self);
  gboolean enabled = row != NULL && weir_step_get_enabled (weir_step_row_get_step (row));
  GAction *state = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "enabled");
  WeirFlowPart part;
  guint index;

  for (guint i = 0; i < G_N_ELEMENTS (for_flow); i++)
    set_enabled (self, for_flow[i], self->flow != NULL);
  for (guint i = 0; i < G_N_ELEMENTS (for_step); i++)
    set_enabled (self, for_step[i], row != NULL);
  set_enabled (self, "move-up", find_next_place (self, -1, &part, &index));
  set_enabled (self, "move-down", find_next_place (self, 1, &part, &index));
  g_simple_action_set_state (G_SIMPLE_ACTION (state), g_variant_new_boolean (enabled));
}

/**
 * weir_step_list_install_actions:
 * @self: a step list
 *
 * Gives it its actions, as the group "steps".
 */
void
weir_step_list_install_actions (WeirStepList *self)
{
  const GActionEntry entries[] = {
    { .name = "add", .activate = add_action },
    { .name = "add-before-all", .activate = add_before_all_action },
    { .name = "add-after-all", .activate = add_after_all_action },
    { .name = "add-from-curl", .activate = add_from_curl_action },
    { .name = "duplicate", .activate = duplicate_action },
    { .name = "rename", .activate = rename_action },
    { .name = "enabled", .state = "false", .change_state = change_enabled_state },
    { .name = "cut", .activate = cut_action },
    { .name = "copy", .activate = copy_action },
    { .name = "paste", .activate = paste_action },
    { .name = "delete", .activate = delete_action },
    { .name = "move-up", .activate = move_up_action },
    { .name = "move-down", .activate = move_down_action },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    set_enabled (self, entries[i].name, FALSE);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "steps", G_ACTION_GROUP (self->actions));
}

/**
 * weir_step_list_get_actions:
 * @self: a step list
 *
 * Returns: (transfer none): what can be done with its steps, the group "steps"
 */
GActionGroup *
weir_step_list_get_actions (WeirStepList *self)
{
  g_return_val_if_fail (WEIR_IS_STEP_LIST (self), NULL);

  return G_ACTION_GROUP (self->actions);
}
