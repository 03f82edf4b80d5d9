/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-source-page-private.h: what the files of WeirSourcePage share
 */

#pragma once

#include <gtksourceview/gtksource.h>

#include "weir-source-page.h"

G_BEGIN_DECLS

struct _WeirSourcePage
{
  GtkWidget parent_instance;

  /* template */
  GtkWidget *content;
  GtkSourceView *view;
  GtkWidget *state_bar;
  GtkLabel *state;
  GtkWidget *discard;
  GtkWidget *problems;
  GtkListBox *list;

  /* owned */
  WeirSession *session;
  GCancellable *cancellable; /* of the latest text that is being read */
  GPtrArray *found;          /* of WeirProblem: in the text that is shown */
  GArray *places;            /* of WeirSourcePlace */

  /* borrowed */
  GtkTextBuffer *buffer;
  GtkTextTag *error_tag;
  GtkTextTag *warning_tag;

  WeirFlowPart wanted_part; /* the step to show as soon as it is known where it is written */
  int wanted_index;         /* -1: none */
  guint source;       /* reads after a pause */
  gboolean stale;     /* the document has changed since it was shown */
  gboolean filling;   /* the text is not being typed */
  gboolean applying;  /* the document takes over what was typed */
  gboolean has_errors; /* what was typed was read, and is no document */
  gboolean seeks;     /* goes to the first error as soon as it is known */
};

/* weir-source-page-problems.c */
void weir_source_page_show_problems (WeirSourcePage *self, GPtrArray *problems);
void weir_source_page_go_to (WeirSourcePage *self, guint line, guint column);
void weir_source_page_problem_activated_cb (WeirSourcePage *self, GtkListBoxRow *row);
gboolean weir_source_page_query_tooltip_cb (WeirSourcePage *self, int x, int y, gboolean keyboard,
                                            GtkTooltip *tooltip);

G_END_DECLS
