/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-failure.c: why there is no answer: whose fault, of which kind, in a sentence that names the server
 */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "weir-duration.h"
#include "weir-limits.h"
#include "weir-transport-private.h"

#define LIBSOUP_HEADER_LIMIT (64 * 1024)

static void
set_message (WeirExchange *exchange, WeirErrorKind kind, char *sentence)
{
  exchange->outcome = WEIR_EXCHANGE_ERROR;
  exchange->error_kind = kind;
  g_free (exchange->error_message);
  exchange->error_message = sentence;
}

/* GIO has no error codes for most of these, but it puts the system's words into its messages. */
static gboolean
is_ours (const GError *error)
{
  static const int faults[] = { EMFILE, ENFILE, EADDRNOTAVAIL, ENOBUFS, ENOMEM };

  if (error->domain == G_RESOLVER_ERROR)
    {
      /* The resolver does not say that it could not open its socket. */
      int descriptor = open ("/dev/null", O_RDONLY | O_CLOEXEC);

      if (descriptor < 0)
        return TRUE;
      close (descriptor);
      return FALSE;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TOO_MANY_OPEN_FILES))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    if (error->domain == G_IO_ERROR && strstr (error->message, g_strerror (faults[i])) != NULL)
      return TRUE;
  return FALSE;
}

/* The system's words say nothing to somebody who did not ask for an address. */
static const char *
find_reason (const GError *error)
{
  const char *colon = strrchr (error->message, ':');

  if (error->domain == G_RESOLVER_ERROR)
    return g_strerror (EMFILE);
  if (strstr (error->message, g_strerror (EADDRNOTAVAIL)) != NULL)
    return "all its local ports for that server are in use";
  return colon != NULL && colon[1] == ' ' ? colon + 2 : error->message;
}

static void
describe_ours (WeirExchange *exchange, const char *authority, const GError *error)
{
  set_message (exchange, WEIR_ERROR_KIND_CONNECT,
               g_strdup_printf ("This computer could not open a connection to %s: %s.", authority,
                                find_reason (error)));
  exchange->outcome = WEIR_EXCHANGE_GENERATOR;
}

static void
describe_timeout (WeirCall *call, WeirPhase phase)
{
  g_autofree char *limit = weir_duration_to_display (call->outgoing.timeout_us);
  const char *authority = call->target->site->authority;
  char *sentence;

  if (phase == WEIR_PHASE_DNS)
    sentence = g_strdup_printf ("The address of host %s was not found within %s.", call->target->site->host,
                                limit);
  else if (phase <= WEIR_PHASE_TLS)
    sentence = g_strdup_printf ("%s did not accept the connection within %s.", authority, limit);
  else if (phase == WEIR_PHASE_SENDING)
    sentence = g_strdup_printf ("%s did not take the whole request within %s.", authority, limit);
  else if (phase == WEIR_PHASE_RECEIVING)
    sentence = g_strdup_printf ("%s did not finish its answer within %s.", authority, limit);
  else
    sentence = g_strdup_printf ("%s did not answer within %s.", authority, limit);
  set_message (call->exchange, WEIR_ERROR_KIND_TIMEOUT, sentence);
}

static void
describe_lookup (WeirCall *call, const GError *error)
{
  const char *why = "";

  if (g_error_matches (error, G_RESOLVER_ERROR, G_RESOLVER_ERROR_TEMPORARY_FAILURE))
    why = ": the name server gave no answer";
  set_message (call->exchange, WEIR_ERROR_KIND_DNS,
               g_strdup_printf ("No address was found for host %s%s.", call->target->site->host, why));
}

static void
describe_connecting (WeirCall *call, const GError *error)
{
  const char *authority = call->target->site->authority;
  const char *colon = strrchr (error->message, ':');
  char *sentence;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED))
    sentence = g_strdup_printf ("%s refused the connection.", authority);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    sentence = g_strdup_printf ("%s did not accept the connection: nothing came back.", authority);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED))
    sentence = g_strdup_printf ("%s closed the connection as soon as it was made.", authority);
  else
    sentence = g_strdup_printf ("%s cannot be reached: %s.", authority,
                                colon && colon[1] == ' ' ? colon + 2 : error->message);
  set_message (call->exchange, WEIR_ERROR_KIND_CONNECT, sentence);
}

/* With TLS 1.3 a server looks at the client's certificate after the client thinks the handshake is over. */
static gboolean
is_about_certificate (const GError *error)
{
  return g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_CERTIFICATE_REQUIRED) ||
         g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE);
}

static void
describe_tls (WeirCall *call, const GError *error)
{
  const char *authority = call->target->site->authority;
  const char *why = error->message;

  if (call->slot->refusal != NULL)
    why = call->slot->refusal;
  else if (g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_NOT_TLS))
    why = "it does not speak TLS";
  else if (g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_CERTIFICATE_REQUIRED))
    why = call->lane->kind.certificate != NULL
              ? "it does not accept the client certificate"
              : "it asks for a client certificate; give one with clientCertificatePath";
  set_message (call->exchange, WEIR_ERROR_KIND_TLS,
               g_strdup_printf ("No secure connection to %s: %s%s", authority, why,
                                g_str_has_suffix (why, ".") ? "" : "."));
}

static gboolean
is_closed (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED) ||
         g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE) ||
         g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT) ||
         g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED) ||
         g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_EOF);
}

static void
describe_talking (WeirCall *call, const GError *error, WeirPhase phase)
{
  SoupMessageMetrics *metrics = soup_message_get_metrics (call->slot->message);
  WeirExchange *exchange = call->exchange;
  const char *authority = call->target->site->authority;

  if (soup_message_get_status (call->slot->message) == SOUP_STATUS_NONE &&
      soup_message_metrics_get_response_header_bytes_received (metrics) > LIBSOUP_HEADER_LIMIT)
    set_message (
        exchange, WEIR_ERROR_KIND_PROTOCOL,
        g_strdup_printf ("%s sent more than %d KB of headers.", authority, LIBSOUP_HEADER_LIMIT / 1024));
  else if (is_closed (error) && call->state == WEIR_CALL_DRAINING)
    set_message (
        exchange, WEIR_ERROR_KIND_RESET,
        g_strdup_printf ("%s closed the connection in the middle of its answer, after %" G_GUINT64_FORMAT
                         " bytes of the body.",
                         authority, exchange->body_size));
  else if (is_closed (error) && phase == WEIR_PHASE_RECEIVING)
    set_message (exchange, WEIR_ERROR_KIND_RESET,
                 g_strdup_printf ("%s closed the connection in the middle of its answer.", authority));
  else if (is_closed (error))
    set_message (exchange, WEIR_ERROR_KIND_RESET,
                 g_strdup_printf ("%s closed the connection before it answered.", authority));
  else if (call->state == WEIR_CALL_DRAINING)
    set_message (exchange, WEIR_ERROR_KIND_PROTOCOL,
                 g_strdup_printf ("The body %s sent cannot be decoded: %s.", authority, error->message));
  else
    set_message (exchange, WEIR_ERROR_KIND_PROTOCOL,
                 g_strdup_printf ("%s sent an answer that is not HTTP.", authority));
}

/**
 * weir_failure_describe:
 * @call: a call that got no whole answer
 * @error: (nullable): what libsoup said; %NULL when the body ended before its announced length
 * @phase: how far it came
 *
 * Fills the exchange's outcome, error kind and sentence.
 */
void
weir_failure_describe (WeirCall *call, const GError *error, WeirPhase phase)
{
  g_autoptr (GError) cut = NULL;

  if (error == NULL)
    error = cut = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT, "cut off");

  if (call->abort == WEIR_ABORT_CANCEL)
    call->exchange->outcome = WEIR_EXCHANGE_CANCELLED;
  else if (call->slot->refusal != NULL)
    describe_tls (call, error);
  else if (call->abort == WEIR_ABORT_TIMEOUT)
    describe_timeout (call, phase);
  else if (call->abort == WEIR_ABORT_FLOOD)
    set_message (call->exchange, WEIR_ERROR_KIND_TOO_LARGE,
                 g_strdup_printf ("%s sent more than %d MB with an answer of status %u.",
                                  call->target->site->authority,
                                  WEIR_LIMIT_CAPTURED_BODY_BYTES / (1024 * 1024),
                                  soup_message_get_status (call->slot->message)));
  else if (phase <= WEIR_PHASE_TLS && is_ours (error))
    describe_ours (call->exchange, call->target->site->authority, error);
  else if (error->domain == G_RESOLVER_ERROR)
    describe_lookup (call, error);
  else if (phase == WEIR_PHASE_TLS || is_about_certificate (error) ||
           (error->domain == G_TLS_ERROR && phase <= WEIR_PHASE_SENDING))
    describe_tls (call, error);
  else if (phase < WEIR_PHASE_TLS)
    describe_connecting (call, error);
  else
    describe_talking (call, error, phase);
}
