/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-step-editor-private.h: what the files of WeirStepEditor share
 */

#pragma once

#include "weir-editor-auth.h"
#include "weir-editor-options.h"
#include "weir-step-editor.h"
#include "weir-text-area.h"

G_BEGIN_DECLS

struct _WeirStepEditor
{
  GtkWidget parent_instance;

  /* template */
  GtkStack *pages;
  GtkWidget *name_line;
  WeirValueEntry *name;
  GtkToggleButton *notes_button;
  GtkWidget *notes_revealer;
  WeirTextArea *notes;
  GtkWidget *request_head;
  GtkDropDown *method;
  WeirValueEntry *url;
  GtkLabel *send_label;
  GtkWidget *send_button;
  WeirEditorResponse *response;
  GtkStack *kinds; /* a request, or what a step without one does */
  GtkNotebook *tabs;
  GtkLabel *tab_labels[WEIR_N_EDITOR_TABS];
  WeirFieldRows *params;
  WeirFieldRows *headers;
  WeirEditorAuth *auth;
  WeirEditorBody *body;
  WeirFieldRows *extractions;
  WeirFieldRows *assertions;
  WeirEditorOptions *options;
  WeirFieldRows *assignments;
  WeirValueEntry *wait;
  WeirValueEntry *skip_if;
  GtkLabel *step_message;
  WeirCurlNotice *curl_notice;

  /* owned */
  WeirSession *session;
  WeirEditorContext *context;
  WeirStep *step;
  WeirValuePicker *picker;
  GSignalGroup *session_signals;
  GSignalGroup *step_signals;
  GSignalGroup *request_signals;

  gboolean follows; /* a choice is being given what the document has */
};

/* weir-step-editor-curl.c */
void weir_step_editor_install_curl (WeirStepEditor *self);
void weir_step_editor_offer_curl (GtkWidget *widget, const char *action, GVariant *command);

/* weir-step-editor-send.c */
void weir_step_editor_install_send (WeirStepEditor *self);

/* weir-step-editor-tabs.c */
void weir_step_editor_show_counts (WeirStepEditor *self);

G_END_DECLS
