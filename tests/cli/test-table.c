/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-table.c: columns that align whatever the script, within the terminal's width, and safe to print
 */

#include "config.h"

#include <locale.h>

#include "weir-cli-private.h"

static const WeirCliStyle plain = { 80, TRUE, FALSE };

static WeirCliTable *
new_table (void)
{
  WeirCliTable *table = weir_cli_table_new ();

  weir_cli_table_add_column (table, "Step", WEIR_CLI_COLUMN_FLEXIBLE);
  weir_cli_table_add_column (table, "Time", WEIR_CLI_COLUMN_RIGHT);
  weir_cli_table_add_column (table, "Notes", WEIR_CLI_COLUMN_LEFT);
  return table;
}

static void
add_row (WeirCliTable *table, const char *name, const char *time, const char *note)
{
  weir_cli_table_add_cell (table, name, WEIR_CLI_COLOUR_NONE);
  weir_cli_table_add_cell (table, time, WEIR_CLI_COLOUR_NONE);
  weir_cli_table_add_cell (table, note, WEIR_CLI_COLOUR_NONE);
}

static void
assert_table (WeirCliTable *table, const WeirCliStyle *style, const char *expected)
{
  g_autoptr (GString) out = g_string_new (NULL);

  weir_cli_table_append_to (table, out, style);
  g_assert_cmpstr (out->str, ==, expected);
}

static void
test_align (void)
{
  g_autoptr (WeirCliTable) table = new_table ();

  add_row (table, "Log in", "41 ms", "");
  add_row (table, "Pay", "1.25 s", "2 skipped");
  assert_table (table, &plain,
                "Step      Time  Notes\n"
                "Log in   41 ms\n"
                "Pay     1.25 s  2 skipped\n");
}

static void
test_wide (void)
{
  g_autoptr (WeirCliTable) table = new_table ();

  add_row (table, "注文する", "5 ms", "a");
  add_row (table, "cafe\xcc\x81", "15 ms", "b");
  assert_table (table, &plain,
                "Step       Time  Notes\n"
                "注文する   5 ms  a\n"
                "cafe\xcc\x81      15 ms  b\n");
}

static void
test_empty_column (void)
{
  g_autoptr (WeirCliTable) table = new_table ();

  add_row (table, "A", "1 ms", "");
  assert_table (table, &plain,
                "Step  Time\n"
                "A     1 ms\n");
}

static void
test_headings (void)
{
  g_autoptr (WeirCliTable) table = new_table ();

  weir_cli_table_add_heading (table, "Before All");
  add_row (table, "A", "1 ms", "");
  weir_cli_table_add_heading (table, "Steps");
  add_row (table, "B", "2 ms", "");
  assert_table (table, &plain,
                "Step  Time\n"
                "Before All\n"
                "A     1 ms\n"
                "Steps\n"
                "B     2 ms\n");
}

static void
test_narrow (void)
{
  const WeirCliStyle narrow = { 30, TRUE, FALSE };
  g_autoptr (WeirCliTable) table = new_table ();

  add_row (table, "A name that is much longer than the terminal is wide", "41 ms", "note");
  assert_table (table, &narrow,
                "Step               Time  Notes\n"
                "A name that is…   41 ms  note\n");
}

static void
test_too_narrow (void)
{
  const WeirCliStyle tiny = { 5, TRUE, FALSE };
  g_autoptr (WeirCliTable) table = new_table ();

  add_row (table, "A name that is longer", "41 ms", "");
  assert_table (table, &tiny,
                "Step\n"
                "A na…\n");
}

static WeirCliTable *
new_wide_table (void)
{
  WeirCliTable *table = weir_cli_table_new ();
  static const char *const cells[] = { "failed", "A name of more than 20 characters", "3.68 ms", "3.00 ms",
                                       "4.10 ms", "1 skipped" };

  weir_cli_table_add_column (table, "Outcome", WEIR_CLI_COLUMN_LEFT);
  weir_cli_table_add_column (table, "Step", WEIR_CLI_COLUMN_FLEXIBLE);
  weir_cli_table_add_column (table, "p50", WEIR_CLI_COLUMN_RIGHT | WEIR_CLI_COLUMN_OPTIONAL);
  weir_cli_table_add_column (table, "p95", WEIR_CLI_COLUMN_RIGHT | WEIR_CLI_COLUMN_OPTIONAL);
  weir_cli_table_add_column (table, "Max", WEIR_CLI_COLUMN_RIGHT);
  weir_cli_table_add_column (table, "Notes", WEIR_CLI_COLUMN_FLEXIBLE);
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    weir_cli_table_add_cell (table, cells[i], WEIR_CLI_COLOUR_NONE);
  return table;
}

static void
test_optional (void)
{
  static const struct
  {
    guint width;
    const char *expected;
  } cases[] = {
    { 80, "Outcome  Step                                   p50      p95      Max  Notes\n"
          "failed   A name of more than 20 characters  3.68 ms  3.00 ms  4.10 ms  1 skipped\n" },
    { 71, "Outcome  Step                          p50      p95      Max  Notes\n"
          "failed   A name of more than 20…   3.68 ms  3.00 ms  4.10 ms  1 skipped\n" },
    { 70, "Outcome  Step                          p95      Max  Notes\n"
          "failed   A name of more than 20…   3.00 ms  4.10 ms  1 skipped\n" },
    { 53, "Outcome  Step                          Max  Notes\n"
          "failed   A name of more than 20…   4.10 ms  1 skipped\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const WeirCliStyle style = { cases[i].width, TRUE, FALSE };
      g_autoptr (WeirCliTable) table = new_wide_table ();

      assert_table (table, &style, cases[i].expected);
    }
}

static void
test_never_wider (void)
{
  for (guint width = 1; width <= 100; width++)
    for (guint utf8 = 0; utf8 <= 1; utf8++)
      {
        const WeirCliStyle style = { width, utf8 == 1, FALSE };
        g_autoptr (WeirCliTable) table = new_wide_table ();
        g_autoptr (GString) out = g_string_new (NULL);
        g_auto (GStrv) lines = NULL;

        weir_cli_table_add_heading (table, "Before All");
        weir_cli_table_append_to (table, out, &style);
        lines = g_strsplit (out->str, "\n", -1);
        for (guint i = 0; lines[i] != NULL; i++)
          if (weir_cli_text_width (lines[i]) > width)
            g_error ("“%s” is wider than %u", lines[i], width);
        g_assert_true (utf8 == 1 || g_str_is_ascii (out->str));
      }
}

static void
test_plain (void)
{
  g_autofree char *text = weir_cli_text_to_plain ("883 µs – GET → “a”… é · •\xff");

  g_assert_cmpstr (text, ==, "883 us - GET -> \"a\"... é - *\xff");
}

static void
test_colour (void)
{
  const WeirCliStyle coloured = { 80, TRUE, TRUE };
  g_autoptr (WeirCliTable) table = weir_cli_table_new ();

  weir_cli_table_add_column (table, "Outcome", WEIR_CLI_COLUMN_LEFT);
  weir_cli_table_add_column (table, "N", WEIR_CLI_COLUMN_LEFT);
  weir_cli_table_add_cell (table, "failed", WEIR_CLI_COLOUR_BAD);
  weir_cli_table_add_cell (table, "1", WEIR_CLI_COLOUR_NONE);
  assert_table (table, &coloured,
                "\033[1mOutcome\033[0m  \033[1mN\033[0m\n"
                "\033[31mfailed \033[0m  1\n");
}

static void
assert_clean (const char *text, const char *expected)
{
  g_autofree char *clean = weir_cli_text_clean (text, -1);

  g_assert_cmpstr (clean, ==, expected);
}

static void
test_clean (void)
{
  assert_clean ("  two\r\n lines\t here ", "two lines here");
  assert_clean ("\033]0;title\007\033[31mred", "�]0;title��[31mred");
  assert_clean ("bad \377 bytes", "bad � bytes");
  assert_clean ("a\xe2\x80\xae" "b", "a�b"); /* right-to-left override */
  assert_clean ("\xc2\x9b" "31m", "�31m");     /* the one-character CSI */
  assert_clean ("", "");
}

static void
test_ellipsise (void)
{
  g_autofree char *short_one = weir_cli_text_ellipsise ("abc", 3);
  g_autofree char *long_one = weir_cli_text_ellipsise ("abcd", 3);
  g_autofree char *wide = weir_cli_text_ellipsise ("注文する", 4);
  g_autofree char *least = weir_cli_text_ellipsise ("abc", 1);

  g_assert_cmpstr (short_one, ==, "abc");
  g_assert_cmpstr (long_one, ==, "ab…");
  g_assert_cmpstr (wide, ==, "注…");
  g_assert_cmpstr (least, ==, "…");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/table/text stands left and numbers right", test_align);
  g_test_add_func ("/cli/table/wide and combining characters align", test_wide);
  g_test_add_func ("/cli/table/a column without content is left out", test_empty_column);
  g_test_add_func ("/cli/table/headings stand between rows", test_headings);
  g_test_add_func ("/cli/table/long names are shortened to the width", test_narrow);
  g_test_add_func ("/cli/table/on a terminal too narrow for a table the name stays", test_too_narrow);
  g_test_add_func ("/cli/table/optional columns go before a name gets short", test_optional);
  g_test_add_func ("/cli/table/no line is ever wider than the terminal", test_never_wider);
  g_test_add_func ("/cli/table/colours do not disturb the alignment", test_colour);
  g_test_add_func ("/cli/text/nothing printed can control the terminal", test_clean);
  g_test_add_func ("/cli/text/the program's own characters have a plain form", test_plain);
  g_test_add_func ("/cli/text/shortened text ends with an ellipsis", test_ellipsise);
  return g_test_run ();
}
