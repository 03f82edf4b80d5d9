/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-request-choice.c: which of the slowest and failed requests are listed, and in which order
 */

#include "config.h"

#include "weir-kept-requests.h"
#include "weir-request-choice.h"

static gboolean
is_wanted (const WeirKeptRequest *request, WeirRequestsShown shown, int job)
{
  if (job >= 0 && request->row.brief.step != (guint) job)
    return FALSE;
  switch (shown)
    {
    case WEIR_REQUESTS_SLOWEST:
      return request->slow;
    case WEIR_REQUESTS_FAILED:
      return request->failed;
    case WEIR_REQUESTS_ALL:
    default:
      return TRUE;
    }
}

/* Failed ones as they came, before the slowest: what was wrong is looked for first. */
static int
compare_requests (gconstpointer a, gconstpointer b, gpointer data)
{
  const WeirKeptRequest *first = a, *second = b;
  gboolean by_time = GPOINTER_TO_INT (data) == WEIR_REQUESTS_SLOWEST;

  if (!by_time && first->failed != second->failed)
    return first->failed ? -1 : 1;
  if (!by_time && first->failed)
    return (first->row.id > second->row.id) - (first->row.id < second->row.id);
  if (first->row.brief.time_us != second->row.brief.time_us)
    return first->row.brief.time_us > second->row.brief.time_us ? -1 : 1;
  return (first->row.id > second->row.id) - (first->row.id < second->row.id);
}

/**
 * weir_requests_pick:
 * @requests: (element-type WeirKeptRequest) (nullable): the slowest and failed requests of a run
 * @shown: which of them
 * @job: of which iteration; -1 for all
 *
 * Returns: (transfer full) (element-type WeirKeptRequest): those, in the order in which they are listed
 */
GArray *
weir_requests_pick (const GArray *requests, WeirRequestsShown shown, int job)
{
  GArray *picked = g_array_new (FALSE, FALSE, sizeof (WeirKeptRequest));

  for (guint i = 0; requests != NULL && i < requests->len; i++)
    if (is_wanted (&g_array_index (requests, WeirKeptRequest, i), shown, job))
      g_array_append_vals (picked, &g_array_index (requests, WeirKeptRequest, i), 1);
  g_array_sort_with_data (picked, compare_requests, GINT_TO_POINTER (shown));
  return picked;
}
