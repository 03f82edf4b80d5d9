/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-extraction.h: a row of `extract:`: which part of an answer becomes which variable
 */

#pragma once

#include <glib-object.h>

#include "weir-document-enums.h"

G_BEGIN_DECLS

#define WEIR_TYPE_EXTRACTION (weir_extraction_get_type ())
G_DECLARE_FINAL_TYPE (WeirExtraction, weir_extraction, WEIR, EXTRACTION, GObject)

/* properties: name, source (WeirSource), path, regex, default-value (all nullable), secret.
 * `path` is a JSONPath for a body, the name of the header or cookie for those; unused otherwise. */
WeirExtraction *weir_extraction_new (const char *name, WeirSource source, const char *path);
const char *weir_extraction_get_name (WeirExtraction *self);
void weir_extraction_set_name (WeirExtraction *self, const char *name);
WeirSource weir_extraction_get_source (WeirExtraction *self);
void weir_extraction_set_source (WeirExtraction *self, WeirSource source);
const char *weir_extraction_get_path (WeirExtraction *self);
void weir_extraction_set_path (WeirExtraction *self, const char *path);
const char *weir_extraction_get_regex (WeirExtraction *self);
void weir_extraction_set_regex (WeirExtraction *self, const char *regex);
const char *weir_extraction_get_default_value (WeirExtraction *self);
void weir_extraction_set_default_value (WeirExtraction *self, const char *value);
gboolean weir_extraction_get_secret (WeirExtraction *self);
void weir_extraction_set_secret (WeirExtraction *self, gboolean secret);

G_END_DECLS
