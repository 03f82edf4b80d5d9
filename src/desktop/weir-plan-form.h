/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-form.h: the properties of one object of a load plan, a line for each
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-editor-context.h"

G_BEGIN_DECLS

typedef enum
{
  WEIR_PLAN_FIELD_ENTRY, /* a text, a number or a time */
  WEIR_PLAN_FIELD_AREA,  /* a text of several lines, or a list of texts */
  WEIR_PLAN_FIELD_FILE,  /* the name of a file */
  WEIR_PLAN_FIELD_CHECK,
  WEIR_PLAN_FIELD_CHOICE, /* of an enumeration */
  WEIR_PLAN_FIELD_WORDS,  /* a text that is one of a few words, or none */
} WeirPlanFieldKind;

typedef struct
{
  WeirPlanFieldKind kind;
  const char *property;
  const char *label;                      /* translatable, with its access key */
  const char *hint;                       /* (nullable) translatable: shown while it is empty */
  const char *help;                       /* (nullable) translatable: a tooltip */
  gboolean is_plain;                      /* no placeholders */
  const char *const *choices;             /* of a choice, translatable; of words, as they are */
  gboolean (*is_shown) (gpointer object); /* (nullable) */
} WeirPlanField;

#define WEIR_TYPE_PLAN_FORM (weir_plan_form_get_type ())
G_DECLARE_FINAL_TYPE (WeirPlanForm, weir_plan_form, WEIR, PLAN_FORM, GtkWidget)

GtkWidget *weir_plan_form_new (const WeirPlanField *fields, guint n_fields);
void weir_plan_form_bind (WeirPlanForm *self, WeirEditorContext *context, gpointer object);
GtkWidget *weir_plan_form_get_field (WeirPlanForm *self, const char *property);
gboolean weir_plan_form_focus (WeirPlanForm *self, gpointer object, const char *property);

G_END_DECLS
