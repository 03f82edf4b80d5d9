/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-json-writer.h: JSON into a string, piece by piece
 *
 * json-glib's generator writes 12.345 as 12.345000000000001 and wants a tree of objects per result; reports
 * want their milliseconds as measured, and no tree.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Zero-initialise with a @text; take what is there and truncate it as often as wanted. */
typedef struct
{
  GString *text;
  gboolean comma; /* a value stands before the next one */
} WeirJsonWriter;

/* @key is NULL within an array and at the top. */
void weir_json_begin_object (WeirJsonWriter *json, const char *key);
void weir_json_end_object (WeirJsonWriter *json);
void weir_json_begin_array (WeirJsonWriter *json, const char *key);
void weir_json_end_array (WeirJsonWriter *json);
void weir_json_add_null (WeirJsonWriter *json, const char *key);
void weir_json_add_boolean (WeirJsonWriter *json, const char *key, gboolean value);
void weir_json_add_integer (WeirJsonWriter *json, const char *key, gint64 value);
/* What is no valid UTF-8 is written with replacement characters; NULL as null. */
void weir_json_add_string (WeirJsonWriter *json, const char *key, const char *value);
/* An array of them. */
void weir_json_add_strings (WeirJsonWriter *json, const char *key, const GPtrArray *values);
/* The same for a text with its length. */
void weir_json_add_text (WeirJsonWriter *json, const char *key, const char *value, gsize size);
/* @number is a number in JSON's form already. */
void weir_json_add_number (WeirJsonWriter *json, const char *key, const char *number);
/* µs, written as milliseconds with three decimals */
void weir_json_add_ms (WeirJsonWriter *json, const char *key, gint64 us);

G_END_DECLS
