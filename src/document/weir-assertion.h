/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-assertion.h: a row of `assert:`: what must hold for an answer
 */

#pragma once

#include <glib-object.h>

#include "weir-document-enums.h"

G_BEGIN_DECLS

#define WEIR_TYPE_ASSERTION (weir_assertion_get_type ())
G_DECLARE_FINAL_TYPE (WeirAssertion, weir_assertion, WEIR, ASSERTION, GObject)

/* properties: source (WeirSource), path (body), name (header, cookie), regex, comparison, value, upper,
 * description. Strings are nullable except `comparison`.
 * `comparison` is the operator as a document writes it: "=" "!=" "<" "<=" ">" ">=" "between" "contains"
 * "does not contain" "starts with" "ends with" "matches" "exists" "does not exist" "is type".
 * `value` is the text as written (an object or array as compact JSON); `upper` is used by "between" only. */
WeirAssertion *weir_assertion_new (WeirSource source, const char *comparison, const char *value);
WeirSource weir_assertion_get_source (WeirAssertion *self);
void weir_assertion_set_source (WeirAssertion *self, WeirSource source);
const char *weir_assertion_get_path (WeirAssertion *self);
void weir_assertion_set_path (WeirAssertion *self, const char *path);
const char *weir_assertion_get_name (WeirAssertion *self);
void weir_assertion_set_name (WeirAssertion *self, const char *name);
const char *weir_assertion_get_regex (WeirAssertion *self);
void weir_assertion_set_regex (WeirAssertion *self, const char *regex);
const char *weir_assertion_get_comparison (WeirAssertion *self);
void weir_assertion_set_comparison (WeirAssertion *self, const char *comparison);
const char *weir_assertion_get_value (WeirAssertion *self);
void weir_assertion_set_value (WeirAssertion *self, const char *value);
const char *weir_assertion_get_upper (WeirAssertion *self);
void weir_assertion_set_upper (WeirAssertion *self, const char *upper);
const char *weir_assertion_get_description (WeirAssertion *self);
void weir_assertion_set_description (WeirAssertion *self, const char *description);

/* "status < 400": the assertion in a line, for lists and results; (transfer full) */
char *weir_assertion_to_text (WeirAssertion *self);

G_END_DECLS
