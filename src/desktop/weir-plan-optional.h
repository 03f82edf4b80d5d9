/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-optional.h: a part of a load plan that need not be there: a check, and its form below
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-plan-form.h"

G_BEGIN_DECLS

typedef struct
{
  const char *property; /* of whatever it belongs to: an object, or NULL */
  const char *label;    /* translatable, with its access key */
  const char *help;     /* (nullable) translatable: a tooltip */
  gpointer (*create) (void);
  const WeirPlanField *fields;
  guint n_fields;
} WeirPlanOptionalKind;

#define WEIR_TYPE_PLAN_OPTIONAL (weir_plan_optional_get_type ())
G_DECLARE_FINAL_TYPE (WeirPlanOptional, weir_plan_optional, WEIR, PLAN_OPTIONAL, GtkWidget)

GtkWidget *weir_plan_optional_new (const WeirPlanOptionalKind *kind);
void weir_plan_optional_bind (WeirPlanOptional *self, WeirEditorContext *context, gpointer owner);
WeirPlanForm *weir_plan_optional_get_form (WeirPlanOptional *self);
gboolean weir_plan_optional_focus (WeirPlanOptional *self, gpointer object, const char *property);

G_END_DECLS
