/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-payload-execution.c: the bytes of a payload, filled in for one request
 */

#include "config.h"

#include "weir-execution.h"

#include <string.h>

#include "weir-limits.h"

static GBytes *
make_form (WeirExecution *self, const WeirPayloadProgram *payload)
{
  g_autoptr (GString) form = g_string_new (NULL);

  for (guint i = 0; i < payload->form->len; i++)
    {
      WeirRowProgram *row = &g_array_index (payload->form, WeirRowProgram, i);

      if (!weir_step_fill (self, row->value))
        return NULL;
      weir_form_add_field (form, row->name, self->text->str, self->text->len);
    }
  return g_string_free_to_bytes (g_steal_pointer (&form));
}

static GBytes *
get_file (WeirExecution *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = weir_files_get (self->shared->files, path, &error);

  if (!bytes)
    weir_step_fail (self, error->message);
  return bytes;
}

/* A quoted name as browsers write it: what would end it, or the line, is percent-encoded. */
static void
add_quoted (GString *head, const char *key, const char *text)
{
  g_string_append_printf (head, "; %s=\"", key);
  for (; *text; text++)
    if (*text == '"' || *text == '\r' || *text == '\n')
      g_string_append_printf (head, "%%%02X", (guint) *text);
    else
      g_string_append_c (head, *text);
  g_string_append_c (head, '"');
}

static void
add_content_type (GString *head, const WeirPartProgram *part, const char *file_name)
{
  g_autofree char *guessed = file_name ? g_content_type_guess (file_name, NULL, 0, NULL) : NULL;
  g_autofree char *mime = guessed ? g_content_type_get_mime_type (guessed) : NULL;
  const char *type = part->content_type ? part->content_type : mime;

  if (file_name && !type)
    type = "application/octet-stream";
  if (type)
    g_string_append_printf (head, "Content-Type: %s\r\n", type);
}

/* The path is in the user's text; the file is called as its last part, unless the document says otherwise. */
static GBytes *
add_file_head (WeirExecution *self, const WeirPartProgram *part, GString *head)
{
  g_autoptr (GBytes) bytes = get_file (self, self->text->str);
  g_autofree char *file_name = NULL;

  if (!bytes)
    return NULL;
  if (part->file_name && !weir_step_fill (self, part->file_name))
    return NULL;
  file_name = part->file_name ? g_strdup (self->text->str) : g_path_get_basename (self->text->str);
  add_quoted (head, "filename", file_name);
  g_string_append (head, "\r\n");
  add_content_type (head, part, file_name);
  return g_steal_pointer (&bytes);
}

static gboolean
add_part (WeirExecution *self, const WeirPayloadProgram *payload, const WeirPartProgram *part,
          GByteArray *whole)
{
  g_autoptr (GString) head = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;

  if (!weir_step_fill (self, part->name))
    return FALSE;
  g_string_append_printf (head, "--%s\r\nContent-Disposition: form-data", payload->boundary);
  add_quoted (head, "name", self->text->str);
  if (!weir_step_fill (self, part->path ? part->path : part->value))
    return FALSE;
  if (part->path)
    bytes = add_file_head (self, part, head);
  else
    {
      g_string_append (head, "\r\n");
      add_content_type (head, part, NULL);
      bytes = g_bytes_new (self->text->str, self->text->len);
    }
  if (!bytes)
    return FALSE;
  if (whole->len + head->len + g_bytes_get_size (bytes) > WEIR_LIMIT_PAYLOAD_FILE_BYTES)
    {
      g_autofree char *message
          = g_strdup_printf ("All parts together are larger than %d MB, the most that can be sent.",
                             WEIR_LIMIT_PAYLOAD_FILE_BYTES / (1024 * 1024));

      weir_step_fail (self, message);
      return FALSE;
    }
  g_string_append (head, "\r\n");
  g_byte_array_append (whole, (const guint8 *) head->str, (guint) head->len);
  g_byte_array_append (whole, g_bytes_get_data (bytes, NULL), (guint) g_bytes_get_size (bytes));
  g_byte_array_append (whole, (const guint8 *) "\r\n", 2);
  return TRUE;
}

static GBytes *
make_parts (WeirExecution *self, const WeirPayloadProgram *payload)
{
  g_autoptr (GByteArray) whole = g_byte_array_new ();
  g_autofree char *end = g_strdup_printf ("--%s--\r\n", payload->boundary);

  for (guint i = 0; i < payload->parts->len; i++)
    if (!add_part (self, payload, &g_array_index (payload->parts, WeirPartProgram, i), whole))
      return NULL;
  g_byte_array_append (whole, (const guint8 *) end, (guint) strlen (end));
  return g_byte_array_free_to_bytes (g_steal_pointer (&whole));
}

static GBytes *
make (WeirExecution *self, const WeirPayloadProgram *payload)
{
  switch (payload->kind)
    {
    case WEIR_PAYLOAD_FORM:
      return make_form (self, payload);
    case WEIR_PAYLOAD_MULTIPART:
      return make_parts (self, payload);
    case WEIR_PAYLOAD_FILE:
      return weir_step_fill (self, payload->text) ? get_file (self, self->text->str) : NULL;
    case WEIR_PAYLOAD_RAW:
    case WEIR_PAYLOAD_JSON:
    case WEIR_PAYLOAD_NONE:
    default:
      return weir_step_fill (self, payload->text) ? g_bytes_new (self->text->str, self->text->len) : NULL;
    }
}

/**
 * weir_payload_prepare:
 * @self: an execution
 * @payload: the payload of its step
 *
 * Makes what is sent; what has nothing to be filled in is made once for all users.
 *
 * Returns: %FALSE when the step has failed for it
 */
gboolean
weir_payload_prepare (WeirExecution *self, WeirPayloadProgram *payload)
{
  g_clear_pointer (&self->body, g_bytes_unref);
  self->outgoing.body = payload->made;
  if (payload->made || payload->kind == WEIR_PAYLOAD_NONE)
    return TRUE;
  self->body = make (self, payload);
  self->outgoing.body = self->body;
  if (self->body && payload->is_plain)
    payload->made = g_bytes_ref (self->body);
  return self->body != NULL;
}
