/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-reader.h: a strict, table-driven schema over a tree of nodes; every problem is kept with its place
 */

#pragma once

#include <json-glib/json-glib.h>

#include "weir-duration.h"
#include "weir-names.h"
#include "weir-node.h"

G_BEGIN_DECLS

/* What fills in the texts of a plan that must be known before it runs, see weir-loading.h */
typedef struct _WeirLoading WeirLoading;
/* The flows that iterations of a plan pass through, see weir-plan-private.h */
typedef struct _WeirPlanFlows WeirPlanFlows;

typedef struct
{
  GPtrArray *problems; /* borrowed; of WeirProblem */
  const char *folder;  /* (nullable) borrowed; of the document, where the files it names are */
  const char *data_file; /* (nullable) borrowed; rows from there instead of the document's own */
  gboolean columns_unknown; /* any name may be that of a column, so none is doubtful */
  guint first;         /* how many of them are older than this reader */
  guint n_errors;      /* found, even those beyond the limit of what is kept */
  guint n_warnings;
  GString *path;       /* of the node being read: "steps[1].httpRequest" */
  GPtrArray *checks;   /* texts whose placeholders are looked at when all names are known */
  const char *document; /* what is being read: "flow" or "plan" */
  gboolean is_lenient;  /* unknown and doubled keys are only warned of */
  WeirLoading *loading; /* (nullable) borrowed; NULL where numbers and words are taken as written */
  WeirPlanFlows *flows; /* (nullable) borrowed; NULL where those of other files are not looked at */
} WeirReader;

typedef void (*WeirReadFunc) (WeirReader *reader, WeirNode *value, gpointer target);

typedef enum
{
  WEIR_KEY_DEFAULT = 0,
  WEIR_KEY_REQUIRED = 1 << 0,
  WEIR_KEY_TAKES_NULL = 1 << 1, /* null is a value here, not "not given" */
} WeirKeyFlags;

typedef struct
{
  const char *name;  /* canonical spelling */
  const char *alias; /* nullable */
  WeirKeyFlags flags;
  WeirReadFunc read; /* nullable: whoever reads the mapping looks at the value afterwards */
} WeirKey;

#define WEIR_SCHEMA_MAX_KEYS 24

typedef struct
{
  const char *what; /* "step", for messages */
  WeirKey keys[WEIR_SCHEMA_MAX_KEYS];
  /* (nullable) Whether the key at @index of @mapping was one once; then it has said what to write instead. */
  gboolean (*removed) (WeirReader *reader, const WeirNode *mapping, guint index);
} WeirSchema;

void weir_reader_init (WeirReader *self, GPtrArray *problems);
void weir_reader_clear (WeirReader *self);
void weir_reader_finish (WeirReader *self);

void weir_reader_error (WeirReader *self, const WeirNode *node, const char *format, ...) G_GNUC_PRINTF (3, 4);
/* Of the document as a whole. */
void weir_reader_error_whole (WeirReader *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
void weir_reader_error_in (WeirReader *self, const WeirNode *mapping, const char *key, const char *format,
                           ...)
  G_GNUC_PRINTF (4, 5);
void weir_reader_blame (WeirReader *self, const char *variable);
void weir_reader_note_unrunnable (WeirReader *self);
void weir_reader_warn (WeirReader *self, const WeirNode *node, const char *format, ...) G_GNUC_PRINTF (3, 4);
gboolean weir_reader_is_full (const WeirReader *self);
gsize weir_reader_enter (WeirReader *self, const char *key);
gsize weir_reader_enter_index (WeirReader *self, guint index);
void weir_reader_leave (WeirReader *self, gsize mark);
const char *weir_reader_subject (const WeirReader *self);

/* Mappings and lists. @given tells which keys of the schema are there, see weir_schema_has(). */
gboolean weir_reader_mapping (WeirReader *self, WeirNode *node, const WeirSchema *schema, gpointer target,
                              guint64 *given);
gboolean weir_schema_has (const WeirSchema *schema, guint64 given, const char *key);
gboolean weir_reader_list (WeirReader *self, WeirNode *node, const char *form, WeirReadFunc read_item,
                           gpointer target);

/* Scalars: FALSE or NULL after an error was kept. */
const char *weir_reader_text (WeirReader *self, const WeirNode *node);
const char *weir_reader_filled_text (WeirReader *self, const WeirNode *node);
/* The same of a text that is needed before anything runs: with its placeholders filled in, in a plan. */
const char *weir_reader_loaded (WeirReader *self, const WeirNode *node);
const char *weir_reader_loaded_filled (WeirReader *self, const WeirNode *node);
gboolean weir_reader_boolean (WeirReader *self, const WeirNode *node, gboolean *value);
gboolean weir_reader_integer (WeirReader *self, const WeirNode *node, guint minimum, guint maximum,
                              guint *value);
gboolean weir_reader_count (WeirReader *self, const WeirNode *node, guint64 minimum, guint64 maximum,
                            guint64 *value);
gboolean weir_reader_word (WeirReader *self, const WeirNode *node, const char *const *words, guint *index);
gboolean weir_reader_milliseconds (WeirReader *self, const WeirNode *node, guint minimum, guint *value);
gboolean weir_reader_duration (WeirReader *self, const WeirNode *node, WeirDurationUnit unit, gint64 *us);
void weir_reader_file (WeirReader *self, WeirNode *node);
void weir_reader_no_line_break (WeirReader *self, const WeirNode *node);

/* Texts in the small languages. Placeholders are checked by weir_reader_check_names(). */
void weir_reader_template (WeirReader *self, WeirNode *node);
const char *weir_reader_line (WeirReader *self, WeirNode *node);
void weir_reader_expression (WeirReader *self, WeirNode *node);
void weir_reader_check_names (WeirReader *self, const WeirNames *names);
JsonNode *weir_reader_json (WeirReader *self, WeirNode *node);
/* @text stands at @node as it is or filled in: the name of a variable; the name of a type; a pattern. */
void weir_reader_check_name (WeirReader *self, const WeirNode *node, const char *text);
void weir_reader_check_type (WeirReader *self, const WeirNode *node, const char *text);
void weir_reader_check_regex (WeirReader *self, const WeirNode *node, const char *text);
/* What a small language says of @text, which stands at @node as it is or filled in. */
void weir_reader_language_error (WeirReader *self, const WeirNode *node, const char *text,
                                 const GError *error);

char *weir_shorten (const char *text);

/* A text with placeholders, to be looked at when all names are known. */
typedef struct
{
  WeirNode *node;
  char *path;
  gboolean is_expression;
} WeirCheck;

void weir_check_free (WeirCheck *check);

G_END_DECLS
