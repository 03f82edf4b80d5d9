/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-certificate.c: a client's certificate and its key, out of a file
 */

#include "config.h"

#include <string.h>

#include "weir-transport-private.h"

static gboolean
is_pem (GBytes *bytes)
{
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);

  return size > 0 && g_strstr_len (text, (gssize) size, "-----BEGIN ") != NULL;
}

static gboolean
is_encrypted_pem (GBytes *bytes)
{
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);

  return g_strstr_len (text, (gssize) size, "-----BEGIN ENCRYPTED PRIVATE KEY-----") != NULL ||
         g_strstr_len (text, (gssize) size, "Proc-Type: 4,ENCRYPTED") != NULL;
}

static gboolean
has_key (GTlsCertificate *certificate)
{
  g_autoptr (GByteArray) key = NULL;

  g_object_get (certificate, "private-key", &key, NULL);
  return key != NULL;
}

static GTlsCertificate *
fail (const char *path, const char *why, GError **error)
{
  g_set_error (error, WEIR_TRANSPORT_ERROR, WEIR_TRANSPORT_ERROR_CERTIFICATE,
               "The client certificate “%s” cannot be used: %s.", path, why);
  return NULL;
}

/**
 * weir_transport_open_certificate:
 * @path: where it comes from, for messages
 * @bytes: what is in the file: PEM with certificate and key, or PKCS #12
 * @password: (nullable): what opens it; never in a message
 * @error: %WEIR_TRANSPORT_ERROR_CERTIFICATE, a sentence that names @path
 *
 * Returns: (transfer full) (nullable): the certificate, with its key
 */
GTlsCertificate *
weir_transport_open_certificate (const char *path, GBytes *bytes, const char *password, GError **error)
{
  g_autoptr (GTlsCertificate) certificate = NULL;
  g_autoptr (GError) cause = NULL;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (size == 0)
    return fail (path, "the file is empty", error);
  if (!is_pem (bytes))
    certificate = g_tls_certificate_new_from_pkcs12 ((const guint8 *) data, size, password, &cause);
  else if (is_encrypted_pem (bytes))
    return fail (path, "its key is encrypted, which is read from PKCS #12 files (.p12) only; make one with"
                       " “openssl pkcs12 -export”", error);
  else
    certificate = g_tls_certificate_new_from_pem (data, (gssize) size, &cause);
  if (g_error_matches (cause, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE_PASSWORD))
    return fail (path,
                 password != NULL ? "its password is another one than clientCertificatePassword"
                                  : "it needs a password; give it with clientCertificatePassword",
                 error);
  if (certificate == NULL)
    return fail (path, cause->message, error);
  if (!has_key (certificate))
    return fail (path, "there is no private key in it", error);
  return g_steal_pointer (&certificate);
}
