/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-cli-run.c: the command `run`: one flow after another, signals, results, exit code
 */

#include "config.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "weir-cli-private.h"
#include "weir-flow-format.h"
#include "weir-sample-api.h"

typedef struct
{
  char *file_name;
  WeirFlow *flow;
  WeirEnvironment *environment; /* (nullable) */
  WeirRun *run; /* made for all files before the first one starts */
} Job;

typedef struct
{
  WeirCliRunOptions *options;
  GPtrArray *jobs;          /* of Job */
  WeirSampleApi *sample_api; /* (nullable) */
  WeirCliKeeping keeping;    /* where results go */
  GArray *run_ids;           /* of gint64, in the archive: what reports are written of */
  char *lost;                /* (nullable) why results of one of them were lost */
  GMainLoop *loop;
  const Job *current;       /* (nullable) the one that runs */
  WeirCliProgress *progress; /* (nullable) with --quiet there is none */
  guint n_stops;            /* signals so far */
} Session;

/**
 * weir_cli_exit_of:
 * @outcome: how a run ended
 *
 * Returns: the exit code that tells it
 */
WeirCliExit
weir_cli_exit_of (WeirOutcome outcome)
{
  switch (outcome)
    {
    case WEIR_OUTCOME_PASSED:
    case WEIR_OUTCOME_SKIPPED:
      return WEIR_CLI_PASSED;
    case WEIR_OUTCOME_FAILED:
      return WEIR_CLI_FAILED;
    case WEIR_OUTCOME_STOPPED:
      return WEIR_CLI_INTERRUPTED;
    case WEIR_OUTCOME_TERMINATED:
      return WEIR_CLI_TERMINATED;
    case WEIR_OUTCOME_INVALID:
    case WEIR_OUTCOME_NONE:
    default:
      return WEIR_CLI_GENERATOR;
    }
}

/**
 * weir_cli_worse_exit:
 * @a: an exit code
 * @b: another
 *
 * Returns: the one that takes precedence: 2, 130, 4, 3, 1, 0
 */
WeirCliExit
weir_cli_worse_exit (WeirCliExit a, WeirCliExit b)
{
  static const WeirCliExit worst_first[] = { WEIR_CLI_USAGE, WEIR_CLI_INTERRUPTED, WEIR_CLI_GENERATOR,
                                             WEIR_CLI_TERMINATED, WEIR_CLI_FAILED };

  for (guint i = 0; i < G_N_ELEMENTS (worst_first); i++)
    if (a == worst_first[i] || b == worst_first[i])
      return worst_first[i];
  return WEIR_CLI_PASSED;
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->file_name);
  g_clear_object (&job->flow);
  g_clear_object (&job->environment);
  g_clear_object (&job->run);
  g_free (job);
}

/* Reports must not take the place of what is read. */
static gboolean
spares_rows (Session *session, Job *job)
{
  const char *given = session->options->data_file;
  WeirRunOptions *own = weir_flow_get_run_options (job->flow);
  const char *file = given != NULL ? given : weir_run_options_get_data_file (own);
  g_autofree char *folder = given != NULL ? NULL : g_path_get_dirname (job->file_name);
  g_autoptr (GError) error = NULL;

  if (weir_cli_outs_spare_data (session->options->outs, folder, file, &error))
    return TRUE;
  weir_cli_complain ("%s", error->message);
  return FALSE;
}

static gboolean
load_flows (Session *session)
{
  GPtrArray *files = session->options->files;
  g_autoptr (GPtrArray) given = g_ptr_array_new ();
  const WeirCliLoad how = { given, session->options->environment, session->options->data_file,
                            session->options->quiet };
  gboolean all_valid = TRUE;

  g_ptr_array_extend (given, session->options->variables, NULL, NULL);
  if (session->options->sample_api)
    g_ptr_array_add (given, (gpointer) "baseUrl=");
  for (guint i = 0; i < files->len; i++)
    {
      Job *job = g_new0 (Job, 1);

      g_ptr_array_add (session->jobs, job);
      job->file_name = g_strdup (g_ptr_array_index (files, i));
      if (weir_plan_is_file (job->file_name))
        weir_cli_complain (_("A load plan is carried out with “weir-cli load”."));
      job->flow = weir_cli_load (job->file_name, &how, &job->environment);
      all_valid &= job->flow != NULL && spares_rows (session, job);
    }
  return all_valid;
}

static gboolean
start_sample_api (Session *session)
{
  g_autoptr (GError) error = NULL;

  if (!session->options->sample_api)
    return TRUE;
  session->sample_api = weir_sample_api_new (0);
  if (!weir_sample_api_start (session->sample_api, &error))
    {
      weir_cli_complain (_("The sample API could not be started: %s"), error->message);
      return FALSE;
    }
  g_ptr_array_add (session->options->variables,
                   g_strdup_printf ("baseUrl=%s", weir_sample_api_get_url (session->sample_api)));
  return TRUE;
}

static void
finished_cb (WeirRun *run, gpointer data)
{
  g_main_loop_quit (data);
}

/* What was given for a secret is no variable like others: it travels with the secrets. */
static void
split_variables (Session *session, const Job *job, GPtrArray *variables)
{
  for (guint i = 0; i < session->options->variables->len; i++)
    {
      char *given = g_ptr_array_index (session->options->variables, i);
      g_autofree char *name = g_strndup (given, strcspn (given, "="));

      if (job->environment == NULL || !weir_environment_is_secret (job->environment, name))
        g_ptr_array_add (variables, given);
    }
  g_ptr_array_add (variables, NULL);
}

static gboolean
make_runs (Session *session)
{
  gboolean all_valid = TRUE;

  for (guint i = 0; i < session->jobs->len; i++)
    {
      Job *job = g_ptr_array_index (session->jobs, i);
      g_autofree char *yaml = weir_flow_to_yaml (job->flow);
      g_autofree char *path = g_canonicalize_filename (job->file_name, NULL);
      g_autofree char *shown_name = g_filename_display_name (job->file_name);
      g_autoptr (GPtrArray) variables = g_ptr_array_new ();
      g_autoptr (GPtrArray) secrets = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GError) error = NULL;
      WeirRunSettings settings = {
        .environment = job->environment,
        .file_name = path,
        .archive = weir_cli_keeping_get_file_name (&session->keeping),
      };

      if (job->environment != NULL &&
          !weir_cli_environment_take_secrets (job->environment, job->file_name, session->options->variables,
                                              secrets))
        {
          all_valid = FALSE;
          continue;
        }
      split_variables (session, job, variables);
      g_ptr_array_add (secrets, NULL);
      settings.variables = (const char *const *) variables->pdata;
      settings.secrets = (const char *const *) secrets->pdata;
      weir_cli_run_options_apply (session->options, job->flow, &settings);
      job->run = weir_run_new (job->flow, yaml, &settings, &error);
      all_valid &= job->run != NULL;
      if (job->run == NULL)
        g_printerr ("%s: %s\n", shown_name, error->message);
      else
        g_signal_connect (job->run, "finished", G_CALLBACK (finished_cb), session->loop);
    }
  return all_valid;
}

static const char *
stopping_to_text (const Session *session, gboolean by_key)
{
  gboolean after_all = weir_flow_count_enabled (session->current->flow, WEIR_FLOW_PART_AFTER_ALL) > 0;

  if (session->n_stops > 1)
    return _("Stopping now.");
  if (!by_key)
    return after_all ? _("Stopping: After All runs.") : _("Stopping.");
  return after_all ? _("Stopping: After All runs; press Ctrl+C again to stop now.")
                   : _("Stopping; press Ctrl+C again to stop now.");
}

/* Once: After All still runs. Twice: everything is cancelled now. A third signal meets no handler any more
 * and ends the process. */
static gboolean
stop (Session *session, gboolean by_key)
{
  session->n_stops++;
  if (session->current == NULL)
    return G_SOURCE_CONTINUE;
  if (session->progress != NULL)
    weir_cli_progress_clear (session->progress);
  if (!session->options->quiet)
    g_printerr ("%s\n", stopping_to_text (session, by_key));
  weir_run_stop (session->current->run);
  return session->n_stops < 2 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static gboolean
interrupt_cb (gpointer data)
{
  return stop (data, TRUE);
}

static gboolean
terminate_cb (gpointer data)
{
  return stop (data, FALSE);
}

/* Of all runs there were. Where results were lost on the way, what there is is written all the same. */
static WeirCliExit
write_reports (Session *session)
{
  GPtrArray *outs = session->options->outs;
  WeirCliExit code = WEIR_CLI_PASSED;

  if (session->run_ids->len > 0)
    code = weir_cli_outs_write (session->keeping.archive, session->run_ids, outs,
                                session->options->include_credentials);
  for (guint i = 0; session->lost != NULL && i < outs->len; i++)
    {
      g_autofree char *shown_name = g_filename_display_name (g_ptr_array_index (outs, i));

      weir_cli_complain (_("%s could not be completed: %s"), shown_name, session->lost);
      code = WEIR_CLI_GENERATOR;
    }
  return code;
}

static void
remember_run (Session *session, const WeirRunSnapshot *snapshot)
{
  gint64 run_id = snapshot->run_id;

  if (run_id != 0)
    g_array_append_val (session->run_ids, run_id);
  if (session->lost == NULL)
    session->lost = g_strdup (snapshot->archive_error);
}

static void
append_failures (Session *session, const Job *job, GString *out, const WeirRunSnapshot *snapshot,
                 const WeirCliStyle *style)
{
  g_autoptr (GError) error = NULL;

  if (weir_run_snapshot_count (snapshot, WEIR_STEP_FAILED) == 0)
    return;
  if (snapshot->run_id == 0)
    g_string_append_printf (out, _("\nThe failures cannot be explained, their results were lost: %s\n"),
                            snapshot->archive_error);
  else if (!weir_cli_failures_append (out, session->keeping.archive, job->flow, snapshot, style, &error))
    g_string_append_printf (out, _("\nThe failures cannot be explained: %s\n"), error->message);
}

/* With --quiet only what went wrong is told, and on stderr. */
static void
print_results (Session *session, const Job *job, const WeirRunSnapshot *snapshot)
{
  gboolean quiet = session->options->quiet;
  WeirCliStyle style = weir_cli_style_of (quiet ? STDERR_FILENO : STDOUT_FILENO);
  g_autofree char *shown_name = g_filename_display_name (job->file_name);
  g_autofree char *result = weir_cli_result_to_text (job->flow, snapshot, session->options->step, &style);
  g_autoptr (GString) out = g_string_new (quiet ? NULL : result);

  if (quiet && weir_cli_exit_of (snapshot->outcome) == WEIR_CLI_PASSED)
    return;
  if (quiet)
    g_string_append_printf (out, "%s: %s\n", shown_name, snapshot->summary != NULL ? snapshot->summary : "");
  append_failures (session, job, out, snapshot, &style);
  if (!quiet)
    weir_cli_result_append_warnings (out, snapshot);
  if (snapshot->archive_error != NULL)
    weir_cli_complain (_("Results were lost: %s"), snapshot->archive_error);
  if (quiet)
    g_printerr ("%s", out->str);
  else
    g_print ("%s", out->str);
}

/* @is_last: no other run follows, unless it is stopped meanwhile. */
static WeirCliExit
run_job (Session *session, const Job *job, gboolean is_last)
{
  g_autoptr (WeirRunSnapshot) snapshot = NULL;
  WeirCliExit code = WEIR_CLI_PASSED;

  session->current = job;
  if (!session->options->quiet)
    session->progress = weir_cli_progress_new (job->run, weir_flow_get_name (job->flow));
  weir_run_start (job->run);
  g_main_loop_run (session->loop);
  g_clear_pointer (&session->progress, weir_cli_progress_free);
  session->current = NULL;

  snapshot = weir_run_ref_snapshot (job->run);
  remember_run (session, snapshot);
  /* Files first: whoever reads our output may be gone by then, as with "| head". */
  if (is_last || session->n_stops > 0)
    code = write_reports (session);
  print_results (session, job, snapshot);
  return weir_cli_worse_exit (code, weir_cli_exit_of (snapshot->outcome));
}

static WeirCliExit
run_jobs (Session *session)
{
  guint signals[] = { g_unix_signal_add (SIGINT, interrupt_cb, session),
                      g_unix_signal_add (SIGTERM, terminate_cb, session) };
  WeirCliExit code = WEIR_CLI_PASSED;

  for (guint i = 0; i < session->jobs->len; i++)
    {
      const Job *job = g_ptr_array_index (session->jobs, i);
      g_autofree char *shown_name = g_filename_display_name (job->file_name);

      if (session->n_stops > 0)
        {
          weir_cli_complain (_("%s was not run."), shown_name);
          continue;
        }
      if (i > 0 && !session->options->quiet)
        g_print ("\n");
      code = weir_cli_worse_exit (code, run_job (session, job, i + 1 == session->jobs->len));
    }
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    if (g_main_context_find_source_by_id (NULL, signals[i]) != NULL)
      g_source_remove (signals[i]);
  return session->n_stops > 0 ? weir_cli_worse_exit (code, WEIR_CLI_INTERRUPTED) : code;
}

/* Everything that can be known to be wrong is found before anything is sent. */
static WeirCliExit
prepare_and_run (Session *session)
{
  g_autoptr (GError) error = NULL;
  WeirCliExit code = WEIR_CLI_USAGE;

  if (!weir_cli_run_options_check (session->options, &error))
    weir_cli_complain ("%s", error->message);
  else if (load_flows (session))
    {
      if (!weir_cli_keeping_open (&session->keeping) || !start_sample_api (session))
        code = WEIR_CLI_GENERATOR;
      else if (make_runs (session))
        code = run_jobs (session);
    }
  return code;
}

/**
 * weir_cli_run_main:
 * @arguments: (array zero-terminated=1): what followed `run`
 *
 * Checks all files, then runs them one after another.
 *
 * Returns: the worst exit code of all of them
 */
WeirCliExit
weir_cli_run_main (const char *const *arguments)
{
  g_autoptr (WeirCliRunOptions) options = weir_cli_run_options_new ();
  g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func (job_free);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GArray) run_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  Session session = { .options = options, .jobs = jobs, .loop = loop, .run_ids = run_ids };
  WeirCliExit code;

  if (!weir_cli_options_parse (WEIR_CLI_COMMAND_RUN, arguments, weir_cli_run_options_get_entries (), options,
                               &code))
    return code;
  code = prepare_and_run (&session);

  /* The runs go first: their worker and their thread must not outlive what they report to. */
  g_ptr_array_set_size (jobs, 0);
  weir_cli_keeping_close (&session.keeping);
  g_free (session.lost);
  if (session.sample_api != NULL)
    weir_sample_api_stop (session.sample_api);
  g_clear_object (&session.sample_api);
  return code;
}
