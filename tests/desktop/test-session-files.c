/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-session-files.c: new flows, files that other programs touch, and changes that outlive a crash
 */

#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>

#include "weir-draft.h"
#include "window-fixture.h"

static const char checkout[] = "# Kept.\n"
                               "name: Checkout\n"
                               "steps:\n"
                               "  - name: First\n"
                               "    wait: 1ms\n"
                               "  - name: Second   # here, too\n"
                               "    wait: 1ms\n";

static const char theirs[] = "name: Theirs\nsteps:\n- { name: Other, wait: 2ms }\n";

static WeirSession *
get_session (Fixture *fixture)
{
  return weir_window_get_session (fixture->window);
}

static void
act (Fixture *fixture, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), action, NULL));
}

/* As typing does. */
static void
rename_step (Fixture *fixture, guint index, const char *name)
{
  WeirStep *step = weir_flow_get_step (weir_window_get_flow (fixture->window), WEIR_FLOW_PART_STEPS, index);

  weir_edits_seal (weir_session_get_edits (get_session (fixture)));
  weir_edits_set_string (weir_session_get_edits (get_session (fixture)), step, "name", name);
}

static const char *
get_step_name (Fixture *fixture, guint index)
{
  return weir_step_get_name (
      weir_flow_get_step (weir_window_get_flow (fixture->window), WEIR_FLOW_PART_STEPS, index));
}

static char *
get_text (Fixture *fixture)
{
  return fixture_collect_text (GTK_WIDGET (fixture->window));
}

static void
assert_shows (Fixture *fixture, const char *part)
{
  g_autofree char *text = get_text (fixture);

  assert_contains (text, part);
}

static void
assert_shows_not (Fixture *fixture, const char *part)
{
  g_autofree char *text = get_text (fixture);

  g_assert_null (strstr (text, part));
}

static void
assert_file (const char *file_name, const char *expected)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (file_name, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, expected);
}

static void
test_new_flow (Fixture *fixture)
{
  g_autofree char *file_name = fixture_write ("my shop.flow.yaml", "");
  g_autoptr (GFile) file = g_file_new_for_path (file_name);

  fixture_activate (fixture, "win.new-flow");
  g_assert_cmpstr (weir_window_get_page (fixture->window), ==, "flow");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "New Flow");
  assert_shows (fixture, "Not saved yet");
  assert_shows (fixture, "No steps yet");
  g_assert_true (fixture_is_enabled (fixture, "save"));
  g_assert_false (fixture_is_enabled (fixture, "revert"));
  act (fixture, "steps.add");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "New Flow ●");
  weir_window_save_to (fixture->window, file);
  g_assert_null (weir_window_get_message (fixture->window));
  /* It is called like its file, unless it has a name already. */
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "My shop");
  fixture_activate (fixture, "win.close-document");
  fixture_open (fixture, file_name);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "My shop");
  g_assert_cmpstr (get_step_name (fixture, 0), ==, "GET /");
  g_unlink (file_name);
}

static void
test_revert (Fixture *fixture)
{
  g_autofree char *file_name = fixture_write ("revert.flow.yaml", checkout);

  fixture_open (fixture, file_name);
  g_assert_false (fixture_is_enabled (fixture, "revert"));
  rename_step (fixture, 0, "Changed");
  g_assert_true (fixture_is_enabled (fixture, "revert"));
  fixture_activate (fixture, "win.revert");
  fixture_answer ("Cancel");
  g_assert_cmpstr (get_step_name (fixture, 0), ==, "Changed");
  fixture_activate (fixture, "win.revert");
  fixture_answer ("Discard and Reload");
  g_assert_cmpstr (get_step_name (fixture, 0), ==, "First");
  g_assert_false (fixture_is_enabled (fixture, "revert"));
}

static gboolean
is_noticed (gpointer data)
{
  return weir_session_get_file_state (data) != WEIR_SESSION_FILE_SAME;
}

static gboolean
is_not_noticed (gpointer data)
{
  return weir_session_get_file_state (data) == WEIR_SESSION_FILE_SAME;
}

static void
test_changed_reload (Fixture *fixture)
{
  g_autofree char *file_name = fixture_write ("changed.flow.yaml", checkout);

  fixture_open (fixture, file_name);
  rename_step (fixture, 0, "Mine");
  assert_shows_not (fixture, "Keep Mine");
  g_free (fixture_write ("changed.flow.yaml", theirs));
  g_assert_true (weir_test_wait (is_noticed, get_session (fixture), DEADLINE_MS));
  assert_shows (fixture, "Another program has changed changed.flow.yaml. Reload takes that and loses your "
                         "changes; Keep Mine lets the next Save replace it.");
  fixture_activate (fixture, "win.take-file");
  g_assert_cmpstr (get_step_name (fixture, 0), ==, "Other");
  assert_shows_not (fixture, "Another program");
}

static void
test_changed_keep (Fixture *fixture)
{
  g_autofree char *file_name = fixture_write ("keep.flow.yaml", checkout);

  fixture_open (fixture, file_name);
  g_free (fixture_write ("keep.flow.yaml", theirs));
  g_assert_true (weir_test_wait (is_noticed, get_session (fixture), DEADLINE_MS));
  assert_shows (fixture, "Another program has changed keep.flow.yaml.\n");
  fixture_activate (fixture, "win.keep-mine");
  assert_shows_not (fixture, "Another program");
  g_assert_true (fixture_is_enabled (fixture, "save"));
  fixture_activate (fixture, "win.save");
  assert_file (file_name, checkout);
  g_assert_false (fixture_is_enabled (fixture, "save"));
}

static void
test_own_save_unnoticed (Fixture *fixture)
{
  g_autofree char *file_name = fixture_write ("own.flow.yaml", checkout);

  fixture_open (fixture, file_name);
  rename_step (fixture, 1, "Renamed");
  fixture_activate (fixture, "win.save");
  assert_file (file_name, "# Kept.\n"
                          "name: Checkout\n"
                          "steps:\n"
                          "  - name: First\n"
                          "    wait: 1ms\n"
                          "  - name: Renamed   # here, too\n"
                          "    wait: 1ms\n");
  weir_session_check_file (get_session (fixture));
  g_assert_cmpint (weir_session_get_file_state (get_session (fixture)), ==, WEIR_SESSION_FILE_SAME);
  /* The same text again is no change, either. */
  g_free (fixture_write ("own.flow.yaml", checkout));
  g_assert_true (weir_test_wait (is_noticed, get_session (fixture), DEADLINE_MS));
  fixture_activate (fixture, "win.take-file");
  g_free (fixture_write ("own.flow.yaml", checkout));
  weir_session_check_file (get_session (fixture));
  g_assert_cmpint (weir_session_get_file_state (get_session (fixture)), ==, WEIR_SESSION_FILE_SAME);
}

/* As a program does that unpacks or synchronises files, and as two writes in one tick of the clock look. */
static void
test_same_time (Fixture *fixture)
{
  g_autofree char *file_name = fixture_write ("timed.flow.yaml", checkout);
  struct timespec times[2];
  GStatBuf info;

  fixture_open (fixture, file_name);
  g_assert_cmpint (g_stat (file_name, &info), ==, 0);
  times[0] = info.st_atim;
  times[1] = info.st_mtim;
  g_free (fixture_write ("timed.flow.yaml", theirs));
  g_assert_cmpint (utimensat (AT_FDCWD, file_name, times, 0), ==, 0);
  g_assert_true (weir_test_wait (is_noticed, get_session (fixture), DEADLINE_MS));
  assert_shows (fixture, "Another program has changed timed.flow.yaml.\n");
}

static void
test_deleted (Fixture *fixture)
{
  g_autofree char *file_name = fixture_write ("gone.flow.yaml", checkout);

  fixture_open (fixture, file_name);
  rename_step (fixture, 0, "Mine");
  g_unlink (file_name);
  g_assert_true (weir_test_wait (is_noticed, get_session (fixture), DEADLINE_MS));
  assert_shows (fixture, "gone.flow.yaml is not there any more. Save As… (Ctrl+Shift+S) writes it again.");
  assert_shows_not (fixture, "Keep Mine");
  g_assert_cmpstr (get_step_name (fixture, 0), ==, "Mine");
  g_free (fixture_write ("gone.flow.yaml", checkout));
  g_assert_true (weir_test_wait (is_not_noticed, get_session (fixture), DEADLINE_MS));
  assert_shows_not (fixture, "is not there any more");
}

static gboolean
is_kept (gpointer data)
{
  return g_file_test (data, G_FILE_TEST_EXISTS);
}

static gboolean
is_not_kept (gpointer data)
{
  return !is_kept (data);
}

/* What a program that crashed has left. */
static char *
leave_draft (const char *path, const char *text)
{
  WeirDraft draft = { .path = (char *) path, .title = (char *) "Checkout", .text = (char *) text };

  draft.file_name = weir_draft_name_for (path);
  draft.time = g_get_real_time () / G_USEC_PER_SEC;
  g_assert_true (weir_draft_write (&draft, NULL));
  return draft.file_name;
}

static void
test_kept_until_saved (Fixture *fixture)
{
  g_autofree char *file_name = fixture_write ("draft.flow.yaml", checkout);
  g_autofree char *draft_name = weir_draft_name_for (file_name);
  g_autoptr (WeirDraft) draft = NULL;

  fixture_open (fixture, file_name);
  rename_step (fixture, 0, "Changed");
  g_assert_true (weir_test_wait (is_kept, draft_name, DEADLINE_MS));
  draft = weir_draft_read (draft_name);
  g_assert_cmpstr (draft->path, ==, file_name);
  g_assert_cmpstr (draft->title, ==, "Checkout");
  assert_contains (draft->text, "name: Changed");
  fixture_activate (fixture, "win.undo");
  g_assert_true (weir_test_wait (is_not_kept, draft_name, DEADLINE_MS));
  fixture_activate (fixture, "win.redo");
  g_assert_true (weir_test_wait (is_kept, draft_name, DEADLINE_MS));
  fixture_activate (fixture, "win.save");
  g_assert_true (weir_test_wait (is_not_kept, draft_name, DEADLINE_MS));
}

static void
test_restore (Fixture *fixture)
{
  const char mine[] = "# Kept, mostly.\n"
                      "name: Checkout\n"
                      "steps:\n"
                      "  - name: First\n"
                      "    wait: 1ms\n"
                      "  - name: Added   # now\n"
                      "    wait: 3ms\n";
  g_autofree char *file_name = fixture_write ("restore.flow.yaml", checkout);
  g_autofree char *draft_name = leave_draft (file_name, mine);

  fixture_open (fixture, file_name);
  assert_shows (fixture, "Checkout had unsaved changes from ");
  g_assert_cmpstr (get_step_name (fixture, 1), ==, "Second");
  fixture_activate (fixture, "win.restore-draft");
  g_assert_cmpstr (get_step_name (fixture, 1), ==, "Added");
  assert_shows_not (fixture, "had unsaved changes");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "Checkout ●");
  g_assert_cmpstr (weir_edits_get_undo_label (weir_session_get_edits (get_session (fixture))), ==,
                   "Restore Changes");
  fixture_activate (fixture, "win.undo");
  g_assert_cmpstr (get_step_name (fixture, 1), ==, "Second");
  fixture_activate (fixture, "win.redo");
  fixture_activate (fixture, "win.save");
  g_assert_null (weir_window_get_message (fixture->window));
  assert_file (file_name, mine);
  g_assert_false (is_kept (draft_name));
}

static void
test_discard (Fixture *fixture)
{
  g_autofree char *file_name = fixture_write ("discard.flow.yaml", checkout);
  g_autofree char *draft_name = leave_draft (file_name, "name: Changed\nsteps: []\n");

  fixture_open (fixture, file_name);
  fixture_activate (fixture, "win.discard-draft");
  assert_shows_not (fixture, "had unsaved changes");
  g_assert_false (is_kept (draft_name));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "Checkout");
}

static void
test_undecided (Fixture *fixture)
{
  g_autofree char *file_name = fixture_write ("undecided.flow.yaml", checkout);
  g_autofree char *draft_name = leave_draft (file_name, "name: Changed\nsteps: []\n");

  fixture_open (fixture, file_name);
  fixture_activate (fixture, "win.close-document");
  g_assert_true (is_kept (draft_name));
  fixture_open (fixture, file_name);
  assert_shows (fixture, "had unsaved changes");
  g_unlink (draft_name);
}

static gboolean
has_another (gpointer data)
{
  g_autoptr (GPtrArray) others = weir_drafts_list_unsaved ();

  return others->len == 1
         && strstr (((const WeirDraft *) g_ptr_array_index (others, 0))->text, "name: Later") != NULL;
}

static gboolean
has_no_other (gpointer data)
{
  return !has_another (data);
}

/* Working on does not decide, either. */
static void
test_undecided_kept (Fixture *fixture)
{
  g_autofree char *file_name = fixture_write ("later.flow.yaml", checkout);
  g_autofree char *draft_name = leave_draft (file_name, "name: Earlier\nsteps: []\n");
  g_autoptr (WeirDraft) kept = NULL;

  fixture_open (fixture, file_name);
  rename_step (fixture, 0, "Later");
  g_assert_true (weir_test_wait (has_another, NULL, DEADLINE_MS));
  kept = weir_draft_read (draft_name);
  assert_contains (kept->text, "name: Earlier");
  fixture_activate (fixture, "win.restore-draft");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "Earlier ●");
  g_assert_true (weir_test_wait (has_no_other, NULL, DEADLINE_MS));
  fixture_activate (fixture, "win.undo");
  g_assert_cmpstr (get_step_name (fixture, 0), ==, "Later");
  fixture_activate (fixture, "win.close-document");
  fixture_answer ("Discard");
  g_assert_true (weir_test_wait (is_not_kept, draft_name, DEADLINE_MS));
}

static void
test_never_saved (Fixture *fixture)
{
  g_autofree char *draft_name = leave_draft (NULL, "name: Mine\nsteps:\n- { name: A, wait: 1ms }\n");

  weir_window_offer_drafts (fixture->window);
  assert_shows (fixture, "Checkout had unsaved changes from ");
  fixture_activate (fixture, "win.restore-draft");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "Mine ●");
  g_assert_cmpstr (get_step_name (fixture, 0), ==, "A");
  fixture_activate (fixture, "win.close-document");
  fixture_answer ("Discard");
  g_assert_true (weir_test_wait (is_not_kept, draft_name, DEADLINE_MS));
  g_assert_cmpstr (weir_window_get_page (fixture->window), ==, "welcome");
}

static void
test_broken_draft (Fixture *fixture)
{
  const char *const texts[] = { "", "{", "[]", "{\"title\": 1, \"flow\": \"x\"}", "\xff\xfe" };
  g_autofree char *file_name = fixture_write ("broken.flow.yaml", checkout);
  g_autofree char *draft_name = weir_draft_name_for (file_name);
  g_autofree char *folder = g_path_get_dirname (draft_name);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_assert_true (g_file_set_contents (draft_name, texts[i], -1, NULL));
      fixture_open (fixture, file_name);
      assert_shows_not (fixture, "had unsaved changes");
      fixture_activate (fixture, "win.close-document");
    }
  g_unlink (draft_name);
}

int
main (int argc, char *argv[])
{
  if (fixture_main (&argc, &argv) != 0)
    return 0;
#define add(name, func) fixture_add ("/desktop/session files/" name, func)
  add ("a new flow is built, saved, and called like its file", test_new_flow);
  add ("revert asks, then takes what the file says", test_revert);
  add ("a file that another program changes is noticed, and reload takes it", test_changed_reload);
  add ("keep mine lets the next save replace what another program wrote", test_changed_keep);
  add ("what is saved here is no change by another program", test_own_save_unnoticed);
  add ("a file that keeps its time is noticed", test_same_time);
  add ("a file that is deleted is noticed, and nothing is lost", test_deleted);
  add ("changes are kept on disk until they are saved or undone", test_kept_until_saved);
  add ("after a crash the changes are offered, and restored as one edit", test_restore);
  add ("kept changes can be discarded", test_discard);
  add ("kept changes nobody decided about are offered again", test_undecided);
  add ("kept changes outlive what is changed before one decides about them", test_undecided_kept);
  add ("a flow that was never saved is offered, too", test_never_saved);
  add ("a draft that cannot be read is not offered", test_broken_draft);
#undef add
  return fixture_run ();
}
