/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-message-view.h: a request or a response: its first line, its body, its header fields, its redirects
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-body-view.h"
#include "weir-exchange.h"

G_BEGIN_DECLS

#define WEIR_TYPE_MESSAGE_VIEW (weir_message_view_get_type ())
G_DECLARE_FINAL_TYPE (WeirMessageView, weir_message_view, WEIR, MESSAGE_VIEW, GtkWidget)

void weir_message_view_set_request (WeirMessageView *self, const WeirExchange *exchange);
void weir_message_view_set_response (WeirMessageView *self, const WeirExchange *exchange);
void weir_message_view_set_nothing (WeirMessageView *self, const char *why);
void weir_message_view_set_savable (WeirMessageView *self, gboolean savable);
WeirBodyView *weir_message_view_get_body (WeirMessageView *self);
char *weir_message_view_get_text (WeirMessageView *self);

G_END_DECLS
