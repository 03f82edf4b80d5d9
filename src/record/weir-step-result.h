/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-step-result.h: one execution of one step, whole: attempts, checks, extracted values, warnings
 */

#pragma once

#include <glib.h>

#include "weir-exchange.h"
#include "weir-step-brief.h"

G_BEGIN_DECLS

/* An assertion as it came out. */
typedef struct
{
  gboolean passed;
  char *label;    /* "status < 400" */
  char *expected; /* "less than 400" */
  char *actual;   /* "503"; shortened to a few hundred characters */
} WeirCheck;

/* A variable a step set or extracted. */
typedef struct
{
  char *name;
  char *value; /* masked when secret; NULL when nothing was found */
} WeirTaken;

typedef struct
{
  WeirStepBrief brief;
  char *name;          /* of the step */
  char *message;       /* why it failed or was skipped: a whole sentence; NULL when passed */
  GPtrArray *attempts; /* of WeirExchange, in order */
  GArray *checks;      /* of WeirCheck */
  GArray *taken;       /* of WeirTaken */
  GPtrArray *warnings; /* of char* */
  /*< private >*/
  GPtrArray *spare;    /* of WeirExchange, emptied: attempts of an earlier use */
} WeirStepResult;

WeirStepResult *weir_step_result_new (void);
void weir_step_result_free (WeirStepResult *result);
/* Empties it; buffers and attempts are kept for the next use. */
void weir_step_result_reset (WeirStepResult *result);
WeirExchange *weir_step_result_add_attempt (WeirStepResult *result); /* reuses old ones; (transfer none) */
WeirExchange *weir_step_result_get_last (const WeirStepResult *result); /* (nullable) */
void weir_step_result_add_check (WeirStepResult *result, gboolean passed, const char *label,
                                 const char *expected, const char *actual);
void weir_step_result_add_taken (WeirStepResult *result, const char *name, const char *value);
void weir_step_result_add_warning (WeirStepResult *result, const char *warning);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirStepResult, weir_step_result_free)

G_END_DECLS
