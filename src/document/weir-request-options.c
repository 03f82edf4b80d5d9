/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-request-options.c: how a request is sent: time limits, redirects, certificates
 */

#include "config.h"

#include "weir-request-private.h"

#include "weir-document-private.h"

/**
 * weir_request_get_timeout_us:
 * @self: a request
 *
 * Returns: how long an attempt may take, in µs, redirects included
 */
gint64
weir_request_get_timeout_us (WeirRequest *self)
{
  g_return_val_if_fail (WEIR_IS_REQUEST (self), 0);

  return self->timeout_us;
}

/**
 * weir_request_set_timeout_us:
 * @self: a request
 * @timeout_us: how long an attempt may take, in µs, redirects included
 */
void
weir_request_set_timeout_us (WeirRequest *self, gint64 timeout_us)
{
  g_return_if_fail (WEIR_IS_REQUEST (self));

  if (self->timeout_us == timeout_us)
    return;
  self->timeout_us = timeout_us;
  g_object_notify (G_OBJECT (self), "timeout-us");
}

/**
 * weir_request_get_max_redirects:
 * @self: a request
 *
 * Returns: how many redirects are followed
 */
guint
weir_request_get_max_redirects (WeirRequest *self)
{
  g_return_val_if_fail (WEIR_IS_REQUEST (self), 0);

  return self->max_redirects;
}

/**
 * weir_request_set_max_redirects:
 * @self: a request
 * @max_redirects: how many redirects are followed
 */
void
weir_request_set_max_redirects (WeirRequest *self, guint max_redirects)
{
  g_return_if_fail (WEIR_IS_REQUEST (self));

  if (self->max_redirects == max_redirects)
    return;
  self->max_redirects = max_redirects;
  g_object_notify (G_OBJECT (self), "max-redirects");
}

/**
 * weir_request_get_insecure:
 * @self: a request
 *
 * Returns: whether any certificate is accepted
 */
gboolean
weir_request_get_insecure (WeirRequest *self)
{
  g_return_val_if_fail (WEIR_IS_REQUEST (self), FALSE);

  return self->insecure;
}

/**
 * weir_request_set_insecure:
 * @self: a request
 * @insecure: whether any certificate is accepted
 */
void
weir_request_set_insecure (WeirRequest *self, gboolean insecure)
{
  g_return_if_fail (WEIR_IS_REQUEST (self));

  if (self->insecure == insecure)
    return;
  self->insecure = insecure;
  g_object_notify (G_OBJECT (self), "insecure");
}

/**
 * weir_request_get_certificate_path:
 * @self: a request
 *
 * Returns: (nullable): the file with the client's certificate and key
 */
const char *
weir_request_get_certificate_path (WeirRequest *self)
{
  g_return_val_if_fail (WEIR_IS_REQUEST (self), NULL);

  return self->certificate_path;
}

/**
 * weir_request_set_certificate_path:
 * @self: a request
 * @path: (nullable): the file with the client's certificate and key
 */
void
weir_request_set_certificate_path (WeirRequest *self, const char *path)
{
  g_return_if_fail (WEIR_IS_REQUEST (self));

  if (weir_document_set_string (&self->certificate_path, path))
    g_object_notify (G_OBJECT (self), "certificate-path");
}

/**
 * weir_request_get_certificate_password:
 * @self: a request
 *
 * Returns: (nullable): what opens that file
 */
const char *
weir_request_get_certificate_password (WeirRequest *self)
{
  g_return_val_if_fail (WEIR_IS_REQUEST (self), NULL);

  return self->certificate_password;
}

/**
 * weir_request_set_certificate_password:
 * @self: a request
 * @password: (nullable): what opens that file
 */
void
weir_request_set_certificate_password (WeirRequest *self, const char *password)
{
  g_return_if_fail (WEIR_IS_REQUEST (self));

  if (weir_document_set_string (&self->certificate_password, password))
    g_object_notify (G_OBJECT (self), "certificate-password");
}

static void
set_statements (WeirRequest *self, char ***field, const char *const *statements, const char *property)
{
  g_auto (GStrv) old = *field;

  *field = statements != NULL && statements[0] != NULL ? g_strdupv ((char **) statements) : NULL;
  g_object_notify (G_OBJECT (self), property);
}

/**
 * weir_request_get_before:
 * @self: a request
 *
 * Returns: (nullable): texts filled in for what their placeholders do, before the request
 */
const char *const *
weir_request_get_before (WeirRequest *self)
{
  g_return_val_if_fail (WEIR_IS_REQUEST (self), NULL);

  return (const char *const *) self->before;
}

/**
 * weir_request_set_before:
 * @self: a request
 * @statements: (nullable): texts filled in for what their placeholders do, before the request
 */
void
weir_request_set_before (WeirRequest *self, const char *const *statements)
{
  g_return_if_fail (WEIR_IS_REQUEST (self));

  set_statements (self, &self->before, statements, "before");
}

/**
 * weir_request_get_after:
 * @self: a request
 *
 * Returns: (nullable): texts filled in for what their placeholders do, after its last attempt
 */
const char *const *
weir_request_get_after (WeirRequest *self)
{
  g_return_val_if_fail (WEIR_IS_REQUEST (self), NULL);

  return (const char *const *) self->after;
}

/**
 * weir_request_set_after:
 * @self: a request
 * @statements: (nullable): texts filled in for what their placeholders do, after its last attempt
 */
void
weir_request_set_after (WeirRequest *self, const char *const *statements)
{
  g_return_if_fail (WEIR_IS_REQUEST (self));

  set_statements (self, &self->after, statements, "after");
}
