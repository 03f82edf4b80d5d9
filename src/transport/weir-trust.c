/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-trust.c: whether the certificate of a server is to be trusted, and why not
 *
 * GIO reads all certificates of the system anew for every TLS connection, 17 to 25 ms of processor time. So
 * it is given a database that trusts nobody, and asks us about each certificate ("accept-certificate"); we
 * ask one database that was read once, and remember the answer for the rest of the run.
 *
 * GIO asks only about what it does not trust. What it trusted anyway (a resumed session, a database that
 * somebody else put in the place of ours) is judged when the handshake is over, before anything is sent: see
 * weir-lane.c. No request leaves on a connection that weir_trust_judge() was not asked about.
 */

#include "config.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "weir-transport-private.h"

/* The one certificate of the database that trusts nobody. Its public key is the SHA-256 of "Weir trusts
 * nobody": whoever had the private key to it had broken Ed25519. */
static const char nobody[] =
  "-----BEGIN CERTIFICATE-----\n"
  "MIIBUTCCAQOgAwIBAgIURQhwrqqqB6ACJvas/MdbTsv6hBMwBQYDK2VwMB0xGzAZ\n"
  "BgNVBAMMEldlaXIgdHJ1c3RzIG5vYm9keTAgFw0yNjExMjIwNjU0NTZaGA8yMTI2\n"
  "MTAyOTA2NTQ1NlowHTEbMBkGA1UEAwwSV2VpciB0cnVzdHMgbm9ib2R5MCowBQYD\n"
  "K2VwAyEAn3XrJ4UhTgRd5/RLzh/KIN/2Xaxw2+aYk0hH2AWHwRGjUzBRMB0GA1Ud\n"
  "DgQWBBRAeFfWfMLBqOUGBiFFEywB9P8GrzAfBgNVHSMEGDAWgBRAeFfWfMLBqOUG\n"
  "BiFFEywB9P8GrzAPBgNVHRMBAf8EBTADAQH/MAUGAytlcANBAAAAAAAAAAAAAAAA\n"
  "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n"
  "AAAAAAA=\n"
  "-----END CERTIFICATE-----\n";

/* A run talks to few servers; should they be many, they are judged again. */
#define MAX_VERDICTS 1000

struct _WeirTrust
{
  GTlsDatabase *database;
  GHashTable *verdicts; /* host and chain → why not; "" = trusted */
};

G_LOCK_DEFINE_STATIC (system_database);
static GTlsDatabase *system_database;

/* In memory and sealed, so that nobody can put a certificate into it. GIO wants a path, for good. */
static GTlsDatabase *
make_empty_database (void)
{
  int descriptor = memfd_create ("weir-trusts-nobody", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", descriptor);
  gssize length = sizeof nobody - 1;

  if (descriptor < 0)
    return NULL;
  if (write (descriptor, nobody, sizeof nobody - 1) != length ||
      fcntl (descriptor, F_ADD_SEALS, F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE) < 0)
    {
      close (descriptor);
      return NULL;
    }
  return g_tls_file_database_new (path, NULL);
}

/* Once per process, and only when something secure is sent: reading the system's certificates takes 20 ms.
 * Without the empty database everything works as well, only slower. */
static GTlsDatabase *
get_system_database (void)
{
  GTlsBackend *backend = g_tls_backend_get_default ();

  G_LOCK (system_database);
  if (system_database == NULL)
    {
      g_autoptr (GTlsDatabase) empty = make_empty_database ();

      system_database = g_tls_backend_get_default_database (backend);
      if (empty != NULL)
        g_tls_backend_set_default_database (backend, empty);
    }
  G_UNLOCK (system_database);
  return system_database;
}

/**
 * weir_trust_new:
 * @authorities: (nullable): a PEM file of the authorities to trust instead of the system's
 * @error: where to say why it cannot be used
 *
 * Returns: (transfer full) (nullable): whom a worker trusts
 */
WeirTrust *
weir_trust_new (const char *authorities, GError **error)
{
  g_autofree char *path = authorities ? g_canonicalize_filename (authorities, NULL) : NULL;
  GTlsDatabase *known = get_system_database ();
  GTlsDatabase *database = path ? g_tls_file_database_new (path, error) : known ? g_object_ref (known) : NULL;
  WeirTrust *trust;

  if (path != NULL && database == NULL)
    {
      g_prefix_error (error, "The certificates of authorities in “%s” cannot be used: ", authorities);
      return NULL;
    }
  trust = g_new0 (WeirTrust, 1);
  trust->database = database;
  trust->verdicts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return trust;
}

void
weir_trust_free (WeirTrust *trust)
{
  if (trust == NULL)
    return;
  g_clear_object (&trust->database);
  g_hash_table_unref (trust->verdicts);
  g_free (trust);
}

/* Two chains with the same text are the same, certificate for certificate. */
static char *
make_key (GTlsCertificate *certificate, const char *host)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (; certificate != NULL; certificate = g_tls_certificate_get_issuer (certificate))
    {
      g_autoptr (GByteArray) bytes = NULL;
      guint32 length;

      g_object_get (certificate, "certificate", &bytes, NULL);
      length = bytes ? bytes->len : 0;
      g_checksum_update (checksum, (const guchar *) &length, sizeof length);
      if (length > 0)
        g_checksum_update (checksum, bytes->data, (gssize) length);
    }
  return g_strconcat (host, "\n", g_checksum_get_string (checksum), NULL);
}

/* "CN=Ann,O=Example" → "Ann"; else the whole name */
static char *
get_common_name (GTlsCertificate *certificate, const char *property)
{
  g_autofree char *name = NULL;
  const char *common;

  g_object_get (certificate, property, &name, NULL);
  common = name ? strstr (name, "CN=") : NULL;
  if (common == NULL)
    return g_strdup (name ? name : "?");
  return g_strndup (common + strlen ("CN="), strcspn (common + strlen ("CN="), ","));
}

/* By name: that is how chains are looked up, and to verify it with itself would always succeed. */
static gboolean
signs_itself (GTlsCertificate *certificate)
{
  g_autofree char *subject = NULL;
  g_autofree char *issuer = NULL;

  g_object_get (certificate, "subject-name", &subject, "issuer-name", &issuer, NULL);
  return g_strcmp0 (subject, issuer) == 0;
}

/* (nullable): where the chain breaks */
static char *
say_broken (GTlsCertificate *certificate)
{
  for (GTlsCertificate *each = certificate; g_tls_certificate_get_issuer (each) != NULL;
       each = g_tls_certificate_get_issuer (each))
    {
      GTlsCertificateFlags flags = g_tls_certificate_verify (each, NULL, g_tls_certificate_get_issuer (each));
      g_autofree char *signed_one = NULL;
      g_autofree char *signer = NULL;

      if ((flags & (G_TLS_CERTIFICATE_UNKNOWN_CA | G_TLS_CERTIFICATE_GENERIC_ERROR)) == 0)
        continue;
      signed_one = get_common_name (each, "subject-name");
      signer = get_common_name (g_tls_certificate_get_issuer (each), "subject-name");
      return g_strdup_printf ("comes with a chain that does not hold: “%s” did not sign “%s”, or may not sign"
                              " others", signer, signed_one);
    }
  return NULL;
}

static char *
say_unknown (GTlsCertificate *certificate)
{
  GTlsCertificate *last = certificate;
  g_autofree char *issuer = NULL;
  char *broken = say_broken (certificate);

  if (broken != NULL)
    return broken;
  if (signs_itself (certificate))
    return g_strdup ("is signed by nobody but itself");
  while (g_tls_certificate_get_issuer (last) != NULL)
    last = g_tls_certificate_get_issuer (last);
  issuer = get_common_name (last, "issuer-name");
  if (signs_itself (last))
    return g_strdup_printf ("is signed by “%s”, an authority this computer does not know", issuer);
  return g_strdup_printf ("is signed by “%s”, whose certificate the server did not send and this computer"
                          " does not know", issuer);
}

static char *
say_other_host (GTlsCertificate *certificate, const char *host)
{
  g_autoptr (GPtrArray) names = NULL;
  g_autoptr (GString) list = g_string_new (NULL);

  g_object_get (certificate, "dns-names", &names, NULL);
  for (guint i = 0; names != NULL && i < names->len && i < 3; i++)
    {
      gsize size;
      const char *name = g_bytes_get_data (g_ptr_array_index (names, i), &size);

      g_string_append_printf (list, "%s%.*s", i > 0 ? ", " : "", (int) size, name);
    }
  if (list->len == 0)
    return g_strdup_printf ("was issued for another host, not for %s", host);
  return g_strdup_printf ("was issued for %s, not for %s", list->str, host);
}

/* A chain is as good as its worst certificate: the date that is named is that of the one concerned. */
static char *
say_date (GTlsCertificate *certificate, gboolean expired)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  const char *property = expired ? "not-valid-after" : "not-valid-before";

  for (; certificate != NULL; certificate = g_tls_certificate_get_issuer (certificate))
    {
      g_autoptr (GDateTime) date = NULL;

      g_object_get (certificate, property, &date, NULL);
      if (date != NULL && (g_date_time_compare (date, now) < 0) == expired)
        return g_date_time_format (date, expired ? "expired on %Y-%m-%d" : "is not valid before %Y-%m-%d");
    }
  return g_strdup (expired ? "has expired" : "is not valid yet");
}

static char *
say_flag (GTlsCertificate *certificate, const char *host, GTlsCertificateFlags flag)
{
  switch (flag)
    {
    case G_TLS_CERTIFICATE_UNKNOWN_CA:
      return say_unknown (certificate);
    case G_TLS_CERTIFICATE_BAD_IDENTITY:
      return say_other_host (certificate, host);
    case G_TLS_CERTIFICATE_NOT_ACTIVATED:
      return say_date (certificate, FALSE);
    case G_TLS_CERTIFICATE_EXPIRED:
      return say_date (certificate, TRUE);
    case G_TLS_CERTIFICATE_REVOKED:
      return g_strdup ("was revoked");
    case G_TLS_CERTIFICATE_INSECURE:
      return g_strdup ("uses an algorithm that is no longer safe");
    case G_TLS_CERTIFICATE_GENERIC_ERROR:
    default:
      return g_strdup ("comes with a chain that does not hold");
    }
}

static char *
say_why (GTlsCertificate *certificate, const char *host, GTlsCertificateFlags flags)
{
  static const GTlsCertificateFlags order[] = {
    G_TLS_CERTIFICATE_EXPIRED,    G_TLS_CERTIFICATE_NOT_ACTIVATED, G_TLS_CERTIFICATE_BAD_IDENTITY,
    G_TLS_CERTIFICATE_UNKNOWN_CA, G_TLS_CERTIFICATE_REVOKED,       G_TLS_CERTIFICATE_INSECURE,
    G_TLS_CERTIFICATE_GENERIC_ERROR,
  };
  GString *why = g_string_new ("its certificate ");
  gboolean first = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      g_autofree char *text = flags & order[i] ? say_flag (certificate, host, order[i]) : NULL;

      if (text == NULL)
        continue;
      g_string_append_printf (why, "%s%s", first ? "" : ", and it ", text);
      first = FALSE;
    }
  if (first)
    g_string_append (why, "cannot be trusted");
  return g_string_free (why, FALSE);
}

static char *
judge (WeirTrust *trust, GTlsCertificate *certificate, const char *host)
{
  g_autoptr (GSocketConnectable) identity = g_network_address_new (host, 0);
  g_autoptr (GError) error = NULL;
  GTlsCertificateFlags flags;

  if (trust->database == NULL)
    return g_strdup ("there is nothing on this computer to verify its certificate with");
  flags = g_tls_database_verify_chain (trust->database, certificate,
                                       G_TLS_DATABASE_PURPOSE_AUTHENTICATE_SERVER, identity, NULL,
                                       G_TLS_DATABASE_VERIFY_NONE, NULL, &error);
  if (error != NULL)
    return g_strdup_printf ("its certificate could not be verified: %s", error->message);
  return flags == 0 ? NULL : say_why (certificate, host, flags);
}

/**
 * weir_trust_judge:
 * @trust: whom to trust
 * @certificate: (nullable): what a server showed, with the chain it sent
 * @host: the host that was meant
 *
 * Returns: (transfer none) (nullable): why @certificate is not to be trusted, to follow "no secure
 *   connection:"; %NULL when it is
 */
const char *
weir_trust_judge (WeirTrust *trust, GTlsCertificate *certificate, const char *host)
{
  g_autofree char *key = NULL;
  const char *verdict;

  if (certificate == NULL)
    return "it showed no certificate";
  key = make_key (certificate, host);
  verdict = g_hash_table_lookup (trust->verdicts, key);
  if (verdict == NULL)
    {
      char *why = judge (trust, certificate, host);

      if (g_hash_table_size (trust->verdicts) >= MAX_VERDICTS)
        g_hash_table_remove_all (trust->verdicts);
      verdict = why != NULL ? why : g_strdup ("");
      g_hash_table_insert (trust->verdicts, g_steal_pointer (&key), (char *) verdict);
    }
  return *verdict == '\0' ? NULL : verdict;
}
