/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-plan-journey.c: from a new load plan to its reports: what a person does to see a service break
 *
 * The server is fast until it is told to be slow. Of two iterations that run beside each other one watches
 * how long its answers take: a second of slowness passes, a longer one ends it, and nothing but it.
 */

#include "config.h"

#include <json-glib/json-glib.h>

#include "weir-job-summary.h"
#include "weir-test-server.h"
#include "window-fixture.h"

#define SLOW_MS 600
#define GRACE_S 7
#define HOME 0
#define OTHER 1

typedef struct
{
  Fixture *fixture;
  WeirTestServer *server;
  int slow; /* atomic: the server asks in threads of its own */
  guint64 requests; /* seen so far */
  guint n_updates;  /* of the charts */
} Journey;

static void
answer_cb (const WeirTestRequest *request, WeirTestAnswer *answer, gpointer data)
{
  Journey *journey = data;

  if (g_str_equal (request->path, "/other"))
    answer->fault = WEIR_TEST_FAULT_STALL;
  else if (g_atomic_int_get (&journey->slow))
    answer->delay_ms = SLOW_MS;
}

static void
be_slow (Journey *journey, gboolean slow)
{
  g_atomic_int_set (&journey->slow, slow);
}

static WeirPlanView *
get_view (Journey *journey)
{
  return weir_window_get_plan_view (journey->fixture->window);
}

static WeirPlanResults *
get_results (Journey *journey)
{
  return weir_plan_view_get_results (get_view (journey));
}

static WeirSession *
get_session (Journey *journey)
{
  return weir_window_get_session (journey->fixture->window);
}

static WeirRuleStateRow *
get_rule (Journey *journey)
{
  return weir_rule_list_get_row (weir_plan_results_get_rules (get_results (journey)), 0);
}

static WeirPlanSnapshot *
ref_snapshot (Journey *journey)
{
  return weir_plan_run_ref_snapshot (weir_session_get_plan_run (get_session (journey)));
}

static WeirIterationStatus
get_status (Journey *journey, guint job)
{
  g_autoptr (WeirPlanSnapshot) snapshot = ref_snapshot (journey);

  return ((const WeirJobState *) g_ptr_array_index (snapshot->jobs, job))->status;
}

static GtkEditable *
find_entry (GtkWidget *widget, const char *text)
{
  if (GTK_IS_EDITABLE (widget) && g_str_equal (gtk_editable_get_text (GTK_EDITABLE (widget)), text))
    return GTK_EDITABLE (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkEditable *found = find_entry (child, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* In the form of the plan as a whole, which a new plan begins with. */
static void
point_at_server (Journey *journey)
{
  g_autofree char *url = weir_test_server_get_url (journey->server, "");
  GtkEditable *entry =
      find_entry (GTK_WIDGET (weir_plan_view_get_editor (get_view (journey))), "http://127.0.0.1:8020");

  g_assert_nonnull (entry);
  gtk_editable_set_text (entry, url);
}

static gboolean
is_read (gpointer data)
{
  return !weir_source_page_is_busy (data);
}

static void
replace (GString *text, const char *what, const char *with)
{
  g_assert_cmpuint (g_string_replace (text, what, with, 0), ==, 1);
}

/* As its text: fewer clients without an end of their own, the rule, and an iteration beside it. */
static void
edit_source (Journey *journey)
{
  WeirSourcePage *page = weir_plan_view_get_source (get_view (journey));
  GtkTextBuffer *buffer = weir_source_page_get_buffer (page);
  g_autofree char *before = NULL;
  GString *text;

  g_action_group_change_action_state (G_ACTION_GROUP (journey->fixture->window), "view",
                                      g_variant_new_string ("source"));
  g_assert_true (weir_test_wait (is_read, page, DEADLINE_MS));
  g_object_get (buffer, "text", &before, NULL);
  text = g_string_new (before);
  replace (text, "    numberOfClients: 20\n    arrivalDelay: 500ms # all are there after 10 s\n",
           "    numberOfClients: 4\n    runInParallel: true\n");
  replace (text, "        mode: DCB\n        duration: 120s\n", "        mode: CB\n");
  replace (text, "coolDownTime: 1s", "coolDownTime: 50ms");
  replace (text, "metric: ErrorRate > 50 %\n            gracePeriod: 10s\n",
           "metric: TotalTime.P50 > 300 ms\n            window: 2s\n            gracePeriod: 7s\n"
           "      - name: Other\n        httpRequest:\n          url: /other\n");
  gtk_text_buffer_set_text (buffer, text->str, -1);
  g_string_free (text, TRUE);
  g_assert_true (weir_test_wait (is_read, page, DEADLINE_MS));
  g_assert_null (weir_session_get_typed (get_session (journey)));
}

static guint64
get_requests (Journey *journey)
{
  WeirCardRow *cards = weir_plan_cards_get_row (weir_plan_results_get_cards (get_results (journey)));

  return g_ascii_strtoull (weir_card_row_get_text (cards, WEIR_PLAN_CARD_REQUESTS), NULL, 10);
}

static gboolean
has_moved (gpointer data)
{
  return get_requests (data) > ((Journey *) data)->requests;
}

static gboolean
is_clear (gpointer data)
{
  WeirRuleStateRow *rule = get_rule (data);

  return rule != NULL && g_str_equal (weir_rule_state_row_get_state (rule), "✓ not breached");
}

/* A second and more of the grace have passed. */
static gboolean
is_breached_a_second (gpointer data)
{
  WeirRuleStateRow *rule = get_rule (data);

  return rule != NULL && weir_rule_state_row_get_countdown (rule) >= 1.0 / GRACE_S;
}

static gboolean
has_fired (gpointer data)
{
  return g_str_has_prefix (weir_rule_state_row_get_state (get_rule (data)), "✗ fired at ");
}

static gboolean
is_over (gpointer data)
{
  return !weir_session_is_running (data);
}

static WeirPlanChartsPage *
get_charts (Journey *journey)
{
  return weir_plan_results_get_charts (get_results (journey));
}

static gboolean
is_drawn_again (gpointer data)
{
  Journey *journey = data;

  return weir_plan_charts_page_get_n_updates (get_charts (journey)) > journey->n_updates;
}

static void
watch_charts (Journey *journey)
{
  weir_plan_results_show_tab (get_results (journey), WEIR_PLAN_RESULTS_CHARTS);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_true (weir_test_wait (is_drawn_again, journey, DEADLINE_MS));
      journey->n_updates = weir_plan_charts_page_get_n_updates (get_charts (journey));
    }
  g_assert_nonnull (weir_plan_charts_page_get_view (get_charts (journey), WEIR_PLAN_CHART_THROUGHPUT, -1));
  weir_plan_results_show_tab (get_results (journey), WEIR_PLAN_RESULTS_OVERVIEW);
}

static void
start (Journey *journey)
{
  fixture_activate (journey->fixture, "win.run");
  g_assert_null (weir_window_get_message (journey->fixture->window));
  g_assert_true (weir_session_is_running (get_session (journey)));
  g_assert_cmpstr (weir_plan_view_get_view (get_view (journey)), ==, "results");
  for (guint i = 0; i < 3; i++)
    {
      g_assert_true (weir_test_wait (has_moved, journey, DEADLINE_MS));
      journey->requests = get_requests (journey);
    }
  watch_charts (journey);
}

/* What passes within the grace ends nothing; what does not, ends this iteration alone. */
static void
watch_rule (Journey *journey)
{
  g_autoptr (WeirPlanSnapshot) snapshot = NULL;
  const WeirRuleState *rule;

  g_assert_true (weir_test_wait (is_clear, journey, DEADLINE_MS));
  be_slow (journey, TRUE);
  g_assert_true (weir_test_wait (is_breached_a_second, journey, DEADLINE_MS));
  g_assert_true (g_str_has_prefix (weir_rule_state_row_get_state (get_rule (journey)), "▲ breached "));
  be_slow (journey, FALSE);
  g_assert_true (weir_test_wait (is_clear, journey, DEADLINE_MS));
  g_assert_cmpfloat (weir_rule_state_row_get_countdown (get_rule (journey)), <, 0);
  g_assert_cmpint (get_status (journey, HOME), ==, WEIR_ITERATION_ONGOING);
  be_slow (journey, TRUE);
  g_assert_true (weir_test_wait (has_fired, journey, DEADLINE_MS));
  snapshot = ref_snapshot (journey);
  rule = g_ptr_array_index (((const WeirJobState *) g_ptr_array_index (snapshot->jobs, HOME))->rules, 0);
  g_assert_cmpint (rule->held_us, >=, GRACE_S * G_USEC_PER_SEC);
  g_assert_cmpint (rule->held_us, <, (GRACE_S + 2) * G_USEC_PER_SEC);
  g_assert_cmpint (get_status (journey, HOME), ==, WEIR_ITERATION_TERMINATED);
  g_assert_cmpint (get_status (journey, OTHER), ==, WEIR_ITERATION_ONGOING);
}

static void
finish (Journey *journey)
{
  weir_test_server_release (journey->server);
  g_assert_true (weir_test_wait (is_over, get_session (journey), DEADLINE_MS));
  g_assert_cmpint (get_status (journey, HOME), ==, WEIR_ITERATION_TERMINATED);
  g_assert_cmpint (get_status (journey, OTHER), ==, WEIR_ITERATION_SUCCESS);
  g_assert_cmpuint (weir_test_server_count (journey->server, "/other"), ==, 4);
  g_assert_true (g_str_has_prefix (weir_plan_results_get_outcome (get_results (journey)), "✗ "));
}

static gboolean
is_written (gpointer data)
{
  return !weir_window_is_working (((Journey *) data)->fixture->window);
}

/* (transfer full): what the report says */
static char *
export (Journey *journey, const char *name)
{
  g_autofree char *file_name = fixture_write (name, "");
  char *text = NULL;

  weir_window_export_to (journey->fixture->window, file_name);
  g_assert_true (weir_test_wait (is_written, journey, DEADLINE_MS));
  assert_contains (weir_window_get_message (journey->fixture->window), "The results are in ");
  g_assert_true (g_file_get_contents (file_name, &text, NULL, NULL));
  return text;
}

static double
find_observed (const char *report)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (JsonReader) reader = NULL;
  double observed;

  g_assert_true (json_parser_load_from_data (parser, report, -1, NULL));
  reader = json_reader_new (json_parser_get_root (parser));
  g_assert_true (json_reader_read_member (reader, "iterations"));
  g_assert_true (json_reader_read_element (reader, HOME));
  g_assert_true (json_reader_read_member (reader, "rules"));
  g_assert_true (json_reader_read_element (reader, 0));
  g_assert_true (json_reader_read_member (reader, "fired"));
  g_assert_true (json_reader_get_boolean_value (reader));
  json_reader_end_member (reader);
  g_assert_true (json_reader_read_member (reader, "observed"));
  observed = json_reader_get_double_value (reader);
  return observed;
}

/* One number, wherever it is looked for. */
static void
compare_reports (Journey *journey)
{
  g_autofree char *html = export (journey, "load.html");
  g_autofree char *json = export (journey, "load.json");
  const char *shown = weir_rule_state_row_get_value (get_rule (journey));
  g_autofree char *observed = g_strdup_printf ("for 7 s: observed %s.", shown);
  g_autofree char *told = weir_metric_value_to_text (WEIR_METRIC_TOTAL_TIME, find_observed (json));

  g_assert_cmpstr (shown, ==, told);
  assert_contains (html, observed);
}

static void
test_journey (Fixture *fixture)
{
  Journey journey = { .fixture = fixture, .server = weir_test_server_new () };

  weir_test_server_set_callback (journey.server, answer_cb, &journey);
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "new-plan",
                                  g_variant_new_string ("load"));
  point_at_server (&journey);
  edit_source (&journey);
  start (&journey);
  watch_rule (&journey);
  finish (&journey);
  compare_reports (&journey);
  weir_test_server_free (journey.server);
}

int
main (int argc, char *argv[])
{
  if (fixture_main (&argc, &argv) != 0)
    return 0;
  fixture_add ("/desktop/plan journey/a rule lets a second of slowness pass and ends what stays slow",
               test_journey);
  return fixture_run ();
}
