/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-request-reader.c: `httpRequest:`: method, URL, headers and payload
 */

#include "config.h"

#include "weir-format-private.h"

#include <string.h>

#include "weir-field.h"
#include "weir-limits.h"

static void
read_method (WeirReader *reader, WeirNode *value, gpointer target)
{
  static const char *const methods[] = { "GET",     "HEAD",  "POST", "PUT", "PATCH", "DELETE",
                                         "OPTIONS", "TRACE", NULL };
  guint index = 0;

  if (value->kind == WEIR_NODE_SCALAR && g_ascii_strcasecmp (value->text, "CONNECT") == 0)
    weir_reader_error (reader, value, "CONNECT cannot be sent: a tunnel is not a request Weir can measure.");
  else if (weir_reader_word (reader, value, methods, &index))
    weir_request_set_method (target, methods[index]);
}

/* Whether what stands before the first placeholder can be the start of an absolute URL. */
static gboolean
is_absolute (const char *url)
{
  static const char *const schemes[] = { "http://", "https://" };
  gsize n_literal = strcspn (url, "$");

  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      gsize length = strlen (schemes[i]);
      gboolean is_whole = n_literal >= length || url[n_literal] == '$';

      if (is_whole && g_ascii_strncasecmp (url, schemes[i], MIN (n_literal, length)) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
read_url (WeirReader *reader, WeirNode *value, gpointer target)
{
  const char *url = weir_reader_filled_text (reader, value);
  g_autofree char *shown = NULL;

  if (url == NULL)
    return;
  shown = weir_shorten (url);
  weir_request_set_url (target, url);
  weir_reader_no_line_break (reader, value);
  if (strlen (url) > WEIR_LIMIT_URL_BYTES)
    weir_reader_error (reader, value, "\"url\" has more than %d bytes, the longest URL that is sent.",
                       WEIR_LIMIT_URL_BYTES);
  else if (!is_absolute (url))
    weir_reader_error (reader, value, "\"%s\" is not an absolute URL; start it with http:// or https://, or"
                                      " with a variable such as ${baseUrl}.", shown);
  weir_reader_template (reader, value);
}

static gboolean
is_token (const char *name)
{
  if (*name == '\0')
    return FALSE;
  for (; *name != '\0'; name++)
    if (!g_ascii_isalnum (*name) && strchr ("!#$%&'*+-.^_`|~", *name) == NULL)
      return FALSE;
  return TRUE;
}

static void
check_header_name (WeirReader *reader, const WeirNode *node)
{
  static const char *const transport[] = { "Content-Length", "Transfer-Encoding", "TE", "Upgrade" };
  g_autofree char *shown = weir_shorten (node->text);

  if (strlen (node->text) > WEIR_LIMIT_HEADER_NAME_BYTES)
    weir_reader_error (reader, node, "The header name \"%s\" has more than %d bytes.", shown,
                       WEIR_LIMIT_HEADER_NAME_BYTES);
  else if (!is_token (node->text))
    weir_reader_error (reader, node, "\"%s\" is not a header name; it has letters, digits and ! # $ %% & ' *"
                                     " + - . ^ _ ` | ~ only.", shown);
  for (guint i = 0; i < G_N_ELEMENTS (transport); i++)
    if (g_ascii_strcasecmp (node->text, transport[i]) == 0)
      weir_reader_warn (reader, node, "The header %s belongs to the transport, which sets it itself; this"
                                      " one is not sent.", transport[i]);
}

static const char *
read_header_value (WeirReader *reader, WeirNode *value)
{
  const char *text = weir_reader_text (reader, value);

  if (text == NULL || weir_node_is_null (value))
    return "";
  weir_reader_no_line_break (reader, value);
  if (strlen (text) > WEIR_LIMIT_HEADER_VALUE_BYTES)
    weir_reader_error (reader, value, "This header value has more than %d bytes.",
                       WEIR_LIMIT_HEADER_VALUE_BYTES);
  weir_reader_template (reader, value);
  return text;
}

static void
read_field_name (WeirReader *reader, WeirNode *value, gpointer target)
{
  if (weir_reader_text (reader, value) == NULL)
    return;
  check_header_name (reader, value);
  weir_field_set_name (target, value->text);
}

static void
read_field_value (WeirReader *reader, WeirNode *value, gpointer target)
{
  weir_field_set_value (target, read_header_value (reader, value));
}

static void
read_field_enabled (WeirReader *reader, WeirNode *value, gpointer target)
{
  gboolean enabled = TRUE;

  if (weir_reader_boolean (reader, value, &enabled))
    weir_field_set_enabled (target, enabled);
}

static void
read_field_description (WeirReader *reader, WeirNode *value, gpointer target)
{
  weir_field_set_description (target, weir_reader_text (reader, value));
}

static const WeirSchema field_schema = {
  "header",
  {
    { "name", NULL, WEIR_KEY_REQUIRED, read_field_name },
    { "value", NULL, WEIR_KEY_TAKES_NULL, read_field_value },
    { "enabled", NULL, WEIR_KEY_DEFAULT, read_field_enabled },
    { "description", NULL, WEIR_KEY_DEFAULT, read_field_description },
  },
};

static void
read_field (WeirReader *reader, WeirNode *value, gpointer target)
{
  g_autoptr (WeirField) field = weir_field_new ("", "");

  weir_reader_mapping (reader, value, &field_schema, field, NULL);
  g_list_store_append (target, field);
}

static void
read_field_entry (WeirReader *reader, const WeirEntry *entry, GListStore *fields, GHashTable *known)
{
  g_autofree char *folded = g_ascii_strdown (entry->key->text, -1);
  g_autofree char *shown = weir_shorten (entry->key->text);
  g_autoptr (WeirField) field = weir_field_new (entry->key->text, "");
  const WeirNode *first = g_hash_table_lookup (known, folded);

  if (first != NULL)
    {
      if (!entry->is_merged)
        weir_reader_error (reader, entry->key, "The header \"%s\" is given twice, first in line %u; keep"
                                               " one, or write the headers as a list of { name, value }.",
                           shown, first->line);
      return;
    }
  g_hash_table_insert (known, g_steal_pointer (&folded), entry->key);
  check_header_name (reader, entry->key);
  weir_field_set_value (field, read_header_value (reader, entry->value));
  g_list_store_append (fields, field);
}

/**
 * weir_read_fields:
 * @reader: where problems go
 * @node: headers, as a mapping or as a list of rows
 * @fields: (transfer none): where the rows are appended
 */
void
weir_read_fields (WeirReader *reader, WeirNode *node, GListStore *fields)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (node->kind == WEIR_NODE_SEQUENCE)
    weir_reader_list (reader, node, NULL, read_field, fields);
  else if (node->kind == WEIR_NODE_SCALAR)
    weir_reader_error (reader, node, "\"%s\" must be a mapping of names to values, or a list of { name,"
                                     " value, enabled, description }.", weir_reader_subject (reader));
  for (guint i = 0; node->kind == WEIR_NODE_MAPPING && i < weir_node_count (node); i++)
    {
      const WeirEntry *entry = weir_node_entry (node, i);
      gsize mark = weir_reader_enter (reader, entry->key->text);

      read_field_entry (reader, entry, fields, known);
      weir_reader_leave (reader, mark);
    }
}

static void
read_headers (WeirReader *reader, WeirNode *value, gpointer target)
{
  weir_read_fields (reader, value, weir_request_get_headers (target));
}

static void
read_raw (WeirReader *reader, WeirNode *value, gpointer target)
{
  if (value->kind != WEIR_NODE_SCALAR)
    {
      weir_reader_error (reader, value, "\"raw\" must be text; to send this value as JSON write \"json\""
                                        " instead.");
      return;
    }
  weir_request_set_payload_raw (target, value->text);
  weir_reader_template (reader, value);
}

static void
read_json (WeirReader *reader, WeirNode *value, gpointer target)
{
  g_autoptr (JsonNode) json = weir_reader_json (reader, value);

  weir_request_set_payload_json (target, json);
}

static const WeirSchema payload_schema = {
  "payload",
  {
    { "raw", NULL, WEIR_KEY_DEFAULT, read_raw },
    { "json", NULL, WEIR_KEY_TAKES_NULL, read_json },
  },
};

static void
read_payload (WeirReader *reader, WeirNode *value, gpointer target)
{
  guint64 given = 0;
  gboolean has_raw = FALSE;
  gboolean has_json = FALSE;

  if (!weir_reader_mapping (reader, value, &payload_schema, target, &given))
    return;
  has_raw = weir_schema_has (&payload_schema, given, "raw");
  has_json = weir_schema_has (&payload_schema, given, "json");
  if (!has_raw && !has_json)
    weir_reader_error (reader, value, "payload needs \"raw\" (text) or \"json\" (a value sent as JSON).");
  else if (has_raw && has_json)
    weir_reader_error (reader, value, "payload has both \"raw\" and \"json\"; keep one.");
}

static const WeirSchema request_schema = {
  "httpRequest",
  {
    { "url", NULL, WEIR_KEY_REQUIRED, read_url },
    { "method", "httpMethod", WEIR_KEY_DEFAULT, read_method },
    { "headers", "httpHeaders", WEIR_KEY_DEFAULT, read_headers },
    { "payload", NULL, WEIR_KEY_DEFAULT, read_payload },
  },
};

/**
 * weir_read_request:
 * @reader: where problems go
 * @node: the value of `httpRequest:`
 *
 * Returns: (transfer full): the request as far as it could be read
 */
WeirRequest *
weir_read_request (WeirReader *reader, WeirNode *node)
{
  WeirRequest *request = weir_request_new ("GET", "");

  weir_reader_mapping (reader, node, &request_schema, request, NULL);
  return request;
}
