/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-edit-proof.h: whether an edited document says what it shall, without reading all of it again
 */

#pragma once

#include "weir-document-edit.h"

G_BEGIN_DECLS

/* All texts are without byte order mark. */
typedef struct
{
  const WeirDocumentKind *kind;
  const char *before; /* a valid document */
  gsize before_length;
  const WeirTree *source; /* as read from it */
  const WeirTree *said;   /* what it says */
  const char *after;      /* another, which may be nothing that can be read */
  gsize after_length;
  const WeirTree *wanted; /* what that shall say */
} WeirEditProof;

gboolean weir_edit_is_proven (const WeirEditProof *self);

G_END_DECLS
