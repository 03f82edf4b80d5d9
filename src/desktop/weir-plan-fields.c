/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-fields.c: what the forms of a load plan ask for
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-plan-fields.h"

/* In the order of WeirMode. */
static const char *const modes[] = { N_ ("R: a number of requests"), N_ ("D: requests for a time"),
                                     N_ ("CB: batches until stopped"),
                                     N_ ("CRB: batches up to a number of requests"),
                                     N_ ("DCB: batches for a time"), N_ ("Requests at a rate"), NULL };
G_STATIC_ASSERT (G_N_ELEMENTS (modes) == WEIR_N_MODES + 2);

/* With an arrival rate, that alone says when requests begin. */
static gboolean
has_mode (gpointer pacing)
{
  return weir_pacing_get_arrival_rate (pacing) == NULL;
}

static gboolean
has_count (gpointer pacing)
{
  WeirMode mode = weir_pacing_get_mode (pacing);

  return has_mode (pacing) && (mode == WEIR_MODE_R || mode == WEIR_MODE_CRB);
}

static gboolean
has_duration (gpointer pacing)
{
  WeirMode mode = weir_pacing_get_mode (pacing);

  return has_mode (pacing) && (mode == WEIR_MODE_D || mode == WEIR_MODE_DCB);
}

static gboolean
has_batches (gpointer pacing)
{
  WeirMode mode = weir_pacing_get_mode (pacing);

  return has_mode (pacing) && (mode == WEIR_MODE_CB || mode == WEIR_MODE_CRB || mode == WEIR_MODE_DCB);
}

static gboolean
has_no_stages (gpointer round)
{
  return g_list_model_get_n_items (G_LIST_MODEL (weir_round_get_stages (round))) == 0;
}

#define NAME(label)                                                                                          \
  {                                                                                                          \
    WEIR_PLAN_FIELD_ENTRY, "name", label, NULL, N_ ("Letters, digits, spaces and _ . -"), TRUE, NULL, NULL   \
  }

static const WeirPlanField plan_fields[] = { NAME (N_ ("_Name of the plan")) };

static const WeirPlanField environment_fields[] = { NAME (N_ ("_Name of the environment")) };

static const WeirPlanField secret_fields[] = {
  { WEIR_PLAN_FIELD_AREA, "secrets", N_ ("_Secrets"), NULL,
    N_ ("Names of variables whose values are in no file, one a line"), TRUE, NULL, NULL },
};

static const WeirPlanField round_fields[] = {
  NAME (N_ ("_Name of the round")),
  { WEIR_PLAN_FIELD_ENTRY, "base-url", N_ ("_Base URL"), "http://…",
    N_ ("Stands before each URL of the round that does not begin with http:// or https://"), FALSE, NULL,
    NULL },
  { WEIR_PLAN_FIELD_ENTRY, "clients", N_ ("C_lients"), NULL,
    N_ ("How many simulated users work through the iterations, each with cookies and connections of its own"),
    TRUE, NULL, has_no_stages },
  { WEIR_PLAN_FIELD_ENTRY, "arrival-delay-us", N_ ("One _every"), "100ms",
    N_ ("How long after the one before each client arrives; 0s: all at once"), TRUE, NULL, has_no_stages },
  { WEIR_PLAN_FIELD_ENTRY, "startup-delay-us", N_ ("Begins _after"), "10s",
    N_ ("How long is waited before the first client arrives"), TRUE, NULL, NULL },
  { WEIR_PLAN_FIELD_CHECK, "parallel", N_ ("Iterations of a client run at the same _time"), NULL,
    N_ ("Else one after another"), FALSE, NULL, NULL },
  { WEIR_PLAN_FIELD_CHECK, "together", N_ ("Starts with the round before, not after _it"), NULL, NULL, FALSE,
    NULL, NULL },
  { WEIR_PLAN_FIELD_CHECK, "late-creation", N_ ("Clients are created when they arri_ve"), NULL,
    N_ ("Has no effect on what is sent"), FALSE, NULL, NULL },
  { WEIR_PLAN_FIELD_CHECK, "insecure", N_ ("Do not verif_y certificates"), NULL,
    N_ ("Is marked in every result"), FALSE, NULL, NULL },
  { WEIR_PLAN_FIELD_AREA, "references", N_ ("Iterations of the _plan"), NULL,
    N_ ("Names of plan iterations that the round works through after its own, one a line"), TRUE, NULL,
    NULL },
  { WEIR_PLAN_FIELD_AREA, "tags", N_ ("Ta_gs"), NULL, N_ ("Words to choose rounds by, one a line"), TRUE,
    NULL, NULL },
};

static const WeirPlanField iteration_fields[] = {
  NAME (N_ ("_Name of the iteration")),
  { WEIR_PLAN_FIELD_ENTRY, "startup-delay-us", N_ ("Begins _after"), "10s",
    N_ ("How long a client waits before it; in a round whose iterations run at the same time, after its "
        "arrival"),
    TRUE, NULL, NULL },
  { WEIR_PLAN_FIELD_ENTRY, "warm-up-us", N_ ("_Warm-up"), "10s",
    N_ ("Requests in this time after the first one are sent and counted apart; a number without unit is "
        "seconds"),
    TRUE, NULL, NULL },
};

static const WeirPlanField pacing_fields[] = {
  { WEIR_PLAN_FIELD_ENTRY, "request-count", N_ ("_Requests per client"), NULL, NULL, TRUE, NULL, has_count },
  { WEIR_PLAN_FIELD_ENTRY, "duration-us", N_ ("_Duration"), "30s", N_ ("A number without unit is seconds"),
    TRUE, NULL, has_duration },
  { WEIR_PLAN_FIELD_ENTRY, "batch-size", N_ ("_Batch size"), NULL,
    N_ ("How many requests a client sends at once, none waiting for another"), TRUE, NULL, has_batches },
  { WEIR_PLAN_FIELD_ENTRY, "cool-down-us", N_ ("One batch _every"), "500ms",
    N_ ("From the start of one batch to the start of the next; a number without unit is milliseconds"), TRUE,
    NULL, has_batches },
  { WEIR_PLAN_FIELD_CHECK, "maximize-throughput", N_ ("As fast as _it goes"), NULL,
    N_ ("The next batch starts as soon as the one before is answered. Costs more processor and memory; "
        "single requests are not listed"),
    FALSE, NULL, NULL },
};

static const WeirPlanField condition_fields[] = {
  { WEIR_PLAN_FIELD_ENTRY, "skip-if", N_ ("_Skip the iteration if"), "${Login.StatusCode} <> 200",
    N_ ("A condition; a client for which it is true leaves the iteration out"), FALSE, NULL, NULL },
  { WEIR_PLAN_FIELD_AREA, "before", N_ ("_Before it"), NULL,
    N_ ("Texts whose placeholders are filled in for what they do, one a line: $set(variable=k, value=1)"),
    FALSE, NULL, NULL },
  { WEIR_PLAN_FIELD_AREA, "after", N_ ("_After it"), NULL,
    N_ ("The same, when a client is through with the iteration"), FALSE, NULL, NULL },
};

static const char *const types[] = { "string", "text", "json",  "xml",  "csv",    "qstring", "qjson",
                                     "qxml",   "qcsv", "int", "double", "boolean", NULL };

static const WeirPlanField capture_fields[] = {
  { WEIR_PLAN_FIELD_ENTRY, "to", N_ ("Name of the _answer"), "Login",
    N_ ("The answer can be used by this name: ${Login.StatusCode}, ${Login.Body.token}"), TRUE, NULL, NULL },
  { WEIR_PLAN_FIELD_WORDS, "value-type", N_ ("Its body _is"), NULL, NULL, FALSE, types, NULL },
  { WEIR_PLAN_FIELD_ENTRY, "regex", N_ ("_Regular expression"), NULL, N_ ("Keeps what it matches"), TRUE,
    NULL, NULL },
  { WEIR_PLAN_FIELD_CHECK, "make-global", N_ ("For all _clients, not only the one that got it"), NULL, NULL,
    FALSE, NULL, NULL },
};

static gpointer
create_capture (void)
{
  return weir_capture_new ("Answer");
}

const WeirPlanOptionalKind weir_plan_optional_capture = {
  "capture",      N_ ("_Keep each answer under a name"),
  NULL,           create_capture,
  capture_fields, G_N_ELEMENTS (capture_fields),
};

/* In the order of WeirDataOrder. */
static const char *const orders[] = { N_ ("One after another, then from the first again"),
                                      N_ ("Any row each time"), N_ ("Each client keeps one row"), NULL };

static const WeirPlanField data_fields[] = {
  { WEIR_PLAN_FIELD_FILE, "file", N_ ("_File"), NULL,
    N_ ("CSV with a line of names, or a JSON array of objects; the names are variables"), TRUE, NULL, NULL },
  { WEIR_PLAN_FIELD_CHOICE, "order", N_ ("_Order of the rows"), NULL, NULL, FALSE, orders, NULL },
};

static gpointer
create_data (void)
{
  return weir_data_source_new ("");
}

const WeirPlanOptionalKind weir_plan_optional_data = {
  "data",      N_ ("Take _values from the rows of a file"),
  N_ ("The file of an iteration counts before that of its round, and that before that of the plan"),
  create_data, data_fields,
  G_N_ELEMENTS (data_fields),
};

static const WeirPlanField flow_fields[] = {
  { WEIR_PLAN_FIELD_FILE, "flow-file", N_ ("_Flow"), NULL, N_ ("A file with steps, beside the plan"), TRUE,
    NULL, NULL },
};

static const WeirPlanField rate_fields[] = {
  { WEIR_PLAN_FIELD_ENTRY, "rate", N_ ("Begins _with"), NULL,
    N_ ("How many requests a second each client starts at first"), TRUE, NULL, NULL },
  { WEIR_PLAN_FIELD_ENTRY, "max-in-flight", N_ ("At _most in flight"), NULL,
    N_ ("A request that would be one more is not sent, and counted as missed"), TRUE, NULL, NULL },
};

GtkWidget *
weir_plan_fields_new_plan (void)
{
  return weir_plan_form_new (plan_fields, G_N_ELEMENTS (plan_fields));
}

GtkWidget *
weir_plan_fields_new_environment (void)
{
  return weir_plan_form_new (environment_fields, G_N_ELEMENTS (environment_fields));
}

GtkWidget *
weir_plan_fields_new_secrets (void)
{
  return weir_plan_form_new (secret_fields, G_N_ELEMENTS (secret_fields));
}

GtkWidget *
weir_plan_fields_new_round (void)
{
  return weir_plan_form_new (round_fields, G_N_ELEMENTS (round_fields));
}

GtkWidget *
weir_plan_fields_new_iteration (void)
{
  return weir_plan_form_new (iteration_fields, G_N_ELEMENTS (iteration_fields));
}

GtkWidget *
weir_plan_fields_new_pacing (void)
{
  return weir_plan_form_new (pacing_fields, G_N_ELEMENTS (pacing_fields));
}

GtkWidget *
weir_plan_fields_new_conditions (void)
{
  return weir_plan_form_new (condition_fields, G_N_ELEMENTS (condition_fields));
}

GtkWidget *
weir_plan_fields_new_flow (void)
{
  return weir_plan_form_new (flow_fields, G_N_ELEMENTS (flow_fields));
}

GtkWidget *
weir_plan_fields_new_rate (void)
{
  return weir_plan_form_new (rate_fields, G_N_ELEMENTS (rate_fields));
}

const char *
weir_plan_mode_to_words (guint choice)
{
  return _(modes[choice]);
}

/**
 * weir_plan_pacing_get_choice:
 * @pacing: of an iteration
 *
 * Returns: its #WeirMode; %WEIR_PLAN_CHOICE_RATE when it has an arrival rate instead
 */
guint
weir_plan_pacing_get_choice (WeirPacing *pacing)
{
  return has_mode (pacing) ? weir_pacing_get_mode (pacing) : WEIR_PLAN_CHOICE_RATE;
}

/**
 * weir_plan_pacing_to_words:
 * @pacing: of an iteration
 *
 * Returns: (transfer none): its mode with its meaning
 */
const char *
weir_plan_pacing_to_words (WeirPacing *pacing)
{
  return weir_plan_mode_to_words (weir_plan_pacing_get_choice (pacing));
}
