/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-i-regexp.c: the regular expressions of JSONPath (I-Regexp, RFC 9485) in PCRE2's terms
 */

#include "config.h"

#include "weir-json-path-private.h"

#include <string.h>

#include "weir-limits.h"

/* Reads @at, writes @out; every function is FALSE when the grammar of RFC 9485 §3 does not allow what it
 * sees. */
typedef struct
{
  const char *at;
  GString *out;
  guint depth;
} Translator;

static gboolean translate_branches (Translator *self);

static void
copy_char (Translator *self)
{
  const char *next = g_utf8_next_char (self->at);

  g_string_append_len (self->out, self->at, next - self->at);
  self->at = next;
}

/* "\n", "\." …: what may be escaped is listed. */
static gboolean
translate_escape (Translator *self)
{
  if (self->at[1] == '\0' || !strchr ("()*+-.?[\\]^nrt{|}", self->at[1]))
    return FALSE;
  g_string_append_len (self->out, self->at, 2);
  self->at += 2;
  return TRUE;
}

/* "\p{Lu}" */
static gboolean
translate_category (Translator *self)
{
  static const char *const categories[] = { "Llmotu", "Mcen", "Ndlo", "Pcdefios", "Zlps", "Sckmo", "Ccfno" };
  const char *p = self->at + 2;

  if (*p++ != '{')
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (categories); i++)
    if (*p == categories[i][0])
      {
        p++;
        if (*p && strchr (categories[i] + 1, *p))
          p++;
        if (*p != '}')
          return FALSE;
        g_string_append_len (self->out, self->at, p + 1 - self->at);
        self->at = p + 1;
        return TRUE;
      }
  return FALSE;
}

static gboolean
translate_backslash (Translator *self)
{
  return self->at[1] == 'p' || self->at[1] == 'P' ? translate_category (self) : translate_escape (self);
}

/* A character of a class, or an escaped one. */
static gboolean
translate_class_char (Translator *self)
{
  if (*self->at == '\\')
    return translate_escape (self);
  if (*self->at == '\0' || strchr ("-[]", *self->at))
    return FALSE;
  copy_char (self);
  return TRUE;
}

static gboolean
translate_class_part (Translator *self)
{
  if (self->at[0] == '\\' && (self->at[1] == 'p' || self->at[1] == 'P'))
    return translate_category (self);
  if (!translate_class_char (self))
    return FALSE;
  if (self->at[0] != '-' || self->at[1] == ']')
    return TRUE;
  g_string_append_c (self->out, *self->at++);
  return translate_class_char (self);
}

/* "[^a-z-]" */
static gboolean
translate_class (Translator *self)
{
  gboolean empty = TRUE;

  g_string_append_c (self->out, *self->at++);
  if (*self->at == '^')
    g_string_append_c (self->out, *self->at++);
  if (*self->at == '-')
    {
      g_string_append (self->out, "\\-");
      self->at++;
      empty = FALSE;
    }
  while (*self->at && *self->at != ']' && !(self->at[0] == '-' && self->at[1] == ']'))
    {
      if (!translate_class_part (self))
        return FALSE;
      empty = FALSE;
    }
  if (empty || *self->at == '\0')
    return FALSE;
  if (*self->at == '-')
    {
      g_string_append (self->out, "\\-");
      self->at++;
    }
  g_string_append_c (self->out, *self->at++);
  return TRUE;
}

static gboolean
translate_group (Translator *self)
{
  if (++self->depth > WEIR_LIMIT_EXPRESSION_DEPTH)
    return FALSE;
  self->at++;
  g_string_append (self->out, "(?:");
  if (!translate_branches (self) || *self->at != ')')
    return FALSE;
  self->depth--;
  g_string_append_c (self->out, *self->at++);
  return TRUE;
}

static gboolean
translate_atom (Translator *self)
{
  switch (*self->at)
    {
    case '(':
      return translate_group (self);
    case '[':
      return translate_class (self);
    case '\\':
      return translate_backslash (self);
    case '.': /* RFC 9485 §5.4 */
      g_string_append (self->out, "[^\\n\\r]");
      break;
    case '^':
      g_string_append (self->out, "\\A");
      break;
    case '$':
      g_string_append (self->out, "\\z");
      break;
    case '*':
    case '+':
    case '?':
    case ']':
    case '{':
    case '}':
      return FALSE;
    default:
      copy_char (self);
      return TRUE;
    }
  self->at++;
  return TRUE;
}

/* "{2}", "{2,}", "{2,3}" */
static gboolean
translate_range (Translator *self)
{
  const char *p = self->at + 1;
  const char *digits = p;

  p += strspn (p, "0123456789");
  if (p == digits)
    return FALSE;
  if (*p == ',')
    p += 1 + strspn (p + 1, "0123456789");
  if (*p != '}')
    return FALSE;
  g_string_append_len (self->out, self->at, p + 1 - self->at);
  self->at = p + 1;
  return TRUE;
}

static gboolean
translate_quantifier (Translator *self)
{
  if (*self->at == '{')
    return translate_range (self);
  if (*self->at && strchr ("*+?", *self->at))
    g_string_append_c (self->out, *self->at++);
  return TRUE;
}

static gboolean
translate_branches (Translator *self)
{
  while (*self->at && *self->at != ')')
    {
      if (*self->at == '|')
        g_string_append_c (self->out, *self->at++);
      else if (!translate_atom (self) || !translate_quantifier (self))
        return FALSE;
    }
  return TRUE;
}

/* "^" and "$" stand for the beginning and the end: RFC 9485's own translations (§5.3, §5.4) leave them
 * in, and everybody means that by them. */
char *
weir_i_regexp_translate (const char *pattern, gboolean whole)
{
  g_autoptr (GString) out = g_string_new (whole ? "\\A(?:" : "(?:");
  Translator self = { pattern, out, 0 };

  if (strlen (pattern) > WEIR_LIMIT_EXPRESSION_BYTES / 2 || !g_utf8_validate (pattern, -1, NULL) ||
      !translate_branches (&self) || *self.at != '\0')
    return NULL;
  g_string_append (out, whole ? ")\\z" : ")");
  return g_string_free (g_steal_pointer (&out), FALSE);
}
