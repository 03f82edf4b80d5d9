/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-answer.c: what an answer says: values found in it, taken from it, expected of it
 */

#include "config.h"

#include "weir-answer.h"

#include "weir-duration.h"
#include "weir-json.h"
#include "weir-limits.h"

#include <string.h>

/* How much of an actual value a result repeats; the whole is in the response. */
#define ACTUAL_CHARS 300

static JsonNode *
get_json (WeirAnswer *answer)
{
  GByteArray *body = answer->exchange->response_body;

  if (answer->json_tried)
    return answer->json;
  answer->json_tried = TRUE;
  if (body->len > 0)
    answer->json = weir_json_parse ((const char *) body->data, body->len);
  return answer->json;
}

void
weir_answer_clear (WeirAnswer *answer)
{
  g_clear_pointer (&answer->json, json_node_unref);
  g_clear_pointer (&answer->xml, weir_xml_free);
  g_clear_pointer (&answer->xml_fault, g_free);
}

/* A path that can match several values gives an array of all of them, so that nothing is judged by the first
 * one alone. */
static void
find_nodes (const WeirJsonPath *path, JsonNode *root, WeirValue *value, char **reason)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) matches = weir_json_path_all (path, root, &error);
  g_autoptr (JsonArray) array = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (!matches)
    *reason = g_strdup (error->message);
  if (!matches || matches->len == 0)
    return;
  array = json_array_sized_new (matches->len);
  for (guint i = 0; i < matches->len; i++)
    json_array_add_element (array, json_node_ref (g_ptr_array_index (matches, i)));
  node = json_node_new (JSON_NODE_ARRAY);
  json_node_set_array (node, array);
  json_node_seal (node);
  weir_value_set_json (value, node);
}

static char *
say_no_json (const WeirExchange *exchange)
{
  const char *type = weir_headers_find (exchange->response_headers, "Content-Type", 0);

  return g_strdup_printf ("the answer is no JSON: %s, %" G_GUINT64_FORMAT " bytes",
                          type ? type : "without Content-Type", exchange->body_size);
}

static void
find_by_json_path (WeirAnswer *answer, const WeirJsonPath *path, WeirValue *value, char **reason)
{
  JsonNode *root = get_json (answer);
  JsonNode *node;

  if (!root && answer->exchange->response_body->len > 0)
    *reason = say_no_json (answer->exchange);
  if (!root)
    return;
  if (!weir_json_path_is_singular (path))
    find_nodes (path, root, value, reason);
  else if ((node = weir_json_path_first (path, root)))
    weir_value_set_json (value, node);
}

static WeirXml *
get_xml (WeirAnswer *answer)
{
  GByteArray *body = answer->exchange->response_body;
  g_autoptr (GError) error = NULL;

  if (answer->xml || answer->xml_fault || body->len == 0)
    return answer->xml;
  answer->xml = weir_xml_parse ((const char *) body->data, body->len, &error);
  if (!answer->xml)
    answer->xml_fault = g_strdup_printf ("the answer cannot be read as XML: %s", error->message);
  return answer->xml;
}

static void
find_by_xpath (WeirAnswer *answer, const WeirXpath *path, WeirValue *value, char **reason)
{
  WeirXml *xml = get_xml (answer);
  g_autoptr (GError) error = NULL;

  if (!xml)
    *reason = g_strdup (answer->xml_fault);
  else if (!weir_xpath_first (path, xml, value, &error))
    *reason = g_strdup (error->message);
}

/* The body as text. A NUL would end the text before what follows it, so it is shown as what is no text. */
void
weir_body_take_text (const GByteArray *body, WeirValue *value)
{
  g_autoptr (GString) text = NULL;

  if (body->len == 0 || !memchr (body->data, 0, body->len))
    {
      weir_value_set_text (value, body->len > 0 ? (const char *) body->data : "", body->len);
      return;
    }
  text = g_string_sized_new (body->len);
  for (guint i = 0; i < body->len; i++)
    if (body->data[i])
      g_string_append_c (text, (char) body->data[i]);
    else
      g_string_append (text, "\357\277\275");
  weir_value_set_text (value, text->str, text->len);
}

static void
find_in_body (WeirAnswer *answer, const WeirLook *look, WeirValue *value, char **reason)
{
  const WeirExchange *exchange = answer->exchange;

  if (exchange->body_size > exchange->response_body->len)
    *reason =
        g_strdup_printf ("the body has %" G_GUINT64_FORMAT " MB, and only the first %d can be looked into",
                         exchange->body_size / (1024 * 1024), WEIR_LIMIT_CAPTURED_BODY_BYTES / (1024 * 1024));
  else if (look->path && look->path->json)
    find_by_json_path (answer, look->path->json, value, reason);
  else if (look->path)
    find_by_xpath (answer, look->path->xml, value, reason);
  else
    weir_body_take_text (exchange->response_body, value);
}

static void
find_cookie (WeirAnswer *answer, const WeirLook *look, WeirValue *value)
{
  g_autofree char *cookie = weir_client_find_cookie (answer->client, answer->target, look->selector);

  if (cookie)
    weir_value_set_text (value, cookie, -1);
}

/* The regular expression of a row sees what was found as text. */
static gboolean
apply_regex (const WeirRegex *regex, WeirValue *value, char **reason)
{
  g_autofree char *text = weir_value_to_text (value);
  g_autoptr (GError) error = NULL;
  char *match = weir_regex_extract (regex, text, -1, &error);

  weir_value_clear (value);
  if (match)
    weir_value_take_text (value, match);
  else if (error)
    *reason = g_strdup (error->message);
  return match != NULL;
}

/**
 * weir_answer_find:
 * @answer: an answer
 * @look: where to look in it
 * @value: (out): what is there; cleared first
 * @reason: (out) (nullable) (transfer full): why it could not be looked for: the answer is no JSON, the body
 *   too large, a regular expression gave up; half a sentence
 *
 * Returns: whether there was anything
 */
gboolean
weir_answer_find (WeirAnswer *answer, const WeirLook *look, WeirValue *value, char **reason)
{
  const WeirExchange *exchange = answer->exchange;
  const char *header;

  weir_value_clear (value);
  switch (look->source)
    {
    case WEIR_SOURCE_BODY:
      find_in_body (answer, look, value, reason);
      break;
    case WEIR_SOURCE_HEADER:
      header = weir_headers_find (exchange->response_headers, look->selector, 0);
      if (header)
        weir_value_set_text (value, header, -1);
      break;
    case WEIR_SOURCE_COOKIE:
      find_cookie (answer, look, value);
      break;
    case WEIR_SOURCE_STATUS:
      weir_value_set_integer (value, exchange->status);
      break;
    case WEIR_SOURCE_TIME:
      weir_value_set_double (value, weir_timings_get_total (&exchange->timings) / 1000.0);
      break;
    case WEIR_SOURCE_URL:
      weir_value_set_text (value, exchange->url->str, exchange->url->len);
      break;
    case WEIR_SOURCE_SIZE:
      weir_value_set_integer (value, (gint64) exchange->body_size);
      break;
    default:
      g_assert_not_reached ();
    }
  if (value->type == WEIR_VALUE_MISSING)
    return FALSE;
  return !look->regex || apply_regex (look->regex, value, reason);
}

/* What the document expects, filled in; a time may carry a unit and is then compared in ms. */
static gboolean
fill_expected (const WeirTemplate *template, WeirSource source, WeirScope *scope, WeirValue *value,
               WeirUnfilled *unfilled)
{
  g_autoptr (GString) text = NULL;
  const char *plain;
  gint64 us;

  if (!template)
    return TRUE;
  plain = weir_template_get_plain (template);
  if (!plain)
    {
      text = g_string_new (NULL);
      if (!weir_template_fill (template, scope, text, unfilled))
        return FALSE;
      plain = text->str;
    }
  if (source == WEIR_SOURCE_TIME && weir_duration_parse (plain, WEIR_DURATION_UNIT_MS, &us, NULL))
    weir_value_set_double (value, us / 1000.0);
  else
    weir_value_set_text (value, plain, -1);
  return TRUE;
}

static char *
describe_value (const WeirValue *value, WeirSource source)
{
  char *text;

  if (value->type == WEIR_VALUE_MISSING)
    return g_strdup ("nothing");
  if (value->type == WEIR_VALUE_NULL)
    return g_strdup ("null");
  text = weir_value_to_text (value);
  if (!g_utf8_validate (text, -1, NULL))
    {
      gsize size = strlen (text);

      g_free (text);
      return g_strdup_printf ("binary, %" G_GSIZE_FORMAT " bytes", size);
    }
  if (source == WEIR_SOURCE_TIME)
    {
      char *with_unit = g_strconcat (text, " ms", NULL);

      g_free (text);
      return with_unit;
    }
  if (g_utf8_strlen (text, -1) > ACTUAL_CHARS)
    {
      g_autofree char *start = g_utf8_substring (text, 0, ACTUAL_CHARS);

      g_free (text);
      text = g_strconcat (start, "…", NULL);
    }
  return text;
}

static char *
describe_expected (const WeirExpect *expect)
{
  const char *words = weir_comparison_to_words (expect->comparison);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  switch (weir_comparison_count_operands (expect->comparison))
    {
    case 0:
      return g_strdup (words);
    case 2:
      first = describe_value (&expect->expected_value, expect->look.source);
      second = describe_value (&expect->upper_value, expect->look.source);
      return g_strdup_printf ("%s %s and %s", words, first, second);
    default:
      first = describe_value (&expect->expected_value, expect->look.source);
      return g_strdup_printf ("%s %s", words, first);
    }
}

static gboolean
work_out (WeirExpect *expect, WeirScope *scope, WeirUnfilled *unfilled)
{
  if (expect->worked_out)
    return TRUE;
  weir_value_clear (&expect->expected_value);
  weir_value_clear (&expect->upper_value);
  if (!fill_expected (expect->expected, expect->look.source, scope, &expect->expected_value, unfilled) ||
      !fill_expected (expect->upper, expect->look.source, scope, &expect->upper_value, unfilled))
    return FALSE;
  g_free (expect->expected_text);
  expect->expected_text = describe_expected (expect);
  expect->worked_out = expect->literal;
  return TRUE;
}

static gboolean
compare (const WeirExpect *expect, const WeirValue *actual, char **reason)
{
  g_autoptr (WeirRegex) filled = NULL;
  const WeirRegex *pattern = expect->pattern;
  g_autoptr (GError) error = NULL;

  if (expect->comparison == WEIR_COMPARISON_MATCHES && !pattern)
    {
      g_autofree char *text = weir_value_to_text (&expect->expected_value);

      pattern = filled = weir_regex_new (text, &error);
      if (!pattern)
        {
          *reason = g_strdup (error->message);
          return FALSE;
        }
    }
  return weir_comparison_holds (expect->comparison, actual, &expect->expected_value, &expect->upper_value,
                                pattern, reason);
}

static void
add_check (const WeirExpect *expect, gboolean holds, const WeirValue *actual, const char *reason,
           WeirStepResult *result)
{
  g_autofree char *actual_text = describe_value (actual, expect->look.source);
  g_autofree char *with_reason = reason ? g_strdup_printf ("%s (%s)", actual_text, reason) : NULL;

  weir_step_result_add_check (result, holds, expect->label, expect->expected_text,
                              with_reason ? with_reason : actual_text);
}

/**
 * weir_answer_expect:
 * @answer: an answer
 * @expect: an assertion
 * @scope: the variables, for placeholders in the expected value
 * @result: gets the check, with expected and actual value
 * @unfilled: (out): which placeholder had no value
 *
 * Returns: %FALSE when the expected value could not be filled in; nothing is added to @result then
 */
gboolean
weir_answer_expect (WeirAnswer *answer, WeirExpect *expect, WeirScope *scope, WeirStepResult *result,
                    WeirUnfilled *unfilled)
{
  g_auto (WeirValue) actual = WEIR_VALUE_INIT;
  g_autofree char *reason = NULL;
  gboolean holds;

  if (!work_out (expect, scope, unfilled))
    return FALSE;
  weir_answer_find (answer, &expect->look, &actual, &reason);
  holds = reason == NULL && compare (expect, &actual, &reason);
  add_check (expect, holds, &actual, holds ? NULL : reason, result);
  return TRUE;
}
