/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-environment-edit.c: environments changed in their file, in place
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "weir-environment-edit.h"
#include "weir-environment-format.h"

#define TEXT                                                                                                 \
  "# where we run\n"                                                                                         \
  "- name: local # here\n"                                                                                   \
  "  variables:\n"                                                                                           \
  "    - { name: password, secret: true } # asked for\n"                                                     \
  "    # the host\n"                                                                                         \
  "    - { name: base, value: \"http://127.0.0.1\" }\n"                                                      \
  "    - name: user\n"                                                                                       \
  "      value: ada # who\n"                                                                                 \
  "\n"                                                                                                       \
  "# far away\n"                                                                                             \
  "- name: staging\n"                                                                                        \
  "  proxy: http://proxy:3128 # ours\n"                                                                      \
  "  tls: { ca: ca.pem }\n"

typedef void (*Change) (GPtrArray *environments);

static GPtrArray *
parse (const char *text)
{
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  GPtrArray *environments = weir_environments_parse (text, strlen (text), problems);

  if (environments == NULL)
    g_error ("%s\n%s", ((WeirProblem *) problems->pdata[0])->message, text);
  return environments;
}

static void
assert_text_after (const char *text, Change change, const char *expected)
{
  g_autoptr (GPtrArray) environments =
      *text != '\0' ? parse (text) : g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) back = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *edited = NULL;
  g_autofree char *wanted = NULL;
  g_autofree char *found = NULL;

  change (environments);
  edited = weir_environments_edit_text (text, strlen (text), environments, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (edited, ==, expected);
  back = parse (edited);
  wanted = weir_environments_to_yaml (environments);
  found = weir_environments_to_yaml (back);
  g_assert_cmpstr (found, ==, wanted);
}

/* One line of TEXT becomes another one, or goes (NULL). */
static void
assert_line (Change change, const char *line, const char *expected)
{
  g_autoptr (GString) text = g_string_new (TEXT);
  g_autofree char *old = g_strconcat (line, "\n", NULL);
  g_autofree char *new = expected != NULL ? g_strconcat (expected, "\n", NULL) : g_strdup ("");

  g_assert_cmpuint (g_string_replace (text, old, new, 0), ==, 1);
  assert_text_after (TEXT, change, text->str);
}

static WeirVariable *
variable_at (GPtrArray *environments, guint index)
{
  GListStore *variables = weir_environment_get_variables (environments->pdata[0]);
  g_autoptr (WeirVariable) variable = g_list_model_get_item (G_LIST_MODEL (variables), index);

  return variable;
}

static void
change_nothing (GPtrArray *environments G_GNUC_UNUSED)
{
}

static void
rename_environment (GPtrArray *environments)
{
  weir_environment_set_name (environments->pdata[0], "my machine");
}

static void
change_value (GPtrArray *environments)
{
  weir_variable_set_value (variable_at (environments, 0), "https://shop.example");
}

static void
rename_variable (GPtrArray *environments)
{
  weir_variable_set_name (variable_at (environments, 0), "host");
}

static void
add_variable (GPtrArray *environments)
{
  g_autoptr (WeirVariable) variable = weir_variable_new ("page", "1");

  g_list_store_append (weir_environment_get_variables (environments->pdata[0]), variable);
}

static void
hide_variable (GPtrArray *environments)
{
  g_list_store_remove (weir_environment_get_variables (environments->pdata[0]), 0);
  weir_environment_add_secret (environments->pdata[0], "base");
}

static void
add_secret (GPtrArray *environments)
{
  weir_environment_add_secret (environments->pdata[0], "key");
}

static void
remove_variable (GPtrArray *environments)
{
  g_list_store_remove (weir_environment_get_variables (environments->pdata[0]), 0);
}

static void
change_proxy (GPtrArray *environments)
{
  weir_environment_set_proxy (environments->pdata[1], "socks5://127.0.0.1:1080");
}

static void
clear_proxy (GPtrArray *environments)
{
  weir_environment_set_proxy (environments->pdata[1], NULL);
}

static void
change_tls (GPtrArray *environments)
{
  weir_environment_set_certificate (environments->pdata[1], "client.p12");
  weir_environment_set_insecure (environments->pdata[1], TRUE);
}

static void
trust_again (GPtrArray *environments)
{
  weir_environment_set_insecure (environments->pdata[1], FALSE);
}

/* Between two variables, and with what is said beside it still the same. */
static void
add_secret_between (GPtrArray *environments)
{
  const char *const order[] = { "password", "base", "key", "user", NULL };

  weir_environment_add_secret (environments->pdata[0], "key");
  weir_environment_set_order (environments->pdata[0], order);
}

static void
rename_and_add (GPtrArray *environments)
{
  weir_environment_set_name (environments->pdata[1], "far");
  g_ptr_array_add (environments, weir_environment_new ("production"));
}

/* Whatever else changes, variables and secrets stay where they are. */
static void
test_order (void)
{
  g_autoptr (GPtrArray) environments = parse (TEXT);
  g_auto (GStrv) names = weir_environment_list_names (environments->pdata[0]);
  g_autofree char *joined = g_strjoinv (" ", names);

  g_assert_cmpstr (joined, ==, "password base user");
  assert_line (add_secret_between, "    - { name: base, value: \"http://127.0.0.1\" }",
               "    - { name: base, value: \"http://127.0.0.1\" }\n    - { name: key, secret: true }");
}

static void
test_two_changes (void)
{
  g_autoptr (GString) text = g_string_new (TEXT);

  g_string_replace (text, "name: staging", "name: far", 0);
  g_string_append (text, "\n- name: production\n");
  assert_text_after (TEXT, rename_and_add, text->str);
}

static void
test_fields (void)
{
  assert_text_after (TEXT, change_nothing, TEXT);
  assert_line (rename_environment, "- name: local # here", "- name: my machine # here");
  assert_line (change_value, "    - { name: base, value: \"http://127.0.0.1\" }",
               "    - { name: base, value: \"https://shop.example\" }");
  assert_line (rename_variable, "    - { name: base, value: \"http://127.0.0.1\" }",
               "    - { name: host, value: \"http://127.0.0.1\" }");
  assert_line (add_variable, "      value: ada # who",
               "      value: ada # who\n    - { name: page, value: 1 }");
  assert_line (hide_variable, "    - { name: base, value: \"http://127.0.0.1\" }",
               "    - { name: base, secret: true }");
  assert_line (add_secret, "    - { name: password, secret: true } # asked for",
               "    - { name: password, secret: true } # asked for\n    - { name: key, secret: true }");
  assert_line (remove_variable, "    # the host\n    - { name: base, value: \"http://127.0.0.1\" }", NULL);
  assert_line (change_proxy, "  proxy: http://proxy:3128 # ours", "  proxy: socks5://127.0.0.1:1080 # ours");
  assert_line (clear_proxy, "  proxy: http://proxy:3128 # ours", NULL);
  assert_line (change_tls, "  tls: { ca: ca.pem }",
               "  tls: { ca: ca.pem, clientCertificate: client.p12, insecure: true }");
  /* Said in so many words, it replaces what another file says. */
  assert_line (trust_again, "  tls: { ca: ca.pem }", "  tls: { ca: ca.pem, insecure: false }");
}

static void
add_environment (GPtrArray *environments)
{
  WeirEnvironment *environment = weir_environment_new ("production");
  g_autoptr (WeirVariable) variable = weir_variable_new ("base", "https://shop.example");

  g_list_store_append (weir_environment_get_variables (environment), variable);
  g_ptr_array_add (environments, environment);
}

static void
remove_environment (GPtrArray *environments)
{
  g_ptr_array_remove_index (environments, 0);
}

static void
test_environments (void)
{
  assert_text_after (
      TEXT, add_environment,
      TEXT "\n- name: production\n  variables:\n    - { name: base, value: https://shop.example }\n");
  assert_line (remove_environment,
               "# where we run\n- name: local # here\n  variables:\n    - { name: password, secret: true } # "
               "asked for\n"
               "    # the host\n    - { name: base, value: \"http://127.0.0.1\" }\n    - name: user\n"
               "      value: ada # who\n",
               NULL);
  assert_text_after ("", add_environment,
                     "- name: production\n  variables:\n  - name: base\n    value: https://shop.example\n");
  assert_text_after ("- name: a\n", remove_environment, "[]\n");
}

static void
test_save (void)
{
  g_autofree char *folder = g_dir_make_tmp ("weir-environments-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, "environments.yaml", NULL);
  g_autoptr (GPtrArray) environments = parse (TEXT);
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;

  g_assert_true (weir_environments_save (environments, file, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (file, TEXT, -1, NULL));
  change_value (environments);
  g_assert_true (weir_environments_save (environments, file, &error));
  g_assert_true (g_file_get_contents (file, &content, NULL, NULL));
  g_assert_nonnull (
      strstr (content, "    # the host\n    - { name: base, value: \"https://shop.example\" }\n"));

  weir_environment_set_name (environments->pdata[0], "staging");
  g_assert_false (weir_environments_save (environments, file, &error));
  g_assert_error (error, WEIR_FORMAT_ERROR, WEIR_FORMAT_ERROR_INVALID);
  g_unlink (file);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/format/environments/fields change in their line", test_fields);
  g_test_add_func ("/format/environments/variables and secrets keep their order", test_order);
  g_test_add_func ("/format/environments/a new name and a new environment at once", test_two_changes);
  g_test_add_func ("/format/environments/environments come and go", test_environments);
  g_test_add_func ("/format/environments/a file is made, or edited", test_save);
  return g_test_run ();
}
