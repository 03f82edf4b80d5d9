/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-step-result.c: filling, emptying and freeing the result of a step
 */

#include "config.h"

#include "weir-step-result.h"

/* Retries may make hundreds of attempts once; only a few are worth keeping for the next use. */
#define KEPT_ATTEMPTS 4

static void
clear_check (gpointer data)
{
  WeirCheck *check = data;

  g_clear_pointer (&check->label, g_free);
  g_clear_pointer (&check->expected, g_free);
  g_clear_pointer (&check->actual, g_free);
}

static void
clear_taken (gpointer data)
{
  WeirTaken *taken = data;

  g_clear_pointer (&taken->name, g_free);
  g_clear_pointer (&taken->value, g_free);
}

static void
free_exchange (gpointer data)
{
  weir_exchange_free (data);
}

/**
 * weir_step_result_new:
 *
 * Returns: (transfer full): an empty result
 */
WeirStepResult *
weir_step_result_new (void)
{
  WeirStepResult *result = g_new0 (WeirStepResult, 1);

  result->attempts = g_ptr_array_new_with_free_func (free_exchange);
  result->spare = g_ptr_array_new_with_free_func (free_exchange);
  result->checks = g_array_new (FALSE, FALSE, sizeof (WeirCheck));
  g_array_set_clear_func (result->checks, clear_check);
  result->taken = g_array_new (FALSE, FALSE, sizeof (WeirTaken));
  g_array_set_clear_func (result->taken, clear_taken);
  result->warnings = g_ptr_array_new_with_free_func (g_free);
  return result;
}

/**
 * weir_step_result_free:
 * @result: (transfer full) (nullable): a result
 */
void
weir_step_result_free (WeirStepResult *result)
{
  if (result == NULL)
    return;
  g_free (result->name);
  g_free (result->message);
  g_ptr_array_unref (result->attempts);
  g_ptr_array_unref (result->spare);
  g_array_unref (result->checks);
  g_array_unref (result->taken);
  g_ptr_array_unref (result->warnings);
  g_free (result);
}

/**
 * weir_step_result_reset:
 * @result: a result that was used
 *
 * Makes @result as if new. Attempts and their buffers are kept for the next use.
 */
void
weir_step_result_reset (WeirStepResult *result)
{
  while (result->attempts->len > 0)
    {
      WeirExchange *attempt = g_ptr_array_steal_index (result->attempts, result->attempts->len - 1);

      if (result->spare->len >= KEPT_ATTEMPTS)
        {
          weir_exchange_free (attempt);
          continue;
        }
      weir_exchange_reset (attempt);
      g_ptr_array_add (result->spare, attempt);
    }
  g_array_set_size (result->checks, 0);
  g_array_set_size (result->taken, 0);
  g_ptr_array_set_size (result->warnings, 0);
  g_clear_pointer (&result->name, g_free);
  g_clear_pointer (&result->message, g_free);
  result->brief = (WeirStepBrief) { 0 };
}

/**
 * weir_step_result_add_attempt:
 * @result: a result
 *
 * Returns: (transfer none): a new, empty attempt at the end of @result's list
 */
WeirExchange *
weir_step_result_add_attempt (WeirStepResult *result)
{
  WeirExchange *attempt;

  if (result->spare->len > 0)
    attempt = g_ptr_array_steal_index (result->spare, result->spare->len - 1);
  else
    attempt = weir_exchange_new ();
  g_ptr_array_add (result->attempts, attempt);
  return attempt;
}

/**
 * weir_step_result_get_last:
 * @result: a result
 *
 * Returns: (transfer none) (nullable): the latest attempt
 */
WeirExchange *
weir_step_result_get_last (const WeirStepResult *result)
{
  if (result->attempts->len == 0)
    return NULL;
  return g_ptr_array_index (result->attempts, result->attempts->len - 1);
}

/**
 * weir_step_result_add_check:
 * @result: a result
 * @passed: whether the assertion held
 * @label: what was asserted, for people
 * @expected: (nullable): what was expected
 * @actual: (nullable): what there was
 */
void
weir_step_result_add_check (WeirStepResult *result, gboolean passed, const char *label, const char *expected,
                            const char *actual)
{
  WeirCheck check = {
    .passed = passed,
    .label = g_strdup (label),
    .expected = g_strdup (expected),
    .actual = g_strdup (actual),
  };

  g_array_append_val (result->checks, check);
}

/**
 * weir_step_result_add_taken:
 * @result: a result
 * @name: the variable that was set
 * @value: (nullable): what it was set to; %NULL when nothing was found
 */
void
weir_step_result_add_taken (WeirStepResult *result, const char *name, const char *value)
{
  WeirTaken taken = { .name = g_strdup (name), .value = g_strdup (value) };

  g_array_append_val (result->taken, taken);
}

/**
 * weir_step_result_add_warning:
 * @result: a result
 * @warning: a whole sentence
 *
 * Adds a warning and counts it in the head.
 */
void
weir_step_result_add_warning (WeirStepResult *result, const char *warning)
{
  g_ptr_array_add (result->warnings, g_strdup (warning));
  result->brief.n_warnings = result->warnings->len;
}
