/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-row-reader.c: the rows of `extract:` and `assert:`: what is taken from an answer, what must hold
 */

#include "config.h"

#include "weir-format-private.h"

#include <string.h>

#include "weir-comparison.h"
#include "weir-duration.h"
#include "weir-path.h"
#include "weir-value.h"

/* In the order of WeirSource; an extraction has all but the last. */
static const char *const assertion_sources[] = { "body", "header", "cookie", "status",
                                                 "time", "url",    "size",   NULL };
static const char *const extraction_sources[] = { "body", "header", "cookie", "status", "time", "url", NULL };

static void
check_body_path (WeirReader *reader, const WeirNode *row)
{
  const WeirNode *node = weir_node_find (row, "path");
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirPath) path = NULL;

  if (node == NULL || node->kind != WEIR_NODE_SCALAR)
    return;
  path = weir_path_parse (node->text, &error);
  if (path == NULL)
    weir_reader_error_in (reader, row, "path", "\"path\": %s", error->message);
}

/* Placeholders are filled in when the flow runs, so only a text without any can be checked now. */
static gboolean
is_literal (const WeirNode *node)
{
  return strchr (node->text, '$') == NULL;
}

static void
read_extraction_name (WeirReader *reader, WeirNode *value, gpointer target)
{
  const char *name = weir_reader_text (reader, value);

  if (name == NULL)
    return;
  weir_reader_check_name (reader, value, name);
  weir_extraction_set_name (target, name);
}

static void
read_extraction_source (WeirReader *reader, WeirNode *value, gpointer target)
{
  guint source = WEIR_SOURCE_BODY;

  if (weir_reader_word (reader, value, extraction_sources, &source))
    weir_extraction_set_source (target, source);
}

static void
read_extraction_path (WeirReader *reader, WeirNode *value, gpointer target)
{
  weir_extraction_set_path (target, weir_reader_filled_text (reader, value));
}

static void
read_extraction_regex (WeirReader *reader, WeirNode *value, gpointer target)
{
  if (weir_reader_filled_text (reader, value) == NULL)
    return;
  weir_reader_check_regex (reader, value, value->text);
  weir_extraction_set_regex (target, value->text);
}

static void
read_extraction_default (WeirReader *reader, WeirNode *value, gpointer target)
{
  if (weir_reader_text (reader, value) == NULL)
    return;
  weir_extraction_set_default_value (target, value->text);
  weir_reader_template (reader, value);
}

static void
read_extraction_secret (WeirReader *reader, WeirNode *value, gpointer target)
{
  gboolean secret = FALSE;

  if (weir_reader_boolean (reader, value, &secret))
    weir_extraction_set_secret (target, secret);
}

static const WeirSchema extraction_schema = {
  "extraction",
  {
    { "name", NULL, WEIR_KEY_REQUIRED, read_extraction_name },
    { "from", NULL, WEIR_KEY_REQUIRED, read_extraction_source },
    { "path", NULL, WEIR_KEY_DEFAULT, read_extraction_path },
    { "regex", NULL, WEIR_KEY_DEFAULT, read_extraction_regex },
    { "default", NULL, WEIR_KEY_DEFAULT, read_extraction_default },
    { "secret", NULL, WEIR_KEY_DEFAULT, read_extraction_secret },
  },
};

static gboolean
is_scalar (const WeirNode *node)
{
  return node != NULL && node->kind == WEIR_NODE_SCALAR;
}

/* Whether the source of a row was given and understood; without one nothing can be said about the rest. */
static gboolean
knows_source (WeirNode *row, const char *const *sources)
{
  WeirNode *from = weir_node_find (row, "from");

  for (guint i = 0; is_scalar (from) && sources[i] != NULL; i++)
    if (g_ascii_strcasecmp (sources[i], from->text) == 0)
      return TRUE;
  return FALSE;
}

static void
check_extraction_path (WeirReader *reader, WeirNode *row, WeirSource source, gboolean has_path)
{
  const char *word = assertion_sources[source];

  if (source == WEIR_SOURCE_HEADER || source == WEIR_SOURCE_COOKIE)
    {
      if (!has_path)
        weir_reader_error (reader, row, "extraction from a %s needs its name as \"path\": { name: …, from:"
                                        " %s, path: %s }.", word, word,
                           source == WEIR_SOURCE_HEADER ? "Location" : "session");
      return;
    }
  if (source == WEIR_SOURCE_BODY)
    check_body_path (reader, row);
  else if (has_path)
    weir_reader_error_in (reader, row, "path", "\"path\" selects in a body, or names a header or cookie;"
                                               " there is nothing to select in the %s.", word);
}

/**
 * weir_read_extraction:
 * @reader: where problems go
 * @node: an element of `extract:`
 *
 * Returns: (transfer full): the extraction as far as it could be read
 */
WeirExtraction *
weir_read_extraction (WeirReader *reader, WeirNode *node)
{
  WeirExtraction *extraction = weir_extraction_new (NULL, WEIR_SOURCE_BODY, NULL);
  guint64 given = 0;

  if (weir_reader_mapping (reader, node, &extraction_schema, extraction, &given) &&
      knows_source (node, extraction_sources))
    check_extraction_path (reader, node, weir_extraction_get_source (extraction),
                           weir_schema_has (&extraction_schema, given, "path"));
  return extraction;
}

static void
read_assertion_source (WeirReader *reader, WeirNode *value, gpointer target)
{
  guint source = WEIR_SOURCE_STATUS;

  if (weir_reader_word (reader, value, assertion_sources, &source))
    weir_assertion_set_source (target, source);
}

static void
read_assertion_path (WeirReader *reader, WeirNode *value, gpointer target)
{
  if (weir_reader_filled_text (reader, value) != NULL)
    weir_assertion_set_path (target, value->text);
}

static void
read_assertion_name (WeirReader *reader, WeirNode *value, gpointer target)
{
  if (weir_reader_filled_text (reader, value) != NULL)
    weir_assertion_set_name (target, value->text);
}

static void
read_assertion_regex (WeirReader *reader, WeirNode *value, gpointer target)
{
  if (weir_reader_filled_text (reader, value) == NULL)
    return;
  weir_reader_check_regex (reader, value, value->text);
  weir_assertion_set_regex (target, value->text);
}

static void
read_assertion_comparison (WeirReader *reader, WeirNode *value, gpointer target)
{
  const char *text = weir_reader_filled_text (reader, value);
  g_autoptr (GError) error = NULL;
  WeirComparison comparison = WEIR_COMPARISON_EQUAL;

  if (text == NULL)
    return;
  if (weir_comparison_parse (text, &comparison, &error))
    weir_assertion_set_comparison (target, weir_comparison_to_text (comparison));
  else
    weir_reader_error (reader, value, "\"is\": %s", error->message);
}

static void
read_assertion_description (WeirReader *reader, WeirNode *value, gpointer target)
{
  weir_assertion_set_description (target, weir_reader_text (reader, value));
}

static const WeirSchema assertion_schema = {
  "assertion",
  {
    { "from", NULL, WEIR_KEY_REQUIRED, read_assertion_source },
    { "path", NULL, WEIR_KEY_DEFAULT, read_assertion_path },
    { "name", NULL, WEIR_KEY_DEFAULT, read_assertion_name },
    { "regex", NULL, WEIR_KEY_DEFAULT, read_assertion_regex },
    { "is", NULL, WEIR_KEY_REQUIRED, read_assertion_comparison },
    { "value", NULL, WEIR_KEY_DEFAULT, NULL },
    { "description", NULL, WEIR_KEY_DEFAULT, read_assertion_description },
  },
};

static void
check_assertion_selection (WeirReader *reader, WeirNode *row, WeirSource source, gboolean has_name)
{
  WeirNode *path = weir_node_find (row, "path");
  WeirNode *name = weir_node_find (row, "name");
  const char *word = assertion_sources[source];

  if (source == WEIR_SOURCE_HEADER || source == WEIR_SOURCE_COOKIE)
    {
      if (!has_name)
        weir_reader_error (reader, row, "assertion about a %s needs its \"name\": { from: %s, name: %s, is:"
                                        " exists }.",
                           word, word, source == WEIR_SOURCE_HEADER ? "Location" : "session");
      if (path != NULL)
        weir_reader_error_in (reader, row, "path", "\"path\" selects in a body; a %s is chosen by \"name\".",
                              word);
      return;
    }
  if (name != NULL)
    weir_reader_error_in (reader, row, "name", "\"name\" chooses a header or a cookie; it has no meaning for"
                                               " the %s.", word);
  if (source == WEIR_SOURCE_BODY)
    check_body_path (reader, row);
  else if (path != NULL)
    weir_reader_error_in (reader, row, "path", "\"path\" selects in a body; there is nothing to select in"
                                               " the %s.",
                          word);
}

/* What is written where a number or a duration is compared must be one. */
static void
check_operand_type (WeirReader *reader, const WeirNode *operand, WeirSource source)
{
  g_autofree char *shown = weir_shorten (operand->text);
  g_autoptr (GError) error = NULL;
  gint64 us = 0;
  guint64 number = 0;

  if (source == WEIR_SOURCE_TIME && !weir_duration_parse (shown, WEIR_DURATION_UNIT_MS, &us, &error))
    weir_reader_error (reader, operand, "\"value\": %s", error->message);
  if ((source == WEIR_SOURCE_STATUS || source == WEIR_SOURCE_SIZE) &&
      !g_ascii_string_to_unsigned (operand->text, 10, 0, G_MAXUINT64, &number, NULL))
    weir_reader_error (reader, operand, "The %s is compared with a whole number, not with \"%s\".",
                       assertion_sources[source], shown);
}

static void
check_operand (WeirReader *reader, WeirNode *operand, WeirSource source, WeirComparison comparison)
{
  static const char *const types[] = { "string", "number", "integer", "boolean", "array", "object", "null",
                                      NULL };
  guint index = 0;

  weir_reader_template (reader, operand);
  if (comparison == WEIR_COMPARISON_IS_TYPE && is_literal (operand))
    weir_reader_word (reader, operand, types, &index);
  else if (comparison == WEIR_COMPARISON_MATCHES && is_literal (operand))
    weir_reader_check_regex (reader, operand, operand->text);
  else if (comparison <= WEIR_COMPARISON_BETWEEN && is_literal (operand))
    check_operand_type (reader, operand, source);
}

static void
read_between (WeirReader *reader, WeirNode *value, WeirAssertion *assertion)
{
  WeirNode *ends[2] = { NULL };

  if (value->kind != WEIR_NODE_SEQUENCE || weir_node_count (value) != 2)
    {
      weir_reader_error (reader, value, "\"between\" needs a list of exactly two values, such as [200, 299];"
                                        " both ends belong to it.");
      return;
    }
  for (guint i = 0; i < 2; i++)
    {
      ends[i] = weir_node_entry (value, i)->value;
      if (ends[i]->kind != WEIR_NODE_SCALAR || weir_node_is_null (ends[i]))
        {
          weir_reader_error (reader, ends[i], "An end of \"between\" must be a number or a text.");
          return;
        }
      check_operand (reader, ends[i], weir_assertion_get_source (assertion), WEIR_COMPARISON_BETWEEN);
    }
  weir_assertion_set_value (assertion, ends[0]->text);
  weir_assertion_set_upper (assertion, ends[1]->text);
}

static void
read_operand (WeirReader *reader, WeirNode *value, WeirAssertion *assertion, WeirComparison comparison)
{
  g_autoptr (JsonNode) json = NULL;
  g_auto (WeirValue) collection = WEIR_VALUE_INIT;
  g_autofree char *text = NULL;

  if (value->kind == WEIR_NODE_SCALAR)
    {
      weir_assertion_set_value (assertion, value->text);
      check_operand (reader, value, weir_assertion_get_source (assertion), comparison);
      return;
    }
  json = weir_reader_json (reader, value);
  weir_value_set_json (&collection, json);
  text = weir_value_to_text (&collection);
  weir_assertion_set_value (assertion, text);
}

static void
read_assertion_value (WeirReader *reader, WeirNode *row, WeirAssertion *assertion, gboolean has_value)
{
  WeirNode *value = weir_node_find (row, "value");
  const char *is = weir_assertion_get_comparison (assertion);
  WeirComparison comparison = WEIR_COMPARISON_EQUAL;
  guint n_operands = 0;

  if (!weir_comparison_parse (is, &comparison, NULL))
    return;
  n_operands = weir_comparison_count_operands (comparison);
  if (n_operands == 0 && value != NULL)
    weir_reader_error_in (reader, row, "value", "\"is: %s\" takes no \"value\".", is);
  else if (n_operands > 0 && !has_value)
    weir_reader_error (reader, row, "assertion with \"is: %s\" needs a \"value\"; write value: \"\" for an"
                                    " empty text, which null equals too.", is);
  else if (value != NULL)
    {
      gsize mark = weir_reader_enter (reader, "value");

      if (n_operands == 2)
        read_between (reader, value, assertion);
      else
        read_operand (reader, value, assertion, comparison);
      weir_reader_leave (reader, mark);
    }
}

/* Whether `is:` was given and understood; the object has its default otherwise. */
static gboolean
knows_comparison (WeirNode *row)
{
  WeirNode *is = weir_node_find (row, "is");
  WeirComparison comparison = WEIR_COMPARISON_EQUAL;

  return is_scalar (is) && weir_comparison_parse (is->text, &comparison, NULL);
}

/**
 * weir_read_assertion:
 * @reader: where problems go
 * @node: an element of `assert:`
 *
 * Returns: (transfer full): the assertion as far as it could be read
 */
WeirAssertion *
weir_read_assertion (WeirReader *reader, WeirNode *node)
{
  WeirAssertion *assertion = weir_assertion_new (WEIR_SOURCE_STATUS, "=", NULL);
  guint64 given = 0;

  if (!weir_reader_mapping (reader, node, &assertion_schema, assertion, &given))
    return assertion;
  if (knows_source (node, assertion_sources))
    check_assertion_selection (reader, node, weir_assertion_get_source (assertion),
                               weir_schema_has (&assertion_schema, given, "name"));
  if (knows_source (node, assertion_sources) && knows_comparison (node))
    read_assertion_value (reader, node, assertion, weir_schema_has (&assertion_schema, given, "value"));
  return assertion;
}
