/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-value.h: what a variable holds: nothing, text, a number, a boolean, null, JSON or a whole answer
 */

#pragma once

#include <glib.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef enum
{
  WEIR_VALUE_MISSING = 0, /* a known name that has no value; all bits zero, so a zeroed store is missing */
  WEIR_VALUE_NULL,
  WEIR_VALUE_BOOLEAN,
  WEIR_VALUE_INTEGER,
  WEIR_VALUE_DOUBLE,
  WEIR_VALUE_TEXT,
  WEIR_VALUE_JSON, /* an object or an array */
  WEIR_VALUE_XML,  /* text that paths go into */
  WEIR_VALUE_CSV,  /* likewise */
  WEIR_VALUE_ANSWER, /* a whole one, as load plans capture it; in stores only: elsewhere it is its body */
} WeirValueType;

typedef struct _WeirCaptured WeirCaptured; /* see weir-captured.h */

/* A plain struct, held by value in stores; text and JSON are counted references, so copying is cheap. */
typedef struct
{
  WeirValueType type;
  gboolean is_quoted; /* stands in double quotes in running text */
  union
  {
    gboolean boolean;
    gint64 integer;
    double number;
    char *text;     /* a GRefString; of XML and CSV, too */
    JsonNode *json; /* immutable */
    WeirCaptured *captured;
  };
} WeirValue;

#define WEIR_VALUE_INIT { .type = WEIR_VALUE_MISSING, .integer = 0 }

void weir_value_clear (WeirValue *value);
/* Missing, and so set: what lies below it in the order of look-up is not asked. */
void weir_value_set_absent (WeirValue *value);
gboolean weir_value_is_absent (const WeirValue *value);
void weir_value_copy (const WeirValue *source, WeirValue *target); /* clears target first */
void weir_value_take_text (WeirValue *value, char *text);          /* takes a g_malloc'd string */
void weir_value_set_text (WeirValue *value, const char *text, gssize length);
void weir_value_set_integer (WeirValue *value, gint64 integer);
void weir_value_set_double (WeirValue *value, double number);
void weir_value_set_boolean (WeirValue *value, gboolean boolean);
void weir_value_set_json (WeirValue *value, JsonNode *node); /* a scalar node becomes the scalar type */
void weir_value_set_captured (WeirValue *value, WeirCaptured *captured); /* (transfer none) */
/* The other way round than weir_value_to_text(): @text as it writes a value of that type. */
void weir_value_set_from_text (WeirValue *value, WeirValueType type, const char *text);
gboolean weir_value_is_text (const WeirValue *value);         /* text, XML or CSV */
/* As in running text: missing and null give "", numbers without locale, JSON compact. */
void weir_value_append_text (const WeirValue *value, GString *out);
char *weir_value_to_text (const WeirValue *value);
/* As a JSON value: text quoted and escaped, missing gives null. */
void weir_value_append_json (const WeirValue *value, GString *out);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WeirValue, weir_value_clear)

G_END_DECLS
