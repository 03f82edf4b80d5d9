/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-outlook-private.h: the parts of an outlook: the schedule of rounds, the hosts, the words
 */

#pragma once

#include "weir-plan-outlook.h"

G_BEGIN_DECLS

struct _WeirPlanOutlook
{
  WeirOutlookTotals totals;
  GPtrArray *rounds; /* of WeirOutlookRound */
  GPtrArray *hosts;  /* of WeirPlanHost */
  GPtrArray *notes;  /* of char* */
  gboolean has_unknown_hosts;
};

/* weir-plan-outlook-job.c */
WeirOutlookJob *weir_outlook_job_new (WeirPlan *plan, WeirRound *round, WeirIteration *iteration);
void weir_outlook_job_free (WeirOutlookJob *job);
guint64 weir_outlook_multiply (guint64 one, guint64 other); /* at most G_MAXUINT64 */
gint64 weir_outlook_add_time (gint64 one, gint64 other);    /* at most G_MAXINT64 */

/* weir-plan-outlook-round.c */
WeirOutlookRound *weir_outlook_round_new (WeirPlan *plan, WeirRound *round, guint index);
void weir_outlook_round_free (WeirOutlookRound *round);
/* How many of its clients have arrived by then, in µs after its startup delay. */
guint64 weir_outlook_round_count_arrived (const WeirOutlookRound *round, gint64 at_us);
/* And are there at that instant of the run, if the server answers at once. */
guint64 weir_outlook_round_count_present (const WeirOutlookRound *round, gint64 at_us);

/* weir-plan-outlook-place.c: what placeholders come to, as far as the document says it */
typedef struct _WeirOutlookPlace WeirOutlookPlace;
WeirOutlookPlace *weir_outlook_place_new (WeirPlan *plan, const WeirPlanRunSettings *settings);
/* For the steps of a flow: the plan's variables are above its own. */
WeirOutlookPlace *weir_outlook_place_new_for_flow (WeirFlow *flow, WeirPlan *plan,
                                                   const WeirPlanRunSettings *settings);
void weir_outlook_place_free (WeirOutlookPlace *self);
/* (transfer full) (nullable): the host a request with that URL goes to, in lower case; NULL: only the run
 * will tell. @base: (nullable): of its round */
char *weir_outlook_place_find_host (WeirOutlookPlace *self, const char *base, const char *url);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirOutlookPlace, weir_outlook_place_free)

/* weir-plan-outlook-hosts.c */
void weir_outlook_find_hosts (WeirPlanOutlook *self, WeirPlan *plan, const WeirPlanRunSettings *settings);

/* weir-plan-outlook-notes.c */
void weir_outlook_add_notes (WeirPlanOutlook *self, WeirPlan *plan);

G_END_DECLS
