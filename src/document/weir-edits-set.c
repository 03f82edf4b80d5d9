/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-edits-set.c: edits by type of value, and moving, made of the edits that WeirEdits knows
 */

#include "config.h"

#include "weir-edits.h"

/**
 * weir_edits_set_string:
 * @self: the edits
 * @object: an object of the document
 * @property: a property of it
 * @value: (nullable): its value from now on
 *
 * As weir_edits_set_property().
 */
void
weir_edits_set_string (WeirEdits *self, gpointer object, const char *property, const char *value)
{
  g_auto (GValue) boxed = G_VALUE_INIT;

  g_value_init (&boxed, G_TYPE_STRING);
  g_value_set_static_string (&boxed, value);
  weir_edits_set_property (self, object, property, &boxed);
}

/**
 * weir_edits_set_boolean:
 * @self: the edits
 * @object: an object of the document
 * @property: a property of it
 * @value: its value from now on
 *
 * As weir_edits_set_property().
 */
void
weir_edits_set_boolean (WeirEdits *self, gpointer object, const char *property, gboolean value)
{
  g_auto (GValue) boxed = G_VALUE_INIT;

  g_value_init (&boxed, G_TYPE_BOOLEAN);
  g_value_set_boolean (&boxed, value);
  weir_edits_set_property (self, object, property, &boxed);
}

/**
 * weir_edits_set_int64:
 * @self: the edits
 * @object: an object of the document
 * @property: a property of it that is an integer of any kind
 * @value: its value from now on, within the bounds of the property
 *
 * As weir_edits_set_property().
 */
void
weir_edits_set_int64 (WeirEdits *self, gpointer object, const char *property, gint64 value)
{
  g_auto (GValue) boxed = G_VALUE_INIT;

  g_value_init (&boxed, G_TYPE_INT64);
  g_value_set_int64 (&boxed, value);
  weir_edits_set_property (self, object, property, &boxed);
}

/**
 * weir_edits_set_enum:
 * @self: the edits
 * @object: an object of the document
 * @property: a property of it that is an enumeration
 * @value: its value from now on
 *
 * As weir_edits_set_property().
 */
void
weir_edits_set_enum (WeirEdits *self, gpointer object, const char *property, int value)
{
  GParamSpec *pspec;
  g_auto (GValue) boxed = G_VALUE_INIT;

  g_return_if_fail (G_IS_OBJECT (object));

  pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (object), property);
  g_return_if_fail (pspec != NULL && G_TYPE_IS_ENUM (pspec->value_type));

  g_value_init (&boxed, pspec->value_type);
  g_value_set_enum (&boxed, value);
  weir_edits_set_property (self, object, property, &boxed);
}

/**
 * weir_edits_set_object:
 * @self: the edits
 * @object: an object of the document
 * @property: a property of it that is an object
 * @value: (nullable): its value from now on
 *
 * As weir_edits_set_property().
 */
void
weir_edits_set_object (WeirEdits *self, gpointer object, const char *property, gpointer value)
{
  g_auto (GValue) boxed = G_VALUE_INIT;

  g_return_if_fail (value == NULL || G_IS_OBJECT (value));

  g_value_init (&boxed, G_TYPE_OBJECT);
  g_value_set_object (&boxed, value);
  weir_edits_set_property (self, object, property, &boxed);
}

/**
 * weir_edits_move:
 * @self: the edits
 * @store: a list of the document
 * @from: the place of one of its items
 * @to: its place from now on; beyond the end: the last
 */
void
weir_edits_move (WeirEdits *self, GListStore *store, guint from, guint to)
{
  g_return_if_fail (G_IS_LIST_STORE (store));

  if (from != MIN (to, g_list_model_get_n_items (G_LIST_MODEL (store)) - 1))
    weir_edits_move_between (self, store, from, store, to);
}

/**
 * weir_edits_move_between:
 * @self: the edits
 * @from: a list of the document
 * @position: the place of one of its items
 * @to: a list of the document; may be @from
 * @to_position: its place in there from now on; beyond the end: the last
 */
void
weir_edits_move_between (WeirEdits *self, GListStore *from, guint position, GListStore *to, guint to_position)
{
  g_autoptr (GObject) item = NULL;

  g_return_if_fail (WEIR_IS_EDITS (self));
  g_return_if_fail (G_IS_LIST_STORE (from) && G_IS_LIST_STORE (to));
  g_return_if_fail (position < g_list_model_get_n_items (G_LIST_MODEL (from)));

  item = g_list_model_get_item (G_LIST_MODEL (from), position);
  weir_edits_begin (self, NULL);
  weir_edits_remove (self, from, position);
  weir_edits_insert (self, to, to_position, item);
  weir_edits_end (self);
}
