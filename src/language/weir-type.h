/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-type.h: the types a value can be given with `as`
 */

#pragma once

#include <glib.h>

#include "weir-language-error.h"
#include "weir-value.h"

G_BEGIN_DECLS

typedef enum
{
  WEIR_TYPE_UNTYPED, /* the value stays what it is */
  WEIR_TYPE_TEXT,
  WEIR_TYPE_QUOTED_TEXT,
  WEIR_TYPE_JSON,
  WEIR_TYPE_QUOTED_JSON,
  WEIR_TYPE_XML,
  WEIR_TYPE_QUOTED_XML,
  WEIR_TYPE_CSV,
  WEIR_TYPE_QUOTED_CSV,
  WEIR_TYPE_INTEGER,
  WEIR_TYPE_NUMBER,
  WEIR_TYPE_BOOLEAN,
} WeirType;

/* "qjson" → WEIR_TYPE_QUOTED_JSON; any case; an unknown word is an error that suggests */
gboolean weir_type_parse (const char *text, WeirType *type, GError **error);
/* Makes @value one of @type. FALSE with *reason (transfer full), a whole sentence, when it does not fit. */
gboolean weir_type_convert (WeirType type, WeirValue *value, char **reason);

G_END_DECLS
