/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-cli-check-json.c: what `check --json` prints
 */

#include "config.h"

#include "weir-cli-private.h"
#include "weir-json-writer.h"
#include "weir-problem.h"

static void
add_problem (WeirJsonWriter *json, const WeirProblem *problem)
{
  g_autofree char *suggestion = weir_problem_get_suggestion (problem);

  weir_json_begin_object (json, NULL);
  weir_json_add_string (json, "file", problem->file);
  weir_json_add_integer (json, "line", problem->line);
  weir_json_add_integer (json, "column", problem->column);
  weir_json_add_string (json, "path", problem->path);
  weir_json_add_string (json, "severity", problem->is_warning ? "warning" : "error");
  weir_json_add_string (json, "message", problem->message);
  weir_json_add_string (json, "suggestion", suggestion);
  weir_json_end_object (json);
}

/* Of plans only: flows have no other format to go beyond. */
static void
add_extensions (WeirJsonWriter *json, const char *file_name)
{
  g_autoptr (GPtrArray) extensions = NULL;

  if (!weir_plan_is_file (file_name))
    return;
  extensions = weir_plan_list_extensions (file_name);
  weir_json_begin_array (json, "extensions");
  for (guint i = 0; i < extensions->len; i++)
    weir_json_add_string (json, NULL, g_ptr_array_index (extensions, i));
  weir_json_end_array (json);
}

/* What is not known beforehand, because it is up to the server, is null. */
static void
add_rate (WeirJsonWriter *json, double rate)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (rate > 0)
    weir_json_add_number (json, "perSecond", g_ascii_dtostr (text, sizeof text, rate));
  else
    weir_json_add_null (json, "perSecond");
}

static void
add_hosts (WeirJsonWriter *json, const WeirPlanOutlook *outlook)
{
  GPtrArray *hosts = weir_plan_outlook_get_hosts (outlook);

  weir_json_begin_array (json, "hosts");
  for (guint i = 0; i < hosts->len; i++)
    {
      const WeirPlanHost *host = g_ptr_array_index (hosts, i);

      weir_json_begin_object (json, NULL);
      weir_json_add_string (json, "host", host->host);
      weir_json_add_boolean (json, "isThisComputer", host->is_this_machine);
      add_rate (json, host->peak_rate);
      weir_json_end_object (json);
    }
  weir_json_end_array (json);
  weir_json_add_boolean (json, "moreHosts", weir_plan_outlook_has_unknown_hosts (outlook));
}

static void
add_outlook (WeirJsonWriter *json, const WeirPlanOutlook *outlook)
{
  static const char *const ends[] = {
    [WEIR_OUTLOOK_EXACT] = "exact", [WEIR_OUTLOOK_AT_LEAST] = "at least", [WEIR_OUTLOOK_OPEN] = "open"
  };
  const WeirOutlookTotals *totals = weir_plan_outlook_get_totals (outlook);
  g_autofree char *sentence = weir_plan_outlook_describe (outlook);

  weir_json_begin_object (json, "outlook");
  weir_json_add_string (json, "sentence", sentence);
  weir_json_add_integer (json, "clients", (gint64) MIN (totals->clients, G_MAXINT64));
  weir_json_add_integer (json, "leastClients", (gint64) MIN (totals->least_clients, G_MAXINT64));
  weir_json_add_integer (json, "requests", (gint64) MIN (totals->requests, G_MAXINT64));
  weir_json_add_boolean (json, "orFewer", totals->or_fewer);
  weir_json_add_boolean (json, "orMore", totals->or_more || totals->answering_us > 0 || totals->endless);
  add_rate (json, totals->rate);
  weir_json_add_boolean (json, "asAnswered", totals->as_answered);
  weir_json_add_ms (json, "durationMs", totals->length_us);
  weir_json_add_string (json, "durationIs", ends[totals->end]);
  add_hosts (json, outlook);
  weir_json_add_strings (json, "notes", weir_plan_outlook_get_notes (outlook));
  weir_json_end_object (json);
}

/**
 * weir_cli_check_print_json:
 * @files: (element-type filename): what was checked
 * @checked: (array): what was found out of each of them
 * @problems: (element-type WeirProblem): of all of them, each with its file
 *
 * Prints one JSON object on stdout.
 */
void
weir_cli_check_print_json (GPtrArray *files, const WeirCliChecked *checked, GPtrArray *problems)
{
  g_autoptr (GString) text = g_string_new (NULL);
  WeirJsonWriter json = { .text = text };

  weir_json_begin_object (&json, NULL);
  weir_json_begin_array (&json, "files");
  for (guint i = 0; i < files->len; i++)
    {
      g_autofree char *shown = g_filename_display_name (g_ptr_array_index (files, i));

      weir_json_begin_object (&json, NULL);
      weir_json_add_string (&json, "file", shown);
      weir_json_add_boolean (&json, "valid", checked[i].valid);
      add_extensions (&json, g_ptr_array_index (files, i));
      if (checked[i].n_workers > 0)
        {
          weir_json_add_integer (&json, "workers", checked[i].n_workers);
          weir_json_add_string (&json, "workersReason", checked[i].why);
        }
      if (checked[i].outlook != NULL)
        add_outlook (&json, checked[i].outlook);
      weir_json_end_object (&json);
    }
  weir_json_end_array (&json);
  weir_json_begin_array (&json, "problems");
  for (guint i = 0; i < problems->len; i++)
    add_problem (&json, g_ptr_array_index (problems, i));
  weir_json_end_array (&json);
  weir_json_end_object (&json);
  g_print ("%s\n", text->str);
}
