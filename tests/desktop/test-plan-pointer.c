/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-plan-pointer.c: the parts of a load plan under a real pointer and a real keyboard
 *
 * xdotool moves the pointer of the display and presses keys, as a hand does. Where it is missing the tests are
 * skipped.
 */

#include "config.h"

#include "plan-fixture.h"
#include "pointer-fixture.h"
#include "weir-plan-tree-private.h"

#define MOVES 12

static const char shop[] = "name: Shop\n"
                           "rounds:\n"
                           "  - name: Buyers\n"
                           "    baseUrl: http://127.0.0.1:1\n"
                           "    iterations:\n"
                           "      - {name: Sign in, httpRequest: {url: /login}} # at first\n"
                           "      - {name: Browse, httpRequest: {url: /books}} # then\n"
                           "  - name: Guests\n"
                           "    baseUrl: http://127.0.0.1:1\n"
                           "    iterations: [{name: Look, httpRequest: {url: /}}]\n";

static graphene_point_t
find_row (Fixture *fixture, guint index)
{
  return pointer_find_middle (fixture, GTK_WIDGET (weir_plan_tree_get_row (plan_get_tree (fixture), index)));
}

static gboolean
open_shop (Fixture *fixture, const char *name)
{
  g_autofree char *xdotool = g_find_program_in_path ("xdotool");

  if (xdotool == NULL)
    {
      g_test_skip ("xdotool is not installed");
      return FALSE;
    }
  g_free (plan_open (fixture, name, shop));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
  return TRUE;
}

typedef struct
{
  Fixture *fixture;
  guint row;
  const char *title;
} Awaited;

static gboolean
is_there (gpointer data)
{
  const Awaited *awaited = data;
  WeirPlanRow *row = weir_plan_tree_get_row (plan_get_tree (awaited->fixture), awaited->row);

  return row != NULL && g_str_equal (weir_plan_row_get_title (row), awaited->title);
}

static void
drag (Fixture *fixture, guint from_row, guint to_row)
{
  GString *script = g_string_new (NULL);
  graphene_point_t from = find_row (fixture, from_row);
  graphene_point_t to = find_row (fixture, to_row);

  g_string_append_printf (script, "mousemove --window %lu %.0f %.0f sleep 0.02 mousedown 1 ",
                          pointer_get_window (fixture), from.x, from.y);
  for (guint i = 1; i <= MOVES; i++)
    g_string_append_printf (script, "mousemove --window %lu %.0f %.0f sleep 0.02 ",
                            pointer_get_window (fixture),
                            from.x + (to.x - from.x) * (float) i / MOVES,
                            from.y + (to.y - from.y) * (float) i / MOVES);
  g_string_append (script, "sleep 0.1 mouseup 1");
  pointer_use (script);
}

/* The rows: Shop, Buyers, Sign in, Browse, Guests, Look. */
static void
test_dragging (Fixture *fixture)
{
  Awaited below = { fixture, 2, "Browse" };
  Awaited elsewhere = { fixture, 1, "Buyers" };
  g_autofree char *text = NULL;

  if (!open_shop (fixture, "dragged.plan.yaml"))
    return;
  drag (fixture, 2, 3);
  g_assert_true (weir_test_wait (is_there, &below, DEADLINE_MS));
  text = plan_dup_text (fixture);
  assert_contains (text, "    iterations:\n"
                         "      - {name: Browse, httpRequest: {url: /books}} # then\n"
                         "      - {name: Sign in, httpRequest: {url: /login}} # at first\n");
  /* What is dropped where it may not be stays. */
  drag (fixture, 0, 4);
  g_assert_true (is_there (&elsewhere));
  g_assert_true (is_there (&below));
}

static gboolean
is_menu_shown (gpointer tree)
{
  return gtk_widget_get_mapped (WEIR_PLAN_TREE (tree)->menu);
}

static gboolean
is_menu_gone (gpointer tree)
{
  return !is_menu_shown (tree);
}

static void
press (Fixture *fixture, const char *key)
{
  GString *script = g_string_new (NULL);

  g_string_append_printf (script, "windowfocus %lu sleep 0.05 key %s", pointer_get_window (fixture), key);
  pointer_use (script);
}

static void
test_menu_keys (Fixture *fixture)
{
  static const char *const keys[] = { "shift+F10", "Menu" };
  WeirPlanTree *tree = plan_get_tree (fixture);

  if (!open_shop (fixture, "keys.plan.yaml"))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_assert_true (weir_plan_tree_select_object (tree, plan_find (fixture, "rounds[0].iterations[1]")));
      gtk_widget_grab_focus (GTK_WIDGET (weir_plan_tree_get_selected (tree)));
      press (fixture, keys[i]);
      if (!weir_test_wait (is_menu_shown, tree, DEADLINE_MS))
        g_error ("%s opens no menu", keys[i]);
      press (fixture, "Escape");
      g_assert_true (weir_test_wait (is_menu_gone, tree, DEADLINE_MS));
      /* The part that the menu was of is where the keyboard is again. */
      g_assert_cmpstr (weir_plan_row_get_title (weir_plan_tree_get_selected (tree)), ==, "Browse");
      g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)),
                                             GTK_WIDGET (tree)));
    }
}

int
main (int argc, char **argv)
{
  if (fixture_main (&argc, &argv) != 0)
    return 0;
  fixture_add ("/desktop/plan-pointer/a part is dragged to another place", test_dragging);
  fixture_add ("/desktop/plan-pointer/keys open the menu of a part and give the keyboard back", test_menu_keys);
  return g_test_run ();
}
