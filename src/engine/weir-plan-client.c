/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-client.c: a client of a round, from its arrival through all jobs to its end
 */

#include "config.h"

#include "weir-plan-engine-private.h"

/* What nothing sets stays as it is written. */
static void
unresolved_cb (const char *name, gpointer data)
{
  WeirPlanSlot *slot = data;

  weir_plan_warnings_add_name (weir_plan_loop_get_engine (slot->loop)->warnings, name);
}

/* What lies between a client's own variables and those of the plan. */
static const WeirValue *
look_below_cb (guint slot, gpointer data)
{
  WeirPlanSlot *self = data;
  const WeirValue *value = weir_plan_slot_look_up_column (self, slot);

  return value ? value : weir_plan_engine_look_up_metric (weir_plan_loop_get_engine (self->loop), slot);
}

static void
init_session (WeirPlanClient *self, WeirUserSession *session)
{
  WeirPlanEngine *engine = self->round->engine;
  WeirValue *store;

  weir_user_session_init (session, &engine->shared, self->client);
  session->scope.unresolved = unresolved_cb;
  if (engine->program->metrics->len > 0 || engine->program->rows->len > 0)
    session->scope.look_below = look_below_cb;
  store = session->scope.store = g_new0 (WeirValue, weir_names_get_count (engine->shared.names));
  weir_value_set_text (&store[WEIR_SLOT_RUN_ID], engine->run_id, -1);
  weir_value_set_integer (&store[WEIR_SLOT_RUN_VU], self->index + 1);
}

static guint
count_loops (const WeirPlanClient *self)
{
  return self->round->program->parallel ? self->round->program->n_jobs : 1;
}

/**
 * weir_plan_client_new:
 * @round: the round it arrives in
 * @index: which of the round's clients it is, from 0
 * @arrived_us: when it was meant to arrive
 *
 * Where iterations are done at the same time, each has variables of its own; cookies and connections are the
 * client's.
 *
 * Returns: (transfer full): the client, with a session of its own
 */
WeirPlanClient *
weir_plan_client_new (WeirPlanRound *round, guint index, gint64 arrived_us)
{
  WeirPlanClient *self = g_new0 (WeirPlanClient, 1);
  guint n_loops;

  self->round = round;
  self->index = index;
  self->link.data = self;
  self->arrived_us = arrived_us;
  self->client = weir_client_open (round->engine->shared.transport);
  n_loops = count_loops (self);
  self->sessions = g_new0 (WeirUserSession, n_loops);
  self->loops = g_new0 (WeirPlanLoop, n_loops);
  for (guint i = 0; i < n_loops; i++)
    {
      init_session (self, &self->sessions[i]);
      self->loops[i].client = self;
      self->loops[i].session = &self->sessions[i];
      self->loops[i].link.data = &self->loops[i];
    }
  return self;
}

/**
 * weir_plan_client_free:
 * @self: a client; what it has in flight is dropped
 */
void
weir_plan_client_free (WeirPlanClient *self)
{
  WeirShared *shared = &self->round->engine->shared;

  /* What they have in flight ends with them, while their slots are still there. */
  g_clear_pointer (&self->users, g_ptr_array_unref);
  weir_client_close (self->client);
  for (guint i = 0; i < count_loops (self); i++)
    {
      WeirPlanLoop *loop = &self->loops[i];

      weir_timers_stop (shared->timers, &loop->timer);
      if (loop->state != LOOP_IDLE)
        g_queue_unlink (&loop->job->loops, &loop->link);
      while (loop->slots)
        {
          WeirPlanSlot *slot = loop->slots;

          loop->slots = slot->next;
          weir_plan_slot_free (slot);
        }
      weir_user_session_clear (&self->sessions[i], shared);
    }
  g_free (self->sessions);
  g_free (self->loops);
  g_free (self);
}

/**
 * weir_plan_client_take_user:
 * @self: a client
 * @engine: of a flow
 *
 * Returns: (transfer none): one of its users of that flow that is not on its way: with the connections of its
 *   last pass, if there was one
 */
WeirVirtualUser *
weir_plan_client_take_user (WeirPlanClient *self, WeirEngine *engine)
{
  WeirVirtualUser *user;

  if (!self->users)
    self->users = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_virtual_user_free);
  for (guint i = 0; i < self->users->len; i++)
    {
      user = g_ptr_array_index (self->users, i);
      if (user->engine == engine && !user->owner)
        return user;
    }
  user = weir_virtual_user_new (engine, WEIR_FLOW_PART_STEPS, self->index + 1);
  g_ptr_array_add (self->users, user);
  return user;
}

/**
 * weir_plan_client_rest_users:
 * @self: a client
 * @engine: of a flow it does not go through any more
 *
 * Its connections there are closed.
 */
void
weir_plan_client_rest_users (WeirPlanClient *self, WeirEngine *engine)
{
  for (guint i = 0; self->users && i < self->users->len; i++)
    {
      WeirVirtualUser *user = g_ptr_array_index (self->users, i);

      if (user->engine == engine)
        weir_client_disconnect (user->session.client);
    }
}

static void
begin_next (WeirPlanClient *self)
{
  const WeirRoundProgram *program = self->round->program;
  guint index = self->next_job++;
  WeirPlanJob *job = &self->round->engine->jobs[program->first_job + index];

  self->n_running++;
  if (program->parallel)
    weir_plan_loop_begin (&self->loops[index], job, self->arrived_us);
  else
    weir_plan_loop_begin (&self->loops[0], job, g_get_monotonic_time ());
}

static gboolean
goes_on (const WeirPlanClient *self)
{
  const WeirRoundProgram *program = self->round->program;

  return self->next_job < program->n_jobs && (program->parallel || self->n_running == 0) &&
         !self->round->engine->stopping;
}

/**
 * weir_plan_client_run:
 * @self: a client that has just arrived, or one of whose loops has ended
 *
 * Begins what comes next, as long as it need not wait for anything; at the end the engine is told.
 */
void
weir_plan_client_run (WeirPlanClient *self)
{
  if (self->is_running)
    return;
  self->is_running = TRUE;
  while (goes_on (self))
    begin_next (self);
  self->is_running = FALSE;
  if (self->n_running == 0)
    weir_plan_engine_client_done (self->round->engine, self);
}
