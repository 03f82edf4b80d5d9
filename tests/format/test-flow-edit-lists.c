/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-flow-edit-lists.c: steps and rows that come, go and move, with the comments that are about them
 */

#include "config.h"

#include "flow-edit.h"
#include "weir-field.h"

#define FIRST "  # the first\n  - name: A # a\n    httpRequest: { url: http://a/ }\n    # deeper\n"
#define SECOND "  # the second\n  - name: B\n    set:\n      x: 1 # one\n"
#define THIRD "  - { name: C, wait: 3 } # c\n"
#define STEPS(before, steps) "name: F\n" before "steps:\n" steps "# the end\n"

static GListStore *
part_of (WeirFlow *flow, WeirFlowPart part)
{
  return weir_flow_get_part (flow, part);
}

static void
move_item (GListStore *from, guint index, GListStore *to, guint place)
{
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (from), index);

  g_list_store_remove (from, index);
  g_list_store_insert (to, place, item);
}

static void
move_first_down (WeirFlow *flow)
{
  move_item (part_of (flow, WEIR_FLOW_PART_STEPS), 0, part_of (flow, WEIR_FLOW_PART_STEPS), 1);
}

static void
move_first_to_end (WeirFlow *flow)
{
  move_item (part_of (flow, WEIR_FLOW_PART_STEPS), 0, part_of (flow, WEIR_FLOW_PART_STEPS), 2);
}

static void
remove_first (WeirFlow *flow)
{
  g_list_store_remove (part_of (flow, WEIR_FLOW_PART_STEPS), 0);
}

static void
remove_second (WeirFlow *flow)
{
  g_list_store_remove (part_of (flow, WEIR_FLOW_PART_STEPS), 1);
}

static void
remove_last (WeirFlow *flow)
{
  g_list_store_remove (part_of (flow, WEIR_FLOW_PART_STEPS), 2);
}

static void
remove_all (WeirFlow *flow)
{
  g_list_store_remove_all (part_of (flow, WEIR_FLOW_PART_STEPS));
}

static void
test_reorder (void)
{
  assert_text_after (STEPS ("", FIRST SECOND THIRD), move_first_down, STEPS ("", SECOND FIRST THIRD));
  assert_text_after (STEPS ("", FIRST SECOND THIRD), move_first_to_end, STEPS ("", SECOND THIRD FIRST));
  assert_text_after (STEPS ("", FIRST "\n" SECOND "\n" THIRD), move_first_to_end,
                     STEPS ("", SECOND "\n" THIRD "\n" FIRST));
}

static void
test_remove (void)
{
  assert_text_after (STEPS ("", FIRST SECOND THIRD), remove_first, STEPS ("", SECOND THIRD));
  assert_text_after (STEPS ("", FIRST SECOND THIRD), remove_second, STEPS ("", FIRST THIRD));
  assert_text_after (STEPS ("", FIRST SECOND THIRD), remove_last, STEPS ("", FIRST SECOND));
  assert_text_after (STEPS ("", FIRST "\n" SECOND "\n" THIRD), remove_first, STEPS ("", SECOND "\n" THIRD));
  assert_text_after (STEPS ("", FIRST "\n" SECOND "\n" THIRD), remove_second, STEPS ("", FIRST "\n" THIRD));
  assert_text_after (STEPS ("", FIRST "\n" SECOND "\n" THIRD), remove_last, STEPS ("", FIRST "\n" SECOND));
  /* A comment that stands apart is about more than the step below it. */
  assert_text_after (STEPS ("", FIRST "\n  # ---- orders ----\n\n" SECOND THIRD), remove_second,
                     STEPS ("", FIRST "\n  # ---- orders ----\n\n" THIRD));
  assert_text_after (STEPS ("", FIRST), remove_all, "name: F\nsteps: []\n# the end\n");
}

static void
add_new (WeirFlow *flow)
{
  g_autoptr (WeirStep) step = weir_step_new ("New");
  g_autoptr (WeirRequest) request = weir_request_new ("GET", "http://n/");

  weir_step_set_request (step, request);
  g_list_store_insert (part_of (flow, WEIR_FLOW_PART_STEPS), 1, step);
}

static void
fill_empty (WeirFlow *flow)
{
  g_autoptr (WeirStep) step = weir_step_new ("New");

  weir_step_set_wait_us (step, 1000000);
  g_list_store_append (part_of (flow, WEIR_FLOW_PART_STEPS), step);
}

#define NEW "  - name: New\n    httpRequest: { url: http://n/ }\n"

static void
test_add (void)
{
  assert_text_after (STEPS ("", FIRST SECOND THIRD), add_new, STEPS ("", FIRST NEW SECOND THIRD));
  assert_text_after (STEPS ("", FIRST "\n" SECOND "\n" THIRD), add_new,
                     STEPS ("", FIRST "\n" NEW "\n" SECOND "\n" THIRD));
  assert_text_after ("name: F\nsteps: [] # none\n", fill_empty,
                     "name: F\nsteps: # none\n  - name: New\n    wait: 1s\n");
  assert_text_after ("{\"name\": \"F\", \"steps\": []}", fill_empty,
                     "{\"name\": \"F\", \"steps\": [{\"name\": \"New\", \"wait\": \"1s\"}]}");
}

static void
duplicate_first (WeirFlow *flow)
{
  WeirStep *first = step_at (flow, 0);
  g_autoptr (WeirStep) step = weir_step_new ("A 2");
  g_autoptr (WeirRequest) request = weir_request_new ("GET", "http://a/");

  g_assert_cmpstr (weir_step_get_name (first), ==, "A");
  weir_step_set_request (step, request);
  g_list_store_insert (part_of (flow, WEIR_FLOW_PART_STEPS), 1, step);
}

static void
rename_and_move (WeirFlow *flow)
{
  weir_step_set_name (step_at (flow, 0), "Z");
  move_first_to_end (flow);
}

static void
test_duplicate_and_rename (void)
{
  /* Laid out like the one it was made from; what a comment says is said once. */
  assert_text_after (STEPS ("", "  # the first\n  - httpRequest: {url:  http://a/}\n    name: 'A'\n" THIRD),
                     duplicate_first,
                     STEPS ("", "  # the first\n  - httpRequest: {url:  http://a/}\n    name: 'A'\n"
                                "  - httpRequest: {url:  http://a/}\n    name: 'A 2'\n" THIRD));
  assert_text_after (STEPS ("", FIRST SECOND THIRD), rename_and_move,
                     STEPS ("", SECOND THIRD
                            "  # the first\n  - name: Z # a\n    httpRequest: { url: http://a/ }\n"
                            "    # deeper\n"));
}

static void
move_first_before_all (WeirFlow *flow)
{
  move_item (part_of (flow, WEIR_FLOW_PART_STEPS), 0, part_of (flow, WEIR_FLOW_PART_BEFORE_ALL), 0);
}

static void
move_first_after_all (WeirFlow *flow)
{
  move_item (part_of (flow, WEIR_FLOW_PART_STEPS), 0, part_of (flow, WEIR_FLOW_PART_AFTER_ALL), 0);
}

static void
move_back (WeirFlow *flow)
{
  move_item (part_of (flow, WEIR_FLOW_PART_BEFORE_ALL), 0, part_of (flow, WEIR_FLOW_PART_STEPS), 0);
}

static void
test_parts (void)
{
  assert_text_after (STEPS ("", FIRST SECOND), move_first_before_all, STEPS ("beforeAll:\n" FIRST, SECOND));
  assert_text_after (STEPS ("beforeAll:\n" FIRST, SECOND), move_back, STEPS ("", FIRST SECOND));
  assert_text_after (STEPS ("", FIRST SECOND), move_first_after_all,
                     "name: F\nsteps:\n" SECOND "afterAll:\n" FIRST "# the end\n");
  /* Into a list that is indented otherwise */
  assert_text_after (
      STEPS ("beforeAll:\n- name: Z\n  wait: 1\n", FIRST SECOND), move_first_before_all,
      STEPS ("beforeAll:\n# the first\n- name: A # a\n  httpRequest: { url: http://a/ }\n  # deeper\n"
             "- name: Z\n  wait: 1\n",
             SECOND));
  assert_text_after (
      "{\"name\":\"F\",\"beforeAll\":[],\"steps\":[{\"name\":\"A\",\"wait\":1},{\"name\":\"B\",\"wait\":2}]}",
      move_first_before_all,
      "{\"name\":\"F\",\"beforeAll\":[{\"name\":\"A\",\"wait\":\"1ms\"}],"
      "\"steps\":[{\"name\":\"B\",\"wait\":2}]}");
}

static void
swap_in_json (void)
{
  assert_text_after ("{\"name\":\"F\",\"steps\":[{\"name\":\"A\",\"wait\":1},{\"wait\":2 ,\"name\":\"B\"}, "
                     "{\"name\":\"C\",\"wait\":3}]}",
                     move_first_down,
                     "{\"name\":\"F\",\"steps\":[{\"wait\":2 ,\"name\":\"B\"},{\"name\":\"A\",\"wait\":1}, "
                     "{\"name\":\"C\",\"wait\":3}]}");
  assert_text_after (
      "{\n  \"name\": \"F\",\n  \"steps\": [\n    {\n      \"name\": \"A\",\n      \"wait\": 1\n    },\n"
      "    { \"name\": \"B\", \"wait\": 2 }\n  ]\n}\n",
      move_first_down,
      "{\n  \"name\": \"F\",\n  \"steps\": [\n    { \"name\": \"B\", \"wait\": 2 },\n    {\n"
      "      \"name\": \"A\",\n      \"wait\": 1\n    }\n  ]\n}\n");
  assert_text_after ("{\n  \"name\": \"F\",\n  \"steps\": [\n    { \"name\": \"A\", \"wait\": 1 },\n"
                     "    { \"name\": \"B\", \"wait\": 2 }\n  ]\n}\n",
                     remove_second,
                     "{\n  \"name\": \"F\",\n  \"steps\": [\n    { \"name\": \"A\", \"wait\": 1 }\n  ]\n}\n");
}

/* Headers */

#define HEADERS(rows)                                                                                        \
  "name: F\nsteps:\n- name: A\n  httpRequest:\n    url: http://a/\n    headers:" rows "# the end\n"
#define BLOCK "\n      # what\n      Accept: text/* # any\n      X-Trace: 1\n"

static GListStore *
headers_of (WeirFlow *flow)
{
  return weir_request_get_headers (request_at (flow, 0));
}

static void
add_header (WeirFlow *flow)
{
  g_autoptr (WeirField) field = weir_field_new ("X-New", "a b");

  g_list_store_append (headers_of (flow), field);
}

static void
repeat_header (WeirFlow *flow)
{
  g_autoptr (WeirField) field = weir_field_new ("X-Trace", "2");

  g_list_store_append (headers_of (flow), field);
}

static void
untick_header (WeirFlow *flow)
{
  weir_field_set_enabled (item_at (headers_of (flow), 1), FALSE);
}

static void
describe_header (WeirFlow *flow)
{
  weir_field_set_description (item_at (headers_of (flow), 0), "why");
}

static void
remove_header (WeirFlow *flow)
{
  g_list_store_remove (headers_of (flow), 0);
}

static void
remove_headers (WeirFlow *flow)
{
  g_list_store_remove_all (headers_of (flow));
}

static void
swap_headers (WeirFlow *flow)
{
  move_item (headers_of (flow), 0, headers_of (flow), 1);
}

static void
test_headers (void)
{
  const char *text = HEADERS (BLOCK);

  assert_text_after (text, add_header, HEADERS (BLOCK "      X-New: a b\n"));
  assert_text_after (text, remove_header, HEADERS ("\n      X-Trace: 1\n"));
  assert_text_after (text, swap_headers,
                     HEADERS ("\n      X-Trace: 1\n      # what\n      Accept: text/* # any\n"));
  assert_text_after (text, remove_headers,
                     "name: F\nsteps:\n- name: A\n  httpRequest:\n    url: http://a/\n# the end\n");
  assert_text_after (HEADERS (" { Accept: a }\n"), add_header, HEADERS (" { Accept: a, X-New: a b }\n"));
  assert_text_after (HEADERS (" {Accept: a, B: b}\n"), remove_header, HEADERS (" {B: b}\n"));
}

static void
test_headers_become_list (void)
{
  const char *text = HEADERS (BLOCK);

  assert_text_after (text, untick_header,
                     HEADERS ("\n      # what\n      - { name: Accept, value: text/* } # any\n"
                              "      - { name: X-Trace, value: 1, enabled: false }\n"));
  assert_text_after (text, repeat_header,
                     HEADERS ("\n      # what\n      - { name: Accept, value: text/* } # any\n"
                              "      - { name: X-Trace, value: 1 }\n      - { name: X-Trace, value: 2 }\n"));
  assert_text_after (
      text, describe_header,
      HEADERS ("\n      # what\n      - { name: Accept, value: text/*, description: why } # any\n"
               "      - { name: X-Trace, value: 1 }\n"));
  /* What is a list stays one. */
  assert_text_after (HEADERS ("\n    - { name: Accept, value: a } # any\n    - {name: B, value: b}\n"),
                     add_header,
                     HEADERS ("\n    - { name: Accept, value: a } # any\n    - {name: B, value: b}\n"
                              "    - { name: X-New, value: a b }\n"));
}

/* Shared parts */

static void
move_base_down (WeirFlow *flow)
{
  move_first_down (flow);
}

static void
test_shared (void)
{
  const char *text =
      STEPS ("", "- &base\n  name: A\n  httpRequest: { url: http://a/ }\n- <<: *base\n  name: B # b\n");

  assert_text_after (text, remove_second,
                     STEPS ("", "- &base\n  name: A\n  httpRequest: { url: http://a/ }\n"));
  /* What is named must stand above; so the follower gets everything itself. */
  assert_text_after (text, move_base_down,
                     STEPS ("", "- name: B\n  httpRequest: { url: http://a/ }\n"
                                "- &base\n  name: A\n  httpRequest: { url: http://a/ }\n"));
  assert_text_after (text, remove_first, STEPS ("", "- name: B\n  httpRequest: { url: http://a/ }\n"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/format/edit/lists/steps move with their comments", test_reorder);
  g_test_add_func ("/format/edit/lists/steps go with their comments", test_remove);
  g_test_add_func ("/format/edit/lists/new steps look like those beside them", test_add);
  g_test_add_func ("/format/edit/lists/a duplicated or renamed step keeps its layout",
                   test_duplicate_and_rename);
  g_test_add_func ("/format/edit/lists/steps move between the parts", test_parts);
  g_test_add_func ("/format/edit/lists/steps in JSON keep their layout", swap_in_json);
  g_test_add_func ("/format/edit/lists/headers stay a mapping while they can", test_headers);
  g_test_add_func ("/format/edit/lists/headers become a list when they must", test_headers_become_list);
  g_test_add_func ("/format/edit/lists/who shares a part gets it when it goes", test_shared);
  return g_test_run ();
}
