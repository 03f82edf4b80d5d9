/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-run-series.c: which passes are chosen, and that nothing else is lost
 */

#include "config.h"

#include "weir-measure-error.h"

#include "measure-made.h"

static const char *const names[] = { "First", "Second", NULL };

static void
test_cells (void)
{
  g_autoptr (WeirRunSeries) series = weir_run_series_new (names, 2, FALSE);
  const gint64 phases[WEIR_N_PHASES] = { 1, 2, 3, 4, 5, 6, G_GINT64_CONSTANT (1) << 40 };
  WeirStepBrief brief = make_brief (1, 3, 12.5, 404);
  const WeirSeriesCell *cell;

  brief.not_checked = TRUE;
  weir_run_series_add (series, &brief, phases);
  brief.part = 0;
  weir_run_series_add (series, &brief, phases);
  g_assert_cmpuint (series->n_passes, ==, 3);
  g_assert_false (weir_run_series_get (series, 0, 1)->ran);
  g_assert_false (weir_run_series_get (series, 2, 0)->ran);
  cell = weir_run_series_get (series, 2, 1);
  g_assert_true (cell->ran && cell->has_time && cell->answered && cell->not_checked);
  g_assert_cmpuint (cell->time_us, ==, 12500);
  g_assert_cmpuint (cell->status, ==, 404);
  g_assert_cmpuint (cell->phases[WEIR_PHASE_WAITING], ==, 6);
  g_assert_cmpuint (cell->phases[WEIR_PHASE_RECEIVING], ==, G_MAXUINT32);
  g_assert_cmpuint (series->steps[1].failed.count, ==, 1);
  g_assert_cmpuint (series->steps[1].classes[4].named[0], ==, 3);
}

static void
assert_evenly_chosen (guint n, const guint *order)
{
  g_autoptr (WeirRunSeries) series = weir_run_series_new (names, 2, FALSE);

  for (guint i = 0; i < n; i++)
    add_made (series, 0, order[i], order[i], order[i] % 1000 == 7 ? 500 : 200);
  g_assert_cmpuint (series->n_passes, <=, WEIR_SERIES_PASSES);
  g_assert_cmpuint (series->n_passes, >=, MIN (n, WEIR_SERIES_PASSES / 2));
  for (guint i = 0; i < series->n_passes; i++)
    {
      g_assert_cmpuint (weir_run_series_get_number (series, i), ==, 1 + i * series->stride);
      g_assert_cmpuint (weir_run_series_get (series, i, 0)->time_us, ==,
                        weir_run_series_get_number (series, i) * 1000);
    }
  /* Failures are counted and named whether their pass is chosen or not. */
  g_assert_cmpuint (series->steps[0].failed.count, ==, (n + 993) / 1000);
  g_assert_cmpuint (series->steps[0].n_run, ==, n);
}

static void
test_choice (void)
{
  static const guint sizes[] = { 1, 1999, 2000, 2001, 4001, 100000 };

  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
    {
      g_autofree guint *forwards = g_new (guint, sizes[s]), *mixed = g_new (guint, sizes[s]);

      for (guint i = 0; i < sizes[s]; i++)
        {
          forwards[i] = i + 1;
          mixed[i] = i % 2 ? i : MIN (i + 2, sizes[s]);
        }
      if (sizes[s] % 2)
        mixed[sizes[s] - 1] = sizes[s];
      assert_evenly_chosen (sizes[s], forwards);
      assert_evenly_chosen (sizes[s], mixed);
    }
}

static void
test_many_steps (void)
{
  g_autofree const char **many = g_new (const char *, 1000);
  g_autoptr (WeirRunSeries) series = NULL;

  for (guint i = 0; i < 1000; i++)
    many[i] = "A step";
  series = weir_run_series_new (many, 1000, TRUE);
  for (guint vu = 1; vu <= 1000; vu++)
    {
      WeirStepBrief brief = make_brief (vu % 1000, 1, 1, 200);

      brief.vu = vu;
      weir_run_series_add (series, &brief, NULL);
    }
  g_assert_cmpuint (series->n_passes * series->n_steps, <=, WEIR_SERIES_CELLS);
  g_assert_cmpuint (series->highest, ==, 1000);
}

static void
test_codec (void)
{
  g_autoptr (WeirRunSeries) series = weir_run_series_new (names, 2, FALSE), again = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  for (guint pass = 1; pass <= 5000; pass++)
    add_made (series, pass % 2, pass, pass / 10.0, pass % 50 ? 200 : 503);
  bytes = weir_run_series_encode (series);
  again = weir_run_series_decode (bytes, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->highest, ==, 5000);
  g_assert_cmpuint (again->stride, ==, series->stride);
  g_assert_cmpuint (again->n_passes, ==, series->n_passes);
  g_assert_cmpstr (again->names[1], ==, "Second");
  g_assert_cmpmem (again->cells, again->n_passes * 2 * sizeof (WeirSeriesCell), series->cells,
                   series->n_passes * 2 * sizeof (WeirSeriesCell));
  g_assert_cmpmem (again->steps, 2 * sizeof (WeirSeriesStep), series->steps, 2 * sizeof (WeirSeriesStep));
  for (gsize size = 0; size < g_bytes_get_size (bytes); size += 251)
    {
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (bytes, 0, size);

      g_assert_null (weir_run_series_decode (cut, NULL));
    }
}

static void
test_noise (void)
{
  g_autoptr (WeirRunSeries) series = weir_run_series_new (names, 2, FALSE);
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);
  g_autoptr (GBytes) bytes = NULL;
  const guint8 *data;
  gsize size;

  for (guint pass = 1; pass <= 40; pass++)
    add_made (series, pass % 2, pass, 3, 200);
  bytes = weir_run_series_encode (series);
  data = g_bytes_get_data (bytes, &size);
  for (guint i = 0; i < 3000; i++)
    {
      g_autofree guint8 *copy = g_memdup2 (data, size);
      g_autoptr (GBytes) wrong = NULL;
      g_autoptr (WeirRunSeries) read = NULL;

      copy[g_rand_int_range (rand, 4, (gint32) (i % 2 ? size : 60))] = (guint8) g_rand_int (rand);
      wrong = g_bytes_new (copy, size);
      read = weir_run_series_decode (wrong, NULL);
      g_assert_true (read == NULL || read->n_passes * read->n_steps <= size);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/measure/run-series/a cell holds what its step came to", test_cells);
  g_test_add_func ("/measure/run-series/of many passes evenly spaced ones are kept in any order",
                   test_choice);
  g_test_add_func ("/measure/run-series/many steps keep fewer passes", test_many_steps);
  g_test_add_func ("/measure/run-series/a series comes back from bytes as it was", test_codec);
  g_test_add_func ("/measure/run-series/any damage is survived", test_noise);
  return g_test_run ();
}
