/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-request-program.c: a request in the form it is sent from: every text in it compiled
 *
 * What has no placeholder is made once, here, so that nothing of it is done for each request.
 */

#include "config.h"

#include "weir-request-program.h"

#include <string.h>

#include "weir-field.h"

static void
clear_row (gpointer data)
{
  WeirRowProgram *row = data;

  g_free (row->name);
  g_clear_pointer (&row->value, weir_template_free);
}

static void
auth_program_free (WeirAuthProgram *auth)
{
  g_free (auth->name);
  g_clear_pointer (&auth->first, weir_template_free);
  g_clear_pointer (&auth->second, weir_template_free);
  g_free (auth);
}

void
weir_request_program_free (WeirRequestProgram *self)
{
  if (!self)
    return;
  g_free (self->method);
  g_clear_pointer (&self->url, weir_template_free);
  g_clear_pointer (&self->base, weir_template_free);
  g_clear_pointer (&self->query, g_array_unref);
  g_clear_pointer (&self->target, weir_target_unref);
  g_clear_pointer (&self->latest, weir_target_unref);
  g_clear_pointer (&self->headers, g_array_unref);
  if (self->plain_headers)
    g_string_free (self->plain_headers, TRUE);
  g_clear_pointer (&self->auth, auth_program_free);
  g_free (self->private_header);
  weir_payload_clear (&self->payload);
  g_clear_pointer (&self->certificate_path, weir_template_free);
  g_clear_pointer (&self->certificate_password, weir_template_free);
  g_clear_pointer (&self->before, g_ptr_array_unref);
  g_clear_pointer (&self->after, g_ptr_array_unref);
  g_clear_pointer (&self->secrets, g_ptr_array_unref);
  g_free (self);
}

/**
 * weir_auth_make_basic:
 * @username: without colon
 * @password: anything
 *
 * Returns: (transfer full): the value of an Authorization header, RFC 7617
 */
char *
weir_auth_make_basic (const char *username, const char *password)
{
  g_autofree char *both = g_strconcat (username, ":", password, NULL);
  g_autofree char *encoded = g_base64_encode ((const guchar *) both, strlen (both));

  return g_strconcat ("Basic ", encoded, NULL);
}

/**
 * weir_url_add_parameter:
 * @url: a URL
 * @name: the name of a parameter
 * @value: its value
 * @length: the bytes of @value
 *
 * Adds the parameter behind those that @url has, before its fragment; everything that is not unreserved in
 * RFC 3986 is percent-encoded.
 */
void
weir_url_add_parameter (GString *url, const char *name, const char *value, gsize length)
{
  gsize end = strcspn (url->str, "#");
  const char *mark = memchr (url->str, '?', end);
  gboolean open = end > 0 && (url->str[end - 1] == '?' || url->str[end - 1] == '&');
  g_autofree char *encoded_name = g_uri_escape_string (name, NULL, FALSE);
  g_autofree char *encoded = g_uri_escape_bytes ((const guint8 *) value, length, NULL);
  g_autofree char *parameter
      = g_strconcat (!mark ? "?" : open ? "" : "&", encoded_name, "=", encoded, NULL);

  g_string_insert (url, (gssize) end, parameter);
}

static void
add_form_encoded (GString *form, const char *text, gsize length)
{
  g_autofree char *encoded = g_uri_escape_bytes ((const guint8 *) text, length, " ");

  for (const char *p = encoded; *p; p++)
    g_string_append_c (form, *p == ' ' ? '+' : *p);
}

/**
 * weir_form_add_field:
 * @form: the fields so far, as they are sent
 * @name: the name of one more
 * @value: its value
 * @length: the bytes of @value
 */
void
weir_form_add_field (GString *form, const char *name, const char *value, gsize length)
{
  if (form->len > 0)
    g_string_append_c (form, '&');
  add_form_encoded (form, name, strlen (name));
  g_string_append_c (form, '=');
  add_form_encoded (form, value, length);
}

/**
 * weir_rows_compile:
 * @rows: (out): the ticked rows, of WeirRowProgram
 * @store: rows of the document
 * @names: every name the document knows
 * @is_plain: (inout): %FALSE from here on when a row has a placeholder
 * @error: a #WEIR_LANGUAGE_ERROR
 *
 * Returns: whether all of them can be understood
 */
gboolean
weir_rows_compile (GArray **rows, GListStore *store, WeirNames *names, gboolean *is_plain, GError **error)
{
  GListModel *fields = G_LIST_MODEL (store);

  *rows = g_array_new (FALSE, FALSE, sizeof (WeirRowProgram));
  g_array_set_clear_func (*rows, clear_row);
  for (guint i = 0; i < g_list_model_get_n_items (fields); i++)
    {
      g_autoptr (WeirField) field = g_list_model_get_item (fields, i);
      WeirRowProgram row = { NULL, NULL };

      if (!weir_field_get_enabled (field))
        continue;
      row.name = g_strdup (weir_field_get_name (field));
      row.value = weir_template_parse (weir_field_get_value (field), names, error);
      g_array_append_val (*rows, row);
      if (!row.value)
        return FALSE;
      *is_plain &= weir_template_get_plain (row.value) != NULL;
    }
  return TRUE;
}

static gboolean
has_header (const WeirRequestProgram *self, const char *name)
{
  for (guint i = 0; i < self->headers->len; i++)
    if (g_ascii_strcasecmp (g_array_index (self->headers, WeirRowProgram, i).name, name) == 0)
      return TRUE;
  return FALSE;
}

/* @value is taken as it is. */
static void
add_header (WeirRequestProgram *self, WeirNames *names, const char *name, const char *value)
{
  g_auto (GStrv) pieces = g_strsplit (value, "$", -1);
  g_autofree char *escaped = g_strjoinv ("$$", pieces);
  WeirRowProgram row = { g_strdup (name), weir_template_parse (escaped, names, NULL) };

  g_array_append_val (self->headers, row);
}

/* What is sent says what it is, unless the document does. */
static void
add_content_type (WeirRequestProgram *self, WeirNames *names)
{
  g_autofree char *made = NULL;
  const char *type = weir_payload_get_content_type (&self->payload, &made);

  if (type && !has_header (self, "Content-Type"))
    add_header (self, names, "Content-Type", type);
}

static void
add_secret (WeirRequestProgram *self, const char *secret)
{
  g_ptr_array_add (self->secrets, g_strdup (secret));
}

/* Credentials without placeholders become a header, or a parameter, like any other. */
static gboolean
add_plain_auth (WeirRequestProgram *self, WeirNames *names)
{
  WeirAuthProgram *auth = self->auth;
  const char *first = weir_template_get_plain (auth->first);
  const char *second = auth->second ? weir_template_get_plain (auth->second) : NULL;
  g_autofree char *value = NULL;

  if (!first || (auth->second && !second))
    return FALSE;
  add_secret (self, second ? second : first);
  if (auth->kind == WEIR_AUTH_DIGEST || (auth->kind == WEIR_AUTH_BASIC && strchr (first, ':')) ||
      (auth->kind == WEIR_AUTH_API_KEY && auth->place == WEIR_AUTH_IN_QUERY))
    return FALSE;
  if (auth->kind == WEIR_AUTH_BASIC)
    {
      value = weir_auth_make_basic (first, second);
      add_secret (self, value + strlen ("Basic "));
    }
  else
    value = auth->kind == WEIR_AUTH_BEARER ? g_strconcat ("Bearer ", first, NULL) : g_strdup (first);
  add_header (self, names, auth->name, value);
  return TRUE;
}

static gboolean
compile_auth (WeirRequestProgram *self, WeirAuth *auth, WeirNames *names, GError **error)
{
  WeirAuthProgram *program = g_new0 (WeirAuthProgram, 1);
  const char *first = weir_auth_get_username (auth);

  self->auth = program;
  program->kind = weir_auth_get_kind (auth);
  program->place = program->kind == WEIR_AUTH_API_KEY ? weir_auth_get_place (auth) : WEIR_AUTH_IN_HEADER;
  program->name = g_strdup (program->kind == WEIR_AUTH_API_KEY ? weir_auth_get_name (auth) : "Authorization");
  if (program->kind == WEIR_AUTH_BEARER)
    first = weir_auth_get_token (auth);
  else if (program->kind == WEIR_AUTH_API_KEY)
    first = weir_auth_get_value (auth);
  else if (!(program->second = weir_template_parse (weir_auth_get_password (auth), names, error)))
    return FALSE;
  if (!(program->first = weir_template_parse (first, names, error)))
    return FALSE;
  if (program->kind == WEIR_AUTH_API_KEY && program->place == WEIR_AUTH_IN_HEADER)
    self->private_header = g_strdup (program->name);
  /* What is written goes above what is made. */
  if ((program->place == WEIR_AUTH_IN_HEADER && has_header (self, program->name)) ||
      add_plain_auth (self, names))
    g_clear_pointer (&self->auth, auth_program_free);
  return TRUE;
}

gboolean
weir_statements_compile (GPtrArray **programs, const char *const *statements, WeirNames *names,
                         GError **error)
{
  *programs = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_template_free);
  for (; statements && *statements; statements++)
    {
      WeirTemplate *template = weir_template_parse (*statements, names, error);

      if (!template)
        return FALSE;
      g_ptr_array_add (*programs, template);
    }
  return TRUE;
}

static gboolean
compile_certificate (WeirRequestProgram *self, WeirRequest *request, WeirNames *names, GError **error)
{
  const char *path = weir_request_get_certificate_path (request);
  const char *password = weir_request_get_certificate_password (request);

  if (path && !(self->certificate_path = weir_template_parse (path, names, error)))
    return FALSE;
  if (!password)
    return TRUE;
  self->certificate_password = weir_template_parse (password, names, error);
  if (self->certificate_password && weir_template_get_plain (self->certificate_password))
    add_secret (self, weir_template_get_plain (self->certificate_password));
  return self->certificate_password != NULL;
}

/**
 * weir_url_needs_base:
 * @url: a URL with everything filled in
 *
 * Returns: whether it is relative to something
 */
gboolean
weir_url_needs_base (const char *url)
{
  return g_ascii_strncasecmp (url, "http://", strlen ("http://")) != 0 &&
         g_ascii_strncasecmp (url, "https://", strlen ("https://")) != 0;
}

/* A URL that cannot be used fails its step, with the reason, when the step is reached. */
static void
make_plain_target (WeirRequestProgram *self)
{
  g_autoptr (GString) url = NULL;
  const char *plain = weir_template_get_plain (self->url);
  const char *base = self->base ? weir_template_get_plain (self->base) : "";

  if (!plain || (self->auth && self->auth->place == WEIR_AUTH_IN_QUERY))
    return;
  if (!weir_url_needs_base (plain))
    base = "";
  if (!base)
    return;
  url = g_string_new (base);
  g_string_append (url, plain);
  for (guint i = 0; i < self->query->len; i++)
    {
      WeirRowProgram *row = &g_array_index (self->query, WeirRowProgram, i);
      const char *value = weir_template_get_plain (row->value);

      if (!value)
        return;
      weir_url_add_parameter (url, row->name, value, strlen (value));
    }
  self->target = weir_target_new (url->str, NULL);
}

static void
make_plain_headers (WeirRequestProgram *self)
{
  if (self->auth && self->auth->kind != WEIR_AUTH_DIGEST && self->auth->place == WEIR_AUTH_IN_HEADER)
    return;
  self->plain_headers = g_string_new (NULL);
  for (guint i = 0; i < self->headers->len; i++)
    {
      WeirRowProgram *row = &g_array_index (self->headers, WeirRowProgram, i);
      const char *value = weir_template_get_plain (row->value);

      if (!value)
        {
          g_string_free (g_steal_pointer (&self->plain_headers), TRUE);
          return;
        }
      weir_headers_append (self->plain_headers, row->name, value);
    }
}

/**
 * weir_request_program_new:
 * @request: a request of the frozen document
 * @names: every name the document knows
 * @error: a #WEIR_LANGUAGE_ERROR
 *
 * Returns: (transfer full) (nullable): the request compiled
 */
WeirRequestProgram *
weir_request_program_new (WeirRequest *request, WeirNames *names, GError **error)
{
  g_autoptr (WeirRequestProgram) self = g_new0 (WeirRequestProgram, 1);
  gboolean ignored = TRUE;

  self->method = g_ascii_strup (weir_request_get_method (request), -1);
  self->timeout_us = weir_request_get_timeout_us (request);
  self->max_redirects = weir_request_get_max_redirects (request);
  self->insecure = weir_request_get_insecure (request);
  self->version = weir_request_get_http_version (request);
  self->secrets = g_ptr_array_new_with_free_func (g_free);
  self->url = weir_template_parse (weir_request_get_url (request), names, error);
  if (!self->url ||
      !weir_rows_compile (&self->query, weir_request_get_query (request), names, &ignored, error) ||
      !weir_rows_compile (&self->headers, weir_request_get_headers (request), names, &ignored, error) ||
      !weir_payload_compile (&self->payload, request, names, error) ||
      !compile_certificate (self, request, names, error) ||
      !weir_statements_compile (&self->before, weir_request_get_before (request), names, error) ||
      !weir_statements_compile (&self->after, weir_request_get_after (request), names, error))
    return NULL;
  if (weir_request_get_auth (request) && !compile_auth (self, weir_request_get_auth (request), names, error))
    return NULL;
  add_content_type (self, names);
  make_plain_target (self);
  make_plain_headers (self);
  return g_steal_pointer (&self);
}

/**
 * weir_request_program_set_base:
 * @self: a request
 * @base: the URL that its own is appended to, as it is, when that is relative
 * @names: every name the document knows
 * @error: a #WEIR_LANGUAGE_ERROR
 *
 * Returns: whether @base can be understood
 */
gboolean
weir_request_program_set_base (WeirRequestProgram *self, const char *base, WeirNames *names, GError **error)
{
  self->base = weir_template_parse (base, names, error);
  if (!self->base)
    return FALSE;
  g_clear_pointer (&self->target, weir_target_unref);
  make_plain_target (self);
  return TRUE;
}

/**
 * weir_request_program_refuse_encodings:
 * @self: a request
 * @names: every name the document knows
 *
 * Takes answers as they are: nothing is offered to be decoded, unless the document itself says what is.
 */
void
weir_request_program_refuse_encodings (WeirRequestProgram *self, WeirNames *names)
{
  WeirRowProgram row = { NULL, NULL };

  if (has_header (self, "Accept-Encoding"))
    return;
  row.name = g_strdup ("Accept-Encoding");
  row.value = weir_template_parse ("", names, NULL);
  g_array_append_val (self->headers, row);
  if (self->plain_headers)
    weir_headers_append (self->plain_headers, row.name, "");
}
