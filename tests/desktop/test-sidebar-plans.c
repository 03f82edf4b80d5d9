/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-sidebar-plans.c: the load plans of a folder in the window
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "sidebar-fixture.h"

static const char flow[] = "name: Checkout\n"
                           "steps:\n"
                           "  - name: Look\n"
                           "    httpRequest: { url: BASE/items }\n";

static const char plan[] = "# Ours\n"
                           "name: Rush\n"
                           "rounds:\n"
                           "- name: Browse\n"
                           "  iterations:\n"
                           "  - { name: Items, httpRequest: { url: BASE/items } }\n";

static const char json_plan[] = "{ \"name\": \"Night\", \"rounds\": [\n"
                                "  { \"name\": \"Browse\", \"iterations\": [\n"
                                "    { \"name\": \"Items\", \"httpRequest\": { \"url\": \"BASE/items\" } }\n"
                                "  ] } ] }\n";

static const char slow[] = "name: Slow\n"
                           "rounds:\n"
                           "- name: Wait\n"
                           "  iterations:\n"
                           "  - { name: Long, httpRequest: { url: 'BASE/slow?ms=30000' } }\n";

static const char broken[] = "name: Broken\nrounds:\n- nome: x\n";

static WeirSession *
get_session (Fixture *fixture)
{
  return weir_window_get_session (fixture->window);
}

static void
open_row (Fixture *fixture, guint position)
{
  g_signal_emit_by_name (sidebar_find_list (fixture), "activate", position);
}

static void
ask_new_plan (Fixture *fixture, const char *preset)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (sidebar_get_sidebar (fixture)), "sidebar.new-plan",
                                             "s", preset));
}

/* A plan of any name, and nothing that only looks a little like one. */
static void
test_listed (Fixture *fixture)
{
  sidebar_write_file (fixture, "checkout.flow.yaml", flow);
  sidebar_write_file (fixture, "checkout.plan.yaml", plan);
  sidebar_write_file (fixture, "any.yaml", plan);
  sidebar_write_file (fixture, "load/night.json", json_plan);
  sidebar_write_file (fixture, "through.yml",
                      "name: Through\nrounds:\n- name: A\n  iterations:\n  - name: Buy\n"
                      "    flow: checkout.flow.yaml\n");
  sidebar_write_file (fixture, "ci.yaml", "rounds:\n  - script: make\n");
  sidebar_write_file (fixture, "report.json",
                      "{ \"weir\": {}, \"schema\": 1, \"rounds\": [ \"httpRequest\" ] }");
  sidebar_write_file (fixture, "notes.yaml", "text: |\n  rounds: with httpRequest\n");
  sidebar_open_root (fixture);
  sidebar_assert_rows (fixture, "load, folder\n"
                                "night.json, load plan\n"
                                "checkout, flow\n"
                                "any.yaml, load plan\n"
                                "checkout, load plan\n"
                                "through.yml, load plan\n");
}

static void
test_open (Fixture *fixture)
{
  GtkWidget *search;

  sidebar_write_file (fixture, "a.flow.yaml", flow);
  sidebar_write_file (fixture, "load/rush.plan.yaml", plan);
  sidebar_open_root (fixture);
  sidebar_assert_rows (fixture, "load, folder\nrush, load plan\na, flow\n");
  open_row (fixture, 1);
  g_assert_cmpstr (weir_window_get_page (fixture->window), ==, "plan");
  sidebar_assert_rows (fixture, "load, folder\nrush, load plan, shown\na, flow\n");
  open_row (fixture, 2);
  g_assert_cmpstr (weir_window_get_page (fixture->window), ==, "flow");
  sidebar_assert_rows (fixture, "load, folder\nrush, load plan, open\na, flow, shown\n");
  search = fixture_find (GTK_WIDGET (sidebar_get_sidebar (fixture)), GTK_TYPE_SEARCH_ENTRY, 0);
  gtk_editable_set_text (GTK_EDITABLE (search), "plan");
  sidebar_assert_rows (fixture, "rush, load plan, open\n");
  g_signal_emit_by_name (search, "activate");
  g_assert_cmpstr (weir_session_get_title (get_session (fixture)), ==, "Rush");
}

static void
test_marks (Fixture *fixture)
{
  sidebar_write_file (fixture, "broken.plan.yaml", broken);
  sidebar_write_file (fixture, "slow.plan.yaml", slow);
  sidebar_open_root (fixture);
  sidebar_assert_rows (fixture, "broken, load plan, 2 errors\nslow, load plan\n");
  open_row (fixture, 1);
  weir_edits_set_string (weir_session_get_edits (get_session (fixture)),
                         weir_session_get_plan (get_session (fixture)), "name", "Slower");
  fixture_activate (fixture, "win.run");
  sidebar_assert_rows (fixture, "broken, load plan, 2 errors\nslow, load plan, shown, not saved, running\n");
  sidebar_select_file (fixture, "slow.plan.yaml");
  sidebar_activate (fixture, "sidebar.trash");
  g_assert_cmpstr (weir_window_get_message (fixture->window), ==,
                   "Slower is running. Stop it before you delete its file.");
  g_assert_true (sidebar_exists ("slow.plan.yaml"));
  fixture_activate (fixture, "win.stop");
  fixture_activate (fixture, "win.stop");
  sidebar_assert_rows (fixture, "broken, load plan, 2 errors\nslow, load plan, shown, not saved\n");
}

/* With the comments of the preset, and called like its file. */
static void
test_create (Fixture *fixture)
{
  g_autofree char *text = NULL;

  sidebar_write_file (fixture, "a.flow.yaml", flow);
  sidebar_open_root (fixture);
  ask_new_plan (fixture, "spike");
  {
    g_autofree char *asked = fixture_collect_text (sidebar_find_name_popover (fixture));

    assert_contains (asked, "New load plan in ");
  }
  sidebar_answer_name (fixture, "load/Rush hour");
  text = sidebar_read_file ("load/Rush hour.plan.yaml");
  assert_contains (text, "name: Rush hour\n");
  assert_contains (text, "# A few users all the time, and a crowd that comes at once.\n");
  assert_contains (text, "together: true # with the round before, not after it\n");
  g_assert_cmpstr (weir_window_get_page (fixture->window), ==, "plan");
  g_assert_false (weir_session_get_dirty (get_session (fixture)));
  sidebar_assert_rows (fixture, "load, folder\nRush hour, load plan, shown\na, flow\n");
  /* A flow is made as before. */
  sidebar_activate (fixture, "sidebar.new");
  sidebar_answer_name (fixture, "b");
  sidebar_assert_rows (fixture, "load, folder\nRush hour, load plan, open\na, flow\nb, flow, shown\n");
  g_assert_true (sidebar_exists ("b.flow.yaml"));
}

/* A name that no plan may have is the name of a file all the same. */
static void
test_odd_name (Fixture *fixture)
{
  g_autofree char *text = NULL;

  sidebar_write_file (fixture, "a.flow.yaml", flow);
  sidebar_open_root (fixture);
  ask_new_plan (fixture, "load");
  sidebar_answer_name (fixture, "größer (2)");
  text = sidebar_read_file ("größer (2).plan.yaml");
  assert_contains (text, "name: Load\n");
  g_assert_cmpstr (weir_window_get_page (fixture->window), ==, "plan");
  sidebar_assert_rows (fixture, "a, flow\ngrößer (2), load plan, shown\n");
}

static gboolean
is_over (gpointer data)
{
  return !weir_session_is_running (data);
}

/* The document stays open with its changes; its runs are those of the file as it is called now. */
static void
test_rename (Fixture *fixture)
{
  g_autofree char *renamed = sidebar_get_path ("Night.plan.yaml");
  g_autofree char *text = NULL;
  WeirSession *session;

  sidebar_write_file (fixture, "rush.plan.yaml", plan);
  sidebar_open_root (fixture);
  sidebar_assert_rows (fixture, "rush, load plan\n");
  open_row (fixture, 0);
  session = get_session (fixture);
  fixture_activate (fixture, "win.run");
  g_assert_true (weir_test_wait (is_over, session, DEADLINE_MS));
  sidebar_assert_rows (fixture, "rush, load plan, shown\n");
  weir_edits_set_string (weir_session_get_edits (session), weir_session_get_plan (session), "name", "Later");
  sidebar_select_file (fixture, "rush.plan.yaml");
  sidebar_activate (fixture, "sidebar.rename");
  sidebar_answer_name (fixture, "Night");
  g_assert_false (sidebar_exists ("rush.plan.yaml"));
  g_assert_true (get_session (fixture) == session);
  sidebar_assert_rows (fixture, "Night, load plan, shown, not saved\n");
  fixture_activate (fixture, "win.save");
  text = sidebar_read_file ("Night.plan.yaml");
  g_assert_true (g_str_has_prefix (text, "# Ours\nname: Later\n"));
  g_assert_false (sidebar_exists ("rush.plan.yaml"));
  g_assert_true (weir_test_wait (sidebar_has_one_run, renamed, DEADLINE_MS));
  sidebar_select_file (fixture, "Night.plan.yaml");
  sidebar_activate (fixture, "sidebar.runs");
  {
    g_autoptr (GVariant) state =
        g_action_group_get_action_state (G_ACTION_GROUP (fixture->window), "history");

    g_assert_true (g_variant_get_boolean (state));
  }
}

static void
test_copy_and_trash (Fixture *fixture)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  sidebar_write_file (fixture, "rush.plan.yaml", plan);
  sidebar_open_root (fixture);
  sidebar_select_file (fixture, "rush.plan.yaml");
  sidebar_activate (fixture, "sidebar.duplicate");
  sidebar_assert_rows (fixture, "rush, load plan\nrush-2, load plan, shown\n");
  first = sidebar_read_file ("rush.plan.yaml");
  second = sidebar_read_file ("rush-2.plan.yaml");
  g_assert_cmpstr (first, ==, second);
  sidebar_trash (fixture, "rush-2.plan.yaml");
  sidebar_assert_rows (fixture, "rush, load plan\n");
  assert_contains (weir_window_get_message (fixture->window), "rush-2.plan.yaml is ");
  g_assert_cmpstr (weir_window_get_page (fixture->window), ==, "welcome");
}

/* A file whose content becomes that of another kind is listed as that. */
static void
test_changes (Fixture *fixture)
{
  sidebar_write_file (fixture, "one.yaml", flow);
  sidebar_open_root (fixture);
  sidebar_assert_rows (fixture, "one.yaml, flow\n");
  sidebar_write_file (fixture, "one.yaml", plan);
  sidebar_assert_rows (fixture, "one.yaml, load plan\n");
  sidebar_write_file (fixture, "one.yaml", "neither: this nor that\n");
  sidebar_assert_rows (fixture, "");
}

/* At the title of the window, as that of a flow; the file keeps its own. */
static void
test_title (Fixture *fixture)
{
  WeirSession *session;
  GtkWidget *popover;
  GtkWidget *entry;

  sidebar_write_file (fixture, "rush.plan.yaml", plan);
  sidebar_open_root (fixture);
  sidebar_assert_rows (fixture, "rush, load plan\n");
  open_row (fixture, 0);
  session = get_session (fixture);
  fixture_activate (fixture, "win.rename-document");
  for (guint i = 0;; i++)
    {
      popover = fixture_find (GTK_WIDGET (fixture->window), g_type_from_name ("WeirNamePopover"), i);
      if (gtk_widget_get_visible (popover))
        break;
    }
  {
    g_autofree char *text = fixture_collect_text (popover);

    assert_contains (text, "Name of the load plan");
  }
  entry = fixture_find (popover, GTK_TYPE_ENTRY, 0);
  gtk_editable_set_text (GTK_EDITABLE (entry), "Größer");
  g_assert_false (gtk_widget_get_sensitive (fixture_find (popover, GTK_TYPE_BUTTON, 0)));
  gtk_editable_set_text (GTK_EDITABLE (entry), "Larger");
  g_signal_emit_by_name (fixture_find (popover, GTK_TYPE_BUTTON, 0), "clicked");
  g_assert_cmpstr (weir_session_get_title (session), ==, "Larger");
  g_assert_cmpstr (weir_edits_get_undo_label (weir_session_get_edits (session)), ==, "Rename Plan");
  sidebar_assert_rows (fixture, "rush, load plan, shown, not saved\n");
}

IN_FOLDER (test_listed)
IN_FOLDER (test_open)
IN_FOLDER (test_marks)
IN_FOLDER (test_create)
IN_FOLDER (test_odd_name)
IN_FOLDER (test_rename)
IN_FOLDER (test_copy_and_trash)
IN_FOLDER (test_changes)
IN_FOLDER (test_title)

int
main (int argc, char **argv)
{
  if (fixture_main (&argc, &argv) != 0)
    return 0;
  fixture_add ("/desktop/sidebar-plans/plans of any name are listed, and said to be plans",
               test_listed_in_folder);
  fixture_add ("/desktop/sidebar-plans/a row opens its plan, the search finds it", test_open_in_folder);
  fixture_add ("/desktop/sidebar-plans/rows tell what is wrong, not saved, or running", test_marks_in_folder);
  fixture_add ("/desktop/sidebar-plans/a new plan is made of a preset where it was asked for",
               test_create_in_folder);
  fixture_add ("/desktop/sidebar-plans/a file may have a name that no plan has", test_odd_name_in_folder);
  fixture_add ("/desktop/sidebar-plans/a renamed plan keeps its changes and its runs", test_rename_in_folder);
  fixture_add ("/desktop/sidebar-plans/a plan is copied and thrown away", test_copy_and_trash_in_folder);
  fixture_add ("/desktop/sidebar-plans/a file that becomes a plan is one", test_changes_in_folder);
  fixture_add ("/desktop/sidebar-plans/the title renames the plan in the file", test_title_in_folder);
  return fixture_run ();
}
