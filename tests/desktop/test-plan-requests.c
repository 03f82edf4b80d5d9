/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-plan-requests.c: the slowest and failed requests of a load plan, and one of them whole
 */

#include "config.h"

#include <string.h>

#include "weir-plan-requests-page.h"
#include "weir-request-item.h"
#include "weir-test-plan-run.h"
#include "window-fixture.h"

static const char plan[] = "name: Shop\n"
                           "rounds:\n"
                           "- name: Buyers\n"
                           "  baseUrl: ${base}\n"
                           "  iterations:\n"
                           "  - { name: Browse, requestCount: 60, httpRequest: { url: /books } }\n"
                           "  - name: Pay\n"
                           "    requestCount: 8\n"
                           "    httpRequest:\n"
                           "      url: /pay\n"
                           "      method: POST\n"
                           "      payload: { raw: 'sum=5' }\n"
                           "  - { name: Fast, requestCount: 10, maximizeThroughput: true,\n"
                           "      httpRequest: { url: /fast } }\n";

enum
{
  BROWSE,
  PAY,
};

typedef struct
{
  WeirTestPlanRun *run;
  WeirResultReader *reader;
  GtkWidget *window;
  WeirPlanRequestsPage *page;
} Shown;

/* The 50th book takes longest; every second payment is refused. */
static void
answer (const WeirTestRequest *request, WeirTestAnswer *reply, gpointer data)
{
  if (g_str_equal (request->path, "/books") && request->nth == 50)
    {
      reply->delay_ms = 120;
      weir_test_answer_set_body (reply, "text/plain", "late");
    }
  if (g_str_equal (request->path, "/pay") && request->nth % 2 == 0)
    {
      reply->status = 402;
      weir_test_answer_set_body (reply, "text/plain", "no money");
    }
}

static gboolean
is_settled (gpointer data)
{
  return !weir_plan_requests_page_is_busy (((Shown *) data)->page);
}

static void
settle (Shown *shown)
{
  g_assert_true (weir_test_wait (is_settled, shown, DEADLINE_MS));
}

static gboolean
is_mapped (gpointer data)
{
  return gtk_widget_get_mapped (data);
}

static void
show_run (Shown *shown)
{
  memset (shown, 0, sizeof *shown);
  shown->run = weir_test_plan_run_new (plan, 1);
  weir_test_server_set_callback (shown->run->server, answer, NULL);
  weir_test_plan_run_all (shown->run);
  shown->reader = weir_result_reader_new ();
  weir_result_reader_set_archive (shown->reader, shown->run->archive_file);
  shown->page = WEIR_PLAN_REQUESTS_PAGE (weir_plan_requests_page_new ());
  shown->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (shown->window), GTK_WIDGET (shown->page));
  gtk_window_set_default_size (GTK_WINDOW (shown->window), 800, 500);
  weir_plan_requests_page_set_reader (shown->page, shown->reader);
  weir_plan_requests_page_set_run (shown->page, shown->run->snapshot->run_id, shown->run->snapshot->jobs,
                                   FALSE);
}

static void
present (Shown *shown)
{
  gtk_window_present (GTK_WINDOW (shown->window));
  g_assert_true (weir_test_wait (is_mapped, shown->page, DEADLINE_MS));
  settle (shown);
}

static void
close_run (Shown *shown)
{
  gtk_window_destroy (GTK_WINDOW (shown->window));
  g_object_unref (shown->reader);
  weir_test_plan_run_free (shown->run);
}

static const WeirStepBrief *
get_brief (Shown *shown, guint position)
{
  g_autoptr (WeirRequestItem) item
      = g_list_model_get_item (weir_plan_requests_page_get_model (shown->page), position);

  g_assert_nonnull (item);
  return weir_request_item_get_brief (item);
}

static guint
count (Shown *shown)
{
  return g_list_model_get_n_items (weir_plan_requests_page_get_model (shown->page));
}

static void
select_row (Shown *shown, guint position)
{
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (weir_plan_requests_page_get_model (shown->page)),
                                   position, TRUE);
  settle (shown);
}

static void
test_listed (Fixture *fixture)
{
  g_autofree char *text = NULL;
  Shown shown;

  show_run (&shown);
  present (&shown);
  /* Twenty of sixty, eight of eight. */
  g_assert_cmpuint (count (&shown), ==, 28);
  /* Failed ones come first, as they came; the slowest of the others is next. */
  for (guint i = 0; i < 4; i++)
    g_assert_cmpuint (get_brief (&shown, i)->status, ==, 402);
  g_assert_cmpuint (get_brief (&shown, 4)->iteration, ==, 50);
  text = fixture_collect_text (GTK_WIDGET (shown.page));
  assert_contains (text, "28 requests\n");
  assert_contains (text, "✗ 402\n");
  assert_contains (text, "Buyers / Browse\n");
  assert_contains (text, "Time from planned start\n");
  assert_contains (text, "No requests are kept of Buyers / Fast, because “maximizeThroughput” is on there.");
  close_run (&shown);
}

static void
test_chosen (Fixture *fixture)
{
  Shown shown;

  show_run (&shown);
  present (&shown);
  weir_plan_requests_page_choose (shown.page, WEIR_REQUESTS_SLOWEST, BROWSE);
  g_assert_cmpuint (count (&shown), ==, 20);
  g_assert_cmpint (get_brief (&shown, 0)->time_us, >=, 120000);
  for (guint i = 1; i < 20; i++)
    g_assert_cmpint (get_brief (&shown, i)->time_us, <=, get_brief (&shown, i - 1)->time_us);
  weir_plan_requests_page_choose (shown.page, WEIR_REQUESTS_FAILED, -1);
  g_assert_cmpuint (count (&shown), ==, 4);
  weir_plan_requests_page_choose (shown.page, WEIR_REQUESTS_FAILED, BROWSE);
  g_assert_cmpuint (count (&shown), ==, 0);
  close_run (&shown);
}

static void
test_whole (Fixture *fixture)
{
  const WeirStepResult *result;
  const WeirExchange *exchange;
  Shown shown;

  show_run (&shown);
  present (&shown);
  weir_plan_requests_page_choose (shown.page, WEIR_REQUESTS_FAILED, PAY);
  select_row (&shown, 1);
  result = weir_result_details_get_result (weir_plan_requests_page_get_details (shown.page));
  g_assert_nonnull (result);
  exchange = weir_step_result_get_last (result);
  g_assert_cmpuint (exchange->status, ==, 402);
  g_assert_cmpmem (exchange->response_body->data, exchange->response_body->len, "no money", 8);
  g_assert_cmpmem (g_bytes_get_data (exchange->request_body, NULL), g_bytes_get_size (exchange->request_body),
                   "sum=5", 5);
  assert_contains (result->message, "The status 402 counts as an error here.");
  close_run (&shown);
}

/* Nobody looks: nothing is read. */
static void
test_unseen (Fixture *fixture)
{
  Shown shown;

  show_run (&shown);
  g_assert_false (weir_plan_requests_page_is_busy (shown.page));
  g_assert_cmpuint (count (&shown), ==, 0);
  present (&shown);
  g_assert_cmpuint (count (&shown), ==, 28);
  weir_plan_requests_page_clear (shown.page);
  g_assert_cmpuint (count (&shown), ==, 0);
  close_run (&shown);
}

/* What is selected stays selected while others come. */
static void
test_going_on (Fixture *fixture)
{
  const WeirStepResult *result;
  gint64 run_id;
  Shown shown;

  show_run (&shown);
  run_id = shown.run->snapshot->run_id;
  weir_plan_requests_page_set_run (shown.page, run_id, shown.run->snapshot->jobs, TRUE);
  present (&shown);
  select_row (&shown, 2);
  result = weir_result_details_get_result (weir_plan_requests_page_get_details (shown.page));
  g_assert_nonnull (result);
  for (guint i = 0; i < 5; i++)
    weir_plan_requests_page_set_run (shown.page, run_id, shown.run->snapshot->jobs, TRUE);
  settle (&shown);
  weir_plan_requests_page_set_run (shown.page, run_id, shown.run->snapshot->jobs, FALSE);
  settle (&shown);
  g_assert_true (weir_result_details_get_result (weir_plan_requests_page_get_details (shown.page)) == result);
  g_assert_cmpuint (count (&shown), ==, 28);
  close_run (&shown);
}

int
main (int argc, char *argv[])
{
  if (fixture_main (&argc, &argv) != 0)
    return 0;
  fixture_add ("/desktop/plan requests/the slowest and the failed ones are listed, failed ones first",
               test_listed);
  fixture_add ("/desktop/plan requests/a person chooses which and of which iteration", test_chosen);
  fixture_add ("/desktop/plan requests/the selected one is shown as it was sent and answered", test_whole);
  fixture_add ("/desktop/plan requests/they are looked for when the page is seen", test_unseen);
  fixture_add ("/desktop/plan requests/while the run goes on the selected one stays", test_going_on);
  return fixture_run ();
}
