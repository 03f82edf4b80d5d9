/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-fields.h: what the forms of a load plan ask for
 */

#pragma once

#include "weir-plan-form.h"

G_BEGIN_DECLS

GtkWidget *weir_plan_fields_new_plan (void);        /* of WeirPlan */
GtkWidget *weir_plan_fields_new_environment (void); /* of WeirEnvironment */
GtkWidget *weir_plan_fields_new_round (void);       /* of WeirRound */
GtkWidget *weir_plan_fields_new_iteration (void);   /* of WeirIteration: what it is called, when it begins */
GtkWidget *weir_plan_fields_new_pacing (void);      /* of WeirPacing */
GtkWidget *weir_plan_fields_new_conditions (void);  /* of WeirIteration: what is around the requests */
GtkWidget *weir_plan_fields_new_capture (void);     /* of WeirCapture */

/* "DCB: batches for a time" */
const char *weir_plan_pacing_to_words (WeirPacing *pacing);

G_END_DECLS
