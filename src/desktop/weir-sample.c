/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-sample.c: the flow people try first
 */

#include "config.h"

#include <gio/gio.h>

#include "weir-sample.h"

#define RESOURCE "/io/github/weir_app/Weir/shop.flow.yaml"

/* What the file has for those who start the API themselves. */
#define URL_IN_FILE "http://127.0.0.1:8020"

/**
 * weir_sample_dup_text:
 * @url: where the sample API answers, "http://127.0.0.1:43121"
 * @error: return location for a #GResourceError
 *
 * Returns: (transfer full) (nullable): the embedded sample flow, comments and all, for that address
 */
char *
weir_sample_dup_text (const char *url, GError **error)
{
  g_autoptr (GBytes) bytes = g_resources_lookup_data (RESOURCE, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  GString *text;

  if (bytes == NULL)
    return NULL;
  text = g_string_new_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
  g_string_replace (text, URL_IN_FILE, url, 0);
  return g_string_free (text, FALSE);
}
