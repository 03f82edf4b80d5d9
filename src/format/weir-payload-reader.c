/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-payload-reader.c: `payload:`: a text, a JSON value, a form, a file, or several parts
 */

#include "config.h"

#include "weir-format-private.h"

#include <string.h>

#include "weir-part.h"

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

static void
read_form (WeirReader *reader, WeirNode *value, gpointer target)
{
  weir_request_set_payload_kind (target, WEIR_PAYLOAD_FORM);
  weir_read_rows (reader, value, WEIR_ROWS_FORM, weir_request_get_form (target));
}

static void
read_file (WeirReader *reader, WeirNode *value, gpointer target)
{
  const char *path = weir_reader_filled_text (reader, value);

  if (path == NULL)
    return;
  weir_request_set_payload_file (target, path);
  weir_reader_file (reader, value);
}

/* Parts */

static void
read_part_name (WeirReader *reader, WeirNode *value, gpointer target)
{
  if (weir_reader_filled_text (reader, value) != NULL)
    weir_part_set_name (target, weir_reader_line (reader, value));
}

static void
read_part_value (WeirReader *reader, WeirNode *value, gpointer target)
{
  const char *text = weir_reader_text (reader, value);

  if (text == NULL || weir_node_is_null (value))
    return;
  weir_part_set_value (target, text);
  weir_reader_template (reader, value);
}

static void
read_part_path (WeirReader *reader, WeirNode *value, gpointer target)
{
  if (weir_reader_filled_text (reader, value) == NULL)
    return;
  weir_part_set_path (target, value->text);
  weir_reader_file (reader, value);
}

static void
read_part_file_name (WeirReader *reader, WeirNode *value, gpointer target)
{
  weir_part_set_file_name (target, weir_reader_line (reader, value));
}

/* Not filled in: what a part is does not vary. */
static void
read_part_content_type (WeirReader *reader, WeirNode *value, gpointer target)
{
  const char *text = weir_reader_filled_text (reader, value);

  if (text == NULL)
    return;
  weir_reader_no_line_break (reader, value);
  if (strchr (text, '/') == NULL)
    weir_reader_error (reader, value, "\"%s\" must be a media type, such as text/plain or image/png.",
                       weir_reader_subject (reader));
  weir_part_set_content_type (target, text);
}

static void
read_part_enabled (WeirReader *reader, WeirNode *value, gpointer target)
{
  gboolean enabled = TRUE;

  if (weir_reader_boolean (reader, value, &enabled))
    weir_part_set_enabled (target, enabled);
}

static void
read_part_description (WeirReader *reader, WeirNode *value, gpointer target)
{
  weir_part_set_description (target, weir_reader_text (reader, value));
}

static const WeirSchema part_field_schema = {
  "field",
  {
    { "name", NULL, WEIR_KEY_REQUIRED, read_part_name },
    { "value", NULL, WEIR_KEY_TAKES_NULL, read_part_value },
    { "contentType", NULL, WEIR_KEY_DEFAULT, read_part_content_type },
    { "enabled", NULL, WEIR_KEY_DEFAULT, read_part_enabled },
    { "description", NULL, WEIR_KEY_DEFAULT, read_part_description },
  },
};

static const WeirSchema part_file_schema = {
  "file",
  {
    { "name", NULL, WEIR_KEY_REQUIRED, read_part_name },
    { "path", NULL, WEIR_KEY_REQUIRED, read_part_path },
    { "fileName", NULL, WEIR_KEY_DEFAULT, read_part_file_name },
    { "contentType", NULL, WEIR_KEY_DEFAULT, read_part_content_type },
    { "enabled", NULL, WEIR_KEY_DEFAULT, read_part_enabled },
    { "description", NULL, WEIR_KEY_DEFAULT, read_part_description },
  },
};

static void
read_part_field (WeirReader *reader, WeirNode *value, gpointer target)
{
  g_autoptr (WeirPart) part = weir_part_new_field ("", "");

  weir_reader_mapping (reader, value, &part_field_schema, part, NULL);
  g_list_store_append (target, part);
}

static void
read_part_file (WeirReader *reader, WeirNode *value, gpointer target)
{
  g_autoptr (WeirPart) part = weir_part_new_file ("", "");

  weir_reader_mapping (reader, value, &part_file_schema, part, NULL);
  g_list_store_append (target, part);
}

static void
read_part_fields (WeirReader *reader, WeirNode *value, gpointer target)
{
  weir_reader_list (reader, value, "- { name: title, value: My file }", read_part_field,
                    weir_request_get_multipart_fields (target));
}

static void
read_part_files (WeirReader *reader, WeirNode *value, gpointer target)
{
  weir_reader_list (reader, value, "- { name: document, path: report.pdf }", read_part_file,
                    weir_request_get_multipart_files (target));
}

static const WeirSchema multipart_schema = {
  "multipart",
  {
    { "fields", NULL, WEIR_KEY_DEFAULT, read_part_fields },
    { "files", NULL, WEIR_KEY_DEFAULT, read_part_files },
  },
};

static void
read_multipart (WeirReader *reader, WeirNode *value, gpointer target)
{
  WeirNode *fields = weir_node_find (value, "fields");
  WeirNode *files = weir_node_find (value, "files");

  weir_request_set_payload_kind (target, WEIR_PAYLOAD_MULTIPART);
  if (!weir_reader_mapping (reader, value, &multipart_schema, target, NULL))
    return;
  if ((fields == NULL || weir_node_count (fields) == 0) && (files == NULL || weir_node_count (files) == 0))
    weir_reader_error (reader, value, "multipart needs at least one entry in \"fields\" or \"files\".");
}

/* Which payload is meant. */

static const WeirSchema payload_schema = {
  "payload",
  {
    { "raw", NULL, WEIR_KEY_DEFAULT, read_raw },
    { "json", NULL, WEIR_KEY_TAKES_NULL, read_json },
    { "form", NULL, WEIR_KEY_DEFAULT, read_form },
    { "file", NULL, WEIR_KEY_DEFAULT, read_file },
    { "multipart", NULL, WEIR_KEY_DEFAULT, read_multipart },
    { "type", NULL, WEIR_KEY_DEFAULT, NULL },
  },
};

static const struct
{
  const char *key;
  const char *type;
} kinds[] = {
  { "raw", "Raw" },     { "json", "Json" },           { "form", "Form" },
  { "file", "Binary" }, { "multipart", "Multipart" },
};

/* "type" says again what the other key says; it is there for those who are used to it. */
static void
check_type (WeirReader *reader, WeirNode *node, const char *type, const char *key)
{
  static const char *const types[] = { "Raw", "Json", "Form", "Binary", "Multipart", NULL };
  WeirNode *written = weir_node_find (node, "type");
  guint index = 0;
  gsize mark;

  if (written == NULL || weir_node_is_null (written))
    return;
  mark = weir_reader_enter (reader, "type");
  if (weir_reader_word (reader, written, types, &index) && !g_str_equal (types[index], type))
    weir_reader_error (reader, written, "\"type: %s\" does not fit \"%s\", which is %s; leave \"type\" out.",
                       types[index], key, type);
  weir_reader_leave (reader, mark);
}

/**
 * weir_read_payload:
 * @reader: where problems go
 * @value: the value of `payload:`
 * @request: the WeirRequest it belongs to
 */
void
weir_read_payload (WeirReader *reader, WeirNode *value, gpointer request)
{
  guint64 given = 0;
  int first = -1;

  if (!weir_reader_mapping (reader, value, &payload_schema, request, &given))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (!weir_schema_has (&payload_schema, given, kinds[i].key))
        continue;
      if (first >= 0)
        {
          weir_reader_error (reader, value, "payload has both \"%s\" and \"%s\"; keep one.", kinds[first].key,
                             kinds[i].key);
          return;
        }
      first = (int) i;
    }
  if (first < 0)
    weir_reader_error (reader, value, "payload needs \"raw\" (text), \"json\" (a value sent as JSON),"
                                      " \"form\" (names and values), \"file\" (a path) or \"multipart\".");
  else
    check_type (reader, value, kinds[first].type, kinds[first].key);
}
