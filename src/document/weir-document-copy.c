/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-document-copy.c: a copy of an object of a document that has nothing in common with it
 */

#include "config.h"

#include <gio/gio.h>

#include "weir-adopt-private.h"
#include "weir-document-copy.h"

/* A setter may change more than what it is called for; what is equal by then is not set again. */
#define MOST_PASSES 3

static gboolean
is_list (GParamSpec *pspec)
{
  return pspec->value_type == G_TYPE_LIST_MODEL;
}

static void
copy_list (GObject *copy, GObject *object, GParamSpec *pspec)
{
  g_autoptr (GListStore) to = NULL;
  g_autoptr (GListModel) from = NULL;

  g_object_get (copy, pspec->name, &to, NULL);
  g_object_get (object, pspec->name, &from, NULL);
  g_list_store_remove_all (to);
  for (guint i = 0; i < g_list_model_get_n_items (from); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (from, i);
      g_autoptr (GObject) other = weir_document_copy (item);

      g_list_store_append (to, other);
    }
}

static gboolean copy_properties (GObject *copy, GObject *object);

static void
copy_property (GObject *copy, GObject *object, GParamSpec *pspec)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GObject) own = NULL;
  g_autoptr (GObject) inner = NULL;

  if (is_list (pspec))
    {
      copy_list (copy, object, pspec);
      return;
    }
  g_value_init (&value, pspec->value_type);
  g_object_get_property (object, pspec->name, &value);
  if (!G_VALUE_HOLDS_OBJECT (&value))
    {
      g_object_set_property (copy, pspec->name, &value);
      return;
    }
  if ((pspec->flags & G_PARAM_WRITABLE) == 0)
    {
      g_object_get (copy, pspec->name, &own, NULL);
      copy_properties (own, g_value_get_object (&value));
      return;
    }
  inner = g_value_get_object (&value) != NULL ? weir_document_copy (g_value_get_object (&value)) : NULL;
  g_object_set (copy, pspec->name, inner, NULL);
}

/* Whether something had to be set. */
static gboolean
copy_properties (GObject *copy, GObject *object)
{
  guint n_pspecs;
  g_autofree GParamSpec **pspecs = g_object_class_list_properties (G_OBJECT_GET_CLASS (object), &n_pspecs);
  gboolean has_set = FALSE;

  for (guint i = 0; i < n_pspecs; i++)
    if ((pspecs[i]->flags & G_PARAM_READABLE) != 0 && !weir_adopt_is_equal (copy, object, pspecs[i]))
      {
        copy_property (copy, object, pspecs[i]);
        has_set = TRUE;
      }
  return has_set;
}

/**
 * weir_document_copy:
 * @object: an object of a document
 *
 * Returns: (transfer full): an object that says the same; nothing in it is in @object
 */
gpointer
weir_document_copy (gpointer object)
{
  GObject *copy;

  g_return_val_if_fail (G_IS_OBJECT (object), NULL);

  copy = g_object_new (G_OBJECT_TYPE (object), NULL);
  for (guint i = 0; i < MOST_PASSES && copy_properties (copy, object); i++)
    ;
  return copy;
}
