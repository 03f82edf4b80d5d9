/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-field-reader.c: rows of names and values: headers, query parameters, fields of a form
 */

#include "config.h"

#include "weir-format-private.h"

#include <string.h>

#include "weir-field.h"
#include "weir-limits.h"

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

/**
 * weir_read_header_name:
 * @reader: where problems go
 * @node: a scalar that names a header
 *
 * Checks the name of a header.
 */
void
weir_read_header_name (WeirReader *reader, const WeirNode *node)
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

/**
 * weir_read_header_value:
 * @reader: where problems go
 * @value: the value of a header
 *
 * Returns: it, or "" after an error
 */
const char *
weir_read_header_value (WeirReader *reader, WeirNode *value)
{
  const char *text = weir_reader_line (reader, value);

  if (strlen (text) > WEIR_LIMIT_HEADER_VALUE_BYTES)
    weir_reader_error (reader, value, "This header value has more than %d bytes.",
                       WEIR_LIMIT_HEADER_VALUE_BYTES);
  return text;
}

/* A parameter or a field of a form: any text, encoded when it is sent. */
static const char *
read_row_value (WeirReader *reader, WeirNode *value)
{
  const char *text = weir_reader_text (reader, value);

  if (text == NULL || weir_node_is_null (value))
    return "";
  weir_reader_template (reader, value);
  return text;
}

static void
read_header_row_name (WeirReader *reader, WeirNode *value, gpointer target)
{
  if (weir_reader_text (reader, value) == NULL)
    return;
  weir_read_header_name (reader, value);
  weir_field_set_name (target, value->text);
}

static void
read_header_row_value (WeirReader *reader, WeirNode *value, gpointer target)
{
  weir_field_set_value (target, weir_read_header_value (reader, value));
}

static void
read_plain_row_name (WeirReader *reader, WeirNode *value, gpointer target)
{
  weir_field_set_name (target, weir_reader_filled_text (reader, value));
}

static void
read_plain_row_value (WeirReader *reader, WeirNode *value, gpointer target)
{
  weir_field_set_value (target, read_row_value (reader, value));
}

static void
read_row_enabled (WeirReader *reader, WeirNode *value, gpointer target)
{
  gboolean enabled = TRUE;

  if (weir_reader_boolean (reader, value, &enabled))
    weir_field_set_enabled (target, enabled);
}

static void
read_row_description (WeirReader *reader, WeirNode *value, gpointer target)
{
  weir_field_set_description (target, weir_reader_text (reader, value));
}

static const WeirSchema header_schema = {
  "header",
  {
    { "name", NULL, WEIR_KEY_REQUIRED, read_header_row_name },
    { "value", NULL, WEIR_KEY_TAKES_NULL, read_header_row_value },
    { "enabled", NULL, WEIR_KEY_DEFAULT, read_row_enabled },
    { "description", NULL, WEIR_KEY_DEFAULT, read_row_description },
  },
};

static const WeirSchema row_schema = {
  "row",
  {
    { "name", NULL, WEIR_KEY_REQUIRED, read_plain_row_name },
    { "value", NULL, WEIR_KEY_TAKES_NULL, read_plain_row_value },
    { "enabled", NULL, WEIR_KEY_DEFAULT, read_row_enabled },
    { "description", NULL, WEIR_KEY_DEFAULT, read_row_description },
  },
};

static void
read_header_row (WeirReader *reader, WeirNode *value, gpointer target)
{
  g_autoptr (WeirField) field = weir_field_new ("", "");

  weir_reader_mapping (reader, value, &header_schema, field, NULL);
  g_list_store_append (target, field);
}

static void
read_plain_row (WeirReader *reader, WeirNode *value, gpointer target)
{
  g_autoptr (WeirField) field = weir_field_new ("", "");

  weir_reader_mapping (reader, value, &row_schema, field, NULL);
  g_list_store_append (target, field);
}

static const struct
{
  const char *one; /* for messages */
  const char *all;
} words[] = {
  [WEIR_ROWS_HEADERS] = { "header", "headers" },
  [WEIR_ROWS_QUERY] = { "parameter", "parameters" },
  [WEIR_ROWS_FORM] = { "field", "fields" },
};

static void
read_entry (WeirReader *reader, const WeirEntry *entry, WeirRows rows, GListStore *fields, GHashTable *known)
{
  gboolean is_header = rows == WEIR_ROWS_HEADERS;
  g_autofree char *folded = is_header ? g_ascii_strdown (entry->key->text, -1) : g_strdup (entry->key->text);
  g_autofree char *shown = weir_shorten (entry->key->text);
  g_autoptr (WeirField) field = weir_field_new (entry->key->text, "");
  const WeirNode *first = g_hash_table_lookup (known, folded);

  if (first != NULL)
    {
      if (!entry->is_merged)
        weir_reader_error (reader, entry->key, "The %s \"%s\" is given twice, first in line %u; keep one, or"
                                               " write the %s as a list of { name, value }.",
                           words[rows].one, shown, first->line, words[rows].all);
      return;
    }
  g_hash_table_insert (known, g_steal_pointer (&folded), entry->key);
  if (is_header)
    weir_read_header_name (reader, entry->key);
  else if (*entry->key->text == '\0')
    weir_reader_error (reader, entry->key, "A %s needs a name.", words[rows].one);
  weir_field_set_value (field, is_header ? weir_read_header_value (reader, entry->value)
                                         : read_row_value (reader, entry->value));
  g_list_store_append (fields, field);
}

/**
 * weir_read_rows:
 * @reader: where problems go
 * @node: rows, as a mapping or as a list
 * @rows: what they are
 * @fields: (transfer none): where they are appended
 */
void
weir_read_rows (WeirReader *reader, WeirNode *node, WeirRows rows, GListStore *fields)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (node->kind == WEIR_NODE_SEQUENCE)
    weir_reader_list (reader, node, NULL, rows == WEIR_ROWS_HEADERS ? read_header_row : read_plain_row,
                      fields);
  else if (node->kind == WEIR_NODE_SCALAR)
    weir_reader_error (reader, node, "\"%s\" must be a mapping of names to values, or a list of { name,"
                                     " value, enabled, description }.", weir_reader_subject (reader));
  for (guint i = 0; node->kind == WEIR_NODE_MAPPING && i < weir_node_count (node); i++)
    {
      const WeirEntry *entry = weir_node_entry (node, i);
      gsize mark = weir_reader_enter (reader, entry->key->text);

      read_entry (reader, entry, rows, fields, known);
      weir_reader_leave (reader, mark);
    }
}
