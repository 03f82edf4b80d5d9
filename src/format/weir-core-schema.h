/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-core-schema.h: what a plain scalar is by the core schema of YAML 1.2
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef enum
{
  WEIR_CORE_TEXT,
  WEIR_CORE_NULL,
  WEIR_CORE_BOOLEAN,
  WEIR_CORE_INTEGER,
  WEIR_CORE_FLOAT,
} WeirCoreType;

WeirCoreType weir_core_type (const char *text);
/* (nullable): NULL for a number that JSON or 64 bits cannot hold */
JsonNode *weir_core_to_json (const char *text);

G_END_DECLS
