/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-session.h: one open document: its file, whether it is saved, and its latest run
 */

#pragma once

#include "weir-curl-import.h"
#include "weir-draft.h"
#include "weir-edits.h"
#include "weir-environment.h"
#include "weir-flow.h"
#include "weir-flow-problems.h"
#include "weir-opened-report.h"
#include "weir-plan.h"
#include "weir-plan-outlook.h"
#include "weir-plan-problems.h"
#include "weir-plan-run.h"
#include "weir-problem.h"
#include "weir-run.h"
#include "weir-run-repeat.h"
#include "weir-send.h"
#include "weir-step-places.h"

G_BEGIN_DECLS

#define WEIR_TYPE_SESSION (weir_session_get_type ())
G_DECLARE_FINAL_TYPE (WeirSession, weir_session, WEIR, SESSION, GObject)

/* What a new flow begins with. */
#define WEIR_NEW_FLOW_NAME "New Flow"
#define WEIR_NEW_FLOW_TEXT "name: " WEIR_NEW_FLOW_NAME "\nsteps: []\n"
/* And a new load plan, which has at least one request. */
#define WEIR_NEW_PLAN_NAME "New Plan"
#define WEIR_NEW_PLAN_TEXT                                                                                   \
  "name: " WEIR_NEW_PLAN_NAME "\n"                                                                           \
  "rounds:\n"                                                                                                \
  "  - name: Round 1\n"                                                                                      \
  "    iterations:\n"                                                                                        \
  "      - name: Home\n"                                                                                     \
  "        httpRequest:\n"                                                                                   \
  "          url: http://127.0.0.1:8020/\n"

/* Whether another program has touched the file since it was read or saved. */
typedef enum
{
  WEIR_SESSION_FILE_SAME,
  WEIR_SESSION_FILE_CHANGED,
  WEIR_SESSION_FILE_MISSING,
} WeirSessionFile;

/* properties: title, dirty, broken, running, file-state and environment (all read-only) */
/* signals:
 *   run-changed (WeirSession *session)    the run has got further; at most 10 times a second
 *   run-finished (WeirSession *session)   once for each run
 *   send-changed (WeirSession *session)   a Send has begun or ended
 *   edited (WeirSession *session)         something in the document has changed */
WeirSession *weir_session_new_for_file (GFile *file);
WeirSession *weir_session_new_for_text (const char *text, GError **error);
WeirSession *weir_session_new_for_report (WeirOpenedReport *report, GError **error);
void weir_session_load (WeirSession *self);
gboolean weir_session_is_outdated (WeirSession *self);
void weir_session_check_file (WeirSession *self);
WeirSessionFile weir_session_get_file_state (WeirSession *self);
void weir_session_keep_mine (WeirSession *self);
void weir_session_close (WeirSession *self);
/* FALSE while steps have errors: what is saved can be opened again. */
gboolean weir_session_can_save (WeirSession *self, GError **error);
gboolean weir_session_save (WeirSession *self, GError **error);
gboolean weir_session_save_as (WeirSession *self, GFile *file, GError **error);
void weir_session_follow_file (WeirSession *self, GFile *file);
gboolean weir_session_is_json (WeirSession *self);
char *weir_session_dup_source (WeirSession *self, GError **error);
/* Why what is typed as text does not count (yet). */
const char *weir_session_describe_unread (WeirSession *self);
const char *weir_session_describe_overtaken (WeirSession *self);
void weir_session_apply_source (WeirSession *self, const char *text, gpointer document);
/* What was typed as text and is not in the flow: it may have errors. It is something to save all the same. */
const char *weir_session_get_typed (WeirSession *self); /* (nullable) */
gboolean weir_session_is_broken (WeirSession *self);
void weir_session_set_typed (WeirSession *self, const char *text);
gboolean weir_session_take_typed (WeirSession *self, GError **error);

const WeirDraft *weir_session_get_draft (WeirSession *self); /* (nullable) */
void weir_session_restore_draft (WeirSession *self);
void weir_session_discard_draft (WeirSession *self);
WeirSession *weir_session_new_for_draft (WeirDraft *draft);

const char *weir_session_get_title (WeirSession *self);
const char *weir_session_get_file_name (WeirSession *self);
GFile *weir_session_get_file (WeirSession *self);
WeirFlow *weir_session_get_flow (WeirSession *self); /* (nullable) */
WeirPlan *weir_session_get_plan (WeirSession *self); /* (nullable) */
WeirEdits *weir_session_get_edits (WeirSession *self); /* (nullable) */
WeirFlowProblems *weir_session_get_edit_problems (WeirSession *self); /* (nullable) */
WeirPlanProblems *weir_session_get_plan_problems (WeirSession *self); /* (nullable) */
GPtrArray *weir_session_get_problems (WeirSession *self);
const char *weir_session_get_error (WeirSession *self);
gboolean weir_session_get_dirty (WeirSession *self);
WeirOpenedReport *weir_session_get_report (WeirSession *self); /* (nullable) */
const char *weir_session_get_notice (WeirSession *self);
void weir_session_set_notice (WeirSession *self, const char *notice);

/* Where it runs. The person's choice is kept for the file, outside of it. */
const char *weir_session_get_environment_name (WeirSession *self); /* (nullable) */
void weir_session_choose_environment (WeirSession *self, const char *name);
char **weir_session_list_environments (WeirSession *self, GPtrArray *problems);
gboolean weir_session_find_environment (WeirSession *self, WeirEnvironment **environment, char ***secrets,
                                        char ***missing, GError **error);
/* @value is in memory only, for Runs and Sends of this document, until it is closed. */
char *weir_session_give_secret (WeirSession *self, const char *wanted, const char *value);
const char *weir_session_get_given_secret (WeirSession *self, const char *name); /* (nullable) */
/* Its step has placeholders in place of all that looks secret; the values are given. */
void weir_session_keep_curl_secrets (WeirSession *self, WeirCurlImport *import);
/* A value of a secret, or the file, is another one by now: notifies "environment". */
void weir_session_environment_changed (WeirSession *self);

gboolean weir_session_start_send (WeirSession *self, WeirStep *step, GError **error);
void weir_session_cancel_send (WeirSession *self);
gboolean weir_session_is_sending (WeirSession *self);
WeirSend *weir_session_get_send (WeirSession *self, WeirStep *step); /* (nullable) */
WeirSend *weir_session_send_again (WeirSession *self, WeirFlow *run_flow, const char *file_name,
                                   const WeirStepResult *result, const WeirExchange *exchange,
                                   GError **error);
WeirCurrentStore *weir_session_get_store (WeirSession *self);
WeirEnvironment *weir_session_get_environment (WeirSession *self); /* (nullable) */

gboolean weir_session_start_run_up_to (WeirSession *self, WeirStep *step, GError **error);
gboolean weir_session_start_repeat (WeirSession *self, const WeirRunRepeat *repeat, GError **error);
gboolean weir_session_start_run (WeirSession *self, GError **error);
gboolean weir_session_start_plan_run (WeirSession *self, GError **error);
/* Of flows and load plans alike. */
void weir_session_stop_run (WeirSession *self);
void weir_session_forget_run (WeirSession *self);
gboolean weir_session_is_running (WeirSession *self);
guint weir_session_get_stops (WeirSession *self);
WeirRun *weir_session_get_run (WeirSession *self);
WeirFlow *weir_session_get_run_flow (WeirSession *self);
WeirStepPlaces *weir_session_get_run_places (WeirSession *self);
WeirPlanRun *weir_session_get_plan_run (WeirSession *self); /* (nullable) */
WeirPlan *weir_session_get_run_plan (WeirSession *self); /* (nullable) */
WeirPlanOutlook *weir_session_get_run_outlook (WeirSession *self); /* (nullable) what that plan does */
/* What Start would do now, in the chosen environment; (transfer full) */
WeirPlanOutlook *weir_session_new_outlook (WeirSession *self);
/* Whether a person agrees that hosts are loaded which only the run tells, while the document is open. */
void weir_session_allow_unknown_hosts (WeirSession *self);
gboolean weir_session_allows_unknown_hosts (WeirSession *self);
/* Whether the plan says something else by now than that run has frozen. */
gboolean weir_session_is_run_outdated (WeirSession *self);
/* Which rounds Start runs, by name; NULL: all of them. In the document nothing is said of it. */
const char *const *weir_session_get_rounds (WeirSession *self);
void weir_session_choose_rounds (WeirSession *self, const char *const *names);

G_END_DECLS
