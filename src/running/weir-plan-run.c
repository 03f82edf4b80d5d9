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

G_DEFINE_FINAL_TYPE (WeirPlanRun, weir_plan_run, WEIR_TYPE_RUN_BASE)

/* A person may ask for as many as this. */
#define MOST_WORKERS 64

/**
 * weir_plan_run_start:
 * @self: a new run
 *
 * Returns at once; everything happens on the run's own threads and in worker processes.
 */
void
weir_plan_run_start (WeirPlanRun *self)
{
  g_autoptr (WeirPlanSnapshot) first = NULL;

  g_return_if_fail (WEIR_IS_PLAN_RUN (self));

  first = weir_plan_run_ref_snapshot (self);
  self->info->started_at = first->started_at = g_get_real_time ();
  weir_run_base_start (WEIR_RUN_BASE (self));
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
  weir_run_base_stop (WEIR_RUN_BASE (self));
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
  return weir_run_base_ref_snapshot (WEIR_RUN_BASE (self));
}

gboolean
weir_plan_run_is_done (WeirPlanRun *self)
{
  return weir_run_base_is_done (WEIR_RUN_BASE (self));
}

static void
weir_plan_run_finalize (GObject *object)
{
  WeirPlanRun *self = WEIR_PLAN_RUN (object);

  g_clear_pointer (&self->info, weir_run_info_free);
  g_clear_object (&self->plan);
  g_strfreev (self->environments);
  g_strfreev (self->variables);
  g_strfreev (self->secrets);
  g_free (self->text);
  g_free (self->archive_file);
  g_free (self->folder);
  g_free (self->chosen);
  G_OBJECT_CLASS (weir_plan_run_parent_class)->finalize (object);
}

static void
weir_plan_run_class_init (WeirPlanRunClass *klass)
{
  WeirRunBaseClass *base_class = WEIR_RUN_BASE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = weir_plan_run_finalize;
  base_class->snapshot_type = WEIR_TYPE_PLAN_SNAPSHOT;
  base_class->thread_name = "weir-plan";
  base_class->open = weir_plan_thread_open;
  base_class->begin = weir_plan_thread_begin;
  base_class->tick = weir_plan_thread_tick;
  base_class->stop = weir_plan_thread_stop;
  base_class->close = weir_plan_thread_close;
}

static void
weir_plan_run_init (WeirPlanRun *self)
{
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
choose_workers (WeirPlanRun *self, guint asked, WeirPlanSnapshot *first)
{
  if (asked > 0)
    {
      self->n_workers = MIN (asked, MOST_WORKERS);
      first->workers_reason = g_strdup_printf (
          ngettext ("%u worker, as was asked for", "%u workers, as was asked for", self->n_workers),
          self->n_workers);
    }
  else
    self->n_workers = weir_plan_choose_workers (self->plan, &first->workers_reason);
  first->n_workers = self->n_workers;
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
  WeirPlanSnapshot *first;

  g_return_val_if_fail (WEIR_IS_PLAN (plan), NULL);
  self = g_object_new (WEIR_TYPE_PLAN_RUN, NULL);
  self->plan = g_object_ref (plan);
  self->text = g_strdup (text);
  take_settings (self, settings);
  if (!check_jobs (plan, error) || !choose_rounds (self, settings->rounds, error))
    return NULL;
  describe (self, settings);
  first = weir_plan_snapshot_new ();
  first->uuid = g_strdup (self->info->uuid);
  choose_workers (self, settings->n_workers, first);
  weir_run_base_set_first (WEIR_RUN_BASE (self), first);
  return g_steal_pointer (&self);
}
