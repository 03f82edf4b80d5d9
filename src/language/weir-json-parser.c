/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-json-parser.c: JSON text → JsonNode, by RFC 8259 and nothing beside it
 *
 * Every answer with an extraction or an assertion comes through here, so it is one pass over the bytes.
 * json-glib's own parser sets up a scanner for each text, and takes for JSON what is none: 010 is 8 to it.
 */

#include "config.h"

#include "weir-json.h"

#include <string.h>

#include "weir-limits.h"

/* A longer number is copied to the heap before it is read. */
#define NUMBER_BYTES 64
/* So many digits are a whole number of 64 bits, whichever they are. */
#define SAFE_DIGITS 18

#define BYTE_ORDER_MARK "\357\273\277"
#define REPLACEMENT "\357\277\275"

typedef struct
{
  const char *at;
  const char *end;
  GString *texts; /* the names of the members that are being read, each with its NUL, and the latest text */
  guint depth;
} Reader;

static JsonNode *read_value (Reader *reader);

static void
skip_blanks (Reader *reader)
{
  while (reader->at < reader->end &&
         (*reader->at == ' ' || *reader->at == '\n' || *reader->at == '\r' || *reader->at == '\t'))
    reader->at++;
}

static gboolean
take (Reader *reader, char c)
{
  if (reader->at == reader->end || *reader->at != c)
    return FALSE;
  reader->at++;
  return TRUE;
}

static gboolean
take_word (Reader *reader, const char *word)
{
  gsize length = strlen (word);

  if ((gsize) (reader->end - reader->at) < length || memcmp (reader->at, word, length) != 0)
    return FALSE;
  reader->at += length;
  return TRUE;
}

/* Behind "\u"; -1 when these are no four digits. */
static int
read_hex (Reader *reader)
{
  int code = 0;

  if (reader->end - reader->at < 4)
    return -1;
  for (guint i = 0; i < 4; i++, reader->at++)
    {
      int digit = g_ascii_xdigit_value (*reader->at);

      if (digit < 0)
        return -1;
      code = code * 16 + digit;
    }
  return code;
}

static gboolean
is_low_surrogate (int code)
{
  return code >= 0xdc00 && code <= 0xdfff;
}

/* A text of ours can hold no NUL, and half a surrogate pair is no character. */
static gboolean
read_unicode (Reader *reader)
{
  int code = read_hex (reader);
  const char *behind = reader->at;

  if (code < 0)
    return FALSE;
  if (code >= 0xd800 && code <= 0xdbff && take_word (reader, "\\u"))
    {
      int low = read_hex (reader);

      if (low < 0)
        return FALSE;
      if (is_low_surrogate (low))
        code = 0x10000 + (code - 0xd800) * 0x400 + (low - 0xdc00);
      else
        reader->at = behind;
    }
  if (code == 0 || (code >= 0xd800 && code <= 0xdfff))
    g_string_append (reader->texts, REPLACEMENT);
  else
    g_string_append_unichar (reader->texts, (gunichar) code);
  return TRUE;
}

/* Behind the backslash. */
static gboolean
read_escape (Reader *reader)
{
  static const char written[] = "\"\\/bfnrt";
  static const char meant[] = "\"\\/\b\f\n\r\t";
  const char *found;

  if (take (reader, 'u'))
    return read_unicode (reader);
  found = reader->at < reader->end && *reader->at ? strchr (written, *reader->at) : NULL;
  if (!found)
    return FALSE;
  g_string_append_c (reader->texts, meant[found - written]);
  reader->at++;
  return TRUE;
}

/* Behind the quote: appends to the texts. */
static gboolean
read_text (Reader *reader)
{
  for (;;)
    {
      const char *start = reader->at;

      while (reader->at < reader->end && (guchar) *reader->at >= 0x20 && *reader->at != '"' &&
             *reader->at != '\\')
        reader->at++;
      g_string_append_len (reader->texts, start, reader->at - start);
      if (take (reader, '"'))
        return TRUE;
      if (!take (reader, '\\') || !read_escape (reader))
        return FALSE;
    }
}

static JsonNode *
read_string (Reader *reader)
{
  gsize start = reader->texts->len;
  JsonNode *node = NULL;

  if (read_text (reader))
    node = json_node_init_string (json_node_alloc (), reader->texts->str + start);
  g_string_truncate (reader->texts, start);
  return node;
}

static gsize
take_digits (Reader *reader)
{
  const char *start = reader->at;

  while (reader->at < reader->end && g_ascii_isdigit (*reader->at))
    reader->at++;
  return (gsize) (reader->at - start);
}

/* Whole numbers that 64 bits cannot hold are doubles. */
static JsonNode *
make_number (const char *start, gsize length, gboolean is_whole)
{
  char buffer[NUMBER_BYTES];
  g_autofree char *copy = length < NUMBER_BYTES ? NULL : g_strndup (start, length);
  const char *text = copy ? copy : buffer;
  gint64 integer;

  if (!copy)
    {
      memcpy (buffer, start, length);
      buffer[length] = '\0';
    }
  if (is_whole && g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &integer, NULL))
    return json_node_init_int (json_node_alloc (), integer);
  return json_node_init_double (json_node_alloc (), g_ascii_strtod (text, NULL));
}

static JsonNode *
read_number (Reader *reader)
{
  const char *start = reader->at;
  gboolean negative = take (reader, '-'), is_whole = TRUE;
  const char *digits = reader->at;
  gsize n_digits = take_digits (reader);
  gint64 integer = 0;

  if (n_digits == 0 || (*digits == '0' && n_digits > 1))
    return NULL;
  if (take (reader, '.'))
    {
      is_whole = FALSE;
      if (take_digits (reader) == 0)
        return NULL;
    }
  if (take (reader, 'e') || take (reader, 'E'))
    {
      is_whole = FALSE;
      if (!take (reader, '-'))
        take (reader, '+');
      if (take_digits (reader) == 0)
        return NULL;
    }
  if (!is_whole || n_digits > SAFE_DIGITS)
    return make_number (start, (gsize) (reader->at - start), is_whole);
  for (gsize i = 0; i < n_digits; i++)
    integer = integer * 10 + (digits[i] - '0');
  return json_node_init_int (json_node_alloc (), negative ? -integer : integer);
}

/* A member and what follows it: of two with the same name the later one counts. */
static gboolean
read_member (Reader *reader, JsonObject *object)
{
  gsize name = reader->texts->len;
  JsonNode *value = NULL;

  skip_blanks (reader);
  if (!take (reader, '"') || !read_text (reader))
    return FALSE;
  g_string_append_c (reader->texts, '\0');
  skip_blanks (reader);
  if (take (reader, ':'))
    value = read_value (reader);
  if (value)
    json_object_set_member (object, reader->texts->str + name, value);
  g_string_truncate (reader->texts, name);
  return value != NULL;
}

/* Behind the bracket. */
static JsonNode *
read_object (Reader *reader)
{
  g_autoptr (JsonObject) object = json_object_new ();

  skip_blanks (reader);
  if (!take (reader, '}'))
    {
      do
        if (!read_member (reader, object))
          return NULL;
      while (take (reader, ','));
      if (!take (reader, '}'))
        return NULL;
    }
  return json_node_init_object (json_node_alloc (), object);
}

static JsonNode *
read_array (Reader *reader)
{
  g_autoptr (JsonArray) array = json_array_new ();

  skip_blanks (reader);
  if (!take (reader, ']'))
    {
      do
        {
          JsonNode *element = read_value (reader);

          if (!element)
            return NULL;
          json_array_add_element (array, element);
        }
      while (take (reader, ','));
      if (!take (reader, ']'))
        return NULL;
    }
  return json_node_init_array (json_node_alloc (), array);
}

static JsonNode *
read_container (Reader *reader)
{
  JsonNode *node;

  if (reader->depth == WEIR_LIMIT_JSON_DEPTH)
    return NULL;
  reader->depth++;
  node = *reader->at++ == '{' ? read_object (reader) : read_array (reader);
  reader->depth--;
  return node;
}

static JsonNode *
read_bare (Reader *reader)
{
  switch (*reader->at)
    {
    case '{':
    case '[':
      return read_container (reader);
    case '"':
      reader->at++;
      return read_string (reader);
    case 't':
      return take_word (reader, "true") ? json_node_init_boolean (json_node_alloc (), TRUE) : NULL;
    case 'f':
      return take_word (reader, "false") ? json_node_init_boolean (json_node_alloc (), FALSE) : NULL;
    case 'n':
      return take_word (reader, "null") ? json_node_init_null (json_node_alloc ()) : NULL;
    default:
      return read_number (reader);
    }
}

/* And the blanks around it. */
static JsonNode *
read_value (Reader *reader)
{
  JsonNode *node;

  skip_blanks (reader);
  if (reader->at == reader->end)
    return NULL;
  node = read_bare (reader);
  skip_blanks (reader);
  return node;
}

/**
 * weir_json_parse:
 * @text: any bytes
 * @length: how many
 *
 * Whole numbers that 64 bits cannot hold become doubles; of members with the same name the last one counts. A
 * byte order mark at the start is passed over; an escaped NUL or half a surrogate pair becomes U+FFFD.
 *
 * Returns: (transfer full) (nullable): the root, not to be changed; %NULL when @text is no JSON, more than
 *   one value, or nested deeper than %WEIR_LIMIT_JSON_DEPTH
 */
JsonNode *
weir_json_parse (const char *text, gsize length)
{
  Reader reader = { text, text + length, NULL, 0 };
  JsonNode *root;

  if (length > G_MAXINT / 2 || !g_utf8_validate_len (text, length, NULL))
    return NULL;
  take_word (&reader, BYTE_ORDER_MARK);
  reader.texts = g_string_sized_new (128);
  root = read_value (&reader);
  if (root && reader.at < reader.end)
    g_clear_pointer (&root, json_node_unref);
  g_string_free (reader.texts, TRUE);
  return root;
}
