/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-cli-table.c: a table of text, its columns aligned by display width
 */

#include "config.h"

#include "weir-cli-private.h"

/* Between two columns. */
#define GAP 2
/* A flexible column gives way down to this while there is anything else that can. */
#define COMFORTABLE 24
/* What is left of it where the terminal is hardly one. */
#define NARROWEST 8

typedef struct
{
  char *title;
  WeirCliColumnFlags flags;
  gboolean is_used; /* a column without any content is left out */
  guint width;
} Column;

typedef struct
{
  char *text;
  WeirCliColour colour;
} Cell;

typedef struct
{
  char *heading; /* (nullable) this row is one text across all columns */
  GArray *cells; /* of Cell */
} Row;

struct _WeirCliTable
{
  GArray *columns; /* of Column */
  GPtrArray *rows; /* of Row */
};

static void
column_clear (gpointer data)
{
  g_free (((Column *) data)->title);
}

static void
cell_clear (gpointer data)
{
  g_free (((Cell *) data)->text);
}

static void
row_free (gpointer data)
{
  Row *row = data;

  g_free (row->heading);
  g_array_unref (row->cells);
  g_free (row);
}

static Row *
add_row (WeirCliTable *table)
{
  Row *row = g_new0 (Row, 1);

  row->cells = g_array_new (FALSE, TRUE, sizeof (Cell));
  g_array_set_clear_func (row->cells, cell_clear);
  g_ptr_array_add (table->rows, row);
  return row;
}

/**
 * weir_cli_table_new:
 *
 * Returns: (transfer full): a table without columns
 */
WeirCliTable *
weir_cli_table_new (void)
{
  WeirCliTable *table = g_new0 (WeirCliTable, 1);

  table->columns = g_array_new (FALSE, TRUE, sizeof (Column));
  g_array_set_clear_func (table->columns, column_clear);
  table->rows = g_ptr_array_new_with_free_func (row_free);
  return table;
}

/**
 * weir_cli_table_free:
 * @table: (transfer full): a table
 */
void
weir_cli_table_free (WeirCliTable *table)
{
  g_array_unref (table->columns);
  g_ptr_array_unref (table->rows);
  g_free (table);
}

/**
 * weir_cli_table_add_column:
 * @table: a table
 * @title: what stands on top of the column; one that stays empty below is not shown
 * @flags: where its text stands, and whether it may be shortened, or left out as the first optional one
 */
void
weir_cli_table_add_column (WeirCliTable *table, const char *title, WeirCliColumnFlags flags)
{
  Column column = { g_strdup (title), flags, FALSE, weir_cli_text_width (title) };

  g_array_append_val (table->columns, column);
}

/**
 * weir_cli_table_add_heading:
 * @table: a table
 * @text: a row of its own, across all columns
 */
void
weir_cli_table_add_heading (WeirCliTable *table, const char *text)
{
  add_row (table)->heading = g_strdup (text);
}

/**
 * weir_cli_table_add_cell:
 * @table: a table with at least one column
 * @text: valid UTF-8 without control characters
 * @colour: its meaning
 *
 * Fills the next cell; after the last column comes the next row.
 */
void
weir_cli_table_add_cell (WeirCliTable *table, const char *text, WeirCliColour colour)
{
  Cell cell = { g_strdup (text), colour };
  Row *row = NULL;
  Column *column;

  if (table->rows->len > 0)
    row = g_ptr_array_index (table->rows, table->rows->len - 1);
  if (row == NULL || row->heading != NULL || row->cells->len == table->columns->len)
    row = add_row (table);

  column = &g_array_index (table->columns, Column, row->cells->len);
  column->is_used |= *text != '\0';
  column->width = MAX (column->width, weir_cli_text_width (text));
  g_array_append_val (row->cells, cell);
}

/* How many columns of the terminal the table would take too much. */
static guint
get_excess (WeirCliTable *table, guint available)
{
  guint wanted = 0;

  for (guint i = 0; i < table->columns->len; i++)
    {
      Column *column = &g_array_index (table->columns, Column, i);

      if (column->is_used)
        wanted += column->width + (wanted > 0 ? GAP : 0);
    }
  return wanted > available ? wanted - available : 0;
}

/* Takes what is too much from the columns with these flags, the last one first; leaves them @narrowest. */
static void
shorten (WeirCliTable *table, guint available, guint flags, guint narrowest)
{
  for (guint i = table->columns->len; i > 0; i--)
    {
      Column *column = &g_array_index (table->columns, Column, i - 1);
      guint spare = column->width > narrowest ? column->width - narrowest : 0;

      if (column->is_used && (column->flags & flags) == flags)
        column->width -= MIN (spare, get_excess (table, available));
    }
}

static void
leave_out (WeirCliTable *table, guint index, guint available)
{
  Column *column = &g_array_index (table->columns, Column, index);

  if (get_excess (table, available) > 0)
    column->is_used = FALSE;
}

/* First texts are shortened as long as they stay readable, then figures go that others make up for, then more
 * of the texts; on a terminal too narrow for any of it, the last columns. */
static void
fit (WeirCliTable *table, guint available)
{
  shorten (table, available, WEIR_CLI_COLUMN_FLEXIBLE, COMFORTABLE);
  for (guint i = 0; i < table->columns->len; i++)
    if (g_array_index (table->columns, Column, i).flags & WEIR_CLI_COLUMN_OPTIONAL)
      leave_out (table, i, available);
  shorten (table, available, WEIR_CLI_COLUMN_FLEXIBLE, NARROWEST);
  for (guint i = table->columns->len; i > 1; i--)
    leave_out (table, i - 1, available);
  shorten (table, available, 0, 1);
}

/* Cut to so many columns, in characters that keep the width when they are printed. */
static char *
cut (const char *text, guint width, const WeirCliStyle *style)
{
  g_autofree char *plain = style->utf8 ? g_strdup (text) : weir_cli_text_to_plain (text);
  g_autofree char *shown = NULL;

  if (style->utf8 || weir_cli_text_width (plain) <= width)
    return weir_cli_text_ellipsise (plain, width);
  /* The ellipsis is three dots there. */
  shown = weir_cli_text_ellipsise (plain, width > 3 ? width - 2 : 1);
  return weir_cli_text_to_plain (width > 3 ? shown : ".");
}

static void
append_cell (GString *out, const Column *column, const char *text, WeirCliColour colour,
             const WeirCliStyle *style)
{
  g_autofree char *shown = cut (text, column->width, style);
  g_autoptr (GString) padded = g_string_new (NULL);

  weir_cli_text_append_padded (padded, shown, column->width, column->flags & WEIR_CLI_COLUMN_RIGHT);
  weir_cli_text_append_coloured (out, padded->str, colour, style);
}

static void
trim_end (GString *out)
{
  while (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
}

static void
append_row (WeirCliTable *table, const Row *row, GString *out, const WeirCliStyle *style)
{
  gboolean first = TRUE;

  for (guint i = 0; i < table->columns->len; i++)
    {
      const Column *column = &g_array_index (table->columns, Column, i);
      const Cell *cell = row != NULL && i < row->cells->len ? &g_array_index (row->cells, Cell, i) : NULL;

      if (!column->is_used)
        continue;
      if (!first)
        g_string_append_printf (out, "%*s", GAP, "");
      first = FALSE;
      if (row == NULL)
        append_cell (out, column, column->title, WEIR_CLI_COLOUR_BOLD, style);
      else
        append_cell (out, column, cell != NULL ? cell->text : "", cell != NULL ? cell->colour : 0, style);
    }
  trim_end (out);
  g_string_append_c (out, '\n');
}

/**
 * weir_cli_table_append_to:
 * @table: a table
 * @out: where to append
 * @style: how wide it may be, and whether it has colours
 *
 * No line is wider than the style allows. A table can be appended once: what was left out is gone.
 */
void
weir_cli_table_append_to (WeirCliTable *table, GString *out, const WeirCliStyle *style)
{
  fit (table, style->width);
  append_row (table, NULL, out, style);
  for (guint i = 0; i < table->rows->len; i++)
    {
      const Row *row = g_ptr_array_index (table->rows, i);
      g_autofree char *heading = row->heading != NULL ? cut (row->heading, style->width, style) : NULL;

      if (heading == NULL)
        {
          append_row (table, row, out, style);
          continue;
        }
      weir_cli_text_append_coloured (out, heading, WEIR_CLI_COLOUR_BOLD, style);
      g_string_append_c (out, '\n');
    }
}
