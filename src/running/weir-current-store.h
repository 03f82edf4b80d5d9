/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-current-store.h: the current store of an open document: what the last run or Send left
 *
 * One per open document, kept by the window, in memory only: make it with the document, let go of it with the
 * document. Give it to WeirRunSettings.store and WeirSendSettings.store; it is brought up to date before
 * their `finished` is emitted. After a run of one iteration it is what that iteration left, after several
 * what the last one left (of virtual users, the one that was done last), variables and cookies. A run in
 * which no iteration began leaves what Before All had.
 *
 * It is a GListModel of WeirCurrentVariable: every variable the flow, its environment and its steps know, in
 * the order of the document, with the value a Send would find now. Secrets in it are never shown, and are in
 * no record, log or archive.
 */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "weir-current-variable.h"
#include "weir-environment.h"
#include "weir-flow.h"
#include "weir-store-image.h"

G_BEGIN_DECLS

#define WEIR_TYPE_CURRENT_STORE (weir_current_store_get_type ())
G_DECLARE_FINAL_TYPE (WeirCurrentStore, weir_current_store, WEIR, CURRENT_STORE, GObject)

WeirCurrentStore *weir_current_store_new (void);
/* What lies below: call it when the document is opened, when it is edited (cheap: only what differs is
 * signalled), and when another environment is chosen. All may be NULL. @variables and @secrets are
 * "NAME=VALUE"…, as in WeirRunSettings. */
void weir_current_store_set_place (WeirCurrentStore *self, WeirFlow *flow, WeirEnvironment *environment,
                                   const char *const *secrets, const char *const *variables);
/* Forgets what runs and Sends left: variables that steps set, and cookies. */
void weir_current_store_clear (WeirCurrentStore *self);
/* Whether a run or Send has left anything. */
gboolean weir_current_store_is_empty (WeirCurrentStore *self);
guint weir_current_store_get_n_cookies (WeirCurrentStore *self);
/* (transfer none) (nullable) */
WeirCurrentVariable *weir_current_store_find (WeirCurrentStore *self, const char *name);
/* What @step of @part would have taken from the answer of the last Send, had it been asked to: @value becomes
 * the value of @name, until the next run or Send. */
void weir_current_store_learn (WeirCurrentStore *self, WeirFlowPart part, const char *step, const char *name,
                               JsonNode *value, gboolean secret);
/* A variable that a step gives is called @to from now on, unless another one is. */
void weir_current_store_rename (WeirCurrentStore *self, const char *from, const char *to);
/* @text with placeholders filled in as a Send would do now, secrets hidden. NULL when a placeholder has no
 * value (@missing, (out) (nullable) (transfer full): its name) or @text has a mistake (@missing: NULL). */
char *weir_current_store_fill (WeirCurrentStore *self, const char *text, char **missing);
/* @text with every secret of this document hidden; for all that leaves the window. (transfer full) */
char *weir_current_store_hide (WeirCurrentStore *self, const char *text);

/* For runs and Sends. */
void weir_current_store_take (WeirCurrentStore *self, WeirStoreImage *image); /* (transfer full) */
const WeirStoreImage *weir_current_store_get_image (WeirCurrentStore *self);  /* (nullable) */

G_END_DECLS
