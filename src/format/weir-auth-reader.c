/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-auth-reader.c: `auth:`: how a request says who sends it
 */

#include "config.h"

#include "weir-format-private.h"

#include <string.h>

static void
read_kind (WeirReader *reader, WeirNode *value, gpointer target)
{
  static const char *const words[] = { "basic", "bearer", "digest", "apiKey", NULL };
  guint index = WEIR_AUTH_BASIC;

  if (weir_reader_word (reader, value, words, &index))
    weir_auth_set_kind (target, index);
}

static void
read_username (WeirReader *reader, WeirNode *value, gpointer target)
{
  weir_auth_set_username (target, weir_reader_line (reader, value));
}

static void
read_password (WeirReader *reader, WeirNode *value, gpointer target)
{
  weir_auth_set_password (target, weir_reader_line (reader, value));
}

static void
read_token (WeirReader *reader, WeirNode *value, gpointer target)
{
  weir_auth_set_token (target, weir_reader_line (reader, value));
}

static void
read_key_name (WeirReader *reader, WeirNode *value, gpointer target)
{
  weir_auth_set_name (target, weir_reader_filled_text (reader, value));
}

static void
read_key_value (WeirReader *reader, WeirNode *value, gpointer target)
{
  weir_auth_set_value (target, weir_reader_line (reader, value));
}

static void
read_place (WeirReader *reader, WeirNode *value, gpointer target)
{
  static const char *const words[] = { "header", "query", NULL };
  guint index = WEIR_AUTH_IN_HEADER;

  if (weir_reader_word (reader, value, words, &index))
    weir_auth_set_place (target, index);
}

static const WeirSchema auth_schema = {
  "auth",
  {
    { "type", NULL, WEIR_KEY_REQUIRED, read_kind },
    { "username", NULL, WEIR_KEY_TAKES_NULL, read_username },
    { "password", NULL, WEIR_KEY_TAKES_NULL, read_password },
    { "token", NULL, WEIR_KEY_TAKES_NULL, read_token },
    { "name", NULL, WEIR_KEY_DEFAULT, read_key_name },
    { "value", NULL, WEIR_KEY_TAKES_NULL, read_key_value },
    { "in", NULL, WEIR_KEY_DEFAULT, read_place },
  },
};

static const struct
{
  const char *type;
  const char *form;
  const char *needed[3];
  const char *allowed[4];
} kinds[] = {
  [WEIR_AUTH_BASIC] = { "basic", "{ type: basic, username: ada, password: \"${password}\" }",
                        { "username", "password" }, { "username", "password" } },
  [WEIR_AUTH_BEARER] = { "bearer", "{ type: bearer, token: \"${token}\" }", { "token" }, { "token" } },
  [WEIR_AUTH_DIGEST] = { "digest", "{ type: digest, username: ada, password: \"${password}\" }",
                         { "username", "password" }, { "username", "password" } },
  [WEIR_AUTH_API_KEY] = { "apiKey", "{ type: apiKey, name: X-Api-Key, value: \"${key}\", in: header }",
                          { "name", "value" }, { "name", "value", "in" } },
};

static gboolean
is_among (const char *key, const char *const *keys, guint n_keys)
{
  for (guint i = 0; i < n_keys && keys[i] != NULL; i++)
    if (g_str_equal (keys[i], key))
      return TRUE;
  return FALSE;
}

static void
check_keys (WeirReader *reader, WeirNode *node, WeirAuthKind kind, guint64 given)
{
  static const char *const all[] = { "username", "password", "token", "name", "value", "in" };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      gboolean is_given = weir_schema_has (&auth_schema, given, all[i]);

      if (is_given && !is_among (all[i], kinds[kind].allowed, G_N_ELEMENTS (kinds[kind].allowed)))
        weir_reader_error_in (reader, node, all[i], "\"%s\" does not belong to \"type: %s\"; write %s.",
                              all[i], kinds[kind].type, kinds[kind].form);
      else if (!is_given && is_among (all[i], kinds[kind].needed, G_N_ELEMENTS (kinds[kind].needed)))
        weir_reader_error (reader, node, "auth of \"type: %s\" needs \"%s\"; write %s.", kinds[kind].type,
                           all[i], kinds[kind].form);
    }
}

/* As far as it is written out: a colon in a placeholder is something else. */
static gboolean
username_ends_early (const char *username)
{
  return strchr (username, '$') == NULL && strchr (username, ':') != NULL;
}

/**
 * weir_read_auth:
 * @reader: where problems go
 * @node: the value of `auth:`
 *
 * Returns: (transfer full): the authentication as far as it could be read
 */
WeirAuth *
weir_read_auth (WeirReader *reader, WeirNode *node)
{
  WeirAuth *auth = weir_auth_new (WEIR_AUTH_BASIC);
  guint n_errors = reader->n_errors;
  guint64 given = 0;
  WeirNode *name = weir_node_find (node, "name");

  if (!weir_reader_mapping (reader, node, &auth_schema, auth, &given) || reader->n_errors > n_errors)
    return auth;
  check_keys (reader, node, weir_auth_get_kind (auth), given);
  if (weir_auth_get_kind (auth) == WEIR_AUTH_BASIC && username_ends_early (weir_auth_get_username (auth)))
    weir_reader_error_in (reader, node, "username",
                          "The user name of basic authentication cannot hold a colon: the server would take"
                          " it for the start of the password.");
  if (name != NULL && weir_auth_get_kind (auth) == WEIR_AUTH_API_KEY &&
      weir_auth_get_place (auth) == WEIR_AUTH_IN_HEADER)
    weir_read_header_name (reader, name);
  return auth;
}
