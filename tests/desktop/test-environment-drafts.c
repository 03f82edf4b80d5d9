/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-environment-drafts.c: changes of environments that were not saved come back after a crash, secrets do not
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "weir-draft.h"
#include "weir-environment-files.h"
#include "weir-keyring.h"
#include "weir-test.h"

#define KEPT "s3cr3t kept"
#define TYPED "s3cr3t typed"

static const char text[] = "# where we run\n"
                           "- name: local\n"
                           "- name: staging\n"
                           "  variables:\n"
                           "    - { name: base, value: \"https://staging.example\" } # far away\n"
                           "    - { name: token, secret: true }\n"
                           "- name: old\n";

typedef struct
{
  char *folder;
  char *path;
  char *drafts;
  WeirEnvironmentFiles *files;
  char *sentence; /* that was told */
} Fixture;

static void
failed_cb (Fixture *fixture, const char *sentence)
{
  g_free (fixture->sentence);
  fixture->sentence = g_strdup (sentence);
}

static void
start (Fixture *fixture)
{
  fixture->files = weir_environment_files_get (fixture->folder);
  g_signal_connect_swapped (fixture->files, "failed", G_CALLBACK (failed_cb), fixture);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("weir-test-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "environments.yaml", NULL);
  fixture->drafts = g_build_filename (g_get_user_state_dir (), "weir", "drafts", NULL);
  g_assert_true (g_file_set_contents (fixture->path, text, -1, NULL));
  start (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  weir_environment_files_load (fixture->files);
  g_object_unref (fixture->files);
  g_unlink (fixture->path);
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->drafts);
  g_free (fixture->sentence);
}

static WeirSecretKey
key_of (Fixture *fixture, const char *environment, const char *name)
{
  return (WeirSecretKey){ fixture->folder, environment, name };
}

static gboolean
is_null (gpointer data)
{
  return *(gpointer *) data == NULL;
}

/* As if the program had been killed and started again: what is on disk stays, all else is forgotten. */
static void
start_again (Fixture *fixture)
{
  const char *const environments[] = { "local", "staging", "test" };
  const char *const names[] = { "token", "login", "pin" };
  WeirEnvironmentFiles *gone = fixture->files;

  g_object_add_weak_pointer (G_OBJECT (gone), (gpointer *) &gone);
  g_signal_handlers_disconnect_by_data (fixture->files, fixture);
  g_clear_object (&fixture->files);
  g_assert_true (weir_test_wait (is_null, &gone, DEADLINE_MS));
  for (guint i = 0; i < G_N_ELEMENTS (environments); i++)
    for (guint j = 0; j < G_N_ELEMENTS (names); j++)
      {
        WeirSecretKey key = key_of (fixture, environments[i], names[j]);

        weir_keyring_forget (&key);
      }
  start (fixture);
}

/* Of all that is in the folder of the drafts. */
static char *
read_drafts (Fixture *fixture)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->drafts, 0, NULL);
  GString *all = g_string_new (NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->drafts, name, NULL);
      g_autofree char *content = NULL;

      if (g_file_get_contents (path, &content, NULL, NULL))
        g_string_append (all, content);
    }
  return g_string_free (all, FALSE);
}

typedef struct
{
  Fixture *fixture;
  const char *part;
} Awaited;

static gboolean
has_part (gpointer data)
{
  const Awaited *awaited = data;
  g_autofree char *drafts = read_drafts (awaited->fixture);

  return strstr (drafts, awaited->part) != NULL;
}

static void
wait_draft (Fixture *fixture, const char *part)
{
  Awaited awaited = { fixture, part };

  g_assert_true (weir_test_wait (has_part, &awaited, DEADLINE_MS));
}

static gboolean
has_no_draft (gpointer data)
{
  g_autofree char *drafts = read_drafts (data);

  return *drafts == '\0';
}

static WeirEnvironmentPart *
get_shared (Fixture *fixture, const char *environment)
{
  WeirEnvironmentEntry *entry = weir_environment_files_find (fixture->files, environment);

  g_assert_nonnull (entry);
  return weir_environment_entry_get_shared (entry);
}

static WeirEnvironmentVariable *
get_variable (Fixture *fixture, const char *environment, guint nth)
{
  GListModel *variables = G_LIST_MODEL (weir_environment_part_get_variables (get_shared (fixture, environment)));
  g_autoptr (WeirEnvironmentVariable) variable = g_list_model_get_item (variables, nth);

  g_assert_nonnull (variable);
  return variable; /* the list has it */
}

static void
set (Fixture *fixture, WeirEnvironmentVariable *variable, const char *property, const char *value)
{
  weir_edits_set_string (weir_environment_files_get_edits (fixture->files), variable, property, value);
}

static const char *
value_of (Fixture *fixture, const char *environment, guint nth)
{
  return weir_environment_variable_get_value (get_variable (fixture, environment, nth));
}

static void
assert_contains (const char *whole, const char *part)
{
  g_assert_nonnull (whole);
  if (strstr (whole, part) == NULL)
    g_error ("“%s” is not in “%s”", part, whole);
}

static void
assert_file (Fixture *fixture, const char *expected)
{
  g_autofree char *content = NULL;

  g_assert_true (g_file_get_contents (fixture->path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, expected);
}

static void
test_restored (Fixture *fixture, gconstpointer data)
{
  g_autofree char *sentence = NULL;
  WeirEnvironmentVariable *variable = get_variable (fixture, "staging", 0);
  WeirEnvironmentEntry *entry = weir_environment_files_find (fixture->files, "staging");

  set (fixture, variable, "value", "https://new.example");
  weir_environment_files_rename (fixture->files, entry, "test");
  weir_edits_set_enum (weir_environment_files_get_edits (fixture->files), get_shared (fixture, "test"), "insecure",
                       WEIR_INSECURE_NO);
  weir_environment_files_remove (fixture->files, weir_environment_files_find (fixture->files, "old"));
  entry = weir_environment_files_add (fixture->files, "mine");
  /* What has errors, too */
  weir_environment_files_add_variable (fixture->files, weir_environment_entry_get_local (entry), "not a name", "1",
                                       FALSE);
  wait_draft (fixture, "not a name");
  start_again (fixture);
  assert_file (fixture, text);
  g_assert_false (weir_environment_files_get_dirty (fixture->files));
  g_assert_nonnull (weir_environment_files_find (fixture->files, "old"));
  sentence = weir_environment_files_describe_draft (fixture->folder);
  assert_contains (sentence, "had unsaved changes from ");

  weir_environment_files_restore_draft (fixture->files);
  g_assert_null (weir_environment_files_describe_draft (fixture->folder));
  g_assert_cmpstr (fixture->sentence, ==, NULL);
  g_assert_null (weir_environment_files_find (fixture->files, "old"));
  g_assert_cmpstr (value_of (fixture, "test", 0), ==, "https://new.example");
  entry = weir_environment_files_find (fixture->files, "mine");
  g_assert_false (weir_environment_part_is_empty (weir_environment_entry_get_local (entry)));
  /* One edit */
  g_assert_true (weir_edits_undo (weir_environment_files_get_edits (fixture->files)));
  g_assert_false (weir_environment_files_get_dirty (fixture->files));
  g_assert_cmpstr (value_of (fixture, "staging", 0), ==, "https://staging.example");
  g_assert_true (weir_edits_redo (weir_environment_files_get_edits (fixture->files)));
  weir_environment_files_remove (fixture->files, weir_environment_files_find (fixture->files, "mine"));
  g_assert_true (weir_environment_files_save (fixture->files, NULL));
  assert_file (fixture, "# where we run\n"
                        "- name: local\n"
                        "- name: test\n"
                        "  variables:\n"
                        "    - { name: base, value: \"https://new.example\" } # far away\n"
                        "    - { name: token, secret: true }\n"
                        "  tls:\n"
                        "    insecure: false\n");
  g_assert_true (weir_test_wait (has_no_draft, fixture, DEADLINE_MS));
}

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

static void
keep_token (Fixture *fixture)
{
  WeirSecretKey key = key_of (fixture, "staging", "token");
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  /* Not while it is read: the file that stands for a keyring here is written whole. */
  weir_keyring_load_async (&key, 1, NULL, take_result_cb, &loaded);
  g_assert_true (weir_test_wait (has_result, &loaded, DEADLINE_MS));
  weir_keyring_save_async (&key, KEPT, NULL, take_result_cb, &result);
  g_assert_true (weir_test_wait (has_result, &result, DEADLINE_MS));
  g_assert_true (weir_keyring_save_finish (result, NULL));
  start_again (fixture);
}

static gboolean
has_value (gpointer data)
{
  return g_str_equal (weir_environment_variable_get_value (data), KEPT);
}

static void
wait_value (Fixture *fixture, const char *environment, guint nth)
{
  g_assert_true (weir_test_wait (has_value, get_variable (fixture, environment, nth), DEADLINE_MS));
}

/* @early: before the keyring has answered */
static void
run_secrets (Fixture *fixture, gboolean early)
{
  g_autofree char *drafts = NULL;

  keep_token (fixture);
  wait_value (fixture, "staging", 1);
  weir_environment_files_rename (fixture->files, weir_environment_files_find (fixture->files, "staging"), "test");
  weir_environment_files_add_variable (fixture->files, get_shared (fixture, "test"), "pin", TYPED, TRUE);
  set (fixture, get_variable (fixture, "test", 1), "name", "login");
  wait_draft (fixture, "login");
  drafts = read_drafts (fixture);
  assert_contains (drafts, "pin");
  g_assert_null (strstr (drafts, "s3cr3t"));

  start_again (fixture);
  if (!early)
    wait_value (fixture, "staging", 1);
  weir_environment_files_restore_draft (fixture->files);
  wait_value (fixture, "test", 1);
  g_assert_cmpstr (value_of (fixture, "test", 2), ==, "");
  assert_contains (fixture->sentence, ": pin");
  g_assert_true (weir_environment_files_save (fixture->files, NULL));
  assert_file (fixture, "# where we run\n"
                        "- name: local\n"
                        "- name: test\n"
                        "  variables:\n"
                        "    - { name: base, value: \"https://staging.example\" } # far away\n"
                        "    - { name: login, secret: true }\n"
                        "    - { name: pin, secret: true }\n"
                        "- name: old\n");
  start_again (fixture);
  wait_value (fixture, "test", 1);
}

static void
test_secrets (Fixture *fixture, gconstpointer data)
{
  run_secrets (fixture, FALSE);
}

static void
test_secrets_early (Fixture *fixture, gconstpointer data)
{
  run_secrets (fixture, TRUE);
}

/* A value in the keyring is still there when another one was typed for it, which is nowhere. */
static void
test_retyped (Fixture *fixture, gconstpointer data)
{
  g_autofree char *drafts = NULL;

  keep_token (fixture);
  wait_value (fixture, "staging", 1);
  set (fixture, get_variable (fixture, "staging", 1), "value", TYPED);
  wait_draft (fixture, "token");
  drafts = read_drafts (fixture);
  g_assert_null (strstr (drafts, "s3cr3t"));
  start_again (fixture);
  weir_environment_files_restore_draft (fixture->files);
  wait_value (fixture, "staging", 1);
  assert_contains (fixture->sentence, ": token");
  set (fixture, get_variable (fixture, "staging", 0), "value", "https://new.example");
  g_assert_true (weir_environment_files_save (fixture->files, NULL));
  start_again (fixture);
  wait_value (fixture, "staging", 1);
}

static void
test_discarded (Fixture *fixture, gconstpointer data)
{
  set (fixture, get_variable (fixture, "staging", 0), "value", "https://new.example");
  wait_draft (fixture, "new.example");
  start_again (fixture);
  weir_environment_files_discard_draft (fixture->files);
  g_assert_false (weir_environment_files_get_has_draft (fixture->files));
  g_assert_true (has_no_draft (fixture));
  g_assert_cmpstr (value_of (fixture, "staging", 0), ==, "https://staging.example");
  start_again (fixture);
  g_assert_false (weir_environment_files_get_has_draft (fixture->files));
}

static void
test_taken_back (Fixture *fixture, gconstpointer data)
{
  set (fixture, get_variable (fixture, "staging", 0), "value", "https://new.example");
  wait_draft (fixture, "new.example");
  g_assert_true (weir_edits_undo (weir_environment_files_get_edits (fixture->files)));
  g_assert_true (weir_test_wait (has_no_draft, fixture, DEADLINE_MS));
  set (fixture, get_variable (fixture, "staging", 0), "value", "https://new.example");
  wait_draft (fixture, "new.example");
  weir_environment_files_load (fixture->files);
  g_assert_true (weir_test_wait (has_no_draft, fixture, DEADLINE_MS));
}

static void
test_disk (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) other = g_string_new (text);
  g_autoptr (GError) error = NULL;

  set (fixture, get_variable (fixture, "staging", 0), "value", "https://new.example");
  wait_draft (fixture, "new.example");
  g_string_replace (other, "# far away", "# nearer", 0);
  g_assert_true (g_file_set_contents (fixture->path, other->str, -1, NULL));
  start_again (fixture);
  g_assert_false (weir_environment_files_get_outdated (fixture->files));
  weir_environment_files_restore_draft (fixture->files);
  g_assert_true (weir_environment_files_get_outdated (fixture->files));
  g_assert_false (weir_environment_files_save (fixture->files, &error));
  assert_contains (error->message, "another program has changed the files");
  weir_environment_files_keep_mine (fixture->files);
  g_assert_true (weir_environment_files_save (fixture->files, NULL));
  g_string_replace (other, "staging.example", "new.example", 0);
  assert_file (fixture, other->str);
  g_assert_false (weir_environment_files_get_outdated (fixture->files));
}

/* What is edited before the person has decided takes the place of nothing. */
static void
test_undecided (Fixture *fixture, gconstpointer data)
{
  set (fixture, get_variable (fixture, "staging", 0), "value", "https://first.example");
  wait_draft (fixture, "first.example");
  start_again (fixture);
  weir_environment_files_add (fixture->files, "second");
  wait_draft (fixture, "second");
  wait_draft (fixture, "first.example");
  start_again (fixture);
  weir_environment_files_restore_draft (fixture->files);
  g_assert_cmpstr (value_of (fixture, "staging", 0), ==, "https://first.example");
  g_assert_true (weir_environment_files_get_has_draft (fixture->files));
  weir_environment_files_restore_draft (fixture->files);
  g_assert_nonnull (weir_environment_files_find (fixture->files, "second"));
  g_assert_false (weir_environment_files_get_has_draft (fixture->files));
  weir_environment_files_load (fixture->files);
  g_assert_true (weir_test_wait (has_no_draft, fixture, DEADLINE_MS));
}

/* Whatever is in the file, it is not taken for more than it is. */
static void
test_strange (Fixture *fixture, gconstpointer data)
{
  const char *const texts[] = {
    "[]", "{", "", "{\"environments\": 1}", "{\"environments\": [1, {}, {\"name\": 2}]}",
    "{\"environments\": [{\"name\": \"staging\", \"was\": \"staging\", \"shared\": {\"insecure\": 99,"
    " \"proxy\": [], \"variables\": [{\"name\": [], \"secret\": \"x\", \"of\": {}}, 7]}, \"local\": []}]}",
  };
  g_autofree char *name = weir_draft_name_for (fixture->path);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      WeirDraft draft = { .file_name = name, .path = fixture->path, .title = "E", .text = (char *) texts[i] };

      g_assert_true (weir_draft_write (&draft, NULL));
      start_again (fixture);
      g_assert_true (weir_environment_files_get_has_draft (fixture->files));
      weir_environment_files_restore_draft (fixture->files);
      g_assert_false (weir_environment_files_get_has_draft (fixture->files));
      weir_environment_files_load (fixture->files);
    }
}

/* Nothing of it stays in the folder for temporary files. */
static int
end (const char *state, int result)
{
  g_autofree char *quoted = g_shell_quote (state);
  g_autofree char *command = g_strconcat ("rm -r ", quoted, NULL);

  g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL);
  return result;
}

#define ADD(name, function)                                                                                  \
  g_test_add ("/desktop/environment drafts/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_autofree char *state = g_dir_make_tmp ("weir-test-XXXXXX", NULL);
  g_autofree char *keyring = g_build_filename (state, "keyring", NULL);

  /* One for all tests: libsecret decides once where it keeps things. */
  g_setenv ("XDG_STATE_HOME", state, TRUE);
  g_setenv ("XDG_CONFIG_HOME", state, TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", keyring, TRUE);
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "test", TRUE);
  g_test_init (&argc, &argv, NULL);
  ADD ("what was not saved comes back as one edit", test_restored);
  ADD ("secrets stay in the keyring and are in no draft", test_secrets);
  ADD ("a keyring that answers later is waited for", test_secrets_early);
  ADD ("a new value of a secret is nowhere, the old one is kept", test_retyped);
  ADD ("what was discarded does not come back", test_discarded);
  ADD ("nothing is kept of what was taken back", test_taken_back);
  ADD ("files that another program wrote meanwhile are noticed", test_disk);
  ADD ("edits before the decision are kept beside it", test_undecided);
  ADD ("a strange draft does no harm", test_strange);
  return end (state, g_test_run ());
}
