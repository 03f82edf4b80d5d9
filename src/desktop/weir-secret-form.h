/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-secret-form.h: asks for the values of secrets, in place
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WEIR_TYPE_SECRET_FORM (weir_secret_form_get_type ())
G_DECLARE_FINAL_TYPE (WeirSecretForm, weir_secret_form, WEIR, SECRET_FORM, GtkWidget)

/* signals:
 *   answered (form)                         each has a value, in memory
 *   cancelled (form)
 *   failed (form, const char *sentence)     a value is in memory, but not in the keyring */
void weir_secret_form_ask (WeirSecretForm *self, const char *folder, const char *environment,
                           const char *const *names, const char *notice);
void weir_secret_form_clear (WeirSecretForm *self);
gboolean weir_secret_form_is_asking (WeirSecretForm *self);

G_END_DECLS
