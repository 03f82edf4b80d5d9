/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-mask.h: secret values, hidden wherever they turn up in text
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define WEIR_MASK_TEXT "•••"

typedef struct _WeirMask WeirMask;

WeirMask *weir_mask_new (void);
void weir_mask_free (WeirMask *mask);
/* Ignores empty and one-character secrets. */
void weir_mask_add (WeirMask *mask, const char *secret);
/* (transfer none): of char*, for another mask that shall hide the same */
const GPtrArray *weir_mask_get_secrets (const WeirMask *mask);
gboolean weir_mask_is_empty (const WeirMask *mask);
/* FALSE: nothing to hide, @out untouched, show @bytes as they are. TRUE: the masked text was appended. */
gboolean weir_mask_apply (const WeirMask *mask, const void *bytes, gsize size, GString *out);
/* The next text to hide from *start on: where it begins and ends. */
gboolean weir_mask_find (const WeirMask *mask, const void *bytes, gsize size, gsize *start, gsize *end);
char *weir_mask_text (const WeirMask *mask, const char *text);
gboolean weir_mask_is_credential_header (const char *name);
/* "Basic •••" for an Authorization that was made of a password; (transfer full); NULL for others */
char *weir_mask_password_proof (const char *name, const char *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirMask, weir_mask_free)

G_END_DECLS
