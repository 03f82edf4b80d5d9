/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-history-page-private.h: what the files of WeirHistoryPage share
 */

#pragma once

#include "weir-history-page.h"
#include "weir-result-reader.h"

G_BEGIN_DECLS

struct _WeirHistoryPage
{
  GtkWidget parent_instance;

  /* template */
  GtkWidget *content;
  GtkDropDown *which;
  GtkListBox *list;
  GtkLabel *empty;
  GtkWidget *chosen_bar;
  GtkLabel *chosen_label;
  GtkPopover *describing;
  GtkEntry *title;
  GtkTextView *note;

  /* owned */
  WeirResultReader *reader;
  GCancellable *cancellable; /* of everything that was asked; cancelled at the end */
  GPtrArray *runs;           /* of WeirRunInfo, newest first */
  GArray *chosen;            /* of gint64: runs that are to be compared */
  char *file_name;           /* (nullable) of the document that is open */
  char *name;                /* (nullable) */

  guint n_asked;         /* questions that are not answered yet */
  gint64 described_id;   /* the run that is being named */
  gboolean read;         /* as it is now */
  gboolean is_plan;      /* the document that is open */
};

/* weir-history-page.c */
void weir_history_page_show_runs (WeirHistoryPage *self);
void weir_history_page_ask (WeirHistoryPage *self, WeirReaderFunc function, gpointer data,
                            GDestroyNotify free_answer, GAsyncReadyCallback callback);
gboolean weir_history_page_take_answer (WeirHistoryPage *self, const GError *error);

/* weir-history-page-choice.c */
void weir_history_page_install_choice (GtkWidgetClass *widget_class);
gboolean weir_history_page_is_chosen (WeirHistoryPage *self, gint64 run_id);
void weir_history_page_unchoose (WeirHistoryPage *self, gint64 run_id);

G_END_DECLS
