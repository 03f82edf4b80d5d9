/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-step-places.c: where the steps of a flow are in a run that began before they were edited
 *
 * A run knows its steps by part and number. Since it began they may have been moved, renamed or deleted, and
 * others may have come; what it says of a step still belongs to that very step.
 */

#include "config.h"

#include "weir-step-places.h"

typedef struct
{
  WeirFlowPart part;
  guint index;
} Place;

struct _WeirStepPlaces
{
  GHashTable *places; /* of WeirStep, held, to Place */
};

static void
add (WeirStepPlaces *self, WeirStep *step, WeirFlowPart part, guint index)
{
  Place *place = g_new (Place, 1);

  place->part = part;
  place->index = index;
  g_hash_table_insert (self->places, g_object_ref (step), place);
}

static WeirStepPlaces *
new_empty (void)
{
  WeirStepPlaces *self = g_rc_box_new0 (WeirStepPlaces);

  self->places = g_hash_table_new_full (NULL, NULL, g_object_unref, g_free);
  return self;
}

/**
 * weir_step_places_new:
 * @flow: a flow that is run as it is now
 *
 * Returns: (transfer full): where its steps are in that run
 */
WeirStepPlaces *
weir_step_places_new (WeirFlow *flow)
{
  WeirStepPlaces *self = new_empty ();

  for (WeirFlowPart part = 0; part < WEIR_N_FLOW_PARTS; part++)
    {
      guint n_steps = g_list_model_get_n_items (G_LIST_MODEL (weir_flow_get_part (flow, part)));

      for (guint i = 0; i < n_steps; i++)
        add (self, weir_flow_get_step (flow, part, i), part, i);
    }
  return self;
}

/**
 * weir_step_places_new_by_name:
 * @flow: a flow
 * @run_flow: what was run
 *
 * Returns: (transfer full): where the steps of @flow are in that run, as far as their names are in it
 */
WeirStepPlaces *
weir_step_places_new_by_name (WeirFlow *flow, WeirFlow *run_flow)
{
  WeirStepPlaces *self = new_empty ();
  g_autoptr (GHashTable) steps = g_hash_table_new (g_str_hash, g_str_equal);

  for (WeirFlowPart part = 0; part < WEIR_N_FLOW_PARTS; part++)
    {
      guint n_steps = g_list_model_get_n_items (G_LIST_MODEL (weir_flow_get_part (flow, part)));

      for (guint i = 0; i < n_steps; i++)
        {
          WeirStep *step = weir_flow_get_step (flow, part, i);

          g_hash_table_insert (steps, (gpointer) weir_step_get_name (step), step);
        }
    }
  for (WeirFlowPart part = 0; part < WEIR_N_FLOW_PARTS; part++)
    {
      guint n_steps = g_list_model_get_n_items (G_LIST_MODEL (weir_flow_get_part (run_flow, part)));

      for (guint i = 0; i < n_steps; i++)
        {
          const char *name = weir_step_get_name (weir_flow_get_step (run_flow, part, i));
          WeirStep *step = g_hash_table_lookup (steps, name);

          if (step != NULL)
            add (self, step, part, i);
        }
    }
  return self;
}

/**
 * weir_step_places_ref:
 * @self: places
 *
 * Returns: (transfer full): @self
 */
WeirStepPlaces *
weir_step_places_ref (WeirStepPlaces *self)
{
  return g_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  WeirStepPlaces *self = data;

  g_hash_table_unref (self->places);
}

/**
 * weir_step_places_unref:
 * @self: (transfer full): places
 */
void
weir_step_places_unref (WeirStepPlaces *self)
{
  g_rc_box_release_full (self, clear);
}

/**
 * weir_step_places_find:
 * @self: (nullable): places; %NULL knows no step
 * @step: a step of the flow
 * @part: (out): the part it is in
 * @index: (out): its place in there
 *
 * Returns: whether the run has the step
 */
gboolean
weir_step_places_find (WeirStepPlaces *self, WeirStep *step, WeirFlowPart *part, guint *index)
{
  const Place *place = self != NULL ? g_hash_table_lookup (self->places, step) : NULL;

  if (place == NULL)
    return FALSE;
  *part = place->part;
  *index = place->index;
  return TRUE;
}
