/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-window-private.h: what the files of WeirWindow share
 */

#pragma once

#include "weir-window.h"

G_BEGIN_DECLS

struct _WeirWindow
{
  GtkApplicationWindow parent_instance;

  /* template */
  GtkLabel *title_label;
  GtkLabel *subtitle_label;
  GtkStack *pages;
  WeirProblemsPage *problems_page;
  GtkWidget *banner;
  GtkLabel *banner_label;
  GtkRevealer *message_revealer;
  GtkWidget *message_bar;
  GtkImage *message_icon;
  GtkLabel *message_label;
  WeirActionBar *action_bar;
  GtkPaned *pane;
  WeirStepList *step_list;
  WeirResultsView *results_view;

  /* owned */
  WeirFlow *flow;
  GFile *file;       /* NULL for the unsaved copy of the sample flow */
  WeirRun *run;      /* the latest; NULL before the first */
  WeirFlow *run_flow; /* the flow of that run */
  GtkFileChooserNative *chooser;

  guint n_stops;    /* how often Stop was pressed in this run */
  gboolean closing; /* the window closes when the run has finished */
};

/* weir-window-actions.c */
void weir_window_install_actions (WeirWindow *self);
void weir_window_update_actions (WeirWindow *self);

/* weir-window-run.c */
gboolean weir_window_is_running (WeirWindow *self);
char *weir_window_find_reason (WeirWindow *self);
void weir_window_start_run (WeirWindow *self);
void weir_window_stop_run (WeirWindow *self);
void weir_window_drop_run (WeirWindow *self);
gboolean weir_window_close_request (WeirWindow *self);

/* weir-window.c */
void weir_window_show_message (WeirWindow *self, GtkMessageType type, const char *message);
void weir_window_hide_message (WeirWindow *self);

G_END_DECLS
