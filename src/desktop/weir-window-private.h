/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-window-private.h: what the files of WeirWindow share
 */

#pragma once

#include "weir-document-switcher.h"
#include "weir-history-page.h"
#include "weir-load-question.h"
#include "weir-plan-view.h"
#include "weir-secret-form.h"
#include "weir-session.h"
#include "weir-sidebar.h"
#include "weir-source-page.h"
#include "weir-step-editor.h"
#include "weir-variables-pane.h"
#include "weir-window.h"

G_BEGIN_DECLS

/* What is done once everything it needs is there. */
typedef void (*WeirWindowThen) (WeirWindow *self);

struct _WeirWindow
{
  GtkApplicationWindow parent_instance;

  /* template */
  GtkWidget *title_button;
  GtkLabel *title_label;
  GtkLabel *subtitle_label;
  WeirDocumentSwitcher *switcher;
  GtkWidget *document_bar; /* above the pages of flows and load plans */
  GtkStack *pages;
  WeirProblemsPage *problems_page;
  GtkWidget *banner;
  GtkLabel *banner_label;
  GtkWidget *message_bar;
  GtkImage *message_icon;
  GtkLabel *message_label;
  GtkWidget *message_show; /* goes to what is wrong */
  WeirActionBar *action_bar;
  WeirSecretForm *secret_form;
  GtkPaned *pane;
  GtkStack *left; /* the step list, or the runs that were kept */
  WeirStepList *step_list;
  WeirHistoryPage *history;
  GtkWidget *past_bar;
  GtkLabel *past_label;
  GtkWidget *show_latest;
  GtkWidget *draft_bar;
  GtkLabel *draft_label;
  GtkWidget *file_bar;
  GtkLabel *file_label;
  GtkWidget *file_buttons;
  GtkWidget *work_bar;
  GtkLabel *work_label;
  GtkProgressBar *work_progress;
  GtkStack *right; /* the editor, or the results */
  WeirStepEditor *editor;
  WeirVariablesPane *variables;
  WeirResultsView *results_view;
  GMenu *edit_section; /* of the menu: Undo and Redo */

  /* owned */
  GListStore *sessions; /* the open documents */
  WeirSession *session; /* the one that is shown; NULL when none is */
  GSignalGroup *session_signals;
  GtkFileChooserNative *chooser;
  WeirRunSnapshot *past; /* the run shown instead of the latest; NULL when there is none */
  WeirFlow *past_flow;   /* as it was run */
  char *past_file;       /* (nullable) the file that flow was in */
  WeirPlanSnapshot *past_plan; /* the same of a load plan */
  GCancellable *work;    /* of the export that is under way; NULL when there is none */
  char *export_name;     /* of the file it writes */
  char *undo_labels;     /* what the menu says now */
  WeirSidebar *sidebar; /* also while it is hidden */
  GPtrArray *closing; /* of WeirSession: what is being closed; NULL when nothing is */

  WeirWindowThen then; /* waits for secrets; NULL when nothing does */
  WeirWindowThen load_then; /* waits for whether systems may be loaded; NULL when nothing does */
  WeirPlanOutlook *load_outlook; /* what is asked about then; nullable */

  /* children */
  GtkWidget *name_popover; /* of the title */
  WeirSourcePage *source_page;
  WeirPlanView *plan_view;
  WeirLoadQuestion *load_question;
  GtkPaned *sidebar_pane;
  GtkOverlay *sidebar_overlay; /* over the pages: where the sidebar is when there is no room beside them */

  int sidebar_width;            /* when it was shown beside the pages last */
  guint work_source;            /* shows progress when the work takes long */
  gboolean include_credentials; /* in exports */
  gboolean message_passes; /* it is about what could not be done with steps, until something else is */
  gboolean shows_broken;   /* the shown document is text that is no flow */
  gboolean closing_window; /* after them the window closes, too */
  gboolean stop_confirmed; /* the person chose Stop and Close */
  guint n_settled;         /* of closing: saved, discarded, or unchanged */
  gboolean errors_told;    /* Run is insensitive because of errors */
  guint typing_source;     /* tells errors after a pause; 0 when there are none to tell */
  guint inhibit_cookie;    /* while a run is on; 0 when there is none */
};

/* weir-window-actions.c */
void weir_window_install_actions (WeirWindow *self);
void weir_window_update_actions (WeirWindow *self);

/* weir-window-documents.c */
void weir_window_show_page (WeirWindow *self, const char *page);
void weir_window_show_session (WeirWindow *self, WeirSession *session);
WeirSession *weir_window_find_session (WeirWindow *self, GFile *file);
void weir_window_show_titles (WeirWindow *self);
void weir_window_new_flow (WeirWindow *self);
void weir_window_add_session (WeirWindow *self, WeirSession *session);
void weir_window_remove_session (WeirWindow *self, WeirSession *session);
void weir_window_reload (WeirWindow *self);
WeirSession *weir_window_find_running (WeirWindow *self);

/* weir-window-run.c */
char *weir_window_find_reason (WeirWindow *self);
void weir_window_start_run (WeirWindow *self);
void weir_window_show_started_run (WeirWindow *self);
void weir_window_stop_run (WeirWindow *self);
void weir_window_show_run (WeirWindow *self);
void weir_window_follow_step (WeirWindow *self);
void weir_window_run_ended (WeirWindow *self, WeirSession *session);
void weir_window_follow_running (WeirWindow *self);

/* weir-window-secrets.c */
void weir_window_prepare (WeirWindow *self, WeirWindowThen then);
void weir_window_forget_secrets (WeirWindow *self);
void weir_window_secrets_answered (WeirWindow *self);
void weir_window_secrets_failed (WeirWindow *self, const char *sentence);

/* weir-window-history.c */
void weir_window_show_past (WeirWindow *self, const WeirPastRun *run);
void weir_window_show_report (WeirWindow *self);
void weir_window_show_latest (WeirWindow *self);
void weir_window_forget_past (WeirWindow *self);
WeirRunSnapshot *weir_window_get_shown_run (WeirWindow *self);
gint64 weir_window_get_shown_run_id (WeirWindow *self, gboolean *is_done);
const char *weir_window_get_shown_archive (WeirWindow *self);
void weir_window_follow_history (WeirWindow *self);
void weir_window_compare_with (WeirWindow *self, gint64 run_id);
void weir_window_show_comparison (WeirWindow *self, gpointer pair);
void weir_window_show_run_table (WeirWindow *self, gpointer runs);
void weir_window_ask_delete (WeirWindow *self, gint64 run_id, const char *name);

/* weir-window-past-plan.c */
void weir_window_show_past_plan (WeirWindow *self, const WeirPastRun *run, const char *archive,
                                 const char *text);
void weir_window_forget_past_plan (WeirWindow *self);
gboolean weir_window_open_past_document (WeirWindow *self, const WeirPastRun *run);
void weir_window_place_history (WeirWindow *self);

/* weir-window-convert.c */
void weir_window_install_convert (WeirWindow *self);
void weir_window_update_convert (WeirWindow *self);

/* weir-window-edit.c */
void weir_window_install_edit_actions (WeirWindow *self);
void weir_window_update_undo (WeirWindow *self);

/* weir-window-notices.c */
void weir_window_install_notices (WeirWindow *self);
void weir_window_show_notices (WeirWindow *self);

/* weir-window-export.c */
void weir_window_open_report (WeirWindow *self, GFile *file);
void weir_window_export (WeirWindow *self, const char *ending);
void weir_window_cancel_work (WeirWindow *self);

/* weir-window-sidebar.c */
void weir_window_install_sidebar (WeirWindow *self);
void weir_window_save_sidebar (WeirWindow *self);
void weir_window_leave_sidebar (WeirWindow *self);

/* weir-window-plan.c */
void weir_window_install_plan (WeirWindow *self);
void weir_window_show_plan (WeirWindow *self);
void weir_window_new_plan (WeirWindow *self, const char *preset);
char *weir_window_dup_preset (WeirWindow *self, const char *preset); /* (transfer full) (nullable) */
gboolean weir_window_has_plan (WeirWindow *self);
char *weir_window_find_plan_reason (WeirWindow *self);
void weir_window_start_plan_run (WeirWindow *self);
void weir_window_show_plan_run (WeirWindow *self);
void weir_window_follow_plan_edit (WeirWindow *self);

/* weir-window-load.c */
void weir_window_install_load (WeirWindow *self);
void weir_window_allow_load (WeirWindow *self, WeirWindowThen then);
void weir_window_forget_load (WeirWindow *self);

/* weir-window-source.c */
void weir_window_install_source (WeirWindow *self);
void weir_window_show_source_step (WeirWindow *self);
void weir_window_follow_broken (WeirWindow *self);

/* weir-window-files.c */
void weir_window_follow_sidebar (WeirWindow *self);

/* weir-window-name.c */
void weir_window_install_name (WeirWindow *self);

/* weir-window-environments.c */
void weir_window_install_environments (WeirWindow *self);
void weir_window_edit_environments (WeirWindow *self, GFile *folder);
gboolean weir_window_hold_for_environments (WeirWindow *self);
char *weir_window_describe_environments_draft (WeirWindow *self);
void weir_window_restore_environments_draft (WeirWindow *self);
void weir_window_discard_environments_draft (WeirWindow *self);

/* weir-window-close.c */
gboolean weir_window_close_request (WeirWindow *self);
void weir_window_close_document (WeirWindow *self);
void weir_window_continue_closing (WeirWindow *self);
void weir_window_cancel_closing (WeirWindow *self);
GtkWidget *weir_window_ask (WeirWindow *self, const char *title, const char *text);
void weir_window_add_answer (GtkWidget *dialog, const char *label, int response);
void weir_window_end_question (GtkWindow *dialog);

/* weir-window-again.c */
void weir_window_install_again_actions (WeirWindow *self);
void weir_window_update_again (WeirWindow *self);

/* weir-window-curl.c */
void weir_window_install_curl (WeirWindow *self);
void weir_window_update_curl (WeirWindow *self);
void weir_window_add_curl (WeirWindow *self, const char *text);

/* weir-window-send.c */
void weir_window_install_send_actions (WeirWindow *self);
void weir_window_update_send (WeirWindow *self);

/* weir-window-view.c */
void weir_window_install_view_actions (WeirWindow *self);
void weir_window_set_view (WeirWindow *self, const char *view);
gboolean weir_window_has_problem (WeirWindow *self);
gboolean weir_window_shows_results (WeirWindow *self);
void weir_window_edit_step (WeirWindow *self);

/* weir-window-typing.c */
void weir_window_install_typing (WeirWindow *self);
gboolean weir_window_is_typing (WeirWindow *self, gboolean has_errors);
gboolean weir_window_refuse_errors (WeirWindow *self);
void weir_window_forget_typing (WeirWindow *self);

/* weir-window-panes.c */
void weir_window_install_panes (WeirWindow *self);

/* weir-window-save.c */
void weir_window_save (WeirWindow *self);
void weir_window_save_as (WeirWindow *self);
gboolean weir_window_is_plan_name (const char *name);

/* weir-window.c */
void weir_window_show_message (WeirWindow *self, GtkMessageType type, const char *message);
void weir_window_hide_message (WeirWindow *self);

G_END_DECLS
