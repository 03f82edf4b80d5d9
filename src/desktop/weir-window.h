/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-window.h: the window: one of the open documents, or what is offered when there is none
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-action-bar.h"
#include "weir-document-switcher.h"
#include "weir-problems-page.h"
#include "weir-load-question.h"
#include "weir-plan-view.h"
#include "weir-results-view.h"
#include "weir-run.h"
#include "weir-session.h"
#include "weir-sidebar.h"
#include "weir-source-page.h"
#include "weir-step-editor.h"
#include "weir-step-list.h"
#include "weir-variables-pane.h"

G_BEGIN_DECLS

#define WEIR_TYPE_WINDOW (weir_window_get_type ())
G_DECLARE_FINAL_TYPE (WeirWindow, weir_window, WEIR, WINDOW, GtkApplicationWindow)

WeirWindow *weir_window_new (GtkApplication *application);
void weir_window_open (WeirWindow *self, GFile *file);
void weir_window_open_folder (WeirWindow *self, GFile *file);
void weir_window_offer_drafts (WeirWindow *self);
void weir_window_open_sample (WeirWindow *self);
void weir_window_save_to (WeirWindow *self, GFile *file);
void weir_window_show_document (WeirWindow *self, guint position);

WeirFlow *weir_window_get_flow (WeirWindow *self);
WeirRun *weir_window_get_run (WeirWindow *self);
WeirSession *weir_window_get_session (WeirWindow *self);
WeirDocumentSwitcher *weir_window_get_switcher (WeirWindow *self);
WeirSidebar *weir_window_get_sidebar (WeirWindow *self);
WeirPlanView *weir_window_get_plan_view (WeirWindow *self);
WeirLoadQuestion *weir_window_get_load_question (WeirWindow *self);
WeirSourcePage *weir_window_get_source_page (WeirWindow *self);
WeirActionBar *weir_window_get_action_bar (WeirWindow *self);
WeirStepList *weir_window_get_step_list (WeirWindow *self);
WeirStepEditor *weir_window_get_editor (WeirWindow *self);
WeirVariablesPane *weir_window_get_variables (WeirWindow *self);
WeirResultsView *weir_window_get_results_view (WeirWindow *self);
WeirProblemsPage *weir_window_get_problems_page (WeirWindow *self);
void weir_window_export_to (WeirWindow *self, const char *file_name);
gboolean weir_window_is_working (WeirWindow *self);
const char *weir_window_get_page (WeirWindow *self);
const char *weir_window_get_message (WeirWindow *self);

G_END_DECLS
