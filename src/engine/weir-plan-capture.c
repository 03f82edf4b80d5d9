/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-capture.c: `capture`: a whole answer becomes the value of a variable
 */

#include "config.h"

#include "weir-plan-engine-private.h"

#include "weir-captured.h"
#include "weir-limits.h"

#include <string.h>

static gboolean
ends_with (const char *text, gsize length, const char *end)
{
  gsize end_length = strlen (end);

  return length >= end_length && g_ascii_strncasecmp (text + length - end_length, end, end_length) == 0;
}

static WeirType
find_type (const WeirExchange *exchange)
{
  const char *type = weir_headers_find (exchange->response_headers, "Content-Type", 0);
  gsize length = type ? strcspn (type, "; \t") : 0;

  if (ends_with (type, length, "/json") || ends_with (type, length, "+json"))
    return WEIR_TYPE_JSON;
  if (ends_with (type, length, "/xml") || ends_with (type, length, "+xml"))
    return WEIR_TYPE_XML;
  if (ends_with (type, length, "/csv"))
    return WEIR_TYPE_CSV;
  return WEIR_TYPE_TEXT;
}

static void
warn (WeirPlanSlot *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
warn (WeirPlanSlot *self, const char *format, ...)
{
  g_autofree char *warning = NULL;
  va_list arguments;

  va_start (arguments, format);
  warning = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  weir_step_result_add_warning (self->execution.result, warning);
}

/* The whole match; nothing, with a warning, when it matches nowhere. */
static void
apply_regex (WeirPlanSlot *self, const WeirCaptureProgram *capture, WeirValue *body)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *found = weir_regex_match (capture->regex, body->text, -1, &error);

  if (error)
    warn (self, "The regex of the capture %s gave nothing: %s", capture->name, error->message);
  else if (!found)
    warn (self, "The regex of the capture %s matches nowhere in the answer.", capture->name);
  weir_value_set_text (body, found ? found : "", -1);
}

/* What an answer claims to be and is not stays text; what the plan says it is and is not has no value. */
static void
take_body (WeirPlanSlot *self, const WeirCaptureProgram *capture, const WeirExchange *exchange,
           WeirValue *body)
{
  g_autofree char *reason = NULL;
  WeirType type = capture->type;

  weir_body_take_text (exchange->response_body, body);
  if (exchange->body_size > exchange->response_body->len)
    warn (self, "The answer captured as %s is larger than %d MB; the rest is left out.", capture->name,
          WEIR_LIMIT_CAPTURED_BODY_BYTES / (1024 * 1024));
  if (capture->regex)
    apply_regex (self, capture, body);
  if (type == WEIR_TYPE_UNTYPED)
    type = find_type (exchange);
  if (exchange->response_body->len == 0 || weir_type_convert (type, body, &reason) ||
      capture->type == WEIR_TYPE_UNTYPED)
    return;
  warn (self, "The answer captured as %s has no value: %s", capture->name, reason);
  weir_value_clear (body);
}

/**
 * weir_plan_slot_capture:
 * @self: a slot whose job captures
 * @exchange: an attempt that is over
 *
 * Takes all of it at once, before anything looks at it; an answer that never came has status 0 and nothing in
 * it. What was cancelled is no answer.
 */
void
weir_plan_slot_capture (WeirPlanSlot *self, const WeirExchange *exchange)
{
  const WeirCaptureProgram *capture = self->loop->job->program->capture;
  WeirShared *shared = self->execution.shared;
  const WeirHeaders *headers = exchange->response_headers;
  g_auto (WeirValue) body = WEIR_VALUE_INIT;
  g_auto (WeirValue) value = WEIR_VALUE_INIT;
  g_autoptr (WeirCaptured) captured = NULL;

  if (exchange->outcome == WEIR_EXCHANGE_CANCELLED)
    return;
  take_body (self, capture, exchange, &body);
  captured = weir_captured_new (exchange->status, exchange->reason, headers->str, headers->len, &body);
  weir_value_set_captured (&value, captured);
  if (capture->make_global)
    weir_globals_assign (shared->globals, capture->slot, &value);
  else
    weir_value_copy (&value, &self->loop->session->scope.store[capture->slot]);
}
