/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-xpath.h: XPath 1.0 over XML, without entities and without network
 */

#pragma once

#include <glib.h>
#include <json-glib/json-glib.h>

#include "weir-language-error.h"
#include "weir-value.h"

G_BEGIN_DECLS

/* An XML document that is only looked into. */
typedef struct _WeirXml WeirXml;
typedef struct _WeirXpath WeirXpath;

WeirXml *weir_xml_parse (const char *text, gsize length, GError **error);
void weir_xml_free (WeirXml *self);

/* @text starts with "/". A fault is an error with its column. */
WeirXpath *weir_xpath_parse (const char *text, GError **error);
void weir_xpath_free (WeirXpath *self);
/* The string value of the first node; FALSE with an error when it could not be worked out. */
gboolean weir_xpath_first (const WeirXpath *self, WeirXml *xml, WeirValue *value, GError **error);
/* An array of the string values of all nodes; of a number or a boolean that one value. */
JsonNode *weir_xpath_all (const WeirXpath *self, WeirXml *xml, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirXml, weir_xml_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirXpath, weir_xpath_free)

G_END_DECLS
