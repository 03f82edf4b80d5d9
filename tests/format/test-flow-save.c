/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-flow-save.c: changes to a flow saved in its file
 */

#include "config.h"

#include <glib/gstdio.h>
#include <unistd.h>

#include "flow-edit.h"

typedef struct
{
  char *folder;
  char *file;
  char *link;
} Files;

static void
set_up (Files *files, gconstpointer data)
{
  files->folder = g_dir_make_tmp ("weir-edit-XXXXXX", NULL);
  files->file = g_build_filename (files->folder, data, NULL);
  files->link = g_build_filename (files->folder, "link.yaml", NULL);
}

static void
tear_down (Files *files, gconstpointer data G_GNUC_UNUSED)
{
  g_unlink (files->link);
  g_unlink (files->file);
  g_assert_cmpint (g_rmdir (files->folder), ==, 0);
  g_free (files->folder);
  g_free (files->file);
  g_free (files->link);
}

static void
assert_content (const char *file, const char *expected)
{
  g_autofree char *content = NULL;

  g_assert_true (g_file_get_contents (file, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, expected);
}

#define GET "httpRequest: { url: http://a/ }"
#define STEPS(steps) "name: F\nsteps:\n" steps
#define ONE_STEP STEPS ("- name: A\n  " GET "\n")
#define JSON(enabled)                                                                                        \
  "{\n\t\"name\": \"F\",\n\t\"steps\": [\n\t\t{\n\t\t\t\"httpRequest\": { \"url\": \"http://a/\" },\n"                    \
  "\t\t\t\"name\": \"A\"" enabled "\n\t\t}\n\t]\n}\n"

static void
test_save (Files *files, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (WeirFlow) flow = flow_from_text (ONE_STEP, FALSE);
  g_autoptr (GError) error = NULL;
  GStatBuf before = { 0 };
  GStatBuf after = { 0 };

  g_assert_true (g_file_set_contents (files->file, ONE_STEP, -1, NULL));
  g_assert_cmpint (g_chmod (files->file, 0620), ==, 0);
  g_assert_cmpint (symlink (files->file, files->link), ==, 0);
  g_assert_cmpint (g_stat (files->file, &before), ==, 0);

  g_assert_true (weir_flow_save_edits (flow, files->link, &error));
  g_assert_cmpint (g_stat (files->file, &after), ==, 0);
  g_assert_cmpuint (after.st_ino, ==, before.st_ino); /* not even written again */

  weir_step_set_enabled (step_at (flow, 0), FALSE);
  g_assert_true (weir_flow_save_edits (flow, files->link, &error));
  assert_content (files->file, STEPS ("- name: A\n  enabled: false\n  " GET "\n"));
  g_assert_cmpint (g_stat (files->file, &after), ==, 0);
  g_assert_cmpuint (after.st_ino, !=, before.st_ino);
  g_assert_cmpuint (after.st_mode & 0777, ==, 0620);
  g_assert_true (g_file_test (files->link, G_FILE_TEST_IS_SYMLINK));
}

static void
test_save_json (Files *files, gconstpointer data G_GNUC_UNUSED)
{
  const char *text = JSON ("");
  g_autoptr (WeirFlow) flow = flow_from_text (text, TRUE);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (files->file, text, -1, NULL));
  weir_step_set_enabled (step_at (flow, 0), FALSE);
  g_assert_true (weir_flow_save_edits (flow, files->file, &error));
  assert_content (files->file, JSON (",\n\t\t\t\"enabled\": false"));
}

static void
test_save_refused (Files *files, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (WeirFlow) flow = flow_from_text (ONE_STEP, FALSE);
  g_autoptr (GError) error = NULL;

  weir_step_set_enabled (step_at (flow, 0), FALSE);
  g_assert_false (weir_flow_save_edits (flow, files->file, &error));
  g_assert_error (error, WEIR_FORMAT_ERROR, WEIR_FORMAT_ERROR_READ);
  g_clear_error (&error);
  g_assert_false (g_file_test (files->file, G_FILE_TEST_EXISTS));

  g_assert_true (g_file_set_contents (files->file, STEPS ("- name: B\n"), -1, NULL));
  g_assert_false (weir_flow_save_edits (flow, files->file, &error));
  g_assert_error (error, WEIR_FORMAT_ERROR, WEIR_FORMAT_ERROR_INVALID);
  assert_content (files->file, STEPS ("- name: B\n"));
}

/* What was typed is kept where it belongs, although the document could not be opened with it. */
static void
test_draft (void)
{
  const char text[] = "# ours\nname: Shop\nsteps:\n  - name: Look   # first\n    wait: 1ms\n"
                      "  - name: Buy\n    skipIf: ${a} = 1   # often\n    httpRequest: { url: http://a/ }";
  const char shared[] = "name: Shop\nsteps:\n  - &a { name: Look, httpRequest: { url: http://a/ } }\n"
                        "  - { <<: *a, name: Buy }\n";
  g_autoptr (WeirFlow) flow = flow_from_text (text, FALSE);
  g_autofree char *yaml = NULL;
  g_autofree char *edited = NULL;

  weir_step_set_skip_if (step_at (flow, 1), "${a = 1");
  yaml = weir_flow_to_yaml (flow);
  g_assert_null (weir_flow_edit_text (text, strlen (text), FALSE, flow, NULL));
  edited = weir_flow_edit_draft (text, strlen (text), FALSE, yaml);
  g_assert_cmpstr (edited, ==,
                   "# ours\nname: Shop\nsteps:\n  - name: Look   # first\n    wait: 1ms\n"
                   "  - name: Buy\n    skipIf: ${a = 1   # often\n    httpRequest: { url: http://a/ }\n");
  g_assert_null (weir_flow_edit_draft (shared, strlen (shared), FALSE, yaml));
  g_assert_null (weir_flow_edit_draft ("name: [", 7, FALSE, yaml));
  g_assert_null (weir_flow_edit_draft (text, strlen (text), FALSE, "name: ["));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/format/save/a file is replaced only when something differs", Files, "a.yaml", set_up,
              test_save, tear_down);
  g_test_add ("/format/save/a JSON file is edited as JSON", Files, "a.JSON", set_up, test_save_json,
              tear_down);
  g_test_add ("/format/save/a file that cannot be read is not touched", Files, "a.yaml", set_up,
              test_save_refused, tear_down);
  g_test_add_func ("/format/save/a flow with an error is kept in its document", test_draft);
  return g_test_run ();
}
