/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-method-crypto.c: methods that encode, decode, hash and sign
 */

#include "config.h"

#include "weir-method-private.h"

#include <string.h>

static const char *const algorithms[] = { "SHA256", "MD5", "SHA1", "SHA384", "SHA512", NULL };
static const GChecksumType checksum_types[] = { G_CHECKSUM_SHA256, G_CHECKSUM_MD5, G_CHECKSUM_SHA1,
                                                G_CHECKSUM_SHA384, G_CHECKSUM_SHA512 };
static const char *const encodings[] = { "hex", "base64", NULL };

enum
{
  HEX,
  BASE64,
};

/* The bytes of an argument: text may hold NUL. */
static const char *
get_bytes (WeirMethodCall *call, guint parameter, gsize *size)
{
  const char *text = weir_method_get_text (call, parameter);
  const WeirValue *value = &call->values[parameter];

  if (text)
    *size = weir_value_is_text (value) ? g_ref_string_length (value->text) : strlen (text);
  return text;
}

/* All but the unreserved characters of RFC 3986 §2.3. */
static gboolean
call_url_encode (WeirMethodCall *call, WeirValue *result)
{
  g_autoptr (GString) out = g_string_new (NULL);
  gsize size;
  const char *text = get_bytes (call, 0, &size);

  if (!text)
    return FALSE;
  for (gsize i = 0; i < size; i++)
    if (g_ascii_isalnum (text[i]) || (text[i] && strchr ("-._~", text[i])))
      g_string_append_c (out, text[i]);
    else
      g_string_append_printf (out, "%%%02X", (guchar) text[i]);
  weir_value_set_text (result, out->str, (gssize) out->len);
  return TRUE;
}

/* What is no escape stays as it is. */
static gboolean
call_url_decode (WeirMethodCall *call, WeirValue *result)
{
  const char *text = weir_method_get_text (call, 0);
  g_autoptr (GString) out = g_string_new (NULL);

  if (!text)
    return FALSE;
  while (*text)
    if (*text == '%' && g_ascii_isxdigit (text[1]) && g_ascii_isxdigit (text[2]))
      {
        g_string_append_c (out,
                           (char) (g_ascii_xdigit_value (text[1]) * 16 + g_ascii_xdigit_value (text[2])));
        text += 3;
      }
    else
      g_string_append_c (out, *text++);
  weir_value_set_text (result, out->str, (gssize) out->len);
  return TRUE;
}

void
weir_base64_append (WeirBase64 kind, const void *bytes, gsize size, GString *out)
{
  g_autofree char *text = g_base64_encode (bytes, size);

  if (kind == WEIR_BASE64_URL)
    {
      for (char *p = text; *p; p++)
        *p = *p == '+' ? '-' : *p == '/' ? '_' : *p;
      text[strcspn (text, "=")] = '\0';
    }
  g_string_append (out, text);
}

static int
get_base64_digit (char c)
{
  if (g_ascii_isupper (c))
    return c - 'A';
  if (g_ascii_islower (c))
    return c - 'a' + 26;
  if (g_ascii_isdigit (c))
    return c - '0' + 52;
  return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
}

GByteArray *
weir_base64_decode (const char *text)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint32 collected = 0;
  guint n = 0;

  for (; *text && *text != '='; text++)
    {
      int digit = get_base64_digit (*text);

      if (strchr (" \t\r\n", *text))
        continue;
      if (digit < 0)
        return NULL;
      collected = (collected << 6) | (guint32) digit;
      if (++n % 4 != 1)
        {
          guint8 byte = (guint8) (collected >> (6 - 2 * ((n - 1) % 4)));

          g_byte_array_append (bytes, &byte, 1);
        }
    }
  if (n % 4 == 1 || text[strspn (text, "= \t\r\n")] != '\0')
    return NULL;
  return g_steal_pointer (&bytes);
}

static gboolean
call_base64_encode (WeirMethodCall *call, WeirValue *result)
{
  g_autoptr (GString) out = g_string_new (NULL);
  gsize size;
  const char *text = get_bytes (call, 0, &size);

  if (!text)
    return FALSE;
  weir_base64_append (WEIR_BASE64, text, size, out);
  weir_value_set_text (result, out->str, (gssize) out->len);
  return TRUE;
}

static gboolean
call_base64_decode (WeirMethodCall *call, WeirValue *result)
{
  const char *text = weir_method_get_text (call, 0);
  g_autoptr (GByteArray) bytes = text ? weir_base64_decode (text) : NULL;

  if (!text)
    return FALSE;
  if (!bytes)
    return weir_method_fail (call, "Its “value” is not base64.");
  weir_value_set_text (result, bytes->len > 0 ? (const char *) bytes->data : "", bytes->len);
  return TRUE;
}

static gboolean
call_hash (WeirMethodCall *call, WeirValue *result)
{
  guint algorithm;
  gsize size;
  const char *text = get_bytes (call, 0, &size);

  if (!text || !weir_method_get_word (call, 1, &algorithm))
    return FALSE;
  weir_value_take_text (result,
                        g_compute_checksum_for_data (checksum_types[algorithm], (const guchar *) text, size));
  return TRUE;
}

static gboolean
call_hmac (WeirMethodCall *call, WeirValue *result)
{
  guint algorithm, encoding;
  gsize size, key_size;
  const char *text = get_bytes (call, 0, &size);
  const char *key = text ? get_bytes (call, 1, &key_size) : NULL;
  g_autoptr (GHmac) hmac = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  guint8 digest[64];
  gsize digest_size = sizeof digest;

  if (!key || !weir_method_get_word (call, 2, &algorithm) || !weir_method_get_word (call, 3, &encoding))
    return FALSE;
  hmac = g_hmac_new (checksum_types[algorithm], (const guchar *) key, key_size);
  g_hmac_update (hmac, (const guchar *) text, (gssize) size);
  g_hmac_get_digest (hmac, digest, &digest_size);
  if (encoding == BASE64)
    weir_base64_append (WEIR_BASE64, digest, digest_size, out);
  for (gsize i = 0; encoding == HEX && i < digest_size; i++)
    g_string_append_printf (out, "%02x", digest[i]);
  weir_value_set_text (result, out->str, (gssize) out->len);
  return TRUE;
}

#define OF_VALUE(name, function)                                                                             \
  {                                                                                                          \
    name, function, 0, FALSE,                                                                                \
    {                                                                                                        \
      {                                                                                                      \
        "value", WEIR_PARAMETER_TEXT, NULL                                                                   \
      }                                                                                                      \
    }                                                                                                        \
  }

const WeirMethod weir_methods_crypto[] = {
  OF_VALUE ("urlEncode", call_url_encode),
  OF_VALUE ("urlDecode", call_url_decode),
  OF_VALUE ("base64Encode", call_base64_encode),
  OF_VALUE ("base64Decode", call_base64_decode),
  { "hash",
    call_hash,
    0,
    FALSE,
    { { "value", WEIR_PARAMETER_TEXT, NULL }, { "algorithm", WEIR_PARAMETER_WORD, "SHA256", algorithms } } },
  { "hmac",
    call_hmac,
    0,
    FALSE,
    { { "value", WEIR_PARAMETER_TEXT, NULL },
      { "key", WEIR_PARAMETER_TEXT, NULL },
      { "algorithm", WEIR_PARAMETER_WORD, "SHA256", algorithms },
      { "encoding", WEIR_PARAMETER_WORD, "hex", encodings } } },
  { NULL },
};
