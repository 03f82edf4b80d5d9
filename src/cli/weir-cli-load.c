/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-cli-load.c: the command `load`, and `--url`: one load plan, signals, results, exit code
 */

#include "config.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "weir-cli-private.h"
#include "weir-file.h"
#include "weir-plan-lookup.h"

/* Where nobody reads on a screen every column is there. */
#define WIDTH_WITHOUT_TERMINAL 1000

typedef struct
{
  WeirCliLoadOptions *options;
  WeirPlan *plan;
  char *text;               /* of it, as it was filled in: all workers read the same */
  char *file_name;          /* (nullable) */
  WeirCliKeeping keeping;   /* where results go */
  WeirPlanRun *run;
  WeirCliLoadProgress *progress; /* (nullable) with --quiet there is none */
  GMainLoop *loop;
  guint n_stops; /* signals so far */
} Load;

static gboolean
read_plan (Load *load)
{
  WeirCliLoadOptions *options = load->options;
  const WeirCliLoad where = { .quiet = options->quiet };
  g_auto (GStrv) environments = weir_cli_plan_to_strv (options->environments);
  g_auto (GStrv) variables = weir_cli_plan_to_strv (options->variables);
  const WeirPlanOptions how = {
    .environments = (const char *const *) environments,
    .variables = (const char *const *) variables,
    .is_lenient = options->lenient,
    .delays_in_seconds = options->delays_in_seconds,
  };
  const char *file_name = g_ptr_array_index (options->files, 0);

  if (!weir_plan_is_file (file_name) && g_file_test (file_name, G_FILE_TEST_IS_REGULAR))
    weir_cli_complain (_("A load plan has rounds; a flow is run with “weir-cli run”."));
  load->plan = weir_cli_plan_load (file_name, &how, &where);
  load->file_name = g_canonicalize_filename (file_name, NULL);
  load->text = load->plan != NULL ? weir_plan_to_yaml (load->plan) : NULL;
  return load->plan != NULL;
}

static gboolean
save_plan (Load *load, GError **error)
{
  const char *file_name = load->options->save_as;
  g_autofree char *own = g_strconcat (weir_plan_get_name (load->plan), ".yaml", NULL);
  g_autofree char *shown = NULL;

  if (file_name == NULL)
    return TRUE;
  if (*file_name == '\0')
    file_name = own;
  shown = g_filename_display_name (file_name);
  if (!g_file_test (file_name, G_FILE_TEST_EXISTS))
    return weir_plan_save (load->plan, file_name, error);
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               _("%s is there already; name another file with --save=FILE."), shown);
  return FALSE;
}

static gboolean
make_plan (Load *load, GError **error)
{
  if (load->options->files->len > 0)
    {
      g_autofree char *shown = weir_cli_text_clean (g_ptr_array_index (load->options->files, 0), -1);

      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _("“%s” belongs to no option; a file is run with “weir-cli load FILE”."), shown);
      return FALSE;
    }
  load->plan = weir_cli_inline_plan_new (load->options, error);
  load->text = load->plan != NULL ? weir_plan_to_yaml (load->plan) : NULL;
  return load->plan != NULL;
}

static gboolean
spare_rows (Load *load, const char *folder, WeirDataSource *data, GError **error)
{
  return data == NULL ||
         weir_cli_outs_spare_data (load->options->outs, folder, weir_data_source_get_file (data), error);
}

static gboolean
spare_rows_of_round (Load *load, const char *folder, WeirRound *round, GError **error)
{
  g_autoptr (GPtrArray) iterations = weir_plan_list_iterations (load->plan, round);

  for (guint i = 0; i < iterations->len; i++)
    if (!spare_rows (load, folder, weir_plan_find_data (load->plan, round, g_ptr_array_index (iterations, i)),
                     error))
      return FALSE;
  return TRUE;
}

/* What the plan reads besides itself. */
static gboolean
spare_inputs (Load *load, GError **error)
{
  GListModel *rounds = G_LIST_MODEL (weir_plan_get_rounds (load->plan));
  g_autofree const char **flows = weir_plan_list_flows (load->plan);
  g_autofree char *folder = load->file_name != NULL ? g_path_get_dirname (load->file_name) : NULL;

  for (guint i = 0; flows[i] != NULL; i += 2)
    {
      g_autofree char *path = weir_file_find (folder, flows[i], NULL);

      if (path != NULL &&
          !weir_cli_outs_spare (load->options->outs, path, WEIR_CLI_INPUT_PLAN_FLOW, error))
        return FALSE;
    }
  for (guint i = 0; i < g_list_model_get_n_items (rounds); i++)
    {
      g_autoptr (WeirRound) round = g_list_model_get_item (rounds, i);

      if (!spare_rows_of_round (load, folder, round, error))
        return FALSE;
    }
  return TRUE;
}

/* All secrets of the chosen environments; what was given for one is no variable like others. */
static gboolean
take_secrets (Load *load, GPtrArray *secrets)
{
  GPtrArray *names = load->options->environments;
  gboolean complete = TRUE;

  for (guint i = 0; i < names->len; i++)
    {
      WeirEnvironment *environment = weir_plan_find_environment (load->plan, g_ptr_array_index (names, i));

      complete &=
          weir_cli_environment_take_secrets (environment, load->file_name, load->options->variables, secrets);
    }
  return complete;
}

static gboolean
is_secret (GPtrArray *secrets, const char *given)
{
  gsize length = strcspn (given, "=") + 1;

  for (guint i = 0; i < secrets->len; i++)
    if (strncmp (g_ptr_array_index (secrets, i), given, length) == 0)
      return TRUE;
  return FALSE;
}

static char **
list_variables (const Load *load, GPtrArray *secrets)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < load->options->variables->len; i++)
    {
      const char *given = g_ptr_array_index (load->options->variables, i);

      if (!is_secret (secrets, given))
        g_strv_builder_add (builder, given);
    }
  return g_strv_builder_end (builder);
}

static void
finished_cb (WeirPlanRun *run, gpointer data)
{
  g_main_loop_quit (data);
}

/* Everything that can be known to be wrong is found before anything is sent. */
static gboolean
make_run (Load *load, GPtrArray *secrets, GError **error)
{
  g_autoptr (GPtrArray) rounds = weir_cli_load_choose_rounds (load->plan, load->options, error);
  g_auto (GStrv) names = rounds != NULL ? weir_cli_plan_to_strv (rounds) : NULL;
  g_auto (GStrv) environments = weir_cli_plan_to_strv (load->options->environments);
  g_auto (GStrv) secret_values = weir_cli_plan_to_strv (secrets);
  g_auto (GStrv) variables = list_variables (load, secrets);
  const WeirPlanRunSettings settings = {
    .environments = (const char *const *) environments,
    .variables = (const char *const *) variables,
    .secrets = (const char *const *) secret_values,
    .rounds = (const char *const *) names,
    .insecure = load->options->insecure,
    .n_workers = load->options->workers,
    .archive = weir_cli_keeping_get_file_name (&load->keeping),
    .file_name = load->file_name,
  };

  if (rounds == NULL)
    return FALSE;
  load->run = weir_plan_run_new (load->plan, load->text, &settings, error);
  if (load->run != NULL)
    g_signal_connect (load->run, "finished", G_CALLBACK (finished_cb), load->loop);
  return load->run != NULL;
}

/* Once: requests in flight get 5 s. Twice: everything is cancelled now. A third signal meets no handler any
 * more and ends the process. */
static gboolean
stop (Load *load, gboolean by_key)
{
  load->n_stops++;
  if (load->progress != NULL)
    weir_cli_load_progress_clear (load->progress);
  if (!load->options->quiet)
    g_printerr ("%s\n", load->n_stops > 1 ? _("Stopping now.")
                        : by_key          ? _("Stopping: requests in flight have 5 s; press Ctrl+C again to"
                                                        " cancel them now.")
                                          : _("Stopping: requests in flight have 5 s."));
  weir_plan_run_stop (load->run);
  return load->n_stops < 2 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
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

static WeirCliExit
write_reports (Load *load, const WeirPlanSnapshot *snapshot)
{
  GPtrArray *outs = load->options->outs;
  g_autoptr (GArray) run_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  WeirCliExit code = WEIR_CLI_PASSED;

  if (snapshot->run_id != 0)
    {
      g_array_append_val (run_ids, snapshot->run_id);
      code = weir_cli_outs_write (load->keeping.archive, run_ids, outs, FALSE);
    }
  for (guint i = 0; snapshot->archive_error != NULL && i < outs->len; i++)
    {
      g_autofree char *shown_name = g_filename_display_name (g_ptr_array_index (outs, i));

      weir_cli_complain (_("%s could not be completed: %s"), shown_name, snapshot->archive_error);
      code = WEIR_CLI_GENERATOR;
    }
  return code;
}

/* With --quiet only what went wrong is told, and on stderr. */
static void
print_results (Load *load, const WeirPlanSnapshot *snapshot)
{
  gboolean quiet = load->options->quiet;
  int fd = quiet ? STDERR_FILENO : STDOUT_FILENO;
  WeirCliStyle style = weir_cli_style_of (fd);
  g_autofree char *text = NULL;

  if (!isatty (fd))
    style.width = WIDTH_WITHOUT_TERMINAL;
  if (snapshot->refused)
    {
      weir_cli_complain ("%s", snapshot->summary);
      return;
    }
  if (snapshot->archive_error != NULL)
    weir_cli_complain (_("Results were lost: %s"), snapshot->archive_error);
  if (quiet && weir_cli_exit_of (snapshot->outcome) == WEIR_CLI_PASSED)
    return;
  text = weir_cli_load_result_to_text (weir_plan_get_name (load->plan), snapshot, &style);
  if (quiet)
    g_printerr ("%s", text);
  else
    g_print ("%s", text);
}

static WeirCliExit
carry_out (Load *load)
{
  guint signals[] = { g_unix_signal_add (SIGINT, interrupt_cb, load),
                      g_unix_signal_add (SIGTERM, terminate_cb, load) };
  g_autoptr (WeirPlanSnapshot) snapshot = NULL;
  WeirCliExit code = WEIR_CLI_PASSED;

  if (!load->options->quiet)
    load->progress = weir_cli_load_progress_new (load->run);
  weir_plan_run_start (load->run);
  g_main_loop_run (load->loop);
  g_clear_pointer (&load->progress, weir_cli_load_progress_free);
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    if (g_main_context_find_source_by_id (NULL, signals[i]) != NULL)
      g_source_remove (signals[i]);

  snapshot = weir_plan_run_ref_snapshot (load->run);
  /* Files first: whoever reads our output may be gone by then, as with "| head". */
  code = snapshot->refused ? WEIR_CLI_USAGE : write_reports (load, snapshot);
  print_results (load, snapshot);
  if (load->n_stops > 0)
    code = weir_cli_worse_exit (code, WEIR_CLI_INTERRUPTED);
  return weir_cli_worse_exit (code, weir_cli_exit_of (snapshot->outcome));
}

static WeirCliExit
prepare_and_run (Load *load, gboolean is_inline)
{
  g_autoptr (GPtrArray) secrets = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  WeirCliExit code = WEIR_CLI_USAGE;
  gboolean is_ready = weir_cli_outs_check (load->options->outs, load->options->files, WEIR_CLI_INPUT_PLAN, 1,
                                           &error) &&
                      (is_inline ? make_plan (load, &error) : read_plan (load)) &&
                      spare_inputs (load, &error) &&
                      take_secrets (load, secrets);

  if (is_ready && !weir_cli_keeping_open (&load->keeping))
    code = WEIR_CLI_GENERATOR;
  else if (is_ready && make_run (load, secrets, &error) && save_plan (load, &error))
    code = carry_out (load);
  if (error != NULL)
    weir_cli_complain ("%s", error->message);
  return code;
}

static void
load_clear (Load *load)
{
  /* The run goes first: its workers and threads must not outlive what they report to. */
  g_clear_object (&load->run);
  weir_cli_keeping_close (&load->keeping);
  g_clear_object (&load->plan);
  g_free (load->text);
  g_free (load->file_name);
}

static WeirCliExit
run_command (WeirCliCommand command, const char *const *arguments)
{
  g_autoptr (WeirCliLoadOptions) options = weir_cli_load_options_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Load load = { .options = options, .loop = loop };
  WeirCliExit code = WEIR_CLI_USAGE;

  if (!weir_cli_options_parse (command, arguments, weir_cli_load_options_get_entries (command), options,
                               &code))
    return code;
  if (command == WEIR_CLI_COMMAND_LOAD && options->files->len != 1)
    {
      weir_cli_complain (_("Name the file of one load plan: weir-cli load FILE."));
      return WEIR_CLI_USAGE;
    }
  code = prepare_and_run (&load, command == WEIR_CLI_COMMAND_URL);
  load_clear (&load);
  return code;
}

/**
 * weir_cli_load_main:
 * @arguments: (array zero-terminated=1): what followed `load`
 *
 * Returns: how it came out
 */
WeirCliExit
weir_cli_load_main (const char *const *arguments)
{
  return run_command (WEIR_CLI_COMMAND_LOAD, arguments);
}

/* "--url --help" has no URL, but is no mistake. */
static gboolean
asks_for_help (const char *const *arguments)
{
  for (; *arguments != NULL && !g_str_equal (*arguments, "--"); arguments++)
    {
      const WeirCliOption *option = g_str_has_prefix (*arguments, "--")
                                        ? weir_cli_option_find (*arguments, strcspn (*arguments + 2, "="))
                                        : NULL;

      if (g_str_equal (*arguments, "-h") || g_str_equal (*arguments, "-?") ||
          (option != NULL && g_str_equal (option->name, "help")))
        return TRUE;
    }
  return FALSE;
}

/**
 * weir_cli_url_main:
 * @arguments: (array zero-terminated=1): all of the command line; --url is in it
 *
 * Returns: how it came out
 */
WeirCliExit
weir_cli_url_main (const char *const *arguments)
{
  static const char *const help[] = { "--help", NULL };

  return run_command (WEIR_CLI_COMMAND_URL, asks_for_help (arguments) ? help : arguments);
}

/**
 * weir_cli_is_url:
 * @arguments: (array zero-terminated=1): all of the command line
 *
 * Returns: whether it is about one request, as it names --url
 */
gboolean
weir_cli_is_url (const char *const *arguments)
{
  for (; *arguments != NULL && !g_str_equal (*arguments, "--"); arguments++)
    {
      const char *name = *arguments + (g_str_has_prefix (*arguments, "--") ? 2 : 1);
      const WeirCliOption *option =
          **arguments == '-' ? weir_cli_option_find (*arguments, strcspn (name, "=")) : NULL;

      if (option != NULL && option->commands == WEIR_CLI_COMMAND_URL && g_str_equal (option->name, "url"))
        return TRUE;
    }
  return FALSE;
}
