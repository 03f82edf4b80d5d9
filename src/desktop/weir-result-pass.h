/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-result-pass.h: what the results of one pass add up to: one row of the list before it is expanded
 */

#pragma once

#include "weir-archive.h"

G_BEGIN_DECLS

/* Where a pass stands: Before All, then by virtual user and by iteration, then After All. */
typedef guint64 WeirPassKey;

#define WEIR_PASS_BEFORE_ALL ((WeirPassKey) 0)
#define WEIR_PASS_AFTER_ALL G_MAXUINT64

/* Plain and small: there is one for each iteration of a run, a million at most. */
typedef struct
{
  WeirPassKey key;
  gint64 first_id; /* of its results in the archive; those of other virtual users may lie between */
  gint64 last_id;
  gint64 begin_us; /* from the start of the run */
  gint64 end_us;   /* of its last request */
  guint32 n_results;
  guint32 n_passed;
  guint32 n_failed;
  guint32 n_not_checked;
  guint32 n_cancelled;
  guint32 row; /* of the data file; 0 = none */
  /* Of the latest result, for a list in which a pass has one only. */
  guint16 status;
  guint8 error_kind;
  guint8 exchange : 4;
  guint8 has_exchange : 1;
} WeirResultPass;

WeirPassKey weir_pass_key_for_brief (const WeirStepBrief *brief);
guint weir_pass_key_get_part (WeirPassKey key);
guint weir_pass_key_get_iteration (WeirPassKey key);
guint weir_pass_key_get_vu (WeirPassKey key);
int weir_pass_compare (gconstpointer a, gconstpointer b);

void weir_result_pass_init (WeirResultPass *self, const WeirResultRow *row);
void weir_result_pass_merge (WeirResultPass *self, const WeirResultPass *later);
void weir_result_pass_get_row (const WeirResultPass *self, WeirResultRow *row);

G_END_DECLS
