/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-certificates.c: certificates of clients, out of files of several kinds
 */

#include "config.h"

#include "weir-test-tls.h"
#include "weir-transport-test.h"

static WeirTestAuthority *authority;

static GTlsCertificate *
open_file (const char *name, const char *password, GError **error)
{
  g_autofree char *path = weir_test_authority_path (authority, name);
  g_autofree char *content = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &content, &size, NULL));
  bytes = g_bytes_new (content, size);
  return weir_transport_open_certificate (name, bytes, password, error);
}

static WeirTestTls *
start_server (Fixture *fixture)
{
  g_autofree char *certificate = weir_test_authority_path (authority, "server.pem");
  g_autofree char *root = weir_test_authority_path (authority, "root.crt");
  g_autoptr (GError) error = NULL;

  weir_transport_set_authorities (fixture->transport, root, &error);
  g_assert_no_error (error);
  return weir_test_tls_new (certificate, root);
}

static void
send_to (Fixture *fixture, WeirTestTls *server)
{
  g_autofree char *url = weir_test_tls_get_url (server, "127.0.0.1");

  fixture_send (fixture, "GET", url);
}

typedef struct
{
  const char *file;
  const char *password;
} Usable;

static const Usable usable[] = {
  { "client.pem", NULL },
  { "client.p12", "knock knock" },
  { "open.p12", NULL },
};

static void
test_shown (Fixture *fixture, gconstpointer data)
{
  const Usable *file = data;
  g_autoptr (WeirTestTls) server = start_server (fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsCertificate) certificate = open_file (file->file, file->password, &error);

  g_assert_no_error (error);
  fixture->outgoing.certificate = certificate;
  send_to (fixture, server);
  fixture_assert_answered (fixture, 200);
  g_assert_cmpstr (weir_test_tls_get_client (server), ==, "CN=Test client");

  /* Without one there is no connection; one that was made with it is nobody else's. */
  fixture->outgoing.certificate = NULL;
  send_to (fixture, server);
  fixture_assert_error (fixture, WEIR_ERROR_KIND_TLS);
  g_assert_nonnull (strstr (fixture->exchange->error_message, "it asks for a client certificate"));
  g_assert_cmpuint (weir_test_tls_get_n_requests (server), ==, 1);
}

static const struct
{
  const char *file;
  const char *password;
  const char *why;
} unusable[] = {
  { "client.crt", NULL, "The client certificate “client.crt” cannot be used: there is no private key in"
                        " it." },
  { "client.p12", NULL, "The client certificate “client.p12” cannot be used: it needs a password; give"
                        " it with"
                        " clientCertificatePassword." },
  { "client.p12", "open sesame", "The client certificate “client.p12” cannot be used: its password is"
                                 " another one"
                                 " than clientCertificatePassword." },
  { "locked.pem", "knock knock", "The client certificate “locked.pem” cannot be used: its key is"
                                 " encrypted, which is"
                                 " read from PKCS #12 files (.p12) only; make one with “openssl pkcs12"
                                 " -export”." },
  { "index.txt.attr", NULL, "The client certificate “index.txt.attr” cannot be used: " },
};

static void
test_unusable (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (unusable); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (open_file (unusable[i].file, unusable[i].password, &error));
      g_assert_error (error, WEIR_TRANSPORT_ERROR, WEIR_TRANSPORT_ERROR_CERTIFICATE);
      if (!g_str_has_prefix (error->message, unusable[i].why))
        g_error ("“%s”", error->message);
    }
}

static void
make_files (void)
{
  static const char *const commands[] = {
    "openssl pkcs12 -export -in client.pem -out client.p12 -passout pass:knock\\ knock",
    "openssl pkcs12 -export -in client.pem -out open.p12 -passout pass:",
    "openssl ec -aes128 -in client.key -out locked.key -passout pass:knock\\ knock",
    "sh -c 'cat client.crt locked.key > locked.pem'",
  };

  authority = weir_test_authority_new ();
  weir_test_authority_make (authority, &(WeirTestCertificate){ "server", "IP:127.0.0.1" });
  weir_test_authority_make (authority, &(WeirTestCertificate){ "client", NULL });
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_auto (GStrv) arguments = NULL;

      g_assert_true (g_shell_parse_argv (commands[i], NULL, &arguments, NULL));
      weir_test_run_program (authority->folder, (const char *const *) arguments);
    }
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  make_files ();
  for (guint i = 0; i < G_N_ELEMENTS (usable); i++)
    {
      g_autofree char *path = g_strdup_printf ("/transport/certificates/%s is shown to who asks",
                                               usable[i].file);

      g_test_add (path, Fixture, &usable[i], fixture_set_up, test_shown, fixture_tear_down);
    }
  g_test_add_func ("/transport/certificates/what cannot be used says why", test_unusable);
  status = g_test_run ();
  weir_test_authority_free (authority);
  return status;
}
