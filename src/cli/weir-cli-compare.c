/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-cli-compare.c: the command `compare`: two runs side by side, and whether the second is worse
 */

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "weir-cli-private.h"
#include "weir-duration.h"
#include "weir-compared-run.h"
#include "weir-report-differences.h"
#include "weir-report.h"
#include "weir-run-comparison.h"

#define MOST_PERCENT 100000

typedef struct
{
  double tolerance; /* as a fraction; negative = none was given */
  GPtrArray *words; /* of char*, the runs or files */
} CompareOptions;

/* One of the two. */
typedef struct
{
  const char *word;
  WeirComparedRun *run;
} Side;

static gboolean
tolerance_cb (const char *name, const char *value, gpointer data, GError **error)
{
  char *end;
  double percent = g_ascii_strtod (value, &end);
  g_autofree char *shown = NULL;

  if (end != value && (*end == '\0' || g_str_equal (end, "%")) && percent >= 0 && percent <= MOST_PERCENT)
    {
      ((CompareOptions *) data)->tolerance = percent / 100;
      return TRUE;
    }
  shown = weir_cli_text_clean (value, -1);
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               _("--tolerance is “%s”, but has to be a percentage such as 10%%."), shown);
  return FALSE;
}

static gboolean
word_cb (const char *name, const char *value, gpointer data, GError **error)
{
  g_ptr_array_add (((CompareOptions *) data)->words, g_strdup (value));
  return TRUE;
}

static gboolean
is_baseline (const Side *side)
{
  return g_ascii_strcasecmp (side->word, "baseline") == 0;
}

static gboolean
take_run (Side *side, WeirArchive *archive, gint64 run_id)
{
  g_autoptr (GError) error = NULL;

  side->run = weir_compared_run_read (archive, run_id, &error);
  if (side->run == NULL)
    weir_cli_complain ("%s", error->message);
  return side->run != NULL;
}

/* Into an archive that is gone afterwards: a run is compared as it lies in one. */
static gboolean
read_file (Side *side)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirCliScratch) scratch = weir_cli_scratch_new (&error);
  gint64 run_id = 0;

  if (scratch != NULL)
    run_id = weir_report_read_json (side->word, weir_cli_scratch_get_archive (scratch), NULL, NULL, &error);
  if (run_id == 0)
    weir_cli_complain ("%s", error->message);
  return run_id != 0 && take_run (side, weir_cli_scratch_get_archive (scratch), run_id);
}

static gboolean
read_run (Side *side)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirArchive) archive = weir_archive_open (NULL, &error);
  gint64 run_id;

  if (archive == NULL)
    {
      weir_cli_complain ("%s", error->message);
      return FALSE;
    }
  run_id = weir_cli_find_run (archive, side->word);
  return run_id != 0 && take_run (side, archive, run_id);
}

/* Of the flow that @other is a run of. */
static gboolean
read_baseline (Side *side, const Side *other)
{
  const char *file_name = other->run->info->file_name;
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirArchive) archive = weir_archive_open (NULL, &error);
  g_autofree char *shown = weir_cli_text_clean (file_name != NULL ? file_name : other->word, -1);
  gint64 run_id;

  if (archive == NULL)
    {
      weir_cli_complain ("%s", error->message);
      return FALSE;
    }
  run_id = file_name != NULL ? weir_archive_get_baseline (archive, file_name, &error) : 0;
  if (run_id < 0)
    weir_cli_complain ("%s", error->message);
  else if (run_id == 0)
    weir_cli_complain (_("%s has no baseline. Choose one of its runs: weir-cli history --set-baseline RUN."),
                       shown);
  return run_id > 0 && take_run (side, archive, run_id);
}

static gboolean
read_side (Side *side, const Side *other)
{
  if (is_baseline (side))
    return read_baseline (side, other);
  return weir_cli_is_file (side->word) ? read_file (side) : read_run (side);
}

/* The baseline last: it is of the other's flow. */
static gboolean
read_sides (Side sides[2])
{
  guint first = is_baseline (&sides[0]) ? 1 : 0;

  return read_side (&sides[first], NULL) && read_side (&sides[1 - first], &sides[first]);
}

static gboolean
are_alike (const Side sides[2])
{
  g_autoptr (GError) error = NULL;

  if (weir_compared_run_check (sides[0].run, sides[1].run, &error))
    return TRUE;
  weir_cli_complain ("%s", error->message);
  return FALSE;
}

static void
append_title (GString *out, const Side sides[2], const WeirCliStyle *style)
{
  static const char *const labels[] = { N_("First: "), N_("Second:") };

  for (guint i = 0; i < 2; i++)
    {
      const WeirRunInfo *info = sides[i].run->info;
      g_autofree char *name = weir_cli_run_to_text (info);
      g_autofree char *started = weir_cli_instant_to_text (info->started_at);
      g_autofree char *word = weir_cli_text_clean (sides[i].word, -1);
      g_autofree char *summary = weir_cli_text_clean (info->summary != NULL ? info->summary : "", -1);

      g_string_append_printf (out, "%s ", _(labels[i]));
      weir_cli_text_append_coloured (out, name, WEIR_CLI_COLOUR_BOLD, style);
      g_string_append_printf (out, ", %s (%s): %s\n", started, word, summary);
    }
}

static void
append_differences (GString *out, const Side sides[2])
{
  g_autoptr (GPtrArray) differences = weir_compared_run_list_differences (sides[0].run, sides[1].run);

  if (differences->len > 0)
    g_string_append (out, _("\nWhat else is different:\n"));
  for (guint i = 0; i < differences->len; i++)
    {
      g_autofree char *line = weir_report_difference_to_text (g_ptr_array_index (differences, i));
      g_autofree char *clean = weir_cli_text_clean (line, -1);

      g_string_append_printf (out, "  %s\n", clean);
    }
}

static char *
value_to_text (double value, WeirComparedFigure figure)
{
  if (figure == WEIR_COMPARED_FAILURE_RATE)
    return g_strdup_printf ("%.1f %%", 100 * value);
  return weir_duration_to_display ((gint64) (value + 0.5));
}

static char *
delta_to_text (const WeirFigureChange *change, WeirComparedFigure figure)
{
  double percent = 100 * weir_figure_change_get_delta (change, figure);

  if (fabs (percent) < 0.05)
    return g_strdup ("0.0 %");
  /* Translators: a difference of two percentages, in percentage points */
  return g_strdup_printf (figure == WEIR_COMPARED_FAILURE_RATE ? _("%+.1f points") : "%+.1f %%", percent);
}

static void
add_verdict (WeirCliTable *table, const WeirFigureChange *change, WeirComparedFigure figure, double tolerance)
{
  double delta = weir_figure_change_get_delta (change, figure);

  if (change->few)
    weir_cli_table_add_cell (table, _("too few results to tell"), WEIR_CLI_COLOUR_DIM);
  else if (change->noise || delta == 0)
    weir_cli_table_add_cell (table, _("within noise"), WEIR_CLI_COLOUR_DIM);
  else if (delta < 0)
    weir_cli_table_add_cell (table, _("better"), WEIR_CLI_COLOUR_GOOD);
  else if (tolerance >= 0 && delta <= tolerance)
    weir_cli_table_add_cell (table, _("worse, tolerated"), WEIR_CLI_COLOUR_NOTICE);
  else
    weir_cli_table_add_cell (table, _("worse"), WEIR_CLI_COLOUR_BAD);
}

/* Of an iteration of a load plan: facts, which are not judged. */
static void
add_facts (WeirCliTable *table, const Side sides[2], const WeirStepComparison *step)
{
  for (guint i = 0; i < WEIR_N_COMPARED_FACTS; i++)
    {
      g_autofree char *first = weir_compared_run_get_fact (sides[0].run, step->runs[0], i);
      g_autofree char *second = weir_compared_run_get_fact (sides[1].run, step->runs[1], i);
      g_autofree char *change = weir_compared_run_get_change (sides[0].run, sides[1].run, step, i);

      weir_cli_table_add_cell (table, weir_compared_fact_get_title (i), WEIR_CLI_COLOUR_NONE);
      weir_cli_table_add_cell (table, first, WEIR_CLI_COLOUR_NONE);
      weir_cli_table_add_cell (table, second, WEIR_CLI_COLOUR_NONE);
      weir_cli_table_add_cell (table, change, WEIR_CLI_COLOUR_NONE);
      weir_cli_table_add_cell (table, "", WEIR_CLI_COLOUR_NONE);
    }
}

/* Returns how many of the figures are worse than allowed. */
static guint
add_step (WeirCliTable *table, const Side sides[2], const WeirStepComparison *step, double tolerance)
{
  static const char *const titles[] = { N_("p50"), N_("p95"), N_("p99"), N_("mean"), N_("failed") };
  g_autofree char *name = weir_cli_text_clean (step->runs[0]->name != NULL ? step->runs[0]->name : "", -1);
  guint n_worse = 0;

  weir_cli_table_add_heading (table, name);
  if (sides[0].run->jobs != NULL)
    add_facts (table, sides, step);
  for (guint i = 0; i < WEIR_N_COMPARED_FIGURES; i++)
    {
      const WeirFigureChange *change = &step->figures[i];
      g_autofree char *first = NULL, *second = NULL, *delta = NULL;

      /* Hundreds of results are needed for it: load plans have them. */
      if (!change->known || (i == WEIR_COMPARED_P99 && sides[0].run->jobs == NULL))
        continue;
      first = value_to_text (change->values[0], i);
      second = value_to_text (change->values[1], i);
      delta = delta_to_text (change, i);
      weir_cli_table_add_cell (table, _(titles[i]), WEIR_CLI_COLOUR_NONE);
      weir_cli_table_add_cell (table, first, WEIR_CLI_COLOUR_NONE);
      weir_cli_table_add_cell (table, second, WEIR_CLI_COLOUR_NONE);
      weir_cli_table_add_cell (table, delta, WEIR_CLI_COLOUR_NONE);
      add_verdict (table, change, i, tolerance);
      n_worse += weir_figure_change_is_worse (change, i, MAX (0, tolerance));
    }
  return n_worse;
}

static guint
append_steps (GString *out, const Side sides[2], const WeirRunComparison *comparison, double tolerance,
              const WeirCliStyle *style)
{
  g_autoptr (WeirCliTable) table = weir_cli_table_new ();
  guint n_worse = 0;

  weir_cli_table_add_column (table, sides[0].run->jobs != NULL ? _("Plan iteration") : _("Step"),
                             WEIR_CLI_COLUMN_FLEXIBLE);
  weir_cli_table_add_column (table, _("First"), WEIR_CLI_COLUMN_RIGHT);
  weir_cli_table_add_column (table, _("Second"), WEIR_CLI_COLUMN_RIGHT);
  weir_cli_table_add_column (table, _("Change"), WEIR_CLI_COLUMN_RIGHT);
  weir_cli_table_add_column (table, "", WEIR_CLI_COLUMN_LEFT);
  for (guint i = 0; i < comparison->steps->len; i++)
    n_worse += add_step (table, sides, g_ptr_array_index (comparison->steps, i), tolerance);
  g_string_append_c (out, '\n');
  weir_cli_table_append_to (table, out, style);
  return n_worse;
}

static void
append_unmatched (GString *out, const WeirRunComparison *comparison)
{
  for (guint run = 0; run < 2; run++)
    {
      g_autoptr (GString) names = g_string_new (NULL);

      for (guint i = 0; i < comparison->only[run]->len; i++)
        {
          const WeirStepStatistics *step = g_ptr_array_index (comparison->only[run], i);
          g_autofree char *name = weir_cli_text_clean (step->name != NULL ? step->name : "", -1);

          g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", name);
        }
      if (names->len > 0)
        g_string_append_printf (out, run == 0 ? _("Only in the first: %s\n") : _("Only in the second: %s\n"),
                                names->str);
    }
}

static void
append_end (GString *out, guint n_worse, double tolerance, const WeirCliStyle *style)
{
  g_autofree char *text = NULL;

  /* xgettext:no-c-format */
  g_string_append (out, _("\nWithin noise: the 95 % confidence intervals of both runs overlap. A p50 takes\n"
                          "8 results to tell, a p95 about 120, everything else 5.\n"));
  if (tolerance < 0)
    return;
  if (n_worse > 0)
    text = g_strdup_printf (ngettext ("%u figure is worse by more than %g %%.",
                                      "%u figures are worse by more than %g %%.", n_worse),
                            n_worse, 100 * tolerance);
  else
    text = g_strdup_printf (_("Nothing is worse by more than %g %%."), 100 * tolerance);
  weir_cli_text_append_coloured (out, text, n_worse > 0 ? WEIR_CLI_COLOUR_BAD : WEIR_CLI_COLOUR_GOOD, style);
  g_string_append_c (out, '\n');
}

static WeirCliExit
compare_sides (const Side sides[2], double tolerance)
{
  g_autoptr (WeirRunComparison) comparison
      = weir_run_comparison_new (sides[0].run->statistics, sides[1].run->statistics);
  WeirCliStyle style = weir_cli_style_of (STDOUT_FILENO);
  g_autoptr (GString) out = g_string_new (NULL);
  guint n_worse = 0;

  append_title (out, sides, &style);
  append_differences (out, sides);
  if (comparison->steps->len > 0)
    n_worse = append_steps (out, sides, comparison, tolerance, &style);
  append_unmatched (out, comparison);
  if (comparison->steps->len > 0)
    append_end (out, n_worse, tolerance, &style);
  g_print ("%s", out->str);
  if (comparison->steps->len == 0)
    {
      weir_cli_complain (sides[0].run->info->is_plan
                             ? _("No plan iteration has the same name in both runs, so there is nothing to"
                                 " compare.")
                             : _("No step has the same name in both runs, so there is nothing to compare."));
      return WEIR_CLI_USAGE;
    }
  return tolerance >= 0 && n_worse > 0 ? WEIR_CLI_FAILED : WEIR_CLI_PASSED;
}

static void
side_clear (Side *side)
{
  g_clear_pointer (&side->run, weir_compared_run_free);
}

static WeirCliExit
compare (const CompareOptions *options)
{
  Side sides[2] = { { NULL } };
  WeirCliExit code = WEIR_CLI_USAGE;

  if (options->words->len != 2)
    {
      weir_cli_complain (_("Name two runs: weir-cli compare baseline last."));
      return WEIR_CLI_USAGE;
    }
  for (guint i = 0; i < 2; i++)
    sides[i].word = g_ptr_array_index (options->words, i);
  if (is_baseline (&sides[0]) && is_baseline (&sides[1]))
    weir_cli_complain (_("Only one of the two can be “baseline”: that of the other's flow."));
  else if (read_sides (sides) && are_alike (sides))
    code = compare_sides (sides, options->tolerance);
  side_clear (&sides[0]);
  side_clear (&sides[1]);
  return code;
}

/**
 * weir_cli_compare_main:
 * @arguments: (array zero-terminated=1): what followed `compare`
 *
 * Returns: %WEIR_CLI_FAILED when the second run is worse than the tolerance allows
 */
WeirCliExit
weir_cli_compare_main (const char *const *arguments)
{
  static const GOptionEntry entries[] = {
    { "tolerance", 0, G_OPTION_FLAG_FILENAME, G_OPTION_ARG_CALLBACK, tolerance_cb,
      N_("Exit code 1 when a figure is worse by more than this"), N_("PERCENT") },
    { G_OPTION_REMAINING, 0, G_OPTION_FLAG_FILENAME, G_OPTION_ARG_CALLBACK, word_cb, NULL, NULL },
    { NULL },
  };
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  CompareOptions options = { .tolerance = -1, .words = words };
  WeirCliExit code;

  if (!weir_cli_options_parse (WEIR_CLI_COMMAND_COMPARE, arguments, entries, &options, &code))
    return code;
  return compare (&options);
}
