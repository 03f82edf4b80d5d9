/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-step-execution.c: what one step does: skip, set, build the request, retry, judge the answer
 */

#include "config.h"

#include "weir-execution.h"

#include "weir-limits.h"

#include <string.h>

#define KEPT_TEXT_BYTES (1024 * 1024)
/* What all attempts of one step may hold of answers while the next is made. */
#define ATTEMPTS_BYTES (64 * 1024 * 1024)

/**
 * weir_step_fail:
 * @self: an execution
 * @message: a whole sentence
 *
 * Makes the current step failed; the first reason is the one that is kept.
 */
void
weir_step_fail (WeirExecution *self, const char *message)
{
  self->result->brief.outcome = WEIR_STEP_FAILED;
  if (!self->result->message)
    self->result->message = g_strdup (message);
}

/**
 * weir_step_try_fill:
 * @self: an execution
 * @template: a text of its step
 *
 * Fills @template into the user's text.
 *
 * Returns: (transfer full) (nullable): why it cannot be filled in
 */
char *
weir_step_try_fill (WeirExecution *self, const WeirTemplate *template)
{
  WeirUnfilled unfilled;

  /* One huge text must not stay in every user's memory for the rest of the run. */
  if (self->text->allocated_len > KEPT_TEXT_BYTES)
    {
      g_string_free (self->text, TRUE);
      self->text = g_string_new (NULL);
    }
  g_string_truncate (self->text, 0);
  if (weir_template_fill (template, &self->session->scope, self->text, &unfilled))
    return NULL;
  if (self->text->len > WEIR_LIMIT_FILLED_BYTES)
    return g_strdup_printf ("With everything filled in, a text would be longer than %d MB; make it shorter.",
                            WEIR_LIMIT_FILLED_BYTES / (1024 * 1024));
  return self->class->explain (self, &unfilled);
}

/**
 * weir_step_fill:
 * @self: an execution
 * @template: a text of its step
 *
 * Fills @template into the user's text.
 *
 * Returns: %FALSE when the step has failed for it
 */
gboolean
weir_step_fill (WeirExecution *self, const WeirTemplate *template)
{
  g_autofree char *message = weir_step_try_fill (self, template);

  if (message)
    weir_step_fail (self, message);
  return message == NULL;
}

/* What counts as false although nobody said so is a warning. */
gboolean
weir_step_holds (WeirExecution *self, const WeirExpression *expression)
{
  g_autofree char *warning = NULL;
  gboolean result = weir_expression_is_true (expression, &self->session->scope, &warning);

  if (warning)
    weir_step_result_add_warning (self->result, warning);
  return result;
}

gboolean
weir_step_is_skipped (WeirExecution *self)
{
  if (!self->step->skip_if || !weir_step_holds (self, self->step->skip_if))
    return FALSE;
  self->result->brief.outcome = WEIR_STEP_SKIPPED;
  self->result->message = g_strdup ("Its condition “skipIf” holds.");
  weir_missing_note_step (self, "was skipped");
  return TRUE;
}

/* `set:`; a value may name the ones above it. */
gboolean
weir_step_assign (WeirExecution *self)
{
  for (guint i = 0; i < self->step->assigns->len; i++)
    {
      WeirAssign *assign = &g_array_index (self->step->assigns, WeirAssign, i);

      if (!weir_step_fill (self, assign->value))
        {
          weir_missing_note_step (self, self->step->request ? "was not sent" : "failed");
          return FALSE;
        }
      weir_value_set_text (&self->session->scope.store[assign->slot], self->text->str, self->text->len);
      weir_store_note_origin (self, assign->slot, FALSE);
      weir_missing_forget (self, assign->slot);
      weir_step_result_add_taken (self->result, weir_names_get (self->shared->names, assign->slot),
                                  self->text->str);
    }
  return TRUE;
}

/* `${status}` is the last attempt's; a variable of that name in the document has a slot of its own. */
void
weir_step_take_status (WeirExecution *self)
{
  const WeirExchange *exchange = weir_step_result_get_last (self->result);

  weir_value_set_integer (&self->session->scope.store[WEIR_SLOT_STATUS], exchange->status);
}

gboolean
weir_step_wants_retry (WeirExecution *self)
{
  const WeirRetryProgram *retry = self->step->retry;
  const WeirExchange *exchange = weir_step_result_get_last (self->result);

  if (!retry || self->stopped || self->shared->again)
    return FALSE;
  if (self->result->attempts->len > retry->max_retries)
    return FALSE;
  /* What could not be sent cannot be sent the next time either. */
  if (exchange->outcome == WEIR_EXCHANGE_CANCELLED || exchange->outcome == WEIR_EXCHANGE_UNSENT)
    return FALSE;
  if (retry->stop_condition && weir_step_holds (self, retry->stop_condition))
    return FALSE;
  if (retry->condition)
    return weir_step_holds (self, retry->condition);
  return exchange->status == 0 || exchange->status >= 500;
}

/* Fixed: always the same; exponential: doubled before each further retry, up to a bound. */
gint64
weir_step_retry_delay (WeirExecution *self)
{
  const WeirRetryProgram *retry = self->step->retry;
  gint64 delay = retry->delay_us;

  for (guint i = 1; retry->exponential && i < self->result->attempts->len && delay < retry->max_delay_us; i++)
    delay *= 2;
  return retry->exponential ? MIN (delay, retry->max_delay_us) : delay;
}

/**
 * weir_step_drop_body:
 * @self: an execution whose attempt is followed by another
 *
 * Forgets the body of the attempt when so many of that size would not fit into memory.
 */
void
weir_step_drop_body (WeirExecution *self)
{
  WeirExchange *exchange = weir_step_result_get_last (self->result);

  if (exchange->response_body->len <= ATTEMPTS_BYTES / (self->step->retry->max_retries + 1))
    return;
  g_byte_array_unref (exchange->response_body);
  exchange->response_body = g_byte_array_new ();
  exchange->body_truncated = TRUE;
}

static gboolean
use_fallback (WeirExecution *self, const WeirTake *take, WeirValue *value)
{
  WeirUnfilled unfilled;

  if (!take->fallback)
    return FALSE;
  g_string_truncate (self->text, 0);
  if (!weir_template_fill (take->fallback, &self->session->scope, self->text, &unfilled))
    return FALSE;
  weir_value_set_text (value, self->text->str, self->text->len);
  return TRUE;
}

static void
take_nothing (WeirExecution *self, const WeirTake *take, const char *reason)
{
  const WeirExchange *exchange = weir_step_result_get_last (self->result);
  g_autofree char *warning = NULL;

  if (reason)
    warning = g_strdup_printf ("%s got no value from %s: %s.", take->name, take->from, reason);
  else if (exchange && exchange->status >= 400)
    warning = g_strdup_printf ("%s got no value: nothing was found at %s of the answer, which was %u.",
                               take->name, take->from, exchange->status);
  else
    warning = g_strdup_printf ("%s got no value: nothing was found at %s.", take->name, take->from);
  weir_missing_note (self, take, reason);
  weir_value_set_absent (&self->session->scope.store[take->slot]);
  weir_store_note_origin (self, take->slot, FALSE);
  weir_step_result_add_taken (self->result, take->name, NULL);
  if (self->step->part == WEIR_FLOW_PART_BEFORE_ALL)
    weir_step_fail (self, warning);
  else
    weir_step_result_add_warning (self->result, warning);
}

static void
take_value (WeirExecution *self, WeirAnswer *answer, const WeirTake *take)
{
  g_auto (WeirValue) value = WEIR_VALUE_INIT;
  g_autofree char *reason = NULL;
  g_autofree char *text = NULL;
  gboolean answered = answer->exchange->outcome == WEIR_EXCHANGE_ANSWERED;
  gboolean found = answered && weir_answer_find (answer, &take->look, &value, &reason);

  if (!found && !use_fallback (self, take, &value))
    {
      take_nothing (self, take, reason);
      return;
    }
  if (take->secret)
    weir_secret_hide (self, &value);
  text = take->secret ? NULL : weir_value_to_text (&value);
  weir_step_result_add_taken (self->result, take->name, take->secret ? WEIR_MASK_TEXT : text);
  weir_missing_forget (self, take->slot);
  weir_store_note_origin (self, take->slot, take->secret);
  weir_value_copy (&value, &self->session->scope.store[take->slot]);
}

static void
check_expectations (WeirExecution *self, WeirAnswer *answer)
{
  GArray *expects = self->step->expects;

  for (guint i = 0; i < expects->len; i++)
    {
      WeirExpect *expect = &g_array_index (expects, WeirExpect, i);
      WeirUnfilled unfilled;

      if (!weir_answer_expect (answer, expect, &self->session->scope, self->result, &unfilled))
        {
          g_autofree char *reason = self->class->explain (self, &unfilled);

          weir_step_result_add_check (self->result, FALSE, expect->label, "a value", reason);
        }
    }
  for (guint i = 0; i < self->result->checks->len; i++)
    {
      const WeirCheck *check = &g_array_index (self->result->checks, WeirCheck, i);
      g_autofree char *message = NULL;

      if (check->passed)
        continue;
      message = g_strdup_printf ("Expected %s, got %s.", check->label, check->actual);
      weir_step_fail (self, message);
      return;
    }
}

/**
 * weir_step_judge:
 * @self: an execution whose last attempt is over
 *
 * Takes what the step takes from the answer and checks what it expects of it. A request without an answer
 * fails the step; a 4xx or 5xx answer that no assertion looked at does not: it is *not checked*.
 */
void
weir_step_judge (WeirExecution *self)
{
  const WeirExchange *exchange = weir_step_result_get_last (self->result);
  WeirAnswer answer = { exchange, self->session->client, self->target, NULL, FALSE };

  if (exchange->outcome == WEIR_EXCHANGE_CANCELLED)
    {
      self->result->brief.outcome = WEIR_STEP_CANCELLED;
      return;
    }
  if (exchange->outcome != WEIR_EXCHANGE_ANSWERED)
    weir_step_fail (self, exchange->error_message ? exchange->error_message : "The request got no answer.");
  for (guint i = 0; i < self->step->takes->len; i++)
    take_value (self, &answer, &g_array_index (self->step->takes, WeirTake, i));
  if (exchange->outcome == WEIR_EXCHANGE_ANSWERED)
    {
      weir_step_warn (self, exchange);
      check_expectations (self, &answer);
      /* What failed for another reason was looked at. */
      self->result->brief.not_checked = exchange->status >= 400 && self->step->expects->len == 0 &&
                                        self->result->brief.outcome == WEIR_STEP_PASSED;
    }
  weir_answer_clear (&answer);
}
