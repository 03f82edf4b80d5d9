/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-action-bar.h: the bar with Run or Stop and the progress of the run
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-run-snapshot.h"
#include "weir-session.h"

G_BEGIN_DECLS

#define WEIR_TYPE_ACTION_BAR (weir_action_bar_get_type ())
G_DECLARE_FINAL_TYPE (WeirActionBar, weir_action_bar, WEIR, ACTION_BAR, GtkWidget)

/* What the one button does. */
typedef enum
{
  WEIR_ACTION_BAR_RUN,
  WEIR_ACTION_BAR_STOP,
  WEIR_ACTION_BAR_STOP_NOW,
} WeirActionBarMode;

/* signal: rounds-chosen (WeirActionBar *bar)   other rounds of the load plan run from now on */
WeirActionBarMode weir_action_bar_get_mode (WeirActionBar *self);
void weir_action_bar_set_mode (WeirActionBar *self, WeirActionBarMode mode);
void weir_action_bar_set_session (WeirActionBar *self, WeirSession *session);
void weir_action_bar_set_reason (WeirActionBar *self, const char *reason);
void weir_action_bar_set_problem (WeirActionBar *self, gboolean has_place);
void weir_action_bar_set_progress (WeirActionBar *self, const char *text, double fraction);
const char *weir_action_bar_get_label (WeirActionBar *self);
const char *weir_action_bar_get_progress (WeirActionBar *self);

G_END_DECLS
