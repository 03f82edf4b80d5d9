/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-log-scan.h: what happened in a run, out of its results: parts that began, failures, warnings
 */

#pragma once

#include "weir-result-pass.h"
#include "weir-words.h"

G_BEGIN_DECLS

/* Something that happened. */
typedef struct
{
  gint64 offset_us; /* from the start of the run */
  WeirTone tone;
  char *text;
  WeirPassKey key;  /* the pass it happened in */
  int step;         /* index within its part; -1 = of no step */
} WeirLogEvent;

/* Zero-initialised: from the first result on. */
typedef struct
{
  gint64 after_id;   /* results looked at so far */
  guint parts_begun; /* bit by bit */
  guint n_events;    /* results that were told */
  guint64 n_untold;  /* results that were worth it, beyond WEIR_LOG_MOST */
} WeirLogPlace;

/* A log of failures as long as this tells no more by being longer. */
#define WEIR_LOG_MOST 1000

typedef struct
{
  GArray *events; /* of WeirLogEvent, in the order they came */
  WeirLogPlace place;
  gboolean more; /* there are more results to look at */
} WeirLogScan;

WeirLogScan *weir_log_scan (WeirArchive *archive, gint64 run_id, const WeirLogPlace *place, GError **error);
void weir_log_scan_free (WeirLogScan *scan);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirLogScan, weir_log_scan_free)

G_END_DECLS
