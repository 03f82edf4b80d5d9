/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-regex.c: regular expressions with a limit on the work one match may cause
 */

#include "config.h"

#include "weir-regex.h"

#include <string.h>

#include "weir-language-private.h"
#include "weir-limits.h"

struct _WeirRegex
{
  GRegex *regex;
};

/* PCRE2 takes the limits from the head of the pattern; of several it takes the last, so patterns with limits
 * of their own are refused. Without the just-in-time compiler both limits count the same steps everywhere. */
#define LIMITS                                                                                               \
  "(*LIMIT_MATCH=" G_STRINGIFY (WEIR_LIMIT_REGEX_MATCH) ")(*LIMIT_DEPTH=" G_STRINGIFY (                      \
      WEIR_LIMIT_REGEX_DEPTH) ")(*NO_JIT)"

/* "\C" takes single bytes out of a character, which leaves PCRE2 without the valid text it relies on. */
static const char *
find_single_byte (const char *pattern)
{
  for (const char *p = pattern; *p; p++)
    if (*p == '\\')
      {
        if (p[1] == 'C')
          return p;
        p += p[1] != '\0';
      }
  return NULL;
}

static gboolean
check_pattern (const char *pattern, GError **error)
{
  const char *at;

  if (strlen (pattern) > WEIR_LIMIT_EXPRESSION_BYTES || !g_utf8_validate (pattern, -1, NULL))
    {
      g_set_error (error, WEIR_LANGUAGE_ERROR, WEIR_LANGUAGE_ERROR_LIMIT,
                   "A regular expression must be UTF-8 text of at most %d bytes.",
                   WEIR_LIMIT_EXPRESSION_BYTES);
      return FALSE;
    }
  if ((at = find_single_byte (pattern)))
    weir_language_set_error (error, WEIR_LANGUAGE_ERROR_REGEX, pattern, at,
                             "“\\C” (a single byte) is not available; write “.” for a character.");
  else if ((at = strstr (pattern, "(*LIMIT_")))
    weir_language_set_error (error, WEIR_LANGUAGE_ERROR_REGEX, pattern, at,
                             "A pattern cannot set its own limits; remove “(*LIMIT_…)”.");
  return at == NULL;
}

/* GLib's message holds the whole pattern, then a character offset, then ": " and the reason, in the user's
 * language; the pattern is compiled once more without our limits so that the offset is the user's own. */
static void
set_pattern_error (const char *pattern, const GError *limited, GError **error)
{
  g_autoptr (GError) own = NULL;
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, &own);
  const char *message = own ? own->message : limited->message;
  const char *rest = own ? strstr (message, pattern) : NULL;
  const char *digits = rest ? strpbrk (rest + strlen (pattern), "0123456789") : NULL;
  const char *reason = digits ? strstr (digits, ": ") : NULL;

  if (reason)
    g_set_error (error, WEIR_LANGUAGE_ERROR, WEIR_LANGUAGE_ERROR_REGEX,
                 "column %" G_GINT64_FORMAT ": This is no regular expression: %s.",
                 g_ascii_strtoll (digits, NULL, 10) + 1, reason + 2);
  else
    g_set_error (error, WEIR_LANGUAGE_ERROR, WEIR_LANGUAGE_ERROR_REGEX, "This is no regular expression: %s.",
                 message);
}

/**
 * weir_regex_new:
 * @pattern: a PCRE2 pattern
 *
 * Returns: (transfer full) (nullable): the compiled pattern, or %NULL with %WEIR_LANGUAGE_ERROR_REGEX, whose
 *   message has the character column in @pattern
 */
WeirRegex *
weir_regex_new (const char *pattern, GError **error)
{
  g_autofree char *limited = NULL;
  g_autoptr (GError) local = NULL;
  GRegex *regex;
  WeirRegex *self;

  g_return_val_if_fail (pattern != NULL, NULL);

  if (!check_pattern (pattern, error))
    return NULL;
  limited = g_strconcat (LIMITS, pattern, NULL);
  regex = g_regex_new (limited, 0, 0, &local);
  if (!regex)
    {
      set_pattern_error (pattern, local, error);
      return NULL;
    }
  self = g_new0 (WeirRegex, 1);
  self->regex = regex;
  return self;
}

void
weir_regex_free (WeirRegex *self)
{
  if (!self)
    return;
  g_regex_unref (self->regex);
  g_free (self);
}

/* @text itself, or in *valid a copy in which what is no UTF-8 became U+FFFD: PCRE2 needs valid text. */
static const char *
make_valid (const char *text, gssize *length, char **valid)
{
  if (*length < 0)
    *length = (gssize) strlen (text);
  if (g_utf8_validate_len (text, (gsize) *length, NULL))
    return text;
  *valid = g_utf8_make_valid (text, *length);
  *length = (gssize) strlen (*valid);
  return *valid;
}

static gboolean
match (const WeirRegex *self, const char *text, gssize length, GMatchInfo **info, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (g_regex_match_full (self->regex, text, length, 0, 0, info, &local))
    return TRUE;
  if (local)
    g_set_error (
        error, WEIR_LANGUAGE_ERROR, WEIR_LANGUAGE_ERROR_LIMIT,
        "The regular expression takes too many steps on this text (%d are allowed); make it simpler, "
        "for example by avoiding a repeat inside a repeat such as “(a+)+”.",
        WEIR_LIMIT_REGEX_MATCH);
  return FALSE;
}

/**
 * weir_regex_search:
 * @text: any bytes; those that are no UTF-8 are seen as U+FFFD
 * @length: in bytes, -1 when @text ends with NUL
 *
 * Returns: whether @text has a match anywhere; %FALSE with %WEIR_LANGUAGE_ERROR_LIMIT when finding out takes
 *   too long
 */
gboolean
weir_regex_search (const WeirRegex *self, const char *text, gssize length, GError **error)
{
  g_autofree char *valid = NULL;
  const char *subject = make_valid (text, &length, &valid);

  return match (self, subject, length, NULL, error);
}

static char *
fetch (const WeirRegex *self, const char *text, gssize length, int group, GError **error)
{
  g_autofree char *valid = NULL;
  const char *subject = make_valid (text, &length, &valid);
  g_autoptr (GMatchInfo) info = NULL;
  char *found;

  if (!match (self, subject, length, &info, error))
    return NULL;
  found = g_match_info_fetch (info, group);
  return found ? found : g_strdup ("");
}

/**
 * weir_regex_match:
 *
 * Returns: (transfer full) (nullable): the first match in @text; %NULL as weir_regex_extract()
 */
char *
weir_regex_match (const WeirRegex *self, const char *text, gssize length, GError **error)
{
  return fetch (self, text, length, 0, error);
}

/**
 * weir_regex_extract:
 *
 * Returns: (transfer full) (nullable): of the first match in @text the first group if the pattern has one
 *   ("" when it took no part), else the whole match; %NULL without error when nothing matches, with
 *   %WEIR_LANGUAGE_ERROR_LIMIT when finding out takes too long
 */
char *
weir_regex_extract (const WeirRegex *self, const char *text, gssize length, GError **error)
{
  return fetch (self, text, length, g_regex_get_capture_count (self->regex) > 0 ? 1 : 0, error);
}
