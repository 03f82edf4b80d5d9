/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-edit-memory.h: what a document said when it was edited last, so that the next edit need not read it
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Of one text; an edit of another one replaces it. Belongs to one thread. */
typedef struct _WeirEditMemory WeirEditMemory;

WeirEditMemory *weir_edit_memory_new (void);
void weir_edit_memory_free (WeirEditMemory *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirEditMemory, weir_edit_memory_free)

G_END_DECLS
