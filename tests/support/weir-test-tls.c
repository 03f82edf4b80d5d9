/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-test-tls.c: certificates of every kind, made for the test, and a secure server that shows one
 */

#include "config.h"

#include "weir-test-tls.h"

#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <string.h>

struct _WeirTestTls
{
  SoupServer *server;
  GTlsDatabase *clients;
  char *client;
  guint n_requests;
  guint n_handshakes;
};

void
weir_test_run_program (const char *folder, const char *const *arguments)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *output = NULL;
  g_autofree char *messages = NULL;
  int status = 0;

  g_spawn_sync (folder, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, &messages,
                         &status,
                &error);
  g_assert_no_error (error);
  if (!g_spawn_check_wait_status (status, NULL))
    g_error ("%s %s: %s", arguments[0], arguments[1], messages);
}

static void
write_file (WeirTestAuthority *self, const char *name, const char *text)
{
  g_autofree char *path = weir_test_authority_path (self, name);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static void
append_file (WeirTestAuthority *self, GString *text, const char *name)
{
  g_autofree char *path = weir_test_authority_path (self, name);
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &content, NULL, &error);
  g_assert_no_error (error);
  g_string_append (text, content);
}

WeirTestAuthority *
weir_test_authority_new (void)
{
  WeirTestAuthority *self = g_new0 (WeirTestAuthority, 1);
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("weir-tls-XXXXXX", &error);
  g_assert_no_error (error);
  write_file (self, "index.txt", "");
  write_file (self, "serial", "1000\n");
  write_file (self, "ca.cnf",
              "[ca]\ndefault_ca = weir\n"
              "[weir]\ndatabase = index.txt\nserial = serial\nnew_certs_dir = .\ndefault_md = sha256\n"
              "policy = any\nunique_subject = no\n"
              "[any]\ncommonName = supplied\n");
  weir_test_authority_make (self, &(WeirTestCertificate){ .name = "root", .signer = "root",
                                    .is_authority = TRUE });
  return self;
}

void
weir_test_authority_free (WeirTestAuthority *self)
{
  GDir *folder = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = weir_test_authority_path (self, name);

      g_unlink (path);
    }
  g_dir_close (folder);
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self);
}

char *
weir_test_authority_path (WeirTestAuthority *self, const char *file)
{
  return g_build_filename (self->folder, file, NULL);
}

void
weir_test_authority_make (WeirTestAuthority *self, const WeirTestCertificate *certificate)
{
  const char *name = certificate->name;
  const char *signer = certificate->signer ? certificate->signer : "root";
  gboolean is_own = g_str_equal (signer, name);
  g_autofree char *key = g_strdup_printf ("%s.key", name);
  g_autofree char *request = g_strdup_printf ("%s.csr", name);
  g_autofree char *alone = g_strdup_printf ("%s.crt", name);
  g_autofree char *whole = g_strdup_printf ("%s.pem", name);
  g_autofree char *subject = g_strdup_printf ("/CN=Test %s", name);
  g_autofree char *signer_key = g_strdup_printf ("%s.key", signer);
  g_autofree char *signer_certificate = g_strdup_printf ("%s.crt", signer);
  g_autofree char *extensions
      = g_strdup_printf ("basicConstraints = critical, CA:%s\n%s%s\n",
                         certificate->is_authority ? "TRUE" : "FALSE",
                         certificate->alternative ? "subjectAltName = " : "",
                         certificate->alternative ? certificate->alternative : "");
  const char *const make_request[]
      = { "openssl", "req",     "-new", "-newkey", "ec",  "-pkeyopt", "ec_paramgen_curve:prime256v1",
          "-nodes",
          "-keyout", key,       "-subj", subject,  "-out", request,   NULL };
  const char *const sign[] = { "openssl", "ca", "-batch", "-config", "ca.cnf", "-notext", "-in", request,
      "-out",
                               alone, "-extfile", "extensions", "-startdate",
                               certificate->start ? certificate->start : "20200101000000Z", "-enddate",
                               certificate->end ? certificate->end : "20490101000000Z", "-keyfile",
                                   signer_key,
                               is_own ? "-selfsign" : "-cert", is_own ? NULL : signer_certificate, NULL };
  g_autoptr (GString) text = g_string_new (NULL);

  write_file (self, "extensions", extensions);
  weir_test_run_program (self->folder, make_request);
  weir_test_run_program (self->folder, sign);
  append_file (self, text, alone);
  for (guint i = 0; i < G_N_ELEMENTS (certificate->chain) && certificate->chain[i] != NULL; i++)
    {
      g_autofree char *further = g_strdup_printf ("%s.crt", certificate->chain[i]);

      append_file (self, text, further);
    }
  append_file (self, text, key);
  write_file (self, whole, text->str);
}

static void
answer_cb (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  WeirTestTls *self = data;
  GTlsCertificate *certificate = soup_server_message_get_tls_peer_certificate (message);

  self->n_requests++;
  g_clear_pointer (&self->client, g_free);
  if (certificate != NULL)
    g_object_get (certificate, "subject-name", &self->client, NULL);
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "text/plain", SOUP_MEMORY_STATIC, "ok", 2);
}

static gboolean
accept_cb (SoupServerMessage *message, GTlsCertificate *certificate, GTlsCertificateFlags errors,
           gpointer data)
{
  WeirTestTls *self = data;

  return g_tls_database_verify_chain (self->clients, certificate,
                                      G_TLS_DATABASE_PURPOSE_AUTHENTICATE_CLIENT, NULL,
                                      NULL, G_TLS_DATABASE_VERIFY_NONE, NULL, NULL) == 0;
}

static void
started_cb (SoupServer *server, SoupServerMessage *message, gpointer data)
{
  WeirTestTls *self = data;

  self->n_handshakes++;
  if (self->clients != NULL)
    g_signal_connect (message, "accept-certificate", G_CALLBACK (accept_cb), self);
}

/* GIO would leave out what does not fit together; a server that is set up badly does not. */
static GTlsCertificate *
load_chain (const char *file)
{
  GType type = g_tls_backend_get_certificate_type (g_tls_backend_get_default ());
  g_autoptr (GError) error = NULL;
  g_autolist (GTlsCertificate) list = g_tls_certificate_list_new_from_file (file, &error);
  g_autofree char *text = NULL;
  g_autofree char *key = NULL;
  GTlsCertificate *chain = NULL;

  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  key = g_strdup (strstr (text, "-----BEGIN PRIVATE KEY-----"));
  for (GList *link = g_list_last (list); link != NULL; link = link->prev)
    {
      g_autoptr (GTlsCertificate) issuer = chain;
      g_autofree char *pem = NULL;

      g_object_get (link->data, "certificate-pem", &pem, NULL);
      chain = g_initable_new (type, NULL, &error, "certificate-pem", pem, "issuer", issuer,
                              link->prev == NULL ? "private-key-pem" : NULL, key, NULL);
      g_assert_no_error (error);
    }
  return chain;
}

WeirTestTls *
weir_test_tls_new (const char *certificate_file, const char *client_authority)
{
  WeirTestTls *self = g_new0 (WeirTestTls, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsCertificate) certificate = load_chain (certificate_file);

  self->server = soup_server_new ("tls-certificate", certificate, NULL);
  if (client_authority != NULL)
    {
      self->clients = g_tls_file_database_new (client_authority, &error);
      g_assert_no_error (error);
      soup_server_set_tls_database (self->server, self->clients);
      soup_server_set_tls_auth_mode (self->server, G_TLS_AUTHENTICATION_REQUIRED);
    }
  g_signal_connect (self->server, "request-started", G_CALLBACK (started_cb), self);
  soup_server_add_handler (self->server, NULL, answer_cb, self, NULL);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY | SOUP_SERVER_LISTEN_HTTPS, &error);
  g_assert_no_error (error);
  return self;
}

void
weir_test_tls_free (WeirTestTls *self)
{
  soup_server_disconnect (self->server);
  /* Connections that are being closed say good-bye first. */
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_object_unref (self->server);
  g_clear_object (&self->clients);
  g_free (self->client);
  g_free (self);
}

char *
weir_test_tls_get_url (WeirTestTls *self, const char *host)
{
  g_autoslist (GUri) uris = soup_server_get_uris (self->server);

  return g_strdup_printf ("https://%s:%d/", host, g_uri_get_port (uris->data));
}

guint
weir_test_tls_get_n_requests (WeirTestTls *self)
{
  return self->n_requests;
}

guint
weir_test_tls_get_n_handshakes (WeirTestTls *self)
{
  return self->n_handshakes;
}

const char *
weir_test_tls_get_client (WeirTestTls *self)
{
  return self->client ? self->client : "";
}
