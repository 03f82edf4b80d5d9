/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-flow-adopt.c: making one flow say what another one says, by edits that can be undone
 *
 * Objects stay the same ones wherever they can, so that what is shown of them, their results and the
 * selection stay with them: steps are told by their names, whatever part of the flow they are in; what steps
 * consist of, by its place.
 */

#include "config.h"

#include "weir-adopt-private.h"
#include "weir-flow-adopt.h"

static const char *const part_names[WEIR_N_FLOW_PARTS] = { "before-all", "steps", "after-all" };

static gboolean
is_part (const char *property)
{
  for (guint i = 0; i < WEIR_N_FLOW_PARTS; i++)
    if (g_str_equal (property, part_names[i]))
      return TRUE;
  return FALSE;
}

/* Name → step, borrowed; a step may get another name meanwhile. */
static GHashTable *
collect_steps (WeirFlow *flow)
{
  GHashTable *steps = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (WeirFlowPart part = 0; part < WEIR_N_FLOW_PARTS; part++)
    {
      guint n_steps = g_list_model_get_n_items (G_LIST_MODEL (weir_flow_get_part (flow, part)));

      for (guint i = 0; i < n_steps; i++)
        {
          WeirStep *step = weir_flow_get_step (flow, part, i);

          g_hash_table_insert (steps, g_strdup (weir_step_get_name (step)), step);
        }
    }
  return steps;
}

static void
bring (WeirFlow *self, WeirEdits *edits, WeirStep *step, WeirFlowPart part, guint position)
{
  GListStore *to = weir_flow_get_part (self, part);

  /* Most are where they were: looking for each among all would take the square of their number. */
  if (position < g_list_model_get_n_items (G_LIST_MODEL (to))
      && weir_flow_get_step (self, part, position) == step)
    return;
  for (WeirFlowPart from = 0; from < WEIR_N_FLOW_PARTS; from++)
    {
      GListStore *store = weir_flow_get_part (self, from);
      guint found;

      if (!g_list_store_find (store, step, &found))
        continue;
      if (store != to)
        weir_edits_move_between (edits, store, found, to, position);
      else if (found != position)
        weir_edits_move (edits, store, found, position);
      return;
    }
}

/* The step that becomes @step: of the same name, else the one in its place when its own name is gone, which
 * was renamed then. NULL: there is none. */
static WeirStep *
find_same (WeirFlow *self, WeirStep *step, WeirFlowPart part, guint position, GHashTable *own,
           GHashTable *others)
{
  WeirStep *same = g_hash_table_lookup (own, weir_step_get_name (step));
  GListModel *list = G_LIST_MODEL (weir_flow_get_part (self, part));
  WeirStep *placed;

  if (same != NULL || position >= g_list_model_get_n_items (list))
    return same;
  placed = weir_flow_get_step (self, part, position);
  return g_hash_table_contains (others, weir_step_get_name (placed)) ? NULL : placed;
}

static void
adopt_part (WeirFlow *self, WeirEdits *edits, WeirFlow *other, WeirFlowPart part, GHashTable *own,
            GHashTable *others)
{
  GListStore *store = weir_flow_get_part (self, part);
  guint n_steps = g_list_model_get_n_items (G_LIST_MODEL (weir_flow_get_part (other, part)));

  for (guint i = 0; i < n_steps; i++)
    {
      WeirStep *step = weir_flow_get_step (other, part, i);
      WeirStep *same = find_same (self, step, part, i, own, others);

      if (same == NULL)
        {
          weir_edits_insert (edits, store, i, step);
          continue;
        }
      bring (self, edits, same, part, i);
      weir_adopt_object (edits, G_OBJECT (same), G_OBJECT (step));
    }
}

/**
 * weir_flow_adopt:
 * @self: a flow that is being edited
 * @edits: its edits, in a group that the caller has begun
 * @other: what it shall say; is not used for anything else afterwards
 *
 * Edits the flow until it says what the other one says. Steps of the same name stay the same objects.
 */
void
weir_flow_adopt (WeirFlow *self, WeirEdits *edits, WeirFlow *other)
{
  guint n_pspecs;
  g_autofree GParamSpec **pspecs = g_object_class_list_properties (G_OBJECT_GET_CLASS (self), &n_pspecs);
  g_autoptr (GHashTable) own = NULL;
  g_autoptr (GHashTable) others = NULL;

  g_return_if_fail (WEIR_IS_FLOW (self));
  g_return_if_fail (WEIR_IS_EDITS (edits));
  g_return_if_fail (WEIR_IS_FLOW (other));

  own = collect_steps (self);
  others = collect_steps (other);
  for (guint i = 0; i < n_pspecs; i++)
    if (!is_part (pspecs[i]->name) && !weir_adopt_is_equal (G_OBJECT (self), G_OBJECT (other), pspecs[i]))
      weir_adopt_property (edits, G_OBJECT (self), G_OBJECT (other), pspecs[i]);
  for (WeirFlowPart part = 0; part < WEIR_N_FLOW_PARTS; part++)
    adopt_part (self, edits, other, part, own, others);
  for (WeirFlowPart part = 0; part < WEIR_N_FLOW_PARTS; part++)
    {
      GListStore *store = weir_flow_get_part (self, part);
      guint n_steps = g_list_model_get_n_items (G_LIST_MODEL (weir_flow_get_part (other, part)));

      for (guint i = g_list_model_get_n_items (G_LIST_MODEL (store)); i > n_steps; i--)
        weir_edits_remove (edits, store, i - 1);
    }
}
