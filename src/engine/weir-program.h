/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-program.h: a frozen flow in the form it is carried out in: every template, path and condition compiled
 */

#pragma once

#include "weir-comparison.h"
#include "weir-engine.h"
#include "weir-expression.h"
#include "weir-globals.h"
#include "weir-names.h"
#include "weir-path.h"
#include "weir-regex.h"
#include "weir-request-program.h"
#include "weir-template.h"
#include "weir-transport.h"

G_BEGIN_DECLS

/* Where in an answer to look; shared by extractions and assertions. */
typedef struct
{
  WeirSource source;
  WeirPath *path; /* body; NULL = the whole body */
  char *selector;     /* name of the header or cookie */
  WeirRegex *regex;   /* (nullable) applied to what was found */
} WeirLook;

typedef struct
{
  WeirLook look;
  guint slot;
  char *name;
  char *from;             /* "$.token", "header Location": for sentences */
  WeirTemplate *fallback; /* (nullable) */
  gboolean secret;
} WeirTake;

typedef struct
{
  WeirLook look;
  WeirComparison comparison;
  WeirTemplate *expected; /* (nullable) */
  WeirTemplate *upper;    /* (nullable) between */
  WeirRegex *pattern;     /* "matches" with a literal pattern */
  char *label;

  /* What it comes to: worked out once when there is nothing to fill in, else anew for each answer. */
  gboolean literal;
  gboolean worked_out;
  WeirValue expected_value;
  WeirValue upper_value;
  char *expected_text;
} WeirExpect;

typedef struct
{
  guint slot;
  WeirTemplate *value;
} WeirAssign;

typedef struct
{
  WeirExpression *condition;      /* (nullable) no response or status ≥ 500 */
  WeirExpression *stop_condition; /* (nullable) */
  guint max_retries;
  gboolean exponential;
  gint64 delay_us;
  gint64 max_delay_us;
} WeirRetryProgram;

typedef struct
{
  char *name;
  WeirFlowPart part;
  guint index;
  gboolean enabled;  /* and chosen for this run */
  gboolean left_out; /* enabled, but not chosen */
  gboolean keep_body;
  WeirExpression *skip_if;     /* (nullable) */
  gint64 wait_us;              /* -1 = does not wait */
  GArray *assigns;             /* of WeirAssign */
  WeirRequestProgram *request; /* (nullable) */
  WeirRetryProgram *retry;     /* (nullable) */
  GArray *takes;               /* of WeirTake */
  GArray *expects;             /* of WeirExpect */
} WeirStepProgram;

typedef struct
{
  WeirNames *names;
  GPtrArray *steps[WEIR_N_FLOW_PARTS]; /* of WeirStepProgram */
  WeirGlobals *globals;                /* the document's variables */
  WeirFiles *files;                    /* those the document names */
  char *definitions; /* stands for all variables that are given a value before the first step */
  WeirDataRows *rows;                  /* (nullable) */
  gboolean is_random;                  /* a pass takes any of them */
  guint *column_slots;                 /* of its columns */
} WeirProgram;

WeirProgram *weir_program_new (WeirFlow *flow, const WeirEngineSettings *settings, GError **error);
void weir_program_free (WeirProgram *self);
guint weir_program_count_slots (const WeirProgram *self);
/* weir-row.c */
void weir_program_take_rows (WeirProgram *self, WeirDataRows *rows, gboolean is_random);
void weir_program_mark_columns (WeirProgram *self);
gboolean weir_program_has_column (const WeirProgram *self, guint slot);
void weir_program_drop_rows (WeirProgram *self);
WeirStepProgram *weir_step_program_new (WeirStep *step, WeirFlowPart part, guint index, WeirNames *names,
                                        GError **error);
void weir_step_program_free (WeirStepProgram *self);
gboolean weir_step_program_sets (const WeirStepProgram *self, guint slot);
gboolean weir_look_compile (WeirLook *look, WeirSource source, const char *path, const char *selector,
                            const char *regex, GError **error);
void weir_look_clear (WeirLook *look);

/* For programs of flows and of load plans alike. */
void weir_step_program_mark_session (const WeirStepProgram *self, WeirGlobals *globals);
gboolean weir_globals_define_list (WeirGlobals *globals, WeirNames *names, GListModel *variables,
                                   GError **error);
void weir_globals_define_given (WeirGlobals *globals, WeirNames *names, const char *const *given);
gboolean weir_names_add_given (WeirNames *names, const char *const *given, GError **error);

WeirValue *weir_store_copy (const WeirValue *store, guint n_slots);
void weir_store_free (WeirValue *store, guint n_slots);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirProgram, weir_program_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirStepProgram, weir_step_program_free)

G_END_DECLS
