/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-environment.h: where a flow runs: variables, secrets, proxy and certificates under one name
 */

#pragma once

#include <gio/gio.h>

#include "weir-variable.h"

G_BEGIN_DECLS

#define WEIR_TYPE_ENVIRONMENT (weir_environment_get_type ())
G_DECLARE_FINAL_TYPE (WeirEnvironment, weir_environment, WEIR, ENVIRONMENT, GObject)

/* properties: name (never NULL), proxy, authorities, certificate (files; all nullable), insecure; and the
 * list variables (WeirVariable); secrets and order (lists of names). Secrets are names only: their values are
 * in no document. */
WeirEnvironment *weir_environment_new (const char *name);
const char *weir_environment_get_name (WeirEnvironment *self);
void weir_environment_set_name (WeirEnvironment *self, const char *name);
const char *weir_environment_get_proxy (WeirEnvironment *self);
void weir_environment_set_proxy (WeirEnvironment *self, const char *proxy);
const char *weir_environment_get_authorities (WeirEnvironment *self);
void weir_environment_set_authorities (WeirEnvironment *self, const char *file_name);
const char *weir_environment_get_certificate (WeirEnvironment *self);
void weir_environment_set_certificate (WeirEnvironment *self, const char *file_name);
gboolean weir_environment_get_insecure (WeirEnvironment *self);
/* Whether it was set, one way or the other: FALSE that is said replaces TRUE of another file. */
gboolean weir_environment_says_insecure (WeirEnvironment *self);
void weir_environment_set_insecure (WeirEnvironment *self, gboolean insecure);

GListStore *weir_environment_get_variables (WeirEnvironment *self);
const char *const *weir_environment_get_secrets (WeirEnvironment *self); /* (transfer none), never NULL */
void weir_environment_set_secrets (WeirEnvironment *self, const char *const *names);
void weir_environment_add_secret (WeirEnvironment *self, const char *name);
gboolean weir_environment_is_secret (WeirEnvironment *self, const char *name);
/* The order that variables and secrets have among each other; names of neither are passed by. */
void weir_environment_set_order (WeirEnvironment *self, const char *const *names);
char **weir_environment_list_names (WeirEnvironment *self); /* (transfer full) all of them, in that order */
/* The variable of each of these names; NULL for a secret; (transfer full) */
GPtrArray *weir_environment_list_entries (WeirEnvironment *self, const char *const *names);
gboolean weir_environment_gives (WeirEnvironment *self, const char *name);
/* What @over says replaces what is said here, name by name. */
void weir_environment_override (WeirEnvironment *self, WeirEnvironment *over);
/* "WEIR_API_KEY" for "api-key": where a secret's value is looked for; (transfer full) */
char *weir_environment_secret_to_key (const char *name);

G_END_DECLS
