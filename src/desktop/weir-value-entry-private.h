/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-value-entry-private.h: what the files of WeirValueEntry share
 */

#pragma once

#include "weir-value-entry.h"

G_BEGIN_DECLS

struct _WeirValueEntry
{
  GtkWidget parent_instance;

  /* template */
  GtkEntry *entry;
  GtkLabel *message_label;

  /* owned */
  WeirCompletion *completion;
  WeirEditorContext *context;
  GObject *object; /* nullable */
  char *property;
  char *message; /* nullable */
  GSignalGroup *object_signals;
  GSignalGroup *context_signals;

  WeirCompleteFunc complete;
  WeirEntryCheckFunc check;
  WeirEntryTakeFunc take;
  char *taken;      /* until it is told; nullable */
  guint taken_idle;
  char *pasted; /* a curl command, until it is in the document; nullable */
  gsize complete_start; /* bytes */
  gboolean is_warning;
  gboolean is_plain;
  gboolean is_secret;
  gboolean is_revealed;
  gboolean message_shown;
  gboolean follows; /* the field is being given what the document has */
  gboolean writes;  /* the document is being given what was typed */
};

/* weir-value-entry-typing.c */
void weir_value_entry_insert_text_cb (WeirValueEntry *self, const char *text, int length);
void weir_value_entry_forget_taken (WeirValueEntry *self);
void weir_value_entry_tell_pasted (WeirValueEntry *self);
void weir_value_entry_offer (WeirValueEntry *self);
void weir_value_entry_insert (WeirValueEntry *self, const char *insert);
gboolean weir_value_entry_query_tooltip (WeirValueEntry *self, int x, int y, gboolean keyboard,
                                         GtkTooltip *tooltip, GtkWidget *widget);

G_END_DECLS
