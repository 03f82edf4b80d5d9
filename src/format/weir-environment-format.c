/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-environment-format.c: environments.yaml and environments.local.yaml beside a flow
 */

#include "config.h"

#include "weir-environment-format.h"

#include "weir-format-private.h"

/* A variable, until it is known whether it is a secret. */
typedef struct
{
  WeirVariable *variable; /* borrowed */
  gboolean is_secret;
} Entry;

static void
read_entry_name (WeirReader *reader, WeirNode *value, gpointer target)
{
  const char *name = weir_reader_text (reader, value);

  if (name == NULL)
    return;
  weir_reader_check_name (reader, value, name);
  weir_variable_set_name (((Entry *) target)->variable, name);
}

static void
read_entry_value (WeirReader *reader, WeirNode *value, gpointer target)
{
  if (weir_reader_text (reader, value) != NULL)
    weir_variable_set_value (((Entry *) target)->variable, value->text);
}

static void
read_entry_secret (WeirReader *reader, WeirNode *value, gpointer target)
{
  weir_reader_boolean (reader, value, &((Entry *) target)->is_secret);
}

static const WeirSchema entry_schema = {
  "variable",
  {
      { "name", NULL, WEIR_KEY_REQUIRED, read_entry_name },
      { "value", NULL, WEIR_KEY_DEFAULT, read_entry_value },
      { "secret", NULL, WEIR_KEY_DEFAULT, read_entry_secret },
  },
};

/**
 * weir_check_secret:
 * @reader: where problems go
 * @node: a variable of an environment
 * @is_secret: whether it is said to be one
 * @has_value: whether it has a value
 */
void
weir_check_secret (WeirReader *reader, WeirNode *node, gboolean is_secret, gboolean has_value)
{
  if (is_secret && has_value)
    weir_reader_error_in (reader, node, "value",
                          "The value of a secret is never written to a file: remove \"value\". It is asked"
                          " for, and taken from the keyring or from a variable of the process's"
                          " environment.");
  else if (!is_secret && !has_value)
    weir_reader_error (reader, node,
                       "variable needs a \"value\", or \"secret: true\" when it is kept elsewhere.");
}

static void
read_entry (WeirReader *reader, WeirNode *node, gpointer target)
{
  g_autoptr (WeirVariable) variable = weir_variable_new ("", "");
  Entry entry = { variable, FALSE };
  guint64 given = 0;
  gboolean has_value;

  if (!weir_reader_mapping (reader, node, &entry_schema, &entry, &given))
    return;
  has_value = weir_schema_has (&entry_schema, given, "value");
  weir_check_secret (reader, node, entry.is_secret, has_value);
  if (entry.is_secret)
    weir_environment_add_secret (target, weir_variable_get_name (variable));
  else
    g_list_store_append (weir_environment_get_variables (target), variable);
}

/**
 * weir_read_environment_order:
 * @list: the value of `variables:` of an environment
 * @environment: the #WeirEnvironment that was read
 *
 * The list of variables and that of secrets do not tell how they stand in the file.
 */
void
weir_read_environment_order (WeirNode *list, gpointer environment)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) order = NULL;

  for (guint i = 0; list->kind == WEIR_NODE_SEQUENCE && i < weir_node_count (list); i++)
    {
      const WeirNode *name = weir_node_find (weir_node_entry (list, i)->value, "name");

      if (name != NULL && name->kind == WEIR_NODE_SCALAR)
        g_strv_builder_add (names, name->text);
    }
  order = g_strv_builder_end (names);
  weir_environment_set_order (environment, (const char *const *) order);
}

static void
read_entries (WeirReader *reader, WeirNode *value, gpointer target)
{
  weir_reader_list (reader, value, "- { name: baseUrl, value: \"https://staging.example\" }", read_entry,
                    target);
  weir_read_environment_order (value, target);
}

static void
read_environment_name (WeirReader *reader, WeirNode *value, gpointer target)
{
  weir_environment_set_name (target, weir_reader_filled_text (reader, value));
}

/* A proxy that cannot be one would be passed by, and every figure would be of something else. */
static void
read_proxy (WeirReader *reader, WeirNode *value, gpointer target)
{
  const char *text = weir_reader_filled_text (reader, value);
  g_autoptr (GUri) uri = text != NULL ? g_uri_parse (text, G_URI_FLAGS_HAS_PASSWORD, NULL) : NULL;
  static const char *const schemes[] = { "http", "https", "socks4", "socks4a", "socks5", NULL };

  if (text == NULL)
    return;
  if (uri == NULL || !g_strv_contains (schemes, g_uri_get_scheme (uri)) || g_uri_get_host (uri) == NULL ||
      *g_uri_get_host (uri) == '\0')
    weir_reader_error (reader, value,
                       "\"proxy\" is the URL of a proxy, such as http://127.0.0.1:3128 or"
                       " socks5://127.0.0.1:1080.");
  else if (g_uri_get_password (uri) != NULL)
    weir_reader_error (reader, value, "A password is never written to a file: remove it from \"proxy\".");
  weir_environment_set_proxy (target, text);
}

static void
read_authorities (WeirReader *reader, WeirNode *value, gpointer target)
{
  weir_environment_set_authorities (target, weir_reader_filled_text (reader, value));
}

static void
read_certificate (WeirReader *reader, WeirNode *value, gpointer target)
{
  weir_environment_set_certificate (target, weir_reader_filled_text (reader, value));
}

static void
read_insecure (WeirReader *reader, WeirNode *value, gpointer target)
{
  gboolean insecure = FALSE;

  if (weir_reader_boolean (reader, value, &insecure))
    weir_environment_set_insecure (target, insecure);
}

static const WeirSchema tls_schema = {
  "tls",
  {
    { "ca", NULL, WEIR_KEY_DEFAULT, read_authorities },
    { "clientCertificate", NULL, WEIR_KEY_DEFAULT, read_certificate },
    { "insecure", NULL, WEIR_KEY_DEFAULT, read_insecure },
  },
};

static void
read_tls (WeirReader *reader, WeirNode *value, gpointer target)
{
  weir_reader_mapping (reader, value, &tls_schema, target, NULL);
}

static const WeirSchema environment_schema = {
  "environment",
  {
      { "name", NULL, WEIR_KEY_REQUIRED, read_environment_name },
      { "variables", NULL, WEIR_KEY_DEFAULT, read_entries },
      { "proxy", NULL, WEIR_KEY_DEFAULT, read_proxy },
    { "tls", NULL, WEIR_KEY_DEFAULT, read_tls },
  },
};

/* Its name and those of its variables are there once. */
static void
check_names (WeirReader *reader, WeirNode *list, const char *what)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; list != NULL && list->kind == WEIR_NODE_SEQUENCE && i < weir_node_count (list); i++)
    {
      WeirNode *name = weir_node_find (weir_node_entry (list, i)->value, "name");
      g_autofree char *folded = NULL;
      WeirNode *first;

      if (name == NULL || name->kind != WEIR_NODE_SCALAR)
        continue;
      folded = g_utf8_casefold (name->text, -1);
      first = g_hash_table_lookup (known, folded);
      if (first != NULL)
        {
          g_autofree char *shown = weir_shorten (name->text);

          weir_reader_error (reader, name, "The %s name \"%s\" is already used in line %u.", what, shown,
                             first->line);
        }
      else
        g_hash_table_insert (known, g_steal_pointer (&folded), name);
    }
}

static void
read_environment (WeirReader *reader, WeirNode *node, gpointer target)
{
  g_autoptr (WeirEnvironment) environment = weir_environment_new ("");

  if (weir_reader_mapping (reader, node, &environment_schema, environment, NULL))
    check_names (reader, weir_node_find (node, "variables"), "variable");
  g_ptr_array_add (target, g_steal_pointer (&environment));
}

/**
 * weir_environments_from_tree:
 * @tree: the tree of a document
 * @problems: (element-type WeirProblem): where every error and warning is appended, in document order
 *
 * Returns: (transfer full) (nullable) (element-type WeirEnvironment): what is in it; %NULL when there is any
 *   error
 */
GPtrArray *
weir_environments_from_tree (const WeirTree *tree, GPtrArray *problems)
{
  g_autoptr (GPtrArray) environments = g_ptr_array_new_with_free_func (g_object_unref);
  WeirReader reader;
  gboolean is_valid;

  weir_reader_init (&reader, problems);
  weir_reader_list (&reader, tree->root, "- name: staging", read_environment, environments);
  check_names (&reader, tree->root, "environment");
  weir_reader_finish (&reader);
  is_valid = reader.n_errors == 0;
  weir_reader_clear (&reader);
  return is_valid ? g_steal_pointer (&environments) : NULL;
}

/**
 * weir_environments_parse:
 * @text: YAML
 * @length: its length in bytes
 * @problems: (element-type WeirProblem): where every error and warning is appended, in document order
 *
 * Returns: (transfer full) (nullable) (element-type WeirEnvironment): what is in it; %NULL when there is any
 *   error
 */
GPtrArray *
weir_environments_parse (const char *text, gsize length, GPtrArray *problems)
{
  WeirProblem *problem = NULL;
  g_autoptr (WeirTree) tree = weir_tree_read (text, length, FALSE, &problem);

  if (tree != NULL)
    return weir_environments_from_tree (tree, problems);
  g_ptr_array_add (problems, problem);
  return NULL;
}

/**
 * weir_environments_load_file:
 * @file_name: an environments.yaml, or an environments.local.yaml
 * @problems: (element-type WeirProblem): where each problem is appended, with its file
 *
 * Returns: (transfer full) (nullable) (element-type WeirEnvironment): what that file says, none when there is
 *   no such file; %NULL after an error
 */
GPtrArray *
weir_environments_load_file (const char *file_name, GPtrArray *problems)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  GPtrArray *environments;
  guint first = problems->len;

  if (!g_file_test (file_name, G_FILE_TEST_EXISTS))
    return g_ptr_array_new_with_free_func (g_object_unref);
  if (!weir_format_read_file (file_name, text, &error))
    {
      g_ptr_array_add (problems, weir_problem_new (FALSE, 0, 0, NULL, error->message));
      return NULL;
    }
  environments = weir_environments_parse (text->str, text->len, problems);
  for (guint i = first; i < problems->len; i++)
    ((WeirProblem *) g_ptr_array_index (problems, i))->file = g_filename_display_name (file_name);
  return environments;
}

/**
 * weir_environments_find:
 * @environments: (element-type WeirEnvironment): some
 * @name: a name
 *
 * Returns: (transfer none) (nullable): the one of that name, in any case
 */
WeirEnvironment *
weir_environments_find (GPtrArray *environments, const char *name)
{
  g_autofree char *wanted = g_utf8_casefold (name, -1);

  for (guint i = 0; i < environments->len; i++)
    {
      WeirEnvironment *environment = g_ptr_array_index (environments, i);
      g_autofree char *folded = g_utf8_casefold (weir_environment_get_name (environment), -1);

      if (g_str_equal (folded, wanted))
        return environment;
    }
  return NULL;
}

static void
override_all (GPtrArray *environments, GPtrArray *local)
{
  for (guint i = 0; i < local->len; i++)
    {
      WeirEnvironment *over = g_ptr_array_index (local, i);
      WeirEnvironment *environment = weir_environments_find (environments, weir_environment_get_name (over));

      if (environment != NULL)
        weir_environment_override (environment, over);
      else
        g_ptr_array_add (environments, g_object_ref (over));
    }
}

/* Files are named beside the one that names them, and the worker may be somewhere else. */
static void
anchor_files (GPtrArray *environments, const char *folder)
{
  for (guint i = 0; i < environments->len; i++)
    {
      WeirEnvironment *environment = g_ptr_array_index (environments, i);
      const char *authorities = weir_environment_get_authorities (environment);
      const char *certificate = weir_environment_get_certificate (environment);
      g_autofree char *whole_authorities = authorities ? g_canonicalize_filename (authorities, folder) : NULL;
      g_autofree char *whole_certificate = certificate ? g_canonicalize_filename (certificate, folder) : NULL;

      weir_environment_set_authorities (environment, whole_authorities);
      weir_environment_set_certificate (environment, whole_certificate);
    }
}

/**
 * weir_environments_join:
 * @environments: (element-type WeirEnvironment): those of environments.yaml; becomes those there are
 * @local: (element-type WeirEnvironment): those of environments.local.yaml
 * @folder: where the files are, absolute
 *
 * Puts @local over @environments, name by name. Names of files are whole paths afterwards.
 */
void
weir_environments_join (GPtrArray *environments, GPtrArray *local, const char *folder)
{
  g_return_if_fail (environments != NULL);
  g_return_if_fail (local != NULL);

  override_all (environments, local);
  anchor_files (environments, folder);
}

/**
 * weir_environments_load:
 * @file_name: a document
 * @lines: (element-type utf8): where each problem is appended, as "FILE:LINE:COLUMN: message"
 *
 * As weir_environments_load_with_problems(), which tells where they are.
 *
 * Returns: (transfer full) (nullable) (element-type WeirEnvironment): those there are; %NULL after an error
 */
GPtrArray *
weir_environments_load (const char *file_name, GPtrArray *lines)
{
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  GPtrArray *environments = weir_environments_load_with_problems (file_name, problems);

  for (guint i = 0; i < problems->len; i++)
    {
      const WeirProblem *problem = g_ptr_array_index (problems, i);

      g_ptr_array_add (lines, problem->file != NULL ? weir_problem_to_text (problem, problem->file)
                                                    : g_strdup (problem->message));
    }
  return environments;
}

/**
 * weir_environments_load_with_problems:
 * @file_name: a document
 * @problems: (element-type WeirProblem): where each problem is appended, with its file
 *
 * Reads environments.yaml beside @file_name and what environments.local.yaml has over it.
 *
 * Returns: (transfer full) (nullable) (element-type WeirEnvironment): those there are; %NULL after an error
 */
GPtrArray *
weir_environments_load_with_problems (const char *file_name, GPtrArray *problems)
{
  g_autofree char *whole = g_canonicalize_filename (file_name, NULL);
  g_autofree char *folder = g_path_get_dirname (whole);
  g_autofree char *shown = g_path_get_dirname (file_name);
  gboolean is_here = g_str_equal (shown, ".");
  g_autofree char *shared_name =
      is_here ? g_strdup (WEIR_ENVIRONMENTS_FILE) : g_build_filename (shown, WEIR_ENVIRONMENTS_FILE, NULL);
  g_autofree char *local_name = is_here ? g_strdup (WEIR_ENVIRONMENTS_LOCAL_FILE)
                                        : g_build_filename (shown, WEIR_ENVIRONMENTS_LOCAL_FILE, NULL);
  g_autoptr (GPtrArray) shared = weir_environments_load_file (shared_name, problems);
  g_autoptr (GPtrArray) local = weir_environments_load_file (local_name, problems);

  if (shared == NULL || local == NULL)
    return NULL;
  weir_environments_join (shared, local, folder);
  return g_steal_pointer (&shared);
}
