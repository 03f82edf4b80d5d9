/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-keyring.c: values of secrets outlive the program where there is a keyring, and are in memory where not
 */

#include "config.h"

#include <glib/gstdio.h>

#include "weir-keyring.h"
#include "weir-test.h"


static const WeirSecretKey api_key = { "/flows", "staging", "api-key" };
static const WeirSecretKey token = { "/flows", "staging", "token" };

static void
take_result_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static gboolean
has_result (gpointer data)
{
  return *(GAsyncResult **) data != NULL;
}

static gboolean
load (GError **error)
{
  const WeirSecretKey keys[] = { token, api_key };
  g_autoptr (GAsyncResult) result = NULL;

  weir_keyring_load_async (keys, G_N_ELEMENTS (keys), NULL, take_result_cb, &result);
  g_assert_true (weir_test_wait (has_result, &result, DEADLINE_MS));
  return weir_keyring_load_finish (result, error);
}

static gboolean
save (const char *value, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  weir_keyring_save_async (&api_key, value, NULL, take_result_cb, &result);
  /* At once, whatever the keyring says. */
  g_assert_cmpstr (weir_keyring_peek (&api_key), ==, value);
  g_assert_true (weir_test_wait (has_result, &result, DEADLINE_MS));
  return weir_keyring_save_finish (result, error);
}

/* Libsecret decides once in a process where it keeps things: every part of the story is a process of its own. */
static void
run_part (const char *part, gboolean with_keyring)
{
  g_autofree char *path = g_strconcat ("/desktop/keyring/part/", part, "/subprocess", NULL);

  if (with_keyring)
    g_setenv ("SECRET_BACKEND", "file", TRUE);
  else
    g_unsetenv ("SECRET_BACKEND");
  g_test_trap_subprocess (path, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

static void
part_save (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (save ("k3y/one", &error));
  g_assert_no_error (error);
}

static void
part_load (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (weir_keyring_peek (&api_key));
  g_assert_true (load (&error));
  g_assert_no_error (error);
  g_assert_cmpstr (weir_keyring_peek (&api_key), ==, "k3y/one");
  g_assert_null (weir_keyring_peek (&token));
}

static void
part_remove (void)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (load (NULL));
  weir_keyring_remove_async (&api_key, NULL, take_result_cb, &result);
  g_assert_null (weir_keyring_peek (&api_key));
  g_assert_true (weir_test_wait (has_result, &result, DEADLINE_MS));
  g_assert_true (weir_keyring_remove_finish (result, &error));
  g_assert_no_error (error);
  g_assert_true (load (NULL));
  g_assert_null (weir_keyring_peek (&api_key));
}

static void
part_none (void)
{
  static const char sentence[] =
      "No keyring answers on this computer. Secrets are kept until Weir is closed.";
  g_autoptr (GError) error = NULL;

  g_assert_false (load (&error));
  g_assert_cmpstr (error->message, ==, sentence);
  g_clear_error (&error);
  g_assert_false (save ("k3y/two", &error));
  g_assert_cmpstr (error->message, ==, sentence);
  g_assert_cmpstr (weir_keyring_peek (&api_key), ==, "k3y/two");
}

static void
test_kept (void)
{
  run_part ("save", TRUE);
  run_part ("load", TRUE);
  run_part ("remove", TRUE);
}

static void
test_no_keyring (void)
{
  run_part ("none", FALSE);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  g_autofree char *file = NULL;
  int code;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desktop/keyring/a value is there in the next session, until it is removed", test_kept);
  g_test_add_func ("/desktop/keyring/without a keyring values are in memory, and a sentence says so",
                   test_no_keyring);
  g_test_add_func ("/desktop/keyring/part/save/subprocess", part_save);
  g_test_add_func ("/desktop/keyring/part/load/subprocess", part_load);
  g_test_add_func ("/desktop/keyring/part/remove/subprocess", part_remove);
  g_test_add_func ("/desktop/keyring/part/none/subprocess", part_none);
  if (g_test_subprocess ())
    return g_test_run ();
  folder = g_dir_make_tmp ("weir-keyring-XXXXXX", NULL);
  file = g_build_filename (folder, "keyring", NULL);
  g_setenv ("SECRET_FILE_TEST_PATH", file, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "test", TRUE);
  /* No bus: nobody's real keyring is asked. */
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus", TRUE);
  code = g_test_run ();
  g_unlink (file);
  g_rmdir (folder);
  return code;
}
