/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-load-hosts.c: the hosts that a person has allowed to be loaded, kept between starts
 *
 * One in a line, the latest last. The file is read for each question: it is small, and another window of
 * Weir may have written it.
 */

#include "config.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "weir-load-hosts.h"

/* The oldest are forgotten. */
#define MOST_HOSTS 1000
#define MOST_BYTES (1024 * 1024)

/* Of this start, also when the file cannot be written. */
static GHashTable *allowed;

static char *
get_file_name (void)
{
  return g_build_filename (g_get_user_state_dir (), "weir", "load-hosts", NULL);
}

/* (transfer full), never NULL */
static char **
load (void)
{
  g_autofree char *name = get_file_name ();
  g_autofree char *text = NULL;
  gsize length = 0;
  GStatBuf info;

  if (g_stat (name, &info) != 0 || info.st_size > MOST_BYTES
      || !g_file_get_contents (name, &text, &length, NULL) || !g_utf8_validate (text, (gssize) length, NULL))
    return g_new0 (char *, 1);
  return g_strsplit (text, "\n", -1);
}

/**
 * weir_load_hosts_contains:
 * @host: a name or an address, without port
 *
 * Returns: whether it has been allowed to load that host
 */
gboolean
weir_load_hosts_contains (const char *host)
{
  g_auto (GStrv) hosts = NULL;

  if (allowed != NULL && g_hash_table_contains (allowed, host))
    return TRUE;
  hosts = load ();
  return g_strv_contains ((const char *const *) hosts, host);
}

/**
 * weir_load_hosts_add:
 * @host: a name or an address, without port
 *
 * It may be loaded from now on. Where that cannot be kept, the person is asked again by the next start.
 */
void
weir_load_hosts_add (const char *host)
{
  g_auto (GStrv) hosts = load ();
  guint n_hosts = g_strv_length (hosts);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *name = get_file_name ();
  g_autofree char *folder = g_path_get_dirname (name);
  g_autoptr (GError) error = NULL;

  if (allowed == NULL)
    allowed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_add (allowed, g_strdup (host));
  if (*host == '\0' || strchr (host, '\n') != NULL || g_strv_contains ((const char *const *) hosts, host))
    return;
  for (guint i = n_hosts >= MOST_HOSTS ? n_hosts - MOST_HOSTS + 1 : 0; i < n_hosts; i++)
    if (*hosts[i] != '\0')
      g_string_append_printf (text, "%s\n", hosts[i]);
  g_string_append_printf (text, "%s\n", host);
  if (g_mkdir_with_parents (folder, 0700) != 0
      || !g_file_set_contents (name, text->str, (gssize) text->len, &error))
    g_debug ("The host is not remembered: %s", error != NULL ? error->message : g_strerror (errno));
}
