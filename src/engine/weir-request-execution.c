/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-request-execution.c: the request of a step, filled in and ready to be sent
 */

#include "config.h"

#include "weir-execution.h"

#include <string.h>

static gboolean
fail (WeirExecution *self, const GError *error)
{
  weir_step_fail (self, error->message);
  return FALSE;
}

static gboolean
add_parameters (WeirExecution *self, const WeirRequestProgram *request, GString *url)
{
  const WeirAuthProgram *auth = request->auth;

  for (guint i = 0; i < request->query->len; i++)
    {
      WeirRowProgram *row = &g_array_index (request->query, WeirRowProgram, i);

      if (!weir_step_fill (self, row->value))
        return FALSE;
      weir_url_add_parameter (url, row->name, self->text->str, self->text->len);
    }
  if (!auth || auth->place != WEIR_AUTH_IN_QUERY)
    return TRUE;
  if (!weir_step_fill (self, auth->first))
    return FALSE;
  weir_secret_hide_credential (self, self->text->str);
  weir_url_add_parameter (url, auth->name, self->text->str, self->text->len);
  return TRUE;
}

/* Into the execution's text. What the URL is filled in with may make it absolute. */
static gboolean
fill_url (WeirExecution *self, const WeirRequestProgram *request)
{
  g_autofree char *relative = NULL;

  if (!weir_step_fill (self, request->url))
    return FALSE;
  if (!request->base || !weir_url_needs_base (self->text->str))
    return TRUE;
  relative = g_strdup (self->text->str);
  if (!weir_step_fill (self, request->base))
    return FALSE;
  g_string_append (self->text, relative);
  return TRUE;
}

/* It is often the URL of the last time, or another path at the same place. */
static gboolean
take_target (WeirExecution *self, WeirRequestProgram *request, const char *url)
{
  g_autoptr (GError) error = NULL;

  self->target = weir_target_new_like (request->latest, url, &error);
  if (!self->target)
    return fail (self, error);
  if (self->target == request->latest)
    return TRUE;
  g_clear_pointer (&request->latest, weir_target_unref);
  request->latest = weir_target_ref (self->target);
  return TRUE;
}

static gboolean
prepare_target (WeirExecution *self, WeirRequestProgram *request)
{
  g_clear_pointer (&self->target, weir_target_unref);
  if (request->target)
    {
      self->target = weir_target_ref (request->target);
      return TRUE;
    }
  if (!fill_url (self, request))
    return FALSE;
  if (request->query->len > 0 || (request->auth && request->auth->place == WEIR_AUTH_IN_QUERY))
    {
      g_autoptr (GString) url = g_string_new (self->text->str);

      return add_parameters (self, request, url) && take_target (self, request, url->str);
    }
  return take_target (self, request, self->text->str);
}

static gboolean
add_header (WeirExecution *self, const char *name, const char *value)
{
  g_autoptr (GError) error = NULL;

  if (!weir_transport_check_header (name, value, &error))
    return fail (self, error);
  weir_headers_append (self->headers, name, value);
  return TRUE;
}

/* A NUL would end the value unseen. */
static gboolean
fill_header (WeirExecution *self, const WeirTemplate *template)
{
  if (!weir_step_fill (self, template))
    return FALSE;
  if (strlen (self->text->str) == self->text->len)
    return TRUE;
  weir_step_fail (self, "A header value contains a NUL character, which cannot be sent.");
  return FALSE;
}

static gboolean
add_basic (WeirExecution *self, const char *username)
{
  g_autofree char *value = NULL;

  if (strchr (username, ':'))
    {
      weir_step_fail (self, "The user name of basic authentication holds a colon, which the server would take"
                            " for the start of the password.");
      return FALSE;
    }
  weir_secret_hide_credential (self, self->text->str);
  value = weir_auth_make_basic (username, self->text->str);
  weir_secret_hide_credential (self, value + strlen ("Basic "));
  return add_header (self, "Authorization", value);
}

static gboolean
add_auth_header (WeirExecution *self, const WeirAuthProgram *auth)
{
  g_autofree char *first = NULL;
  g_autofree char *value = NULL;

  if (!fill_header (self, auth->first))
    return FALSE;
  if (auth->kind != WEIR_AUTH_BASIC)
    {
      weir_secret_hide_credential (self, self->text->str);
      value = g_strconcat (auth->kind == WEIR_AUTH_BEARER ? "Bearer " : "", self->text->str, NULL);
      return add_header (self, auth->name, value);
    }
  first = g_strdup (self->text->str);
  return fill_header (self, auth->second) && add_basic (self, first);
}

static gboolean
prepare_headers (WeirExecution *self, const WeirRequestProgram *request)
{
  const WeirAuthProgram *auth = request->auth;

  self->outgoing.headers = request->plain_headers;
  if (request->plain_headers)
    return TRUE;
  g_string_truncate (self->headers, 0);
  self->outgoing.headers = self->headers;
  for (guint i = 0; i < request->headers->len; i++)
    {
      WeirRowProgram *header = &g_array_index (request->headers, WeirRowProgram, i);

      if (!fill_header (self, header->value) || !add_header (self, header->name, self->text->str))
        return FALSE;
    }
  if (!auth || auth->place != WEIR_AUTH_IN_HEADER || auth->kind == WEIR_AUTH_DIGEST)
    return TRUE;
  return add_auth_header (self, auth);
}

static gboolean
prepare_digest (WeirExecution *self, const WeirAuthProgram *auth)
{
  g_clear_pointer (&self->username, g_free);
  g_clear_pointer (&self->password, g_free);
  self->outgoing.username = NULL;
  if (!auth || auth->kind != WEIR_AUTH_DIGEST)
    return TRUE;
  if (!fill_header (self, auth->first))
    return FALSE;
  self->username = g_strdup (self->text->str);
  if (!weir_step_fill (self, auth->second))
    return FALSE;
  self->password = g_strdup (self->text->str);
  weir_secret_hide_credential (self, self->password);
  self->outgoing.username = self->username;
  self->outgoing.password = self->password;
  return TRUE;
}

static gboolean
prepare_certificate (WeirExecution *self, const WeirRequestProgram *request)
{
  const WeirShared *shared = self->shared;
  g_autoptr (GError) error = NULL;
  g_autofree char *password = NULL;

  self->outgoing.certificate = shared->certificate;
  if (!request->certificate_path || !self->target)
    return TRUE;
  if (request->certificate_password && !weir_step_fill (self, request->certificate_password))
    return FALSE;
  if (request->certificate_password)
    {
      password = g_strdup (self->text->str);
      weir_secret_hide_credential (self, password);
    }
  if (!weir_step_fill (self, request->certificate_path))
    return FALSE;
  self->outgoing.certificate =
      weir_files_get_certificate (shared->files, self->text->str, password, &error);
  return self->outgoing.certificate != NULL || fail (self, error);
}

/**
 * weir_step_take_options:
 * @self: an execution
 *
 * What of the current step's request is not filled in.
 */
void
weir_step_take_options (WeirExecution *self)
{
  const WeirRequestProgram *request = self->step->request;

  self->outgoing.method = request->method;
  self->outgoing.target = self->target;
  self->outgoing.timeout_us = request->timeout_us;
  self->outgoing.max_redirects = request->max_redirects;
  self->outgoing.body_limit = request->body_limit;
  self->outgoing.private_header = request->private_header;
  self->outgoing.insecure = request->insecure || self->shared->insecure;
  self->outgoing.alone = request->version == WEIR_HTTP_1_0;
}

/**
 * weir_step_prepare:
 * @self: an execution
 *
 * Builds the request of the current step from the store. A placeholder without a value, an impossible URL
 * or header, or a file that is not there fails the step, and nothing is sent.
 *
 * Returns: whether there is something to send
 */
gboolean
weir_step_prepare (WeirExecution *self)
{
  WeirRequestProgram *request = self->step->request;

  if (!prepare_target (self, request) || !prepare_headers (self, request) ||
      !weir_payload_prepare (self, &request->payload) || !prepare_digest (self, request->auth) ||
      !prepare_certificate (self, request))
    {
      weir_missing_note_step (self, "was not sent");
      return FALSE;
    }
  weir_step_take_options (self);
  return TRUE;
}

/* Filled in for what the placeholders do; a text that cannot be is a warning, not a failure. */
void
weir_step_run_statements (WeirExecution *self, const GPtrArray *statements, const char *key)
{
  for (guint i = 0; i < statements->len; i++)
    {
      g_autofree char *reason = weir_step_try_fill (self, g_ptr_array_index (statements, i));
      g_autofree char *warning = NULL;

      if (!reason)
        continue;
      warning = g_strdup_printf ("“%s” could not be carried out: %s", key, reason);
      weir_step_result_add_warning (self->result, warning);
    }
}

void
weir_step_run_before (WeirExecution *self)
{
  if (self->step->request)
    weir_step_run_statements (self, self->step->request->before, "before");
}

void
weir_step_run_after (WeirExecution *self)
{
  if (self->step->request && self->result->brief.outcome != WEIR_STEP_CANCELLED)
    weir_step_run_statements (self, self->step->request->after, "after");
}

guint
weir_step_count_redirects (const WeirExchange *exchange)
{
  guint n_redirects = 0;

  for (guint i = 0; i < exchange->hops->len; i++)
    n_redirects += g_array_index (exchange->hops, WeirHop, i).status / 100 == 3;
  return n_redirects;
}

/* The last redirect is the answer then; it must not look as if it had been asked for. */
static void
warn_of_redirects (WeirExecution *self, const WeirExchange *exchange, guint most)
{
  const char *location = weir_headers_find (exchange->response_headers, "Location", 0);
  g_autofree char *warning = NULL;

  if (most == 0 || exchange->status / 100 != 3 || !location || weir_step_count_redirects (exchange) < most)
    return;
  warning = g_strdup_printf ("It was redirected more than %u times; the last one, to %s, was not followed.",
                             most, location);
  weir_step_result_add_warning (self->result, warning);
}

static void
warn_of_digest (WeirExecution *self, const WeirExchange *exchange)
{
  const char *asked = weir_headers_find (exchange->response_headers, "WWW-Authenticate", 0);
  g_autofree char *warning = NULL;

  if (exchange->status != 401 || exchange->hops->len > weir_step_count_redirects (exchange))
    return;
  warning = g_strdup_printf ("The server answered 401 without a question that digest authentication with MD5"
                             " can answer; it asked for %s.", asked ? asked : "nothing");
  weir_step_result_add_warning (self->result, warning);
}

/**
 * weir_step_warn:
 * @self: an execution with an answer
 * @exchange: the answer
 *
 * Adds what a person should know of how it came about.
 */
void
weir_step_warn (WeirExecution *self, const WeirExchange *exchange)
{
  const WeirRequestProgram *request = self->step->request;

  if (exchange->status / 100 == 3)
    warn_of_redirects (self, exchange, request->max_redirects);
  if (exchange->status == 401 && self->outgoing.username)
    warn_of_digest (self, exchange);
  if (self->outgoing.insecure && g_str_has_prefix (exchange->url->str, "https:"))
    {
      self->result->brief.unverified = TRUE;
      weir_step_result_add_warning (self->result,
                                    "The certificate of the server was not verified: “insecure” is on.");
    }
  if (request->version == WEIR_HTTP_1_1 && exchange->http_version == 20)
    weir_step_result_add_warning (self->result, "HTTP/1.1 was asked for, and TLS settled on HTTP/2.");
}
