/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-engine-private.h: what the files of this room share: the engine and its virtual users
 */

#pragma once

#include "weir-answer.h"
#include "weir-engine.h"
#include "weir-program.h"
#include "weir-scope.h"

G_BEGIN_DECLS

/* What a virtual user is doing; one switch in weir-virtual-user.c moves it on. */
typedef enum
{
  VU_IDLE,     /* not begun, or between two lists of steps */
  VU_NEXT,     /* a step has ended: which comes now? */
  VU_DELAY,    /* waiting before a step */
  VU_HELD,     /* waiting until results can be passed on again */
  VU_BEGIN,    /* the step may begin */
  VU_WAIT,     /* in a `wait:` */
  VU_SENDING,  /* a request is in flight */
  VU_ANSWERED, /* an attempt is over */
  VU_RETRY,    /* waiting before the next attempt */
  VU_DONE,     /* all its steps are over, or it was stopped */
} WeirVirtualUserState;

/* Who gave a variable its value, or should have. */
typedef struct
{
  const char *step; /* (nullable) borrowed: of the program, or interned */
  guint part;
  guint row; /* 0 = no row of the data file */
  gboolean secret;
} WeirOrigin;

typedef struct _WeirVirtualUser WeirVirtualUser;

struct _WeirVirtualUser
{
  WeirEngine *engine;
  WeirClient *client;
  WeirVirtualUserState state;
  guint part;
  guint number;          /* 1-based; 0 in Before All and After All */
  guint place;           /* among those that have begun, 0-based */
  guint iteration;       /* 1-based; 0 in Before All and After All */
  guint turn;            /* which of its iterations it is, 1-based; not the same where only some are run */
  guint row;             /* of the data file, 1-based; 0 = none */
  guint next;            /* index of the next step of the list */
  WeirStepProgram *step; /* the current one, borrowed */
  gboolean begun;        /* has begun a step: the next one is preceded by the delay */
  gboolean stopped;      /* nothing new is begun any more */
  WeirScope scope; /* its store is owned */
  char **notes;    /* by slot: why it has no value; allocated with the first note */
  WeirOrigin *origins; /* (nullable) by slot; only where the store is left to others */
  WeirMask *mask;  /* secrets, once this user has some beside the flow store's; those included */
  WeirTimer timer;
  gint64 planned_us; /* when the delay or the wait before the next attempt is over; 0 = no instant was set */

  /* The current step. */
  WeirStepResult *result;
  WeirOutgoing outgoing;
  WeirTarget *target;
  WeirHeaders *headers;
  GString *text;
  GBytes *body;
  char *username;   /* (nullable) for digest authentication */
  char *password;
  char *hidden[2];  /* the latest credentials that were hidden */
  guint n_hidden;
};

struct _WeirEngine
{
  WeirProgram *program;
  WeirEngineSettings settings;
  WeirEngineEvents events;
  gpointer data;
  WeirEngineProgress progress;
  WeirTransport *transport;
  GTlsCertificate *certificate; /* (nullable) borrowed from the program's files */
  WeirTimers *timers; /* borrowed from the transport */
  WeirMethodState *methods;
  WeirTimer start_timer;
  WeirTimer limit_timer;

  /* What Before All left. */
  WeirValue *store;
  char **notes;
  WeirOrigin *origins; /* (nullable) */
  WeirCookies *cookies;
  GPtrArray *secrets; /* of char* */
  WeirMask *mask;     /* hides these; NULL = none */

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
void weir_virtual_user_stop (WeirVirtualUser *self);

/* weir-step-execution.c: what one step does */
gboolean weir_step_is_skipped (WeirVirtualUser *self);
gboolean weir_step_assign (WeirVirtualUser *self);
char *weir_step_try_fill (WeirVirtualUser *self, const WeirTemplate *template);
gboolean weir_step_fill (WeirVirtualUser *self, const WeirTemplate *template);
void weir_step_take_status (WeirVirtualUser *self);
gboolean weir_step_wants_retry (WeirVirtualUser *self);
gint64 weir_step_retry_delay (WeirVirtualUser *self);
void weir_step_drop_body (WeirVirtualUser *self);
void weir_step_judge (WeirVirtualUser *self);
void weir_step_fail (WeirVirtualUser *self, const char *message);

/* weir-request-execution.c: the request of a step */
gboolean weir_step_prepare (WeirVirtualUser *self);
void weir_step_take_options (WeirVirtualUser *self);
void weir_step_run_before (WeirVirtualUser *self);
void weir_step_run_after (WeirVirtualUser *self);
void weir_step_warn (WeirVirtualUser *self, const WeirExchange *exchange);

/* weir-replay.c */
gboolean weir_replay_prepare (WeirVirtualUser *user);

/* weir-payload-execution.c */
gboolean weir_payload_prepare (WeirVirtualUser *self, WeirPayloadProgram *payload);

/* weir-secret.c */
void weir_secret_hide_credential (WeirVirtualUser *self, const char *secret);
void weir_secret_forget_credentials (WeirVirtualUser *self);
void weir_secret_hide (WeirVirtualUser *self, const WeirValue *value);

/* weir-engine-store.c */
void weir_engine_enter_store (WeirEngine *self, const WeirStoreImage *image);
void weir_engine_leave_store (WeirEngine *self, WeirVirtualUser *user);
void weir_store_note_origin (WeirVirtualUser *self, guint slot, gboolean secret);
void weir_store_note_row (WeirVirtualUser *self, guint slot, guint row);
WeirOrigin *weir_origins_copy (const WeirOrigin *origins, guint n_slots);

/* weir-missing.c: why a variable has no value */
void weir_missing_note (WeirVirtualUser *self, const WeirTake *take, const char *reason);
void weir_missing_note_step (WeirVirtualUser *self, const char *why);
void weir_missing_forget (WeirVirtualUser *self, guint slot);
char *weir_missing_explain (WeirVirtualUser *self, const WeirUnfilled *unfilled);
char **weir_notes_copy (char *const *notes, guint n_slots);
void weir_notes_free (char **notes, guint n_slots);

G_END_DECLS
