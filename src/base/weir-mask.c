/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-mask.c: secret values, hidden wherever they turn up in text
 */

#include "config.h"

#include "weir-mask.h"

#include <string.h>

/* The shortest piece of Base64 that is hidden. */
#define BASE64_CHARS 6

struct _WeirMask
{
  GPtrArray *secrets;  /* of char*: as they were given */
  GPtrArray *needles;  /* of GBytes, longest first */
  gboolean first[256]; /* which bytes a needle starts with: most bytes of a body are passed by one look */
};

/**
 * weir_mask_new:
 *
 * Returns: (transfer full): a mask that hides nothing yet
 */
WeirMask *
weir_mask_new (void)
{
  WeirMask *mask = g_new0 (WeirMask, 1);

  mask->secrets = g_ptr_array_new_with_free_func (g_free);
  mask->needles = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  return mask;
}

void
weir_mask_free (WeirMask *mask)
{
  if (!mask)
    return;
  g_ptr_array_unref (mask->secrets);
  g_ptr_array_unref (mask->needles);
  g_free (mask);
}

static int
compare_longest_first (gconstpointer a, gconstpointer b)
{
  gsize a_size = g_bytes_get_size (*(GBytes *const *) a);
  gsize b_size = g_bytes_get_size (*(GBytes *const *) b);

  return a_size < b_size ? 1 : a_size > b_size ? -1 : 0;
}

static void
add_needle (WeirMask *mask, const char *text)
{
  g_autoptr (GBytes) needle = g_bytes_new (text, strlen (text));

  if (g_ptr_array_find_with_equal_func (mask->needles, needle, g_bytes_equal, NULL))
    return;
  mask->first[(guchar) *text] = TRUE;
  g_ptr_array_add (mask->needles, g_steal_pointer (&needle));
}

/* As JSON writers write it inside a string: with "/" as it is or escaped, other characters as they are or
 * as \uXXXX. */
static char *
escape_json (const char *secret, gboolean slash, gboolean ascii)
{
  GString *out = g_string_new (NULL);

  for (const char *p = secret; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      const char *special = c < 0x80 ? strchr ("\bb\ff\nn\rr\tt", (int) c) : NULL;

      if (c == '"' || c == '\\' || (slash && c == '/'))
        g_string_append_printf (out, "\\%c", (char) c);
      else if (special && c < 0x20)
        g_string_append_printf (out, "\\%c", special[1]);
      else if (c < 0x20 || (ascii && c >= 0x80 && c < 0x10000))
        g_string_append_printf (out, "\\u%04x", c);
      else if (ascii && c >= 0x10000)
        g_string_append_printf (out, "\\u%04x\\u%04x", 0xd800 + ((c - 0x10000) >> 10),
                                0xdc00 + ((c - 0x10000) & 0x3ff));
      else
        g_string_append_unichar (out, c);
    }
  return g_string_free (out, FALSE);
}

/* As query strings (%20) and web forms (+) write it, with either case of hexadecimal digits. */
static void
add_percent_encoded (WeirMask *mask, const char *secret)
{
  g_autofree char *upper = g_uri_escape_string (secret, NULL, FALSE);
  g_autofree char *lower = g_strdup (upper);
  g_auto (GStrv) words = g_strsplit (upper, "%20", -1);
  g_autofree char *form = g_strjoinv ("+", words);

  for (char *p = lower; *p; p++)
    if (*p == '%')
      {
        p[1] = g_ascii_tolower (p[1]);
        p[2] = g_ascii_tolower (p[2]);
        p += 2;
      }
  add_needle (mask, upper);
  add_needle (mask, lower);
  add_needle (mask, form);
}

/* Within Base64 a text looks different by where it begins in a group of three bytes. The characters that its
 * neighbours take part in are left out; what remains must be long enough not to turn up by itself. */
static void
add_base64 (WeirMask *mask, const char *secret)
{
  static const gsize shared_before[] = { 0, 2, 3 };

  for (gsize offset = 0; offset < 3; offset++)
    {
      g_autofree char *padded = g_strconcat (&"  "[2 - offset], secret, NULL);
      gsize size = strlen (padded);
      g_autofree char *encoded = g_base64_encode ((const guchar *) padded, size);
      gsize whole = size * 8 / 6; /* characters that nothing behind it takes part in */

      if (whole < shared_before[offset] + BASE64_CHARS)
        continue;
      encoded[whole] = '\0';
      add_needle (mask, encoded + shared_before[offset]);
      g_strdelimit (encoded, "+", '-');
      g_strdelimit (encoded, "/", '_');
      add_needle (mask, encoded + shared_before[offset]);
    }
}

/**
 * weir_mask_add:
 * @secret: the value to hide
 *
 * Hides @secret from now on, also where it is JSON-escaped, percent-encoded, form-encoded or part of Base64.
 * Empty secrets and those of one character are ignored: hiding every "7" of a text would hide the text, not
 * the secret.
 */
void
weir_mask_add (WeirMask *mask, const char *secret)
{
  g_return_if_fail (mask != NULL);

  if (!secret || secret[0] == '\0' || *g_utf8_next_char (secret) == '\0')
    return;
  if (g_ptr_array_find_with_equal_func (mask->secrets, secret, g_str_equal, NULL))
    return;
  g_ptr_array_add (mask->secrets, g_strdup (secret));
  add_needle (mask, secret);
  if (g_utf8_validate (secret, -1, NULL))
    for (int variant = 0; variant < 4; variant++)
      {
        g_autofree char *escaped = escape_json (secret, variant & 1, variant & 2);

        add_needle (mask, escaped);
      }
  add_percent_encoded (mask, secret);
  add_base64 (mask, secret);
  g_ptr_array_sort (mask->needles, compare_longest_first);
}

/**
 * weir_mask_is_empty:
 *
 * Returns: whether there is nothing to hide
 */
gboolean
weir_mask_is_empty (const WeirMask *mask)
{
  return !mask || mask->needles->len == 0;
}

/**
 * weir_mask_get_secrets:
 *
 * Returns: (transfer none) (element-type utf8): what is hidden, each text once; for another mask, and for
 *   nothing else
 */
const GPtrArray *
weir_mask_get_secrets (const WeirMask *mask)
{
  return mask->secrets;
}

/* The length of the longest secret at @bytes, 0 if none is there. */
static gsize
match_at (const WeirMask *mask, const guchar *bytes, gsize size)
{
  for (guint i = 0; i < mask->needles->len; i++)
    {
      gsize length;
      const void *needle = g_bytes_get_data (g_ptr_array_index (mask->needles, i), &length);

      if (length <= size && memcmp (bytes, needle, length) == 0)
        return length;
    }
  return 0;
}

/* Secrets may overlap ("abc" and "bcd" in "abcd"): all that any of them covers is hidden. */
static gsize
extend (const WeirMask *mask, const guchar *bytes, gsize size, gsize start, gsize end)
{
  for (gsize i = start + 1; i < end; i++)
    if (mask->first[bytes[i]])
      end = MAX (end, i + match_at (mask, bytes + i, size - i));
  return end;
}

/**
 * weir_mask_find:
 * @mask: (nullable): what to hide
 * @bytes: text or any other bytes
 * @size: how many
 * @start: (inout): where to begin; where the next text to hide begins
 * @end: (out): where it ends
 *
 * Returns: whether there is one
 */
gboolean
weir_mask_find (const WeirMask *mask, const void *bytes, gsize size, gsize *start, gsize *end)
{
  const guchar *data = bytes;

  if (weir_mask_is_empty (mask))
    return FALSE;
  for (gsize i = *start; i < size; i++)
    {
      gsize length = mask->first[data[i]] ? match_at (mask, data + i, size - i) : 0;

      if (length == 0)
        continue;
      *start = i;
      *end = extend (mask, data, size, i, i + length);
      return TRUE;
    }
  return FALSE;
}

/**
 * weir_mask_apply:
 * @mask: (nullable): what to hide
 * @bytes: text or any other bytes
 * @size: how many
 * @out: takes the text with each secret replaced by %WEIR_MASK_TEXT
 *
 * Appends to @out only when something had to be hidden, so that a large body without secrets is never
 * copied; an empty mask costs nothing.
 *
 * Returns: %TRUE when @out has been given the masked text, %FALSE when @bytes can be shown as they are and
 *   @out is untouched
 */
gboolean
weir_mask_apply (const WeirMask *mask, const void *bytes, gsize size, GString *out)
{
  const char *data = bytes;
  gsize done = 0, start = 0, end;
  gboolean found = FALSE;

  while (weir_mask_find (mask, bytes, size, &start, &end))
    {
      found = TRUE;
      g_string_append_len (out, data + done, (gssize) (start - done));
      g_string_append (out, WEIR_MASK_TEXT);
      done = start = end;
    }
  if (found)
    g_string_append_len (out, data + done, (gssize) (size - done));
  return found;
}

/**
 * weir_mask_text:
 * @mask: (nullable): what to hide
 * @text: (nullable): a text
 *
 * Returns: (transfer full) (nullable): @text with each secret replaced by %WEIR_MASK_TEXT; %NULL for %NULL
 */
char *
weir_mask_text (const WeirMask *mask, const char *text)
{
  g_autoptr (GString) out = g_string_new (NULL);

  if (text && weir_mask_apply (mask, text, strlen (text), out))
    return g_string_free (g_steal_pointer (&out), FALSE);
  return g_strdup (text);
}

static gboolean
is_authorization (const char *name)
{
  return g_ascii_strcasecmp (name, "Authorization") == 0 ||
         g_ascii_strcasecmp (name, "Proxy-Authorization") == 0;
}

/**
 * weir_mask_is_credential_header:
 * @name: the name of a header, any case
 *
 * Returns: whether exports hide its whole value unless credentials are asked for: Authorization,
 *   Proxy-Authorization, Cookie, Set-Cookie
 */
gboolean
weir_mask_is_credential_header (const char *name)
{
  return is_authorization (name) || g_ascii_strcasecmp (name, "Cookie") == 0 ||
         g_ascii_strcasecmp (name, "Set-Cookie") == 0;
}

/**
 * weir_mask_password_proof:
 * @name: the name of a header, any case
 * @value: its value
 *
 * A password is never shown to anybody, neither as it is (basic) nor in a form it can be guessed from
 * (digest).
 *
 * Returns: (transfer full) (nullable): the scheme with the rest hidden; %NULL when @value can stay as it is
 */
char *
weir_mask_password_proof (const char *name, const char *value)
{
  static const char *const schemes[] = { "Basic", "Digest" };

  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (g_ascii_strncasecmp (value, schemes[i], strlen (schemes[i])) == 0 &&
        value[strlen (schemes[i])] == ' ' && is_authorization (name))
      return g_strconcat (schemes[i], " ", WEIR_MASK_TEXT, NULL);
  return NULL;
}
