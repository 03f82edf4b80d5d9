/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-session-environment.c: where a flow of the window runs, and the values of its secrets
 */

#include "config.h"

#include <glib/gstdio.h>

#include "weir-flow.h"
#include "weir-keyring.h"
#include "weir-session-environment.h"

typedef struct
{
  char *folder;
  char *file_name;
  char *environments;
  WeirFlow *flow;
  WeirEnvironment *environment;
  char **secrets;
  char **missing;
  GError *error;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer text)
{
  fixture->folder = g_dir_make_tmp ("weir-test-XXXXXX", NULL);
  fixture->file_name = g_build_filename (fixture->folder, "a.flow.yaml", NULL);
  fixture->environments = g_build_filename (fixture->folder, "environments.yaml", NULL);
  fixture->flow = weir_flow_new ("A");
  weir_flow_set_environment (fixture->flow, "Staging");
  if (text != NULL)
    g_assert_true (g_file_set_contents (fixture->environments, text, -1, NULL));
}

static void
tear_down (Fixture *fixture, gconstpointer text)
{
  g_remove (fixture->environments);
  g_rmdir (fixture->folder);
  g_clear_object (&fixture->flow);
  g_clear_object (&fixture->environment);
  g_strfreev (fixture->secrets);
  g_strfreev (fixture->missing);
  g_clear_error (&fixture->error);
  g_free (fixture->folder);
  g_free (fixture->file_name);
  g_free (fixture->environments);
}

static gboolean
find (Fixture *fixture)
{
  g_autofree char *folder = weir_session_environment_get_folder (fixture->file_name);

  if (!weir_session_environment_find (weir_flow_get_environment (fixture->flow), fixture->file_name,
                                      &fixture->environment, &fixture->error))
    return FALSE;
  if (fixture->environment != NULL)
    weir_session_environment_collect (fixture->environment, folder, &fixture->secrets, &fixture->missing);
  return TRUE;
}

static void
assert_refused (Fixture *fixture, const char *part)
{
  g_assert_false (find (fixture));
  g_assert_null (fixture->environment);
  g_assert_nonnull (strstr (fixture->error->message, part));
}

static void
test_found (Fixture *fixture, gconstpointer text)
{
  g_setenv ("WEIR_API_KEY", "a=b", TRUE);
  g_assert_true (find (fixture));
  g_assert_no_error (fixture->error);
  g_assert_cmpstr (weir_environment_get_name (fixture->environment), ==, "staging");
  g_assert_cmpuint (g_strv_length (fixture->secrets), ==, 1);
  g_assert_cmpstr (fixture->secrets[0], ==, "api-key=a=b");
  g_unsetenv ("WEIR_API_KEY");
}

static void
test_no_value (Fixture *fixture, gconstpointer text)
{
  g_assert_true (find (fixture));
  g_assert_cmpuint (g_strv_length (fixture->secrets), ==, 0);
  g_assert_cmpuint (g_strv_length (fixture->missing), ==, 1);
  g_assert_cmpstr (fixture->missing[0], ==, "api-key");
}

/* What was given in this session goes above the process's environment; for another folder it does not count. */
static void
test_given (Fixture *fixture, gconstpointer text)
{
  g_autofree char *folder = weir_session_environment_get_folder (fixture->file_name);
  const WeirSecretKey key = { folder, "staging", "api-key" };
  const WeirSecretKey other = { "/elsewhere", "staging", "api-key" };

  g_setenv ("WEIR_API_KEY", "old", TRUE);
  weir_keyring_remember (&other, "wrong");
  weir_keyring_remember (&key, "new");
  g_assert_true (find (fixture));
  g_assert_cmpstr (fixture->secrets[0], ==, "api-key=new");
  g_assert_cmpuint (g_strv_length (fixture->missing), ==, 0);
  g_unsetenv ("WEIR_API_KEY");
}

static void
test_none (Fixture *fixture, gconstpointer text)
{
  assert_refused (fixture, "there is no environments.yaml beside it");
  g_clear_error (&fixture->error);
  weir_flow_set_environment (fixture->flow, NULL);
  g_assert_true (find (fixture));
  g_assert_null (fixture->environment);
}

static void
test_unknown (Fixture *fixture, gconstpointer text)
{
  weir_flow_set_environment (fixture->flow, "other");
  assert_refused (fixture, "“other”, but environments.yaml has only: staging, local.");
}

static void
test_fault (Fixture *fixture, gconstpointer text)
{
  assert_refused (fixture, "environments.yaml:1:3: unknown key \"nam\"");
}

static const char two[] = "- name: staging\n"
                          "  variables: [{ name: api-key, secret: true }]\n"
                          "- name: local\n";
static const char fault[] = "- nam: staging\n";

#define ADD(name, text, function)                                                                            \
  g_test_add ("/desktop/session-environment/" name, Fixture, text, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("the one the flow names is found, with its secrets", two, test_found);
  ADD ("a secret without a value is missing", two, test_no_value);
  ADD ("a value that was given goes above one of the shell", two, test_given);
  ADD ("a flow may name none, and none that is not there", NULL, test_none);
  ADD ("an unknown one is refused with those there are", two, test_unknown);
  ADD ("a fault in the file is told with its place", fault, test_fault);
  return g_test_run ();
}
