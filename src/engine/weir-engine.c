/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-engine.c: one run of one flow inside one worker: Before All, passes, After All, and stopping
 */

#include "config.h"

#include "weir-engine-private.h"

#include "weir-limits.h"

static gboolean
has_enabled_step (WeirEngine *self, guint part)
{
  GPtrArray *steps = self->program->steps[part];

  for (guint i = 0; i < steps->len; i++)
    if (((WeirStepProgram *) g_ptr_array_index (steps, i))->enabled)
      return TRUE;
  return FALSE;
}

/* A person's Stop and a generator that could not work come before what the steps say. */
static WeirOutcome
judge (WeirEngine *self)
{
  if (self->stop_asked)
    return WEIR_OUTCOME_STOPPED;
  if (self->generator_errors > 0)
    return WEIR_OUTCOME_INVALID;
  if (self->counts[WEIR_STEP_FAILED] > 0)
    return WEIR_OUTCOME_FAILED;
  if (self->counts[WEIR_STEP_PASSED] == 0 && self->counts[WEIR_STEP_SKIPPED] > 0)
    return WEIR_OUTCOME_SKIPPED;
  return WEIR_OUTCOME_PASSED;
}

static void
finish_cb (gpointer data)
{
  WeirEngine *self = data;

  self->progress.phase = WEIR_ENGINE_DONE;
  self->events.finished (judge (self), self->data);
}

/* Through a timer, so that whoever is told may free the engine. */
static void
finish (WeirEngine *self)
{
  weir_timers_stop (self->shared.timers, &self->limit_timer);
  weir_timers_start (self->shared.timers, &self->start_timer, 0, finish_cb, self);
}

static void
limit_cb (gpointer data)
{
  WeirEngine *self = data;

  weir_virtual_user_stop (self->outer);
}

/* After Stop, After All has a limited time. */
static void
limit_after_all (WeirEngine *self)
{
  gint64 due_us = g_get_monotonic_time () + WEIR_LIMIT_FINISHING_US;

  weir_timers_start (self->shared.timers, &self->limit_timer, due_us, limit_cb, self);
}

static void
begin_outer (WeirEngine *self, guint part)
{
  g_clear_pointer (&self->outer, weir_virtual_user_free);
  self->outer = weir_virtual_user_new (self, part, 0);
  weir_virtual_user_begin_pass (self->outer, 0, 0);
}

/* The number of the iteration, or of the virtual user, that is the @turn-th to be run. */
static guint
get_number (const WeirEngine *self, gboolean of_vu, guint turn)
{
  const WeirRunSelection *selection = &self->settings.selection;
  gboolean chosen = selection->numbers && selection->are_vus == of_vu && turn <= selection->n_numbers;

  return chosen ? selection->numbers[turn - 1] : turn;
}

static void
begin_after_all (WeirEngine *self)
{
  WeirValue *store;

  self->progress.phase = WEIR_ENGINE_AFTER_ALL;
  if (self->aborted || !has_enabled_step (self, WEIR_FLOW_PART_AFTER_ALL))
    {
      finish (self);
      return;
    }
  begin_outer (self, WEIR_FLOW_PART_AFTER_ALL);
  store = self->outer->session.scope.store;
  weir_value_set_text (&store[WEIR_SLOT_RUN_OUTCOME], weir_outcome_to_nick (judge (self)), -1);
  weir_value_set_integer (&store[WEIR_SLOT_RUN_FAILED], (gint64) self->counts[WEIR_STEP_FAILED]);
  weir_value_set_integer (&store[WEIR_SLOT_RUN_PASSED], (gint64) self->counts[WEIR_STEP_PASSED]);
  if (self->stop_asked)
    limit_after_all (self);
  weir_virtual_user_run (self->outer);
}

static void
after_all_cb (gpointer data)
{
  begin_after_all (data);
}

/* Users begin together, but not so many in one turn that answers to the first are read late. */
static void
begin_users_cb (gpointer data)
{
  WeirEngine *self = data;
  guint last = MIN (self->users->len + WEIR_LIMIT_STARTS_PER_TURN, self->settings.parallel);

  if (self->halted)
    return;
  /* Before they run: when they are all over at once, it is the same timer that goes on with After All. */
  if (last < self->settings.parallel)
    weir_timers_start (self->shared.timers, &self->start_timer, 0, begin_users_cb, self);
  while (self->users->len < last && !self->halted)
    {
      guint number = get_number (self, TRUE, self->users->len + 1);
      WeirVirtualUser *user = weir_virtual_user_new (self, WEIR_FLOW_PART_STEPS, number);

      user->place = self->users->len;
      g_ptr_array_add (self->users, user);
      self->progress.vus_active++;
      weir_virtual_user_begin_pass (user, get_number (self, FALSE, 1), 1);
      weir_virtual_user_run (user);
    }
}

static void
begin_passes (WeirEngine *self)
{
  self->progress.phase = WEIR_ENGINE_PASSES;
  if (self->passes)
    {
      self->passes->ready (!self->halted && !self->before_all_failed, self->data);
      return;
    }
  if (!has_enabled_step (self, WEIR_FLOW_PART_STEPS))
    {
      begin_after_all (self);
      return;
    }
  self->progress.iteration = 1;
  begin_users_cb (self);
}

/* What Before All set, extracted and was given as cookies is what every pass starts from. Its connections
 * are closed, so that iteration 1 shows the cold start. */
static void
keep_flow_store (WeirEngine *self)
{
  WeirUserSession *outer = &self->outer->session;
  guint n_slots = weir_program_count_slots (self->program);

  weir_store_free (self->store, n_slots);
  self->store = g_steal_pointer (&outer->scope.store);
  outer->scope.store = weir_store_copy (self->store, n_slots);
  weir_notes_free (self->notes, n_slots);
  self->notes = weir_notes_copy (outer->notes, n_slots);
  g_free (self->origins);
  self->origins = weir_origins_copy (outer->origins, n_slots);
  if (outer->mask)
    {
      g_clear_pointer (&self->shared.mask, weir_mask_free);
      self->shared.mask = g_steal_pointer (&outer->mask);
      weir_secret_forget_credentials (outer);
    }
  g_clear_pointer (&self->cookies, weir_cookies_free);
  self->cookies = weir_client_copy_cookies (outer->client);
  weir_client_disconnect (outer->client);
}

static void
before_all_ended_cb (gpointer data)
{
  WeirEngine *self = data;

  if (!self->passes && (self->halted || self->before_all_failed))
    begin_after_all (self);
  else
    begin_passes (self);
}

void
weir_engine_step_begun (WeirEngine *self, WeirVirtualUser *user)
{
  self->progress.part = user->part;
  self->progress.step = user->execution.step->index;
  self->progress.running[user->part][user->execution.step->index]++;
  if (self->passes)
    self->passes->step_begun (user, self->data);
}

/* Stops every virtual user at its next opportunity; those that have not begun never do. */
static void
halt (WeirEngine *self)
{
  if (self->halted)
    return;
  self->halted = TRUE;
  if (self->progress.phase == WEIR_ENGINE_BEFORE_ALL)
    weir_virtual_user_stop (self->outer);
  for (guint i = 0; i < self->users->len; i++)
    weir_virtual_user_stop (g_ptr_array_index (self->users, i));
}

void
weir_engine_step_ended (WeirEngine *self, WeirVirtualUser *user)
{
  const WeirExecution *execution = &user->execution;
  const WeirStepBrief *brief = &execution->result->brief;

  self->progress.running[user->part][user->execution.step->index]--;
  self->counts[brief->outcome]++;
  if (brief->has_exchange && brief->exchange == WEIR_EXCHANGE_GENERATOR)
    self->generator_errors++;
  if (self->passes)
    self->passes->step_ended (user, self->data);
  else
    self->events.result (execution->result, weir_execution_get_mask (execution), execution->step->keep_body,
                         self->data);
  if (brief->outcome != WEIR_STEP_FAILED)
    return;
  if (user->part == WEIR_FLOW_PART_BEFORE_ALL)
    {
      self->before_all_failed = TRUE;
      user->stopped = TRUE;
    }
  else if (user->part == WEIR_FLOW_PART_STEPS && self->settings.stop_on_failure && self->passes)
    user->next = G_MAXUINT; /* only this pass */
  else if (user->part == WEIR_FLOW_PART_STEPS && self->settings.stop_on_failure)
    halt (self);
}

gboolean
weir_engine_list_ended (WeirEngine *self, WeirVirtualUser *user)
{
  if (user->part != WEIR_FLOW_PART_STEPS)
    return FALSE;
  self->progress.passes_done++;
  if (self->passes || user->turn >= self->settings.iterations)
    return FALSE;
  weir_virtual_user_begin_pass (user, get_number (self, FALSE, user->turn + 1), user->turn + 1);
  self->progress.iteration = MAX (self->progress.iteration, user->turn);
  return TRUE;
}

static gboolean
all_users_done (WeirEngine *self)
{
  return self->n_ended == (self->halted ? self->users->len : self->settings.parallel);
}

void
weir_engine_user_done (WeirEngine *self, WeirVirtualUser *user)
{
  switch (user->part)
    {
    case WEIR_FLOW_PART_BEFORE_ALL:
      weir_engine_leave_store (self, user);
      keep_flow_store (self);
      weir_timers_start (self->shared.timers, &self->start_timer, 0, before_all_ended_cb, self);
      break;
    case WEIR_FLOW_PART_STEPS:
      if (self->passes)
        {
          self->passes->pass_over (user, self->data);
          break;
        }
      self->n_ended++;
      self->progress.vus_active--;
      self->progress.vus_done += !user->stopped;
      /* Of several, the last one's. */
      if (self->n_ended == self->users->len)
        weir_engine_leave_store (self, user);
      /* An idle connection costs nothing, but ten thousand of them are ten thousand descriptors. */
      weir_client_disconnect (user->session.client);
      if (all_users_done (self))
        weir_timers_start (self->shared.timers, &self->start_timer, 0, after_all_cb, self);
      break;
    case WEIR_FLOW_PART_AFTER_ALL:
      /* A whole run leaves what its last iteration had. */
      if (self->settings.selection.select != WEIR_SELECT_ALL)
        weir_engine_leave_store (self, user);
      finish (self);
      break;
    default:
      g_assert_not_reached ();
    }
}

/* After Stop the time for After All is short: no delays in it. */
gboolean
weir_engine_needs_delay (WeirEngine *self, WeirVirtualUser *user)
{
  return self->settings.delay_us > 0 && !(user->part == WEIR_FLOW_PART_AFTER_ALL && self->stop_asked);
}

/**
 * weir_engine_start:
 * @self: a new engine
 *
 * Begins with Before All; everything happens in the main context from now on.
 */
void
weir_engine_start (WeirEngine *self)
{
  self->progress.started_us = g_get_monotonic_time ();
  if (self->shared.started_us == 0)
    self->shared.started_us = self->progress.started_us;
  self->progress.phase = WEIR_ENGINE_BEFORE_ALL;
  begin_outer (self, WEIR_FLOW_PART_BEFORE_ALL);
  weir_virtual_user_run (self->outer);
}

/* Stop while virtual users run: if none has begun or all are done, nobody would tell the engine. */
static void
stop_passes (WeirEngine *self)
{
  halt (self);
  if (!self->passes && all_users_done (self))
    weir_timers_start (self->shared.timers, &self->start_timer, 0, after_all_cb, self);
}

/**
 * weir_engine_stop:
 * @self: a started engine
 *
 * First call: nothing new begins, requests in flight are cancelled, then After All runs, for at most 10 s.
 * Second call: After All is cancelled, or not begun, too.
 */
void
weir_engine_stop (WeirEngine *self)
{
  self->aborted = self->stop_asked;
  self->stop_asked = TRUE;
  switch (self->progress.phase)
    {
    case WEIR_ENGINE_BEFORE_ALL:
      halt (self);
      break;
    case WEIR_ENGINE_PASSES:
      stop_passes (self);
      break;
    case WEIR_ENGINE_AFTER_ALL:
      if (self->aborted)
        weir_virtual_user_stop (self->outer);
      else
        limit_after_all (self);
      break;
    case WEIR_ENGINE_IDLE:
    case WEIR_ENGINE_DONE:
    default:
      break;
    }
}

void
weir_engine_end_passes (WeirEngine *self)
{
  g_return_if_fail (self->progress.phase == WEIR_ENGINE_PASSES);

  begin_after_all (self);
}

/**
 * weir_engine_hold:
 * @self: an engine
 * @hold: whether steps must not begin for now
 *
 * Lets whoever passes the results on keep up: steps wait, and are counted in the progress as held back.
 */
void
weir_engine_hold (WeirEngine *self, gboolean hold)
{
  self->hold = hold;
}

const WeirEngineProgress *
weir_engine_get_progress (const WeirEngine *self)
{
  return &self->progress;
}

static void
copy_settings (WeirEngine *self, const WeirEngineSettings *settings)
{
  self->settings = *settings;
  self->settings.run_id = g_strdup (settings->run_id ? settings->run_id : "");
  self->settings.only_step = settings->only_step ? "" : NULL; /* only whether there is one */
  self->settings.variables = self->settings.environment = self->settings.secrets = NULL;
  self->settings.proxy = self->settings.folder = self->settings.authorities = NULL;
  self->settings.certificate = self->settings.certificate_password = NULL;
  self->settings.store = NULL;
  self->settings.above = NULL;
  self->settings.selection.numbers =
      g_memdup2 (settings->selection.numbers, settings->selection.n_numbers * sizeof (guint));
  self->settings.selection.rows =
      g_memdup2 (settings->selection.rows, settings->selection.n_numbers * sizeof (guint));
  self->settings.rows = NULL; /* the program has them */
}

static gboolean
set_up_security (WeirEngine *self, const WeirEngineSettings *settings, GError **error)
{
  for (guint part = 0; part < WEIR_N_FLOW_PARTS; part++)
    for (guint i = 0; i < self->program->steps[part]->len; i++)
      weir_shared_hide_written (&self->shared, g_ptr_array_index (self->program->steps[part], i));
  return weir_shared_set_up_security (&self->shared, settings, error);
}

/**
 * weir_engine_new:
 * @flow: the frozen document
 * @settings: copied
 * @events: copied; called in the thread-default main context of this call
 * @data: given to @events
 *
 * Returns: (transfer full) (nullable): an engine ready to start, or %NULL with a #WEIR_ENGINE_ERROR or
 *   #WEIR_LANGUAGE_ERROR that says which step cannot be carried out and why
 */
WeirEngine *
weir_engine_new (WeirFlow *flow, const WeirEngineSettings *settings, const WeirEngineEvents *events,
                 gpointer data, GError **error)
{
  WeirProgram *program = weir_program_new (flow, settings, error);
  WeirEngine *self;

  if (!program)
    return NULL;
  self = g_new0 (WeirEngine, 1);
  self->program = program;
  copy_settings (self, settings);
  self->events = *events;
  self->data = data;
  weir_shared_init (&self->shared, program->names, program->globals, program->files, settings->folder);
  weir_transport_set_pulse (self->shared.transport, events->working, data);
  self->shared.keeps_notes = TRUE;
  self->shared.again = settings->again;
  self->store = g_new0 (WeirValue, weir_program_count_slots (program));
  self->users = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_virtual_user_free);
  weir_engine_enter_store (self, settings->store);
  for (guint part = 0; part < WEIR_N_FLOW_PARTS; part++)
    {
      self->progress.n_steps[part] = program->steps[part]->len;
      self->progress.running[part] = g_new0 (guint, MAX (1, program->steps[part]->len));
    }
  if (!set_up_security (self, settings, error))
    g_clear_pointer (&self, weir_engine_free);
  return self;
}

void
weir_engine_free (WeirEngine *self)
{
  if (!self)
    return;
  weir_timers_stop (self->shared.timers, &self->start_timer);
  weir_timers_stop (self->shared.timers, &self->limit_timer);
  g_clear_pointer (&self->users, g_ptr_array_unref);
  g_clear_pointer (&self->outer, weir_virtual_user_free);
  weir_notes_free (self->notes, weir_program_count_slots (self->program));
  g_free (self->origins);
  g_clear_pointer (&self->left, weir_store_image_free);
  g_free (self->missing);
  g_free (self->setter);
  weir_store_free (self->store, weir_program_count_slots (self->program));
  g_clear_pointer (&self->cookies, weir_cookies_free);
  weir_shared_clear (&self->shared);
  g_clear_pointer (&self->program, weir_program_free);
  for (guint part = 0; part < WEIR_N_FLOW_PARTS; part++)
    g_free (self->progress.running[part]);
  g_free ((guint *) self->settings.selection.numbers);
  g_free ((guint *) self->settings.selection.rows);
  g_free ((char *) self->settings.run_id);
  g_free (self);
}
