/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-data-rows.c: files of rows: what they give, and what is said about those that give nothing
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "weir-data-values.h"
#include "weir-limits.h"
#include "weir-test.h"

static WeirDataRows *
parse (const char *text, gssize length, gboolean is_json, GError **error)
{
  gsize size = length >= 0 ? (gsize) length : strlen (text);
  g_autoptr (GBytes) bytes = g_bytes_new (text, size);

  return weir_data_rows_parse (bytes, is_json, is_json ? "u.json" : "u.csv", error);
}

static void
assert_cell (const WeirDataRows *rows, guint row, guint column, const char *expected)
{
  g_autofree WeirValue *values = g_new0 (WeirValue, weir_data_rows_get_n_columns (rows));
  g_autofree char *text = NULL;

  weir_data_rows_get_values (rows, row, values);
  text = weir_value_to_text (&values[column]);
  g_assert_cmpstr (text, ==, expected);
  for (guint i = 0; i < weir_data_rows_get_n_columns (rows); i++)
    weir_value_clear (&values[i]);
}

static void
test_csv (void)
{
  static const char text[] = "\xef\xbb\xbfuser,password,note\r\n"
                             "ada,s3cret,\"likes \"\"quotes\"\", commas\r\nand lines\"\r\n"
                             "\r\n"
                             "größe,, \r\n"
                             "\"\",x,y";
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirDataRows) rows = parse (text, -1, FALSE, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (weir_data_rows_get_count (rows), ==, 3);
  g_assert_cmpuint (weir_data_rows_get_n_columns (rows), ==, 3);
  g_assert_cmpstr (weir_data_rows_get_column (rows, 0), ==, "user");
  g_assert_cmpstr (weir_data_rows_get_column (rows, 2), ==, "note");
  assert_cell (rows, 0, 0, "ada");
  assert_cell (rows, 0, 2, "likes \"quotes\", commas\r\nand lines");
  assert_cell (rows, 1, 0, "größe");
  assert_cell (rows, 1, 1, "");
  assert_cell (rows, 1, 2, " ");
  assert_cell (rows, 2, 0, "");
  assert_cell (rows, 2, 2, "y");
}

static void
test_line_ends (void)
{
  static const char *const texts[] = { "a,b\n1,2\n3,4\n", "a,b\r\n1,2\r\n3,4", "a,b\r1,2\r3,4\r", "\n\na,b\n\n1,2\n\n3,4\n\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (WeirDataRows) rows = parse (texts[i], -1, FALSE, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (weir_data_rows_get_count (rows), ==, 2);
      assert_cell (rows, 1, 0, "3");
      assert_cell (rows, 1, 1, "4");
    }
}

static void
test_json (void)
{
  static const char text[] = "\xef\xbb\xbf [ {\"user\": \"ada ]}, \\\"\", \"n\": 1.5, \"big\": 9007199254740993},\n"
                             "  {\"n\": 7, \"on\": true, \"none\": null, \"deep\": {\"a\": [1, {\"b\": \"x\"}]}} ]\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirDataRows) rows = parse (text, -1, TRUE, &error);
  WeirValue values[6] = { WEIR_VALUE_INIT };

  g_assert_no_error (error);
  g_assert_cmpuint (weir_data_rows_get_count (rows), ==, 2);
  g_assert_cmpuint (weir_data_rows_get_n_columns (rows), ==, 6);
  g_assert_cmpstr (weir_data_rows_get_column (rows, 5), ==, "deep");
  assert_cell (rows, 0, 0, "ada ]}, \"");
  assert_cell (rows, 0, 1, "1.5");
  assert_cell (rows, 0, 2, "9007199254740993");
  assert_cell (rows, 1, 5, "{\"a\":[1,{\"b\":\"x\"}]}");
  weir_data_rows_get_values (rows, 1, values);
  g_assert_cmpint (values[0].type, ==, WEIR_VALUE_MISSING);
  g_assert_cmpint (values[1].type, ==, WEIR_VALUE_INTEGER);
  g_assert_cmpint (values[3].type, ==, WEIR_VALUE_BOOLEAN);
  g_assert_cmpint (values[4].type, ==, WEIR_VALUE_NULL);
  g_assert_cmpint (values[5].type, ==, WEIR_VALUE_JSON);
  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    weir_value_clear (&values[i]);
}

static void
assert_refused (const char *text, gssize length, gboolean is_json, const char *message)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirDataRows) rows = parse (text, length, is_json, &error);

  g_assert_null (rows);
  g_assert_error (error, WEIR_DATA_ERROR, WEIR_DATA_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_bad_csv (void)
{
#define FILE_AT(line) "The data file “u.csv”, line " line ": "
  assert_refused ("", 0, FALSE, "The data file “u.csv”: It is empty. Write the names of the columns into its first line,"
                                " and a row into each line below it.");
  assert_refused ("\xef\xbb\xbf \r\n", -1, FALSE, "The data file “u.csv”: It is empty. Write the names of the columns"
                                                  " into its first line, and a row into each line below it.");
  assert_refused ("user,password\n", -1, FALSE,
                  "The data file “u.csv”: It has the names of its columns, but no row below them. Add one.");
  assert_refused ("user,user\na,b\n", -1, FALSE,
                  FILE_AT ("1") "Two columns are called “user”; the names of columns must differ.");
  assert_refused ("ada@example.org,1\n", -1, FALSE,
                  FILE_AT ("1") "“ada@example.org” cannot name a variable: only the letters A–Z and a–z, digits, “_”"
                                " and “-” are allowed. The first line must hold the names of the columns.");
  assert_refused ("user,\na,b\n", -1, FALSE,
                  FILE_AT ("1") "A variable needs a name of 1 to 60 letters, digits, “_” or “-”. The first line must"
                                " hold the names of the columns.");
  assert_refused ("a,run\n1,2\n", -1, FALSE,
                  FILE_AT ("1") "“run” is reserved and cannot name a variable; choose another name, for example"
                                " “my-run”. The first line must hold the names of the columns.");
  assert_refused ("a,b\n1,2\n\"x\ny\",3\n4\n", -1, FALSE,
                  FILE_AT ("5") "This row has 1 of the 2 cells that a row has. Write a comma for each cell that is"
                                " empty.");
  assert_refused ("a,b\r\n1,2\r\n3,4,5\r\n", -1, FALSE,
                  FILE_AT ("3") "This row has more cells than there are columns, which are 2. Put a cell with a comma in"
                                " it into double quotes, or name the further columns in the first line.");
  assert_refused ("a,b\n1,\"2\n3,4\n", -1, FALSE,
                  FILE_AT ("2") "A cell of this row begins with a double quote that is never closed. Close it, or write"
                                " a quote within a cell twice.");
  assert_refused ("a,b\n1,2\nf\xfcr,3\n", -1, FALSE,
                  FILE_AT ("3") "It is not UTF-8; save it in that encoding.");
  assert_refused ("a,b\n1,\0002\n", 9, FALSE, FILE_AT ("2") "There is a NUL byte in it; it must be text.");
#undef FILE_AT
}

static void
test_bad_json (void)
{
#define EXAMPLE "Write an array of objects, such as [{\"user\": \"ada\"}]."
#define FILE_AT(line) "The data file “u.json”, line " line ": "
  assert_refused ("", 0, TRUE, "The data file “u.json”: It is empty. " EXAMPLE);
  assert_refused ("{\"user\": \"ada\"}", -1, TRUE, FILE_AT ("1") "It is no JSON array. " EXAMPLE);
  assert_refused ("[ ]", -1, TRUE, FILE_AT ("1") "The array is empty. " EXAMPLE);
  assert_refused ("[{}]", -1, TRUE, "The data file “u.json”: None of its objects has a key. " EXAMPLE);
  assert_refused ("[{\"a\": 1},\n 2]", -1, TRUE, FILE_AT ("2") "An object should begin here. " EXAMPLE);
  assert_refused ("[{\"a\": 1},\n]", -1, TRUE, FILE_AT ("2") "An object should begin here. " EXAMPLE);
  assert_refused ("[{\"a\": 1}\n {\"a\": 2}]", -1, TRUE,
                  FILE_AT ("2") "A comma or the end of the array, “]”, should stand here.");
  assert_refused ("[{\"a\": 1}", -1, TRUE,
                  FILE_AT ("1") "A comma or the end of the array, “]”, should stand here.");
  assert_refused ("[\n{\"a\": }]", -1, TRUE,
                  FILE_AT ("2") "The object that begins here is no valid JSON, or goes deeper than 512 levels.");
  assert_refused ("[{\"a b\": 1}]", -1, TRUE,
                  FILE_AT ("1") "“a b” cannot name a variable: only the letters A–Z and a–z, digits, “_” and “-” are"
                                " allowed. Rename the key.");
  assert_refused ("[{\"a\": 1}] x", -1, TRUE,
                  FILE_AT ("1") "There is something behind the end of the array; remove it.");
#undef FILE_AT
#undef EXAMPLE
}

static void
test_limits (void)
{
  g_autoptr (GString) text = g_string_new ("c0");
  g_autoptr (GString) rows = g_string_new ("a\n");
  g_autofree char *large = g_strnfill (WEIR_LIMIT_DATA_FILE_BYTES + 1, 'x');

  for (guint i = 1; i <= WEIR_LIMIT_DATA_COLUMNS; i++)
    g_string_append_printf (text, ",c%u", i);
  assert_refused (text->str, -1, FALSE,
                  "The data file “u.csv”, line 1: It has more than 1000 columns, the most there can be.");
  for (guint i = 0; i <= WEIR_LIMIT_DATA_ROWS; i++)
    g_string_append (rows, "1\n");
  assert_refused (rows->str, -1, FALSE,
                  "The data file “u.csv”, line 1000002: It has more than 1000000 rows, the most there can be.");
  assert_refused (large, -1, FALSE, "The data file “u.csv”: It is larger than 32 MB, the most that is read of it.");
}

static void
test_load (void)
{
  g_autofree char *folder = g_dir_make_tmp ("weir-rows-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "Users.JSON", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirDataRows) rows = NULL;

  g_assert_true (g_file_set_contents (path, "[{\"a\": 1}]", -1, NULL));
  rows = weir_data_rows_load (folder, "Users.JSON", &error);
  g_assert_no_error (error);
  g_assert_true (weir_data_rows_is_json (rows));
  g_assert_cmpstr (weir_data_rows_get_file (rows), ==, path);
  g_assert_null (weir_data_rows_load (folder, "none.csv", &error));
  g_assert_nonnull (strstr (error->message, "The file “none.csv” was not found"));
  g_clear_error (&error);
  g_assert_null (weir_data_rows_load (NULL, folder, &error));
  g_assert_nonnull (strstr (error->message, "it is no regular file"));
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_remove (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document/data rows/CSV with byte order mark, quotes and CRLF", test_csv);
  g_test_add_func ("/document/data rows/lines end with LF, CRLF or CR, and empty ones are no rows", test_line_ends);
  g_test_add_func ("/document/data rows/values of JSON keep their type", test_json);
  g_test_add_func ("/document/data rows/what is wrong with CSV is told with its line", test_bad_csv);
  g_test_add_func ("/document/data rows/what is wrong with JSON is told with its line", test_bad_json);
  g_test_add_func ("/document/data rows/more than the limits is refused", test_limits);
  g_test_add_func ("/document/data rows/a file is looked for beside the document", test_load);
  return g_test_run ();
}
