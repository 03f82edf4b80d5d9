/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-json-stream.c: finding where values begin and end
 */

#include "config.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "weir-json-stream.h"
#include "weir-report-private.h"

#define BUFFER_BYTES (256 * 1024)
/* One result with all that a run keeps of its bodies, escaped. */
#define VALUE_BYTES (512 * 1024 * 1024)
/* Reports are at most 6 deep; what is deeper could exhaust the parser's stack. */
#define DEPTH 64

struct _WeirJsonStream
{
  FILE *file;
  char *file_name;
  goffset size;
  goffset at; /* of the byte after the buffer */
  char buffer[BUFFER_BYTES];
  gsize filled, position;
  GString *value;
  GString *key;
};

WeirJsonStream *
weir_json_stream_open (const char *file_name, GError **error)
{
  WeirJsonStream *stream = g_new0 (WeirJsonStream, 1);
  GStatBuf status;

  stream->file = g_fopen (file_name, "rbe");
  stream->file_name = g_strdup (file_name);
  stream->value = g_string_new (NULL);
  stream->key = g_string_new (NULL);
  if (stream->file == NULL || g_stat (file_name, &status) != 0 || S_ISDIR (status.st_mode))
    {
      int error_number = stream->file == NULL ? errno : EISDIR;

      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (error_number), "“%s” cannot be read: %s.",
                   file_name, g_strerror (error_number));
      weir_json_stream_close (stream);
      return NULL;
    }
  stream->size = status.st_size;
  return stream;
}

void
weir_json_stream_close (WeirJsonStream *stream)
{
  if (stream->file != NULL)
    fclose (stream->file);
  g_free (stream->file_name);
  g_string_free (stream->value, TRUE);
  g_string_free (stream->key, TRUE);
  g_free (stream);
}

double
weir_json_stream_get_done (WeirJsonStream *stream)
{
  return stream->size > 0 ? MIN (1.0, (double) stream->at / (double) stream->size) : 1.0;
}

static gboolean
set_damaged (WeirJsonStream *stream, const char *what, GError **error)
{
  goffset at = stream->at - (goffset) (stream->filled - stream->position);

  g_set_error (error, WEIR_REPORT_ERROR, WEIR_REPORT_ERROR_READ,
               "“%s” is no report in JSON that Weir wrote, or is damaged: %s after %" G_GINT64_FORMAT
               " bytes. Export the run again.", stream->file_name, what, (gint64) at);
  return FALSE;
}

/* FALSE at the end of the file. */
static gboolean
refill (WeirJsonStream *stream)
{
  stream->filled = fread (stream->buffer, 1, sizeof stream->buffer, stream->file);
  stream->position = 0;
  stream->at += (goffset) stream->filled;
  return stream->filled > 0;
}

/* The next byte, without taking it; -1 at the end. */
static int
peek (WeirJsonStream *stream)
{
  if (stream->position == stream->filled && !refill (stream))
    return -1;
  return (guchar) stream->buffer[stream->position];
}

static int
peek_after_blanks (WeirJsonStream *stream)
{
  int c = peek (stream);

  while (c == ' ' || c == '\n' || c == '\r' || c == '\t')
    {
      stream->position++;
      c = peek (stream);
    }
  return c;
}

static gboolean
expect (WeirJsonStream *stream, int wanted, const char *what, GError **error)
{
  if (peek_after_blanks (stream) != wanted)
    return set_damaged (stream, what, error);
  stream->position++;
  return TRUE;
}

static gboolean
keep (WeirJsonStream *stream, GString *out, const char *bytes, gsize size, GError **error)
{
  if (out == NULL)
    return TRUE;
  if (out->len + size > VALUE_BYTES)
    return set_damaged (stream, "a value is larger than 512 MB", error);
  g_string_append_len (out, bytes, (gssize) size);
  return TRUE;
}

/* From the opening quote to the closing one, both included. Most of a report is inside strings, so they are
 * gone through in runs. */
static gboolean
read_string (WeirJsonStream *stream, GString *out, GError **error)
{
  gboolean escaped = FALSE;

  if (!keep (stream, out, "\"", 1, error))
    return FALSE;
  stream->position++;
  while (peek (stream) >= 0)
    {
      gsize start = stream->position, i = start;
      gboolean closed = FALSE;

      for (; i < stream->filled && !closed; i++)
        {
          char c = stream->buffer[i];

          closed = c == '"' && !escaped;
          escaped = c == '\\' && !escaped;
        }
      stream->position = i;
      if (!keep (stream, out, stream->buffer + start, i - start, error))
        return FALSE;
      if (closed)
        return TRUE;
    }
  return set_damaged (stream, "a text has no end", error);
}

static gboolean
is_word (int c)
{
  return (c >= 0 && g_ascii_isalnum (c)) || c == '+' || c == '-' || c == '.';
}

/* A number, true, false or null. */
static gboolean
read_word (WeirJsonStream *stream, GString *out, GError **error)
{
  gsize n = 0;

  for (int c = peek (stream); is_word (c); c = peek (stream))
    {
      char byte = (char) c;

      if (!keep (stream, out, &byte, 1, error))
        return FALSE;
      stream->position++;
      n++;
    }
  return n > 0 || set_damaged (stream, "a value is missing", error);
}

static gboolean
is_structure (int c)
{
  return c == '{' || c == '}' || c == '[' || c == ']' || c == ',' || c == ':';
}

/* One value whole, whatever it is, without the blanks between its parts. */
static gboolean
read_value (WeirJsonStream *stream, GString *out, GError **error)
{
  guint depth = 0;

  do
    {
      int c = peek_after_blanks (stream);
      char byte = (char) c;

      if (c == '"' ? !read_string (stream, out, error)
          : is_structure (c) ? !keep (stream, out, &byte, 1, error) : !read_word (stream, out, error))
        return FALSE;
      if (!is_structure (c))
        continue;
      stream->position++;
      if (c == '{' || c == '[')
        depth++;
      else if (depth == 0)
        return set_damaged (stream, "a value is missing", error);
      else if (c == '}' || c == ']')
        depth--;
      if (depth > DEPTH)
        return set_damaged (stream, "values are nested too deeply", error);
    }
  while (depth > 0);
  return TRUE;
}

/* Text that json-glib reads is UTF-8 without NUL; this makes it of a string as it stands in the file. */
static gboolean
decode_key (WeirJsonStream *stream, GError **error)
{
  g_autoptr (JsonNode) node = json_from_string (stream->value->str, NULL);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_string (node) == NULL)
    return set_damaged (stream, "a key is no text", error);
  g_string_assign (stream->key, json_node_get_string (node));
  return TRUE;
}

const char *
weir_json_stream_next_key (WeirJsonStream *stream, GError **error)
{
  gboolean first = stream->at == 0;
  int c = peek_after_blanks (stream);

  if (first && (c != '{' || !expect (stream, '{', "it does not begin with {", error)))
    {
      if (c != '{')
        set_damaged (stream, "it does not begin with {", error);
      return NULL;
    }
  c = peek_after_blanks (stream);
  if (c == '}')
    return NULL;
  if (!first && !expect (stream, ',', "a comma is missing", error))
    return NULL;
  g_string_truncate (stream->value, 0);
  if (peek_after_blanks (stream) != '"')
    {
      set_damaged (stream, "a key is missing", error);
      return NULL;
    }
  if (!read_string (stream, stream->value, error) || !decode_key (stream, error)
      || !expect (stream, ':', "a colon is missing", error))
    return NULL;
  return stream->key->str;
}

gboolean
weir_json_stream_skip_value (WeirJsonStream *stream, GError **error)
{
  return read_value (stream, NULL, error);
}

const GString *
weir_json_stream_take_value (WeirJsonStream *stream, GError **error)
{
  g_string_truncate (stream->value, 0);
  return read_value (stream, stream->value, error) ? stream->value : NULL;
}

gboolean
weir_json_stream_enter_array (WeirJsonStream *stream, GError **error)
{
  return expect (stream, '[', "a list is missing", error);
}

const GString *
weir_json_stream_next_element (WeirJsonStream *stream, GError **error)
{
  int c = peek_after_blanks (stream);

  if (c == ']')
    {
      stream->position++;
      return NULL;
    }
  if (c == ',')
    stream->position++;
  return weir_json_stream_take_value (stream, error);
}
