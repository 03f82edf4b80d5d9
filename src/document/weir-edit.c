/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-edit.c: one edit: a property set to another value, or a list with an item more or less
 *
 * A setter may change more than what it is called for: a request has one payload, so that giving it another
 * clears the first. Hence all properties of the object are looked at before and after, and all that differ
 * are part of the edit.
 */

#include "config.h"

#include "weir-edit-private.h"

#include <json-glib/json-glib.h>

/* What the structs and pointers of an object weigh, about. */
#define OBJECT_BYTES 200
#define MEASURED_DEPTH 6

static gboolean
is_list (GParamSpec *pspec)
{
  return pspec->value_type == G_TYPE_LIST_MODEL && (pspec->flags & G_PARAM_READABLE) != 0;
}

static GPtrArray *
list_items (GListModel *list)
{
  guint n_items = g_list_model_get_n_items (list);
  GPtrArray *items = g_ptr_array_new_full (n_items, g_object_unref);

  for (guint i = 0; i < n_items; i++)
    g_ptr_array_add (items, g_list_model_get_item (list, i));
  return items;
}

static WeirState *
read_state (GObject *object, GParamSpec *pspec)
{
  WeirState *state = g_new0 (WeirState, 1);

  state->pspec = pspec;
  if (is_list (pspec))
    {
      g_autoptr (GListModel) list = NULL;

      g_object_get (object, pspec->name, &list, NULL);
      state->items = list_items (list);
      return state;
    }
  g_value_init (&state->value, pspec->value_type);
  g_object_get_property (object, pspec->name, &state->value);
  return state;
}

static void
write_state (GObject *object, const WeirState *state)
{
  g_autoptr (GListStore) store = NULL;

  if (state->items == NULL)
    {
      g_object_set_property (object, state->pspec->name, &state->value);
      return;
    }
  g_object_get (object, state->pspec->name, &store, NULL);
  g_list_store_splice (store, 0, g_list_model_get_n_items (G_LIST_MODEL (store)), state->items->pdata,
                       state->items->len);
}

void
weir_state_free (WeirState *state)
{
  if (G_IS_VALUE (&state->value))
    g_value_unset (&state->value);
  g_clear_pointer (&state->items, g_ptr_array_unref);
  g_free (state);
}

WeirState *
weir_state_copy (const WeirState *state)
{
  WeirState *copy = g_new0 (WeirState, 1);

  copy->pspec = state->pspec;
  copy->items = state->items != NULL ? g_ptr_array_ref (state->items) : NULL;
  if (G_IS_VALUE (&state->value))
    {
      g_value_init (&copy->value, G_VALUE_TYPE (&state->value));
      g_value_copy (&state->value, &copy->value);
    }
  return copy;
}

/* By their text: the order of keys and 1 instead of 1.0 are differences here. */
static gboolean
json_equal (JsonNode *a, JsonNode *b)
{
  g_autofree char *a_text = NULL;
  g_autofree char *b_text = NULL;

  if (a == NULL || b == NULL)
    return a == b;
  if (JSON_NODE_HOLDS_OBJECT (a) && JSON_NODE_HOLDS_OBJECT (b)
      && json_node_get_object (a) == json_node_get_object (b))
    return TRUE;
  a_text = json_to_string (a, FALSE);
  b_text = json_to_string (b, FALSE);
  return g_str_equal (a_text, b_text);
}

static gboolean
strv_equal (const char *const *a, const char *const *b)
{
  return a == b || (a != NULL && b != NULL && g_strv_equal (a, b));
}

static gboolean
items_equal (GPtrArray *a, GPtrArray *b)
{
  return a->len == b->len && (a->len == 0 || memcmp (a->pdata, b->pdata, a->len * sizeof (gpointer)) == 0);
}

gboolean
weir_state_equal (const WeirState *a, const WeirState *b)
{
  if (a->items != NULL)
    return items_equal (a->items, b->items);
  if (G_VALUE_HOLDS (&a->value, JSON_TYPE_NODE))
    return json_equal (g_value_get_boxed (&a->value), g_value_get_boxed (&b->value));
  if (G_VALUE_HOLDS (&a->value, G_TYPE_STRV))
    return strv_equal (g_value_get_boxed (&a->value), g_value_get_boxed (&b->value));
  return g_param_values_cmp (a->pspec, &a->value, &b->value) == 0;
}

static gboolean
belongs_to_state (GParamSpec *pspec)
{
  return (pspec->flags & G_PARAM_READWRITE) == G_PARAM_READWRITE || is_list (pspec);
}

/* Looked up once for each class: with every key that is typed there is an edit. Documents are edited in the
 * main thread only. */
static GPtrArray *
list_properties (GObject *object)
{
  static GHashTable *classes; /* GType → GPtrArray of GParamSpec */
  GType type = G_OBJECT_TYPE (object);
  g_autofree GParamSpec **pspecs = NULL;
  GPtrArray *found;
  guint n_pspecs;

  if (classes == NULL)
    classes = g_hash_table_new (NULL, NULL);
  found = g_hash_table_lookup (classes, GSIZE_TO_POINTER (type));
  if (found != NULL)
    return found;
  found = g_ptr_array_new ();
  pspecs = g_object_class_list_properties (G_OBJECT_GET_CLASS (object), &n_pspecs);
  for (guint i = 0; i < n_pspecs; i++)
    if (belongs_to_state (pspecs[i]))
      g_ptr_array_add (found, pspecs[i]);
  g_hash_table_insert (classes, GSIZE_TO_POINTER (type), found);
  return found;
}

GPtrArray *
weir_state_list_new (GObject *object)
{
  GPtrArray *states = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_state_free);
  GPtrArray *pspecs = list_properties (object);

  for (guint i = 0; i < pspecs->len; i++)
    g_ptr_array_add (states, read_state (object, g_ptr_array_index (pspecs, i)));
  return states;
}

static WeirState *
find_state (GPtrArray *states, GParamSpec *pspec, guint *position)
{
  for (guint i = 0; i < states->len; i++)
    {
      WeirState *state = g_ptr_array_index (states, i);

      if (state->pspec != pspec)
        continue;
      if (position != NULL)
        *position = i;
      return state;
    }
  return NULL;
}

/* Keeps what differs in both, the property that was set first. */
static void
keep_differences (WeirEdit *edit, GParamSpec *pspec)
{
  for (guint i = edit->before->len; i-- > 0;)
    if (weir_state_equal (g_ptr_array_index (edit->before, i), g_ptr_array_index (edit->after, i)))
      {
        g_ptr_array_remove_index (edit->before, i);
        g_ptr_array_remove_index (edit->after, i);
      }
  for (guint i = 1; i < edit->before->len; i++)
    {
      WeirState *state = g_ptr_array_index (edit->before, i);

      if (state->pspec != pspec)
        continue;
      g_ptr_array_insert (edit->before, 0, g_ptr_array_steal_index (edit->before, i));
      g_ptr_array_insert (edit->after, 0, g_ptr_array_steal_index (edit->after, i));
      return;
    }
}

/* Sets the property. */
WeirEdit *
weir_edit_new_set (GObject *object, GParamSpec *pspec, const GValue *value)
{
  WeirEdit *edit = g_new0 (WeirEdit, 1);

  edit->object = g_object_ref (object);
  edit->before = weir_state_list_new (object);
  g_object_set_property (object, pspec->name, value);
  edit->after = weir_state_list_new (object);
  keep_differences (edit, pspec);
  if (edit->before->len > 0)
    return edit;
  weir_edit_free (edit);
  return NULL;
}

static WeirEdit *
new_list_edit (GListStore *store, guint position, GObject *item, gboolean inserts)
{
  WeirEdit *edit = g_new0 (WeirEdit, 1);

  edit->object = g_object_ref (G_OBJECT (store));
  edit->item = g_object_ref (item);
  edit->position = position;
  edit->inserts = inserts;
  weir_edit_apply (edit, TRUE);
  return edit;
}

/* Inserts it. */
WeirEdit *
weir_edit_new_insert (GListStore *store, guint position, GObject *item)
{
  return new_list_edit (store, position, item, TRUE);
}

/* Removes it. */
WeirEdit *
weir_edit_new_remove (GListStore *store, guint position)
{
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (store), position);

  return new_list_edit (store, position, item, FALSE);
}

void
weir_edit_free (WeirEdit *edit)
{
  g_clear_object (&edit->object);
  g_clear_object (&edit->item);
  g_clear_pointer (&edit->before, g_ptr_array_unref);
  g_clear_pointer (&edit->after, g_ptr_array_unref);
  g_free (edit);
}

static gboolean
holds (GObject *object, const WeirState *state)
{
  WeirState *now = read_state (object, state->pspec);
  gboolean same = weir_state_equal (now, state);

  weir_state_free (now);
  return same;
}

/* Lists last: one that a setter empties is filled again. Twice, because a setter may have undone what was set
 * before it. */
static void
write_states (GObject *object, GPtrArray *states)
{
  g_object_freeze_notify (object);
  for (int pass = 0; pass < 2; pass++)
    for (guint i = 0; i < states->len; i++)
      {
        const WeirState *state = g_ptr_array_index (states, i);

        if (state->items == NULL && !holds (object, state))
          write_state (object, state);
      }
  for (guint i = 0; i < states->len; i++)
    {
      const WeirState *state = g_ptr_array_index (states, i);

      if (state->items != NULL && !holds (object, state))
        write_state (object, state);
    }
  g_object_thaw_notify (object);
}

void
weir_edit_apply (WeirEdit *edit, gboolean forward)
{
  if (edit->item == NULL)
    write_states (edit->object, forward ? edit->after : edit->before);
  else if (edit->inserts == forward)
    g_list_store_insert (G_LIST_STORE (edit->object), edit->position, edit->item);
  else
    g_list_store_remove (G_LIST_STORE (edit->object), edit->position);
}

gboolean
weir_edit_continues (const WeirEdit *edit, const WeirEdit *later)
{
  const WeirState *first;
  const WeirState *second;

  if (edit->item != NULL || later->item != NULL || edit->object != later->object)
    return FALSE;
  first = g_ptr_array_index (edit->after, 0);
  second = g_ptr_array_index (later->after, 0);
  return first->pspec == second->pspec;
}

gboolean
weir_edit_merge (WeirEdit *edit, const WeirEdit *later)
{
  GParamSpec *pspec = ((WeirState *) g_ptr_array_index (edit->before, 0))->pspec;

  for (guint i = 0; i < later->after->len; i++)
    {
      const WeirState *after = g_ptr_array_index (later->after, i);
      guint position;

      if (find_state (edit->after, after->pspec, &position) != NULL)
        {
          weir_state_free (g_ptr_array_index (edit->after, position));
          g_ptr_array_index (edit->after, position) = weir_state_copy (after);
          continue;
        }
      g_ptr_array_add (edit->before, weir_state_copy (g_ptr_array_index (later->before, i)));
      g_ptr_array_add (edit->after, weir_state_copy (after));
    }
  keep_differences (edit, pspec);
  return edit->before->len > 0;
}

static gsize measure_object (GObject *object, guint depth);

static gsize
measure_state (const WeirState *state, guint depth)
{
  gsize bytes = sizeof (WeirState);

  if (state->items != NULL)
    for (guint i = 0; i < state->items->len; i++)
      bytes += measure_object (g_ptr_array_index (state->items, i), depth);
  else if (G_VALUE_HOLDS_STRING (&state->value) && g_value_get_string (&state->value) != NULL)
    bytes += strlen (g_value_get_string (&state->value));
  else if (G_VALUE_HOLDS_OBJECT (&state->value) && g_value_get_object (&state->value) != NULL)
    bytes += measure_object (g_value_get_object (&state->value), depth);
  else if (G_VALUE_HOLDS (&state->value, JSON_TYPE_NODE) && g_value_get_boxed (&state->value) != NULL)
    {
      g_autofree char *text = json_to_string (g_value_get_boxed (&state->value), FALSE);

      bytes += strlen (text);
    }
  return bytes;
}

static gsize
measure_object (GObject *object, guint depth)
{
  g_autoptr (GPtrArray) states = NULL;
  gsize bytes = OBJECT_BYTES;

  if (depth == MEASURED_DEPTH)
    return bytes;
  states = weir_state_list_new (object);
  for (guint i = 0; i < states->len; i++)
    bytes += measure_state (g_ptr_array_index (states, i), depth + 1);
  return bytes;
}

gsize
weir_edit_measure (const WeirEdit *edit)
{
  gsize bytes = sizeof (WeirEdit);

  if (edit->item != NULL)
    return bytes + measure_object (edit->item, 0);
  for (guint i = 0; i < edit->before->len; i++)
    bytes += measure_state (g_ptr_array_index (edit->before, i), 0)
             + measure_state (g_ptr_array_index (edit->after, i), 0);
  return bytes;
}
