/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-data-reader.c: `data:` of a flow, and the columns of the file it names
 */

#include "config.h"

#include "weir-format-private.h"

#include "weir-data-values.h"

static void
read_file (WeirReader *reader, WeirNode *value, gpointer target)
{
  weir_run_options_set_data_file (target, weir_reader_filled_text (reader, value));
}

static void
read_order (WeirReader *reader, WeirNode *value, gpointer target)
{
  static const char *const words[] = { "sequential", "random", NULL };
  guint order = 0;

  if (weir_reader_word (reader, value, words, &order))
    weir_run_options_set_data_order (target, order == 1 ? WEIR_DATA_RANDOM : WEIR_DATA_SEQUENTIAL);
}

static const WeirSchema data_schema = {
  "data",
  {
    { "file", NULL, WEIR_KEY_REQUIRED, read_file },
    { "order", NULL, WEIR_KEY_DEFAULT, read_order },
  },
};

/* For the schema of a flow: @target is the flow. */
void
weir_read_data (WeirReader *reader, WeirNode *value, gpointer target)
{
  weir_reader_mapping (reader, value, &data_schema, weir_flow_get_run_options (target), NULL);
}

/* A file that is not as it should be stops no one from looking at the document, but from running it. */
static void
warn_of_file (WeirReader *reader, const WeirNode *root, const GError *error)
{
  const WeirNode *data = weir_node_find (root, "data");
  const WeirNode *file = data != NULL ? weir_node_find (data, "file") : NULL;
  gsize mark = weir_reader_enter (reader, "data");

  if (file != NULL)
    weir_reader_enter (reader, "file");
  weir_reader_warn (reader, file != NULL ? file : root, "%s", error->message);
  weir_reader_note_unrunnable (reader);
  weir_reader_leave (reader, mark);
}

/**
 * weir_read_columns:
 * @reader: where problems go
 * @root: the root of a document
 * @options: its run options
 * @names: the names it knows, to which the columns of its data file are added
 *
 * Where the file cannot be looked for, any name may be a column.
 */
void
weir_read_columns (WeirReader *reader, const WeirNode *root, WeirRunOptions *options, WeirNames *names)
{
  const char *own = weir_run_options_get_data_file (options);
  g_autoptr (GError) error = NULL;
  g_autoptr (WeirDataRows) rows = NULL;

  if (own == NULL && reader->data_file == NULL)
    return;
  reader->columns_unknown = TRUE;
  if (reader->data_file != NULL)
    rows = weir_data_rows_load (NULL, reader->data_file, NULL);
  else if (reader->folder != NULL)
    rows = weir_data_rows_load (reader->folder, own, &error);
  if (error != NULL)
    warn_of_file (reader, root, error);
  if (rows == NULL)
    return;
  weir_data_rows_add_names (rows, names);
  reader->columns_unknown = FALSE;
}
