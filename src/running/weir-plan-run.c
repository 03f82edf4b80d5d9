/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-run.c: one press of Start: a load plan carried out by workers, watched, judged and kept
 */

#include "config.h"

#include "weir-plan-run-private.h"

#include "weir-limits.h"
#include "weir-plan-lookup.h"
#include "weir-plan-workers.h"
#include "weir-run.h"
#include "weir-suggest.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_FINAL_TYPE (WeirPlanRun, weir_plan_run, G_TYPE_OBJECT)

enum
{
  CHANGED,
  FINISHED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* A person may ask for as many as this. */
#define MOST_WORKERS 64

/* On the owner's thread: the latest snapshot is news. */
static gboolean
announce_cb (gpointer data)
{
  WeirPlanRun *self = data;
  gboolean over;

  g_mutex_lock (&self->lock);
  self->announced = FALSE;
  over = self->over;
  g_mutex_unlock (&self->lock);
  if (self->done)
    return G_SOURCE_REMOVE;
  self->done = over;
  g_signal_emit (self, signals[CHANGED], 0);
  if (over)
    {
      g_clear_pointer (&self->thread, g_thread_join);
      /* A Stop that came too late still holds a reference in the context that nobody runs any more. */
      while (g_main_context_iteration (self->context, FALSE))
        ;
      g_signal_emit (self, signals[FINISHED], 0);
      /* The thread's reference, dropped here so that the last one never goes on the thread itself. */
      g_object_unref (self);
    }
  return G_SOURCE_REMOVE;
}

void
weir_plan_run_publish (WeirPlanRun *self, WeirPlanSnapshot *snapshot)
{
  g_autoptr (WeirPlanSnapshot) old = NULL;
  gboolean announce;

  g_mutex_lock (&self->lock);
  old = self->latest;
  self->latest = snapshot;
  self->over = snapshot->phase == WEIR_PLAN_DONE;
  announce = !self->announced;
  self->announced = TRUE;
  g_mutex_unlock (&self->lock);
  if (announce)
    {
      g_autoptr (GSource) source = g_idle_source_new ();

      g_source_set_priority (source, G_PRIORITY_DEFAULT);
      g_source_set_callback (source, announce_cb, g_object_ref (self), g_object_unref);
      g_source_attach (source, self->owner_context);
    }
}

void
weir_plan_run_set_thread (WeirPlanRun *self, WeirPlanThread *thread)
{
  self->side = thread;
}

/**
 * weir_plan_run_start:
 * @self: a new run
 *
 * Returns at once; everything happens on the run's own threads and in worker processes.
 */
void
weir_plan_run_start (WeirPlanRun *self)
{
  g_return_if_fail (WEIR_IS_PLAN_RUN (self));
  g_return_if_fail (!self->started);

  self->started = TRUE;
  self->info->started_at = g_get_real_time ();
  self->latest->started_at = self->info->started_at;
  self->thread = g_thread_new ("weir-plan", weir_plan_thread_main, g_object_ref (self));
}

static gboolean
stop_cb (gpointer data)
{
  WeirPlanRun *self = data;

  if (self->side)
    weir_plan_thread_stop (self->side);
  return G_SOURCE_REMOVE;
}

/**
 * weir_plan_run_stop:
 * @self: a run
 *
 * First call: nothing new begins, requests in flight have 5 s. Second call: everything is cancelled now.
 */
void
weir_plan_run_stop (WeirPlanRun *self)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_return_if_fail (WEIR_IS_PLAN_RUN (self));
  if (!self->started || self->done)
    return;
  g_source_set_priority (source, G_PRIORITY_HIGH);
  g_source_set_callback (source, stop_cb, g_object_ref (self), g_object_unref);
  g_source_attach (source, self->context);
}

/**
 * weir_plan_run_ref_snapshot:
 * @self: a run
 *
 * Returns: (transfer full): how it stands; never %NULL
 */
WeirPlanSnapshot *
weir_plan_run_ref_snapshot (WeirPlanRun *self)
{
  WeirPlanSnapshot *snapshot;

  g_return_val_if_fail (WEIR_IS_PLAN_RUN (self), NULL);
  g_mutex_lock (&self->lock);
  snapshot = weir_plan_snapshot_ref (self->latest);
  g_mutex_unlock (&self->lock);
  return snapshot;
}

gboolean
weir_plan_run_is_done (WeirPlanRun *self)
{
  g_return_val_if_fail (WEIR_IS_PLAN_RUN (self), FALSE);
  return self->done;
}

static void
weir_plan_run_finalize (GObject *object)
{
  WeirPlanRun *self = WEIR_PLAN_RUN (object);

  g_clear_pointer (&self->latest, weir_plan_snapshot_unref);
  g_clear_pointer (&self->info, weir_run_info_free);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_pointer (&self->owner_context, g_main_context_unref);
  g_clear_object (&self->plan);
  g_strfreev (self->environments);
  g_strfreev (self->variables);
  g_strfreev (self->secrets);
  g_free (self->text);
  g_free (self->archive_file);
  g_free (self->folder);
  g_free (self->chosen);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (weir_plan_run_parent_class)->finalize (object);
}

static void
weir_plan_run_class_init (WeirPlanRunClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = weir_plan_run_finalize;

  /**
   * WeirPlanRun::changed:
   *
   * The snapshot is a new one. At most ten times a second, in the context in which the run was made.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  /**
   * WeirPlanRun::finished:
   *
   * Once: the workers have gone, everything is in the archive, the snapshot is the last one.
   */
  signals[FINISHED] = g_signal_new ("finished", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 0);
}

static void
weir_plan_run_init (WeirPlanRun *self)
{
  g_mutex_init (&self->lock);
  self->context = g_main_context_new ();
  self->owner_context = g_main_context_ref_thread_default ();
}

static int
find_round (WeirPlan *plan, const char *name)
{
  GListModel *rounds = G_LIST_MODEL (weir_plan_get_rounds (plan));

  for (guint i = 0; i < g_list_model_get_n_items (rounds); i++)
    {
      g_autoptr (WeirRound) round = g_list_model_get_item (rounds, i);

      if (g_ascii_strcasecmp (weir_round_get_name (round), name) == 0)
        return (int) i;
    }
  return -1;
}

static void
fail_round (WeirPlan *plan, const char *name, GError **error)
{
  GListModel *rounds = G_LIST_MODEL (weir_plan_get_rounds (plan));
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  const char *meant;

  for (guint i = 0; i < g_list_model_get_n_items (rounds); i++)
    {
      g_autoptr (WeirRound) round = g_list_model_get_item (rounds, i);

      g_ptr_array_add (names, (gpointer) weir_round_get_name (round));
    }
  g_ptr_array_add (names, NULL);
  meant = weir_suggest (name, (const char *const *) names->pdata);
  if (meant)
    g_set_error (error, WEIR_RUN_ERROR, WEIR_RUN_ERROR_SETTINGS,
                 _ ("There is no round “%s” in “%s”; did you mean “%s”?"), name, weir_plan_get_name (plan),
                 meant);
  else
    g_set_error (error, WEIR_RUN_ERROR, WEIR_RUN_ERROR_SETTINGS, _ ("There is no round “%s” in “%s”."), name,
                 weir_plan_get_name (plan));
}

static gboolean
choose_rounds (WeirPlanRun *self, const char *const *names, GError **error)
{
  self->n_rounds = g_list_model_get_n_items (G_LIST_MODEL (weir_plan_get_rounds (self->plan)));
  self->chosen = g_new0 (gboolean, MAX (1, self->n_rounds));
  for (guint i = 0; !names && i < self->n_rounds; i++)
    self->chosen[i] = TRUE;
  for (; names && *names; names++)
    {
      int round = find_round (self->plan, *names);

      if (round < 0)
        {
          fail_round (self->plan, *names, error);
          return FALSE;
        }
      self->chosen[round] = TRUE;
    }
  return TRUE;
}

/* Each round may have many iterations, and there may be many rounds: but not both. */
static gboolean
check_jobs (WeirPlan *plan, GError **error)
{
  GListModel *rounds = G_LIST_MODEL (weir_plan_get_rounds (plan));
  guint n_jobs = 0;

  for (guint i = 0; i < g_list_model_get_n_items (rounds); i++)
    {
      g_autoptr (WeirRound) round = g_list_model_get_item (rounds, i);
      g_autoptr (GPtrArray) iterations = weir_plan_list_iterations (plan, round);

      n_jobs += iterations->len;
    }
  if (n_jobs <= WEIR_LIMIT_JOBS)
    return TRUE;
  g_set_error (error, WEIR_RUN_ERROR, WEIR_RUN_ERROR_SETTINGS,
               _ ("The rounds of “%s” have %u iterations together; at most %d can be run at once. Make "
                  "several plans of it."),
               weir_plan_get_name (plan), n_jobs, WEIR_LIMIT_JOBS);
  return FALSE;
}

static guint
count_most_clients (WeirPlanRun *self)
{
  GListModel *rounds = G_LIST_MODEL (weir_plan_get_rounds (self->plan));
  guint64 most = 1;

  for (guint i = 0; i < self->n_rounds; i++)
    {
      g_autoptr (WeirRound) round = g_list_model_get_item (rounds, i);

      if (self->chosen[i])
        most = MAX (most, weir_round_count_clients (round));
    }
  return (guint) MIN (most, G_MAXINT32);
}

static void
choose_workers (WeirPlanRun *self, guint asked)
{
  WeirPlanSnapshot *latest = self->latest;

  if (asked > 0)
    {
      self->n_workers = MIN (asked, MOST_WORKERS);
      latest->workers_reason = g_strdup_printf (
          ngettext ("%u worker, as was asked for", "%u workers, as was asked for", self->n_workers),
          self->n_workers);
    }
  else
    self->n_workers = weir_plan_choose_workers (self->plan, &latest->workers_reason);
  latest->n_workers = self->n_workers;
}

static void
describe (WeirPlanRun *self, const WeirPlanRunSettings *settings)
{
  WeirRunInfo *info = self->info = weir_run_info_new ();

  info->uuid = g_uuid_string_random ();
  weir_run_info_set_machine (info);
  info->is_plan = TRUE;
  info->name = g_strdup (weir_plan_get_name (self->plan));
  info->file_name = settings->file_name ? g_canonicalize_filename (settings->file_name, NULL) : NULL;
  info->document = g_strdup (self->text);
  info->iterations = 1;
  info->parallel = count_most_clients (self);
  if (self->environments && *self->environments)
    info->environment = g_strjoinv (", ", self->environments);
  self->latest->uuid = g_strdup (info->uuid);
}

static void
take_settings (WeirPlanRun *self, const WeirPlanRunSettings *settings)
{
  g_autofree char *whole =
      settings->file_name ? g_canonicalize_filename (settings->file_name, NULL) : NULL;

  self->is_json = settings->is_json;
  self->is_lenient = settings->is_lenient;
  self->delays_in_seconds = settings->delays_in_seconds;
  self->insecure = settings->insecure;
  self->unkept = settings->unkept;
  self->archive_file = g_strdup (settings->archive);
  self->environments = g_strdupv ((char **) settings->environments);
  self->variables = g_strdupv ((char **) settings->variables);
  self->secrets = g_strdupv ((char **) settings->secrets);
  self->folder = whole ? g_path_get_dirname (whole) : NULL;
}

/**
 * weir_plan_run_new:
 * @plan: the document; nobody may change it any more
 * @text: what it was read from
 * @settings: copied
 *
 * Returns: (transfer full) (nullable): a run ready to start, or %NULL with a #WEIR_RUN_ERROR
 */
WeirPlanRun *
weir_plan_run_new (WeirPlan *plan, const char *text, const WeirPlanRunSettings *settings, GError **error)
{
  g_autoptr (WeirPlanRun) self = NULL;

  g_return_val_if_fail (WEIR_IS_PLAN (plan), NULL);
  self = g_object_new (WEIR_TYPE_PLAN_RUN, NULL);
  self->plan = g_object_ref (plan);
  self->text = g_strdup (text);
  self->latest = weir_plan_snapshot_new ();
  take_settings (self, settings);
  if (!check_jobs (plan, error) || !choose_rounds (self, settings->rounds, error))
    return NULL;
  choose_workers (self, settings->n_workers);
  describe (self, settings);
  return g_steal_pointer (&self);
}
