/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-request-payload.c: the payload of a request: at most one, of one kind
 */

#include "config.h"

#include "weir-request-private.h"

static void
forget_payload (WeirRequest *self)
{
  g_clear_pointer (&self->payload_raw, g_free);
  g_clear_pointer (&self->payload_json, json_node_unref);
  g_clear_pointer (&self->payload_file, g_free);
  g_list_store_remove_all (self->form);
  g_list_store_remove_all (self->multipart_fields);
  g_list_store_remove_all (self->multipart_files);
  self->payload_kind = WEIR_PAYLOAD_NONE;
}

/* Takes the values. */
static void
replace_payload (WeirRequest *self, WeirPayloadKind kind, char *raw, JsonNode *json, char *file)
{
  gboolean kind_changes = kind != self->payload_kind;
  gboolean raw_changes = raw != NULL || self->payload_raw != NULL;
  gboolean json_changes = json != NULL || self->payload_json != NULL;
  gboolean file_changes = file != NULL || self->payload_file != NULL;

  g_object_freeze_notify (G_OBJECT (self));
  forget_payload (self);
  self->payload_kind = kind;
  self->payload_raw = raw;
  self->payload_json = json;
  self->payload_file = file;
  if (kind_changes)
    g_object_notify (G_OBJECT (self), "payload-kind");
  if (raw_changes)
    g_object_notify (G_OBJECT (self), "payload-raw");
  if (json_changes)
    g_object_notify (G_OBJECT (self), "payload-json");
  if (file_changes)
    g_object_notify (G_OBJECT (self), "payload-file");
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * weir_request_get_payload_kind:
 * @self: a request
 *
 * Returns: which payload it has
 */
WeirPayloadKind
weir_request_get_payload_kind (WeirRequest *self)
{
  g_return_val_if_fail (WEIR_IS_REQUEST (self), WEIR_PAYLOAD_NONE);

  return self->payload_kind;
}

/**
 * weir_request_set_payload_kind:
 * @self: a request
 * @kind: which payload it has from now on
 *
 * Gives @self an empty payload of @kind, unless it is of that kind already.
 */
void
weir_request_set_payload_kind (WeirRequest *self, WeirPayloadKind kind)
{
  g_return_if_fail (WEIR_IS_REQUEST (self));

  if (self->payload_kind == kind)
    return;
  replace_payload (self, kind, kind == WEIR_PAYLOAD_RAW ? g_strdup ("") : NULL,
                   kind == WEIR_PAYLOAD_JSON ? json_node_new (JSON_NODE_NULL) : NULL,
                   kind == WEIR_PAYLOAD_FILE ? g_strdup ("") : NULL);
  if (self->payload_json != NULL)
    json_node_seal (self->payload_json);
}

/**
 * weir_request_get_payload_raw:
 * @self: a request
 *
 * Returns: (nullable): the text to send, placeholders unresolved; NULL unless the kind is raw
 */
const char *
weir_request_get_payload_raw (WeirRequest *self)
{
  g_return_val_if_fail (WEIR_IS_REQUEST (self), NULL);

  return self->payload_raw;
}

/**
 * weir_request_set_payload_raw:
 * @self: a request
 * @raw: (nullable): the text to send; NULL takes a raw payload away and leaves any other alone
 */
void
weir_request_set_payload_raw (WeirRequest *self, const char *raw)
{
  g_return_if_fail (WEIR_IS_REQUEST (self));

  if (g_strcmp0 (self->payload_raw, raw) == 0)
    return;
  replace_payload (self, raw != NULL ? WEIR_PAYLOAD_RAW : WEIR_PAYLOAD_NONE, g_strdup (raw), NULL, NULL);
}

/**
 * weir_request_get_payload_json:
 * @self: a request
 *
 * Returns: (transfer none) (nullable): the value to send, which must not be changed; NULL unless the
 * kind is JSON
 */
JsonNode *
weir_request_get_payload_json (WeirRequest *self)
{
  g_return_val_if_fail (WEIR_IS_REQUEST (self), NULL);

  return self->payload_json;
}

/**
 * weir_request_set_payload_json:
 * @self: a request
 * @json: (transfer none) (nullable): the value to send, sealed by this: nobody may change it any more; NULL
 *   takes a JSON payload away and leaves any other alone
 */
void
weir_request_set_payload_json (WeirRequest *self, JsonNode *json)
{
  g_return_if_fail (WEIR_IS_REQUEST (self));

  if (self->payload_json == json)
    return;
  if (json != NULL)
    json_node_seal (json);
  replace_payload (self, json != NULL ? WEIR_PAYLOAD_JSON : WEIR_PAYLOAD_NONE, NULL,
                   json != NULL ? json_node_ref (json) : NULL, NULL);
}

/**
 * weir_request_get_payload_file:
 * @self: a request
 *
 * Returns: (nullable): the file whose bytes are sent; NULL unless the kind is file
 */
const char *
weir_request_get_payload_file (WeirRequest *self)
{
  g_return_val_if_fail (WEIR_IS_REQUEST (self), NULL);

  return self->payload_file;
}

/**
 * weir_request_set_payload_file:
 * @self: a request
 * @file: (nullable): the file to send; NULL takes it away and leaves any other payload alone
 */
void
weir_request_set_payload_file (WeirRequest *self, const char *file)
{
  g_return_if_fail (WEIR_IS_REQUEST (self));

  if (g_strcmp0 (self->payload_file, file) == 0)
    return;
  replace_payload (self, file != NULL ? WEIR_PAYLOAD_FILE : WEIR_PAYLOAD_NONE, NULL, NULL, g_strdup (file));
}

/**
 * weir_request_get_form:
 * @self: a request
 *
 * Returns: (transfer none): the rows of a form, in order
 */
GListStore *
weir_request_get_form (WeirRequest *self)
{
  g_return_val_if_fail (WEIR_IS_REQUEST (self), NULL);

  return self->form;
}

/**
 * weir_request_get_multipart_fields:
 * @self: a request
 *
 * Returns: (transfer none): the texts of a multipart payload, in order
 */
GListStore *
weir_request_get_multipart_fields (WeirRequest *self)
{
  g_return_val_if_fail (WEIR_IS_REQUEST (self), NULL);

  return self->multipart_fields;
}

/**
 * weir_request_get_multipart_files:
 * @self: a request
 *
 * Returns: (transfer none): the files of a multipart payload, sent after its texts, in order
 */
GListStore *
weir_request_get_multipart_files (WeirRequest *self)
{
  g_return_val_if_fail (WEIR_IS_REQUEST (self), NULL);

  return self->multipart_files;
}

/**
 * weir_request_clear_payload:
 * @self: a request
 *
 * Leaves @self without a payload.
 */
void
weir_request_clear_payload (WeirRequest *self)
{
  g_return_if_fail (WEIR_IS_REQUEST (self));

  replace_payload (self, WEIR_PAYLOAD_NONE, NULL, NULL, NULL);
}
