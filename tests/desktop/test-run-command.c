/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-run-command.c: the command of Copy as Command, as text and as what it does
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "weir-run-command.h"
#include "weir-test-server.h"

static const char flow_text[] = "name: Counted\n"
                                "run: { iterations: %u, parallel: %u, delay: %u, stopOnFailure: %s }\n"
                                "steps:\n"
                                "  - name: First\n"
                                "    httpRequest: { url: '%s' }\n"
                                "    assert: [{ from: status, is: '=', value: 418 }]\n"
                                "  - name: Second\n"
                                "    httpRequest: { url: '%s' }\n";

static WeirRunOptions *
create_options (guint iterations, guint parallel, guint delay_ms, gboolean stop)
{
  return g_object_new (WEIR_TYPE_RUN_OPTIONS, "iterations", iterations, "parallel", parallel, "delay-ms",
                       delay_ms, "stop-on-failure", stop, NULL);
}

static void
assert_command (WeirRunOptions *wanted, WeirRunOptions *saved, const char *expected)
{
  g_autofree char *command = weir_run_command_new ("/flows/shop.flow.yaml", wanted, saved, NULL, FALSE);
  g_autofree char *whole = g_strconcat ("weir-cli run", expected, " /flows/shop.flow.yaml", NULL);

  g_assert_cmpstr (command, ==, whole);
}

static void
test_differences (void)
{
  g_autoptr (WeirRunOptions) plain = create_options (1, 1, 0, FALSE);
  g_autoptr (WeirRunOptions) several = create_options (5, 1, 300, TRUE);
  g_autoptr (WeirRunOptions) at_once = create_options (1, 10, 300, FALSE);

  assert_command (plain, plain, "");
  assert_command (several, several, "");
  assert_command (several, plain, " --iterations 5 --delay 300 --stop-on-failure");
  assert_command (plain, several, " --iterations 1 --delay 0 --no-stop-on-failure");
  assert_command (at_once, plain, " --parallel 10 --delay 300");
  assert_command (plain, at_once, " --parallel 1 --delay 0");
  assert_command (at_once, several, " --parallel 10 --no-stop-on-failure");
  assert_command (several, at_once, " --iterations 5 --stop-on-failure");
}

static void
test_load (void)
{
  const char *const rounds[] = { "Browse", "Buy it", NULL };
  g_autofree char *plain = weir_load_command_new ("/plans/shop.yaml", NULL, NULL, FALSE);
  g_autofree char *all = weir_load_command_new ("/plans/a shop.yaml", rounds, "staging", FALSE);
  g_autofree char *in_flatpak = weir_load_command_new ("/plans/shop.yaml", NULL, NULL, TRUE);

  g_assert_cmpstr (plain, ==, "weir-cli load /plans/shop.yaml");
  g_assert_cmpstr (all, ==,
                   "weir-cli load --environment staging --round-name=Browse --round-name='Buy it' "
                   "'/plans/a shop.yaml'");
  g_assert_cmpstr (in_flatpak, ==,
                   "flatpak run --filesystem=/plans:ro --command=weir-cli io.github.weir_app.Weir load "
                   "/plans/shop.yaml");
}

static void
test_data (void)
{
  g_autoptr (WeirRunOptions) plain = create_options (1, 1, 0, FALSE);
  g_autoptr (WeirRunOptions) rows = create_options (1, 1, 0, FALSE);
  g_autoptr (WeirRunOptions) elsewhere = create_options (5, 1, 0, FALSE);

  weir_run_options_set_data_file (rows, "users.csv");
  weir_run_options_set_one_per_row (rows, TRUE);
  weir_run_options_set_data_file (elsewhere, "/data/their users.csv");
  assert_command (rows, rows, "");
  assert_command (rows, plain, " --iterations rows --data /flows/users.csv");
  assert_command (elsewhere, rows, " --iterations 5 --data '/data/their users.csv'");
  assert_command (plain, rows, " --iterations 1");
}

static void
test_environment (void)
{
  g_autoptr (WeirRunOptions) plain = create_options (1, 1, 0, FALSE);
  g_autofree char *named = weir_run_command_new ("/a.yaml", plain, plain, "local one", FALSE);
  g_autofree char *none = weir_run_command_new ("/a.yaml", plain, plain, "", FALSE);

  g_assert_cmpstr (named, ==, "weir-cli run --environment 'local one' /a.yaml");
  g_assert_cmpstr (none, ==, "weir-cli run --environment '' /a.yaml");
}

static void
test_unreadable (void)
{
  g_autoptr (WeirRunOptions) plain = create_options (1, 1, 0, FALSE);
  g_autoptr (WeirRunOptions) at_once = create_options (1, 10, 300, TRUE);

  assert_command (plain, NULL, " --iterations 1 --delay 0 --no-stop-on-failure");
  assert_command (at_once, NULL, " --parallel 10 --delay 300 --stop-on-failure");
}

static void
test_flatpak (void)
{
  g_autoptr (WeirRunOptions) plain = create_options (1, 1, 0, FALSE);
  g_autoptr (WeirRunOptions) several = create_options (5, 1, 0, FALSE);
  g_autofree char *simple = weir_run_command_new ("/home/ada/shop.flow.yaml", several, plain, NULL, TRUE);
  g_autofree char *quoted = weir_run_command_new ("/home/ada/a: b/x.yaml", plain, plain, NULL, TRUE);

  g_assert_cmpstr (simple, ==,
                   "flatpak run --filesystem=/home/ada:ro --command=weir-cli io.github.weir_app.Weir run "
                   "--iterations 5 /home/ada/shop.flow.yaml");
  g_assert_cmpstr (quoted, ==,
                   "flatpak run '--filesystem=/home/ada/a\\: b:ro' --command=weir-cli "
                   "io.github.weir_app.Weir run '/home/ada/a: b/x.yaml'");
}

static void
test_host_path (void)
{
  g_autofree char *folder = g_dir_make_tmp ("weir-command-XXXXXX", NULL);
  g_autofree char *file_name = g_build_filename (folder, "flow.yaml", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (file_name);
  g_autofree char *none = NULL;
  g_autofree char *real = NULL;

  g_assert_true (g_file_set_contents (file_name, "", 0, NULL));
  none = weir_run_command_find_host_path (file_name);
  g_assert_cmpstr (none, ==, file_name);
  if (g_file_set_attribute_string (file, "xattr::document-portal.host-path", "/home/ada/K\\xc3\\xa4se.yaml",
                                   G_FILE_QUERY_INFO_NONE, NULL, NULL))
    {
      real = weir_run_command_find_host_path (file_name);
      g_assert_cmpstr (real, ==, "/home/ada/Käse.yaml");
    }
  else
    g_test_skip ("this file system has no extended attributes");
  g_remove (file_name);
  g_rmdir (folder);
}

/* Runs the command in a real shell, in which weir-cli is the one of this build. */
static int
run_in_shell (const char *command, const char *folder)
{
  g_autofree char *programs = g_path_get_dirname (g_getenv ("WEIR_CLI"));
  g_autofree char *path = g_strdup_printf ("%s:%s", programs, g_getenv ("PATH"));
  const char *argv[] = { "/bin/sh", "-c", command, NULL };
  g_auto (GStrv) environment = g_get_environ ();
  g_autofree char *errors = NULL;
  int status;

  environment = g_environ_setenv (environment, "PATH", path, TRUE);
  environment = g_environ_setenv (environment, "WEIR_DATA_DIR", folder, TRUE);
  g_assert_true (g_spawn_sync (folder, (char **) argv, environment, G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL,
                               NULL, &errors, &status, NULL));
  g_test_message ("%s: %s", command, errors);
  g_assert_true (WIFEXITED (status));
  return WEXITSTATUS (status);
}

/* The command for @wanted, of a file that says @saved; returns how many requests it sent. */
static guint
count_requests (const char *name, WeirRunOptions *wanted, WeirRunOptions *saved)
{
  g_autoptr (WeirTestServer) server = weir_test_server_new ();
  g_autofree char *url = weir_test_server_get_url (server, "/counted");
  g_autofree char *folder = g_dir_make_tmp ("weir-command-XXXXXX", NULL);
  g_autofree char *file_name = g_build_filename (folder, name, NULL);
  g_autofree char *text = g_strdup_printf (
      flow_text, weir_run_options_get_iterations (saved), weir_run_options_get_parallel (saved),
      weir_run_options_get_delay_ms (saved),
      weir_run_options_get_stop_on_failure (saved) ? "true" : "false", url, url);
  g_autofree char *command = weir_run_command_new (file_name, wanted, saved, NULL, FALSE);
  const char *left;
  GDir *dir;

  g_assert_true (g_file_set_contents (file_name, text, -1, NULL));
  g_assert_true (g_utf8_validate (command, -1, NULL));
  g_assert_null (strchr (command, '\n'));
  /* A step failed; 2 would be wrong usage. */
  g_assert_cmpint (run_in_shell (command, folder), ==, 1);
  dir = g_dir_open (folder, 0, NULL);
  while ((left = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *full = g_build_filename (folder, left, NULL);

      g_remove (full);
    }
  g_dir_close (dir);
  g_rmdir (folder);
  return weir_test_server_count (server, "/counted");
}

static void
test_does_the_same (void)
{
  g_autoptr (WeirRunOptions) plain = create_options (1, 1, 0, FALSE);
  g_autoptr (WeirRunOptions) several = create_options (3, 1, 1, FALSE);
  g_autoptr (WeirRunOptions) at_once = create_options (1, 4, 0, FALSE);
  g_autoptr (WeirRunOptions) careful = create_options (3, 1, 0, TRUE);

  g_assert_cmpuint (count_requests ("a.yaml", several, plain), ==, 6);
  g_assert_cmpuint (count_requests ("a.yaml", plain, several), ==, 2);
  g_assert_cmpuint (count_requests ("a.yaml", several, several), ==, 6);
  g_assert_cmpuint (count_requests ("a.yaml", at_once, several), ==, 8);
  g_assert_cmpuint (count_requests ("a.yaml", several, at_once), ==, 6);
  g_assert_cmpuint (count_requests ("a.yaml", plain, at_once), ==, 2);
  g_assert_cmpuint (count_requests ("a.yaml", careful, several), ==, 1);
  g_assert_cmpuint (count_requests ("a.yaml", several, careful), ==, 6);
}

static void
test_names (void)
{
  static const char *const names[] = {
    "with space.yaml", "it's $HOME `id` \"x\".yaml", "-n.yaml", "100%s\\n.yaml", "Käse.yaml", "*.yaml",
    "two\nlines.yaml", "tab\t'%d'.yaml", "latin\344.yaml",
  };
  g_autoptr (WeirRunOptions) plain = create_options (1, 1, 0, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_cmpuint (count_requests (names[i], plain, plain), ==, 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desktop/command/of a load plan it names rounds and environment", test_load);
  g_test_add_func ("/desktop/run command/the data file has its whole path", test_data);
  g_test_add_func ("/desktop/command/only what differs from the file is spelled out", test_differences);
  g_test_add_func ("/desktop/command/an environment is named that the file does not name", test_environment);
  g_test_add_func ("/desktop/command/everything is spelled out when the file cannot be read", test_unreadable);
  g_test_add_func ("/desktop/command/in the flatpak it gives the flow's folder to the sandbox", test_flatpak);
  g_test_add_func ("/desktop/command/a file of the portal is named as the host knows it", test_host_path);
  g_test_add_func ("/desktop/command/weir-cli sends what the options say, whatever the file says",
                   test_does_the_same);
  g_test_add_func ("/desktop/command/any file name survives the shell", test_names);
  return g_test_run ();
}
