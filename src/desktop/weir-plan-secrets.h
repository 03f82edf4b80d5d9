/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-secrets.h: the secrets of an environment of a load plan: their names, and giving them values
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-plan-form.h"
#include "weir-secret-form.h"

G_BEGIN_DECLS

#define WEIR_TYPE_PLAN_SECRETS (weir_plan_secrets_get_type ())
G_DECLARE_FINAL_TYPE (WeirPlanSecrets, weir_plan_secrets, WEIR, PLAN_SECRETS, GtkWidget)

GtkWidget *weir_plan_secrets_new (void);
void weir_plan_secrets_bind (WeirPlanSecrets *self, WeirEditorContext *context, WeirEnvironment *environment);
WeirPlanForm *weir_plan_secrets_get_form (WeirPlanSecrets *self);

G_END_DECLS
