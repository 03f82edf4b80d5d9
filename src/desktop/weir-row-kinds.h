/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-row-kinds.h: what the rows of each list of a document look like
 */

#pragma once

#include "weir-field-row.h"

G_BEGIN_DECLS

extern const WeirRowKind weir_rows_params;      /* WeirField */
extern const WeirRowKind weir_rows_headers;     /* WeirField */
extern const WeirRowKind weir_rows_form;        /* WeirField */
extern const WeirRowKind weir_rows_parts;       /* WeirPart that is a field */
extern const WeirRowKind weir_rows_files;       /* WeirPart that is a file */
extern const WeirRowKind weir_rows_extractions; /* WeirExtraction */
extern const WeirRowKind weir_rows_assertions;  /* WeirAssertion */
extern const WeirRowKind weir_rows_assignments; /* WeirVariable of a step */
extern const WeirRowKind weir_rows_variables;   /* WeirVariable of a flow */

G_END_DECLS
