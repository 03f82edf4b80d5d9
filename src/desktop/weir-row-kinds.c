/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-row-kinds.c: what the rows of each list of a document look like
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-assertion.h"
#include "weir-comparison.h"
#include "weir-extraction.h"
#include "weir-field.h"
#include "weir-header-names.h"
#include "weir-part.h"
#include "weir-row-kinds.h"
#include "weir-type.h"
#include "weir-variable.h"

static gpointer
create_field (void)
{
  return weir_field_new ("", "");
}

static gpointer
create_part (void)
{
  return weir_part_new_field ("", "");
}

static gpointer
create_file (void)
{
  return weir_part_new_file ("", "");
}

static gpointer
create_extraction (void)
{
  return weir_extraction_new (NULL, WEIR_SOURCE_BODY, NULL);
}

static gpointer
create_assertion (void)
{
  return weir_assertion_new (WEIR_SOURCE_BODY, "=", "");
}

static gpointer
create_variable (void)
{
  return weir_variable_new ("", "");
}

/* Status, time and url are one value each; only a body, a header and a cookie have to be looked into. */
static gboolean
has_path (gpointer item)
{
  WeirSource source;

  g_object_get (item, "source", &source, NULL);
  return source == WEIR_SOURCE_BODY;
}

static gboolean
has_name (gpointer item)
{
  WeirSource source;

  g_object_get (item, "source", &source, NULL);
  return source == WEIR_SOURCE_HEADER || source == WEIR_SOURCE_COOKIE;
}

/* An extraction keeps the name of a header or a cookie as its path. */
static gboolean
has_path_or_name (gpointer item)
{
  return has_path (item) || has_name (item);
}

static WeirComparison
get_comparison (gpointer item)
{
  WeirComparison comparison = WEIR_COMPARISON_EQUAL;

  weir_comparison_parse (weir_assertion_get_comparison (item), &comparison, NULL);
  return comparison;
}

static gboolean
has_value (gpointer item)
{
  return weir_comparison_count_operands (get_comparison (item)) > 0;
}

static gboolean
has_upper (gpointer item)
{
  return weir_comparison_count_operands (get_comparison (item)) > 1;
}

static guint
get_comparison_choice (gpointer item)
{
  return get_comparison (item);
}

static void
set_comparison_choice (WeirEdits *edits, gpointer item, guint choice)
{
  weir_edits_set_string (edits, item, "comparison", weir_comparison_to_text (choice));
}

/* Of what it is taken; a path that was meant for something else goes. */
static void
set_source_choice (WeirEdits *edits, gpointer item, guint choice)
{
  gboolean had_path = has_path_or_name (item);

  weir_edits_set_enum (edits, item, "source", (int) choice);
  if (had_path && !has_path_or_name (item))
    weir_edits_set_string (edits, item, "path", NULL);
  if (WEIR_IS_ASSERTION (item) && !has_path (item))
    weir_edits_set_string (edits, item, "path", NULL);
  if (WEIR_IS_ASSERTION (item) && !has_name (item))
    weir_edits_set_string (edits, item, "name", NULL);
}

static guint
get_source_choice (gpointer item)
{
  WeirSource source;

  g_object_get (item, "source", &source, NULL);
  return source;
}

/* In the order of WeirSource; size is for assertions only. */
static const char *const extraction_sources[] = { N_("Body"), N_("Header"), N_("Cookie"), N_("Status"),
                                                  N_("Time"), N_("URL"),    NULL };
static const char *const assertion_sources[] = { N_("Body"), N_("Header"), N_("Cookie"), N_("Status"),
                                                 N_("Time"), N_("URL"),    N_("Size"),   NULL };
/* In the order of WeirComparison. */
static const char *const comparisons[] = {
  N_("equals"),           N_("does not equal"), N_("is less than"), N_("is at most"),
  N_("is greater than"),  N_("is at least"),    N_("is between"),   N_("contains"),
  N_("does not contain"), N_("starts with"),    N_("ends with"),    N_("matches"),
  N_("exists"),           N_("does not exist"), N_("is of type"),   NULL
};
G_STATIC_ASSERT (G_N_ELEMENTS (comparisons) == WEIR_N_COMPARISONS + 1);

/* One word for each type; a document may use others for the same. */
static const char *const types[] = { "string", "json",    "integer", "double", "boolean", "xml",
                                     "csv",    "qstring", "qjson",   "qxml",   "qcsv",    NULL };
static const char *const type_words[] = { N_("Text"),       N_("JSON"),        N_("Integer"),
                                          N_("Number"),     N_("Boolean"),     N_("XML"),
                                          N_("CSV"),        N_("Quoted text"), N_("Quoted JSON"),
                                          N_("Quoted XML"), N_("Quoted CSV"),  NULL };
G_STATIC_ASSERT (G_N_ELEMENTS (types) == G_N_ELEMENTS (type_words));

static guint
get_type_choice (gpointer item)
{
  const char *written = weir_variable_get_value_type (item);
  WeirType wanted;
  WeirType type;

  if (written == NULL || !weir_type_parse (written, &wanted, NULL))
    return 0;
  for (guint i = 0; types[i] != NULL; i++)
    if (weir_type_parse (types[i], &type, NULL) && type == wanted)
      return i;
  return 0;
}

static void
set_type_choice (WeirEdits *edits, gpointer item, guint choice)
{
  weir_edits_set_string (edits, item, "value-type", choice > 0 ? types[choice] : NULL);
}

#define CHECK(hint_text)                                                                                     \
  {                                                                                                          \
    .kind = WEIR_CELL_CHECK, .property = "enabled", .title = N_("Send it"), .hint = hint_text               \
  }
#define TEXT(property_name, title_text, at, columns)                                                         \
  .property = property_name, .title = title_text, .column = at, .width = columns

static const WeirCell param_cells[] = {
  CHECK (N_("Send this parameter")),
  { TEXT ("name", N_("Name"), 0, 4) },
  { TEXT ("value", N_("Value"), 4, 5) },
  { TEXT ("description", N_("Description"), 9, 3), .is_plain = TRUE },
};
const WeirRowKind weir_rows_params = { N_("Parameter"), param_cells, G_N_ELEMENTS (param_cells),
                                       create_field };

static const WeirCell header_cells[] = {
  CHECK (N_("Send this header")),
  { TEXT ("name", N_("Name"), 0, 4), .is_plain = TRUE, .complete = weir_header_names_complete },
  { TEXT ("value", N_("Value"), 4, 5), .complete = weir_header_values_complete },
  { TEXT ("description", N_("Description"), 9, 3), .is_plain = TRUE },
};
const WeirRowKind weir_rows_headers = { N_("Header"), header_cells, G_N_ELEMENTS (header_cells),
                                        create_field };

static const WeirCell form_cells[] = {
  CHECK (N_("Send this field")),
  { TEXT ("name", N_("Name"), 0, 4) },
  { TEXT ("value", N_("Value"), 4, 5) },
  { TEXT ("description", N_("Description"), 9, 3), .is_plain = TRUE },
};
const WeirRowKind weir_rows_form = { N_("Field"), form_cells, G_N_ELEMENTS (form_cells), create_field };

static const WeirCell part_cells[] = {
  CHECK (N_("Send this field")),
  { TEXT ("name", N_("Name"), 0, 4) },
  { TEXT ("value", N_("Value"), 4, 8) },
  { TEXT ("content-type", N_("Type of content"), 0, 4), .is_further = TRUE, .is_plain = TRUE,
    .complete = weir_content_types_complete },
  { TEXT ("description", N_("Description"), 4, 8), .is_further = TRUE, .is_plain = TRUE },
};
const WeirRowKind weir_rows_parts = { N_("Field"), part_cells, G_N_ELEMENTS (part_cells), create_part };

static const WeirCell file_cells[] = {
  CHECK (N_("Send this file")),
  { TEXT ("name", N_("Name"), 0, 4) },
  { .kind = WEIR_CELL_FILE, TEXT ("path", N_("File"), 4, 8) },
  { TEXT ("file-name", N_("File name to send"), 0, 4), .is_further = TRUE },
  { TEXT ("content-type", N_("Type of content"), 4, 5), .is_further = TRUE, .is_plain = TRUE,
    .complete = weir_content_types_complete },
  { TEXT ("description", N_("Description"), 9, 3), .is_further = TRUE, .is_plain = TRUE },
};
const WeirRowKind weir_rows_files = { N_("File"), file_cells, G_N_ELEMENTS (file_cells), create_file };

static const WeirCell extraction_cells[] = {
  { TEXT ("name", N_("Variable"), 0, 4), .is_plain = TRUE },
  { .kind = WEIR_CELL_CHOICE,
    TEXT ("source", N_("From"), 4, 3),
    .choices = extraction_sources,
    .get_choice = get_source_choice,
    .set_choice = set_source_choice },
  { TEXT ("path", N_("Path or name"), 7, 5), .hint = N_("$.path, /xpath or name"), .is_plain = TRUE,
    .is_shown = has_path_or_name },
  { TEXT ("regex", N_("Regular expression"), 0, 4), .is_further = TRUE, .is_plain = TRUE },
  { TEXT ("default-value", N_("Value if there is none"), 4, 4), .is_further = TRUE },
  { .kind = WEIR_CELL_CHECK,
    TEXT ("secret", N_("Secret"), 8, 4),
    .is_further = TRUE,
    .hint = N_("Shown as ••• in every result, log and report") },
};
const WeirRowKind weir_rows_extractions = { N_("Extraction"), extraction_cells,
                                            G_N_ELEMENTS (extraction_cells), create_extraction };

static const WeirCell assertion_cells[] = {
  { .kind = WEIR_CELL_CHOICE,
    TEXT ("source", N_("From"), 0, 3),
    .choices = assertion_sources,
    .get_choice = get_source_choice,
    .set_choice = set_source_choice },
  { TEXT ("path", N_("Path"), 3, 3), .hint = N_("$.path or /xpath"), .is_plain = TRUE,
    .is_shown = has_path },
  { TEXT ("name", N_("Name"), 3, 3), .is_plain = TRUE, .is_shown = has_name },
  { .kind = WEIR_CELL_CHOICE,
    TEXT ("comparison", N_("Comparison"), 6, 3),
    .choices = comparisons,
    .get_choice = get_comparison_choice,
    .set_choice = set_comparison_choice },
  { TEXT ("value", N_("Value"), 9, 3), .is_shown = has_value },
  { TEXT ("upper", N_("At most"), 9, 3), .is_lower = TRUE, .is_shown = has_upper },
  { TEXT ("regex", N_("Regular expression"), 0, 5), .is_further = TRUE, .is_plain = TRUE },
  { TEXT ("description", N_("Description"), 5, 7), .is_further = TRUE, .is_plain = TRUE },
};
const WeirRowKind weir_rows_assertions = { N_("Assertion"), assertion_cells, G_N_ELEMENTS (assertion_cells),
                                           create_assertion };

static const WeirCell assignment_cells[] = {
  { TEXT ("name", N_("Variable"), 0, 4), .is_plain = TRUE },
  { TEXT ("value", N_("Value"), 4, 8) },
};
const WeirRowKind weir_rows_assignments = { N_("Variable"), assignment_cells,
                                            G_N_ELEMENTS (assignment_cells), create_variable };

static const WeirCell variable_cells[] = {
  { TEXT ("name", N_("Name"), 0, 4), .is_plain = TRUE },
  { TEXT ("value", N_("Value"), 4, 5) },
  { .kind = WEIR_CELL_CHOICE,
    TEXT ("value-type", N_("Type"), 9, 3),
    .choices = type_words,
    .get_choice = get_type_choice,
    .set_choice = set_type_choice },
  { TEXT ("regex", N_("Regular expression"), 4, 5), .is_further = TRUE, .is_plain = TRUE },
};
const WeirRowKind weir_rows_variables = { N_("Variable"), variable_cells, G_N_ELEMENTS (variable_cells),
                                          create_variable };
