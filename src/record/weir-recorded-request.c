/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-recorded-request.c: a request out of a record, on its way to be sent again
 */

#include "config.h"

#include "weir-recorded-request.h"

/**
 * weir_recorded_request_new:
 * @exchange: what came of a request; the last one, where redirects were followed
 *
 * Returns: (transfer full): the request of it
 */
WeirRecordedRequest *
weir_recorded_request_new (const WeirExchange *exchange)
{
  WeirRecordedRequest *self = g_new0 (WeirRecordedRequest, 1);

  self->method = g_strdup (exchange->method ? exchange->method : "GET");
  self->url = g_strdup (exchange->url->str);
  self->headers = g_string_new_len (exchange->request_headers->str, (gssize) exchange->request_headers->len);
  self->body = exchange->request_body ? g_bytes_ref (exchange->request_body) : NULL;
  return self;
}

void
weir_recorded_request_free (WeirRecordedRequest *self)
{
  if (!self)
    return;
  g_free (self->method);
  g_free (self->url);
  g_string_free (self->headers, TRUE);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self);
}

static GVariant *
pack_bytes (const void *bytes, gsize size)
{
  return g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, bytes, size, 1);
}

GVariant *
weir_recorded_request_pack (const WeirRecordedRequest *self)
{
  gsize size = 0;
  const void *body = self->body ? g_bytes_get_data (self->body, &size) : NULL;

  return g_variant_new ("(^ay^ay@aym@ay)", self->method, self->url,
                        pack_bytes (self->headers->str, self->headers->len),
                        self->body ? pack_bytes (body, size) : NULL);
}

WeirRecordedRequest *
weir_recorded_request_unpack (GVariant *variant)
{
  WeirRecordedRequest *self = g_new0 (WeirRecordedRequest, 1);
  g_autoptr (GVariant) headers = NULL, body = NULL;

  g_variant_get (variant, "(^ay^ay@aym@ay)", &self->method, &self->url, &headers, &body);
  self->headers = g_string_new_len (g_variant_get_data (headers), (gssize) g_variant_get_size (headers));
  if (body)
    self->body = g_bytes_new (g_variant_get_data (body), g_variant_get_size (body));
  return self;
}
