/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-document-switcher.h: the button that lists open documents and recent flows
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-session.h"

G_BEGIN_DECLS

#define WEIR_TYPE_DOCUMENT_SWITCHER (weir_document_switcher_get_type ())
G_DECLARE_FINAL_TYPE (WeirDocumentSwitcher, weir_document_switcher, WEIR, DOCUMENT_SWITCHER, GtkWidget)

/* signals:
 *   session-chosen (WeirDocumentSwitcher *switcher, WeirSession *session)   the person wants to see it */
void weir_document_switcher_set_sessions (WeirDocumentSwitcher *self, GListModel *sessions);
void weir_document_switcher_set_shown (WeirDocumentSwitcher *self, WeirSession *session);
void weir_document_switcher_popup (WeirDocumentSwitcher *self);
void weir_document_switcher_choose (WeirDocumentSwitcher *self, guint position);
char *weir_document_switcher_get_text (WeirDocumentSwitcher *self, guint position);

G_END_DECLS
