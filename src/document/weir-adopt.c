/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-adopt.c: making one object of a document say what another one says, by edits that can be undone
 *
 * Objects stay the same ones wherever they can, so that what is shown of them, their results and the
 * selection stay with them: what they consist of is told by its place.
 */

#include "config.h"

#include "weir-adopt-private.h"
#include "weir-edit-private.h"

/* What objects of one class have; listed once, since GLib sorts them anew each time. */
typedef struct
{
  GParamSpec **pspecs;
  guint n_pspecs;
} Properties;

static gboolean objects_equal (GObject *a, GObject *b);

/* Only the main thread edits documents. */
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

gboolean
weir_adopt_is_equal (GObject *a, GObject *b, GParamSpec *pspec)
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
    if (!weir_adopt_is_equal (a, b, properties->pspecs[i]))
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
      weir_adopt_object (edits, item, other);
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

void
weir_adopt_property (WeirEdits *edits, GObject *target, GObject *source, GParamSpec *pspec)
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
    weir_adopt_object (edits, own, g_value_get_object (&value));
  else
    weir_edits_set_property (edits, target, pspec->name, &value);
}

void
weir_adopt_object (WeirEdits *edits, GObject *target, GObject *source)
{
  const Properties *properties = list_properties (target);

  for (guint i = 0; i < properties->n_pspecs; i++)
    if (!weir_adopt_is_equal (target, source, properties->pspecs[i]))
      weir_adopt_property (edits, target, source, properties->pspecs[i]);
}
