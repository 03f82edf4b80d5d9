/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-plan-errors.c: what is wrong with a load plan is told at its field, in the tree and in the text
 */

#include "config.h"

#include <string.h>

#include "plan-fixture.h"

static const char all[] =
    "name: All\n"
    "variables: [{ name: one, value: a }, { name: two, value: b }]\n"
    "environments:\n"
    "  - { name: staging, variables: [{ name: one, value: b }] }\n"
    "  - { name: production, variables: [{ name: one, value: c }] }\n"
    "data: { file: rows.csv }\n"
    "iterations:\n"
    "  - { name: Look, httpRequest: { url: /look } }\n"
    "rounds:\n"
    "  - name: Main\n"
    "    baseUrl: http://127.0.0.1:8020\n"
    "    iterations:\n"
    "      - { name: Count, requestCount: 5, httpRequest: { url: /count } }\n"
    "      - { name: Batches, mode: DCB, duration: 30, batchSize: 5, coolDownTime: 500, "
    "httpRequest: { url: /b } }\n"
    "      - name: Rate\n"
    "        arrivalRate: { rate: 10, stages: [{ rate: 20, duration: 30 }] }\n"
    "        httpRequest: { url: /rate }\n"
    "      - { name: Flow, flow: books.flow.yaml }\n"
    "      - name: Raw\n"
    "        httpRequest:\n"
    "          url: /raw\n"
    "          method: POST\n"
    "          headers: [{ name: X-A, value: a }]\n"
    "          auth: { type: basic, username: u, password: p }\n"
    "          payload: { raw: text }\n"
    "          retry: { maxRetries: 2, strategy: Exponential }\n"
    "          capture: { to: Answer }\n"
    "          extract: [{ name: id, from: body, path: $.id }]\n"
    "          assert: [{ from: body, path: $.n, is: =, value: 1 }]\n"
    "        failureRules: [{ metric: ErrorRate > 0.5 }]\n"
    "        terminationRules: [{ metric: ErrorRate > 0.6, gracePeriod: 5s }]\n"
    "      - { name: Json, httpRequest: { url: /json, payload: { json: { a: 1 } } } }\n"
    "      - { name: Some, mode: CRB, requestCount: 20, batchSize: 5, coolDownTime: 500, "
    "httpRequest: { url: /s } }\n"
    "    reference: [Look]\n"
    "  - name: Stages\n"
    "    baseUrl: http://127.0.0.1:8020\n"
    "    stages: [{ numberOfClients: 3 }]\n"
    "    reference: [Look]\n";

#define RAW "rounds[0].iterations[4]."
#define LONG_NAME "A name that is longer than any name of a plan may ever be by one"

typedef struct
{
  const char *path;
  const char *property;
  const char *typed;
  const char *message; /* beside the field */
  gboolean is_row;     /* the way leads to the row, not to the very cell */
} Case;

static const Case cases[] = {
  { "", "name", "a/b", "cannot be a name" },
  { "", "name", LONG_NAME, "60 are allowed" },
  { "variables[1]", "name", "one", "already used" },
  { "variables[0]", "name", "no name", "no name" },
  { "variables[0]", "value", "${one", "}" },
  { "variables[0]", "regex", "(", "no regular expression" },
  { "data", "file", "none.csv", "none.csv" },
  { "data", "file", "", "file" },
  { "environments[1]", "name", "staging", "already used" },
  { "environments[0]", "secrets", "one", "already used" },
  { "environments[0].variables[0]", "name", "", "name" },
  { "rounds[1]", "name", "Main", "already used" },
  { "rounds[0]", "base-url", "ftp://x", "cannot be a base URL" },
  { "rounds[0]", "base-url", "http://", "cannot be a base URL" },
  { "rounds[0]", "clients", "many", "whole number from 1 to 100000" },
  { "rounds[0]", "clients", "0", "whole number from 1 to 100000" },
  { "rounds[0]", "arrival-delay-us", "5x", "5x" },
  { "rounds[0]", "startup-delay-us", "-1", "-1" },
  { "rounds[0]", "references", "Lok", "did you mean \"Look\"?" },
  { "rounds[1].stages[0]", "clients", "0", "whole number from 1" },
  { "rounds[1].stages[0]", "arrival-delay-us", "x", "x" },
  { "rounds[0].iterations[6]", "name", "Raw", "already used" },
  { "rounds[0].iterations[0]", "startup-delay-us", "5x", "5x" },
  { "rounds[0].iterations[0]", "warm-up-us", "x", "x" },
  { "rounds[0].iterations[0]", "skip-if", "1 +", "ends" },
  { "rounds[0].iterations[0]", "before", "$nosuch(x=1)", "nosuch" },
  { "rounds[0].iterations[0].pacing", "request-count", "0", "whole number from 1" },
  { "rounds[0].iterations[1].pacing", "duration-us", "0", "duration" },
  { "rounds[0].iterations[1].pacing", "duration-us", "0.4", "must be longer than" },
  { "rounds[0].iterations[1].pacing", "batch-size", "100001", "whole number from 1 to 100000" },
  { "rounds[0].iterations[1].pacing", "cool-down-us", "", "coolDownTime" },
  { "rounds[0].iterations[6].pacing", "request-count", "3", "must not be less than" },
  { "rounds[0].iterations[2].pacing.arrival-rate", "rate", "-1", "number from 0" },
  { "rounds[0].iterations[2].pacing.arrival-rate", "max-in-flight", "0", "whole number from 1" },
  { "rounds[0].iterations[2].pacing.arrival-rate.stages[0]", "rate", "fast", "number from 0" },
  { "rounds[0].iterations[2].pacing.arrival-rate.stages[0]", "duration-us", "", "duration" },
  { "rounds[0].iterations[3]", "flow-file", "none.flow.yaml", "none.flow.yaml" },
  { "rounds[0].iterations[3]", "flow-file", "empty.flow.yaml", "no enabled step" },
  { "rounds[0].iterations[3]", "flow-file", "", "empty" },
  { RAW "failure-rules[0]", "metric", "half", "Here a number is expected" },
  { RAW "failure-rules[0]", "status-codes", "600", "There is no such status code" },
  { RAW "failure-rules[0]", "expression", "1 +", "ends" },
  { RAW "failure-rules[0]", "window-us", "1.5s", "whole seconds" },
  { RAW "failure-rules[0]", "min-samples", "x", "whole number" },
  { RAW "termination-rules[0]", "grace-us", "10", "10s" },
  { RAW "step.request", "url", "", "url" },
  { RAW "step.request.headers[0]", "name", "a b", "a b", TRUE },
  { RAW "step.request.headers[0]", "value", "${one", "}" },
  { RAW "step.request.auth", "username", "$nosuch()", "nosuch" },
  { RAW "step.request", "payload-raw", "${one", "}" },
  { RAW "step.request", "timeout-us", "2h", "1h" },
  { RAW "step.request", "max-redirects", "21", "whole number from 0 to 20" },
  { RAW "step.request", "before", "$nosuch(x=1)", "nosuch" },
  { RAW "step", "skip-if", "1 +", "ends" },
  { RAW "step.retry", "condition", "1 +", "ends" },
  { RAW "step.retry", "max-retries", "0", "whole number from 1" },
  { RAW "step.retry", "max-delay-ms", "50", "delayInMs" },
  { RAW "capture", "to", "a b", "a b" },
  { RAW "capture", "to", "Metrics", "Metrics" },
  { RAW "capture", "regex", "(", "no regular expression" },
  { RAW "step.extractions[0]", "path", "$[", "Between [ and ]" },
  { RAW "step.extractions[0]", "name", "", "name", TRUE },
  { RAW "step.assertions[0]", "regex", "(", "no regular expression" },
  { RAW "step.assertions[0]", "path", "$[", "Between [ and ]" },
  { "rounds[0].iterations[5].step.request", "payload-json", "{", "" },
};

static void
write_files (void)
{
  g_free (fixture_write ("rows.csv", "user,password\nada,x\n"));
  g_free (fixture_write ("books.flow.yaml",
                         "name: Books\nsteps:\n"
                         "  - { name: List, httpRequest: { url: http://127.0.0.1:1/ } }\n"));
  g_free (fixture_write ("empty.flow.yaml", "name: Empty\nsteps: []\n"));
}

typedef struct
{
  GtkWidget *field;
  const char *message;
} Expected;

static gboolean
has_message (gpointer data)
{
  const Expected *expected = data;
  g_autofree char *message = plan_get_message (expected->field);

  return *message != '\0' && strstr (message, expected->message) != NULL;
}

static gboolean
is_marked (gpointer tree)
{
  return strstr (weir_plan_row_get_spoken (weir_plan_tree_get_selected (tree)), "something is wrong") != NULL;
}

/* The button in the message of Save leads there from anywhere. */
static void
check_way (Fixture *fixture, const Case *row)
{
  GtkWidget *reached;

  g_assert_true (weir_plan_tree_select_object (plan_get_tree (fixture), plan_find (fixture, "")));
  if (*row->path != '\0')
    gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL);
  fixture_activate (fixture, "win.show-problem");
  reached = plan_get_focus (fixture);
  if (row->is_row && reached != NULL)
    return;
  if (reached == NULL || reached != plan_go_to (fixture, row->path, row->property))
    {
      g_printerr ("the way to the problem does not lead to %s of %s\n", row->property, row->path);
      g_test_fail ();
    }
}

static void
check_case (Fixture *fixture, const Case *row)
{
  WeirEdits *edits = weir_session_get_edits (weir_window_get_session (fixture->window));
  GtkWidget *field = plan_go_to (fixture, row->path, row->property);
  g_autofree char *before = plan_read (field);
  g_autofree char *message = NULL;
  Expected expected = { field, row->message };

  plan_type (field, row->typed);
  if (!weir_test_wait (has_message, &expected, DEADLINE_MS))
    {
      message = plan_get_message (field);
      g_printerr ("“%s” as %s of %s: “%s” is not told, but: %s\n", row->typed, row->property, row->path,
                  row->message, message);
      g_test_fail ();
    }
  if (!weir_test_wait (is_marked, plan_get_tree (fixture), DEADLINE_MS))
    {
      g_printerr ("“%s” as %s of %s: nothing in the tree\n", row->typed, row->property, row->path);
      g_test_fail ();
    }
  check_way (fixture, row);
  plan_type (plan_go_to (fixture, row->path, row->property), before);
  while (weir_edits_get_can_undo (edits))
    weir_edits_undo (edits);
  if (weir_plan_problems_get (weir_session_get_plan_problems (weir_window_get_session (fixture->window)))
          ->len != 0)
    g_error ("“%s” as %s of %s: something stays wrong", row->typed, row->property, row->path);
}

static void
test_fields (Fixture *fixture)
{
  g_autofree char *path = NULL;

  write_files ();
  path = plan_open (fixture, "errors.plan.yaml", all);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    check_case (fixture, &cases[i]);
}

/* What is put in place of something in the text, and what is told then, at which line */
typedef struct
{
  const char *old;
  const char *new;
  const char *message;
  guint line;
} SourceCase;

static const SourceCase source_cases[] = {
  { "    baseUrl: http://127.0.0.1:8020\n    iterations",
    "    baseURL: x\n    numberOfClient: 2\n    iterations", "did you mean \"numberOfClients\"?", 12 },
  { "name: Main", "nam: Main", "did you mean \"name\"?", 10 },
  { "name: Count, requestCount: 5", "name: Count, requestCount: [5]", "requestCount", 13 },
  { "mode: DCB", "mode: DBC", "DBC", 14 },
  { "mode: DCB", "mode: 1", "older plan format", 14 },
  { "mode: DCB", "mode: R", "mode R takes no \"duration\"", 14 },
  { "duration: 30, batchSize: 5, cool", "batchSize: 5, cool", "mode DCB needs \"duration\"", 14 },
  { "requestCount: 5", "requestCount: 5, duration: 3", "cannot both be given", 13 },
  { "arrivalRate: {", "mode: R\n        arrivalRate: {", "so \"mode\" cannot be given as well", 16 },
  { "method: POST", "method: CONNECT", "tunnel", 22 },
  { "method: POST", "method: POST\n          httpMethod: PUT", "httpMethod", 23 },
  { "method: POST", "version: 3", "3", 22 },
  { "method: POST", "supportH2C: true", "HTTP/2 without TLS", 22 },
  { "payload: { raw: text }", "payload: { value: text }", "raw", 25 },
  { "retry: { maxRetries: 2", "retry: { maxRetries: two", "two", 26 },
  { "data: { file: rows.csv }", "data: { file: rows.csv, order: upwards }", "upwards", 6 },
  { "data: { file: rows.csv }", "data: { order: random }", "file", 6 },
  { "{ name: Flow, flow: books.flow.yaml }", "{ name: Flow, flow: none.flow.yaml }", "none.flow.yaml", 18 },
  { "{ name: Flow, flow: books.flow.yaml }", "{ name: Flow }", "needs \"httpRequest\"", 18 },
  { "{ name: Flow, flow: books.flow.yaml }", "{ name: Flow, flow: books.flow.yaml, httpRequest: { url: / } }",
    "either \"httpRequest\" or \"flow\"", 18 },
  { "failureRules: [{ metric: ErrorRate > 0.5 }]",
    "failureCriteria: { maxErrorRate: 0.1, maxP90: 250, errorStatusCodes: \">= 500\" }",
    "failureRules: [{metric: \"ErrorRate > 0.1\", errorStatusCodes: \">= 500\"}, "
    "{metric: \"TotalTime.P90 > 250\"}]",
    30 },
  { "{ metric: ErrorRate > 0.6, gracePeriod: 5s }", "{ maxErrorRate: 0.2, gracePeriod: \"00:00:10\" }",
    "{metric: \"ErrorRate > 0.2\", gracePeriod: \"00:00:10\"}", 31 },
  { "ErrorRate > 0.6, gracePeriod: 5s", "Latensy > 5", "Latensy", 31 },
  { "gracePeriod: 5s", "gracePeriod: 5", "5s", 31 },
  { "reference: [Look]\n  - name", "reference: Look\n  - name", "list", 34 },
  { "stages: [{ numberOfClients: 3 }]", "stages: [{ arrivalDelay: 3 }]", "numberOfClients", 37 },
  { "variables: [{ name: one, value: a }, {", "variables: [{ name: one, value: a, secret: true }, {",
    "secret", 2 },
  { "variables: [{ name: one, value: b }] }\n", "variables: [{ name: one, value: b, secret: true }] }\n",
    "never written to a file", 4 },
  { "name: All\n", "name: All\n\tbad: [\n", "", 2 },
};

static gboolean
source_is_idle (gpointer page)
{
  return !weir_source_page_is_busy (page);
}

static void
replace (GtkTextBuffer *buffer, const char *old, const char *new)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_start_iter (buffer, &start);
  if (!gtk_text_iter_forward_search (&start, old, 0, &start, &end, NULL))
    g_error ("there is no %s", old);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, new, -1);
}

static gboolean
is_underlined (GtkTextBuffer *buffer, guint line)
{
  GtkTextIter iter;
  gboolean found = FALSE;

  gtk_text_buffer_get_iter_at_line (buffer, &iter, (int) line - 1);
  for (; !found && !gtk_text_iter_ends_line (&iter); gtk_text_iter_forward_char (&iter))
    {
      GSList *tags = gtk_text_iter_get_tags (&iter);

      for (GSList *tag = tags; tag != NULL; tag = tag->next)
        {
          PangoUnderline underline;

          g_object_get (tag->data, "underline", &underline, NULL);
          found |= underline == PANGO_UNDERLINE_ERROR;
        }
      g_slist_free (tags);
    }
  return found;
}

static void
check_source (WeirSourcePage *page, const SourceCase *row)
{
  GtkTextBuffer *buffer = weir_source_page_get_buffer (page);
  g_autofree char *told = NULL;

  replace (buffer, row->old, row->new);
  g_assert_true (weir_test_wait (source_is_idle, page, DEADLINE_MS));
  told = fixture_collect_text (GTK_WIDGET (page));
  if (strstr (told, row->message) == NULL || !is_underlined (buffer, row->line))
    {
      g_printerr ("“%s” in the text: “%s” is not told at line %u, but: %s\n", row->new, row->message,
                  row->line, told);
      g_test_fail ();
    }
  replace (buffer, row->new, row->old);
}

static void
test_source (Fixture *fixture)
{
  WeirSourcePage *page = weir_plan_view_get_source (plan_get_view (fixture));
  g_autofree char *path = NULL;

  write_files ();
  path = plan_open (fixture, "source.plan.yaml", all);
  weir_plan_view_show_source (plan_get_view (fixture), TRUE);
  g_assert_true (weir_test_wait (source_is_idle, page, DEADLINE_MS));
  for (guint i = 0; i < G_N_ELEMENTS (source_cases); i++)
    check_source (page, &source_cases[i]);
  g_assert_true (weir_test_wait (source_is_idle, page, DEADLINE_MS));
  g_assert_null (weir_session_get_typed (weir_window_get_session (fixture->window)));
}

static const char broken[] = "# Later.\n"
                             "name: Old\n"
                             "rounds:\n"
                             "  - name: Main\n"
                             "    iterations:\n"
                             "      - name: Home\n"
                             "        httpRequest: { url: http://127.0.0.1:1/ }\n"
                             "        failureCriteria: { maxErrorRate: 0.1 }\n";

/* A file with errors opens as text, in which they are mended; then it is a plan like any other. */
static void
test_broken (Fixture *fixture)
{
  WeirSourcePage *page = weir_plan_view_get_source (plan_get_view (fixture));
  g_autofree char *path = plan_open (fixture, "broken.plan.yaml", broken);
  WeirSession *session = weir_window_get_session (fixture->window);
  g_autofree char *told = NULL;
  g_autofree char *saved = NULL;

  g_assert_true (weir_session_is_broken (session));
  g_assert_cmpstr (weir_plan_view_get_view (plan_get_view (fixture)), ==, "source");
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (plan_get_tree (fixture))));
  g_assert_false (fixture_is_enabled (fixture, "run"));
  g_assert_false (fixture_is_enabled (fixture, "view"));
  g_assert_true (weir_test_wait (source_is_idle, page, DEADLINE_MS));
  plan_wait_idle ();
  told = fixture_collect_text (GTK_WIDGET (page));
  assert_contains (told, "write failureRules: [{metric: \"ErrorRate > 0.1\"}]");
  assert_contains (told, "This file is no load plan until these problems are mended");
  g_assert_true (is_underlined (weir_source_page_get_buffer (page), 8));
  replace (weir_source_page_get_buffer (page), "failureCriteria: { maxErrorRate: 0.1 }",
           "failureRules: [{metric: \"ErrorRate > 0.1\"}]");
  g_assert_true (weir_test_wait (source_is_idle, page, DEADLINE_MS));
  g_assert_false (weir_session_is_broken (session));
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (plan_get_tree (fixture))));
  g_assert_true (fixture_is_enabled (fixture, "view"));
  weir_plan_view_set_view (plan_get_view (fixture), "edit");
  plan_type (plan_go_to (fixture, "rounds[0]", "clients"), "7");
  fixture_activate (fixture, "win.save");
  g_assert_true (g_file_get_contents (path, &saved, NULL, NULL));
  assert_contains (saved, "# Later.\n");
  assert_contains (saved, "numberOfClients: 7\n");
  g_assert_false (fixture_is_enabled (fixture, "save"));
}

/* Also what cannot be read at all is told to be a plan by its keys. */
static void
test_unreadable (Fixture *fixture)
{
  g_autofree char *path = plan_open (fixture, "unreadable.plan.yaml", "name: X\nrounds:\n  - name: [\n");

  g_assert_true (weir_session_is_broken (weir_window_get_session (fixture->window)));
  g_assert_cmpstr (weir_plan_view_get_view (plan_get_view (fixture)), ==, "source");
  fixture_open_text (fixture, "name: F\nsteps:\n  - { name: A, wait: 1ms }\n");
  g_assert_null (plan_get (fixture));
  fixture_activate (fixture, "win.close-document");
  if (fixture_get_dialog () != NULL)
    fixture_answer ("Discard");
  g_assert_true (weir_session_is_broken (weir_window_get_session (fixture->window)));
  g_assert_cmpstr (weir_plan_view_get_view (plan_get_view (fixture)), ==, "source");
}

/* A column of a file of rows has a value like any variable. */
static void
test_columns (Fixture *fixture)
{
  g_autofree char *path = NULL;
  g_autofree char *known = NULL;
  g_autofree char *unknown = NULL;
  GtkWidget *field;

  write_files ();
  path = plan_open (fixture, "columns.plan.yaml", all);
  field = plan_go_to (fixture, RAW "step.request.headers[0]", "value");
  plan_type (field, "${user}");
  plan_wait_idle ();
  known = plan_get_message (field);
  g_assert_cmpstr (known, ==, "");
  plan_type (field, "${usr}");
  plan_wait_idle ();
  unknown = plan_get_message (field);
  assert_contains (unknown, "usr");
}

int
main (int argc, char **argv)
{
  if (fixture_main (&argc, &argv) != 0)
    return 0;
  fixture_add ("/desktop/plan-errors/what is wrong is told beside its field and in the tree", test_fields);
  fixture_add ("/desktop/plan-errors/what is wrong in the text is told and underlined there", test_source);
  fixture_add ("/desktop/plan-errors/a plan with errors opens as text and becomes a plan", test_broken);
  fixture_add ("/desktop/plan-errors/a plan that cannot be read opens as text", test_unreadable);
  fixture_add ("/desktop/plan-errors/a column of a file has a value", test_columns);
  return fixture_run ();
}
