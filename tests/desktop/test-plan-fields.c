/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-plan-fields.c: everything a load plan can say is said by a field of its forms, and comes back to it
 */

#include "config.h"

#include <string.h>

#include "plan-fixture.h"
#include "weir-example-plans.h"
#include "weir-step-check.h"

/* Something of each kind; what is optional is not there yet. */
static const char all[] =
    "name: All\n"
    "variables: [{ name: one, value: a }]\n"
    "environments: [{ name: staging, variables: [{ name: one, value: b }] }]\n"
    "data: { file: plan.csv }\n"
    "iterations:\n"
    "  - { name: Look, httpRequest: { url: /look } }\n"
    "rounds:\n"
    "  - name: Main\n"
    "    baseUrl: http://127.0.0.1:8020\n"
    "    data: { file: round.csv }\n"
    "    iterations:\n"
    "      - { name: Count, mode: R, httpRequest: { url: /count } }\n"
    "      - { name: Batches, mode: DCB, duration: 30, batchSize: 5, coolDownTime: 500, "
    "httpRequest: { url: /b } }\n"
    "      - name: Rate\n"
    "        arrivalRate: { rate: 10, stages: [{ rate: 20, duration: 30 }] }\n"
    "        httpRequest: { url: /rate }\n"
    "      - { name: Flow, flow: books.flow.yaml }\n"
    "      - name: Raw\n"
    "        data: { file: iteration.csv }\n"
    "        httpRequest:\n"
    "          url: /raw\n"
    "          method: POST\n"
    "          headers: [{ name: X-A, value: a }]\n"
    "          query: [{ name: q, value: b }]\n"
    "          auth: { type: basic, username: u, password: p }\n"
    "          payload: { raw: text }\n"
    "          retry: { maxRetries: 2, strategy: Exponential }\n"
    "          capture: { to: Answer }\n"
    "          extract: [{ name: id, from: body, path: $.id }]\n"
    "          assert: [{ from: header, name: X-B, is: between, value: [1, 2] }, "
    "{ from: body, path: $.p, is: =, value: 7 }, { from: status, is: <, value: 400 }]\n"
    "        failureRules: [{ metric: ErrorRate > 0.5 }]\n"
    "        terminationRules: [{ metric: ErrorRate > 0.6 }]\n"
    "      - { name: Json, httpRequest: { url: /json, auth: { type: bearer, token: t }, "
    "payload: { json: { a: 1 } } } }\n"
    "      - name: Form\n"
    "        httpRequest:\n"
    "          url: /form\n"
    "          auth: { type: apiKey, name: key, value: v, in: header }\n"
    "          payload: { form: [{ name: f, value: g }] }\n"
    "      - name: Parts\n"
    "        httpRequest:\n"
    "          url: /parts\n"
    "          payload:\n"
    "            multipart: { fields: [{ name: m, value: n }], files: [{ name: o, path: part.txt }] }\n"
    "      - { name: Binary, httpRequest: { url: /binary, payload: { file: part.txt } } }\n"
    "      - { name: Some, mode: CRB, requestCount: 20, batchSize: 5, coolDownTime: 500, "
    "httpRequest: { url: /s } }\n"
    "    reference: [Look]\n"
    "  - name: Stages\n"
    "    baseUrl: http://127.0.0.1:8020\n"
    "    stages: [{ numberOfClients: 3 }]\n"
    "    reference: [Look]\n";

#define RAW "rounds[0].iterations[4]."

typedef struct
{
  const char *path;
  const char *property;
  const char *typed;
  const char *written; /* in the document */
  const char *cleared; /* (nullable): typed to have it no more, and then @gone is not in the document */
  const char *gone;
} Case;

static const Case cases[] = {
  /* the plan */
  { "", "name", "Night", "name: Night\n", NULL, NULL },
  { "variables[0]", "name", "uno", "name: uno", NULL, NULL },
  { "variables[0]", "value", "12", "value: \"12\"", NULL, NULL },
  { "variables[0]", "value-type", "2", "as: integer", "0", "as: integer" },
  { "variables[0]", "regex", "[0-9]+", "[0-9]+", "", "[0-9]+" },
  { "data", "file", "rows.csv", "file: rows.csv", NULL, NULL },
  { "data", "order", "1", "order: random", "0", "order: random" },
  { "environments[0]", "name", "production", "name: production", NULL, NULL },
  { "environments[0]", "secrets", "password", "name: password, secret: true", "", "password, secret" },
  { "environments[0].variables[0]", "value", "dos", "value: dos", NULL, NULL },
  { "environments[0].variables[0]", "regex", "[a-z]+", "[a-z]+", "", "[a-z]+" },
  /* a round */
  { "rounds[0]", "name", "Guests", "name: Guests\n", NULL, NULL },
  { "rounds[0]", "base-url", "http://127.0.0.1:8021", "baseUrl: http://127.0.0.1:8021\n", NULL, NULL },
  { "rounds[0]", "clients", "80", "numberOfClients: 80\n", "1", "numberOfClients: 80" },
  { "rounds[0]", "arrival-delay-us", "50", "arrivalDelay: 50ms\n", "", "arrivalDelay: 50ms" },
  { "rounds[0]", "startup-delay-us", "2s", "startupDelay: 2s\n", "", "startupDelay: 2s" },
  { "rounds[0]", "parallel", "true", "runInParallel: true\n", "false", "runInParallel" },
  { "rounds[1]", "together", "true", "together: true\n", "false", "together" },
  { "rounds[0]", "late-creation", "true", "delayClientCreationUntilIsNeeded: true\n", "false",
    "delayClientCreationUntilIsNeeded" },
  { "rounds[0]", "insecure", "true", "\n    insecure: true\n", "false", "\n    insecure: true\n" },
  { "rounds[0]", "tags", "smoke\nnight", "smoke", "", "tags:" },
  { "rounds[0]", "references", "look", "reference: [look]\n", "", "reference: [look]" },
  { "rounds[0].data", "order", "2", "order: unique-per-client }\n    iter", "0",
    "order: unique-per-client }\n    iter" },
  { "rounds[0].data", "file", "other.csv", "file: other.csv", NULL, NULL },
  { "rounds[1].stages[0]", "clients", "7", "numberOfClients: 7", NULL, NULL },
  { "rounds[1].stages[0]", "arrival-delay-us", "70", "arrivalDelay: 70ms", "", "arrivalDelay: 70ms" },
  { "rounds[1].stages[0]", "startup-delay-us", "9s", "startupDelay: 9s", "", "startupDelay: 9s" },
  /* an iteration */
  { "rounds[0].iterations[0]", "name", "Once", "name: Once", NULL, NULL },
  { "rounds[0].iterations[0]", "startup-delay-us", "1500", "startupDelay: 1500ms", "",
    "startupDelay: 1500ms" },
  { "rounds[0].iterations[0]", "warm-up-us", "5", "warmUp: 5s", "", "warmUp" },
  { "rounds[0].iterations[0]", "skip-if", "${Login.StatusCode} <> 200", "skipIf: ${Login.StatusCode} <> 200",
    "", "skipIf: ${Login" },
  { "rounds[0].iterations[0]", "before", "$set(variable=one, value=1)", "$set(variable=one, value=1)", "",
    "$set(variable=one, value=1)" },
  { "rounds[0].iterations[0]", "after", "$set(variable=one, value=2)", "$set(variable=one, value=2)", "",
    "$set(variable=one, value=2)" },
  { "rounds[0].iterations[0].pacing", "request-count", "33", "requestCount: 33", "1", "requestCount: 33" },
  { "rounds[0].iterations[0].pacing", "maximize-throughput", "true", "maximizeThroughput: true", "false",
    "maximizeThroughput" },
  { "rounds[0].iterations[1].pacing", "duration-us", "45", "duration: 45,", NULL, NULL },
  { "rounds[0].iterations[1].pacing", "batch-size", "8", "batchSize: 8,", NULL, NULL },
  { "rounds[0].iterations[1].pacing", "cool-down-us", "3s", "coolDownTime: 3000,", NULL, NULL },
  { "rounds[0].iterations[9].pacing", "mode", "1", "mode: D,", "3", "mode: D," },
  { "rounds[0].iterations[2].pacing.arrival-rate", "rate", "2.5", "rate: 2.5", NULL, NULL },
  { "rounds[0].iterations[2].pacing.arrival-rate", "max-in-flight", "77", "maxInFlight: 77", "10000",
    "maxInFlight: 77" },
  { "rounds[0].iterations[2].pacing.arrival-rate.stages[0]", "rate", "99", "rate: 99", NULL, NULL },
  { "rounds[0].iterations[2].pacing.arrival-rate.stages[0]", "duration-us", "41s", "duration: 41", NULL,
    NULL },
  { "rounds[0].iterations[3]", "flow-file", "papers.flow.yaml", "flow: papers.flow.yaml", NULL, NULL },
  { RAW "data", "file", "mine.csv", "file: mine.csv", NULL, NULL },
  { RAW "data", "order", "2", "order: unique-per-client }\n        httpRequest", "0",
    "order: unique-per-client }\n        http" },
  /* its rules */
  { RAW "failure-rules[0]", "metric", "0.25", "ErrorRate > 0.25", NULL, NULL },
  { RAW "failure-rules[0]", "status-codes", ">= 500, 0", "errorStatusCodes: \">= 500, 0\"", "", ">= 500, 0" },
  { RAW "failure-rules[0]", "expression", "${Metrics.Guests.Raw.Throughput.RPS} < 10", "Throughput.RPS} < 10",
    "", "Throughput.RPS" },
  { RAW "failure-rules[0]", "window-us", "12", "window: 12s", "", "window: 12s" },
  { RAW "failure-rules[0]", "min-samples", "55", "minSamples: 55", "0", "minSamples" },
  { RAW "termination-rules[0]", "grace-us", "00:00:03", "gracePeriod: 3s", "", "gracePeriod" },
  { RAW "termination-rules[0]", "window-us", "14s", "window: 14s", "", "window: 14s" },
  { RAW "termination-rules[0]", "status-codes", ">= 400", "errorStatusCodes: \">= 400\"", "", ">= 400" },
  /* its request */
  { RAW "step.request", "url", "/raw?x=1", "url: /raw?x=1", NULL, NULL },
  { RAW "step.request", "method", "3", "method: PATCH", NULL, NULL },
  { RAW "step.request.headers[0]", "name", "X-C", "name: X-C", NULL, NULL },
  { RAW "step.request.headers[0]", "value", "${one}", "value: \"${one}\"", NULL, NULL },
  { RAW "step.request.headers[0]", "description", "why", "description: why", "", "description: why" },
  { RAW "step.request.headers[0]", "enabled", "false", "${one}, enabled: false", "true",
    "${one}, enabled: false" },
  { RAW "step.request.query[0]", "name", "page", "page", NULL, NULL },
  { RAW "step.request.query[0]", "value", "two", "two", NULL, NULL },
  { RAW "step.request.auth", "username", "ada", "username: ada", NULL, NULL },
  { RAW "step.request.auth", "password", "${password}", "password: \"${password}\"", NULL, NULL },
  { RAW "step.request.auth", "kind", "3", "type: digest", "1", "type: digest" },
  { "rounds[0].iterations[0].step.request", "payload-kind", "1", "payload: { raw", "0", "payload: { raw: }" },
  { RAW "step.request", "payload-raw", "other text", "raw: other text", NULL, NULL },
  { RAW "step.request", "timeout-us", "7", "timeout: 7s", "60", "timeout" },
  { RAW "step.request", "max-redirects", "0", "maxRedirects: 0", "5", "maxRedirects" },
  { RAW "step.request", "http-version", "1", "version: 1.1", "0", "version: 1.1" },
  { RAW "step.request", "insecure", "true", "insecure: true", "false", "insecure: true" },
  { RAW "step.request", "certificate-path", "me.pem", "clientCertificatePath: me.pem", NULL, NULL },
  { RAW "step.request", "certificate-password", "${password}", "clientCertificatePassword", "",
    "clientCertificatePassword" },
  { RAW "step.request", "before", "$guid(variable=one)", "$guid(variable=one)", "", "$guid(variable=one)" },
  { RAW "step.request", "after", "$counter(name=one)", "$counter(name=one)", "", "$counter(name=one)" },
  { RAW "step", "skip-if", "${one} = 2", "skipIf: ${one} = 2", "", "skipIf: ${one} = 2" },
  { RAW "step.retry", "condition", "${status} = 503", "if: ${status} = 503", "", "if: ${status} = 503" },
  { RAW "step.retry", "stop-condition", "${status} = 404", "stopIf: ${status} = 404", "", "stopIf" },
  { RAW "step.retry", "max-retries", "6", "maxRetries: 6", NULL, NULL },
  { RAW "step.retry", "delay-ms", "250", "delayInMs: 250", "100", "delayInMs: 250" },
  { RAW "step.retry", "max-delay-ms", "9000", "maxDelayInMs: 9000", "60000", "maxDelayInMs" },
  { RAW "step.retry", "strategy", "1", "strategy: Exponential", "0", "strategy: Exponential" },
  { RAW "capture", "to", "Login", "to: Login", NULL, NULL },
  { RAW "capture", "value-type", "3", "as: json", "0", "as: json" },
  { RAW "capture", "regex", "[x-z]+", "[x-z]+", "", "[x-z]+" },
  { RAW "capture", "make-global", "true", "makeGlobal: true", "false", "makeGlobal" },
  { RAW "step.extractions[0]", "name", "number", "name: number", NULL, NULL },
  { RAW "step.extractions[0]", "source", "1", "from: header, path: $.id", "0", "from: header, path" },
  { RAW "step.extractions[0]", "path", "$.n", "path: $.n", NULL, NULL },
  { RAW "step.extractions[0]", "regex", "[4-6]+", "[4-6]+", "", "[4-6]+" },
  { RAW "step.extractions[0]", "default-value", "none", "default: none", "", "default:" },
  { RAW "step.extractions[0]", "secret", "true", "secret: true", "false", "path: $.n, secret" },
  { RAW "step.assertions[1]", "path", "$.q", "path: $.q", NULL, NULL },
  { RAW "step.assertions[1]", "comparison", "7", "contains", NULL, NULL },
  { RAW "step.assertions[2]", "source", "4", "from: time", NULL, NULL },
  { RAW "step.assertions[0]", "name", "X-D", "name: X-D", NULL, NULL },
  { RAW "step.assertions[0]", "value", "3", "3", NULL, NULL },
  { RAW "step.assertions[0]", "upper", "4", "4]", NULL, NULL },
  { RAW "step.assertions[0]", "regex", "[7-9]+", "[7-9]+", "", "[7-9]+" },
  { RAW "step.assertions[0]", "description", "because", "description: because", "", "because" },
  { "rounds[0].iterations[5].step.request.auth", "token", "${password}", "token: \"${password}\"", NULL,
    NULL },
  { "rounds[0].iterations[5].step.request", "payload-json", "{\"b\": [2]}", "b: [2]", NULL, NULL },
  { "rounds[0].iterations[6].step.request.auth", "name", "api", "name: api", NULL, NULL },
  { "rounds[0].iterations[6].step.request.auth", "value", "w", "value: w", NULL, NULL },
  { "rounds[0].iterations[6].step.request.auth", "place", "1", "in: query", NULL, NULL },
  { "rounds[0].iterations[6].step.request.form[0]", "name", "ff", "name: ff", NULL, NULL },
  { "rounds[0].iterations[6].step.request.form[0]", "value", "gg", "value: gg", NULL, NULL },
  { "rounds[0].iterations[7].step.request.multipart-fields[0]", "name", "mm", "name: mm", NULL, NULL },
  { "rounds[0].iterations[7].step.request.multipart-fields[0]", "value", "nn", "value: nn", NULL, NULL },
  { "rounds[0].iterations[7].step.request.multipart-fields[0]", "enabled", "false", "nn, enabled: false",
    "true", "nn, enabled: false" },
  { "rounds[0].iterations[7].step.request.multipart-fields[0]", "content-type", "text/css",
    "contentType: text/css", "", "text/css" },
  { "rounds[0].iterations[7].step.request.multipart-fields[0]", "description", "words", "description: words",
    "", "description: words" },
  { "rounds[0].iterations[7].step.request.multipart-files[0]", "path", "mine.csv", "path: mine.csv", NULL,
    NULL },
  { "rounds[0].iterations[7].step.request.multipart-files[0]", "file-name", "b.txt", "fileName: b.txt", "",
    "fileName" },
  { "rounds[0].iterations[8].step.request", "payload-file", "mine.csv", "payload: { file: mine.csv", NULL,
    NULL },
};

static void
write_files (void)
{
  const char *const rows[] = { "plan.csv", "rows.csv",      "round.csv", "other.csv",
                               "mine.csv", "iteration.csv", "part.txt",  "me.pem" };
  const char *const flows[] = { "books.flow.yaml", "papers.flow.yaml" };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_free (fixture_write (rows[i], "user,password\nada,x\n"));
  for (guint i = 0; i < G_N_ELEMENTS (flows); i++)
    g_free (fixture_write (
        flows[i], "name: Books\nsteps:\n  - { name: List, httpRequest: { url: http://127.0.0.1:1/ } }\n"));
}

/* Quotes and line breaks are the writer's to choose. */
static gboolean
says (const char *text, const char *part)
{
  g_autoptr (GString) plain = g_string_new (text);
  g_autoptr (GString) wanted = g_string_new (part);

  g_string_replace (plain, "\"", "", 0);
  g_string_replace (plain, "'", "", 0);
  g_string_replace (wanted, "\"", "", 0);
  return strstr (plain->str, wanted->str) != NULL;
}

static void
type_case (Fixture *fixture, const Case *row)
{
  GtkWidget *field = plan_go_to (fixture, row->path, row->property);
  g_autofree char *text = NULL;

  plan_type (field, row->typed);
  text = plan_dup_text (fixture);
  if (!says (text, row->written))
    g_error ("“%s” typed into %s of %s does not write %s:\n%s", row->typed, row->property, row->path,
             row->written, text);
}

/* Nothing that was typed is told to be wrong. */
static void
check_problems (Fixture *fixture)
{
  GPtrArray *problems =
      weir_plan_problems_get (weir_session_get_plan_problems (weir_window_get_session (fixture->window)));

  for (guint i = 0; i < problems->len; i++)
    g_error ("%s: %s", ((WeirStepProblem *) problems->pdata[i])->property,
             ((WeirStepProblem *) problems->pdata[i])->message);
}

static void
clear_case (Fixture *fixture, const Case *row)
{
  g_autofree char *text = NULL;

  plan_type (plan_go_to (fixture, row->path, row->property), row->cleared);
  text = plan_dup_text (fixture);
  if (says (text, row->gone))
    g_error ("%s of %s was cleared, but %s is in:\n%s", row->property, row->path, row->gone, text);
}

/* The same, read from the file */
static void
check_shown (Fixture *fixture, const Case *row, const char *shown)
{
  g_autofree char *again = plan_read (plan_go_to (fixture, row->path, row->property));

  if (!g_str_equal (again, shown))
    g_error ("%s of %s shows “%s”, and “%s” once the file is read again", row->property, row->path, shown,
             again);
}

static void
save (Fixture *fixture)
{
  fixture_activate (fixture, "win.save");
  g_assert_null (weir_window_get_message (fixture->window));
  g_assert_false (fixture_is_enabled (fixture, "save"));
}

static void
test_fields (Fixture *fixture)
{
  g_autofree char *path = NULL;
  char *shown[G_N_ELEMENTS (cases)] = { NULL };

  write_files ();
  path = plan_open (fixture, "all.plan.yaml", all);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    type_case (fixture, &cases[i]);
  check_problems (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    shown[i] = plan_read (plan_go_to (fixture, cases[i].path, cases[i].property));
  save (fixture);
  fixture_activate (fixture, "win.reload");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      check_shown (fixture, &cases[i], shown[i]);
      g_free (shown[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    if (cases[i].cleared != NULL)
      clear_case (fixture, &cases[i]);
  save (fixture);
}

/* What no load plan says, or is said by what is there and not by a field. */
static const char *const without_field[] = {
  "WeirStep.name",        /* that of the iteration */
  "WeirStep.description", /* a step of a flow */
  "WeirStep.enabled",     /* a step of a flow */
  "WeirStep.keep-body",   /* a step of a flow */
  "WeirStep.wait-us",     /* a step of a flow */
  "WeirEnvironment.proxy",
  "WeirEnvironment.authorities",
  "WeirEnvironment.certificate",
  "WeirEnvironment.insecure",
  "WeirEnvironment.order", /* where the rows are */
};

static gboolean
is_without_field (GObject *object, GParamSpec *pspec)
{
  g_autofree char *name = g_strdup_printf ("%s.%s", G_OBJECT_TYPE_NAME (object), pspec->name);

  for (guint i = 0; i < G_N_ELEMENTS (without_field); i++)
    if (g_str_equal (without_field[i], name))
      return TRUE;
  return G_TYPE_FUNDAMENTAL (pspec->value_type) == G_TYPE_OBJECT ||
         G_TYPE_FUNDAMENTAL (pspec->value_type) == G_TYPE_INTERFACE;
}

static gboolean
has_case (GType type, const char *property, Fixture *fixture)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    if (g_str_equal (cases[i].property, property) &&
        G_OBJECT_TYPE (plan_find (fixture, cases[i].path)) == type)
      return TRUE;
  return FALSE;
}

static void
check_object (Fixture *fixture, GObject *object, GHashTable *seen)
{
  guint n_pspecs;
  g_autofree GParamSpec **pspecs = g_object_class_list_properties (G_OBJECT_GET_CLASS (object), &n_pspecs);

  for (guint i = 0; i < n_pspecs; i++)
    {
      g_autoptr (GObject) inner = NULL;

      if (!is_without_field (object, pspecs[i]) &&
          !has_case (G_OBJECT_TYPE (object), pspecs[i]->name, fixture))
        g_hash_table_add (seen, g_strdup_printf ("%s.%s", G_OBJECT_TYPE_NAME (object), pspecs[i]->name));
      if (G_TYPE_FUNDAMENTAL (pspecs[i]->value_type) != G_TYPE_OBJECT &&
          G_TYPE_FUNDAMENTAL (pspecs[i]->value_type) != G_TYPE_INTERFACE)
        continue;
      g_object_get (object, pspecs[i]->name, &inner, NULL);
      for (guint j = 0; G_IS_LIST_MODEL (inner) && j < g_list_model_get_n_items (G_LIST_MODEL (inner)); j++)
        {
          g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (inner), j);

          check_object (fixture, item, seen);
        }
      if (inner != NULL && !G_IS_LIST_MODEL (inner))
        check_object (fixture, inner, seen);
    }
}

/* Whatever a document of this program has, the table above has a row for. */
static void
test_coverage (Fixture *fixture)
{
  g_autoptr (GHashTable) lacking = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *path = NULL;
  GHashTableIter iter;
  gpointer name;

  write_files ();
  path = plan_open (fixture, "all.plan.yaml", all);
  check_object (fixture, G_OBJECT (plan_get (fixture)), lacking);
  g_hash_table_iter_init (&iter, lacking);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_printerr ("no row for %s\n", (const char *) name);
  g_assert_cmpuint (g_hash_table_size (lacking), ==, 0);
}

static void
test_examples (Fixture *fixture)
{
  const char *const examples[] = { EXAMPLE_A, EXAMPLE_B };

  for (guint i = 0; i < G_N_ELEMENTS (examples); i++)
    {
      g_autofree char *path = plan_open (fixture, "example.yaml", examples[i]);
      g_autofree char *text = plan_dup_text (fixture);
      g_autofree char *saved = NULL;
      WeirPlanRow *row;

      for (guint j = 0; (row = weir_plan_tree_get_row (plan_get_tree (fixture), j)) != NULL; j++)
        {
          gtk_list_box_select_row (GTK_LIST_BOX (gtk_widget_get_parent (GTK_WIDGET (row))),
                                   GTK_LIST_BOX_ROW (row));
          plan_wait_idle ();
        }
      g_assert_cmpstr (text, ==, examples[i]);
      g_assert_false (fixture_is_enabled (fixture, "save"));
      plan_type (plan_go_to (fixture, "rounds[0]", "clients"), "3");
      plan_type (plan_go_to (fixture, "rounds[0]", "clients"), i == 0 ? "50" : "1");
      if (fixture_is_enabled (fixture, "save"))
        fixture_activate (fixture, "win.save");
      g_assert_true (g_file_get_contents (path, &saved, NULL, NULL));
      g_assert_cmpstr (saved, ==, examples[i]);
      fixture_activate (fixture, "win.close-document");
    }
}

int
main (int argc, char **argv)
{
  if (fixture_main (&argc, &argv) != 0)
    return 0;
  fixture_add ("/desktop/plan-fields/every field goes into the document and comes back", test_fields);
  fixture_add ("/desktop/plan-fields/whatever a plan says has a field", test_coverage);
  fixture_add ("/desktop/plan-fields/the examples are shown and saved as they are", test_examples);
  return fixture_run ();
}
