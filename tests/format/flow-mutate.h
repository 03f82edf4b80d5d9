/* SPDX-License-Identifier: GPL-3.0-or-later
 * flow-mutate.h: a random change of any kind that a person can make to a flow, seeded
 */

#pragma once

#include "flow-edit.h"
#include "weir-assertion.h"
#include "weir-extraction.h"
#include "weir-field.h"
#include "weir-part.h"

static inline guint
below (GRand *rand, guint n)
{
  return (guint) g_rand_int_range (rand, 0, (gint32) n);
}

static inline const char *
any_text (GRand *rand)
{
  static const char *const texts[] = {
    "x",
    "a b",
    "400",
    "007",
    "true",
    "null",
    "~",
    "",
    " ",
    " x ",
    "a: b",
    "a #b",
    "#",
    "- x",
    "{a}",
    "[a, b]",
    "it's",
    "say \"hi\"",
    "back\\slash",
    "\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80",
    "\tt",
    "a\nb",
    "a\nb\n",
    "\na\n\n",
    "  a\nb\n",
    "a\n  \nb",
    "a\r\nb",
    "a\xC2\x85"
    "b",
    "end:",
    "&x",
    "*x",
    "!x",
    "%x",
    "@x",
    "`x`",
    "|",
    ">",
    "? x",
    "${other}/x",
    "$$5",
    "a,b",
    "12.50",
    "{\n  \"a\": 1\n}\n",
    "a\n\n\n",
    "...",
    "---",
    "\x7F",
    "yes",
    "a\t\nb",
  };

  return texts[below (rand, G_N_ELEMENTS (texts))];
}

static inline const char *
any_line (GRand *rand)
{
  const char *text = any_text (rand);

  return *text == '\0' || strpbrk (text, "\r\n\t") != NULL || strstr (text, "\xC2\x85") != NULL ||
                 *text == ' ' || *text == '\x7F'
             ? "plain"
             : text;
}

static inline WeirStep *
any_new_step (GRand *rand, guint number)
{
  g_autofree char *name = g_strdup_printf ("%s %u", below (rand, 2) == 0 ? "New" : "It's: #", number);
  WeirStep *step = weir_step_new (name);
  g_autoptr (WeirRequest) request = weir_request_new ("POST", "http://new/");
  g_autoptr (WeirAssertion) assertion = weir_assertion_new (WEIR_SOURCE_STATUS, "<", "400");
  g_autoptr (WeirField) field = weir_field_new ("X-New", any_line (rand));

  if (below (rand, 3) == 0)
    {
      weir_step_set_wait_us (step, 1000);
      return step;
    }
  weir_request_set_payload_raw (request, any_text (rand));
  g_list_store_append (weir_request_get_headers (request), field);
  weir_step_set_request (step, request);
  g_list_store_append (weir_step_get_assertions (step), assertion);
  return step;
}

static inline void
mutate_rows (GRand *rand, GListStore *rows, gboolean are_headers)
{
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (rows));
  guint index = n_rows > 0 ? below (rand, n_rows) : 0;
  g_autofree char *name = g_strdup_printf ("N-%u", below (rand, 8));
  const char *value = are_headers ? any_line (rand) : any_text (rand);
  g_autoptr (WeirField) field = weir_field_new (name, value);

  switch (n_rows > 0 ? below (rand, 6) : 0)
    {
    case 0:
      g_list_store_insert (rows, index, field);
      break;
    case 1:
      g_list_store_remove (rows, index);
      break;
    case 2:
      weir_field_set_value (item_at (rows, index), value);
      break;
    case 3:
      weir_field_set_enabled (item_at (rows, index), below (rand, 2) == 0);
      break;
    case 4:
      weir_field_set_description (item_at (rows, index), below (rand, 2) == 0 ? any_text (rand) : NULL);
      break;
    default:
      weir_field_set_name (item_at (rows, index), name);
      break;
    }
}

static inline void
mutate_payload (GRand *rand, WeirRequest *request)
{
  g_autoptr (JsonNode) json =
      json_from_string ("{\"b\": {\"c\": [1, 2.5, \"2\", null, {}]}, \"a\": [], \"t\": true}", NULL);
  g_autoptr (WeirPart) part = weir_part_new_field ("p", any_text (rand));

  switch (below (rand, 6))
    {
    case 0:
      weir_request_clear_payload (request);
      break;
    case 1:
      json_object_set_string_member (json_node_get_object (json), any_line (rand), any_text (rand));
      weir_request_set_payload_json (request, json);
      break;
    case 2:
      weir_request_set_payload_kind (request, WEIR_PAYLOAD_FORM);
      mutate_rows (rand, weir_request_get_form (request), FALSE);
      break;
    case 3:
      weir_request_set_payload_kind (request, WEIR_PAYLOAD_MULTIPART);
      g_list_store_append (weir_request_get_multipart_fields (request), part);
      break;
    case 4:
      weir_request_set_payload_file (request, "a file.bin");
      break;
    default:
      weir_request_set_payload_raw (request, any_text (rand));
      break;
    }
}

static inline void
mutate_auth (GRand *rand, WeirRequest *request)
{
  g_autoptr (WeirAuth) auth = weir_auth_new (below (rand, 2) == 0 ? WEIR_AUTH_BASIC : WEIR_AUTH_BEARER);

  weir_auth_set_username (auth, "ada");
  weir_auth_set_password (auth, any_line (rand));
  weir_auth_set_token (auth, any_line (rand));
  weir_request_set_auth (request, below (rand, 3) == 0 ? NULL : auth);
}

static inline void
mutate_request (GRand *rand, WeirRequest *request)
{
  static const char *const statements[] = { "${base}", "a: b", NULL };
  static const char *const methods[] = { "GET", "POST", "DELETE" };

  switch (below (rand, 9))
    {
    case 0:
      weir_request_set_url (request, below (rand, 2) == 0 ? "${base}/a, b?c=[d]#e" : "http://b/");
      break;
    case 1:
      weir_request_set_method (request, methods[below (rand, 3)]);
      break;
    case 2:
      mutate_rows (rand, weir_request_get_headers (request), TRUE);
      break;
    case 3:
      mutate_rows (rand, weir_request_get_query (request), FALSE);
      break;
    case 4:
      mutate_payload (rand, request);
      break;
    case 5:
      mutate_auth (rand, request);
      break;
    case 6:
      weir_request_set_timeout_us (request, 1000 * (gint64) (1 + below (rand, 4) * 500));
      break;
    case 7:
      weir_request_set_before (request, below (rand, 2) == 0 ? statements : NULL);
      break;
    default:
      weir_request_set_insecure (request, below (rand, 2) == 0);
      weir_request_set_max_redirects (request, below (rand, 3));
      break;
    }
}

static inline void
mutate_answers (GRand *rand, WeirStep *step)
{
  g_autofree char *name = g_strdup_printf ("v%u", below (rand, 100));
  g_autoptr (WeirExtraction) extraction = weir_extraction_new (name, WEIR_SOURCE_BODY, "$.a[0]");
  g_autoptr (WeirAssertion) assertion = weir_assertion_new (WEIR_SOURCE_BODY, "contains", any_text (rand));
  GListStore *assertions = weir_step_get_assertions (step);
  GListStore *extractions = weir_step_get_extractions (step);

  weir_extraction_set_default_value (extraction, below (rand, 2) == 0 ? any_text (rand) : NULL);
  switch (below (rand, 6))
    {
    case 0:
      g_list_store_insert (extractions, 0, extraction);
      break;
    case 1:
      g_list_store_remove_all (extractions);
      break;
    case 2:
      g_list_store_append (assertions, assertion);
      break;
    case 3:
      if (item_at (assertions, 0) != NULL)
        g_list_store_remove (assertions, 0);
      break;
    case 4:
      if (item_at (assertions, 0) != NULL)
        weir_assertion_set_description (item_at (assertions, 0), any_text (rand));
      break;
    default:
      if (item_at (extractions, 0) != NULL)
        weir_extraction_set_secret (item_at (extractions, 0), below (rand, 2) == 0);
      break;
    }
}

static inline void
mutate_step (GRand *rand, WeirStep *step, guint number)
{
  g_autofree char *name = g_strdup_printf ("%s %u", below (rand, 2) == 0 ? "It's" : "Step: a #", number);
  g_autoptr (WeirRetry) retry = weir_retry_new ();
  WeirRequest *request = weir_step_get_request (step);

  weir_retry_set_delay_ms (retry, 50 + below (rand, 3) * 50);
  switch (below (rand, request != NULL ? 10 : 4))
    {
    case 0:
      weir_step_set_name (step, name);
      break;
    case 1:
      weir_step_set_description (step, below (rand, 3) == 0 ? NULL : any_text (rand));
      break;
    case 2:
      weir_step_set_enabled (step, below (rand, 2) == 0);
      break;
    case 3:
      weir_step_set_skip_if (step, below (rand, 2) == 0 ? "${base} = \"#, a\"" : NULL);
      break;
    case 4:
      weir_step_set_retry (step, below (rand, 2) == 0 ? retry : NULL);
      break;
    case 5:
      weir_step_set_keep_body (step, below (rand, 2) == 0);
      break;
    case 6:
      mutate_answers (rand, step);
      break;
    default:
      mutate_request (rand, request);
      break;
    }
}

static inline void
mutate_variables (GRand *rand, WeirFlow *flow, guint number)
{
  g_autofree char *name = g_strdup_printf ("n%u", number);
  g_autoptr (WeirVariable) variable = weir_variable_new (name, any_text (rand));
  GListStore *variables = weir_flow_get_variables (flow);
  guint count = g_list_model_get_n_items (G_LIST_MODEL (variables));

  if (below (rand, 3) == 0 && count > 1)
    g_list_store_remove (variables, 1 + below (rand, count - 1));
  else if (below (rand, 2) == 0 && count > 0)
    weir_variable_set_value (item_at (variables, below (rand, count)), any_line (rand));
  else
    g_list_store_append (variables, variable);
}

/* @touched: (element-type WeirStep): where a step goes that is not what it was any more */
static inline void
mutate_flow (GRand *rand, WeirFlow *flow, guint number, GPtrArray *touched)
{
  WeirFlowPart part = (WeirFlowPart) below (rand, WEIR_N_FLOW_PARTS);
  WeirFlowPart other = (WeirFlowPart) below (rand, WEIR_N_FLOW_PARTS);
  GListStore *steps = weir_flow_get_part (flow, part);
  guint n_steps = g_list_model_get_n_items (G_LIST_MODEL (steps));
  g_autoptr (WeirStep) step = n_steps > 0 ? g_object_ref (item_at (steps, below (rand, n_steps))) : NULL;
  g_autoptr (WeirStep) new_step = NULL;
  guint index = 0;

  switch (below (rand, 12))
    {
    case 0:
      weir_flow_set_description (flow, below (rand, 2) == 0 ? any_text (rand) : NULL);
      weir_flow_set_environment (flow, below (rand, 2) == 0 ? any_line (rand) : NULL);
      return;
    case 1:
      mutate_variables (rand, flow, number);
      return;
    case 2:
      weir_run_options_set_delay_ms (weir_flow_get_run_options (flow), below (rand, 2) * 1500);
      return;
    case 3:
      new_step = any_new_step (rand, number);
      g_list_store_insert (steps, n_steps > 0 ? below (rand, n_steps + 1) : 0, new_step);
      return;
    default:
      break;
    }
  if (step == NULL)
    return;
  g_ptr_array_add (touched, step);
  switch (below (rand, 8))
    {
    case 0:
      g_list_store_find (steps, step, &index);
      g_list_store_remove (steps, index);
      return;
    case 1:
    case 2:
      g_list_store_find (steps, step, &index);
      g_list_store_remove (steps, index);
      n_steps = g_list_model_get_n_items (G_LIST_MODEL (weir_flow_get_part (flow, other)));
      g_list_store_insert (weir_flow_get_part (flow, other), n_steps > 0 ? below (rand, n_steps + 1) : 0,
                           step);
      return;
    default:
      mutate_step (rand, step, number);
      return;
    }
}
