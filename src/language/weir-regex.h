/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-regex.h: regular expressions with a limit on the work one match may cause
 */

#pragma once

#include <glib.h>

#include "weir-language-error.h"

G_BEGIN_DECLS

typedef struct _WeirRegex WeirRegex;

WeirRegex *weir_regex_new (const char *pattern, GError **error);
void weir_regex_free (WeirRegex *self);
/* A search, not anchored. FALSE without error: no match; FALSE with error: the limit was hit. */
gboolean weir_regex_search (const WeirRegex *self, const char *text, gssize length, GError **error);
/* The whole match; NULL without error: no match. */
char *weir_regex_match (const WeirRegex *self, const char *text, gssize length, GError **error);
/* Group 1 if there is one, else the whole match; NULL without error: no match. */
char *weir_regex_extract (const WeirRegex *self, const char *text, gssize length, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirRegex, weir_regex_free)

G_END_DECLS
