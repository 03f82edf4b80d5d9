/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-document-copy.h: a copy of an object of a document that has nothing in common with it
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

gpointer weir_document_copy (gpointer object); /* (transfer full) */

G_END_DECLS
