/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-captured.c: a whole answer as the value of a variable, and the paths into it
 */

#include "config.h"

#include "weir-captured.h"

#include <string.h>

#include "weir-placeholder-private.h"

struct _WeirCaptured
{
  guint n_refs;
  guint status;
  char *reason;
  char *headers; /* "Name\0Value\0Name\0Value\0" */
  gsize headers_size;
  WeirValue body;
};

/**
 * weir_captured_new:
 * @status: of the answer; 0 = there was none
 * @reason: (nullable): the text behind the status
 * @headers: the fields, as "Name\0Value\0Name\0Value\0"
 * @headers_size: the bytes of @headers
 * @body: the body as the value it is to be
 *
 * Returns: (transfer full): the answer
 */
WeirCaptured *
weir_captured_new (guint status, const char *reason, const char *headers, gsize headers_size,
                   const WeirValue *body)
{
  WeirCaptured *self = g_new0 (WeirCaptured, 1);

  self->n_refs = 1;
  self->status = status;
  self->reason = g_strdup (reason);
  self->headers = g_memdup2 (headers, headers_size);
  self->headers_size = headers_size;
  weir_value_copy (body, &self->body);
  return self;
}

WeirCaptured *
weir_captured_ref (WeirCaptured *self)
{
  self->n_refs++;
  return self;
}

void
weir_captured_unref (WeirCaptured *self)
{
  if (--self->n_refs > 0)
    return;
  g_free (self->reason);
  g_free (self->headers);
  weir_value_clear (&self->body);
  g_free (self);
}

const WeirValue *
weir_captured_get_body (const WeirCaptured *self)
{
  return &self->body;
}

/* What follows @word at @text, if that begins with it, in any case, and the word ends there. */
static const char *
match (const char *text, const char *word)
{
  gsize length = strlen (word);

  if (g_ascii_strncasecmp (text, word, length) != 0 || g_ascii_isalnum (text[length]))
    return NULL;
  return text + length;
}

/* "Name" or "Name[2]"; *@index is -1 without one. FALSE: it is neither. */
static gboolean
parse_header (const char *text, gsize *length, gint64 *index)
{
  const char *p = text + strcspn (text, "[");
  char *end;

  *length = (gsize) (p - text);
  *index = -1;
  if (*length == 0)
    return FALSE;
  if (*p == '\0')
    return TRUE;
  if (!g_ascii_isdigit (p[1]))
    return FALSE;
  *index = g_ascii_strtoll (p + 1, &end, 10);
  return strcmp (end, "]") == 0;
}

/**
 * weir_captured_is_path:
 * @text: steps behind a name
 * @rest: (out): what follows `.Body`; "" when nothing does
 *
 * Returns: whether these could be steps into an answer
 */
gboolean
weir_captured_is_path (const char *text, const char **rest)
{
  const char *behind;
  gsize length;
  gint64 index;

  *rest = "";
  if ((behind = match (text, ".StatusCode")) || (behind = match (text, ".StatusReason")))
    return *behind == '\0';
  if ((behind = match (text, ".Headers")))
    return *behind == '.' && parse_header (behind + 1, &length, &index);
  behind = match (text, ".Body");
  if (!behind || (*behind && !strchr (".[/", *behind)))
    return FALSE;
  *rest = behind;
  return TRUE;
}

/* "X_A" is a way to write "X-A". */
static gboolean
is_same_name (const char *field, const char *name, gsize length)
{
  if (strlen (field) != length)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (g_ascii_tolower (field[i]) != g_ascii_tolower (name[i]) && !(field[i] == '-' && name[i] == '_'))
      return FALSE;
  return TRUE;
}

/* Their values may have commas of their own. */
static gboolean
can_be_joined (const char *field)
{
  return g_ascii_strcasecmp (field, "Set-Cookie") != 0 &&
         g_ascii_strcasecmp (field, "WWW-Authenticate") != 0 &&
         g_ascii_strcasecmp (field, "Proxy-Authenticate") != 0;
}

static void
take_header (const WeirCaptured *self, const char *text, WeirValue *value)
{
  g_autoptr (GString) joined = NULL;
  gsize length;
  gint64 index, n_found = 0;

  if (!parse_header (text, &length, &index))
    return;
  for (gsize at = 0; at < self->headers_size;)
    {
      const char *field = self->headers + at;
      const char *content = field + strlen (field) + 1;

      at = (gsize) (content - self->headers) + strlen (content) + 1;
      if (!is_same_name (field, text, length))
        continue;
      if (index >= 0 && n_found++ == index)
        weir_value_set_text (value, content, -1);
      if (index >= 0 || !can_be_joined (field))
        continue;
      if (joined)
        g_string_append_printf (joined, ", %s", content);
      else
        joined = g_string_new (content);
    }
  if (joined)
    weir_value_set_text (value, joined->str, (gssize) joined->len);
}

/**
 * weir_captured_take:
 * @self: an answer
 * @text: steps that are a path into one, see weir_captured_is_path()
 * @body: (nullable): the steps that lead into its body
 * @value: (out): what is there; it stays missing when there is nothing
 */
void
weir_captured_take (const WeirCaptured *self, const char *text, const WeirSteps *body, WeirValue *value)
{
  const char *behind;

  if (match (text, ".StatusCode"))
    weir_value_set_integer (value, self->status);
  else if (match (text, ".StatusReason"))
    weir_value_set_text (value, self->reason ? self->reason : "", -1);
  else if ((behind = match (text, ".Headers")) && *behind == '.')
    take_header (self, behind + 1, value);
  else if (match (text, ".Body") && body)
    weir_steps_take (body, &self->body, value);
  else if (match (text, ".Body"))
    weir_value_copy (&self->body, value);
}
