/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-method-jwt.c: methods for JSON Web Tokens (RFC 7515, RFC 7519)
 */

#include "config.h"

#include "weir-method-private.h"

#include <string.h>

#include "weir-json.h"

/* The first three are signed here. */
static const char *const algorithms[] = { "HS256", "HS384", "HS512", "RS256", "RS384",
                                          "RS512", "ES256", "ES384", "ES512", NULL };
static const GChecksumType checksum_types[] = { G_CHECKSUM_SHA256, G_CHECKSUM_SHA384, G_CHECKSUM_SHA512 };

enum
{
  CLAIMS,
  ALGORITHM,
  KEY,
  SOURCE,
  PATH,
  NAME,
  EXPIRES_IN,
};

/* "header.claims.signature" of RFC 7515 §3.1, with an HMAC as signature (RFC 7518 §3.2). */
char *
weir_jwt_sign (GChecksumType type, const char *header, const char *claims, const void *key, gsize key_size)
{
  GString *token = g_string_new (NULL);
  g_autoptr (GHmac) hmac = g_hmac_new (type, key, key_size);
  guint8 digest[64];
  gsize digest_size = sizeof digest;

  weir_base64_append (WEIR_BASE64_URL, header, strlen (header), token);
  g_string_append_c (token, '.');
  weir_base64_append (WEIR_BASE64_URL, claims, strlen (claims), token);
  g_hmac_update (hmac, (const guchar *) token->str, (gssize) token->len);
  g_hmac_get_digest (hmac, digest, &digest_size);
  g_string_append_c (token, '.');
  weir_base64_append (WEIR_BASE64_URL, digest, digest_size, token);
  return g_string_free (token, FALSE);
}

static gboolean
get_key (WeirMethodCall *call, GBytes **key)
{
  const char *text;

  if (weir_method_has (call, SOURCE))
    return weir_method_read_source (call, SOURCE, PATH, NAME, FALSE, key);
  text = weir_method_get_text (call, KEY);
  if (!text)
    return FALSE;
  *key = g_bytes_new (text, strlen (text));
  return *text || weir_method_fail (call, "It needs a “key”, or a “source” that has it.");
}

/* Issued now, unless the claims say when, and expiring when asked for. */
static char *
complete_claims (WeirMethodCall *call)
{
  const WeirValue *value = weir_method_get_value (call, CLAIMS);
  const char *text = value ? weir_method_get_text (call, CLAIMS) : NULL;
  g_autoptr (JsonNode) node = text ? weir_json_parse (text, strlen (text)) : NULL;
  gint64 now = weir_method_state_get_time (call->scope->state) / G_USEC_PER_SEC;
  g_autoptr (GString) out = g_string_new (NULL);
  JsonObject *claims;
  gint64 expires_in;

  if (!text || !weir_method_get_integer (call, EXPIRES_IN, &expires_in))
    return NULL;
  if (!node || !JSON_NODE_HOLDS_OBJECT (node))
    {
      weir_method_fail (call, "Its “claims” is no JSON object such as {\"sub\":\"ada\"}.");
      return NULL;
    }
  claims = json_node_get_object (node);
  weir_json_append (node, out);
  g_string_truncate (out, out->len - 1);
  if (!json_object_has_member (claims, "iat"))
    g_string_append_printf (out, "%s\"iat\":%" G_GINT64_FORMAT, out->len > 1 ? "," : "", now);
  if (expires_in > 0 && !json_object_has_member (claims, "exp"))
    g_string_append_printf (out, ",\"exp\":%" G_GINT64_FORMAT, now + MIN (expires_in, G_MAXINT32));
  g_string_append_c (out, '}');
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static gboolean
call_sign (WeirMethodCall *call, WeirValue *result)
{
  g_autoptr (GBytes) key = NULL;
  g_autofree char *claims = NULL;
  g_autofree char *header = NULL;
  guint algorithm;

  if (!weir_method_get_word (call, ALGORITHM, &algorithm))
    return FALSE;
  if (algorithm >= G_N_ELEMENTS (checksum_types))
    return weir_method_fail (call, "%s is not available; a token is signed with HS256, HS384 or HS512.",
                             algorithms[algorithm]);
  claims = complete_claims (call);
  if (!claims || !get_key (call, &key))
    return FALSE;
  header = g_strdup_printf ("{\"alg\":\"%s\",\"typ\":\"JWT\"}", algorithms[algorithm]);
  weir_value_take_text (result, weir_jwt_sign (checksum_types[algorithm], header, claims,
                                               g_bytes_get_data (key, NULL), g_bytes_get_size (key)));
  return TRUE;
}

/* The claims of a token, which is not verified. */
static JsonNode *
decode_claims (const char *token)
{
  g_auto (GStrv) parts = g_strsplit (token, ".", 0);
  g_autoptr (GByteArray) bytes = NULL;

  if (g_strv_length (parts) != 3 || !(bytes = weir_base64_decode (parts[1])) || bytes->len == 0)
    return NULL;
  return weir_json_parse ((const char *) bytes->data, bytes->len);
}

static gboolean
call_claim (WeirMethodCall *call, WeirValue *result)
{
  const char *token = weir_method_get_text (call, 0);
  const char *name = token ? weir_method_get_text (call, 1) : NULL;
  g_autoptr (JsonNode) claims = NULL;
  JsonNode *claim;

  if (!name)
    return FALSE;
  claims = decode_claims (token);
  if (!claims || !JSON_NODE_HOLDS_OBJECT (claims))
    return weir_method_fail (call, "Its “token” is no JSON Web Token.");
  claim = json_object_get_member (json_node_get_object (claims), name);
  if (!claim)
    return weir_method_fail (call, "Its token has no claim “%s”.", name);
  weir_value_set_json (result, claim);
  /* Text, unless `as` says what else. */
  if (call->invocation->type == WEIR_TYPE_UNTYPED)
    weir_value_take_text (result, weir_value_to_text (result));
  return TRUE;
}

const WeirMethod weir_methods_jwt[] = {
  { "jwtSign",
    call_sign,
    0,
    FALSE,
    { [CLAIMS] = { "claims", WEIR_PARAMETER_TEXT, NULL },
      [ALGORITHM] = { "algorithm", WEIR_PARAMETER_WORD, "HS256", algorithms },
      [KEY] = { "key", WEIR_PARAMETER_TEXT, "" },
      [SOURCE] = { "source", WEIR_PARAMETER_WORD, "file", weir_method_sources },
      [PATH] = { "path", WEIR_PARAMETER_TEXT, "" },
      [NAME] = { "name", WEIR_PARAMETER_TEXT, "" },
      [EXPIRES_IN] = { "expiresIn", WEIR_PARAMETER_INTEGER, "0" } } },
  { "jwtClaim",
    call_claim,
    0,
    FALSE,
    { { "token", WEIR_PARAMETER_TEXT, NULL }, { "claim", WEIR_PARAMETER_TEXT, NULL } } },
  { NULL },
};
