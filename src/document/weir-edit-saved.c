/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-edit-saved.c: whether a document differs from what was saved, without looking at all of it
 *
 * For every property and list that differs there is an entry with what was saved; an edit that brings it
 * back, by undo or by hand, takes the entry away. So a keystroke costs the same in a large document as in a
 * small one.
 */

#include "config.h"

#include "weir-edit-private.h"

typedef struct
{
  GObject *object;
  GParamSpec *pspec; /* NULL when @object is the list itself */
  WeirState *state;
} Entry;

struct _WeirSavedState
{
  GHashTable *entries; /* of Entry, each its own key */
};

static guint
hash_entry (gconstpointer key)
{
  const Entry *entry = key;

  return g_direct_hash (entry->object) ^ (g_direct_hash (entry->pspec) << 1);
}

static gboolean
equal_entry (gconstpointer a, gconstpointer b)
{
  const Entry *first = a;
  const Entry *second = b;

  return first->object == second->object && first->pspec == second->pspec;
}

static void
free_entry (gpointer data)
{
  Entry *entry = data;

  g_object_unref (entry->object);
  weir_state_free (entry->state);
  g_free (entry);
}

WeirSavedState *
weir_saved_state_new (void)
{
  WeirSavedState *self = g_new0 (WeirSavedState, 1);

  self->entries = g_hash_table_new_full (hash_entry, equal_entry, free_entry, NULL);
  return self;
}

void
weir_saved_state_free (WeirSavedState *self)
{
  g_hash_table_unref (self->entries);
  g_free (self);
}

void
weir_saved_state_reset (WeirSavedState *self)
{
  g_hash_table_remove_all (self->entries);
}

gboolean
weir_saved_state_differs (WeirSavedState *self)
{
  return g_hash_table_size (self->entries) > 0;
}

static void
note (WeirSavedState *self, GObject *object, GParamSpec *pspec, const WeirState *before,
      const WeirState *after)
{
  Entry key = { object, pspec, NULL };
  Entry *entry = g_hash_table_lookup (self->entries, &key);

  if (entry != NULL)
    {
      if (weir_state_equal (entry->state, after))
        g_hash_table_remove (self->entries, entry);
      return;
    }
  entry = g_new0 (Entry, 1);
  entry->object = g_object_ref (object);
  entry->pspec = pspec;
  entry->state = weir_state_copy (before);
  g_hash_table_add (self->entries, entry);
}

/* A property; of a property that is a list, the list, which edits of its own know. */
static void
note_state (WeirSavedState *self, GObject *object, const WeirState *before, const WeirState *after)
{
  g_autoptr (GObject) list = NULL;

  if (before->items == NULL)
    {
      note (self, object, before->pspec, before, after);
      return;
    }
  g_object_get (object, before->pspec->name, &list, NULL);
  note (self, list, NULL, before, after);
}

/* A list as it is, and as it was before @edit. */
static void
note_list (WeirSavedState *self, const WeirEdit *edit, gboolean inserted)
{
  GListModel *list = G_LIST_MODEL (edit->object);
  guint n_items = g_list_model_get_n_items (list);
  WeirState before = { .items = g_ptr_array_new_full (n_items + 1, g_object_unref) };
  WeirState after = { .items = g_ptr_array_new_full (n_items + 1, g_object_unref) };

  for (guint i = 0; i < n_items; i++)
    {
      GObject *item = g_list_model_get_item (list, i);

      g_ptr_array_add (after.items, item);
      if (!inserted || i != edit->position)
        g_ptr_array_add (before.items, g_object_ref (item));
    }
  if (!inserted)
    g_ptr_array_insert (before.items, (int) edit->position, g_object_ref (edit->item));
  note (self, edit->object, NULL, &before, &after);
  g_ptr_array_unref (before.items);
  g_ptr_array_unref (after.items);
}

void
weir_saved_state_note (WeirSavedState *self, const WeirEdit *edit, gboolean forward)
{
  GPtrArray *before = forward ? edit->before : edit->after;
  GPtrArray *after = forward ? edit->after : edit->before;

  if (edit->item != NULL)
    {
      note_list (self, edit, edit->inserts == forward);
      return;
    }
  for (guint i = 0; i < before->len; i++)
    note_state (self, edit->object, g_ptr_array_index (before, i), g_ptr_array_index (after, i));
}
