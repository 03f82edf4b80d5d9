/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-results-view-private.h: what the files of WeirResultsView share
 */

#pragma once

#include "weir-cards.h"
#include "weir-column-layout.h"
#include "weir-charts-page.h"
#include "weir-findings-view.h"
#include "weir-focus.h"
#include "weir-log-page.h"
#include "weir-result-children.h"
#include "weir-result-filter-bar.h"
#include "weir-result-index.h"
#include "weir-result-list.h"
#include "weir-result-matches.h"
#include "weir-results-view.h"
#include "weir-statistics-page.h"

G_BEGIN_DECLS

/* A way through the results to the next problem; it goes on when the results of a pass have been read. */
typedef struct
{
  gboolean back;
  gboolean any;       /* looks for the first result, whatever it is */
  gboolean exact;     /* looks for one step of one pass only */
  WeirPassKey target;
  guint target_step;
  gboolean unchecked; /* looks for answers not checked, else for failures */
  guint n_turns;      /* how often it came to the end */
  gint64 position;    /* of a pass in the list */
  gint64 beyond_id;   /* only results beyond this one; 0 = all of the pass */
  WeirPassKey key;             /* of the pass whose results it waits for */
  WeirResultChildren *waiting; /* owned */
  gulong handler;
} WeirResultSearch;

/* The ways to list results; each has a view of its own, so that a choice only changes over to another. */
typedef enum
{
  WEIR_RESULT_PAGE_ALL,     /* passes and their steps */
  WEIR_RESULT_PAGE_FAILED,  /* those that failed */
  WEIR_RESULT_PAGE_MATCHES, /* results alone, of any choice and order */
} WeirResultPage;
#define N_RESULT_PAGES 3
#define N_RESULT_TREES 2

struct _WeirResultsView
{
  GtkWidget parent_instance;

  /* template */
  GtkWidget *content;
  GtkLabel *outcome;
  GtkWidget *next_problem;
  GtkLabel *trouble;
  WeirCards *cards;
  WeirFindingsView *findings;
  GtkNotebook *tabs;
  WeirChartsPage *charts;
  WeirStatisticsPage *statistics;
  WeirLogPage *log;
  WeirResultFilterBar *filter_bar;
  GtkLabel *count;
  GtkLabel *rule;
  GtkWidget *selecting_box;
  GtkProgressBar *selecting_bar;
  GtkWidget *step_filter;
  GtkLabel *step_filter_label;
  GtkPaned *pane;
  GtkStack *pages;
  GtkColumnView *views[N_RESULT_PAGES];
  WeirResultDetails *details;

  /* owned */
  WeirResultReader *reader;
  char *archive; /* (nullable) the file the run is in; NULL: the person's own archive */
  WeirResultIndex *index;
  WeirResultList *lists[N_RESULT_TREES];
  GtkTreeListModel *trees[N_RESULT_TREES];
  WeirResultMatches *matches;
  GtkSingleSelection *selections[N_RESULT_PAGES];
  char *text;              /* of `choice` */
  GCancellable *selecting; /* of the look at every result that is under way; NULL when there is none */
  WeirFlow *flow; /* (nullable) of the run */
  WeirRunSnapshot *charted;      /* what the charts show */
  GPtrArray *windows;            /* of WeirTimeWindow: that run second by second; NULL until it has ended */
  GCancellable *reading_windows; /* of what happened second by second; NULL when it is not being read */
  GCancellable *loading; /* of the result that is being read; NULL when there is none */

  WeirResultSearch search;
  guint scroll_source;
  gboolean followed; /* the program chose the row, and keeps it in sight */
  gint64 run_id;
  gint64 n_without_bodies; /* of the run: results whose bodies found no room; 0 until it has ended */
  gint64 shown_id; /* the result in the details, or on its way there */
  WeirResultFilter filter;
  WeirResultPage page;
  WeirResultChoice choice;  /* what is listed, or will be */
  WeirResultChoice before;  /* what was listed when the look began; its text is owned */
  gint64 selecting_since_us;
  gint64 selected_us;       /* when the latest look ended */
  gint64 selecting_took_us;
  guint selecting_source;   /* shows progress when a look takes long */
  guint n_selected_of;      /* how many results there were when the latest look began */
  gboolean settling;        /* rows move below what is chosen */
  gboolean by_vu;
  gboolean single; /* there is one pass only, so that it is expanded */
  gboolean done;
  gboolean choose;  /* something is chosen as soon as the results are in */
  gboolean comparing; /* a passing result is looked for */
  gboolean reveal;  /* so is this result */
  WeirPassKey reveal_key;
  guint reveal_step;
};

/* weir-results-view.c */
WeirResultList *weir_results_view_get_shown_list (WeirResultsView *self);
GtkTreeListModel *weir_results_view_get_shown_tree (WeirResultsView *self);
void weir_results_view_show_page (WeirResultsView *self, WeirResultPage page);
void weir_results_view_show_nothing (WeirResultsView *self);
void weir_results_view_choose (WeirResultsView *self);
void weir_results_view_select_match (WeirResultsView *self, guint position);
void weir_results_view_select_row (WeirResultsView *self, GtkTreeListRow *row);
void weir_results_view_list_run (WeirResultsView *self);
void weir_results_view_show_count (WeirResultsView *self);
void weir_results_view_forget_step (WeirResultsView *self);

/* weir-results-view-charts.c */
void weir_results_view_show_charts (WeirResultsView *self, WeirRunSnapshot *snapshot);
void weir_results_view_chart_jump (WeirResultsView *self, int part, int step, guint iteration, guint vu);

/* weir-results-view-matches.c */
void weir_results_view_apply_choice (WeirResultsView *self);
void weir_results_view_select_results (WeirResultsView *self);
void weir_results_view_refresh_matches (WeirResultsView *self);
void weir_results_view_end_selecting (WeirResultsView *self);
void weir_results_view_cancel_selecting (WeirResultsView *self);
void weir_results_view_find_match (WeirResultsView *self, gboolean back);

/* weir-results-view-compare.c */
void weir_results_view_compare (WeirResultsView *self);

/* weir-results-view-search.c */
void weir_results_view_find_first (WeirResultsView *self);
void weir_results_view_find_result (WeirResultsView *self, WeirPassKey key, guint step);
void weir_results_view_find_problem (WeirResultsView *self, gboolean back);
void weir_results_view_end_search (WeirResultsView *self);

/* weir-results-view-choose.c */
gboolean weir_results_view_grab_focus (GtkWidget *widget);

G_END_DECLS
