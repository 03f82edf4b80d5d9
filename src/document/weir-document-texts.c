/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-document-texts.c: every text of a document, wherever it stands
 */

#include "config.h"

#include "weir-document-texts.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>

typedef struct
{
  WeirTextFunc function;
  gpointer data;
} WeirTextVisitor;

static void weir_document_visit_json (const WeirTextVisitor *visitor, JsonNode *node);

static void
weir_document_member_cb (JsonObject *object, const char *name, JsonNode *node, gpointer data)
{
  weir_document_visit_json (data, node);
}

static void
weir_document_element_cb (JsonArray *array, guint index, JsonNode *node, gpointer data)
{
  weir_document_visit_json (data, node);
}

static void
weir_document_visit_json (const WeirTextVisitor *visitor, JsonNode *node)
{
  if (node == NULL)
    return;
  if (JSON_NODE_HOLDS_OBJECT (node))
    json_object_foreach_member (json_node_get_object (node), weir_document_member_cb, (gpointer) visitor);
  else if (JSON_NODE_HOLDS_ARRAY (node))
    json_array_foreach_element (json_node_get_array (node), weir_document_element_cb, (gpointer) visitor);
  else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING &&
           json_node_get_string (node) != NULL)
    visitor->function (json_node_get_string (node), visitor->data);
}

static void
weir_document_visit_object (const WeirTextVisitor *visitor, GObject *object)
{
  guint n_items;

  if (object == NULL)
    return;
  if (!G_IS_LIST_MODEL (object))
    {
      weir_document_foreach_text (object, visitor->function, visitor->data);
      return;
    }
  n_items = g_list_model_get_n_items (G_LIST_MODEL (object));
  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (object), i);

      weir_document_visit_object (visitor, item);
    }
}

/* Where in a property texts can be. */
typedef enum
{
  WEIR_HOLDS_NO_TEXT, /* numbers, switches, choices */
  WEIR_HOLDS_STRING,
  WEIR_HOLDS_STRINGS,
  WEIR_HOLDS_OBJECT,
  WEIR_HOLDS_JSON,
} WeirHolding;

typedef struct
{
  GParamSpec *pspec; /* NULL behind the last one */
  GObjectClass *owner; /* which has it */
  WeirHolding holding;
} WeirTextProperty;

static WeirHolding
weir_document_get_holding (GParamSpec *property)
{
  GType type = property->value_type;

  if ((property->flags & G_PARAM_READABLE) == 0)
    return WEIR_HOLDS_NO_TEXT;
  if (g_type_is_a (type, G_TYPE_STRING))
    return WEIR_HOLDS_STRING;
  if (g_type_is_a (type, G_TYPE_STRV))
    return WEIR_HOLDS_STRINGS;
  if (g_type_is_a (type, G_TYPE_OBJECT))
    return WEIR_HOLDS_OBJECT;
  return g_type_is_a (type, JSON_TYPE_NODE) ? WEIR_HOLDS_JSON : WEIR_HOLDS_NO_TEXT;
}

static void
weir_document_visit_value (const WeirTextVisitor *visitor, WeirHolding holding, const GValue *value)
{
  const char *text;

  switch (holding)
    {
    case WEIR_HOLDS_STRING:
      text = g_value_get_string (value);
      if (text != NULL)
        visitor->function (text, visitor->data);
      break;
    case WEIR_HOLDS_STRINGS:
      for (const char *const *texts = g_value_get_boxed (value); texts != NULL && *texts != NULL; texts++)
        visitor->function (*texts, visitor->data);
      break;
    case WEIR_HOLDS_OBJECT:
      weir_document_visit_object (visitor, g_value_get_object (value));
      break;
    case WEIR_HOLDS_JSON:
      weir_document_visit_json (visitor, g_value_get_boxed (value));
      break;
    case WEIR_HOLDS_NO_TEXT:
    default:
      break;
    }
}

/* The properties of a class that texts can be found in. GObject looks through those of all classes to find
 * them, so they are kept with the class. */
static const WeirTextProperty *
weir_document_list_properties (GObject *object)
{
  static GQuark quark = 0;
  GType type = G_OBJECT_TYPE (object);
  g_autofree GParamSpec **all = NULL;
  WeirTextProperty *properties;
  guint n_properties = 0;
  guint n_kept = 0;

  if (quark == 0)
    quark = g_quark_from_static_string ("weir-document-properties");
  properties = g_type_get_qdata (type, quark);
  if (properties != NULL)
    return properties;
  all = g_object_class_list_properties (G_OBJECT_GET_CLASS (object), &n_properties);
  properties = g_new0 (WeirTextProperty, n_properties + 1);
  for (guint i = 0; i < n_properties; i++)
    {
      WeirHolding holding = weir_document_get_holding (all[i]);

      if (holding != WEIR_HOLDS_NO_TEXT)
        properties[n_kept++] =
            (WeirTextProperty){ all[i], g_type_class_ref (all[i]->owner_type), holding };
    }
  g_type_set_qdata (type, quark, properties);
  return properties;
}

/**
 * weir_document_foreach_text:
 * @object: a document or a part of one
 * @function: called with each text
 *
 * Goes through the properties, so that a text that is added to a class is found without being named here:
 * strings, lists of strings, strings in JSON, and those of the objects and lists below.
 */
void
weir_document_foreach_text (GObject *object, WeirTextFunc function, gpointer data)
{
  const WeirTextVisitor visitor = { function, data };

  g_return_if_fail (G_IS_OBJECT (object));

  for (const WeirTextProperty *property = weir_document_list_properties (object); property->pspec; property++)
    {
      GValue value = G_VALUE_INIT;

      /* As g_object_get_property() does, without looking the property up again: there are thousands. */
      g_value_init (&value, property->pspec->value_type);
      property->owner->get_property (object, property->pspec->param_id, &value, property->pspec);
      weir_document_visit_value (&visitor, property->holding, &value);
      g_value_unset (&value);
    }
}
