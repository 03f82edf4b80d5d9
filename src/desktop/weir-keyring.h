/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-keyring.h: values of secrets of environments: in memory, and in the person's keyring
 *
 * What was given in this session, or was found in the keyring once, is in memory until the program ends. A
 * value is in no file of Weir's, no log and no argument.
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Whose value it is. Borrowed. */
typedef struct
{
  const char *folder;      /* of environments.yaml, absolute */
  const char *environment; /* its name there */
  const char *name;        /* of the secret */
} WeirSecretKey;

/* (nullable): what is in memory. */
const char *weir_keyring_peek (const WeirSecretKey *key);
/* In memory only. */
void weir_keyring_remember (const WeirSecretKey *key, const char *value);
/* Out of memory only. */
void weir_keyring_forget (const WeirSecretKey *key);

/* Takes those of @keys that are not in memory out of the keyring, if they are there. It may ask the person to
 * unlock it. FALSE: the keyring does not answer; @error is a sentence. */
void weir_keyring_load_async (const WeirSecretKey *keys, guint n_keys, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);
gboolean weir_keyring_load_finish (GAsyncResult *result, GError **error);
/* In memory at once, and in the keyring. FALSE: only in memory; @error is a sentence. */
void weir_keyring_save_async (const WeirSecretKey *key, const char *value, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);
gboolean weir_keyring_save_finish (GAsyncResult *result, GError **error);
/* Out of both. */
void weir_keyring_remove_async (const WeirSecretKey *key, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);
gboolean weir_keyring_remove_finish (GAsyncResult *result, GError **error);

G_END_DECLS
