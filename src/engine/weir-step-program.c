/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-step-program.c: one step compiled: its request, what it takes from an answer, what it expects of it
 */

#include "config.h"

#include "weir-program.h"

#include "weir-assertion.h"
#include "weir-extraction.h"
#include "weir-limits.h"
#include "weir-variable.h"

#include <string.h>

static const char *const source_words[] = { "body", "header", "cookie", "status", "time", "url", "size" };

/**
 * weir_look_compile:
 * @look: zeroed; filled
 * @source: where to look
 * @path: (nullable): a JSONPath or an XPath into a body
 * @selector: (nullable): the name of a header or cookie
 * @regex: (nullable): applied to what was found
 *
 * Returns: %FALSE with a #WEIR_LANGUAGE_ERROR when path or regex cannot be understood
 */
gboolean
weir_look_compile (WeirLook *look, WeirSource source, const char *path, const char *selector,
                   const char *regex, GError **error)
{
  look->source = source;
  look->selector = g_strdup (selector);
  if (source == WEIR_SOURCE_BODY && path && !(look->path = weir_path_parse (path, error)))
    return FALSE;
  if (regex && !(look->regex = weir_regex_new (regex, error)))
    return FALSE;
  return TRUE;
}

void
weir_look_clear (WeirLook *look)
{
  g_clear_pointer (&look->path, weir_path_free);
  g_clear_pointer (&look->regex, weir_regex_free);
  g_clear_pointer (&look->selector, g_free);
}

static void
clear_take (gpointer data)
{
  WeirTake *take = data;

  weir_look_clear (&take->look);
  g_free (take->name);
  g_free (take->from);
  g_clear_pointer (&take->fallback, weir_template_free);
}

static void
clear_expect (gpointer data)
{
  WeirExpect *expect = data;

  weir_look_clear (&expect->look);
  g_clear_pointer (&expect->expected, weir_template_free);
  g_clear_pointer (&expect->upper, weir_template_free);
  g_clear_pointer (&expect->pattern, weir_regex_free);
  weir_value_clear (&expect->expected_value);
  weir_value_clear (&expect->upper_value);
  g_free (expect->expected_text);
  g_free (expect->label);
}

static void
clear_assign (gpointer data)
{
  g_clear_pointer (&((WeirAssign *) data)->value, weir_template_free);
}

static void
retry_program_free (WeirRetryProgram *retry)
{
  g_clear_pointer (&retry->condition, weir_expression_free);
  g_clear_pointer (&retry->stop_condition, weir_expression_free);
  g_free (retry);
}

static gboolean
compile_takes (WeirStepProgram *self, WeirStep *step, WeirNames *names, GError **error)
{
  GListModel *rows = G_LIST_MODEL (weir_step_get_extractions (step));

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (WeirExtraction) row = g_list_model_get_item (rows, i);
      WeirSource source = weir_extraction_get_source (row);
      const char *path = weir_extraction_get_path (row);
      const char *fallback = weir_extraction_get_default_value (row);
      WeirTake *take;

      g_array_set_size (self->takes, i + 1);
      take = &g_array_index (self->takes, WeirTake, i);
      take->name = g_strdup (weir_extraction_get_name (row));
      take->slot = weir_names_add (names, take->name);
      take->secret = weir_extraction_get_secret (row);
      take->from = source == WEIR_SOURCE_BODY && path ? g_strdup (path)
                   : path                             ? g_strconcat (source_words[source], " ", path, NULL)
                                                      : g_strconcat ("the ", source_words[source], NULL);
      if (!weir_look_compile (&take->look, source, path, path, weir_extraction_get_regex (row), error))
        return FALSE;
      if (fallback && !(take->fallback = weir_template_parse (fallback, names, error)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
compile_expectation (WeirExpect *expect, WeirAssertion *row, WeirNames *names, GError **error)
{
  const char *value = weir_assertion_get_value (row);
  const char *upper = weir_assertion_get_upper (row);
  const char *plain;

  expect->label = weir_assertion_to_text (row);
  if (!weir_look_compile (&expect->look, weir_assertion_get_source (row), weir_assertion_get_path (row),
                          weir_assertion_get_name (row), weir_assertion_get_regex (row), error))
    return FALSE;
  if (!weir_comparison_parse (weir_assertion_get_comparison (row), &expect->comparison, error))
    return FALSE;
  if (value && !(expect->expected = weir_template_parse (value, names, error)))
    return FALSE;
  if (upper && !(expect->upper = weir_template_parse (upper, names, error)))
    return FALSE;
  plain = expect->expected ? weir_template_get_plain (expect->expected) : NULL;
  expect->literal =
      (!expect->expected || plain) && (!expect->upper || weir_template_get_plain (expect->upper));
  if (expect->comparison == WEIR_COMPARISON_MATCHES && plain &&
      !(expect->pattern = weir_regex_new (plain, error)))
    return FALSE;
  return TRUE;
}

static gboolean
compile_expectations (WeirStepProgram *self, WeirStep *step, WeirNames *names, GError **error)
{
  GListModel *rows = G_LIST_MODEL (weir_step_get_assertions (step));

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (WeirAssertion) row = g_list_model_get_item (rows, i);

      g_array_set_size (self->expects, i + 1);
      if (!compile_expectation (&g_array_index (self->expects, WeirExpect, i), row, names, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
compile_assignments (WeirStepProgram *self, WeirStep *step, WeirNames *names, GError **error)
{
  GListModel *rows = G_LIST_MODEL (weir_step_get_assignments (step));

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (WeirVariable) row = g_list_model_get_item (rows, i);
      WeirAssign assign = { weir_names_add (names, weir_variable_get_name (row)),
                            weir_template_parse (weir_variable_get_value (row), names, error) };

      if (!assign.value)
        return FALSE;
      g_array_append_val (self->assigns, assign);
    }
  return TRUE;
}

/* The whole body is taken into memory only when something looks into it or wants to keep it. */
static gsize
body_limit (const WeirStepProgram *step)
{
  gsize limit = WEIR_LIMIT_KEPT_BODY_BYTES;

  if (step->keep_body)
    return WEIR_LIMIT_KEPT_RUN_BYTES;
  for (guint i = 0; i < step->takes->len; i++)
    if (g_array_index (step->takes, WeirTake, i).look.source == WEIR_SOURCE_BODY)
      limit = WEIR_LIMIT_CAPTURED_BODY_BYTES;
  for (guint i = 0; i < step->expects->len; i++)
    if (g_array_index (step->expects, WeirExpect, i).look.source == WEIR_SOURCE_BODY)
      limit = WEIR_LIMIT_CAPTURED_BODY_BYTES;
  return limit;
}

static gboolean
compile_retry (WeirStepProgram *step, WeirRetry *retry, WeirNames *names, GError **error)
{
  WeirRetryProgram *self = step->retry = g_new0 (WeirRetryProgram, 1);
  const char *condition = weir_retry_get_condition (retry);
  const char *stop = weir_retry_get_stop_condition (retry);

  self->max_retries = weir_retry_get_max_retries (retry);
  self->exponential = weir_retry_get_strategy (retry) == WEIR_RETRY_EXPONENTIAL;
  self->delay_us = weir_retry_get_delay_ms (retry) * G_GINT64_CONSTANT (1000);
  self->max_delay_us = weir_retry_get_max_delay_ms (retry) * G_GINT64_CONSTANT (1000);
  if (condition && !(self->condition = weir_expression_parse (condition, names, error)))
    return FALSE;
  if (stop && !(self->stop_condition = weir_expression_parse (stop, names, error)))
    return FALSE;
  return TRUE;
}

static gboolean
compile_step (WeirStepProgram *self, WeirStep *step, WeirNames *names, GError **error)
{
  const char *skip_if = weir_step_get_skip_if (step);
  WeirRequest *request = weir_step_get_request (step);

  if (skip_if && !(self->skip_if = weir_expression_parse (skip_if, names, error)))
    return FALSE;
  if (!compile_assignments (self, step, names, error) || !compile_takes (self, step, names, error) ||
      !compile_expectations (self, step, names, error))
    return FALSE;
  if (request && !(self->request = weir_request_program_new (request, names, error)))
    return FALSE;
  if (request)
    self->request->body_limit = body_limit (self);
  return !weir_step_get_retry (step) || compile_retry (self, weir_step_get_retry (step), names, error);
}

/**
 * weir_step_program_new:
 * @step: a step of the frozen document
 * @part: the list it stands in
 * @index: its place there
 * @names: every name the document knows
 *
 * Returns: (transfer full) (nullable): the step compiled, or %NULL with an error that begins with its name
 */
WeirStepProgram *
weir_step_program_new (WeirStep *step, WeirFlowPart part, guint index, WeirNames *names, GError **error)
{
  g_autoptr (WeirStepProgram) self = g_new0 (WeirStepProgram, 1);

  self->name = g_strdup (weir_step_get_name (step));
  self->part = part;
  self->index = index;
  self->enabled = weir_step_get_enabled (step);
  self->keep_body = weir_step_get_keep_body (step);
  self->wait_us = weir_step_get_wait_us (step);
  self->assigns = g_array_new (FALSE, TRUE, sizeof (WeirAssign));
  self->takes = g_array_new (FALSE, TRUE, sizeof (WeirTake));
  self->expects = g_array_new (FALSE, TRUE, sizeof (WeirExpect));
  g_array_set_clear_func (self->assigns, clear_assign);
  g_array_set_clear_func (self->takes, clear_take);
  g_array_set_clear_func (self->expects, clear_expect);
  if (!compile_step (self, step, names, error))
    {
      g_prefix_error (error, "Step “%s”: ", self->name);
      return NULL;
    }
  return g_steal_pointer (&self);
}

void
weir_step_program_free (WeirStepProgram *self)
{
  if (!self)
    return;
  g_clear_pointer (&self->skip_if, weir_expression_free);
  g_clear_pointer (&self->assigns, g_array_unref);
  g_clear_pointer (&self->takes, g_array_unref);
  g_clear_pointer (&self->expects, g_array_unref);
  g_clear_pointer (&self->request, weir_request_program_free);
  g_clear_pointer (&self->retry, retry_program_free);
  g_free (self->name);
  g_free (self);
}

/* Whether the step can give the variable in @slot a value. */
gboolean
weir_step_program_sets (const WeirStepProgram *step, guint slot)
{
  for (guint i = 0; i < step->takes->len; i++)
    if (g_array_index (step->takes, WeirTake, i).slot == slot)
      return TRUE;
  for (guint i = 0; i < step->assigns->len; i++)
    if (g_array_index (step->assigns, WeirAssign, i).slot == slot)
      return TRUE;
  return FALSE;
}
