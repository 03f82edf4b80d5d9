/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-current-variable.h: a variable of the current store: its value, where that came from, what it hides
 */

#pragma once

#include <glib-object.h>

#include "weir-document-enums.h"

G_BEGIN_DECLS

/* Which value wins, from top to bottom. */
typedef enum
{
  WEIR_FROM_STEP,        /* set or extracted by a step */
  WEIR_FROM_ROW,         /* the data file */
  WEIR_FROM_SECRET,      /* a secret of the environment */
  WEIR_FROM_GIVEN,       /* given beside the document */
  WEIR_FROM_ENVIRONMENT,
  WEIR_FROM_FLOW,        /* the variables of the flow */
} WeirVariableOrigin;

/* A place that has a value for it. */
typedef struct
{
  WeirVariableOrigin origin;
  WeirFlowPart part; /* of the step */
  guint row;         /* of the data file, 1-based */
  char *place;       /* (nullable) the name of the step or of the environment */
  char *value;       /* (nullable) to be shown: secrets hidden, UTF-8; NULL = it has none */
  char *type;        /* "text", "integer", "number", "boolean", "null", "JSON", "XML", "CSV" */
} WeirVariableLayer;

#define WEIR_TYPE_CURRENT_VARIABLE (weir_current_variable_get_type ())
G_DECLARE_FINAL_TYPE (WeirCurrentVariable, weir_current_variable, WEIR, CURRENT_VARIABLE, GObject)

/* Immutable: a variable that changes is another object in the list. */
const char *weir_current_variable_get_name (WeirCurrentVariable *self);
/* (nullable) To be shown: secrets are •••, also inside other text. NULL: it has no value (yet). */
const char *weir_current_variable_get_value (WeirCurrentVariable *self);
/* (nullable) Why it has no value, or which step will set it: a whole sentence. */
const char *weir_current_variable_get_note (WeirCurrentVariable *self);
/* The value is a secret: it is never shown, copied or written anywhere. */
gboolean weir_current_variable_get_secret (WeirCurrentVariable *self);
/* It calls a method, or names what has no value yet: the value is the text as written, worked out when it is
 * used. */
gboolean weir_current_variable_get_as_written (WeirCurrentVariable *self);
/* Layer 0 is the one that counts; those below it are hidden by it. May be none. */
guint weir_current_variable_get_n_layers (WeirCurrentVariable *self);
const WeirVariableLayer *weir_current_variable_get_layer (WeirCurrentVariable *self, guint index);
/* "Log in", "Log in (Before All)", "Environment local", "Flow"; (transfer full) */
char *weir_variable_layer_describe (const WeirVariableLayer *layer);

G_END_DECLS
