/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-step-reader.c: one step of a flow: what it does, when it is skipped and repeated
 */

#include "config.h"

#include "weir-format-private.h"

#include "weir-duration.h"
#include "weir-limits.h"
#include "weir-variable.h"

static void
read_step_name (WeirReader *reader, WeirNode *value, gpointer target)
{
  const char *name = weir_reader_filled_text (reader, value);

  if (name == NULL)
    return;
  weir_reader_no_line_break (reader, value);
  weir_step_set_name (target, name);
}

static void
read_step_description (WeirReader *reader, WeirNode *value, gpointer target)
{
  weir_step_set_description (target, weir_reader_text (reader, value));
}

static void
read_enabled (WeirReader *reader, WeirNode *value, gpointer target)
{
  gboolean enabled = TRUE;

  if (weir_reader_boolean (reader, value, &enabled))
    weir_step_set_enabled (target, enabled);
}

static void
read_keep_body (WeirReader *reader, WeirNode *value, gpointer target)
{
  gboolean keep = FALSE;

  if (weir_reader_boolean (reader, value, &keep))
    weir_step_set_keep_body (target, keep);
}

/* Of a step, in flows and in plans. */
void
weir_read_skip_if (WeirReader *reader, WeirNode *value, gpointer target)
{
  if (weir_reader_filled_text (reader, value) == NULL)
    return;
  weir_step_set_skip_if (target, value->text);
  weir_reader_expression (reader, value);
}

static void
read_wait (WeirReader *reader, WeirNode *value, gpointer target)
{
  const char *text = weir_reader_text (reader, value);
  g_autoptr (GError) error = NULL;
  g_autofree char *shown = NULL;
  gint64 wait_us = -1;

  if (text == NULL)
    return;
  shown = weir_shorten (text);
  if (weir_duration_parse (shown, WEIR_DURATION_UNIT_MS, &wait_us, &error))
    weir_step_set_wait_us (target, wait_us);
  else
    weir_reader_error (reader, value, "\"wait\": %s", error->message);
}

static void
read_assignment (WeirReader *reader, const WeirEntry *entry, GListStore *assignments)
{
  g_autoptr (WeirVariable) variable = weir_variable_new (entry->key->text, "");

  weir_reader_check_name (reader, entry->key, entry->key->text);
  if (!weir_node_is_null (entry->value) && weir_reader_text (reader, entry->value) != NULL)
    {
      weir_variable_set_value (variable, entry->value->text);
      weir_reader_template (reader, entry->value);
    }
  g_list_store_append (assignments, variable);
}

static void
read_set (WeirReader *reader, WeirNode *value, gpointer target)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  if (value->kind != WEIR_NODE_MAPPING || weir_node_count (value) == 0)
    {
      weir_reader_error (reader, value, "\"set\" must be a mapping of names to values, such as { tenant:"
                                        " acme }.");
      return;
    }
  for (guint i = 0; i < weir_node_count (value); i++)
    {
      const WeirEntry *entry = weir_node_entry (value, i);
      gsize mark = weir_reader_enter (reader, entry->key->text);
      g_autofree char *shown = weir_shorten (entry->key->text);

      if (g_hash_table_add (names, entry->key->text))
        read_assignment (reader, entry, weir_step_get_assignments (target));
      else
        weir_reader_error (reader, entry->key, "\"%s\" is set twice in one step; keep one.", shown);
      weir_reader_leave (reader, mark);
    }
}

static void
read_retry_condition (WeirReader *reader, WeirNode *value, gpointer target)
{
  if (weir_reader_filled_text (reader, value) == NULL)
    return;
  weir_retry_set_condition (target, value->text);
  weir_reader_expression (reader, value);
}

static void
read_retry_stop_condition (WeirReader *reader, WeirNode *value, gpointer target)
{
  if (weir_reader_filled_text (reader, value) == NULL)
    return;
  weir_retry_set_stop_condition (target, value->text);
  weir_reader_expression (reader, value);
}

static void
read_max_retries (WeirReader *reader, WeirNode *value, gpointer target)
{
  guint number = 1;

  if (weir_reader_integer (reader, value, 1, WEIR_LIMIT_RETRIES, &number))
    weir_retry_set_max_retries (target, number);
}

static void
read_strategy (WeirReader *reader, WeirNode *value, gpointer target)
{
  static const char *const words[] = { "Fixed", "Exponential", NULL };
  guint index = WEIR_RETRY_FIXED;

  if (weir_reader_word (reader, value, words, &index))
    weir_retry_set_strategy (target, index);
}

static void
read_retry_delay (WeirReader *reader, WeirNode *value, gpointer target)
{
  guint delay_ms = 0;

  if (weir_reader_milliseconds (reader, value, 1, &delay_ms))
    weir_retry_set_delay_ms (target, delay_ms);
}

static void
read_retry_max_delay (WeirReader *reader, WeirNode *value, gpointer target)
{
  guint delay_ms = 0;

  if (weir_reader_milliseconds (reader, value, 1, &delay_ms))
    weir_retry_set_max_delay_ms (target, delay_ms);
}

static const WeirSchema retry_schema = {
  "retry",
  {
    { "if", NULL, WEIR_KEY_DEFAULT, read_retry_condition },
    { "stopIf", NULL, WEIR_KEY_DEFAULT, read_retry_stop_condition },
    { "maxRetries", NULL, WEIR_KEY_DEFAULT, read_max_retries },
    { "strategy", NULL, WEIR_KEY_DEFAULT, read_strategy },
    { "delayInMs", NULL, WEIR_KEY_DEFAULT, read_retry_delay },
    { "maxDelayInMs", NULL, WEIR_KEY_DEFAULT, read_retry_max_delay },
  },
};

/* Of a step, in flows and in plans. */
void
weir_read_retry (WeirReader *reader, WeirNode *value, gpointer target)
{
  g_autoptr (WeirRetry) retry = weir_retry_new ();
  WeirNode *max_delay = weir_node_find (value, "maxDelayInMs");
  guint64 given = 0;
  guint n_errors = reader->n_errors;

  weir_step_set_retry (target, retry);
  if (!weir_reader_mapping (reader, value, &retry_schema, retry, &given) || reader->n_errors > n_errors)
    return;
  if (max_delay != NULL && weir_retry_get_strategy (retry) != WEIR_RETRY_EXPONENTIAL)
    weir_reader_error_in (reader, value, "maxDelayInMs", "\"maxDelayInMs\" belongs to \"strategy:"
                                                         " Exponential\"; with Fixed every delay is"
                                                         " delayInMs.");
  else if (weir_retry_get_strategy (retry) == WEIR_RETRY_EXPONENTIAL &&
           weir_retry_get_max_delay_ms (retry) < weir_retry_get_delay_ms (retry))
    weir_reader_error_in (reader, value, max_delay != NULL ? "maxDelayInMs" : "delayInMs",
                          "\"maxDelayInMs\" (%u) must not be less than \"delayInMs\" (%u).",
                          weir_retry_get_max_delay_ms (retry), weir_retry_get_delay_ms (retry));
}

static void
read_request (WeirReader *reader, WeirNode *value, gpointer target)
{
  g_autoptr (WeirRequest) request = weir_read_request (reader, value);

  weir_step_set_request (target, request);
}

static void
read_extract_row (WeirReader *reader, WeirNode *value, gpointer target)
{
  g_autoptr (WeirExtraction) extraction = weir_read_extraction (reader, value);

  g_list_store_append (target, extraction);
}

/* Of a step, in flows and in plans. */
void
weir_read_extract (WeirReader *reader, WeirNode *value, gpointer target)
{
  weir_reader_list (reader, value, "- { name: token, from: body, path: $.token }", read_extract_row,
                    weir_step_get_extractions (target));
}

static void
read_assert_row (WeirReader *reader, WeirNode *value, gpointer target)
{
  g_autoptr (WeirAssertion) assertion = weir_read_assertion (reader, value);

  g_list_store_append (target, assertion);
}

/* Of a step, in flows and in plans. */
void
weir_read_assert (WeirReader *reader, WeirNode *value, gpointer target)
{
  weir_reader_list (reader, value, "- { from: status, is: \"<\", value: 400 }", read_assert_row,
                    weir_step_get_assertions (target));
}

static const WeirSchema step_schema = {
  "step",
  {
    { "name", NULL, WEIR_KEY_REQUIRED, read_step_name },
    { "description", NULL, WEIR_KEY_DEFAULT, read_step_description },
    { "enabled", NULL, WEIR_KEY_DEFAULT, read_enabled },
    { "skipIf", NULL, WEIR_KEY_DEFAULT, weir_read_skip_if },
    { "retry", NULL, WEIR_KEY_DEFAULT, weir_read_retry },
    { "httpRequest", NULL, WEIR_KEY_DEFAULT, read_request },
    { "extract", NULL, WEIR_KEY_DEFAULT, weir_read_extract },
    { "assert", NULL, WEIR_KEY_DEFAULT, weir_read_assert },
    { "set", NULL, WEIR_KEY_DEFAULT, read_set },
    { "wait", NULL, WEIR_KEY_DEFAULT, read_wait },
    { "keepBody", NULL, WEIR_KEY_DEFAULT, read_keep_body },
  },
};

/* Which keys of a step go together. */
static void
check_step_keys (WeirReader *reader, WeirNode *node, guint64 given)
{
  static const char *const with_request[] = { "retry", "extract", "assert", "keepBody" };
  static const char *const without_request[] = { "set", "wait" };
  gboolean has_request = weir_schema_has (&step_schema, given, "httpRequest");
  gboolean sets = weir_schema_has (&step_schema, given, "set");
  gboolean acts = sets || weir_schema_has (&step_schema, given, "wait");

  if (!has_request && !acts)
    weir_reader_error (reader, node, "step needs \"httpRequest\", or \"set\" or \"wait\".");
  for (guint i = 0; has_request && i < G_N_ELEMENTS (without_request); i++)
    if (weir_node_find (node, without_request[i]) != NULL)
      weir_reader_error_in (reader, node, without_request[i],
                            "\"%s\" cannot stand beside \"httpRequest\"; put it into a step of its own.",
                            without_request[i]);
  for (guint i = 0; !has_request && acts && i < G_N_ELEMENTS (with_request); i++)
    if (weir_node_find (node, with_request[i]) != NULL)
      weir_reader_error_in (reader, node, with_request[i],
                            "\"%s\" belongs to a request, and this step has no \"httpRequest\".",
                            with_request[i]);
}

/**
 * weir_read_step:
 * @reader: where problems go
 * @node: an element of a list of steps
 *
 * Returns: (transfer full): the step as far as it could be read
 */
WeirStep *
weir_read_step (WeirReader *reader, WeirNode *node)
{
  WeirStep *step = weir_step_new ("");
  guint64 given = 0;

  if (weir_reader_mapping (reader, node, &step_schema, step, &given))
    check_step_keys (reader, node, given);
  return step;
}
