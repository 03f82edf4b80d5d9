/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-drafts.c: what was typed is kept on disk and comes back, also what no flow says and what has errors
 */

#include "config.h"

#include <glib/gstdio.h>

#include "editor-fixture.h"
#include "weir-draft.h"

static const char shop[] = "# The shop.\n"
                           "name: Shop\n"
                           "steps:\n"
                           "  - name: Look   # first\n"
                           "    httpRequest: { url: http://127.0.0.1:1/items }\n"
                           "  - name: Order\n"
                           "    httpRequest: { method: POST, url: http://127.0.0.1:1/orders }\n";

typedef struct
{
  char *name;
  const char *part; /* what must be in it */
} Awaited;

static WeirSession *
get_session (Fixture *fixture)
{
  return weir_window_get_session (fixture->window);
}

static gboolean
has_part (gpointer data)
{
  const Awaited *awaited = data;
  g_autofree char *text = NULL;

  return g_file_get_contents (awaited->name, &text, NULL, NULL) && strstr (text, awaited->part) != NULL;
}

/* The draft of @file_name, once @part is in it. */
static WeirDraft *
wait_draft (const char *file_name, const char *part)
{
  g_autofree char *name = weir_draft_name_for (file_name);
  Awaited awaited = { name, part };

  g_assert_true (weir_test_wait (has_part, &awaited, DEADLINE_MS));
  return weir_draft_read (name);
}

/* As if the program had been killed and started again: the draft stays, all else is forgotten. */
static void
start_again (Fixture *fixture, WeirDraft *draft, const char *file_name)
{
  g_autoptr (WeirDraft) kept = draft;

  fixture_activate (fixture, "win.close-document");
  fixture_answer ("Discard");
  g_assert_true (weir_draft_write (kept, NULL));
  fixture_open (fixture, file_name);
}

static void
assert_source (Fixture *fixture, const char *part)
{
  WeirSourcePage *page = weir_window_get_source_page (fixture->window);
  GtkTextBuffer *buffer = weir_source_page_get_buffer (page);
  g_autofree char *text = NULL;
  GtkTextIter start;
  GtkTextIter end;

  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (page)));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  assert_contains (text, part);
}

static gboolean
is_read (gpointer data)
{
  return !weir_source_page_is_busy (data);
}

static void
assert_problem (Fixture *fixture, const char *part)
{
  WeirSourcePage *page = weir_window_get_source_page (fixture->window);
  g_autofree char *problem = NULL;

  g_assert_true (weir_test_wait (is_read, page, DEADLINE_MS));
  problem = weir_source_page_get_problem (page, 0);
  g_assert_nonnull (problem);
  assert_contains (problem, part);
}

static void
assert_file (const char *file_name, const char *expected)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (file_name, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, expected);
}

static void
set_text (Fixture *fixture, const char *text)
{
  WeirSourcePage *page = weir_window_get_source_page (fixture->window);

  g_action_group_change_action_state (G_ACTION_GROUP (fixture->window), "view",
                                      g_variant_new_string ("source"));
  g_assert_true (weir_test_wait (is_read, page, DEADLINE_MS));
  gtk_text_buffer_set_text (weir_source_page_get_buffer (page), text, -1);
  g_assert_true (weir_test_wait (is_read, page, DEADLINE_MS));
}

static void
test_comments (Fixture *fixture)
{
  g_autofree char *file_name = fixture_write ("comments.flow.yaml", shop);
  const char mine[] = "# Mine.\nname: Shop\nsteps:\n  - name: Look   # at it\n    wait: 1ms\n";

  fixture_open (fixture, file_name);
  set_text (fixture, mine);
  start_again (fixture, wait_draft (file_name, "Mine."), file_name);
  assert_file (file_name, shop);
  fixture_activate (fixture, "win.restore-draft");
  fixture_activate (fixture, "win.save");
  assert_file (file_name, mine);
}

static void
test_typed (Fixture *fixture)
{
  g_autofree char *file_name = fixture_write ("typed.flow.yaml", shop);

  fixture_open (fixture, file_name);
  weir_edits_set_string (weir_session_get_edits (get_session (fixture)),
                         weir_flow_get_step (weir_window_get_flow (fixture->window), WEIR_FLOW_PART_STEPS, 0),
                         "name", "See");
  set_text (fixture, "name: Shop\nsteps:\n  - { name: Look, wayt: 1ms }\n");
  start_again (fixture, wait_draft (file_name, "wayt"), file_name);
  fixture_activate (fixture, "win.restore-draft");
  assert_source (fixture, "wayt");
  assert_problem (fixture, "did you mean \"wait\"?");
  g_assert_true (weir_session_get_dirty (get_session (fixture)));
  /* What the flow said already is there, too. */
  g_assert_cmpstr (weir_step_get_name (weir_flow_get_step (weir_window_get_flow (fixture->window),
                                                           WEIR_FLOW_PART_STEPS, 0)),
                   ==, "See");
}

/* The document holds what was typed, but could not be opened with it. */
static void
test_errors (Fixture *fixture)
{
  g_autofree char *file_name = fixture_write ("errors.flow.yaml", shop);
  WeirStep *step;

  fixture_open (fixture, file_name);
  step = weir_flow_get_step (weir_window_get_flow (fixture->window), WEIR_FLOW_PART_STEPS, 1);
  weir_edits_set_string (weir_session_get_edits (get_session (fixture)), weir_step_get_request (step), "url",
                         "no url");
  start_again (fixture, wait_draft (file_name, "no url"), file_name);
  fixture_activate (fixture, "win.restore-draft");
  assert_source (fixture, "# The shop.\nname: Shop\nsteps:\n  - name: Look   # first\n");
  assert_source (fixture, "no url");
  assert_problem (fixture, "line 7, ");
  g_assert_true (weir_session_get_dirty (get_session (fixture)));
}

/* Of the second iteration: how often it sends, or how often it tries again. */
static gpointer
get_plan_part (Fixture *fixture, gboolean of_retry)
{
  WeirPlan *plan = weir_session_get_plan (get_session (fixture));
  g_autoptr (WeirRound) round = g_list_model_get_item (G_LIST_MODEL (weir_plan_get_rounds (plan)), 0);
  g_autoptr (WeirIteration) two = g_list_model_get_item (G_LIST_MODEL (weir_round_get_iterations (round)), 1);

  return of_retry ? (gpointer) weir_step_get_retry (weir_iteration_get_step (two))
                  : (gpointer) weir_iteration_get_pacing (two);
}

static void
test_fields (Fixture *fixture)
{
  g_autofree char *file_name = fixture_write ("fields.flow.yaml", shop);
  WeirEditorContext *context;
  WeirRequest *request;
  g_autofree char *shown = NULL;

  fixture_open (fixture, file_name);
  context = weir_step_editor_get_context (editor_select (fixture, 1));
  request = weir_step_get_request (weir_step_editor_get_step (weir_window_get_editor (fixture->window)));
  weir_editor_context_write (context, request, "timeout-us", "soon");
  start_again (fixture, wait_draft (file_name, "soon"), file_name);
  g_assert_false (weir_session_get_dirty (get_session (fixture)));
  fixture_activate (fixture, "win.restore-draft");
  g_assert_true (weir_session_get_dirty (get_session (fixture)));
  editor_select (fixture, 1);
  request = weir_step_get_request (weir_step_editor_get_step (weir_window_get_editor (fixture->window)));
  shown = weir_editor_context_read (context, request, "timeout-us");
  g_assert_cmpstr (shown, ==, "soon");
  fixture_activate (fixture, "win.save");
  assert_contains (weir_window_get_message (fixture->window), "Not saved: Something is wrong in “Order”");
  weir_editor_context_write (context, request, "timeout-us", "");
  fixture_activate (fixture, "win.close-document");
}

/* Of a load plan as of a flow, however deep in it. */
static void
test_plan_fields (Fixture *fixture)
{
  const char text[] = "name: Rush\nrounds:\n  - name: A\n    iterations:\n      - name: One\n"
                      "        httpRequest: {url: http://127.0.0.1:1/}\n"
                      "      - name: Two   # the other one\n"
                      "        httpRequest: {url: http://127.0.0.1:1/, retry: {maxRetries: 2}}\n";
  static const struct
  {
    gboolean of_retry;
    const char *property, *typed;
  } fields[] = { { FALSE, "request-count", "many" }, { TRUE, "max-retries", "a few" } };
  g_autofree char *file_name = fixture_write ("fields.plan.yaml", text);
  WeirPlanProblems *problems;

  fixture_open (fixture, file_name);
  problems = weir_session_get_plan_problems (get_session (fixture));
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    weir_plan_problems_set_draft (problems, get_plan_part (fixture, fields[i].of_retry), fields[i].property,
                                  fields[i].typed, "This is no number.");
  start_again (fixture, wait_draft (file_name, "a few"), file_name);
  fixture_activate (fixture, "win.restore-draft");
  g_assert_true (weir_session_get_dirty (get_session (fixture)));
  problems = weir_session_get_plan_problems (get_session (fixture));
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    g_assert_cmpstr (weir_plan_problems_get_draft (problems, get_plan_part (fixture, fields[i].of_retry),
                                                   fields[i].property),
                     ==, fields[i].typed);
  fixture_activate (fixture, "win.save");
  assert_contains (weir_window_get_message (fixture->window), "Something is wrong in “Two”");
  assert_file (file_name, text);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    weir_plan_problems_drop_draft (problems, get_plan_part (fixture, fields[i].of_retry), fields[i].property);
  fixture_activate (fixture, "win.close-document");
}

static void
test_hostile (Fixture *fixture)
{
  const char *const fields[] = { "",
                                 "x",
                                 "[('/steps/9/request', 'url', 'a', 'b')]",
                                 "[('', 'name', 'a', 'b')]",
                                 "[('/steps/0/name', 'name', 'a', 'b')]",
                                 "[('/steps/0', 'none', 'a', 'b')]",
                                 "[('/steps/-1/request', 'url', 'a', 'b')]",
                                 "[(1, 2)]",
                                 "[]" };
  g_autofree char *file_name = fixture_write ("hostile.flow.yaml", shop);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      WeirDraft draft = { .path = file_name, .title = (char *) "Shop", .text = (char *) shop };

      draft.fields = (char *) fields[i];
      draft.file_name = weir_draft_name_for (file_name);
      g_assert_true (weir_draft_write (&draft, NULL));
      fixture_open (fixture, file_name);
      fixture_activate (fixture, "win.restore-draft");
      g_assert_false (weir_session_get_dirty (get_session (fixture)));
      fixture_activate (fixture, "win.close-document");
      g_unlink (draft.file_name);
      g_free (draft.file_name);
    }
}

/* A file that is no flow: nothing but its text. */
static void
test_broken (Fixture *fixture)
{
  const char broken[] = "# Ours.\nname: Broken\nsteps:\n  - name: First\n    httpRequst: { url: http://a/ }\n"
                        "    asert: []\n";
  const char mended[] = "# Ours.\nname: Mended\nsteps:\n  - name: First\n    wait: 1ms\n";
  g_autofree char *file_name = fixture_write ("no-flow.flow.yaml", broken);
  g_autofree char *shown = NULL;
  GtkTextBuffer *buffer;
  GtkTextIter iter;

  fixture_open (fixture, file_name);
  assert_source (fixture, "httpRequst");
  assert_problem (fixture, "line 5, column 5: ");
  assert_problem (fixture, "httpRequest");
  shown = fixture_collect_text (GTK_WIDGET (fixture->window));
  assert_contains (shown, "This file is no flow until these problems are mended. It can be saved as it is.");
  assert_contains (shown, "line 6, column 5: ");
  assert_contains (shown, "The steps are shown here once the text is a flow.");
  buffer = weir_source_page_get_buffer (weir_window_get_source_page (fixture->window));
  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  g_assert_cmpint (gtk_text_iter_get_line (&iter), ==, 4);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "no-flow.flow.yaml");
  g_assert_false (fixture_is_enabled (fixture, "run"));
  g_assert_false (fixture_is_enabled (fixture, "view"));
  g_assert_false (fixture_is_enabled (fixture, "save"));
  g_assert_false (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "steps.add", NULL));

  gtk_text_buffer_set_text (buffer, mended, -1);
  g_assert_true (weir_test_wait (is_read, weir_window_get_source_page (fixture->window), DEADLINE_MS));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "Mended ●");
  g_assert_true (fixture_is_enabled (fixture, "run"));
  g_assert_cmpstr (weir_step_get_name (weir_flow_get_step (weir_window_get_flow (fixture->window),
                                                           WEIR_FLOW_PART_STEPS, 0)),
                   ==, "First");
  assert_source (fixture, "name: Mended");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "steps.add", NULL));
  fixture_activate (fixture, "win.undo");
  g_assert_false (weir_edits_get_can_undo (weir_session_get_edits (get_session (fixture))));
  fixture_activate (fixture, "win.save");
  g_assert_null (weir_window_get_message (fixture->window));
  assert_file (file_name, mended);
  g_assert_false (weir_session_get_dirty (get_session (fixture)));
}

static void
test_broken_kept (Fixture *fixture)
{
  g_autofree char *file_name = fixture_write ("half.flow.yaml", "name: [\n");
  g_autofree char *good = fixture_write ("good.flow.yaml", shop);
  WeirSourcePage *page = weir_window_get_source_page (fixture->window);

  fixture_open (fixture, file_name);
  assert_problem (fixture, "line ");
  fixture_open (fixture, good);
  g_assert_cmpint (g_list_model_get_n_items (G_LIST_MODEL (weir_flow_get_part (
                       weir_window_get_flow (fixture->window), WEIR_FLOW_PART_STEPS))),
                   ==, 2);
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (page)));
  g_assert_true (fixture_is_enabled (fixture, "run"));
  weir_window_show_document (fixture->window, 0);
  assert_source (fixture, "name: [");
  g_assert_false (weir_session_get_dirty (get_session (fixture)));
  gtk_text_buffer_set_text (weir_source_page_get_buffer (page), "name: [Half\n", -1);
  g_assert_true (weir_session_get_dirty (get_session (fixture)));
  start_again (fixture, wait_draft (file_name, "Half"), file_name);
  assert_source (fixture, "name: [\n");
  fixture_activate (fixture, "win.restore-draft");
  assert_source (fixture, "name: [Half\n");
  fixture_activate (fixture, "win.close-document");
  fixture_answer ("Save");
  assert_file (file_name, "name: [Half\n");
  /* What has errors in JSON is told in JSON. */
  g_free (fixture_write ("half.flow.json", "{ \"name\": \"A\", }"));
  g_free (file_name);
  file_name = fixture_write ("half.flow.json", "{ \"name\": \"A\", }");
  fixture_open (fixture, file_name);
  assert_problem (fixture, "line 1, column ");
  fixture_activate (fixture, "win.close-document");
}

/* What has a file is named where nothing is open; what has none is open already. */
static void
test_welcome (Fixture *fixture)
{
  g_autofree char *file_name = fixture_write ("kept.flow.yaml", "name: Kept\nsteps: []\n");
  WeirDraft draft = { .file_name = weir_draft_name_for (file_name),
                      .path = file_name,
                      .title = (char *) "Kept, changed",
                      .time = g_get_real_time () / G_USEC_PER_SEC,
                      .text = (char *) "name: Kept, changed\nsteps: []\n" };
  g_autofree char *text = NULL;
  g_autofree char *later = NULL;

  g_assert_true (weir_draft_write (&draft, NULL));
  /* As it is shown when the last document is closed. */
  fixture_activate (fixture, "win.new-flow");
  fixture_activate (fixture, "win.close-document");
  g_assert_cmpstr (weir_window_get_page (fixture->window), ==, "welcome");
  text = fixture_collect_text (GTK_WIDGET (fixture->window));
  assert_contains (text, "Changes that were not saved\nKept, changed\nchanged at ");
  assert_contains (text, "kept.flow.yaml");
  g_unlink (file_name);
  fixture_activate (fixture, "win.new-flow");
  fixture_activate (fixture, "win.close-document");
  later = fixture_collect_text (GTK_WIDGET (fixture->window));
  g_assert_null (strstr (later, "Kept, changed"));
  g_unlink (draft.file_name);
  g_free (draft.file_name);
}

int
main (int argc, char *argv[])
{
  if (fixture_main (&argc, &argv) != 0)
    return 0;
#define add(name, func) fixture_add ("/desktop/drafts/" name, func)
  add ("comments come back", test_comments);
  add ("text that is no flow comes back with its errors, beside what the flow said", test_typed);
  add ("a flow with errors comes back as text, comments and all", test_errors);
  add ("what a field showed and the document cannot hold comes back", test_fields);
  add ("what a field of a load plan showed comes back, too", test_plan_fields);
  add ("what does not fit is left out", test_hostile);
  add ("a file that is no flow is mended as text", test_broken);
  add ("a file that is no flow is kept as it was left", test_broken_kept);
#undef add
  fixture_add ("/desktop/drafts/that of a file is named on the first page", test_welcome);
  return fixture_run ();
}
