/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-engine-private.h: what the files of this room share: the engine and its virtual users
 */

#pragma once

#include "weir-engine.h"
#include "weir-execution.h"

G_BEGIN_DECLS

/* What a virtual user is doing; one switch in weir-virtual-user.c moves it on. */
typedef enum
{
  VU_IDLE,  /* not begun, or between two lists of steps */
  VU_NEXT,  /* a step has ended: which comes now? */
  VU_DELAY, /* waiting before a step */
  VU_HELD,  /* waiting until results can be passed on again */
  VU_BEGIN, /* the step may begin */
  VU_STEP,  /* the step is being carried out */
  VU_DONE,  /* all its steps are over, or it was stopped */
} WeirVirtualUserState;

typedef struct _WeirVirtualUser WeirVirtualUser;

struct _WeirVirtualUser
{
  WeirExecution execution; /* of the current step */
  WeirUserSession session;
  WeirEngine *engine;
  WeirVirtualUserState state;
  guint part;
  guint number;    /* 1-based; 0 in Before All and After All */
  guint place;     /* among those that have begun, 0-based */
  guint iteration; /* 1-based; 0 in Before All and After All */
  guint turn;      /* which of its iterations it is, 1-based; not the same where only some are run */
  guint row;       /* of the data file, 1-based; 0 = none */
  guint given_row; /* likewise: which one its next pass takes; 0 = the one of its number */
  guint next;      /* index of the next step of the list */
  gboolean begun;   /* has begun a step: the next one is preceded by the delay */
  gboolean stopped; /* nothing new is begun any more */
  WeirTimer timer;
  gpointer owner; /* (nullable) borrowed: whoever had it begin its pass; see WeirPassEvents */
};

/* What somebody is told who begins passes one by one, instead of the engine. */
typedef struct
{
  /* Before All is over; @is_open: passes may begin. */
  void (*ready) (gboolean is_open, gpointer data);
  void (*sending) (WeirVirtualUser *user, gpointer data);
  void (*retrying) (WeirVirtualUser *user, gpointer data); /* there will be another attempt, after a pause */
  void (*step_begun) (WeirVirtualUser *user, gpointer data);
  void (*step_ended) (WeirVirtualUser *user, gpointer data);
  /* Or it was stopped; the user may begin another. */
  void (*pass_over) (WeirVirtualUser *user, gpointer data);
} WeirPassEvents;

struct _WeirEngine
{
  WeirShared shared;
  WeirProgram *program;
  WeirEngineSettings settings;
  WeirEngineEvents events;
  const WeirPassEvents *passes; /* (nullable) */
  gpointer data;
  WeirEngineProgress progress;
  WeirTimer start_timer;
  WeirTimer limit_timer;

  /* What Before All left. */
  WeirValue *store;
  char **notes;
  WeirOrigin *origins; /* (nullable) */
  WeirCookies *cookies;

  WeirVirtualUser *outer; /* Before All, then After All */
  GPtrArray *users;       /* of WeirVirtualUser: those that have begun */
  guint n_ended;          /* users that are done, with their pass or because they were stopped */
  guint64 counts[WEIR_N_STEP_OUTCOMES];
  guint64 generator_errors;
  gboolean hold;
  gboolean stop_asked; /* by a person */
  gboolean aborted;    /* and asked again: After All does not run either */
  gboolean halted;     /* no further step or pass begins; by Stop or by a failure */
  gboolean before_all_failed;
  WeirStoreImage *left; /* (nullable) the store of the last one that is done */
  char *missing;        /* (nullable) the latest variable that had no value, and */
  char *setter;         /* (nullable) the step that sets it */
};

/* weir-engine.c: what a virtual user tells the engine */
void weir_engine_step_begun (WeirEngine *self, WeirVirtualUser *user);
void weir_engine_step_ended (WeirEngine *self, WeirVirtualUser *user);
/* The end of the list: TRUE when the user has been given another pass to go on with. */
gboolean weir_engine_list_ended (WeirEngine *self, WeirVirtualUser *user);
void weir_engine_user_done (WeirEngine *self, WeirVirtualUser *user);
gboolean weir_engine_needs_delay (WeirEngine *self, WeirVirtualUser *user);

/* weir-virtual-user.c */
WeirVirtualUser *weir_virtual_user_new (WeirEngine *engine, guint part, guint number);
void weir_virtual_user_free (WeirVirtualUser *self);
void weir_virtual_user_begin_pass (WeirVirtualUser *self, guint iteration, guint turn);
void weir_virtual_user_take_row (WeirVirtualUser *self); /* weir-row.c */
void weir_virtual_user_run (WeirVirtualUser *self);
void weir_virtual_user_halt (WeirVirtualUser *self);
void weir_virtual_user_stop (WeirVirtualUser *self);

/* weir-engine.c: for whoever begins passes one by one; between weir_engine_start() and this, when none is
 * under way any more: After All */
void weir_engine_end_passes (WeirEngine *self);

/* weir-engine-store.c */
void weir_engine_enter_store (WeirEngine *self, const WeirStoreImage *image);
void weir_engine_leave_store (WeirEngine *self, WeirVirtualUser *user);
void weir_store_note_row (WeirVirtualUser *self, guint slot, guint row);
WeirOrigin *weir_origins_copy (const WeirOrigin *origins, guint n_slots);

/* weir-missing.c: why a variable has no value; @execution is of a virtual user */
char *weir_missing_explain (WeirExecution *execution, const WeirUnfilled *unfilled);

G_END_DECLS
