/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-flow-rows.c: which row of its data file a pass takes, and whose value wins
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "weir-test-flow.h"
#include "weir-test-server.h"

typedef struct
{
  WeirTestServer *server;
  char *folder;
  char *data; /* the file of rows */
} Fixture;

static void
set_up (Fixture *self, gconstpointer name)
{
  self->server = weir_test_server_new ();
  self->folder = g_dir_make_tmp ("weir-rows-XXXXXX", NULL);
  self->data = g_build_filename (self->folder, name, NULL);
}

static void
tear_down (Fixture *self, gconstpointer name)
{
  g_unlink (self->data);
  g_rmdir (self->folder);
  g_free (self->data);
  g_free (self->folder);
  weir_test_server_free (self->server);
}

/* @head: what stands between name and steps; %s in it is the data file. */
static WeirTestRun *
run (Fixture *self, const char *rows, const char *head, const char *steps)
{
  g_autofree char *url = weir_test_server_get_url (self->server, "");
  g_autoptr (GString) yaml = g_string_new (head);

  g_assert_true (g_file_set_contents (self->data, rows, -1, NULL));
  g_string_replace (yaml, "%s", self->data, 0);
  g_string_prepend (yaml, "name: F\n");
  g_string_append (yaml, steps);
  return weir_test_run (yaml->str, url);
}

static const char *
target (Fixture *self, guint index)
{
  const WeirTestRequest *request = weir_test_server_get_request (self->server, index);

  g_assert_nonnull (request);
  return request->target;
}

#define SHOW "steps:\n  - { name: A, httpRequest: { url: \"${base}/a/${user}/$pin\" } }\n" \
             "  - { name: B, httpRequest: { url: \"${base}/b/${user}\" } }\n"
#define USERS "user,pin\nada,1\ngrace,2\nalan,3\n"

static void
test_iterations (Fixture *self, gconstpointer name)
{
  static const char *const targets[] = { "/a/ada/1",  "/b/ada",   "/a/grace/2", "/b/grace",
                                         "/a/alan/3", "/b/alan",  "/a/ada/1",   "/b/ada",
                                         "/a/grace/2", "/b/grace" };
  g_autoptr (WeirTestRun) done = run (self, USERS, "data: { file: \"%s\" }\nrun: { iterations: 5 }\n", SHOW);

  g_assert_cmpint (done->snapshot->outcome, ==, WEIR_OUTCOME_PASSED);
  g_assert_cmpuint (weir_test_server_get_n_requests (self->server), ==, G_N_ELEMENTS (targets));
  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    g_assert_cmpstr (target (self, i), ==, targets[i]);
  for (guint i = 0; i < 5; i++)
    {
      g_assert_cmpuint (weir_test_run_get (done, "A", i)->brief.iteration, ==, i + 1);
      g_assert_cmpuint (weir_test_run_get (done, "A", i)->brief.row, ==, i % 3 + 1);
    }
}

static void
test_one_per_row (Fixture *self, gconstpointer name)
{
  g_autoptr (WeirTestRun) done = run (self, USERS, "data: { file: \"%s\" }\nrun: { iterations: rows }\n", SHOW);

  g_assert_cmpint (done->snapshot->outcome, ==, WEIR_OUTCOME_PASSED);
  g_assert_cmpuint (done->snapshot->n_iterations, ==, 3);
  g_assert_cmpuint (weir_test_run_count (done, "A"), ==, 3);
  g_assert_cmpstr (target (self, 4), ==, "/a/alan/3");
}

static void
test_parallel (Fixture *self, gconstpointer name)
{
  g_autoptr (WeirTestRun) done = run (self, USERS, "data: { file: \"%s\" }\nrun: { parallel: 7 }\n", SHOW);
  guint seen[3] = { 0 };

  g_assert_cmpint (done->snapshot->outcome, ==, WEIR_OUTCOME_PASSED);
  for (guint i = 0; i < 7; i++)
    {
      const WeirStepBrief *brief = &weir_test_run_get (done, "A", i)->brief;

      g_assert_cmpuint (brief->row, ==, (brief->vu - 1) % 3 + 1);
      seen[brief->row - 1]++;
    }
  g_assert_cmpuint (seen[0], ==, 3);
  g_assert_cmpuint (weir_test_server_count (self->server, "/a/ada/1"), ==, 3);
  g_assert_cmpuint (weir_test_server_count (self->server, "/b/grace"), ==, 2);
  g_assert_cmpuint (weir_test_server_count (self->server, "/a/alan/3"), ==, 2);
}

/* 200 times none of three rows: less likely than 3 · (2/3)^200. */
static void
test_random (Fixture *self, gconstpointer name)
{
  g_autoptr (WeirTestRun) done =
    run (self, USERS, "data: { file: \"%s\", order: random }\nrun: { iterations: 200 }\n",
         "steps:\n  - { name: A, httpRequest: { url: \"${base}/${user}\" } }\n");
  guint in_order = 0;

  g_assert_cmpint (done->snapshot->outcome, ==, WEIR_OUTCOME_PASSED);
  g_assert_cmpuint (weir_test_server_count (self->server, "/ada"), >, 0);
  g_assert_cmpuint (weir_test_server_count (self->server, "/grace"), >, 0);
  g_assert_cmpuint (weir_test_server_count (self->server, "/alan"), >, 0);
  for (guint i = 0; i < 200; i++)
    {
      static const char *const paths[] = { "/ada", "/grace", "/alan" };
      guint row = weir_test_run_get (done, "A", i)->brief.row;

      g_assert_cmpstr (target (self, i), ==, paths[row - 1]);
      in_order += row == i % 3 + 1;
    }
  g_assert_cmpuint (in_order, <, 200);
}

/* What steps set goes above the row, and that above the variables; the next pass has its own row again. */
static void
test_order (Fixture *self, gconstpointer name)
{
  g_autoptr (WeirTestRun) done =
    run (self, "user,left,early\nada,row1,row1\ngrace,row2,row2\n",
         "variables:\n  - { name: left, value: flow }\n  - { name: user, value: nobody }\n"
         "  - { name: greeting, value: \"hi-${user}\" }\n"
         "data: { file: \"%s\" }\nrun: { iterations: rows }\n"
         "beforeAll:\n  - { name: Early, set: { early: before } }\n",
         "steps:\n  - { name: A, httpRequest: { url: \"${base}/${greeting}/${left}/${early}\" } }\n"
         "  - { name: Set, set: { left: \"set-${user}\" } }\n"
         "  - { name: B, httpRequest: { url: \"${base}/${greeting}/${left}\" } }\n"
         "afterAll:\n  - { name: C, httpRequest: { url: \"${base}/${greeting}/${left}\" } }\n");

  g_assert_cmpint (done->snapshot->outcome, ==, WEIR_OUTCOME_PASSED);
  g_assert_cmpstr (target (self, 0), ==, "/hi-ada/row1/before");
  g_assert_cmpstr (target (self, 1), ==, "/hi-ada/set-ada");
  g_assert_cmpstr (target (self, 2), ==, "/hi-grace/row2/before");
  g_assert_cmpstr (target (self, 3), ==, "/hi-grace/set-grace");
  g_assert_cmpstr (target (self, 4), ==, "/hi-nobody/flow");
  g_assert_cmpuint (weir_test_run_get (done, "Early", 0)->brief.row, ==, 0);
  g_assert_cmpuint (weir_test_run_get (done, "C", 0)->brief.row, ==, 0);
}

/* Values of JSON keep their type: a number is one in a JSON body, and paths go into what is deep. */
static void
test_json (Fixture *self, gconstpointer name)
{
  g_autoptr (WeirTestRun) done =
    run (self, "[{\"id\": 7, \"on\": true, \"place\": {\"city\": \"Berlin\"}}, {\"id\": 8, \"on\": null}]",
         "variables: [{ name: place, value: nowhere }]\n"
         "data: { file: \"%s\" }\nrun: { iterations: rows }\n",
         "steps:\n  - name: A\n    skipIf: ${id} = 8\n"
         "    httpRequest: { url: \"${base}/${place.city}\", method: POST, payload: { json: { id: \"${id}\", on: "
         "\"${on}\" } } }\n"
         "  - { name: B, httpRequest: { url: \"${base}/${place}\" } }\n");
  const WeirTestRequest *first = weir_test_server_get_request (self->server, 0);

  g_assert_cmpint (done->snapshot->outcome, ==, WEIR_OUTCOME_PASSED);
  g_assert_cmpstr (first->target, ==, "/Berlin");
  g_assert_cmpmem (g_bytes_get_data (first->body, NULL), g_bytes_get_size (first->body), "{\"id\":7,\"on\":true}", 18);
  g_assert_cmpint (weir_test_run_get (done, "A", 1)->brief.outcome, ==, WEIR_STEP_SKIPPED);
  g_assert_cmpuint (weir_test_run_get (done, "A", 1)->brief.row, ==, 2);
  g_assert_cmpstr (target (self, 2), ==, "/nowhere");
}

static void
test_missing (Fixture *self, gconstpointer name)
{
  g_autoptr (WeirTestRun) done =
    run (self, "[{\"id\": 7}, {\"other\": 1}]", "data: { file: \"%s\" }\nrun: { iterations: rows }\n",
         "steps:\n  - { name: A, httpRequest: { url: \"${base}/${id}\" } }\n"
         "afterAll:\n  - { name: C, httpRequest: { url: \"${base}/${id}\" } }\n");

  g_assert_cmpint (done->snapshot->outcome, ==, WEIR_OUTCOME_FAILED);
  g_assert_cmpuint (weir_test_server_get_n_requests (self->server), ==, 1);
  g_assert_cmpstr (weir_test_run_get (done, "A", 1)->message, ==,
                   "id has no value: row 2 of the data file has no such key, and nothing else gives it a value.");
  g_assert_cmpstr (weir_test_run_get (done, "C", 0)->message, ==,
                   "id has no value: it is a column of the data file, and only the steps of an iteration have a row"
                   " of it.");
}

int
main (int argc, char **argv)
{
#define ADD(path, file, test) g_test_add ("/conformance/rows/" path, Fixture, file, set_up, test, tear_down)
  g_test_init (&argc, &argv, NULL);
  ADD ("iteration i takes row i, and after the last one the first again", "u.csv", test_iterations);
  ADD ("iterations: rows makes one of each row", "u.csv", test_one_per_row);
  ADD ("virtual user i takes row i", "u.csv", test_parallel);
  ADD ("in random order every result says which row it was", "u.csv", test_random);
  ADD ("steps go above the row, and the row above variables", "u.csv", test_order);
  ADD ("values of JSON keep their type", "u.json", test_json);
  ADD ("a value that a row does not have is explained", "u.json", test_missing);
#undef ADD
  return g_test_run ();
}
