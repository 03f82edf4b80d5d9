/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-plan-runs.c: a load plan is started, watched and stopped in the window
 */

#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>

#include "fake-desktop.h"
#include "weir-plan-menu.h"
#include "weir-test-server.h"
#include "window-fixture.h"

static const char quick[] = "name: Quick\n"
                            "rounds:\n"
                            "- name: Browse\n"
                            "  numberOfClients: 2\n"
                            "  iterations:\n"
                            "  - name: Items\n"
                            "    requestCount: 3\n"
                            "    httpRequest: { url: BASE/items }\n"
                            "- name: Buy\n"
                            "  iterations:\n"
                            "  - name: Order\n"
                            "    httpRequest: { url: BASE/orders }\n";

static const char endless[] = "name: Endless\n"
                              "rounds:\n"
                              "- name: Wait\n"
                              "  numberOfClients: 2\n"
                              "  iterations:\n"
                              "  - { name: Long, httpRequest: { url: BASE/stall } }\n";

static const char flow[] = "name: Checkout\n"
                           "steps:\n"
                           "  - name: Look\n"
                           "    httpRequest: { url: BASE/items }\n";

static WeirTestServer *server;
static const char *expected_outlook;

static char *
write_plan (const char *name, const char *text)
{
  GString *with_address = g_string_new (text);
  g_autofree char *base = weir_test_server_get_url (server, "");
  char *file_name;

  g_string_replace (with_address, "BASE", base, 0);
  file_name = fixture_write (name, with_address->str);
  g_string_free (with_address, TRUE);
  return file_name;
}

static void
open_plan (Fixture *fixture, const char *name, const char *text)
{
  g_autofree char *file_name = write_plan (name, text);

  fixture_open (fixture, file_name);
}

static WeirSession *
get_session (Fixture *fixture)
{
  return weir_window_get_session (fixture->window);
}

static WeirActionBar *
get_bar (Fixture *fixture)
{
  return weir_window_get_action_bar (fixture->window);
}

static WeirPlanView *
get_view (Fixture *fixture)
{
  return weir_window_get_plan_view (fixture->window);
}

static const char *
get_outcome (Fixture *fixture)
{
  return weir_plan_results_get_outcome (weir_plan_view_get_results (get_view (fixture)));
}

static gboolean
is_over (gpointer data)
{
  return !weir_session_is_running (data);
}

static void
wait_over (Fixture *fixture)
{
  g_assert_true (weir_test_wait (is_over, get_session (fixture), DEADLINE_MS));
}

static gboolean
is_waiting (gpointer data)
{
  return weir_test_server_get_n_waiting (server) == 2;
}

/* Both requests are at the server, which does not answer. */
static void
start_endless (Fixture *fixture)
{
  weir_test_server_script (server, "/stall")->fault = WEIR_TEST_FAULT_STALL;
  open_plan (fixture, "endless.plan.yaml", endless);
  fixture_activate (fixture, "win.run");
  g_assert_true (weir_session_is_running (get_session (fixture)));
  g_assert_true (weir_test_wait (is_waiting, NULL, DEADLINE_MS));
}

static void
stop_at_once (Fixture *fixture)
{
  fixture_activate (fixture, "win.stop");
  fixture_activate (fixture, "win.stop");
  wait_over (fixture);
}

static gboolean
has_progress (gpointer data)
{
  return g_str_has_suffix (weir_action_bar_get_progress (get_bar (data)), " · requests 2 · clients 2");
}

/* Which the next picture of the run tells: the server may know it before. */
static gboolean
runs_wait (gpointer data)
{
  return g_str_has_prefix (get_outcome (data), "Running Wait");
}

static void
test_start (Fixture *fixture)
{
  open_plan (fixture, "quick.plan.yaml", quick);
  g_assert_cmpstr (weir_window_get_page (fixture->window), ==, "plan");
  g_assert_cmpstr (weir_action_bar_get_label (get_bar (fixture)), ==, "Start");
  g_assert_cmpstr (weir_plan_view_get_view (get_view (fixture)), ==, "edit");
  fixture_activate (fixture, "win.run");
  g_assert_cmpstr (weir_action_bar_get_label (get_bar (fixture)), ==, "Stop");
  g_assert_cmpstr (weir_plan_view_get_view (get_view (fixture)), ==, "results");
  wait_over (fixture);
  g_assert_cmpstr (weir_action_bar_get_label (get_bar (fixture)), ==, "Start");
  g_assert_cmpstr (weir_action_bar_get_progress (get_bar (fixture)), ==, "");
  g_assert_cmpstr (get_outcome (fixture), ==, "✓ Passed");
  g_assert_cmpuint (weir_test_server_count (server, "/items"), ==, 6);
  g_assert_cmpuint (weir_test_server_count (server, "/orders"), ==, 1);
}

static void
test_stop (Fixture *fixture)
{
  start_endless (fixture);
  g_assert_true (weir_test_wait (has_progress, fixture, DEADLINE_MS));
  fixture_activate (fixture, "win.stop");
  g_assert_cmpstr (weir_action_bar_get_label (get_bar (fixture)), ==, "Stop Now");
  g_assert_true (g_str_has_prefix (weir_action_bar_get_progress (get_bar (fixture)), "Stopping: "));
  fixture_activate (fixture, "win.stop");
  g_assert_cmpstr (weir_action_bar_get_progress (get_bar (fixture)), ==, "Cancelling all requests…");
  wait_over (fixture);
  g_assert_true (g_str_has_prefix (get_outcome (fixture), "■ Stopped"));
  g_assert_cmpstr (weir_action_bar_get_label (get_bar (fixture)), ==, "Start");
}

static gboolean
stops_after_answers (gpointer data)
{
  return g_str_has_prefix (get_outcome (data), "■ Stopped");
}

/* What is in flight at the first Stop may still be answered. */
static void
test_stop_in_order (Fixture *fixture)
{
  g_autoptr (WeirPlanSnapshot) snapshot = NULL;
  const WeirJobState *job;

  start_endless (fixture);
  fixture_activate (fixture, "win.stop");
  weir_test_server_release (server);
  g_assert_true (weir_test_wait (stops_after_answers, fixture, DEADLINE_MS));
  snapshot = weir_plan_run_ref_snapshot (weir_session_get_plan_run (get_session (fixture)));
  job = g_ptr_array_index (snapshot->jobs, 0);
  g_assert_cmpuint (weir_metrics_get_totals (job->figures->metrics)->cancelled, ==, 0);
}

static gboolean
is_ready (gpointer data)
{
  return fixture_is_enabled (data, "run");
}

static gboolean
is_refused (gpointer data)
{
  return !is_ready (data);
}

static void
test_reason (Fixture *fixture)
{
  WeirPlan *plan;
  g_autoptr (WeirRound) round = NULL;

  open_plan (fixture, "quick.plan.yaml", quick);
  plan = weir_session_get_plan (get_session (fixture));
  round = g_list_model_get_item (G_LIST_MODEL (weir_plan_get_rounds (plan)), 1);
  weir_edits_set_string (weir_session_get_edits (get_session (fixture)), round, "name", "");
  g_assert_true (weir_test_wait (is_refused, fixture, DEADLINE_MS));
  assert_contains (weir_action_bar_get_progress (get_bar (fixture)), "Something is wrong in ");
  weir_plan_view_show_results (get_view (fixture));
  fixture_activate (fixture, "win.show-problem");
  g_assert_cmpstr (weir_plan_view_get_view (get_view (fixture)), ==, "edit");
  fixture_activate (fixture, "win.undo");
  g_assert_true (weir_test_wait (is_ready, fixture, DEADLINE_MS));
}

/* Typed text is read at Start; with errors it is told where they are, and nothing is sent. */
static void
test_broken_source (Fixture *fixture)
{
  guint n_before = weir_test_server_get_n_requests (server);

  open_plan (fixture, "quick.plan.yaml", quick);
  weir_session_set_typed (get_session (fixture), "name: Quick\nrounds: 5\n");
  g_assert_true (fixture_is_enabled (fixture, "run"));
  fixture_activate (fixture, "win.run");
  g_assert_false (weir_session_is_running (get_session (fixture)));
  g_assert_true (g_str_has_prefix (weir_window_get_message (fixture->window),
                                   "Something is wrong in line 2 of the text under Source: "));
  g_assert_cmpuint (weir_test_server_get_n_requests (server), ==, n_before);
}

static void
assert_document (Fixture *fixture, guint position, const char *expected)
{
  g_autofree char *text =
      weir_document_switcher_get_text (weir_window_get_switcher (fixture->window), position);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_other_document (Fixture *fixture)
{
  start_endless (fixture);
  open_plan (fixture, "checkout.flow.yaml", flow);
  g_assert_cmpstr (weir_window_get_page (fixture->window), ==, "flow");
  g_assert_false (fixture_is_enabled (fixture, "run"));
  g_assert_cmpstr (weir_action_bar_get_label (get_bar (fixture)), ==, "Run");
  g_assert_cmpstr (weir_action_bar_get_progress (get_bar (fixture)), ==, "Endless is running");
  assert_document (fixture, 0, "Endless, running");
  open_plan (fixture, "quick.plan.yaml", quick);
  g_assert_false (fixture_is_enabled (fixture, "run"));
  g_assert_cmpstr (weir_action_bar_get_progress (get_bar (fixture)), ==, "Endless is running");
  g_assert_cmpstr (weir_plan_view_get_view (get_view (fixture)), ==, "edit");
  weir_document_switcher_choose (weir_window_get_switcher (fixture->window), 0);
  g_assert_cmpstr (weir_action_bar_get_label (get_bar (fixture)), ==, "Stop");
  g_assert_cmpstr (weir_plan_view_get_view (get_view (fixture)), ==, "results");
  g_assert_true (weir_test_wait (runs_wait, fixture, DEADLINE_MS));
  g_assert_true (weir_test_wait (has_progress, fixture, DEADLINE_MS));
  stop_at_once (fixture);
  assert_document (fixture, 0, "Endless, ■ Stopped, 0 requests completed");
}

static gboolean
is_notified (gpointer data)
{
  g_autofree char *notification = fake_desktop_get_notification ();

  return notification != NULL;
}

static gboolean
has_inhibited (gpointer data)
{
  return fake_desktop_get_inhibited () == *(guint *) data;
}

static void
test_desktop (Fixture *fixture)
{
  g_autofree char *notification = NULL;
  guint flags = 4;

  start_endless (fixture);
  g_assert_true (weir_test_wait (has_inhibited, &flags, DEADLINE_MS));
  open_plan (fixture, "checkout.flow.yaml", flow); /* so the person looks at something else */
  fake_desktop_forget_notification ();
  weir_test_server_release (server);
  g_assert_true (weir_test_wait (is_notified, NULL, DEADLINE_MS));
  notification = fake_desktop_get_notification ();
  g_assert_cmpstr (notification, ==, "Endless: ✓ Passed");
  flags = 0;
  g_assert_true (weir_test_wait (has_inhibited, &flags, DEADLINE_MS));
}

static void
test_keep_running (Fixture *fixture)
{
  start_endless (fixture);
  gtk_window_close (GTK_WINDOW (fixture->window));
  fixture_answer ("Keep Running");
  g_assert_true (weir_session_is_running (get_session (fixture)));
  g_assert_cmpuint (weir_session_get_stops (get_session (fixture)), ==, 0);
  /* And is asked again the next time. */
  gtk_window_close (GTK_WINDOW (fixture->window));
  fixture_answer ("Keep Running");
  stop_at_once (fixture);
}

static gboolean
is_null (gpointer data)
{
  return *(gpointer *) data == NULL;
}

static void
test_stop_and_close (Fixture *fixture)
{
  start_endless (fixture);
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  gtk_window_close (GTK_WINDOW (fixture->window));
  fixture_answer ("Stop and Close");
  assert_contains (weir_window_get_message (fixture->window), "requests in flight are answered, in 5 s");
  g_assert_cmpstr (weir_action_bar_get_label (get_bar (fixture)), ==, "Stop Now");
  weir_test_server_release (server);
  g_assert_true (weir_test_wait (is_null, &fixture->window, DEADLINE_MS));
}

static void
test_crash (Fixture *fixture)
{
  GPid worker;

  start_endless (fixture);
  worker = weir_test_find_worker ();
  g_assert_cmpint (worker, >, 0);
  kill (worker, SIGKILL);
  wait_over (fixture);
  assert_contains (get_outcome (fixture), "worker process ended unexpectedly");
  g_assert_true (fixture_is_enabled (fixture, "run"));
}

static void
test_no_archive (Fixture *fixture)
{
  g_autofree char *before = g_strdup (g_getenv ("WEIR_DATA_DIR"));
  g_autofree char *text = NULL;

  open_plan (fixture, "quick.plan.yaml", quick);
  g_setenv ("WEIR_DATA_DIR", "/proc/weir", TRUE);
  fixture_activate (fixture, "win.run");
  wait_over (fixture);
  g_setenv ("WEIR_DATA_DIR", before, TRUE);
  g_assert_cmpstr (get_outcome (fixture), ==, "✓ Passed");
  text = fixture_collect_text (GTK_WIDGET (weir_plan_view_get_results (get_view (fixture))));
  assert_contains (text, "⚠ ");
  assert_contains (text, "/proc/weir");
}

static void
test_deleted (Fixture *fixture)
{
  g_autofree char *file_name = NULL;

  start_endless (fixture);
  file_name = g_file_get_path (weir_session_get_file (get_session (fixture)));
  g_assert_cmpint (g_unlink (file_name), ==, 0);
  weir_session_check_file (get_session (fixture));
  g_assert_cmpint (weir_session_get_file_state (get_session (fixture)), ==, WEIR_SESSION_FILE_MISSING);
  g_assert_true (weir_session_is_running (get_session (fixture)));
  weir_test_server_release (server);
  wait_over (fixture);
  g_assert_cmpstr (get_outcome (fixture), ==, "✓ Passed");
  fixture_activate (fixture, "win.run");
  wait_over (fixture);
  g_assert_cmpstr (get_outcome (fixture), ==, "✓ Passed");
}

static void
assert_note (Fixture *fixture, const char *sentence, gboolean expected)
{
  g_autofree char *text = fixture_collect_text (GTK_WIDGET (get_view (fixture)));

  g_assert_true ((strstr (text, sentence) != NULL) == expected);
}

static void
test_edited_meanwhile (Fixture *fixture)
{
  WeirEdits *edits;
  WeirPlan *plan;

  start_endless (fixture);
  edits = weir_session_get_edits (get_session (fixture));
  plan = weir_session_get_plan (get_session (fixture));
  assert_note (fixture, "of the plan as it was", FALSE);
  weir_edits_set_string (edits, plan, "name", "Another");
  assert_note (fixture, "What runs, and these results, are of the plan as it was.", TRUE);
  weir_edits_undo (edits);
  assert_note (fixture, "of the plan as it was", FALSE);
  weir_edits_set_string (edits, plan, "name", "Another");
  weir_test_server_release (server);
  wait_over (fixture);
  assert_note (fixture, "These are results of the plan as it was.", TRUE);
  g_assert_cmpstr (weir_plan_get_name (weir_session_get_run_plan (get_session (fixture))), ==, "Endless");
  fixture_activate (fixture, "win.run");
  wait_over (fixture);
  assert_note (fixture, "of the plan as it was", FALSE);
}

static void
test_clear (Fixture *fixture)
{
  open_plan (fixture, "quick.plan.yaml", quick);
  fixture_activate (fixture, "win.run");
  wait_over (fixture);
  gtk_widget_activate_action (GTK_WIDGET (weir_plan_view_get_results (get_view (fixture))),
                              "plan-results.clear", NULL);
  g_assert_null (weir_session_get_plan_run (get_session (fixture)));
  assert_document (fixture, 0, "Quick");
}

static GtkWidget *
find_check (GtkWidget *widget, const char *label)
{
  if (GTK_IS_CHECK_BUTTON (widget)
      && g_strcmp0 (gtk_check_button_get_label (GTK_CHECK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_check (child, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static WeirPlanMenu *
open_menu (Fixture *fixture)
{
  WeirPlanMenu *menu =
      WEIR_PLAN_MENU (fixture_find (GTK_WIDGET (get_bar (fixture)), WEIR_TYPE_PLAN_MENU, 0));

  gtk_popover_popup (weir_plan_menu_get_popover (menu));
  return menu;
}

static void
tick (WeirPlanMenu *menu, const char *round, gboolean ticked)
{
  GtkWidget *check = find_check (GTK_WIDGET (weir_plan_menu_get_popover (menu)), round);

  g_assert_nonnull (check);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), ticked);
}

static gboolean
has_outlook (gpointer data)
{
  return strstr (weir_plan_outlook_view_get_sentence (weir_plan_view_get_outlook (get_view (data))),
                 expected_outlook) != NULL;
}

/* Before there are results it is said what there will be. */
static void
assert_outlook (Fixture *fixture, const char *part)
{
  expected_outlook = part;
  g_assert_true (weir_test_wait (has_outlook, fixture, DEADLINE_MS));
}

static void
test_rounds (Fixture *fixture)
{
  guint n_items = weir_test_server_count (server, "/items");
  guint n_orders = weir_test_server_count (server, "/orders");
  WeirPlanMenu *menu;

  open_plan (fixture, "quick.plan.yaml", quick);
  weir_plan_view_show_results (get_view (fixture));
  assert_outlook (fixture, "7 requests");
  menu = open_menu (fixture);
  tick (menu, "Browse", FALSE);
  assert_outlook (fixture, "1 request,");
  g_assert_cmpstr (weir_action_bar_get_progress (get_bar (fixture)), ==, "only Buy");
  tick (menu, "Buy", FALSE);
  g_assert_false (fixture_is_enabled (fixture, "run"));
  g_assert_cmpstr (weir_action_bar_get_progress (get_bar (fixture)), ==,
                   "No round is chosen: tick one in the menu beside Start.");
  tick (menu, "Buy", TRUE);
  gtk_popover_popdown (weir_plan_menu_get_popover (menu));
  fixture_activate (fixture, "win.run");
  wait_over (fixture);
  g_assert_cmpuint (weir_test_server_count (server, "/items"), ==, n_items);
  g_assert_cmpuint (weir_test_server_count (server, "/orders"), ==, n_orders + 1);
  menu = open_menu (fixture);
  tick (menu, "Browse", TRUE);
  g_assert_null (weir_session_get_rounds (get_session (fixture)));
  g_assert_cmpstr (weir_action_bar_get_progress (get_bar (fixture)), ==, "");
  g_assert_false (weir_session_get_dirty (get_session (fixture)));
  gtk_popover_popdown (weir_plan_menu_get_popover (menu));
}

static void
pasted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(char **) data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static gboolean
is_text (gpointer data)
{
  return *(char **) data != NULL;
}

static void
test_command (Fixture *fixture)
{
  const char *const buy[] = { "Buy", NULL };
  g_autofree char *file_name = write_plan ("quick.plan.yaml", quick);
  g_autofree char *expected = g_strdup_printf ("weir-cli load --round-name=Buy %s", file_name);
  g_autofree char *copied = NULL;
  WeirPlanMenu *menu;

  fixture_open (fixture, file_name);
  weir_session_choose_rounds (get_session (fixture), buy);
  menu = open_menu (fixture);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (menu), "plan-run.copy-command", NULL));
  g_assert_cmpstr (weir_action_bar_get_progress (get_bar (fixture)), ==, "Command copied");
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (menu)), NULL, pasted_cb, &copied);
  g_assert_true (weir_test_wait (is_text, &copied, DEADLINE_MS));
  g_assert_cmpstr (copied, ==, expected);
  gtk_popover_popdown (weir_plan_menu_get_popover (menu));
}

static gboolean
has_focus_in (Fixture *fixture, GtkWidget *widget)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  return focus != NULL && gtk_widget_is_ancestor (focus, widget);
}

static void
test_panes (Fixture *fixture)
{
  GtkPaned *pane = weir_plan_view_get_pane (get_view (fixture));

  open_plan (fixture, "quick.plan.yaml", quick);
  g_assert_true (has_focus_in (fixture, gtk_paned_get_start_child (pane)));
  fixture_activate (fixture, "win.next-pane");
  g_assert_true (has_focus_in (fixture, gtk_paned_get_end_child (pane)));
  fixture_activate (fixture, "win.next-pane");
  g_assert_true (has_focus_in (fixture, gtk_paned_get_start_child (pane)));
}

static void
run_case (Fixture *fixture, FixtureTest test)
{
  server = weir_test_server_new ();
  test (fixture);
  g_clear_pointer (&server, weir_test_server_free);
}

#define CASE(name)                                                                                           \
  static void name##_case (Fixture *fixture) { run_case (fixture, name); }

CASE (test_start)
CASE (test_stop)
CASE (test_stop_in_order)
CASE (test_reason)
CASE (test_broken_source)
CASE (test_other_document)
CASE (test_desktop)
CASE (test_keep_running)
CASE (test_stop_and_close)
CASE (test_crash)
CASE (test_no_archive)
CASE (test_deleted)
CASE (test_edited_meanwhile)
CASE (test_clear)
CASE (test_rounds)
CASE (test_command)
CASE (test_panes)

int
main (int argc, char *argv[])
{
  if (fixture_main (&argc, &argv) != 0)
    return 0;
  fixture_add ("/desktop/plan runs/start runs all rounds and shows how they come out", test_start_case);
  fixture_add ("/desktop/plan runs/stop has two stages, and both are told", test_stop_case);
  fixture_add ("/desktop/plan runs/requests in flight are still answered after one stop",
               test_stop_in_order_case);
  fixture_add ("/desktop/plan runs/start says why it cannot, and leads there", test_reason_case);
  fixture_add ("/desktop/plan runs/broken text is refused with its line", test_broken_source_case);
  fixture_add ("/desktop/plan runs/it goes on while another document is shown, and coming back shows it",
               test_other_document_case);
  fixture_add ("/desktop/plan runs/the desktop is told of the end, and does not suspend before",
               test_desktop_case);
  fixture_add ("/desktop/plan runs/closing asks, and it can go on", test_keep_running_case);
  fixture_add ("/desktop/plan runs/stop and close waits for requests in flight", test_stop_and_close_case);
  fixture_add ("/desktop/plan runs/a worker that dies ends the run with a sentence", test_crash_case);
  fixture_add ("/desktop/plan runs/an archive that cannot be written is told", test_no_archive_case);
  fixture_add ("/desktop/plan runs/a deleted file changes nothing in what runs", test_deleted_case);
  fixture_add ("/desktop/plan runs/results are told to be of the plan as it was", test_edited_meanwhile_case);
  fixture_add ("/desktop/plan runs/cleared results do not come back", test_clear_case);
  fixture_add ("/desktop/plan runs/rounds are chosen in the menu beside start", test_rounds_case);
  fixture_add ("/desktop/plan runs/the command that is copied names rounds and file", test_command_case);
  fixture_add ("/desktop/plan runs/the next pane is the one beside the parts", test_panes_case);
  return fixture_run ();
}
