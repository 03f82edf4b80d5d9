/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-source-check.h: what a text says, read on another thread
 */

#pragma once

#include <gio/gio.h>

#include "weir-flow.h"
#include "weir-problem.h"

G_BEGIN_DECLS

/* Where a step is written. */
typedef struct
{
  WeirFlowPart part;
  guint index;
  guint line;      /* from 1 */
  guint last_line;
} WeirSourcePlace;

typedef struct
{
  char *text;
  GObject *document;   /* a flow or a load plan; NULL when there is any error */
  GPtrArray *problems; /* of WeirProblem */
  GArray *places;      /* of WeirSourcePlace, by line; of the last text that could be read as a document */
} WeirSourceCheck;

/* @type: WEIR_TYPE_FLOW or WEIR_TYPE_PLAN; @folder: (nullable) where the files are that it names */
void weir_source_check_async (GType type, const char *text, gboolean is_json, const char *folder,
                              GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
WeirSourceCheck *weir_source_check_finish (GAsyncResult *result, GError **error);
void weir_source_check_free (WeirSourceCheck *check);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirSourceCheck, weir_source_check_free)

G_END_DECLS
