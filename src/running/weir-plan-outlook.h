/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-outlook.h: what a load plan will do, worked out from its document without sending anything
 *
 * Numbers are those of the document: what a condition skips, a rule ends and a server answers slowly changes
 * them, and is told in words. Immutable, counted; may be made and read on any thread that has the plan.
 */

#pragma once

#include "weir-plan-run.h"

G_BEGIN_DECLS

/* How well it is known when something begins or ends. */
typedef enum
{
  WEIR_OUTLOOK_EXACT,    /* by the clock; at an end, the last answers may still come in */
  WEIR_OUTLOOK_AT_LEAST, /* then, and what the server takes */
  WEIR_OUTLOOK_OPEN,     /* by a termination rule or by Stop, never by itself */
} WeirOutlookTime;

/* An iteration in one of the rounds it is done in. Times are those of one client, from its arrival. */
typedef struct
{
  char *name;
  WeirMode mode;
  gboolean by_rate;  /* an arrival rate instead of a mode */
  gboolean at_once;  /* maximizeThroughput */
  gboolean may_skip; /* a condition may leave it, or some of its requests, out */
  gint64 begin_us;
  WeirOutlookTime begin;
  gint64 length_us;
  WeirOutlookTime end;
  guint64 requests;     /* of all clients; what the plan itself fixes, 0 when it does not */
  gboolean or_more;     /* there may be more than those */
  gboolean as_answered; /* as fast as the server answers */
  gint64 cool_down_us;  /* from batch to batch; 0 without batches */
  double client_rate;   /* starts per second of one client; of rare batches a whole one; 0 when as_answered */
  double rate;          /* likewise of all clients */
} WeirOutlookJob;

/* So many clients have arrived after so much time of their round; between two of them it rises evenly. */
typedef struct
{
  gint64 at_us;
  guint64 n_clients;
} WeirOutlookArrival;

/* Times are those of the run. */
typedef struct
{
  char *name;
  guint index; /* among the rounds of the plan */
  guint group; /* rounds of one number begin together; the next number begins when all of them are over */
  gboolean together;
  gboolean parallel;
  gint64 begin_us; /* its startup delay comes after this */
  WeirOutlookTime begin;
  gint64 startup_delay_us;
  guint64 n_clients;
  GArray *arrivals;       /* of WeirOutlookArrival: the corners of the ramp, after the startup delay */
  gint64 last_arrival_us; /* likewise after it */
  gint64 life_us;         /* of one client */
  WeirOutlookTime life;
  gint64 end_us;
  WeirOutlookTime end;
  GPtrArray *jobs; /* of WeirOutlookJob, in order */
} WeirOutlookRound;

typedef struct
{
  char *host; /* lower case; without port, an IPv6 address without brackets */
  gboolean is_this_machine;
  double peak_rate; /* requests per second at the most by plan; -1: as fast as it answers */
} WeirPlanHost;

/* The plan as a whole. */
typedef struct
{
  guint64 clients;       /* at one time, at the most */
  guint64 least_clients; /* at one time for certain, at its peak */
  guint64 requests;      /* that the plan itself fixes */
  gboolean or_fewer;
  gboolean or_more;
  gint64 answering_us; /* for so long there are as many more as the server answers; 0: there are none */
  gboolean endless;    /* some are sent until a rule or Stop ends them */
  double rate;         /* starts in the busiest second, of what goes by the clock; 0: nothing does */
  gboolean as_answered; /* some, or all, go as fast as the server answers */
  gint64 length_us;
  WeirOutlookTime end;
} WeirOutlookTotals;

typedef struct _WeirPlanOutlook WeirPlanOutlook;

#define WEIR_TYPE_PLAN_OUTLOOK (weir_plan_outlook_get_type ())
GType weir_plan_outlook_get_type (void);

WeirPlanOutlook *weir_plan_outlook_new (WeirPlan *plan); /* all rounds, in no environment */
/* @settings: (nullable): environments, variables, secrets and rounds of the run that is thought of */
WeirPlanOutlook *weir_plan_outlook_new_for (WeirPlan *plan, const WeirPlanRunSettings *settings);
WeirPlanOutlook *weir_plan_outlook_ref (WeirPlanOutlook *self);
void weir_plan_outlook_unref (WeirPlanOutlook *self);

/* One sentence: clients, requests, rate, duration, hosts. (transfer full) */
char *weir_plan_outlook_describe (const WeirPlanOutlook *self);
const WeirOutlookTotals *weir_plan_outlook_get_totals (const WeirPlanOutlook *self);
GPtrArray *weir_plan_outlook_get_rounds (const WeirPlanOutlook *self); /* of WeirOutlookRound */
/* Of WeirPlanHost, those that are not this machine first. */
GPtrArray *weir_plan_outlook_get_hosts (const WeirPlanOutlook *self);
/* Whether requests go to hosts that only the run will tell. */
gboolean weir_plan_outlook_has_unknown_hosts (const WeirPlanOutlook *self);
/* Sentences on what those numbers leave out; (transfer none) of char* */
GPtrArray *weir_plan_outlook_get_notes (const WeirPlanOutlook *self);

/* A loopback name or address, or one of this computer's own; asks no name server. */
gboolean weir_host_is_this_machine (const char *host);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirPlanOutlook, weir_plan_outlook_unref)

G_END_DECLS
