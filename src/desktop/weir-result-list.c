/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-result-list.c: the passes of a run, or those that failed, as a list model
 *
 * Items are made when they are looked at. Those that somebody holds are kept up to date as results come; a
 * pass that is expanded reads its new results then.
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-result-children.h"
#include "weir-result-list.h"
#include "weir-result-words.h"

struct _WeirResultList
{
  GObject parent_instance;

  /* owned */
  WeirResultIndex *index;
  WeirResultReader *reader;
  WeirFlow *flow;       /* (nullable) */
  GArray *failed;       /* of WeirPassKey: those that failed; NULL when all passes are listed */
  GHashTable *items;    /* WeirPassKey → WeirResultItem that somebody holds */
  GHashTable *children; /* WeirPassKey → WeirResultChildren that somebody holds */

  gboolean by_vu;
  gboolean flat; /* a pass has one result, and stands for it */
  gboolean live; /* results are still to come */
};

static void weir_result_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (WeirResultList, weir_result_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, weir_result_list_model_init))

/* What is in a table of things that others hold: it goes from there when it goes away. */
typedef struct
{
  WeirPassKey key; /* first: the table's key points here */
  GHashTable *table;
  GObject *object;
} Held;

static void
held_gone_cb (gpointer data, GObject *object)
{
  Held *held = data;

  held->object = NULL;
  g_hash_table_remove (held->table, &held->key);
}

static void
held_free (gpointer data)
{
  Held *held = data;

  if (held->object != NULL)
    g_object_weak_unref (held->object, held_gone_cb, held);
  g_free (held);
}

static void
hold (GHashTable *table, WeirPassKey key, gpointer object)
{
  Held *held = g_new (Held, 1);

  *held = (Held) { .key = key, .table = table, .object = object };
  g_object_weak_ref (object, held_gone_cb, held);
  g_hash_table_replace (table, held, held);
}

static gpointer
find_held (GHashTable *table, WeirPassKey key)
{
  Held *held = g_hash_table_lookup (table, &key);

  return held != NULL ? held->object : NULL;
}

static gboolean
is_running (WeirResultList *self, const WeirResultPass *pass)
{
  guint part = weir_pass_key_get_part (pass->key);

  return self->live && !self->flat && self->flow != NULL
         && pass->n_results < weir_flow_count_enabled (self->flow, part);
}

/* "Iteration 3 · data row 2" */
static char *
name_pass (WeirResultList *self, const WeirResultPass *pass)
{
  g_autofree char *name = weir_words_for_pass_name (pass->key, self->by_vu);

  if (pass->row == 0)
    return g_steal_pointer (&name);
  return g_strdup_printf (_("%s · data row %u"), name, pass->row);
}

static WeirResultItem *
create_item (WeirResultList *self, const WeirResultPass *pass)
{
  g_autofree char *name = name_pass (self, pass);
  WeirResultRow row;

  if (!self->flat)
    return weir_result_item_new_pass (pass, name, is_running (self, pass));
  weir_result_pass_get_row (pass, &row);
  return weir_result_item_new_result (&row, name);
}

/* Where @key is among those that failed, or would be. */
static gboolean
find_failed (WeirResultList *self, WeirPassKey key, guint *position)
{
  guint low = 0;
  guint high = self->failed->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->failed, WeirPassKey, middle) < key)
        low = middle + 1;
      else
        high = middle;
    }
  *position = low;
  return low < self->failed->len && g_array_index (self->failed, WeirPassKey, low) == key;
}

static void
add_failed (WeirResultList *self, const WeirResultPass *pass)
{
  guint position;

  if (pass->n_failed == 0 || find_failed (self, pass->key, &position))
    return;
  g_array_insert_val (self->failed, position, pass->key);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, 1);
}

static void
reset_cb (WeirResultList *self, guint n_before)
{
  guint removed = n_before;

  if (self->failed != NULL)
    {
      removed = self->failed->len;
      g_array_set_size (self->failed, 0);
    }
  g_hash_table_remove_all (self->items);
  g_hash_table_remove_all (self->children);
  if (removed > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, removed, 0);
}

static void
inserted_cb (WeirResultList *self, guint position, guint n_inserted)
{
  if (self->failed == NULL)
    g_list_model_items_changed (G_LIST_MODEL (self), position, 0, n_inserted);
  else
    for (guint i = 0; i < n_inserted; i++)
      add_failed (self, weir_result_index_get_pass (self->index, position + i));
}

static void
changed_cb (WeirResultList *self, guint position)
{
  const WeirResultPass *pass = weir_result_index_get_pass (self->index, position);
  WeirResultChildren *children = find_held (self->children, pass->key);
  WeirResultItem *item = find_held (self->items, pass->key);

  if (self->failed != NULL)
    add_failed (self, pass);
  if (item != NULL && !self->flat)
    weir_result_item_set_pass (item, pass, is_running (self, pass));
  if (children != NULL)
    weir_result_children_update (children, pass);
}

static GType
weir_result_list_get_item_type (GListModel *model)
{
  return WEIR_TYPE_RESULT_ITEM;
}

static guint
weir_result_list_get_n_items (GListModel *model)
{
  WeirResultList *self = WEIR_RESULT_LIST (model);

  return self->failed != NULL ? self->failed->len : weir_result_index_get_n_passes (self->index);
}

static gpointer
weir_result_list_get_item (GListModel *model, guint position)
{
  WeirResultList *self = WEIR_RESULT_LIST (model);
  const WeirResultPass *pass = weir_result_list_get_pass (self, position);
  WeirResultItem *item;

  if (pass == NULL)
    return NULL;
  item = find_held (self->items, pass->key);
  if (item != NULL)
    return g_object_ref (item);
  item = create_item (self, pass);
  hold (self->items, pass->key, item);
  return item;
}

static void
weir_result_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = weir_result_list_get_item_type;
  iface->get_n_items = weir_result_list_get_n_items;
  iface->get_item = weir_result_list_get_item;
}

static void
weir_result_list_finalize (GObject *object)
{
  WeirResultList *self = WEIR_RESULT_LIST (object);

  g_hash_table_unref (self->items);
  g_hash_table_unref (self->children);
  g_clear_pointer (&self->failed, g_array_unref);
  g_clear_object (&self->flow);
  g_clear_object (&self->index);
  g_clear_object (&self->reader);
  G_OBJECT_CLASS (weir_result_list_parent_class)->finalize (object);
}

static void
weir_result_list_class_init (WeirResultListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = weir_result_list_finalize;
}

static void
weir_result_list_init (WeirResultList *self)
{
  self->items = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, held_free);
  self->children = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, held_free);
}

/**
 * weir_result_list_new:
 * @index: an index that has no passes yet
 * @reader: what reads the results of a pass
 * @failed_only: whether to list only passes that failed, and only their failed results
 *
 * Returns: (transfer full): its passes
 */
WeirResultList *
weir_result_list_new (WeirResultIndex *index, WeirResultReader *reader, gboolean failed_only)
{
  WeirResultList *self = g_object_new (WEIR_TYPE_RESULT_LIST, NULL);

  self->index = g_object_ref (index);
  self->reader = g_object_ref (reader);
  if (failed_only)
    self->failed = g_array_new (FALSE, FALSE, sizeof (WeirPassKey));
  g_signal_connect_object (index, "reset", G_CALLBACK (reset_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (index, "inserted", G_CALLBACK (inserted_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (index, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * weir_result_list_set_flow:
 * @self: a list, before the index gets its run
 * @flow: (nullable): the flow that is run
 * @by_vu: whether its passes are told apart by their virtual user, not by their iteration
 * @flat: whether the results of one step only are looked at, so that a pass stands for its result
 */
void
weir_result_list_set_flow (WeirResultList *self, WeirFlow *flow, gboolean by_vu, gboolean flat)
{
  g_return_if_fail (WEIR_IS_RESULT_LIST (self));

  g_set_object (&self->flow, flow);
  self->by_vu = by_vu;
  self->flat = flat;
}

/**
 * weir_result_list_set_live:
 * @self: a list
 * @live: whether results are still to come
 */
void
weir_result_list_set_live (WeirResultList *self, gboolean live)
{
  GHashTableIter iter;
  gpointer value;

  g_return_if_fail (WEIR_IS_RESULT_LIST (self));

  if (self->live == live)
    return;
  self->live = live;
  if (self->flat)
    return;
  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Held *held = value;
      WeirResultPass pass = *weir_result_item_get_pass (WEIR_RESULT_ITEM (held->object));

      weir_result_item_set_pass (WEIR_RESULT_ITEM (held->object), &pass, is_running (self, &pass));
    }
}

/**
 * weir_result_list_create_children:
 * @self: a list
 * @item: one of its rows, or of the rows below
 *
 * Returns: (transfer full) (nullable): the results of a pass; %NULL for a single result
 */
GListModel *
weir_result_list_create_children (WeirResultList *self, WeirResultItem *item)
{
  const WeirResultPass *pass = weir_result_item_get_pass (item);
  WeirResultChildren *children;

  if (pass == NULL)
    return NULL;
  children = find_held (self->children, pass->key);
  if (children != NULL)
    return G_LIST_MODEL (g_object_ref (children));
  children = weir_result_children_new (self->reader, weir_result_index_get_run (self->index), pass,
                                       self->failed != NULL, self->flow);
  hold (self->children, pass->key, children);
  return G_LIST_MODEL (children);
}

/**
 * weir_result_list_get_pass:
 * @self: a list
 * @position: of a row
 *
 * Returns: (transfer none) (nullable): its pass, until more results come; %NULL beyond the last row
 */
const WeirResultPass *
weir_result_list_get_pass (WeirResultList *self, guint position)
{
  guint at = position;

  g_return_val_if_fail (WEIR_IS_RESULT_LIST (self), NULL);

  if (position >= g_list_model_get_n_items (G_LIST_MODEL (self)))
    return NULL;
  if (self->failed != NULL)
    weir_result_index_find (self->index, g_array_index (self->failed, WeirPassKey, position), &at);
  return weir_result_index_get_pass (self->index, at);
}

/**
 * weir_result_list_find:
 * @self: a list
 * @key: of a pass
 * @position: (out): where it is, or would be
 *
 * Returns: whether it is listed
 */
gboolean
weir_result_list_find (WeirResultList *self, WeirPassKey key, guint *position)
{
  g_return_val_if_fail (WEIR_IS_RESULT_LIST (self), FALSE);

  return self->failed != NULL ? find_failed (self, key, position)
                              : weir_result_index_find (self->index, key, position);
}

/**
 * weir_result_list_is_flat:
 * @self: a list
 *
 * Returns: whether its rows are results, not passes
 */
gboolean
weir_result_list_is_flat (WeirResultList *self)
{
  g_return_val_if_fail (WEIR_IS_RESULT_LIST (self), FALSE);

  return self->flat;
}
