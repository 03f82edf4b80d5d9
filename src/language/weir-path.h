/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-path.h: a path into a body: a JSONPath begins with "$", an XPath with "/"
 */

#pragma once

#include "weir-json-path.h"
#include "weir-xpath.h"

G_BEGIN_DECLS

/* Exactly one of the two is set. */
typedef struct
{
  WeirJsonPath *json; /* owned */
  WeirXpath *xml;     /* owned */
} WeirPath;

WeirPath *weir_path_parse (const char *text, GError **error);
void weir_path_free (WeirPath *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirPath, weir_path_free)

G_END_DECLS
