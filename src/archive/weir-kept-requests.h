/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-kept-requests.h: the slowest and the first failed requests of each iteration of a load plan
 *
 * They are those whose headers and bodies a run of a load plan keeps (WeirKeptBodies). Finding them looks at
 * every result once; of a run that goes on, only at what came since the last look.
 */

#pragma once

#include "weir-archive.h"

G_BEGIN_DECLS

typedef struct
{
  WeirResultRow row;
  gboolean slow;   /* one of the WEIR_LIMIT_SLOWEST_BODIES slowest of its iteration */
  gboolean failed; /* one of the first WEIR_LIMIT_FAILED_BODIES that failed there */
} WeirKeptRequest;

typedef struct _WeirKeptRequests WeirKeptRequests;

WeirKeptRequests *weir_kept_requests_new (void);
void weir_kept_requests_free (WeirKeptRequests *self);
/* Looks at up to @limit results more (0: at all of them). */
gboolean weir_kept_requests_look (WeirKeptRequests *self, WeirArchive *archive, gint64 run_id, guint limit,
                                  gboolean *more, GError **error);
/* Of WeirKeptRequest, each result once, in the order they came. (transfer full) */
GArray *weir_kept_requests_list (const WeirKeptRequests *self);
/* How many results were looked at so far. */
guint64 weir_kept_requests_get_seen (const WeirKeptRequests *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirKeptRequests, weir_kept_requests_free)

G_END_DECLS
