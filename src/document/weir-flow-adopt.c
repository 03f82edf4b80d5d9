/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-flow-adopt.c: making one flow say what another one says, by edits that can be undone
 *
 * Objects stay the same ones wherever they can, so that what is shown of them, their results and the
 * selection stay with them: steps are told by their names, whatever part of the flow they are in; what steps
 * consist of, by its place.
 */

#include "config.h"

#include "weir-edit-private.h"
#include "weir-flow-adopt.h"

static const char *const part_names[WEIR_N_FLOW_PARTS] = { "before-all", "steps", "after-all" };

/* What objects of one class have; listed once, since GLib sorts them anew each time. */
typedef struct
{
  GParamSpec **pspecs;
  guint n_pspecs;
} Properties;

static gboolean objects_equal (GObject *a, GObject *b);
static void adopt_object (WeirEdits *edits, GObject *target, GObject *source);

/* Only the main thread edits flows. */
static const Properties *
list_properties (GObject *object)
{
  static GHashTable *classes;
  GObjectClass *class = G_OBJECT_GET_CLASS (object);
  Properties *properties;

  if (classes == NULL)
    classes = g_hash_table_new (NULL, NULL);
  properties = g_hash_table_lookup (classes, class);
  if (properties == NULL)
    {
      properties = g_new (Properties, 1);
      properties->pspecs = g_object_class_list_properties (class, &properties->n_pspecs);
      g_hash_table_insert (classes, class, properties);
    }
  return properties;
}

static gboolean
items_equal (GListModel *a, guint position_a, GListModel *b, guint position_b)
{
  g_autoptr (GObject) item_a = g_list_model_get_item (a, position_a);
  g_autoptr (GObject) item_b = g_list_model_get_item (b, position_b);

  return objects_equal (item_a, item_b);
}

static gboolean
lists_equal (GListModel *a, GListModel *b)
{
  guint n_items = g_list_model_get_n_items (a);

  if (n_items != g_list_model_get_n_items (b))
    return FALSE;
  for (guint i = 0; i < n_items; i++)
    if (!items_equal (a, i, b, i))
      return FALSE;
  return TRUE;
}

static gboolean
property_equal (GObject *a, GObject *b, GParamSpec *pspec)
{
  g_auto (GValue) value_a = G_VALUE_INIT;
  g_auto (GValue) value_b = G_VALUE_INIT;
  WeirState state_a = { .pspec = pspec };
  WeirState state_b = { .pspec = pspec };

  g_value_init (&value_a, pspec->value_type);
  g_value_init (&value_b, pspec->value_type);
  g_object_get_property (a, pspec->name, &value_a);
  g_object_get_property (b, pspec->name, &value_b);
  if (pspec->value_type == G_TYPE_LIST_MODEL)
    return lists_equal (g_value_get_object (&value_a), g_value_get_object (&value_b));
  if (G_VALUE_HOLDS_OBJECT (&value_a))
    return objects_equal (g_value_get_object (&value_a), g_value_get_object (&value_b));
  /* Borrowed: a state owns nothing here. */
  state_a.value = value_a;
  state_b.value = value_b;
  return weir_state_equal (&state_a, &state_b);
}

static gboolean
objects_equal (GObject *a, GObject *b)
{
  const Properties *properties;

  if (a == NULL || b == NULL || a == b)
    return a == b;
  if (G_OBJECT_TYPE (a) != G_OBJECT_TYPE (b))
    return FALSE;
  properties = list_properties (a);
  for (guint i = 0; i < properties->n_pspecs; i++)
    if (!property_equal (a, b, properties->pspecs[i]))
      return FALSE;
  return TRUE;
}

/* One item at one place of both lists. */
static void
adopt_item (WeirEdits *edits, GListStore *store, guint position, GListModel *source, guint source_position)
{
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (store), position);
  g_autoptr (GObject) other = g_list_model_get_item (source, source_position);

  if (G_OBJECT_TYPE (item) == G_OBJECT_TYPE (other))
    {
      adopt_object (edits, item, other);
      return;
    }
  weir_edits_remove (edits, store, position);
  weir_edits_insert (edits, store, position, other);
}

/* What is the same at both ends stays untouched, so that a row that was put in is just that. */
static void
adopt_list (WeirEdits *edits, GListStore *store, GListModel *source)
{
  GListModel *target = G_LIST_MODEL (store);
  guint n_target = g_list_model_get_n_items (target);
  guint n_source = g_list_model_get_n_items (source);
  guint first = 0;

  while (first < n_target && first < n_source && items_equal (target, first, source, first))
    first++;
  while (n_target > first && n_source > first && items_equal (target, n_target - 1, source, n_source - 1))
    {
      n_target--;
      n_source--;
    }
  for (; first < n_target && first < n_source; first++)
    adopt_item (edits, store, first, source, first);
  while (n_target > n_source)
    weir_edits_remove (edits, store, --n_target);
  for (; first < n_source; first++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (source, first);

      weir_edits_insert (edits, store, first, item);
    }
}

static void
adopt_property (WeirEdits *edits, GObject *target, GObject *source, GParamSpec *pspec)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GObject) own = NULL;

  g_value_init (&value, pspec->value_type);
  g_object_get_property (source, pspec->name, &value);
  if (!G_VALUE_HOLDS_OBJECT (&value))
    {
      weir_edits_set_property (edits, target, pspec->name, &value);
      return;
    }
  g_object_get (target, pspec->name, &own, NULL);
  if (pspec->value_type == G_TYPE_LIST_MODEL)
    adopt_list (edits, G_LIST_STORE (own), g_value_get_object (&value));
  else if (own != NULL && g_value_get_object (&value) != NULL)
    adopt_object (edits, own, g_value_get_object (&value));
  else
    weir_edits_set_property (edits, target, pspec->name, &value);
}

static void
adopt_object (WeirEdits *edits, GObject *target, GObject *source)
{
  const Properties *properties = list_properties (target);

  for (guint i = 0; i < properties->n_pspecs; i++)
    if (!property_equal (target, source, properties->pspecs[i]))
      adopt_property (edits, target, source, properties->pspecs[i]);
}

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
      adopt_object (edits, G_OBJECT (same), G_OBJECT (step));
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
    if (!is_part (pspecs[i]->name) && !property_equal (G_OBJECT (self), G_OBJECT (other), pspecs[i]))
      adopt_property (edits, G_OBJECT (self), G_OBJECT (other), pspecs[i]);
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
