/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-field-drafts.c: what fields show and the document cannot hold, as a text that outlives the program
 *
 * An object of a document is told by the way there: "/steps/3/request/headers/0" is the first header of the
 * fourth step of a flow.
 */

#include "config.h"

#include <stdlib.h>

#include "weir-field-drafts.h"

/* Where, property, text, message. */
#define FORMAT "a(ssss)"
/* Of the way from a load plan to a row of the request of an iteration of a round. */
#define MOST_PIECES 9

static GObject *
dup_property (GObject *object, const char *name)
{
  GParamSpec *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (object), name);
  GObject *value = NULL;

  if (pspec != NULL && (pspec->flags & G_PARAM_READABLE) != 0
      && (g_type_is_a (pspec->value_type, G_TYPE_OBJECT) || pspec->value_type == G_TYPE_LIST_MODEL))
    g_object_get (object, name, &value, NULL);
  return value;
}

/* Appends the way from @object to @wanted; FALSE, with @way as it was, when there is none. */
static gboolean
find_way (GObject *object, GObject *wanted, guint depth, GString *way)
{
  g_autofree GParamSpec **pspecs = NULL;
  gsize length = way->len;
  guint n_pspecs = 0;

  if (object == wanted)
    return TRUE;
  if (G_IS_LIST_MODEL (object))
    for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (object)); i++)
      {
        g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (object), i);

        g_string_append_printf (way, "/%u", i);
        if (find_way (item, wanted, depth + 1, way))
          return TRUE;
        g_string_truncate (way, length);
      }
  else if (depth < MOST_PIECES)
    pspecs = g_object_class_list_properties (G_OBJECT_GET_CLASS (object), &n_pspecs);
  for (guint i = 0; i < n_pspecs; i++)
    {
      g_autoptr (GObject) value = dup_property (object, pspecs[i]->name);

      if (value == NULL)
        continue;
      g_string_append_printf (way, "/%s", pspecs[i]->name);
      if (find_way (value, wanted, depth + 1, way))
        return TRUE;
      g_string_truncate (way, length);
    }
  return FALSE;
}

/* @step: (out) (nullable): the step on that way, of a flow; (transfer full) (nullable) */
static GObject *
follow_way (gpointer document, const char *way, WeirStep **step)
{
  g_auto (GStrv) pieces = g_strsplit (way, "/", MOST_PIECES + 2);
  GObject *object = g_object_ref (G_OBJECT (document));

  *step = NULL;
  /* The first piece is empty. */
  for (guint i = 1; pieces[0] != NULL && object != NULL && pieces[i] != NULL; i++)
    {
      g_autoptr (GObject) from = g_steal_pointer (&object);

      object = G_IS_LIST_MODEL (from)
                   ? g_list_model_get_item (G_LIST_MODEL (from), (guint) strtoul (pieces[i], NULL, 10))
                   : dup_property (from, pieces[i]);
      if (WEIR_IS_STEP (object))
        *step = WEIR_STEP (object);
    }
  return object;
}

typedef struct
{
  GObject *document;
  GVariantBuilder builder;
  gboolean has_any;
} Saving;

static void
save_one (GObject *object, const char *property, const char *text, const char *message, gpointer data)
{
  Saving *saving = data;
  g_autoptr (GString) way = g_string_new (NULL);

  if (!find_way (saving->document, object, 0, way))
    return;
  g_variant_builder_add (&saving->builder, "(ssss)", way->str, property, text, message);
  saving->has_any = TRUE;
}

/**
 * weir_field_drafts_save:
 * @document: a flow or a load plan
 * @problems: its #WeirFlowProblems or #WeirPlanProblems
 *
 * Returns: (transfer full) (nullable): what its fields show and it cannot hold; %NULL when there is none
 */
char *
weir_field_drafts_save (gpointer document, gpointer problems)
{
  Saving saving = { .document = document };
  g_autoptr (GVariant) all = NULL;

  g_variant_builder_init (&saving.builder, G_VARIANT_TYPE (FORMAT));
  if (WEIR_IS_PLAN_PROBLEMS (problems))
    weir_plan_problems_foreach_draft (problems, save_one, &saving);
  else
    weir_flow_problems_foreach_draft (problems, save_one, &saving);
  all = g_variant_ref_sink (g_variant_builder_end (&saving.builder));
  return saving.has_any ? g_variant_print (all, FALSE) : NULL;
}

/**
 * weir_field_drafts_restore:
 * @document: a flow or a load plan that says what it said when they were saved
 * @problems: its #WeirFlowProblems or #WeirPlanProblems, where they are put
 * @saved: made by weir_field_drafts_save(); what does not fit is left out
 */
void
weir_field_drafts_restore (gpointer document, gpointer problems, const char *saved)
{
  g_autoptr (GVariant) all = g_variant_parse (G_VARIANT_TYPE (FORMAT), saved, NULL, NULL, NULL);
  const char *way;
  const char *property;
  const char *text;
  const char *message;
  GVariantIter iter;

  if (all == NULL)
    return;
  g_variant_iter_init (&iter, all);
  while (g_variant_iter_next (&iter, "(&s&s&s&s)", &way, &property, &text, &message))
    {
      WeirStep *step = NULL;
      g_autoptr (GObject) object = follow_way (document, way, &step);

      if (object == NULL || g_object_class_find_property (G_OBJECT_GET_CLASS (object), property) == NULL)
        continue;
      if (WEIR_IS_PLAN_PROBLEMS (problems))
        weir_plan_problems_set_draft (problems, object, property, text, message);
      else if (step != NULL)
        weir_flow_problems_set_draft (problems, step, object, property, text, message);
    }
}
