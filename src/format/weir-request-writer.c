/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-request-writer.c: an `httpRequest:` as YAML, keys at their default left out
 */

#include "config.h"

#include "weir-format-private.h"

#include "weir-duration.h"
#include "weir-field.h"
#include "weir-limits.h"
#include "weir-part.h"

/**
 * weir_write_list:
 * @emitter: where to write
 * @key: the key of the list
 * @store: what is in it; nothing is written when that is nothing
 * @write_item: writes an element
 */
void
weir_write_list (WeirEmitter *emitter, const char *key, GListStore *store, WeirWriteFunc write_item)
{
  GListModel *list = G_LIST_MODEL (store);

  if (g_list_model_get_n_items (list) == 0)
    return;
  weir_emitter_key (emitter, key);
  weir_emitter_begin_sequence (emitter, FALSE);
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GObject) object = g_list_model_get_item (list, i);

      write_item (emitter, object);
    }
  weir_emitter_end_sequence (emitter);
}

/**
 * weir_write_whole_list:
 * @emitter: where to write
 * @key: the key of the list, by which a document is known for what it is
 * @store: what is in it; written also when that is nothing
 * @write_item: writes an element
 */
void
weir_write_whole_list (WeirEmitter *emitter, const char *key, GListStore *store, WeirWriteFunc write_item)
{
  weir_write_list (emitter, key, store, write_item);
  if (g_list_model_get_n_items (G_LIST_MODEL (store)) > 0)
    return;
  weir_emitter_key (emitter, key);
  weir_emitter_begin_sequence (emitter, TRUE);
  weir_emitter_end_sequence (emitter);
}

/* A mapping is shorter, but has no place for a repeated name, an unticked row or a description. */
static gboolean
fits_mapping (GListModel *fields)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (fields); i++)
    {
      g_autoptr (WeirField) field = g_list_model_get_item (fields, i);

      if (!weir_field_get_enabled (field) || weir_field_get_description (field) != NULL ||
          !g_hash_table_add (names, g_ascii_strdown (weir_field_get_name (field), -1)))
        return FALSE;
    }
  return TRUE;
}

static void
write_field (WeirEmitter *emitter, gpointer object)
{
  weir_emitter_begin_mapping (emitter, FALSE);
  weir_emitter_text_entry (emitter, "name", weir_field_get_name (object));
  weir_emitter_text_entry (emitter, "value", weir_field_get_value (object));
  weir_emitter_boolean_entry (emitter, "enabled", weir_field_get_enabled (object), TRUE);
  weir_emitter_text_entry (emitter, "description", weir_field_get_description (object));
  weir_emitter_end_mapping (emitter);
}

static void
write_rows (WeirEmitter *emitter, const char *key, GListStore *store)
{
  GListModel *fields = G_LIST_MODEL (store);

  if (weir_emitter_has_tree (emitter) || !fits_mapping (fields))
    {
      weir_write_list (emitter, key, store, write_field);
      return;
    }
  if (g_list_model_get_n_items (fields) == 0)
    return;
  weir_emitter_key (emitter, key);
  weir_emitter_begin_mapping (emitter, FALSE);
  for (guint i = 0; i < g_list_model_get_n_items (fields); i++)
    {
      g_autoptr (WeirField) field = g_list_model_get_item (fields, i);

      weir_emitter_text_entry (emitter, weir_field_get_name (field), weir_field_get_value (field));
    }
  weir_emitter_end_mapping (emitter);
}

static void
write_auth (WeirEmitter *emitter, WeirAuth *auth)
{
  static const char *const words[] = { "basic", "bearer", "digest", "apiKey" };
  WeirAuthKind kind = weir_auth_get_kind (auth);

  weir_emitter_key (emitter, "auth");
  weir_emitter_begin_mapping (emitter, FALSE);
  weir_emitter_word_entry (emitter, "type", words[kind]);
  if (kind == WEIR_AUTH_BASIC || kind == WEIR_AUTH_DIGEST)
    {
      weir_emitter_text_entry (emitter, "username", weir_auth_get_username (auth));
      weir_emitter_text_entry (emitter, "password", weir_auth_get_password (auth));
    }
  else if (kind == WEIR_AUTH_BEARER)
    weir_emitter_text_entry (emitter, "token", weir_auth_get_token (auth));
  else
    {
      weir_emitter_text_entry (emitter, "name", weir_auth_get_name (auth));
      weir_emitter_text_entry (emitter, "value", weir_auth_get_value (auth));
      if (weir_auth_get_place (auth) == WEIR_AUTH_IN_QUERY)
        weir_emitter_word_entry (emitter, "in", "query");
    }
  weir_emitter_end_mapping (emitter);
}

static void
write_part_end (WeirEmitter *emitter, WeirPart *part)
{
  weir_emitter_text_entry (emitter, "contentType", weir_part_get_content_type (part));
  weir_emitter_boolean_entry (emitter, "enabled", weir_part_get_enabled (part), TRUE);
  weir_emitter_text_entry (emitter, "description", weir_part_get_description (part));
  weir_emitter_end_mapping (emitter);
}

static void
write_part_field (WeirEmitter *emitter, gpointer object)
{
  weir_emitter_begin_mapping (emitter, FALSE);
  weir_emitter_text_entry (emitter, "name", weir_part_get_name (object));
  weir_emitter_text_entry (emitter, "value", weir_part_get_value (object));
  write_part_end (emitter, object);
}

static void
write_part_file (WeirEmitter *emitter, gpointer object)
{
  weir_emitter_begin_mapping (emitter, FALSE);
  weir_emitter_text_entry (emitter, "name", weir_part_get_name (object));
  weir_emitter_text_entry (emitter, "path", weir_part_get_path (object));
  weir_emitter_text_entry (emitter, "fileName", weir_part_get_file_name (object));
  write_part_end (emitter, object);
}

static void
write_form (WeirEmitter *emitter, WeirRequest *request)
{
  GListStore *form = weir_request_get_form (request);

  write_rows (emitter, "form", form);
  if (g_list_model_get_n_items (G_LIST_MODEL (form)) > 0)
    return;
  weir_emitter_key (emitter, "form");
  weir_emitter_begin_mapping (emitter, TRUE);
  weir_emitter_end_mapping (emitter);
}

static void
write_payload (WeirEmitter *emitter, WeirRequest *request)
{
  weir_emitter_key (emitter, "payload");
  weir_emitter_begin_mapping (emitter, FALSE);
  switch (weir_request_get_payload_kind (request))
    {
    case WEIR_PAYLOAD_JSON:
      weir_emitter_key (emitter, "json");
      weir_emitter_json (emitter, weir_request_get_payload_json (request));
      break;
    case WEIR_PAYLOAD_FORM:
      write_form (emitter, request);
      break;
    case WEIR_PAYLOAD_FILE:
      weir_emitter_text_entry (emitter, "file", weir_request_get_payload_file (request));
      break;
    case WEIR_PAYLOAD_MULTIPART:
      weir_emitter_key (emitter, "multipart");
      weir_emitter_begin_mapping (emitter, FALSE);
      weir_write_list (emitter, "fields", weir_request_get_multipart_fields (request), write_part_field);
      weir_write_list (emitter, "files", weir_request_get_multipart_files (request), write_part_file);
      weir_emitter_end_mapping (emitter);
      break;
    case WEIR_PAYLOAD_RAW:
    case WEIR_PAYLOAD_NONE:
    default:
      weir_emitter_text_entry (emitter, "raw", weir_request_get_payload_raw (request));
      break;
    }
  weir_emitter_end_mapping (emitter);
}

/**
 * weir_write_statements:
 * @emitter: where to write
 * @key: `before` or `after`
 * @statements: (nullable) (array zero-terminated=1): what stands there
 */
void
weir_write_statements (WeirEmitter *emitter, const char *key, const char *const *statements)
{
  if (statements == NULL)
    return;
  weir_emitter_key (emitter, key);
  weir_emitter_begin_sequence (emitter, FALSE);
  for (; *statements != NULL; statements++)
    weir_emitter_text (emitter, *statements);
  weir_emitter_end_sequence (emitter);
}

static void
write_options (WeirEmitter *emitter, WeirRequest *request)
{
  gint64 timeout_us = weir_request_get_timeout_us (request);

  if (timeout_us != WEIR_LIMIT_REQUEST_TIMEOUT_US)
    {
      g_autofree char *timeout = weir_duration_to_text (timeout_us);

      weir_emitter_word_entry (emitter, "timeout", timeout);
    }
  weir_emitter_uint_entry (emitter, "maxRedirects", weir_request_get_max_redirects (request),
                           WEIR_LIMIT_REDIRECTS);
  weir_emitter_boolean_entry (emitter, "insecure", weir_request_get_insecure (request), FALSE);
  weir_emitter_text_entry (emitter, "clientCertificatePath", weir_request_get_certificate_path (request));
  weir_emitter_text_entry (emitter, "clientCertificatePassword",
                           weir_request_get_certificate_password (request));
  weir_write_statements (emitter, "before", weir_request_get_before (request));
  weir_write_statements (emitter, "after", weir_request_get_after (request));
}

/**
 * weir_write_request_keys:
 * @emitter: where to write, in a mapping that is open
 * @request: a request
 */
void
weir_write_request_keys (WeirEmitter *emitter, WeirRequest *request)
{
  static const char *const versions[] = { "2.0", "1.1", "1.0" };
  WeirHttpVersion version = weir_request_get_http_version (request);

  if (!g_str_equal (weir_request_get_method (request), "GET"))
    weir_emitter_text_entry (emitter, "method", weir_request_get_method (request));
  weir_emitter_text_entry (emitter, "url", weir_request_get_url (request));
  if (version != WEIR_HTTP_2)
    weir_emitter_word_entry (emitter, "version", versions[version]);
  write_rows (emitter, "query", weir_request_get_query (request));
  write_rows (emitter, "headers", weir_request_get_headers (request));
  if (weir_request_get_auth (request) != NULL)
    write_auth (emitter, weir_request_get_auth (request));
  if (weir_request_get_payload_kind (request) != WEIR_PAYLOAD_NONE)
    write_payload (emitter, request);
  write_options (emitter, request);
}

/**
 * weir_write_request:
 * @emitter: where to write
 * @request: a request
 *
 * Writes `httpRequest:` with its value.
 */
void
weir_write_request (WeirEmitter *emitter, WeirRequest *request)
{
  weir_emitter_key (emitter, "httpRequest");
  weir_emitter_begin_mapping (emitter, FALSE);
  weir_write_request_keys (emitter, request);
  weir_emitter_end_mapping (emitter);
}
