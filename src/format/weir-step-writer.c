/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-step-writer.c: what flows and plans have in common around a request: variables, retries and checks
 */

#include "config.h"

#include "weir-assertion.h"
#include "weir-comparison.h"
#include "weir-extraction.h"
#include "weir-format-private.h"

/**
 * weir_write_variable:
 * @emitter: where to write
 * @object: a #WeirVariable, an element of `variables:`
 */
void
weir_write_variable (WeirEmitter *emitter, gpointer object)
{
  weir_emitter_begin_mapping (emitter, FALSE);
  weir_emitter_text_entry (emitter, "name", weir_variable_get_name (object));
  weir_emitter_text_entry (emitter, "value", weir_variable_get_value (object));
  if (weir_variable_get_value_type (object) != NULL)
    weir_emitter_text_entry (emitter, "as", weir_variable_get_value_type (object));
  if (weir_variable_get_regex (object) != NULL)
    weir_emitter_text_entry (emitter, "regex", weir_variable_get_regex (object));
  weir_emitter_end_mapping (emitter);
}

/**
 * weir_write_retry:
 * @emitter: where to write
 * @retry: when a request is sent again
 *
 * Writes `retry:` with its value.
 */
void
weir_write_retry (WeirEmitter *emitter, WeirRetry *retry)
{
  gboolean grows = weir_retry_get_strategy (retry) == WEIR_RETRY_EXPONENTIAL;
  gboolean is_default = weir_retry_get_condition (retry) == NULL &&
                        weir_retry_get_stop_condition (retry) == NULL && !grows &&
                        weir_retry_get_max_retries (retry) == 1 && weir_retry_get_delay_ms (retry) == 100;

  weir_emitter_key (emitter, "retry");
  weir_emitter_begin_mapping (emitter, is_default);
  weir_emitter_text_entry (emitter, "if", weir_retry_get_condition (retry));
  weir_emitter_text_entry (emitter, "stopIf", weir_retry_get_stop_condition (retry));
  weir_emitter_uint_entry (emitter, "maxRetries", weir_retry_get_max_retries (retry), 1);
  if (grows)
    weir_emitter_word_entry (emitter, "strategy", "Exponential");
  weir_emitter_uint_entry (emitter, "delayInMs", weir_retry_get_delay_ms (retry), 100);
  /* With a fixed delay there is no longest one, and writing it would be an error. */
  if (grows)
    weir_emitter_uint_entry (emitter, "maxDelayInMs", weir_retry_get_max_delay_ms (retry), 60000);
  weir_emitter_end_mapping (emitter);
}

static const char *
source_word (WeirSource source)
{
  g_autoptr (GTypeClass) klass = g_type_class_ref (WEIR_TYPE_SOURCE);

  return g_enum_get_value (G_ENUM_CLASS (klass), (int) source)->value_nick;
}

static void
write_extraction (WeirEmitter *emitter, gpointer object)
{
  weir_emitter_begin_mapping (emitter, FALSE);
  weir_emitter_text_entry (emitter, "name", weir_extraction_get_name (object));
  weir_emitter_word_entry (emitter, "from", source_word (weir_extraction_get_source (object)));
  weir_emitter_text_entry (emitter, "path", weir_extraction_get_path (object));
  weir_emitter_text_entry (emitter, "regex", weir_extraction_get_regex (object));
  weir_emitter_text_entry (emitter, "default", weir_extraction_get_default_value (object));
  weir_emitter_boolean_entry (emitter, "secret", weir_extraction_get_secret (object), FALSE);
  weir_emitter_end_mapping (emitter);
}

static void
write_operands (WeirEmitter *emitter, WeirAssertion *assertion)
{
  const char *value = weir_assertion_get_value (assertion);
  const char *upper = weir_assertion_get_upper (assertion);
  WeirComparison comparison = WEIR_COMPARISON_EQUAL;
  guint n_operands = 1;

  if (weir_comparison_parse (weir_assertion_get_comparison (assertion), &comparison, NULL))
    n_operands = weir_comparison_count_operands (comparison);
  if (n_operands == 1)
    weir_emitter_text_entry (emitter, "value", value);
  else if (n_operands == 2)
    {
      weir_emitter_key (emitter, "value");
      weir_emitter_begin_sequence (emitter, TRUE);
      weir_emitter_text (emitter, value != NULL ? value : "");
      weir_emitter_text (emitter, upper != NULL ? upper : "");
      weir_emitter_end_sequence (emitter);
    }
}

static void
write_assertion (WeirEmitter *emitter, gpointer object)
{
  weir_emitter_begin_mapping (emitter, FALSE);
  weir_emitter_word_entry (emitter, "from", source_word (weir_assertion_get_source (object)));
  weir_emitter_text_entry (emitter, "path", weir_assertion_get_path (object));
  weir_emitter_text_entry (emitter, "name", weir_assertion_get_name (object));
  weir_emitter_text_entry (emitter, "regex", weir_assertion_get_regex (object));
  weir_emitter_text_entry (emitter, "is", weir_assertion_get_comparison (object));
  write_operands (emitter, object);
  weir_emitter_text_entry (emitter, "description", weir_assertion_get_description (object));
  weir_emitter_end_mapping (emitter);
}

/**
 * weir_write_checks:
 * @emitter: where to write
 * @step: a step
 *
 * Writes its `extract:` and `assert:`, where there are any.
 */
void
weir_write_checks (WeirEmitter *emitter, WeirStep *step)
{
  weir_write_list (emitter, "extract", weir_step_get_extractions (step), write_extraction);
  weir_write_list (emitter, "assert", weir_step_get_assertions (step), write_assertion);
}
