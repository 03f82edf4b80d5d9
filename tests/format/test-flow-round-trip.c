/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-flow-round-trip.c: what is written reads back as an equal flow, whatever it holds
 */

#include "config.h"

#include <string.h>

#include "flow-equal.h"
#include "weir-assertion.h"
#include "weir-extraction.h"
#include "weir-field.h"
#include "weir-flow-format.h"
#include "weir-part.h"

#define N_FLOWS 400

/* Takes @flow. */
static void
assert_survives (WeirFlow *flow)
{
  g_autoptr (WeirFlow) owned = flow;
  g_autofree char *yaml = weir_flow_to_yaml (flow);
  g_autofree char *again = NULL;
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autoptr (WeirFlow) back = weir_flow_parse (yaml, strlen (yaml), FALSE, problems);

  if (back == NULL)
    g_error ("%s\n%s", ((WeirProblem *) problems->pdata[0])->message, yaml);
  assert_objects_equal (G_OBJECT (flow), G_OBJECT (back), "flow");
  again = weir_flow_to_yaml (back);
  g_assert_cmpstr (again, ==, yaml);
}

static WeirFlow *
flow_with_raw (const char *raw)
{
  WeirFlow *flow = weir_flow_new ("F");
  g_autoptr (WeirStep) step = weir_step_new ("S");
  g_autoptr (WeirRequest) request = weir_request_new ("POST", "http://a/");

  weir_request_set_payload_raw (request, raw);
  weir_step_set_request (step, request);
  g_list_store_append (weir_flow_get_part (flow, WEIR_FLOW_PART_STEPS), step);
  return flow;
}

static const char *const texts[] = {
  "", " ", "true", "False", "null", "~", "007", "1e3", "0x1F", "-", "?", ":", "- a", "? a", "a: b", "a:",
  " lead", "trail ", "a #b", "#a", "*a", "&a", "!a", "%a", "@a", "`a", "|", ">", "{", "}", "[", "]", ",",
  "<<", "=", "---", "...", "--- a", "'", "\"", "it's", "say \"x\"", "\\", "a\\nb", "yes", "no", "${x}",
  "$$", "{\"a\": \"${x}\"}", "2024-01-01", ".inf", "\n", "\n\n", "a\n", "a\n\n", "\na", "a\nb", "a\nb\n",
  "a \nb", "a\n b", " a\nb", "\ta", "a\tb", "a\t\nb", "a\r\nb", "a\rb", "a\n\n\nb\n\n\n", "a\n  \nb",
  "\x01", "\x7f", "\x1b[0m", "\xC2\x85", "a\xE2\x80\xA8" "b", "a\xE2\x80\xA9", "\xEF\xBB\xBF",
  "a\xEF\xBB\xBF" "b", "\xC3\xA9", "\xF0\x9F\x98\x80", "\xF0\x9F\x98\x80\nb\n", "\xEF\xBF\xBE", "\xC2\xA0",
  "#!\nx", "- a\n- b\n", "a:\n  b\n", "%YAML\n---\n", "'\n'", "\"\n\"",
};

static void
test_texts (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_survives (flow_with_raw (texts[i]));
}

static void
test_literal_block (void)
{
  g_autoptr (WeirFlow) flow = flow_with_raw ("{\n  \"a\": \"it's\"\n}\n");
  g_autofree char *yaml = weir_flow_to_yaml (flow);

  g_assert_cmpstr (yaml, ==,
                   "name: F\n"
                   "steps:\n"
                   "- name: S\n"
                   "  httpRequest:\n"
                   "    method: POST\n"
                   "    url: http://a/\n"
                   "    payload:\n"
                   "      raw: |\n"
                   "        {\n"
                   "          \"a\": \"it's\"\n"
                   "        }\n");
}

static void
test_empty_flow (void)
{
  g_autoptr (WeirFlow) flow = weir_flow_new ("No steps yet");
  g_autofree char *yaml = weir_flow_to_yaml (flow);

  g_assert_cmpstr (yaml, ==, "name: No steps yet\nsteps: []\n");
  assert_survives (g_steal_pointer (&flow));
}

/* The generator */

static guint
below (GRand *rand, guint n)
{
  return (guint) g_rand_int_range (rand, 0, (gint32) n);
}

static gboolean
sometimes (GRand *rand)
{
  return below (rand, 3) == 0;
}

static char *
random_text (GRand *rand, gboolean has_breaks)
{
  GString *text = g_string_new (NULL);
  guint n_pieces = sometimes (rand) ? 1 : below (rand, 12);

  if (below (rand, 40) == 0)
    n_pieces = 400;
  for (guint i = 0; i < n_pieces; i++)
    {
      const char *piece = texts[below (rand, G_N_ELEMENTS (texts))];

      if (has_breaks || strpbrk (piece, "\r\n") == NULL)
        g_string_append (text, piece);
    }
  return g_string_free (text, FALSE);
}

/* A token, as header and variable names are. */
static char *
random_name (GRand *rand, guint index)
{
  static const char *const words[] = { "true", "null", "007", "x", "y", "n", "A-B_c", "no", "1e3" };
  g_autofree char *filler = g_strnfill (below (rand, 20) == 0 ? 40 : 0, 'n');

  return g_strdup_printf ("%s%s%u", words[below (rand, G_N_ELEMENTS (words))], filler, index);
}

static JsonNode *
random_json (GRand *rand, guint depth)
{
  static const double doubles[] = { 0.0, -0.0, 1.0, 0.1, 1.5, 1e300, -2.5e-10, 1e21, 123456789.125, 5e-324 };
  JsonNode *node = json_node_alloc ();
  g_autofree char *text = NULL;

  switch (below (rand, depth > 0 ? 8 : 6))
    {
    case 0:
      return json_node_init_null (node);
    case 1:
      return json_node_init_boolean (node, below (rand, 2) == 0);
    case 2:
      return json_node_init_int (node, sometimes (rand) ? G_MININT64 : g_rand_int (rand));
    case 3:
      return json_node_init_double (node, doubles[below (rand, G_N_ELEMENTS (doubles))]);
    case 6:
      {
        g_autoptr (JsonArray) array = json_array_new ();

        for (guint i = below (rand, 4); i > 0; i--)
          json_array_add_element (array, random_json (rand, depth - 1));
        return json_node_init_array (node, array);
      }
    case 7:
      {
        g_autoptr (JsonObject) object = json_object_new ();

        for (guint i = below (rand, 4); i > 0; i--)
          {
            g_autofree char *key = random_text (rand, TRUE);

            json_object_set_member (object, key, random_json (rand, depth - 1));
          }
        return json_node_init_object (node, object);
      }
    default:
      text = random_text (rand, TRUE);
      return json_node_init_string (node, text);
    }
}

static void
fill_rows (GRand *rand, GListStore *rows, gboolean has_breaks)
{
  gboolean repeats = below (rand, 4) == 0;

  for (guint i = below (rand, 5); i > 0; i--)
    {
      g_autofree char *name = random_name (rand, repeats ? 0 : i);
      g_autofree char *value = random_text (rand, has_breaks);
      g_autofree char *description = random_text (rand, TRUE);
      g_autoptr (WeirField) field = weir_field_new (name, value);

      weir_field_set_enabled (field, !sometimes (rand));
      weir_field_set_description (field, sometimes (rand) ? description : NULL);
      g_list_store_append (rows, field);
    }
}

static void
fill_parts (GRand *rand, GListStore *parts, gboolean files)
{
  for (guint i = 1 + below (rand, 3); i > 0; i--)
    {
      g_autofree char *name = random_name (rand, i);
      g_autofree char *line = random_text (rand, FALSE);
      g_autofree char *text = random_text (rand, TRUE);
      g_autoptr (WeirPart) part = files ? weir_part_new_file (name, name) : weir_part_new_field (name, text);

      if (files && sometimes (rand))
        weir_part_set_file_name (part, line);
      weir_part_set_content_type (part, sometimes (rand) ? "text/plain; charset=utf-8" : NULL);
      weir_part_set_enabled (part, !sometimes (rand));
      weir_part_set_description (part, sometimes (rand) ? text : NULL);
      g_list_store_append (parts, part);
    }
}

static void
fill_payload (GRand *rand, WeirRequest *request)
{
  g_autofree char *text = random_text (rand, TRUE);
  g_autoptr (JsonNode) json = NULL;

  switch (below (rand, 6))
    {
    case WEIR_PAYLOAD_RAW:
      weir_request_set_payload_raw (request, text);
      break;
    case WEIR_PAYLOAD_JSON:
      json = random_json (rand, 4);
      weir_request_set_payload_json (request, json);
      break;
    case WEIR_PAYLOAD_FORM:
      weir_request_set_payload_kind (request, WEIR_PAYLOAD_FORM);
      fill_rows (rand, weir_request_get_form (request), TRUE);
      break;
    case WEIR_PAYLOAD_FILE:
      weir_request_set_payload_file (request, "a: ${b} #.txt");
      break;
    case WEIR_PAYLOAD_MULTIPART:
      weir_request_set_payload_kind (request, WEIR_PAYLOAD_MULTIPART);
      fill_parts (rand, weir_request_get_multipart_fields (request), FALSE);
      fill_parts (rand, weir_request_get_multipart_files (request), TRUE);
      break;
    default:
      break;
    }
}

static WeirAuth *
random_auth (GRand *rand)
{
  g_autofree char *one = random_text (rand, FALSE);
  g_autofree char *two = random_text (rand, FALSE);
  g_autofree char *name = random_name (rand, 1);
  WeirAuth *auth = weir_auth_new (below (rand, 4));

  switch (weir_auth_get_kind (auth))
    {
    case WEIR_AUTH_BEARER:
      weir_auth_set_token (auth, one);
      break;
    case WEIR_AUTH_API_KEY:
      weir_auth_set_name (auth, name);
      weir_auth_set_value (auth, one);
      weir_auth_set_place (auth, below (rand, 2));
      break;
    case WEIR_AUTH_BASIC:
    case WEIR_AUTH_DIGEST:
    default:
      weir_auth_set_username (auth, g_strdelimit (one, ":", '_'));
      weir_auth_set_password (auth, two);
      break;
    }
  return auth;
}

static WeirRequest *
random_request (GRand *rand)
{
  static const char *const methods[] = { "GET",   "HEAD",   "POST",    "PUT",
                                         "PATCH", "DELETE", "OPTIONS", "TRACE" };
  static const char *const statements[] = { "${x}", "a: b", " # $y", NULL };
  g_autofree char *rest = random_text (rand, FALSE);
  g_autofree char *url = g_strconcat (sometimes (rand) ? "${base}" : "http://a/", rest, NULL);
  WeirRequest *request = weir_request_new (methods[below (rand, G_N_ELEMENTS (methods))], url);
  g_autoptr (WeirAuth) auth = random_auth (rand);

  fill_rows (rand, weir_request_get_headers (request), FALSE);
  if (sometimes (rand))
    fill_rows (rand, weir_request_get_query (request), TRUE);
  if (sometimes (rand))
    weir_request_set_auth (request, auth);
  fill_payload (rand, request);
  if (sometimes (rand))
    weir_request_set_timeout_us (request, 1000 * (gint64) (1 + below (rand, 3600000)));
  if (sometimes (rand))
    weir_request_set_max_redirects (request, below (rand, 21));
  weir_request_set_insecure (request, sometimes (rand));
  weir_request_set_http_version (request, below (rand, 3));
  weir_request_set_certificate_path (request, sometimes (rand) ? "client ${x}.pem" : NULL);
  if (weir_request_get_certificate_path (request) != NULL)
    weir_request_set_certificate_password (request, sometimes (rand) ? rest : NULL);
  weir_request_set_before (request, sometimes (rand) ? statements : NULL);
  weir_request_set_after (request, sometimes (rand) ? statements : NULL);
  return request;
}

static WeirRetry *
random_retry (GRand *rand)
{
  WeirRetry *retry = weir_retry_new ();

  if (sometimes (rand))
    weir_retry_set_condition (retry, "${status} >= 500 or ${x} = \"a: b\"");
  if (sometimes (rand))
    weir_retry_set_stop_condition (retry, "\"\" = ${x}");
  if (sometimes (rand))
    weir_retry_set_max_retries (retry, 1 + below (rand, 1000));
  if (sometimes (rand))
    {
      weir_retry_set_strategy (retry, WEIR_RETRY_EXPONENTIAL);
      weir_retry_set_max_delay_ms (retry, 2000 + below (rand, 1000));
    }
  weir_retry_set_delay_ms (retry, 1 + below (rand, 2000));
  return retry;
}

static WeirExtraction *
random_extraction (GRand *rand, guint index)
{
  g_autofree char *name = random_name (rand, index);
  g_autofree char *text = random_text (rand, TRUE);
  WeirSource source = below (rand, WEIR_SOURCE_SIZE);
  WeirExtraction *extraction = weir_extraction_new (name, source, NULL);

  if (source == WEIR_SOURCE_BODY)
    weir_extraction_set_path (extraction, sometimes (rand) ? NULL : "$.a[*]['b c']");
  else if (source == WEIR_SOURCE_HEADER || source == WEIR_SOURCE_COOKIE)
    weir_extraction_set_path (extraction, name);
  weir_extraction_set_regex (extraction, sometimes (rand) ? "^(a|: b)\\s#$" : NULL);
  weir_extraction_set_default_value (extraction, sometimes (rand) ? text : NULL);
  weir_extraction_set_secret (extraction, sometimes (rand));
  return extraction;
}

static WeirAssertion *
random_assertion (GRand *rand)
{
  static const char *const comparisons[] = { "=",  "!=", "<", "<=", ">", ">=", "between",
                                             "contains", "does not contain", "starts with",
                                             "ends with", "exists", "does not exist" };
  const char *comparison = comparisons[below (rand, G_N_ELEMENTS (comparisons))];
  g_autofree char *value = random_text (rand, TRUE);
  g_autofree char *upper = random_text (rand, TRUE);
  WeirAssertion *assertion = NULL;

  if (g_str_has_suffix (comparison, "s") || g_str_has_suffix (comparison, "exist"))
    g_clear_pointer (&value, g_free);
  if (g_str_equal (comparison, "contains"))
    value = g_strdup ("{\"a\":[1,null]}");
  assertion = weir_assertion_new (WEIR_SOURCE_BODY, comparison, value);
  weir_assertion_set_upper (assertion, g_str_equal (comparison, "between") ? upper : NULL);
  if (sometimes (rand))
    {
      weir_assertion_set_source (assertion, WEIR_SOURCE_HEADER);
      weir_assertion_set_name (assertion, "Location");
    }
  else
    weir_assertion_set_path (assertion, "$.a");
  weir_assertion_set_regex (assertion, sometimes (rand) ? "[0-9]+" : NULL);
  weir_assertion_set_description (assertion, sometimes (rand) ? upper : NULL);
  return assertion;
}

static void
fill_request_step (GRand *rand, WeirStep *step)
{
  g_autoptr (WeirRequest) request = random_request (rand);
  g_autoptr (WeirRetry) retry = random_retry (rand);

  weir_step_set_request (step, request);
  weir_step_set_retry (step, sometimes (rand) ? retry : NULL);
  weir_step_set_keep_body (step, sometimes (rand));
  for (guint i = below (rand, 4); i > 0; i--)
    {
      g_autoptr (WeirExtraction) extraction = random_extraction (rand, i);
      g_autoptr (WeirAssertion) assertion = random_assertion (rand);

      g_list_store_append (weir_step_get_extractions (step), extraction);
      g_list_store_append (weir_step_get_assertions (step), assertion);
    }
}

static WeirStep *
random_step (GRand *rand, guint index)
{
  g_autofree char *text = random_text (rand, FALSE);
  g_autofree char *description = random_text (rand, TRUE);
  g_autofree char *name = g_strdup_printf ("%s%u", text, index);
  WeirStep *step = weir_step_new (name);

  weir_step_set_description (step, sometimes (rand) ? description : NULL);
  weir_step_set_enabled (step, !sometimes (rand));
  weir_step_set_skip_if (step, sometimes (rand) ? "${x} = '#' and not false" : NULL);
  if (!sometimes (rand))
    {
      fill_request_step (rand, step);
      return step;
    }
  weir_step_set_wait_us (step, (gint64) below (rand, 100000) * 1000);
  for (guint i = below (rand, 4); i > 0; i--)
    {
      g_autofree char *variable_name = random_name (rand, i);
      g_autofree char *value = random_text (rand, TRUE);
      g_autoptr (WeirVariable) variable = weir_variable_new (variable_name, value);

      g_list_store_append (weir_step_get_assignments (step), variable);
    }
  return step;
}

static WeirFlow *
random_flow (GRand *rand)
{
  g_autofree char *text = random_text (rand, TRUE);
  g_autofree char *name = g_strconcat ("x", text, NULL);
  WeirFlow *flow = weir_flow_new (name);
  WeirRunOptions *options = weir_flow_get_run_options (flow);
  guint n_steps = 0;

  weir_flow_set_description (flow, sometimes (rand) ? text : NULL);
  if (below (rand, 2) == 0)
    weir_run_options_set_iterations (options, 1 + below (rand, 1000000));
  else
    weir_run_options_set_parallel (options, 1 + below (rand, 10000));
  weir_run_options_set_delay_ms (options, sometimes (rand) ? below (rand, 3600001) : 0);
  weir_run_options_set_stop_on_failure (options, sometimes (rand));
  if (sometimes (rand))
    {
      g_autofree char *end = random_text (rand, FALSE);
      g_autofree char *file = g_strconcat ("x", end, NULL);

      weir_run_options_set_data_file (options, file);
      weir_run_options_set_data_order (options, sometimes (rand) ? WEIR_DATA_RANDOM : WEIR_DATA_SEQUENTIAL);
      weir_run_options_set_one_per_row (options, weir_run_options_get_iterations (options) == 1 &&
                                                   weir_run_options_get_parallel (options) == 1);
    }
  for (guint i = below (rand, 5); i > 0; i--)
    {
      g_autofree char *variable_name = random_name (rand, i);
      g_autofree char *value = random_text (rand, TRUE);
      g_autoptr (WeirVariable) variable = weir_variable_new (variable_name, value);

      weir_variable_set_value_type (variable, sometimes (rand) ? "qstring" : NULL);
      weir_variable_set_regex (variable, sometimes (rand) ? "[a-z]+ # \"" : NULL);

      g_list_store_append (weir_flow_get_variables (flow), variable);
    }
  for (WeirFlowPart part = 0; part < WEIR_N_FLOW_PARTS; part++)
    for (guint i = below (rand, 4); i > 0; i--)
      {
        g_autoptr (WeirStep) step = random_step (rand, n_steps++);

        g_list_store_append (weir_flow_get_part (flow, part), step);
      }
  return flow;
}

static void
test_random_flows (void)
{
  for (guint seed = 0; seed < N_FLOWS; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

      g_test_message ("seed %u", seed);
      assert_survives (random_flow (rand));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/format/round trip/texts that look like something else stay text", test_texts);
  g_test_add_func ("/format/round trip/a text of several lines is a literal block", test_literal_block);
  g_test_add_func ("/format/round trip/a flow without steps is still a flow", test_empty_flow);
  g_test_add_func ("/format/round trip/any flow reads back equal", test_random_flows);
  return g_test_run ();
}
