/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-trust.c: which servers are trusted, and that nothing is sent to those that are not
 */

#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "weir-test-tls.h"
#include "weir-transport-test.h"

#define HERE "IP:127.0.0.1,DNS:localhost"

static WeirTestAuthority *authority;

typedef struct
{
  const char *what;
  WeirTestCertificate certificate;
  const char *why; /* NULL: trusted; %s is the place of the server */
} Case;

static const Case cases[] = {
  { "a certificate of the authority", { "good", HERE }, NULL },
  { "a chain over an intermediate authority", { "chained", HERE, "middle", .chain = { "middle" } }, NULL },
  { "one that has expired",
    { "expired", HERE, .end = "20210304000000Z" },
    "No secure connection to %s: its certificate expired on 2021-03-04." },
  { "one that is not valid yet",
    { "early", HERE, .start = "20480506000000Z" },
    "No secure connection to %s: its certificate is not valid before 2048-05-06." },
  { "one of another host",
    { "other", "DNS:other.example,DNS:www.other.example" },
    "No secure connection to %s: its certificate was issued for other.example, www.other.example, not for"
    " 127.0.0.1." },
  { "one of no host at all",
    { "nameless", NULL },
    "No secure connection to %s: its certificate was issued for another host, not for 127.0.0.1." },
  { "one that is signed by itself",
    { "self", HERE, "self" },
    "No secure connection to %s: its certificate is signed by nobody but itself." },
  { "one of an unknown authority, which is sent along",
    { "unknown", HERE, "stranger", .chain = { "stranger" } },
    "No secure connection to %s: its certificate is signed by “Test stranger”, an authority this"
    " computer does not"
    " know." },
  { "one of an unknown authority, which is not sent",
    { "orphan", HERE, "stranger" },
    "No secure connection to %s: its certificate is signed by “Test stranger”, whose certificate the"
    " server did not"
    " send and this computer does not know." },
  { "a chain with a hole",
    { "hole", HERE, "middle" },
    "No secure connection to %s: its certificate is signed by “Test middle”, whose certificate the"
    " server did not"
    " send and this computer does not know." },
  { "a chain over one that may not sign others",
    { "pupil", HERE, "good", .chain = { "good" } },
    "No secure connection to %s: its certificate comes with a chain that does not hold: “Test good” did"
    " not sign “Test"
    " pupil”, or may not sign others." },
  { "a chain of certificates that do not belong together",
    { "mixed", HERE, "middle", .chain = { "stranger" } },
    "No secure connection to %s: its certificate is signed by “Test middle”, whose certificate the"
    " server did not"
    " send and this computer does not know." },
  { "a chain over an authority that has expired",
    { "late", HERE, "old", .chain = { "old" } },
    "No secure connection to %s: its certificate expired on 2021-03-04." },
  { "two faults at once",
    { "worst", "DNS:other.example", .end = "20210304000000Z" },
    "No secure connection to %s: its certificate expired on 2021-03-04, and it was issued for"
    " other.example, not for"
    " 127.0.0.1." },
};

static char *
get_file (const char *name)
{
  g_autofree char *file = g_strdup_printf ("%s.pem", name);

  return weir_test_authority_path (authority, file);
}

static WeirTestTls *
start_server (const char *name)
{
  g_autofree char *path = get_file (name);

  return weir_test_tls_new (path, NULL);
}

static void
trust_authority (Fixture *fixture)
{
  g_autofree char *root = weir_test_authority_path (authority, "root.crt");
  g_autoptr (GError) error = NULL;

  weir_transport_set_authorities (fixture->transport, root, &error);
  g_assert_no_error (error);
}

static void
send_to (Fixture *fixture, WeirTestTls *server, const char *host)
{
  g_autofree char *url = weir_test_tls_get_url (server, host);

  fixture_send (fixture, "GET", url);
}

static void
assert_refused (Fixture *fixture, WeirTestTls *server, const char *why)
{
  g_autofree char *url = weir_test_tls_get_url (server, "127.0.0.1");
  g_autofree char *place = g_strndup (url + strlen ("https://"), strlen (url) - strlen ("https:///"));
  g_auto (GStrv) pieces = g_strsplit (why, "%s", 2);
  g_autofree char *sentence = g_strjoinv (place, pieces);

  fixture_assert_error (fixture, WEIR_ERROR_KIND_TLS);
  fixture_assert_message (fixture, sentence);
  g_assert_cmpuint (weir_test_tls_get_n_requests (server), ==, 0);
}

static void
test_case (Fixture *fixture, gconstpointer data)
{
  const Case *expected = data;
  g_autoptr (WeirTestTls) server = start_server (expected->certificate.name);

  trust_authority (fixture);
  for (guint round = 0; round < 2; round++)
    {
      send_to (fixture, server, "127.0.0.1");
      if (expected->why == NULL)
        fixture_assert_answered (fixture, 200);
      else
        assert_refused (fixture, server, expected->why);
      weir_client_disconnect (fixture->client);
    }
}

/* The same certificate, asked for by the name it has and by another one. */
static void
test_host (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirTestTls) server = start_server ("byname");

  trust_authority (fixture);
  send_to (fixture, server, "localhost");
  fixture_assert_answered (fixture, 200);
  send_to (fixture, server, "127.0.0.1");
  fixture_assert_error (fixture, WEIR_ERROR_KIND_TLS);
  g_assert_cmpuint (weir_test_tls_get_n_requests (server), ==, 1);
}

/* The computer's own authorities know nothing of the test's. */
static void
test_system (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirTestTls) server = start_server ("good");

  send_to (fixture, server, "127.0.0.1");
  assert_refused (fixture, server,
                  "No secure connection to %s: its certificate is signed by “Test root”, whose"
                  " certificate the server"
                  " did not send and this computer does not know.");
}

static void
test_insecure (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirTestTls) server = start_server ("worst");

  fixture->outgoing.insecure = TRUE;
  send_to (fixture, server, "127.0.0.1");
  fixture_assert_answered (fixture, 200);
  fixture_assert_body (fixture, "ok");

  /* A connection on which nobody was verified is nothing for a request that wants it, and neither is what TLS
   * remembers of it. */
  fixture->outgoing.insecure = FALSE;
  for (guint round = 0; round < 5; round++)
    {
      send_to (fixture, server, "127.0.0.1");
      fixture_assert_error (fixture, WEIR_ERROR_KIND_TLS);
      weir_client_disconnect (fixture->client);
    }
  g_assert_cmpuint (weir_test_tls_get_n_requests (server), ==, 1);
}

/* Somebody puts a database in the place of the one that trusts nobody: GIO does not ask about certificates
 * that one
 * knows. Whom Weir does not know is refused all the same, before a byte of the request is sent. */
static void
test_trusted_without_us (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirTestTls) server = start_server ("good");
  g_autofree char *root = weir_test_authority_path (authority, "root.crt");
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsDatabase) gullible = g_tls_file_database_new (root, &error);
  GTlsBackend *backend = g_tls_backend_get_default ();
  g_autoptr (GTlsDatabase) before = NULL;

  g_assert_no_error (error);
  send_to (fixture, server, "127.0.0.1"); /* now Weir has set its own */
  before = g_tls_backend_get_default_database (backend);
  g_tls_backend_set_default_database (backend, gullible);
  send_to (fixture, server, "127.0.0.1");
  g_tls_backend_set_default_database (backend, before);
  assert_refused (fixture, server,
                  "No secure connection to %s: its certificate is signed by “Test root”, whose"
                  " certificate the server"
                  " did not send and this computer does not know.");
}

/* What Weir leaves GIO with trusts nobody: not the test's authority, not itself, and none of the
 * computer's. */
static void
test_nobody (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WeirTestTls) server = start_server ("good");
  g_autoptr (GTlsDatabase) nobody = NULL;
  g_autoptr (GTlsDatabase) computer = NULL;
  g_autofree char *anchors = NULL;
  g_autofree char *key = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "Weir trusts nobody", -1);
  g_autofree char *text = NULL;
  g_autolist (GTlsCertificate) certificates = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GByteArray) bytes = NULL;
  g_autoptr (GString) hexadecimal = g_string_new (NULL);
  int descriptor;

  send_to (fixture, server, "127.0.0.1");
  nobody = g_tls_backend_get_default_database (g_tls_backend_get_default ());
  g_object_get (nobody, "anchors", &anchors, NULL);
  certificates = g_tls_certificate_list_new_from_file (anchors, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_length (certificates), ==, 1);
  g_object_get (certificates->data, "certificate", &bytes, NULL);
  for (guint i = 0; i < bytes->len; i++)
    g_string_append_printf (hexadecimal, "%02x", bytes->data[i]);
  /* The key nobody holds: it was made from a sentence, not from a private key. */
  g_assert_nonnull (strstr (hexadecimal->str, key));
  descriptor = g_open (anchors, O_WRONLY);
  g_assert_cmpint (write (descriptor, "x", 1), ==, -1);
  close (descriptor);
}

static void
test_authorities_missing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (weir_transport_set_authorities (fixture->transport, "/no/such.pem", &error));
  g_assert_nonnull (strstr (error->message, "/no/such.pem"));
}

static void
make_certificates (void)
{
  static const WeirTestCertificate others[] = {
    { "middle", NULL, .is_authority = TRUE },
    { "stranger", NULL, "stranger", .is_authority = TRUE },
    { "old", NULL, .end = "20210304000000Z", .is_authority = TRUE },
    { "byname", "DNS:localhost" },
  };

  authority = weir_test_authority_new ();
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    weir_test_authority_make (authority, &others[i]);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    weir_test_authority_make (authority, &cases[i].certificate);
}

#define ADD(path, function) \
  g_test_add ("/transport/trust/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  make_certificates ();
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path
          = g_strdup_printf ("/transport/trust/%s is %s", cases[i].what,
                             cases[i].why ? "refused" : "trusted");

      g_test_add (path, Fixture, &cases[i], fixture_set_up, test_case, fixture_tear_down);
    }
  ADD ("the host must be one the certificate is for", test_host);
  ADD ("an authority only the test knows is refused by default", test_system);
  ADD ("insecure accepts anything, and leaves nothing behind", test_insecure);
  ADD ("nothing is trusted that Weir was not asked about", test_trusted_without_us);
  ADD ("the database that trusts nobody holds a key nobody has", test_nobody);
  ADD ("a file of authorities that is not there is an error", test_authorities_missing);
  status = g_test_run ();
  weir_test_authority_free (authority);
  return status;
}
