/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-scalar-text.c: a single value as it is written, in the style of what stood there
 */

#include "config.h"

#include "weir-scalar-text.h"

#include <string.h>

#include "weir-block-scalar.h"
#include "weir-core-schema.h"

/* "400" and "0.5", but not "007", "1e3" or "+1", which people expect to be text. */
static gboolean
is_canonical_number (const char *text)
{
  const char *digits = *text == '-' ? text + 1 : text;
  gsize n_digits = strspn (digits, "0123456789");
  const char *rest = digits + n_digits;

  if (n_digits == 0 || (n_digits > 1 && *digits == '0'))
    return FALSE;
  if (*rest == '.' && rest[1] != '\0')
    rest += 1 + strspn (rest + 1, "0123456789");
  return *rest == '\0';
}

/**
 * weir_text_is_plain:
 * @text: a text of one line
 * @is_typed: whether a number must not be taken for a text, nor a text for a number
 *
 * The words of YAML 1.1 are quoted for the sake of other programs.
 *
 * Returns: whether @text is no word or number of YAML, so that it may stand without quotes as far as its
 *   meaning goes
 */
gboolean
weir_text_is_plain (const char *text, gboolean is_typed)
{
  static const char *const words[] = { "true", "false", "null", "yes", "no", "on", "off",
                                       "y",    "n",     "~",    "<<",  "=",  NULL };

  for (guint i = 0; words[i] != NULL; i++)
    if (g_ascii_strcasecmp (words[i], text) == 0)
      return FALSE;
  return weir_core_type (text) == WEIR_CORE_TEXT || (!is_typed && is_canonical_number (text));
}

/**
 * weir_text_has_other_breaks:
 * @text: a text
 *
 * Returns: whether it has line ends of YAML that are not "\n": only double quotes keep them apart
 */
gboolean
weir_text_has_other_breaks (const char *text)
{
  return strchr (text, '\r') != NULL || strstr (text, "\xC2\x85") != NULL ||
         strstr (text, "\xE2\x80\xA8") != NULL || strstr (text, "\xE2\x80\xA9") != NULL;
}

/* Chapter 5.1 of YAML 1.2: the characters that may stand unescaped, without line breaks */
static gboolean
is_printable (gunichar c)
{
  return c == '\t' || (c >= 0x20 && c <= 0x7E) || (c >= 0xA0 && c <= 0xD7FF && c != 0x2028 && c != 0x2029) ||
         (c >= 0xE000 && c <= 0xFFFD && c != 0xFEFF) || c >= 0x10000;
}

static gboolean
is_all_printable (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (!is_printable (g_utf8_get_char (text)))
      return FALSE;
  return TRUE;
}

static gboolean
can_be_plain (const char *text, gboolean is_typed, const WeirScalarPlace *place)
{
  gsize length = strlen (text);

  if (length == 0 || place->is_json || !weir_text_is_plain (text, is_typed) || !is_all_printable (text))
    return FALSE;
  if (strchr ("-?:,[]{}#&*!|>'\"%@` ", *text) != NULL && !is_canonical_number (text))
    return FALSE;
  if (text[length - 1] == ':' || text[length - 1] == ' ' || strchr (text, '\t') != NULL ||
      strstr (text, ": ") != NULL || strstr (text, " #") != NULL || g_str_has_prefix (text, "..."))
    return FALSE;
  return !place->is_flow || strpbrk (text, ",[]{}") == NULL;
}

static void
append_escaped (GString *out, gunichar c)
{
  static const char escaped[] = "\"\\\n\t\r\b\f";
  static const char letters[] = "\"\\ntrbf";
  const char *found = c < 0x80 ? strchr (escaped, (int) c) : NULL;

  if (found != NULL)
    g_string_append_printf (out, "\\%c", letters[found - escaped]);
  else if (is_printable (c))
    g_string_append_unichar (out, c);
  else
    g_string_append_printf (out, "\\u%04x", c);
}

/**
 * weir_text_to_quoted:
 * @text: a text; for single quotes one line of printable characters
 * @quote: ' or "
 *
 * Returns: (transfer full): the text in quotes, which with " is JSON as well as YAML
 */
char *
weir_text_to_quoted (const char *text, char quote)
{
  GString *out = g_string_new (NULL);

  g_string_append_c (out, quote);
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      if (quote == '"')
        append_escaped (out, c);
      else if (c == '\'')
        g_string_append (out, "''");
      else
        g_string_append_unichar (out, c);
    }
  g_string_append_c (out, quote);
  return g_string_free (out, FALSE);
}

static char *
text_to_text (const char *text, gboolean is_typed, const WeirScalarPlace *place)
{
  if (!place->is_json && strchr (text, '\n') != NULL)
    {
      char *block = weir_block_scalar_to_text (text, place);

      return block != NULL ? block : weir_text_to_quoted (text, '"');
    }
  if (can_be_plain (text, is_typed, place))
    return g_strdup (text);
  if (!place->is_json && strpbrk (text, "\"\\") != NULL && is_all_printable (text))
    return weir_text_to_quoted (text, '\'');
  return weir_text_to_quoted (text, '"');
}

/* JSON has no words but its own. */
static gboolean
is_json_word (const char *word)
{
  return is_canonical_number (word) || g_str_equal (word, "true") || g_str_equal (word, "false") ||
         g_str_equal (word, "null") ||
         (weir_core_type (word) == WEIR_CORE_FLOAT && strpbrk (word, "nN+") == NULL);
}

/* "true" in the letters of the word it replaces */
static char *
word_like (const char *word, const char *old)
{
  char *text = NULL;

  if (weir_core_type (word) != WEIR_CORE_BOOLEAN || !g_ascii_isupper (*old))
    return g_strdup (word);
  if (g_ascii_isupper (old[1]))
    return g_ascii_strup (word, -1);
  text = g_strdup (word);
  text[0] = g_ascii_toupper (text[0]);
  return text;
}

static char *
word_to_text (const WeirNode *node, const WeirScalarPlace *place, const WeirScalarSource *old)
{
  g_autofree char *word = word_like (node->text, old != NULL ? old->node->text : "");

  if (old != NULL && !node->is_typed && old->length > 0 && strchr ("'\"", *old->text) != NULL)
    return weir_text_to_quoted (word, *old->text);
  if (old != NULL && !node->is_typed && old->node->style == WEIR_NODE_BLOCK)
    return weir_block_scalar_to_text_like (word, place, old);
  if (place->is_json && !is_json_word (word))
    return weir_text_to_quoted (word, '"');
  return g_steal_pointer (&word);
}

/* The style of @old as far as it can hold @text; NULL when it is to be chosen anew. */
static char *
text_like (const WeirNode *node, const WeirScalarPlace *place, const WeirScalarSource *old)
{
  const char *text = node->text;
  gboolean becomes_long = strchr (text, '\n') != NULL && strchr (old->node->text, '\n') == NULL;

  if (old->node->style == WEIR_NODE_BLOCK)
    return weir_block_scalar_to_text_like (text, place, old);
  if (place->is_json && !node->is_typed && old->node->style == WEIR_NODE_PLAIN && is_json_word (text) &&
      is_canonical_number (text))
    return g_strdup (text);
  if (old->length == 0 || (becomes_long && place->indentation != NULL))
    return NULL;
  if (*old->text == '\'' && is_all_printable (text))
    return weir_text_to_quoted (text, '\'');
  return *old->text == '"' || *old->text == '\'' ? weir_text_to_quoted (text, '"') : NULL;
}

/**
 * weir_scalar_to_text:
 * @node: the value
 * @place: where it is to stand
 * @old: (nullable): what stands there now, whose quotes, block or letters it keeps where it can
 *
 * Returns: (transfer full): the value as it is written; of several lines if it is a block scalar
 */
char *
weir_scalar_to_text (const WeirNode *node, const WeirScalarPlace *place, const WeirScalarSource *old)
{
  char *text = NULL;

  if (node->style == WEIR_NODE_PLAIN)
    return word_to_text (node, place, old);
  if (old != NULL)
    text = text_like (node, place, old);
  return text != NULL ? text : text_to_text (node->text, node->is_typed, place);
}

/**
 * weir_key_to_text:
 * @key: a key
 * @place: where it is to stand
 * @quote: the quotes of the keys beside it, or 0
 *
 * Returns: (transfer full): the key as it is written
 */
char *
weir_key_to_text (const char *key, const WeirScalarPlace *place, char quote)
{
  WeirScalarPlace inner = *place;

  inner.indentation = NULL;
  if (quote == '\'' && is_all_printable (key))
    return weir_text_to_quoted (key, '\'');
  if (quote != 0 || place->is_json)
    return weir_text_to_quoted (key, '"');
  return text_to_text (key, TRUE, &inner);
}
