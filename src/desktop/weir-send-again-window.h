/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-send-again-window.h: a recorded request that is sent again, beside what came back then
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-editor-response.h"
#include "weir-send.h"

G_BEGIN_DECLS

#define WEIR_TYPE_SEND_AGAIN_WINDOW (weir_send_again_window_get_type ())
G_DECLARE_FINAL_TYPE (WeirSendAgainWindow, weir_send_again_window, WEIR, SEND_AGAIN_WINDOW, GtkWindow)

WeirSendAgainWindow *weir_send_again_window_new (GtkWindow *parent, const WeirStepResult *recorded,
                                                 guint attempt, const char *when, WeirSend *send);
const char *weir_send_again_window_get_summary (WeirSendAgainWindow *self);

G_END_DECLS
