/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-auth.h: an `auth:` as written: how a request says who sends it
 */

#pragma once

#include <glib-object.h>

#include "weir-document-enums.h"

G_BEGIN_DECLS

#define WEIR_TYPE_AUTH (weir_auth_get_type ())
G_DECLARE_FINAL_TYPE (WeirAuth, weir_auth, WEIR, AUTH, GObject)

/* properties: kind; username and password (basic, digest), token (bearer), name, value and place (apiKey).
 * Texts are never NULL, and may hold placeholders. */
WeirAuth *weir_auth_new (WeirAuthKind kind);
WeirAuthKind weir_auth_get_kind (WeirAuth *self);
void weir_auth_set_kind (WeirAuth *self, WeirAuthKind kind);
const char *weir_auth_get_username (WeirAuth *self);
void weir_auth_set_username (WeirAuth *self, const char *username);
const char *weir_auth_get_password (WeirAuth *self);
void weir_auth_set_password (WeirAuth *self, const char *password);
const char *weir_auth_get_token (WeirAuth *self);
void weir_auth_set_token (WeirAuth *self, const char *token);
const char *weir_auth_get_name (WeirAuth *self);
void weir_auth_set_name (WeirAuth *self, const char *name);
const char *weir_auth_get_value (WeirAuth *self);
void weir_auth_set_value (WeirAuth *self, const char *value);
WeirAuthPlace weir_auth_get_place (WeirAuth *self);
void weir_auth_set_place (WeirAuth *self, WeirAuthPlace place);

G_END_DECLS
