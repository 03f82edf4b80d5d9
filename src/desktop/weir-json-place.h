/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-json-place.h: which value of a JSON text stands at a place of the text, and what leads to it
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  char *path;         /* a JSONPath that gives this value and no other: "$.items[0].id" */
  char *value;        /* as an assertion has it: a text without quotes; NULL of an object or an array */
  gboolean is_text;   /* it stands in quotes */
  char *name;         /* for a variable: "itemId" */
  gboolean is_secret; /* its name says that nobody shall read it */
  gsize start;        /* bytes within the text */
  gsize end;
} WeirJsonPlace;

/* (transfer full) (nullable): NULL where no value is */
WeirJsonPlace *weir_json_place_find (const char *text, gsize offset);
void weir_json_place_free (WeirJsonPlace *place);
gboolean weir_name_is_secret (const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirJsonPlace, weir_json_place_free)

G_END_DECLS
