/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-execution.h: one step as it is carried out: for a virtual user of a flow or a client of a load plan
 *
 * There is one path of requests for both: whoever owns an execution says which step, of which session, and is
 * told what became of it.
 */

#pragma once

#include "weir-answer.h"
#include "weir-program.h"
#include "weir-scope.h"

G_BEGIN_DECLS

/* What everything that is carried out in one worker has in common; an engine begins with it. */
typedef struct
{
  /* borrowed */
  WeirNames *names;
  WeirGlobals *globals;
  WeirFiles *files;
  GTlsCertificate *certificate; /* (nullable) */
  const WeirRecordedRequest *again; /* (nullable) sent instead of the step's own */
  WeirTimers *timers;
  /* owned */
  WeirTransport *transport;
  WeirMethodState *methods;
  GPtrArray *secrets; /* of char* */
  WeirMask *mask;     /* (nullable) hides these */

  gboolean insecure;
  gboolean keeps_notes; /* sessions note why their variables have no value */
  gint64 started_us;    /* of the run, monotonic */
} WeirShared;

/* Who gave a variable its value, or should have. */
typedef struct
{
  const char *step; /* (nullable) borrowed: of the program, or interned */
  guint part;
  guint row; /* 0 = no row of the data file */
  gboolean secret;
} WeirOrigin;

/* What one client has; several steps of it may be carried out at the same time. */
typedef struct
{
  WeirClient *client;  /* its cookies and connections */
  WeirScope scope;     /* its store is owned; its data is the execution that looks into it now */
  char **notes;        /* (nullable) by slot: why it has no value */
  WeirOrigin *origins; /* (nullable) by slot; only where the store is left to others */
  WeirMask *mask;      /* (nullable) its secrets, once it has some beside the common ones; those included */
  char *hidden[2];     /* the latest credentials that were hidden */
  guint n_hidden;
} WeirUserSession;

typedef enum
{
  WEIR_EXECUTION_IDLE,
  WEIR_EXECUTION_WAIT,    /* in a `wait:` */
  WEIR_EXECUTION_SENDING, /* a request is in flight */
  WEIR_EXECUTION_RETRY,   /* waiting before the next attempt */
} WeirExecutionState;

typedef struct _WeirExecution WeirExecution;

/* What its owner is asked and told. */
typedef struct
{
  /* A request goes out, and has come to its end, before anything looks at it. */
  void (*sending) (WeirExecution *self, WeirExchange *exchange);
  void (*answered) (WeirExecution *self, WeirExchange *exchange);
  /* (nullable) It was looked at; @is_last: and will not be sent again. */
  void (*settled) (WeirExecution *self, WeirExchange *exchange, gboolean is_last);
  /* Its result is complete; never called from within weir_execution_begin() or weir_execution_stop(). */
  void (*ended) (WeirExecution *self);
  /* Why something has no value, a whole sentence; (transfer full) */
  char *(*explain) (WeirExecution *self, const WeirUnfilled *unfilled);
} WeirExecutionClass;

struct _WeirExecution
{
  /* borrowed */
  const WeirExecutionClass *class;
  WeirShared *shared;
  WeirUserSession *session;
  WeirStepProgram *step;
  WeirCall *call; /* while a request is in flight */
  /* owned */
  WeirStepResult *result;
  WeirTarget *target;
  WeirHeaders *headers;
  GString *text;
  GBytes *body;
  char *username; /* (nullable) for digest authentication */
  char *password;

  WeirExecutionState state;
  gboolean stopped;      /* nothing new is begun any more */
  gint64 planned_us;     /* when the next request is meant to go out; 0 = no instant was set */
  gint64 retry_until_us; /* no attempt is begun from here on; 0 = without end */
  WeirOutgoing outgoing;
  WeirTimer timer;
};

/* weir-execution.c */
void weir_execution_init (WeirExecution *self, const WeirExecutionClass *class, WeirShared *shared);
void weir_execution_clear (WeirExecution *self);
void weir_execution_prepare (WeirExecution *self, WeirUserSession *session, WeirStepProgram *step);
gboolean weir_execution_begin (WeirExecution *self);
void weir_execution_halt (WeirExecution *self);
void weir_execution_stop (WeirExecution *self);
const WeirMask *weir_execution_get_mask (const WeirExecution *self);

/* weir-user-session.c */
void weir_shared_init (WeirShared *self, WeirNames *names, WeirGlobals *globals, WeirFiles *files,
                       const char *folder);
void weir_shared_clear (WeirShared *self);
void weir_shared_hide_written (WeirShared *self, const WeirStepProgram *step);
gboolean weir_shared_set_up_security (WeirShared *self, const WeirEngineSettings *settings, GError **error);
void weir_user_session_init (WeirUserSession *self, WeirShared *shared, WeirClient *client);
void weir_user_session_clear (WeirUserSession *self, WeirShared *shared);

/* weir-step-execution.c: what one step does */
gboolean weir_step_is_skipped (WeirExecution *self);
gboolean weir_step_assign (WeirExecution *self);
gboolean weir_step_holds (WeirExecution *self, const WeirExpression *expression);
char *weir_step_try_fill (WeirExecution *self, const WeirTemplate *template);
gboolean weir_step_fill (WeirExecution *self, const WeirTemplate *template);
void weir_step_take_status (WeirExecution *self);
gboolean weir_step_wants_retry (WeirExecution *self);
gint64 weir_step_retry_delay (WeirExecution *self);
void weir_step_drop_body (WeirExecution *self);
void weir_step_judge (WeirExecution *self);
void weir_step_fail (WeirExecution *self, const char *message);

/* weir-request-execution.c: the request of a step */
gboolean weir_step_prepare (WeirExecution *self);
void weir_step_take_options (WeirExecution *self);
void weir_step_run_before (WeirExecution *self);
void weir_step_run_after (WeirExecution *self);
void weir_step_run_statements (WeirExecution *self, const GPtrArray *statements, const char *key);
guint weir_step_count_redirects (const WeirExchange *exchange);
void weir_step_warn (WeirExecution *self, const WeirExchange *exchange);

/* weir-replay.c */
gboolean weir_replay_prepare (WeirExecution *user);

/* weir-payload-execution.c */
gboolean weir_payload_prepare (WeirExecution *self, WeirPayloadProgram *payload);

/* weir-secret.c */
void weir_secret_hide_credential (WeirExecution *self, const char *secret);
void weir_secret_forget_credentials (WeirUserSession *session);
void weir_secret_hide (WeirExecution *self, const WeirValue *value);

/* weir-engine-store.c */
void weir_store_note_origin (WeirExecution *self, guint slot, gboolean secret);

/* weir-missing.c: why a variable has no value */
void weir_missing_note (WeirExecution *self, const WeirTake *take, const char *reason);
void weir_missing_note_step (WeirExecution *self, const char *why);
void weir_missing_forget (WeirExecution *self, guint slot);
char **weir_notes_copy (char *const *notes, guint n_slots);
void weir_notes_free (char **notes, guint n_slots);

G_END_DECLS
