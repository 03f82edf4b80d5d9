/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-current-variable.c: a variable of the current store: its value, where that came from, what it hides
 */

#include "config.h"

#include "weir-current-private.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (WeirCurrentVariable, weir_current_variable, G_TYPE_OBJECT)

static void
clear_layer (gpointer data)
{
  WeirVariableLayer *layer = data;

  g_free (layer->place);
  g_free (layer->value);
  g_free (layer->type);
}

static void
weir_current_variable_finalize (GObject *object)
{
  WeirCurrentVariable *self = WEIR_CURRENT_VARIABLE (object);

  g_free (self->name);
  g_free (self->note);
  g_array_unref (self->layers);
  G_OBJECT_CLASS (weir_current_variable_parent_class)->finalize (object);
}

static void
weir_current_variable_class_init (WeirCurrentVariableClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = weir_current_variable_finalize;
}

static void
weir_current_variable_init (WeirCurrentVariable *self)
{
  self->layers = g_array_new (FALSE, TRUE, sizeof (WeirVariableLayer));
  g_array_set_clear_func (self->layers, clear_layer);
}

WeirCurrentVariable *
weir_current_variable_new (const char *name)
{
  WeirCurrentVariable *self = g_object_new (WEIR_TYPE_CURRENT_VARIABLE, NULL);

  self->name = g_strdup (name);
  return self;
}

/* A layer below those there are, to be filled; (transfer none) */
WeirVariableLayer *
weir_current_variable_add (WeirCurrentVariable *self, WeirVariableOrigin origin, const char *place)
{
  WeirVariableLayer layer = { .origin = origin, .place = g_strdup (place) };

  g_array_append_val (self->layers, layer);
  return &g_array_index (self->layers, WeirVariableLayer, self->layers->len - 1);
}

static gboolean
layers_are_equal (const WeirVariableLayer *a, const WeirVariableLayer *b)
{
  return a->origin == b->origin && a->part == b->part && a->row == b->row &&
         g_strcmp0 (a->place, b->place) == 0 &&
         g_strcmp0 (a->value, b->value) == 0 && g_strcmp0 (a->type, b->type) == 0;
}

gboolean
weir_current_variable_equal (WeirCurrentVariable *a, WeirCurrentVariable *b)
{
  if (!g_str_equal (a->name, b->name) || g_strcmp0 (a->note, b->note) != 0 || a->secret != b->secret ||
      a->as_written != b->as_written || a->layers->len != b->layers->len)
    return FALSE;
  for (guint i = 0; i < a->layers->len; i++)
    if (!layers_are_equal (&g_array_index (a->layers, WeirVariableLayer, i),
                           &g_array_index (b->layers, WeirVariableLayer, i)))
      return FALSE;
  return TRUE;
}

/**
 * weir_current_variable_get_name:
 *
 * Returns: (transfer none): its name
 */
const char *
weir_current_variable_get_name (WeirCurrentVariable *self)
{
  g_return_val_if_fail (WEIR_IS_CURRENT_VARIABLE (self), NULL);
  return self->name;
}

/**
 * weir_current_variable_get_value:
 *
 * Returns: (transfer none) (nullable): its value, secrets hidden; %NULL when it has none
 */
const char *
weir_current_variable_get_value (WeirCurrentVariable *self)
{
  g_return_val_if_fail (WEIR_IS_CURRENT_VARIABLE (self), NULL);
  return self->layers->len > 0 ? g_array_index (self->layers, WeirVariableLayer, 0).value : NULL;
}

/**
 * weir_current_variable_get_note:
 *
 * Returns: (transfer none) (nullable): why it has no value, or which step will set it: a whole sentence
 */
const char *
weir_current_variable_get_note (WeirCurrentVariable *self)
{
  g_return_val_if_fail (WEIR_IS_CURRENT_VARIABLE (self), NULL);
  return self->note;
}

/**
 * weir_current_variable_get_secret:
 *
 * Returns: whether its value is a secret
 */
gboolean
weir_current_variable_get_secret (WeirCurrentVariable *self)
{
  g_return_val_if_fail (WEIR_IS_CURRENT_VARIABLE (self), FALSE);
  return self->secret;
}

/**
 * weir_current_variable_get_as_written:
 *
 * Returns: whether the value is the text as written, because what it calls gives another value each time
 */
gboolean
weir_current_variable_get_as_written (WeirCurrentVariable *self)
{
  g_return_val_if_fail (WEIR_IS_CURRENT_VARIABLE (self), FALSE);
  return self->as_written;
}

/**
 * weir_current_variable_get_n_layers:
 *
 * Returns: how many places have a value for it
 */
guint
weir_current_variable_get_n_layers (WeirCurrentVariable *self)
{
  g_return_val_if_fail (WEIR_IS_CURRENT_VARIABLE (self), 0);
  return self->layers->len;
}

/**
 * weir_current_variable_get_layer:
 * @index: 0 is the one that counts
 *
 * Returns: (transfer none): one of the places that have a value for it
 */
const WeirVariableLayer *
weir_current_variable_get_layer (WeirCurrentVariable *self, guint index)
{
  g_return_val_if_fail (WEIR_IS_CURRENT_VARIABLE (self), NULL);
  g_return_val_if_fail (index < self->layers->len, NULL);
  return &g_array_index (self->layers, WeirVariableLayer, index);
}

static char *
describe_step (const WeirVariableLayer *layer)
{
  if (!layer->place)
    return g_strdup (_ ("A step"));
  if (layer->part == WEIR_FLOW_PART_BEFORE_ALL)
    /* Translators: %s is the name of a step */
    return g_strdup_printf (_ ("%s (Before All)"), layer->place);
  if (layer->part == WEIR_FLOW_PART_AFTER_ALL)
    /* Translators: %s is the name of a step */
    return g_strdup_printf (_ ("%s (After All)"), layer->place);
  return g_strdup (layer->place);
}

/**
 * weir_variable_layer_describe:
 * @layer: a place that has a value for a variable
 *
 * Returns: (transfer full): its name, for people
 */
char *
weir_variable_layer_describe (const WeirVariableLayer *layer)
{
  switch (layer->origin)
    {
    case WEIR_FROM_STEP:
      return describe_step (layer);
    case WEIR_FROM_ROW:
      return g_strdup_printf (_ ("Row %u of the data file"), layer->row);
    case WEIR_FROM_SECRET:
      /* Translators: %s is the name of an environment */
      return g_strdup_printf (_ ("Secret of the environment %s"), layer->place ? layer->place : "");
    case WEIR_FROM_ENVIRONMENT:
      /* Translators: %s is the name of an environment */
      return g_strdup_printf (_ ("Environment %s"), layer->place ? layer->place : "");
    case WEIR_FROM_GIVEN:
      return g_strdup (_ ("Given for this session"));
    case WEIR_FROM_FLOW:
    default:
      return g_strdup (_ ("Variables of the flow"));
    }
}
