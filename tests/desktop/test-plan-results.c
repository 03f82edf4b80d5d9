/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-plan-results.c: what a person sees of the run of a load plan: outcome, figures, rules, iterations
 */

#include "config.h"

#include <string.h>

#include "weir-made-plan.h"
#include "weir-plan-results.h"
#include "window-fixture.h"

#define MS G_GINT64_CONSTANT (1000)
#define SECOND G_USEC_PER_SEC

static const char bookshop[] = "name: Bookshop\n"
                               "rounds:\n"
                               "  - name: Buyers\n"
                               "    numberOfClients: 4\n"
                               "    iterations:\n"
                               "      - name: Browse\n"
                               "        mode: D\n"
                               "        duration: 60\n"
                               "        httpRequest: {url: 'http://127.0.0.1:1/books'}\n"
                               "        terminationRules: [{metric: 'ErrorRate > 0.2', gracePeriod: 10s}]\n"
                               "        failureRules: [{metric: 'TotalTime.P90 > 90'}]\n"
                               "      - name: Pay\n"
                               "        mode: R\n"
                               "        requestCount: 10\n"
                               "        httpRequest: {url: 'http://127.0.0.1:1/pay'}\n";

typedef struct
{
  GtkWidget *window;
  WeirPlanResults *results;
  WeirMadePlan *made;
} Shown;

static void
show (Shown *shown, const char *yaml)
{
  shown->made = weir_made_plan_new (yaml);
  shown->window = gtk_window_new ();
  shown->results = WEIR_PLAN_RESULTS (weir_plan_results_new ());
  weir_plan_results_set_archive (shown->results, shown->made->archive_file);
  gtk_window_set_default_size (GTK_WINDOW (shown->window), 900, 700);
  gtk_window_set_child (GTK_WINDOW (shown->window), GTK_WIDGET (shown->results));
  gtk_window_present (GTK_WINDOW (shown->window));
}

static void
clear (Shown *shown)
{
  gtk_window_destroy (GTK_WINDOW (shown->window));
  weir_made_plan_free (shown->made);
}

static void
update (Shown *shown)
{
  g_autoptr (WeirPlanSnapshot) snapshot = weir_made_plan_show (shown->made);

  weir_plan_results_update (shown->results, snapshot, shown->made->plan);
}

static void
finish (Shown *shown)
{
  g_autoptr (WeirPlanSnapshot) snapshot = weir_made_plan_finish (shown->made);

  weir_plan_results_update (shown->results, snapshot, shown->made->plan);
}

static void
assert_card (Shown *shown, WeirPlanCard card, const char *text)
{
  WeirCardRow *row = weir_plan_cards_get_row (weir_plan_results_get_cards (shown->results));

  g_assert_cmpstr (weir_card_row_get_text (row, card), ==, text);
}

/* Two seconds of 50 requests each, every fifth of them refused. */
static void
feed_two_seconds (Shown *shown)
{
  for (guint i = 0; i < 20; i++)
    {
      weir_made_plan_feed (shown->made, 0, 4, 20 * MS, 200);
      weir_made_plan_feed (shown->made, 0, 1, 100 * MS, 503);
      weir_made_plan_pass (shown->made, 100 * MS);
      update (shown);
    }
}

static void
test_blank (Fixture *fixture)
{
  Shown shown;

  show (&shown, bookshop);
  g_assert_cmpstr (weir_plan_results_get_outcome (shown.results), ==, "Not run yet");
  for (guint i = 0; i < WEIR_N_PLAN_CARDS; i++)
    assert_card (&shown, i, "–");
  update (&shown);
  /* Nothing was sent, so there is no rate, no share and no time of it: not 0 %, not 0 ms. */
  g_assert_cmpstr (weir_plan_results_get_outcome (shown.results), ==, "Running Buyers…");
  assert_card (&shown, WEIR_PLAN_CARD_REQUESTS, "0");
  assert_card (&shown, WEIR_PLAN_CARD_RATE, "–");
  assert_card (&shown, WEIR_PLAN_CARD_ERRORS, "–");
  assert_card (&shown, WEIR_PLAN_CARD_P95, "–");
  clear (&shown);
}

static void
test_figures (Fixture *fixture)
{
  Shown shown;

  show (&shown, bookshop);
  update (&shown);
  weir_made_plan_come (shown.made, 0, 4);
  feed_two_seconds (&shown);
  assert_card (&shown, WEIR_PLAN_CARD_REQUESTS, "100");
  assert_card (&shown, WEIR_PLAN_CARD_RATE, "50/s");
  assert_card (&shown, WEIR_PLAN_CARD_ERRORS, "20.00 %");
  assert_card (&shown, WEIR_PLAN_CARD_P95, "100 ms");
  assert_card (&shown, WEIR_PLAN_CARD_CLIENTS, "4");
  finish (&shown);
  g_assert_cmpstr (weir_plan_results_get_outcome (shown.results), ==,
                   "✗ Failed: Buyers, Browse (TotalTime.P90 > 90)");
  clear (&shown);
}

static void
test_clear (Fixture *fixture)
{
  Shown shown;

  show (&shown, bookshop);
  feed_two_seconds (&shown);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (shown.results), "plan-results.clear", NULL));
  /* A run that goes on is not put away. */
  assert_card (&shown, WEIR_PLAN_CARD_REQUESTS, "100");
  finish (&shown);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (shown.results), "plan-results.clear", NULL));
  assert_card (&shown, WEIR_PLAN_CARD_REQUESTS, "–");
  g_assert_cmpstr (weir_plan_results_get_outcome (shown.results), ==, "Not run yet");
  clear (&shown);
}

int
main (int argc, char **argv)
{
  if (fixture_main (&argc, &argv) != 0)
    return 0;
  fixture_add ("/desktop/plan-results/what is not known yet is blank", test_blank);
  fixture_add ("/desktop/plan-results/cards tell how the run stands", test_figures);
  fixture_add ("/desktop/plan-results/a run that is over can be put away", test_clear);
  return fixture_run ();
}
