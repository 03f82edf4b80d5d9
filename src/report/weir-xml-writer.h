/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-xml-writer.h: text that is safe between tags and within attributes of XML and HTML
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Escapes & < > " ' and replaces what XML 1.0 cannot hold: bytes that are no UTF-8, and control characters.
 * Line breaks and tabs within attributes are written as references, or parsers would make blanks of them. */
void weir_xml_append_data (GString *text, const char *value, gsize size);
/* @value (nullable) */
void weir_xml_append_text (GString *text, const char *value);
/* ` name="value"`; nothing when @value is NULL. */
void weir_xml_append_attribute (GString *text, const char *name, const char *value);
void weir_xml_append_integer (GString *text, const char *name, gint64 value);

G_END_DECLS
