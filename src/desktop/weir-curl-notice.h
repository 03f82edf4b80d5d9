/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-curl-notice.h: what was not taken over from a curl command, and what of it looks secret
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-curl-import.h"
#include "weir-edits.h"

G_BEGIN_DECLS

#define WEIR_TYPE_CURL_NOTICE (weir_curl_notice_get_type ())
G_DECLARE_FINAL_TYPE (WeirCurlNotice, weir_curl_notice, WEIR, CURL_NOTICE, GtkWidget)

/* @import: (transfer full), its step is in the document already, its secrets are taken */
void weir_curl_notice_show_import (WeirCurlNotice *self, WeirCurlImport *import, WeirEdits *edits);
/* @command was pasted into a field, by the last of @edits. */
void weir_curl_notice_show_offer (WeirCurlNotice *self, const char *command, WeirEdits *edits);
void weir_curl_notice_show_error (WeirCurlNotice *self, const char *sentence);
/* The document is another one than when it was shown: an undo, say. */
void weir_curl_notice_update (WeirCurlNotice *self, WeirRequest *request);
void weir_curl_notice_clear (WeirCurlNotice *self);
const char *weir_curl_notice_get_text (WeirCurlNotice *self);
GtkCheckButton *weir_curl_notice_get_secret (WeirCurlNotice *self, guint index); /* (nullable) */

G_END_DECLS
