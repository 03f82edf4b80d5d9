/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-text-area-private.h: what the files of WeirTextArea share
 */

#pragma once

#include "weir-text-area.h"

G_BEGIN_DECLS

struct _WeirTextArea
{
  GtkWidget parent_instance;

  /* template */
  GtkTextView *view;
  GtkScrolledWindow *scrolled;
  GtkLabel *message_label;

  /* owned */
  WeirCompletion *completion;
  WeirEditorContext *context;
  GObject *object; /* nullable */
  char *property;
  char *language; /* nullable */
  char *marks;    /* as they are in the text, in short; NULL when that has changed */
  char *message;  /* nullable */
  GSignalGroup *object_signals;
  GSignalGroup *context_signals;

  /* borrowed */
  GtkTextBuffer *buffer;
  GtkTextTag *placeholder;
  GtkTextTag *wrong;

  gsize complete_start; /* bytes within the line */
  gboolean is_plain;
  gboolean is_warning;
  gboolean follows; /* the field is being given what the document has */
};

/* weir-text-area-typing.c */
void weir_text_area_offer (WeirTextArea *self);
void weir_text_area_insert (WeirTextArea *self, const char *insert);
gboolean weir_text_area_query_tooltip (WeirTextArea *self, int x, int y, gboolean keyboard,
                                       GtkTooltip *tooltip);

G_END_DECLS
