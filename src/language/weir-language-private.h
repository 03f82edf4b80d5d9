/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-language-private.h: what the small languages share with one another and with nobody else
 */

#pragma once

#include <glib.h>
#include <json-glib/json-glib.h>

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
int weir_number_order (const WeirNumber *a, const WeirNumber *b);
int weir_number_order_texts (const char *a, const char *b);
void weir_number_append (double number, GString *out);

gboolean weir_json_get_number (JsonNode *node, WeirNumber *number);
gboolean weir_json_equal_within (JsonNode *a, JsonNode *b, guint64 *steps);

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
WeirPlaceholder *weir_placeholder_new_bare (const WeirNames *names, const char *name, gsize length);
void weir_placeholder_free (WeirPlaceholder *self);
gboolean weir_placeholder_is_braced (const WeirPlaceholder *self);
gboolean weir_placeholder_is_dynamic (const WeirPlaceholder *self);
/* FALSE and *unfilled when no variable of the document has this name; a known one without value gives a
 * missing @value. @tail (nullable) is text that follows a bare name and turned out to be no path. */
gboolean weir_placeholder_resolve (const WeirPlaceholder *self, WeirScope *scope, WeirValue *value,
                                   const char **tail, WeirUnfilled *unfilled);
void weir_placeholder_foreach (const WeirPlaceholder *self, WeirTemplateFunc function, gpointer data);

WeirTemplate *weir_template_new (void);
void weir_template_add_plain (WeirTemplate *self, const char *text, gssize length);
void weir_template_add_placeholder (WeirTemplate *self, WeirPlaceholder *placeholder, WeirEncoding encoding);
/* Whether it names a variable that is only known when it is filled: ${${name}}. */
gboolean weir_template_is_dynamic (const WeirTemplate *self);
/* As weir_template_fill(), but what is missing counts as "", as conditions have it. */
gboolean weir_template_fill_missing_as_empty (const WeirTemplate *self, WeirScope *scope, GString *out,
                                              WeirUnfilled *unfilled);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirPlaceholder, weir_placeholder_free)

G_END_DECLS
