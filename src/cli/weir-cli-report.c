/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-cli-report.c: the command `report`: runs that are over into files; and writing what --out names
 */

#include "config.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#include "weir-cli-private.h"
#include "weir-report.h"

typedef struct
{
  GPtrArray *outs;  /* of char*, file names */
  GPtrArray *words; /* of char*, the runs or files asked for */
  gboolean include_credentials;
  gboolean quiet;
  /* Shared with the thread that works. */
  GCancellable *cancellable;
  GMainLoop *loop;
  WeirCliExit code; /* read when the thread is over */
  int percent;      /* last shown; of the thread */
} Session;

static gboolean
option_cb (const char *name, const char *value, gpointer data, GError **error)
{
  Session *session = data;

  if (g_str_equal (name, "--out"))
    g_ptr_array_add (session->outs, g_strdup (value));
  else if (g_str_equal (name, "--include-credentials"))
    session->include_credentials = weir_cli_options_parse_boolean (value);
  else
    session->quiet = weir_cli_options_parse_boolean (value);
  return TRUE;
}

static gboolean
word_cb (const char *name, const char *value, gpointer data, GError **error)
{
  g_ptr_array_add (((Session *) data)->words, g_strdup (value));
  return TRUE;
}

static gboolean
check_usage (const Session *session)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < session->words->len; i++)
    if (weir_cli_is_file (g_ptr_array_index (session->words, i)))
      g_ptr_array_add (files, g_ptr_array_index (session->words, i));
  if (session->words->len == 0)
    weir_cli_complain (_("Name a run: weir-cli report last --out report.json."));
  else if (session->outs->len == 0)
    weir_cli_complain (_("Say where the report is to go: --out FILE."));
  else if (files->len > 0 && files->len < session->words->len)
    weir_cli_complain (_("Name runs that are kept, or files of results, but not both at once."));
  else if (!weir_cli_outs_check (session->outs, files, WEIR_CLI_INPUT_RESULTS, session->words->len,
                                 &error))
    weir_cli_complain ("%s", error->message);
  else
    return TRUE;
  return FALSE;
}

static void
show_progress (Session *session, double done)
{
  int percent = (int) (100 * done);

  if (session->quiet || percent == session->percent || !isatty (STDERR_FILENO))
    return;
  session->percent = percent;
  g_printerr ("\r%d %%\033[K", percent);
}

static void
progress_cb (double done, gpointer data)
{
  show_progress (data, done);
}

static void
clear_progress (Session *session)
{
  if (session->percent >= 0)
    g_printerr ("\r\033[K");
  session->percent = -1;
}

/* Files are read into an archive that is gone afterwards: reports are made of archives. */
static gboolean
read_files (Session *session, WeirArchive *archive, GArray *run_ids)
{
  WeirReportOptions options = { .progress = progress_cb, .progress_data = session };

  for (guint i = 0; i < session->words->len; i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 run_id = weir_report_read_json (g_ptr_array_index (session->words, i), archive, &options,
                                             session->cancellable, &error);

      clear_progress (session);
      if (run_id == 0)
        {
          if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
            weir_cli_complain ("%s", error->message);
          return FALSE;
        }
      g_array_append_val (run_ids, run_id);
    }
  return TRUE;
}

static gboolean
find_runs (Session *session, WeirArchive *archive, GArray *run_ids)
{
  for (guint i = 0; i < session->words->len; i++)
    {
      gint64 run_id = weir_cli_find_run (archive, g_ptr_array_index (session->words, i));

      if (run_id == 0)
        return FALSE;
      g_array_append_val (run_ids, run_id);
    }
  return TRUE;
}

static WeirCliExit
write_outs (WeirArchive *archive, const GArray *run_ids, GPtrArray *outs, const WeirReportOptions *options,
            GCancellable *cancellable)
{
  WeirCliExit code = WEIR_CLI_PASSED;

  for (guint i = 0; i < outs->len; i++)
    {
      const char *file_name = g_ptr_array_index (outs, i);
      g_autofree char *shown_name = g_filename_display_name (file_name);
      g_autoptr (GError) error = NULL;

      if (weir_report_write (archive, (const gint64 *) (gpointer) run_ids->data, run_ids->len, file_name,
                             options, cancellable, &error))
        continue;
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        return WEIR_CLI_INTERRUPTED;
      code = WEIR_CLI_GENERATOR;
      if (error->domain == WEIR_REPORT_ERROR)
        weir_cli_complain ("%s", error->message); /* it names the file */
      else
        weir_cli_complain (_("%s could not be written: %s"), shown_name, error->message);
    }
  return code;
}

/**
 * weir_cli_outs_write:
 * @archive: the archive that holds the runs
 * @run_ids: (element-type gint64): the runs
 * @outs: (element-type filename): where to write reports of them
 * @include_credentials: whether the credentials in header fields are shown
 *
 * Writes all reports, saying on stderr which could not be written.
 *
 * Returns: %WEIR_CLI_PASSED, or %WEIR_CLI_GENERATOR when one could not be written
 */
WeirCliExit
weir_cli_outs_write (WeirArchive *archive, const GArray *run_ids, GPtrArray *outs,
                     gboolean include_credentials)
{
  WeirReportOptions options = { .include_credentials = include_credentials };

  return write_outs (archive, run_ids, outs, &options, NULL);
}

static WeirCliExit
work (Session *session)
{
  gboolean from_files = weir_cli_is_file (g_ptr_array_index (session->words, 0));
  WeirReportOptions options = {
    .include_credentials = session->include_credentials,
    .progress = progress_cb,
    .progress_data = session,
  };
  g_autoptr (GArray) run_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (WeirCliScratch) scratch = NULL;
  g_autoptr (WeirArchive) own = NULL;
  g_autoptr (GError) error = NULL;
  WeirCliExit code = WEIR_CLI_USAGE;

  if (from_files)
    scratch = weir_cli_scratch_new (&error);
  else
    own = weir_archive_open (NULL, &error);
  if (error != NULL)
    {
      weir_cli_complain ("%s", error->message);
      return WEIR_CLI_GENERATOR;
    }
  if (from_files ? read_files (session, weir_cli_scratch_get_archive (scratch), run_ids)
                 : find_runs (session, own, run_ids))
    code = write_outs (from_files ? weir_cli_scratch_get_archive (scratch) : own, run_ids, session->outs,
                       &options, session->cancellable);
  clear_progress (session);
  return g_cancellable_is_cancelled (session->cancellable) ? WEIR_CLI_INTERRUPTED : code;
}

static gboolean
done_cb (gpointer data)
{
  g_main_loop_quit (((Session *) data)->loop);
  return G_SOURCE_REMOVE;
}

/* The loop is ended from within: it may not have begun yet. */
static gpointer
work_in_thread (gpointer data)
{
  Session *session = data;

  session->code = work (session);
  g_idle_add (done_cb, session);
  return NULL;
}

static gboolean
signal_cb (gpointer data)
{
  g_cancellable_cancel (((Session *) data)->cancellable);
  return G_SOURCE_CONTINUE;
}

/* A thread works while this one waits for Ctrl+C, so that nothing is left behind then. */
static WeirCliExit
run_session (Session *session)
{
  guint signals[] = { g_unix_signal_add (SIGINT, signal_cb, session),
                      g_unix_signal_add (SIGTERM, signal_cb, session) };
  GThread *thread = g_thread_new ("weir-report", work_in_thread, session);

  g_main_loop_run (session->loop);
  g_thread_join (thread);
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    g_source_remove (signals[i]);
  return session->code;
}

/**
 * weir_cli_report_main:
 * @arguments: (array zero-terminated=1): what followed `report`
 *
 * Returns: the exit code
 */
WeirCliExit
weir_cli_report_main (const char *const *arguments)
{
  enum { WITH_VALUE = G_OPTION_FLAG_FILENAME, SWITCH = G_OPTION_FLAG_FILENAME | G_OPTION_FLAG_OPTIONAL_ARG };
  static const GOptionEntry entries[] = {
    { "out", 0, WITH_VALUE, G_OPTION_ARG_CALLBACK, option_cb,
      N_("Write a report, as FILE's ending says; repeatable"), N_("FILE") },
    { "include-credentials", 0, SWITCH, G_OPTION_ARG_CALLBACK, option_cb,
      N_("Show Authorization and cookies in reports"), NULL },
    { "quiet", 0, SWITCH, G_OPTION_ARG_CALLBACK, option_cb, N_("Print only errors"), NULL },
    { G_OPTION_REMAINING, 0, G_OPTION_FLAG_FILENAME, G_OPTION_ARG_CALLBACK, word_cb, NULL, NULL },
    { NULL },
  };
  g_autoptr (GPtrArray) outs = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Session session = { outs, words, .cancellable = cancellable, .loop = loop, .percent = -1 };
  WeirCliExit code;

  if (!weir_cli_options_parse (WEIR_CLI_COMMAND_REPORT, arguments, entries, &session, &code))
    return code;
  return check_usage (&session) ? run_session (&session) : WEIR_CLI_USAGE;
}
