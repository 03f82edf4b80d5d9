/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-flow-pictures.c: the charts of a run as SVG, PNG and PDF, whatever the run and the size
 */

#include "config.h"

#include <string.h>

#include "weir-made-charts.h"

#define WIDTH 720
#define HEIGHT 360

static gint64
six_orders (guint pass, guint step)
{
  return (gint64) pow (10, 1 + 3 * step);
}

/* Every chart of a run. */
static GPtrArray *
create_all (const MadeCharts *made)
{
  const char *const runs[] = { "Monday", "Today" };
  g_autoptr (WeirRunComparison) comparison = weir_run_comparison_new (made->statistics, made->statistics);
  GPtrArray *charts = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_chart_free);

  g_ptr_array_add (charts, weir_chart_new_pass_times (made->series));
  g_ptr_array_add (charts, weir_chart_new_pass_grid (made->series));
  g_ptr_array_add (charts, weir_chart_new_waterfall (made->series, 0));
  g_ptr_array_add (charts, weir_chart_new_side_by_side (made->series));
  g_ptr_array_add (charts, weir_chart_new_step_times (made->statistics, WEIR_CHART_OF_FLOW));
  g_ptr_array_add (charts, weir_chart_new_answers (made->statistics));
  g_ptr_array_add (charts, weir_chart_new_throughput (made->windows, WEIR_CHART_OF_FLOW));
  g_ptr_array_add (charts, weir_chart_new_comparison (comparison, runs, WEIR_CHART_OF_FLOW));
  g_ptr_array_add (charts, weir_chart_new_percentiles (comparison, runs, WEIR_CHART_OF_FLOW));
  return charts;
}

static void
assert_well_formed (GBytes *svg)
{
  const GMarkupParser parser = { 0 };
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, NULL, NULL);
  g_autoptr (GError) error = NULL;
  gsize size;
  const char *text = g_bytes_get_data (svg, &size);
  g_autofree char *copy = g_strndup (text, size);

  g_markup_parse_context_parse (context, text, (gssize) size, &error);
  g_assert_no_error (error);
  g_markup_parse_context_end_parse (context, &error);
  g_assert_no_error (error);
  /* Nothing a strict policy forbids, nothing outside itself, nothing that collides with another on the page.
     */
  g_assert_null (strstr (copy, "style="));
  g_assert_null (strstr (copy, " id="));
  g_assert_null (strstr (copy, "href"));
  g_assert_null (strstr (copy, "url("));
  g_assert_null (strstr (copy, "nan"));
  g_assert_nonnull (strstr (copy, "<title>"));
  g_assert_nonnull (strstr (copy, "<text "));
}

static void
exercise (WeirChart *chart, double width, double height)
{
  g_autoptr (GBytes) svg = weir_chart_to_svg (chart, width, height, WEIR_CHART_WHOLE, WEIR_PALETTE_LIGHT);
  g_autoptr (GBytes) png = weir_chart_to_png (chart, width, height, 1, WEIR_CHART_WHOLE, WEIR_PALETTE_DARK);
  g_autoptr (GBytes) pdf
      = weir_chart_to_pdf (chart, width, height, WEIR_CHART_WHOLE, WEIR_PALETTE_HIGH_CONTRAST);
  WeirChartHit hit;

  assert_well_formed (svg);
  g_assert_cmpmem (g_bytes_get_data (png, NULL), 4, "\x89PNG", 4);
  g_assert_cmpmem (g_bytes_get_data (pdf, NULL), 5, "%PDF-", 5);
  for (double x = 0; x < width; x += 37)
    for (double y = 0; y < height; y += 23)
      if (weir_chart_hit (chart, x, y, &hit))
        {
          g_autofree char *spoken = weir_chart_describe (chart, &hit);

          g_assert_cmpuint (strlen (spoken), >, 0);
        }
}

static void
exercise_all (const MadeCharts *made)
{
  g_autoptr (GPtrArray) charts = create_all (made);

  for (guint i = 0; i < charts->len; i++)
    {
      WeirChart *chart = g_ptr_array_index (charts, i);
      g_autoptr (WeirChartTable) table = weir_chart_get_table (chart, 50);

      g_assert_cmpuint (strlen (weir_chart_get_summary (chart)), >, 0);
      g_assert_cmpuint (g_strv_length (table->header), ==, weir_chart_get_n_columns (chart));
      exercise (chart, 400, 240);
      exercise (chart, 60, 40);
      exercise (chart, 900, 700);
    }
}

static void
test_awkward (void)
{
  const char *const strange[] = { "", "<b>&\"]]>", "\xff\xfe broken", "عربي 汉字 \x01 control",
                                  "A name of a step that goes on and on and on, longer than anybody would write" };
  struct
  {
    guint n_passes;
    guint n_steps;
    gboolean parallel;
    MadeTime time;
  } cases[] = {
    { 0, 3, FALSE, made_ordinary }, { 1, 1, FALSE, made_ordinary }, { 30, 3, FALSE, made_failing },
    { 30, 3, TRUE, made_failing },  { 20, 3, FALSE, six_orders },   { 300, 5, TRUE, made_ordinary },
    { 0, 0, FALSE, made_ordinary }, { 5, 5, TRUE, made_ordinary },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      MadeCharts made = made_charts_new (strange, cases[i].n_steps, cases[i].n_passes, cases[i].parallel,
                                         cases[i].time);

      g_test_message ("case %u", i);
      exercise_all (&made);
      made_charts_clear (&made);
    }
}

static void
test_size (void)
{
  const char *many[30];
  MadeCharts made;
  g_autoptr (GPtrArray) charts = NULL;
  gsize sum = 0;

  for (guint i = 0; i < 30; i++)
    many[i] = "A step of a flow";
  made = made_charts_new (many, 30, 2000, FALSE, made_ordinary);
  charts = create_all (&made);
  for (guint i = 0; i < charts->len; i++)
    {
      WeirChart *chart = g_ptr_array_index (charts, i);
      g_autoptr (GBytes) svg
          = weir_chart_to_svg (chart, 760, weir_chart_get_natural_height (chart, 760, WEIR_CHART_WHOLE),
                                                  WEIR_CHART_WHOLE, WEIR_PALETTE_LIGHT);

      sum += g_bytes_get_size (svg);
    }
  g_assert_cmpuint (sum, <, 800 * 1024);
  made_charts_clear (&made);
}

/* The texts of an SVG with their places: x, baseline. */
static GPtrArray *
get_texts (GBytes *svg)
{
  g_autofree char *copy = g_strndup (g_bytes_get_data (svg, NULL), g_bytes_get_size (svg));
  g_auto (GStrv) lines = g_strsplit (copy, "\n", -1);
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], "<text "))
      g_ptr_array_add (texts, g_strdup (lines[i]));
  return texts;
}

static void
test_no_overlap (void)
{
  const char *many[40];
  MadeCharts made;
  g_autoptr (WeirChart) chart = NULL;
  g_autoptr (GBytes) svg = NULL;
  g_autoptr (GPtrArray) texts = NULL;
  double before = -100;
  guint n = 0;

  for (guint i = 0; i < 40; i++)
    many[i] = "Name of a row";
  made = made_charts_new (many, 40, 10, FALSE, made_ordinary);
  chart = weir_chart_new_pass_grid (made.series);
  svg = weir_chart_to_svg (chart, 400, 240, WEIR_CHART_WHOLE, WEIR_PALETTE_LIGHT);
  texts = get_texts (svg);
  for (guint i = 0; i < texts->len; i++)
    {
      const char *text = g_ptr_array_index (texts, i);
      double y;

      if (strstr (text, "Name of a row") == NULL || strstr (text, "text-anchor=\"end\"") == NULL)
        continue;
      y = g_ascii_strtod (strstr (text, " y=\"") + 4, NULL);
      g_assert_cmpfloat (y - before, >=, 9);
      before = y;
      n++;
    }
  /* There is no room for 40 names in less than 240 pixels. */
  g_assert_cmpuint (n, >, 5);
  g_assert_cmpuint (n, <, 30);
  made_charts_clear (&made);
}

static void
test_deterministic (void)
{
  const char *const names[] = { "Log in", "List items", "Check out" };
  MadeCharts made = made_charts_new (names, 3, 50, FALSE, made_ordinary);
  g_autoptr (GPtrArray) one = create_all (&made);
  g_autoptr (GPtrArray) other = create_all (&made);

  for (guint i = 0; i < one->len; i++)
    {
      g_autoptr (GBytes) first
          = weir_chart_to_svg (g_ptr_array_index (one, i), WIDTH, HEIGHT, WEIR_CHART_WHOLE,
                                                    WEIR_PALETTE_LIGHT);
      g_autoptr (GBytes) second = weir_chart_to_svg (g_ptr_array_index (other, i), WIDTH, HEIGHT,
                                                     WEIR_CHART_WHOLE, WEIR_PALETTE_LIGHT);

      g_assert_true (g_bytes_equal (first, second));
    }
  made_charts_clear (&made);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/pictures/any run, with any names, is drawn in any size", test_awkward);
  g_test_add_func ("/chart/pictures/all charts of 2000 iterations of 30 steps fit a page", test_size);
  g_test_add_func ("/chart/pictures/names of rows never overlap", test_no_overlap);
  g_test_add_func ("/chart/pictures/the same run gives the same picture", test_deterministic);
  return g_test_run ();
}
