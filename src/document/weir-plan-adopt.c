/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-adopt.c: making one load plan say what another one says, by edits that can be undone
 *
 * Rounds and iterations are told by their names, and then stay the same objects; what has no name of its own
 * there takes the place of what is gone from it.
 */

#include "config.h"

#include "weir-adopt-private.h"
#include "weir-plan-adopt.h"

static char *
dup_name (GObject *item)
{
  char *name = NULL;

  g_object_get (item, "name", &name, NULL);
  return name;
}

static gboolean
has_name (GListModel *list, const char *name, guint from, guint *position)
{
  for (guint i = from; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (list, i);
      g_autofree char *own = dup_name (item);

      if (g_strcmp0 (own, name) != 0)
        continue;
      *position = i;
      return TRUE;
    }
  return FALSE;
}

/* Where in @store the item is that becomes @name, at @place or behind it; FALSE: there is none. */
static gboolean
find_same (GListStore *store, GListModel *source, const char *name, guint place, guint *position)
{
  g_autoptr (GObject) placed = NULL;
  g_autofree char *own = NULL;
  guint other;

  if (has_name (G_LIST_MODEL (store), name, place, position))
    return TRUE;
  placed = g_list_model_get_item (G_LIST_MODEL (store), place);
  own = placed != NULL ? dup_name (placed) : NULL;
  *position = place;
  return placed != NULL && !has_name (source, own, 0, &other);
}

static void
adopt_named (WeirEdits *edits, GListStore *store, GListModel *source,
             void (*adopt) (WeirEdits *edits, GObject *target, GObject *source))
{
  guint n_items = g_list_model_get_n_items (source);

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (GObject) wanted = g_list_model_get_item (source, i);
      g_autofree char *name = dup_name (wanted);
      g_autoptr (GObject) same = NULL;
      guint position;

      if (!find_same (store, source, name, i, &position))
        {
          weir_edits_insert (edits, store, i, wanted);
          continue;
        }
      if (position != i)
        weir_edits_move (edits, store, position, i);
      same = g_list_model_get_item (G_LIST_MODEL (store), i);
      adopt (edits, same, wanted);
    }
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (store)); i > n_items; i--)
    weir_edits_remove (edits, store, i - 1);
}

/* All but the lists that are told by name */
static void
adopt_others (WeirEdits *edits, GObject *target, GObject *source)
{
  guint n_pspecs;
  g_autofree GParamSpec **pspecs = g_object_class_list_properties (G_OBJECT_GET_CLASS (target), &n_pspecs);

  for (guint i = 0; i < n_pspecs; i++)
    if (!g_str_equal (pspecs[i]->name, "rounds") && !g_str_equal (pspecs[i]->name, "iterations") &&
        !weir_adopt_is_equal (target, source, pspecs[i]))
      weir_adopt_property (edits, target, source, pspecs[i]);
}

static void
adopt_round (WeirEdits *edits, GObject *target, GObject *source)
{
  adopt_others (edits, target, source);
  adopt_named (edits, weir_round_get_iterations (WEIR_ROUND (target)),
               G_LIST_MODEL (weir_round_get_iterations (WEIR_ROUND (source))), weir_adopt_object);
}

/**
 * weir_plan_adopt:
 * @self: a plan that is being edited
 * @edits: its edits, in a group that the caller has begun
 * @other: what it shall say; is not used for anything else afterwards
 *
 * Edits the plan until it says what the other one says. Rounds and iterations of the same name stay the same
 * objects.
 */
void
weir_plan_adopt (WeirPlan *self, WeirEdits *edits, WeirPlan *other)
{
  g_return_if_fail (WEIR_IS_PLAN (self));
  g_return_if_fail (WEIR_IS_EDITS (edits));
  g_return_if_fail (WEIR_IS_PLAN (other));

  adopt_others (edits, G_OBJECT (self), G_OBJECT (other));
  adopt_named (edits, weir_plan_get_iterations (self), G_LIST_MODEL (weir_plan_get_iterations (other)),
               weir_adopt_object);
  adopt_named (edits, weir_plan_get_rounds (self), G_LIST_MODEL (weir_plan_get_rounds (other)), adopt_round);
}
