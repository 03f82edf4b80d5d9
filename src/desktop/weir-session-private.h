/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-session-private.h: what the files of WeirSession share
 */

#pragma once

#include "weir-edit-memory.h"
#include "weir-open-document.h"
#include "weir-session.h"
#include "weir-source-text.h"

G_BEGIN_DECLS

struct _WeirSession
{
  GObject parent_instance;

  /* owned */
  GFile *file; /* NULL for a document that was never saved */
  char *name;  /* of the file */
  char *stamp; /* of the file when it was read or saved last */
  char *text;  /* as it was read or saved last; NULL without document */
  char *notice;
  WeirOpenedReport *report; /* (nullable) the results it came with */
  GObject *document; /* a flow or a load plan; NULL when the file cannot be read, a flow without steps
                        while it is broken */
  WeirEdits *edits;  /* of the document */
  WeirEditMemory *memory; /* of the text of a flow that is edited: it is asked for with every keystroke */
  WeirSourceText *source; /* what was typed as text, to write it from; NULL: the text as it was read */
  char *typed;            /* text the document does not say (yet): it is not read, or has errors; nullable */
  WeirFlowProblems *edit_problems; /* what its edits made wrong; NULL unless a flow */
  WeirPlanProblems *plan_problems; /* what is wrong with it; NULL unless a load plan */
  WeirCurrentStore *store;         /* what runs and Sends left */
  WeirEnvironment *environment;    /* where the flow runs; nullable */
  char **secrets;                  /* of the environment */
  GHashTable *given;               /* name → value of the secrets that are only in memory; nullable */
  GHashTable *names;               /* WeirExtraction → what it was called when nothing was being edited */
  WeirSend *send;                  /* the latest; nullable */
  WeirStep *sent_step;
  GPtrArray *problems;
  char *error; /* why the file cannot be read */
  WeirRun *run;
  WeirFlow *run_flow; /* what that run has frozen: the flow may have been edited since */
  WeirStepPlaces *run_places; /* of the flow's steps in that run */
  WeirPlanRun *plan_run;
  WeirPlan *run_plan; /* what that run has frozen */
  WeirPlanOutlook *run_outlook;
  char *run_text;     /* what the plan said then; NULL without that run */
  char **rounds;      /* names of those that Start runs; NULL: all */

  /* borrowed */
  WeirFlow *flow; /* the document, if it is one */
  WeirPlan *plan;

  char *environment_name; /* (nullable) what a person chose, instead of what the flow says */

  guint place_idle;
  WeirDraft *draft;           /* of an earlier start, to decide about; NULL when there is none */
  char *draft_name;           /* where changes of this one are kept; NULL when there are none */
  GFileMonitor *monitor;      /* of the file; NULL where files cannot be watched */

  WeirSessionFile file_state;
  guint draft_source;
  gboolean draft_writing; /* in a thread */
  gboolean draft_dropped; /* meanwhile */
  guint watch_source; /* the file is being written by another program */
  gboolean broken;     /* the file is text, but no flow */
  gboolean mended;     /* it is none, but what was typed instead is one */
  gboolean overwrites; /* saving replaces what another program has written */
  gboolean environment_chosen;
  gboolean unknown_hosts_allowed;
  guint n_stops; /* how often Stop was pressed in this run */
};

/* weir-session-environment.c */
void weir_session_recall_environment (WeirSession *self);
void weir_session_keep_environment (WeirSession *self);

/* weir-session-source.c */
void weir_session_adopt_source (WeirSession *self, const char *label, const char *text, gpointer document);
void weir_session_stand_in (WeirSession *self, const char *path);
void weir_session_read_ahead (WeirSession *self);

/* weir-session.c */
void weir_session_take_document (WeirSession *self, gpointer document);
gboolean weir_session_has_changes (WeirSession *self);

/* weir-session-names.c */
void weir_session_note_names (WeirSession *self);
void weir_session_follow_name (WeirSession *self, GObject *object, const char *property);

/* weir-session-run.c */
void weir_session_drop_run (WeirSession *self);
void weir_session_begin_run (WeirSession *self, gpointer run);
gboolean weir_session_has_secrets (WeirEnvironment *environment, char *const *missing, GError **error);

/* weir-session-send.c */
void weir_session_place_store (WeirSession *self);
void weir_session_read_environment (WeirSession *self);
void weir_session_drop_send (WeirSession *self);
/* weir-session-draft.c */
void weir_session_update_draft (WeirSession *self);
void weir_session_drop_draft (WeirSession *self);
void weir_session_find_draft (WeirSession *self);

/* weir-session-watch.c */
void weir_session_watch_file (WeirSession *self);
void weir_session_unwatch_file (WeirSession *self);

/* weir-session-save.c */
void weir_session_remember_file (WeirSession *self, gboolean readable);

G_END_DECLS
