/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-language-private.h: what the small languages share with one another and with nobody else
 */

#pragma once

#include <glib.h>
#include <json-glib/json-glib.h>

#include "weir-expression.h"
#include "weir-json-path.h"
#include "weir-language-error.h"
#include "weir-names.h"
#include "weir-scope.h"
#include "weir-template.h"
#include "weir-value.h"

G_BEGIN_DECLS

/* "column 7: …" with the character column of @at in @text; from the second line on "line 2, column 7: …". */
void weir_language_set_error (GError **error, WeirLanguageError code, const char *text, const char *at,
                              const char *format, ...) G_GNUC_PRINTF (5, 6);
/* A text cut to a length that fits into a message. */
char *weir_language_shorten (const char *text);

/* A number as conditions see it: an integer of 64 bits, or a double. */
typedef struct
{
  gboolean is_integer;
  gint64 integer;
  double number; /* set in both cases */
} WeirNumber;

gboolean weir_number_parse (const char *text, WeirNumber *number);
gboolean weir_number_from_value (const WeirValue *value, WeirNumber *number);
void weir_number_to_value (const WeirNumber *number, WeirValue *value);
int weir_number_order (const WeirNumber *a, const WeirNumber *b);
int weir_number_order_texts (const char *a, const char *b);
void weir_number_append (double number, GString *out);
void weir_number_append_integer (gint64 integer, GString *out);

gboolean weir_json_get_number (JsonNode *node, WeirNumber *number);
gboolean weir_json_equal_within (JsonNode *a, JsonNode *b, guint64 *steps);
/* The value of the sum from @start to @end: an integer, or a double unless @integers. *@n_operands
 * (nullable): how many numbers are in it. FALSE with *@reason (nullable), half a sentence and a full stop. */
gboolean weir_arithmetic (const char *start, const char *end, gboolean integers, WeirValue *value,
                          guint *n_operands, char **reason);

/* As weir_value_equals() and weir_value_order(); with @quoted at least one of the two is a string literal, so
 * two texts are never compared as numbers. */
gboolean weir_value_equals_quoted (const WeirValue *a, const WeirValue *b, gboolean quoted,
                                   gboolean *comparable);
int weir_value_order_quoted (const WeirValue *a, const WeirValue *b, gboolean quoted, gboolean *comparable);

/* The steps behind "$" of a path, which stand in @text from @start to @end. */
WeirJsonPath *weir_json_path_parse_steps (const char *text, const char *start, const char *end,
                                          GError **error);

/* One ${…} or $name. */
typedef struct _WeirPlaceholder WeirPlaceholder;

typedef enum
{
  WEIR_ENCODING_TEXT,
  WEIR_ENCODING_JSON_STRING, /* inside the quotes of a JSON string */
  WEIR_ENCODING_JSON_VALUE,  /* a JSON value of its own */
} WeirEncoding;

/* @at stands on the "$" and is moved behind the placeholder. NULL without error, and @at unmoved, when this
 * "$" begins no placeholder. */
WeirPlaceholder *weir_placeholder_parse (const char *text, const char **at, const WeirNames *names,
                                         guint depth, gboolean bare_paths, GError **error);
WeirPlaceholder *weir_placeholder_parse_unknown (const char **at);
const char *weir_placeholder_get_source (const WeirPlaceholder *self);
WeirPlaceholder *weir_placeholder_new_bare (const WeirNames *names, const char *name, gsize length);
void weir_placeholder_free (WeirPlaceholder *self);
gboolean weir_placeholder_is_braced (const WeirPlaceholder *self);
/* FALSE and *unfilled when no variable of the document has this name, or a call has no value; a known name
 * without value gives a missing @value. @tail (transfer full, nullable) is text that follows a bare name and
 * turned out to be no path. @allow_missing: within calls, what is missing counts as "". */
gboolean weir_placeholder_resolve (const WeirPlaceholder *self, WeirScope *scope, gboolean allow_missing,
                                   WeirValue *value, char **tail, WeirUnfilled *unfilled);

/* Whoever wants to know what a text names: placeholders, and the variables its calls set. */
typedef struct
{
  WeirTemplateFunc name;                            /* (nullable) */
  void (*target) (const char *name, gpointer data); /* (nullable) */
  void (*call) (gpointer data);    /* (nullable) a method is called */
  void (*dynamic) (gpointer data); /* (nullable) a variable that is only known when it is looked up */
  gpointer data;
} WeirVisitor;

void weir_placeholder_visit (const WeirPlaceholder *self, const WeirVisitor *visitor);
void weir_template_visit (const WeirTemplate *self, const WeirVisitor *visitor);
void weir_expression_visit (const WeirExpression *self, const WeirVisitor *visitor);

/* What @scope has for a name that is only known now; NULL when nothing in the document has it. */
const WeirValue *weir_globals_look_up_name (WeirGlobals *self, const char *name, WeirScope *scope);

WeirTemplate *weir_template_new (void);
void weir_template_add_plain (WeirTemplate *self, const char *text, gssize length);
void weir_template_add_placeholder (WeirTemplate *self, WeirPlaceholder *placeholder, WeirEncoding encoding);
/* FALSE when there are too many placeholders: each takes many times the memory of the two characters it may
 * be written with. */
gboolean weir_template_check_count (const WeirTemplate *self, const char *text, const char *at,
                                    GError **error);
gboolean weir_template_parse_dollar (WeirTemplate *self, const char *text, const char **at,
                                     const WeirNames *names, guint depth, GError **error);
/* Moves all parts of @other to the end of @self. */
void weir_template_take (WeirTemplate *self, WeirTemplate *other);
/* The value itself when the template is one placeholder alone, else the filled text. */
gboolean weir_template_evaluate (const WeirTemplate *self, WeirScope *scope, gboolean allow_missing,
                                 WeirValue *value, WeirUnfilled *unfilled);
/* As weir_template_fill(), but what is missing counts as "", as conditions have it. */
gboolean weir_template_fill_missing_as_empty (const WeirTemplate *self, WeirScope *scope, GString *out,
                                              WeirUnfilled *unfilled);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirPlaceholder, weir_placeholder_free)

G_END_DECLS
