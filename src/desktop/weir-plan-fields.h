/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-fields.h: what the forms of a load plan ask for
 */

#pragma once

#include "weir-plan-optional.h"

G_BEGIN_DECLS

GtkWidget *weir_plan_fields_new_plan (void);        /* of WeirPlan */
GtkWidget *weir_plan_fields_new_environment (void); /* of WeirEnvironment */
GtkWidget *weir_plan_fields_new_secrets (void);     /* of WeirEnvironment: variables kept elsewhere */
GtkWidget *weir_plan_fields_new_round (void);       /* of WeirRound */
GtkWidget *weir_plan_fields_new_iteration (void);   /* of WeirIteration: what it is called, when it begins */
GtkWidget *weir_plan_fields_new_pacing (void);      /* of WeirPacing */
GtkWidget *weir_plan_fields_new_conditions (void);  /* of WeirIteration: what is around the requests */
GtkWidget *weir_plan_fields_new_flow (void);        /* of WeirIteration: what it sends instead of a request */
GtkWidget *weir_plan_fields_new_rate (void);        /* of WeirArrivalRate */

extern const WeirPlanOptionalKind weir_plan_optional_capture; /* of WeirIteration */
extern const WeirPlanOptionalKind weir_plan_optional_data;    /* of WeirPlan, WeirRound and WeirIteration */

/* What an iteration chooses among: the modes, and an arrival rate. */
#define WEIR_PLAN_CHOICE_RATE WEIR_N_MODES
#define WEIR_PLAN_N_CHOICES (WEIR_N_MODES + 1)
guint weir_plan_pacing_get_choice (WeirPacing *pacing);

/* "DCB: batches for a time" */
const char *weir_plan_mode_to_words (guint choice);
const char *weir_plan_pacing_to_words (WeirPacing *pacing);

G_END_DECLS
