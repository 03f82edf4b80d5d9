/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-curl-secrets.c: what looks secret in a request that was taken from a command
 */

#include "config.h"

#include <string.h>

#include "weir-curl-private.h"
#include "weir-field.h"
#include "weir-mask.h"
#include "weir-part.h"

#define LONGEST_NAME 60
/* Nobody answers more questions. */
#define MOST_SECRETS 50

/* token, X-Api-Key, client_secret, accessKey … */
static gboolean
is_secret_name (const char *name)
{
  static const char *const parts[] = {
    "token", "password", "passwd", "pwd", "secret", "credential", "apikey"
  };
  g_autoptr (GString) folded = g_string_new (NULL);

  for (; *name != '\0'; name++)
    if (g_ascii_isalnum (*name))
      g_string_append_c (folded, g_ascii_tolower (*name));
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (strstr (folded->str, parts[i]) != NULL)
      return TRUE;
  return g_str_has_suffix (folded->str, "key");
}

/* "X-Api-Key" becomes "apiKey"; what is a name already stays. */
static char *
to_variable_name (const char *name)
{
  GString *out = g_string_new (NULL);
  gboolean is_header = strchr (name, '-') != NULL || g_ascii_isupper (*name);
  gboolean starts_word = FALSE;

  if (is_header && g_ascii_strncasecmp (name, "X-", 2) == 0)
    name += 2;
  for (; *name != '\0' && out->len < LONGEST_NAME; name++)
    {
      if (g_ascii_isalnum (*name) && is_header)
        g_string_append_c (out, starts_word ? g_ascii_toupper (*name) : g_ascii_tolower (*name));
      else if (g_ascii_isalnum (*name) || *name == '_')
        g_string_append_c (out, *name);
      starts_word = !g_ascii_isalnum (*name) && out->len > 0;
    }
  if (out->len == 0)
    g_string_append (out, "secret");
  return g_string_free (out, FALSE);
}

static gboolean
has_name (GPtrArray *secrets, const char *name)
{
  for (guint i = 0; i < secrets->len; i++)
    if (g_str_equal (((WeirCurlSecret *) g_ptr_array_index (secrets, i))->name, name))
      return TRUE;
  return FALSE;
}

static char *
to_free_name (GPtrArray *secrets, const char *name)
{
  g_autofree char *base = to_variable_name (name);
  char *candidate = g_strdup (base);

  for (guint number = 2; has_name (secrets, candidate); number++)
    {
      g_free (candidate);
      candidate = g_strdup_printf ("%.*s%u", LONGEST_NAME - 5, base, number);
    }
  return candidate;
}

/* A template without placeholders, as the text it stands for */
static char *
to_text (const char *written)
{
  GString *out = g_string_new (NULL);

  for (; *written != '\0'; written++)
    {
      g_string_append_c (out, *written);
      if (written[0] == '$' && written[1] == '$')
        written++;
    }
  return g_string_free (out, FALSE);
}

/* Whether it is a placeholder already; "$$" is none. */
static gboolean
has_placeholder (const char *written)
{
  for (; *written != '\0'; written++)
    {
      if (written[0] == '$' && written[1] == '$')
        written++;
      else if (written[0] == '$' && written[1] == '{')
        return TRUE;
    }
  return FALSE;
}

typedef struct
{
  gpointer object;
  const char *property;
  const char *name;
  const char *place;
  const char *before;
  const char *written;
} Found;

static void
offer (WeirCurlImport *import, const Found *found)
{
  WeirCurlSecret *secret = NULL;

  if (*found->written == '\0' || has_placeholder (found->written) || import->secrets->len >= MOST_SECRETS)
    return;
  secret = g_new0 (WeirCurlSecret, 1);
  secret->name = to_free_name (import->secrets, found->name);
  secret->value = to_text (found->written);
  secret->place = g_strdup (found->place);
  secret->object = g_object_ref (found->object);
  secret->property = g_strdup (found->property);
  secret->before = g_strdup (found->before);
  secret->written = g_strdup (found->written);
  g_ptr_array_add (import->secrets, secret);
}

static void
find_in_auth (WeirCurlImport *import, WeirAuth *auth)
{
  if (auth == NULL)
    return;
  if (weir_auth_get_kind (auth) == WEIR_AUTH_BEARER)
    offer (import, &(Found){ auth, "token", "token", "the bearer token", "", weir_auth_get_token (auth) });
  else
    offer (import,
           &(Found){ auth, "password", "password", "the password", "", weir_auth_get_password (auth) });
}

static void
find_in_header (WeirCurlImport *import, WeirField *field)
{
  const char *name = weir_field_get_name (field);
  const char *value = weir_field_get_value (field);
  const char *blank = strchr (value, ' ');
  g_autofree char *place = g_strdup_printf ("the header %s", name);
  g_autofree char *scheme = NULL;
  gboolean is_scheme = g_str_has_suffix (name, "uthorization") && blank != NULL;

  if (!weir_mask_is_credential_header (name) && !is_secret_name (name))
    return;
  scheme = is_scheme ? g_strndup (value, (gsize) (blank + 1 - value)) : g_strdup ("");
  offer (import, &(Found){ field, "value", name, place, scheme, value + strlen (scheme) });
}

/* name=value&name=value from @text on */
static void
find_in_pairs (WeirCurlImport *import, gpointer object, const char *property, const char *text,
               const char *what)
{
  g_auto (GStrv) pairs = g_strsplit (text, "&", -1);

  for (guint i = 0; pairs[i] != NULL; i++)
    {
      const char *equals = strchr (pairs[i], '=');
      g_autofree char *name = g_strndup (pairs[i], strcspn (pairs[i], "="));
      g_autofree char *before = g_strconcat (name, "=", NULL);
      g_autofree char *place = g_strdup_printf ("\"%s\" in the %s", name, what);

      if (equals != NULL && is_secret_name (name))
        offer (import, &(Found){ object, property, name, place, before, equals + 1 });
    }
}

static void
find_in_url (WeirCurlImport *import, WeirRequest *request)
{
  const char *query = strchr (weir_request_get_url (request), '?');
  g_autofree char *text = query != NULL ? g_strndup (query + 1, strcspn (query + 1, "#")) : NULL;

  if (text != NULL)
    find_in_pairs (import, request, "url", text, "URL");
}

/* "name": "value", wherever it is; values with escapes in them are left alone. */
static void
find_in_json (WeirCurlImport *import, WeirRequest *request, const char *raw)
{
  g_autoptr (GRegex) regex =
      g_regex_new ("\"([^\"\\\\]{1,80})\"\\s{0,20}:\\s{0,20}\"([^\"\\\\]+)\"", G_REGEX_OPTIMIZE, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  g_regex_match (regex, raw, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *name = g_match_info_fetch (match, 1);
      g_autofree char *value = g_match_info_fetch (match, 2);
      g_autofree char *place = g_strdup_printf ("\"%s\" in the body", name);
      g_autofree char *before = NULL;
      int whole = 0;
      int start = 0;

      g_match_info_fetch_pos (match, 0, &whole, NULL);
      g_match_info_fetch_pos (match, 2, &start, NULL);
      before = g_strndup (raw + whole, (gsize) (start - whole));
      if (is_secret_name (name))
        offer (import, &(Found){ request, "payload-raw", name, place, before, value });
    }
}

static void
find_in_body (WeirCurlImport *import, WeirRequest *request)
{
  const char *raw = weir_request_get_payload_raw (request);
  GListModel *fields = G_LIST_MODEL (weir_request_get_multipart_fields (request));

  if (raw != NULL && strchr ("{[", raw[strspn (raw, " \t\r\n")]) != NULL)
    find_in_json (import, request, raw);
  else if (raw != NULL)
    find_in_pairs (import, request, "payload-raw", raw, "body");
  for (guint i = 0; i < g_list_model_get_n_items (fields); i++)
    {
      g_autoptr (WeirPart) part = g_list_model_get_item (fields, i);
      g_autofree char *place = g_strdup_printf ("the part \"%s\"", weir_part_get_name (part));

      if (is_secret_name (weir_part_get_name (part)))
        offer (import,
               &(Found){ part, "value", weir_part_get_name (part), place, "", weir_part_get_value (part) });
    }
}

/**
 * weir_curl_find_secrets:
 * @import: a result with its step
 *
 * Collects what looks secret: authentication, headers that hold credentials, and whatever is called token,
 * password, secret or key.
 */
void
weir_curl_find_secrets (WeirCurlImport *import)
{
  WeirRequest *request = weir_step_get_request (import->step);
  GListModel *headers = G_LIST_MODEL (weir_request_get_headers (request));

  find_in_auth (import, weir_request_get_auth (request));
  for (guint i = 0; i < g_list_model_get_n_items (headers); i++)
    {
      g_autoptr (WeirField) field = g_list_model_get_item (headers, i);

      find_in_header (import, field);
    }
  find_in_url (import, request);
  find_in_body (import, request);
}

/**
 * weir_curl_secret_replace:
 * @self: something that looks secret
 * @taken: whether a placeholder stands in place of its value, or the other way round
 *
 * Returns: (transfer full) (nullable): what its property would be then; %NULL when it is so already or has
 *   been edited since
 */
char *
weir_curl_secret_replace (const WeirCurlSecret *self, gboolean taken)
{
  g_autofree char *text = NULL;
  g_autofree char *plain = NULL;
  g_autofree char *placed = NULL;
  const char *wanted;
  const char *found;

  g_return_val_if_fail (self != NULL, NULL);

  g_object_get (self->object, self->property, &text, NULL);
  plain = g_strconcat (self->before, self->written, NULL);
  placed = g_strconcat (self->before, "${", self->name, "}", NULL);
  wanted = taken ? plain : placed;
  found = text != NULL ? strstr (text, wanted) : NULL;
  if (found == NULL)
    return NULL;
  return g_strdup_printf ("%.*s%s%s", (int) (found - text), text, taken ? placed : plain,
                          found + strlen (wanted));
}

/**
 * weir_curl_import_take_secret:
 * @self: a result
 * @index: one of its secrets
 *
 * Puts a placeholder with the secret's name in place of its value; the value is only in @self from then on.
 */
void
weir_curl_import_take_secret (WeirCurlImport *self, guint index)
{
  const WeirCurlSecret *secret = NULL;
  g_autofree char *changed = NULL;

  g_return_if_fail (self != NULL && index < self->secrets->len);

  secret = g_ptr_array_index (self->secrets, index);
  changed = weir_curl_secret_replace (secret, TRUE);
  if (changed != NULL)
    g_object_set (secret->object, secret->property, changed, NULL);
}
