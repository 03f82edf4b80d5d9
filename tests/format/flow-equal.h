/* SPDX-License-Identifier: GPL-3.0-or-later
 * flow-equal.h: whether two objects of a document are equal, property by property, all the way down
 */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

static inline void assert_objects_equal (GObject *a, GObject *b, const char *place);

static inline void
assert_lists_equal (GListModel *a, GListModel *b, const char *place)
{
  if (g_list_model_get_n_items (a) != g_list_model_get_n_items (b))
    g_error ("%s has %u and %u elements", place, g_list_model_get_n_items (a), g_list_model_get_n_items (b));
  for (guint i = 0; i < g_list_model_get_n_items (a); i++)
    {
      g_autoptr (GObject) first = g_list_model_get_item (a, i);
      g_autoptr (GObject) second = g_list_model_get_item (b, i);
      g_autofree char *here = g_strdup_printf ("%s[%u]", place, i);

      assert_objects_equal (first, second, here);
    }
}

static inline void
assert_values_equal (const GValue *a, const GValue *b, const char *place)
{
  if (G_VALUE_HOLDS (a, G_TYPE_LIST_MODEL))
    assert_lists_equal (g_value_get_object (a), g_value_get_object (b), place);
  else if (G_VALUE_HOLDS_OBJECT (a))
    assert_objects_equal (g_value_get_object (a), g_value_get_object (b), place);
  else if (G_VALUE_HOLDS (a, JSON_TYPE_NODE))
    {
      g_autofree char *first = g_value_get_boxed (a) ? json_to_string (g_value_get_boxed (a), FALSE) : NULL;
      g_autofree char *second = g_value_get_boxed (b) ? json_to_string (g_value_get_boxed (b), FALSE) : NULL;

      /* As text, so that the order of members and the kind of a number count too. */
      if (g_strcmp0 (first, second) != 0)
        g_error ("%s is %s and %s", place, first, second);
    }
  else if (G_VALUE_HOLDS_STRING (a))
    {
      if (g_strcmp0 (g_value_get_string (a), g_value_get_string (b)) != 0)
        g_error ("%s is <%s> and <%s>", place, g_value_get_string (a), g_value_get_string (b));
    }
  else
    {
      g_autofree char *first = g_strdup_value_contents (a);
      g_autofree char *second = g_strdup_value_contents (b);

      if (!g_str_equal (first, second))
        g_error ("%s is %s and %s", place, first, second);
    }
}

static inline void
assert_objects_equal (GObject *a, GObject *b, const char *place)
{
  g_autofree GParamSpec **specs = NULL;
  guint n_specs = 0;

  if ((a == NULL) != (b == NULL))
    g_error ("%s is given only once", place);
  if (a == NULL)
    return;
  g_assert_true (G_OBJECT_TYPE (a) == G_OBJECT_TYPE (b));
  specs = g_object_class_list_properties (G_OBJECT_GET_CLASS (a), &n_specs);
  g_assert_cmpuint (n_specs, >, 0);
  for (guint i = 0; i < n_specs; i++)
    {
      g_auto (GValue) first = G_VALUE_INIT;
      g_auto (GValue) second = G_VALUE_INIT;
      g_autofree char *here = g_strdup_printf ("%s.%s", place, specs[i]->name);

      g_object_get_property (a, specs[i]->name, &first);
      g_object_get_property (b, specs[i]->name, &second);
      assert_values_equal (&first, &second, here);
    }
}
