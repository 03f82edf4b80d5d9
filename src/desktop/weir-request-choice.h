/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-request-choice.h: which of the slowest and failed requests are listed, and in which order
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* In the order of the drop-down. */
typedef enum
{
  WEIR_REQUESTS_ALL,
  WEIR_REQUESTS_SLOWEST,
  WEIR_REQUESTS_FAILED,
} WeirRequestsShown;

GArray *weir_requests_pick (const GArray *requests, WeirRequestsShown shown, int job);

G_END_DECLS
