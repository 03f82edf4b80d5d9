/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-query.c: one path applied to one text
 */

#include "config.h"

#include <glib.h>

#include "weir-query.h"

static const char items[] = "{\"items\":[{\"id\":7,\"price\":2.5},{\"id\":9}]}";

static void
test_found (void)
{
  static const struct
  {
    const char *path;
    const char *text;
    gboolean as_paths;
    const char *found;
    guint count;
  } rows[] = {
    { "$.items[*].id", items, FALSE, "[7,9]", 2 },
    { "$.items[?@.price].id", items, FALSE, "[7]", 1 },
    { "$.nothing", items, FALSE, "[]", 0 },
    { "$..id", items, TRUE, "[\"$['items'][0]['id']\",\"$['items'][1]['id']\"]", 2 },
    { "$.a", "\357\273\277{\"a\":null}", FALSE, "[null]", 1 },
    { "/a/b", "<a><b>1</b><b>2</b></a>", FALSE, "[\"1\",\"2\"]", 2 },
    { "/a/c", "<a/>", FALSE, "[]", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      guint count = 99;
      g_autofree char *found =
          weir_query (rows[i].path, rows[i].text, strlen (rows[i].text), rows[i].as_paths, &count, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (found, ==, rows[i].found);
      g_assert_cmpuint (count, ==, rows[i].count);
    }
}

static void
test_refused (void)
{
  static const char *const rows[][3] = {
    { "items", items, "column 1: A path begins with" },
    { "$.items[", items, "column 9: " },
    { "/a[", "<a/>", "column 4: " },
    { "$.a", "{\"a\":1,\n \"b\" 2}", "line 2, column 6: " },
    { "$.a", "", "line 1, column 1: " },
    { "$.a", "<a/>", "line 1, column 1: " },
    { "$.a", "\xff", "line 1, column 1: " },
    { "/a", "{}", "line 1, column 1: This is no XML" },
    { "/a", "<a>\n<b></a>", "line 2, column " },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      guint count = 0;

      g_assert_null (weir_query (rows[i][0], rows[i][1], strlen (rows[i][1]), FALSE, &count, &error));
      g_assert_nonnull (error);
      if (!g_str_has_prefix (error->message, rows[i][2]))
        g_error ("“%s” in “%s” gives “%s”", rows[i][0], rows[i][1], error->message);
    }
}

static void
test_check (void)
{
  g_autoptr (GError) error = NULL;
  guint count = 0;

  g_assert_true (weir_query_check ("$.a", &error));
  g_assert_true (weir_query_check ("/a", &error));
  g_assert_false (weir_query_check ("$.", &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_null (weir_query ("/a", "<a/>", 4, TRUE, &count, &error));
  g_assert_nonnull (strstr (error->message, "in JSON only"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/format/query/what a path finds is a JSON array", test_found);
  g_test_add_func ("/format/query/a fault in path or text is told with its place", test_refused);
  g_test_add_func ("/format/query/a path is checked before anything is read", test_check);
  return g_test_run ();
}
