/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-test-tls.h: certificates of every kind, made for the test, and a secure server that shows one
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A folder with an authority: root.pem, root.key. Everything in it goes with it. */
typedef struct
{
  char *folder;
} WeirTestAuthority;

WeirTestAuthority *weir_test_authority_new (void);
void weir_test_authority_free (WeirTestAuthority *self);
char *weir_test_authority_path (WeirTestAuthority *self, const char *file);

/* What is to be made: NAME.pem (certificate, those of @chain, key). */
typedef struct
{
  const char *name;
  const char *alternative; /* "IP:127.0.0.1,DNS:localhost"; NULL: none */
  const char *signer;      /* NULL: root; its own name: itself; else another certificate made before */
  const char *start;       /* "20200101000000Z"; NULL: that */
  const char *end;         /* NULL: in 2049 */
  gboolean is_authority;
  const char *chain[3]; /* names of further certificates the server sends */
} WeirTestCertificate;

void weir_test_authority_make (WeirTestAuthority *self, const WeirTestCertificate *certificate);

/* Runs a program, fails the test when that fails. */
void weir_test_run_program (const char *folder, const char *const *arguments);

typedef struct _WeirTestTls WeirTestTls;

/* Answers each request with "ok", on 127.0.0.1, in the main context of the caller. @client_authority:
 * (nullable) a
 * PEM file: clients must show a certificate of that authority. */
WeirTestTls *weir_test_tls_new (const char *certificate_file, const char *client_authority);
void weir_test_tls_free (WeirTestTls *self);
char *weir_test_tls_get_url (WeirTestTls *self, const char *host);
guint weir_test_tls_get_n_requests (WeirTestTls *self);
guint weir_test_tls_get_n_handshakes (WeirTestTls *self); /* begun */
/* Of the certificate the last client showed; "" = none */
const char *weir_test_tls_get_client (WeirTestTls *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirTestAuthority, weir_test_authority_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirTestTls, weir_test_tls_free)

G_END_DECLS
