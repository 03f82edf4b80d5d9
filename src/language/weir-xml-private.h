/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-xml-private.h: an XML document as its paths see it
 */

#pragma once

#include <libxml/xpath.h>

#include "weir-xpath.h"

G_BEGIN_DECLS

struct _WeirXml
{
  xmlDoc *document;
  xmlXPathContext *context; /* knows the prefixes of the document */
};

G_END_DECLS
