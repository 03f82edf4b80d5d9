/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-job-steps.c: what each step of a flow did, where an iteration of a load plan goes through one
 */

#include "config.h"

#include "weir-job-steps.h"

GPtrArray *
weir_job_steps_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) weir_step_statistics_unref);
}

/* How many of them come before it in the flow. */
static guint
find_place (GPtrArray *steps, guint part, guint step)
{
  guint place = 0;

  for (; place < steps->len; place++)
    {
      const WeirStepStatistics *other = g_ptr_array_index (steps, place);

      if (other->part > part || (other->part == part && other->step >= step))
        break;
    }
  return place;
}

/**
 * weir_job_steps_get:
 * @steps: (element-type WeirStepStatistics): in the order of their flow
 * @part: of the flow, and
 * @step: its place in there
 * @name: (nullable): what it is called
 *
 * Returns: (transfer none): what is counted of that step; made when it is the first time
 */
WeirStepStatistics *
weir_job_steps_get (GPtrArray *steps, guint part, guint step, const char *name)
{
  guint place = find_place (steps, part, step);
  WeirStepStatistics *found = place < steps->len ? g_ptr_array_index (steps, place) : NULL;

  if (found && found->part == part && found->step == step)
    return found;
  found = weir_step_statistics_new ();
  found->part = part;
  found->step = step;
  found->name = g_strdup (name);
  g_ptr_array_insert (steps, (int) place, found);
  return found;
}

void
weir_job_steps_merge (GPtrArray *steps, GPtrArray *others)
{
  for (guint i = 0; i < others->len; i++)
    {
      const WeirStepStatistics *other = g_ptr_array_index (others, i);

      weir_step_statistics_merge (weir_job_steps_get (steps, other->part, other->step, other->name), other);
    }
}

GPtrArray *
weir_job_steps_copy (GPtrArray *steps)
{
  GPtrArray *copy = weir_job_steps_new ();

  for (guint i = 0; i < steps->len; i++)
    g_ptr_array_add (copy, weir_step_statistics_copy (g_ptr_array_index (steps, i)));
  return copy;
}
