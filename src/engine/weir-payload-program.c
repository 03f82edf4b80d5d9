/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-payload-program.c: a payload compiled: what it is made of, and what it says it is
 */

#include "config.h"

#include "weir-request-program.h"

#include "weir-part.h"

static void
clear_part (gpointer data)
{
  WeirPartProgram *part = data;

  g_clear_pointer (&part->name, weir_template_free);
  g_clear_pointer (&part->value, weir_template_free);
  g_clear_pointer (&part->path, weir_template_free);
  g_clear_pointer (&part->file_name, weir_template_free);
  g_free (part->content_type);
}

void
weir_payload_clear (WeirPayloadProgram *self)
{
  g_clear_pointer (&self->text, weir_template_free);
  g_clear_pointer (&self->form, g_array_unref);
  g_clear_pointer (&self->parts, g_array_unref);
  g_clear_pointer (&self->boundary, g_free);
  g_clear_pointer (&self->made, g_bytes_unref);
}

static gboolean
compile_text (WeirPayloadProgram *self, WeirTemplate **template, const char *text, WeirNames *names,
              GError **error)
{
  *template = weir_template_parse (text, names, error);
  if (!*template)
    return FALSE;
  self->is_plain &= weir_template_get_plain (*template) != NULL;
  return TRUE;
}

static gboolean
compile_part (WeirPayloadProgram *self, WeirPart *part, gboolean is_file, WeirNames *names, GError **error)
{
  WeirPartProgram *program;
  const char *file_name = weir_part_get_file_name (part);

  g_array_set_size (self->parts, self->parts->len + 1);
  program = &g_array_index (self->parts, WeirPartProgram, self->parts->len - 1);
  program->content_type = g_strdup (weir_part_get_content_type (part));
  if (!compile_text (self, &program->name, weir_part_get_name (part), names, error))
    return FALSE;
  if (!is_file)
    return compile_text (self, &program->value, weir_part_get_value (part), names, error);
  return compile_text (self, &program->path, weir_part_get_path (part), names, error) &&
         (!file_name || compile_text (self, &program->file_name, file_name, names, error));
}

static gboolean
compile_parts (WeirPayloadProgram *self, GListStore *store, gboolean are_files, WeirNames *names,
               GError **error)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (store)); i++)
    {
      g_autoptr (WeirPart) part = g_list_model_get_item (G_LIST_MODEL (store), i);

      if (weir_part_get_enabled (part) && !compile_part (self, part, are_files, names, error))
        return FALSE;
    }
  return TRUE;
}

/* 128 bits that nobody can guess cannot be in what is sent either. */
static char *
make_boundary (void)
{
  g_autofree char *uuid = g_uuid_string_random ();

  return g_strconcat ("weir-", uuid, NULL);
}

/**
 * weir_payload_compile:
 * @self: zeroed; filled
 * @request: the request it belongs to
 * @names: every name the document knows
 * @error: a #WEIR_LANGUAGE_ERROR
 *
 * Returns: whether all of it can be understood
 */
gboolean
weir_payload_compile (WeirPayloadProgram *self, WeirRequest *request, WeirNames *names, GError **error)
{
  self->kind = weir_request_get_payload_kind (request);
  self->is_plain = TRUE;
  switch (self->kind)
    {
    case WEIR_PAYLOAD_RAW:
      return compile_text (self, &self->text, weir_request_get_payload_raw (request), names, error);
    case WEIR_PAYLOAD_JSON:
      self->text = weir_template_parse_json (weir_request_get_payload_json (request), names, error);
      self->is_plain = self->text && weir_template_get_plain (self->text);
      return self->text != NULL;
    case WEIR_PAYLOAD_FORM:
      return weir_rows_compile (&self->form, weir_request_get_form (request), names, &self->is_plain, error);
    case WEIR_PAYLOAD_FILE:
      return compile_text (self, &self->text, weir_request_get_payload_file (request), names, error);
    case WEIR_PAYLOAD_MULTIPART:
      self->parts = g_array_new (FALSE, TRUE, sizeof (WeirPartProgram));
      g_array_set_clear_func (self->parts, clear_part);
      self->boundary = make_boundary ();
      return compile_parts (self, weir_request_get_multipart_fields (request), FALSE, names, error) &&
             compile_parts (self, weir_request_get_multipart_files (request), TRUE, names, error);
    case WEIR_PAYLOAD_NONE:
    default:
      return TRUE;
    }
}

/**
 * weir_payload_get_content_type:
 * @self: a payload
 * @made: (out): keeps the text alive
 *
 * Returns: (nullable): what a request with it says it is; %NULL for raw text, which may be anything
 */
const char *
weir_payload_get_content_type (const WeirPayloadProgram *self, char **made)
{
  switch (self->kind)
    {
    case WEIR_PAYLOAD_JSON:
      return "application/json";
    case WEIR_PAYLOAD_FORM:
      return "application/x-www-form-urlencoded";
    case WEIR_PAYLOAD_FILE:
      return "application/octet-stream";
    case WEIR_PAYLOAD_MULTIPART:
      return *made = g_strconcat ("multipart/form-data; boundary=", self->boundary, NULL);
    case WEIR_PAYLOAD_RAW:
    case WEIR_PAYLOAD_NONE:
    default:
      return NULL;
    }
}

static gboolean
read_file (const WeirTemplate *path, WeirFiles *files, GError **error)
{
  const char *plain = path ? weir_template_get_plain (path) : NULL;
  g_autoptr (GBytes) bytes = plain ? weir_files_get (files, plain, error) : NULL;

  return !plain || bytes;
}

/**
 * weir_payload_read_files:
 * @self: a payload
 * @files: where its files are kept
 *
 * Reads those whose names need nothing filled in, so that nobody has to wait for it once requests go out.
 *
 * Returns: %FALSE with a #WEIR_FILE_ERROR when one cannot be read
 */
gboolean
weir_payload_read_files (const WeirPayloadProgram *self, WeirFiles *files, GError **error)
{
  if (self->kind == WEIR_PAYLOAD_FILE)
    return read_file (self->text, files, error);
  for (guint i = 0; self->kind == WEIR_PAYLOAD_MULTIPART && i < self->parts->len; i++)
    if (!read_file (g_array_index (self->parts, WeirPartProgram, i).path, files, error))
      return FALSE;
  return TRUE;
}
