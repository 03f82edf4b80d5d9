/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-curl-private.h: what the files of the import share
 */

#pragma once

#include "weir-curl-arguments.h"
#include "weir-curl-import.h"

G_BEGIN_DECLS

G_GNUC_PRINTF (2, 3) void weir_curl_warn (GPtrArray *warnings, const char *format, ...);
gboolean weir_curl_has_header (WeirRequest *request, const char *name);
void weir_curl_remove_header (WeirRequest *request, const char *name);
void weir_curl_read_headers (const WeirCurlArguments *arguments, WeirRequest *request, GPtrArray *removed,
                             GPtrArray *warnings);
void weir_curl_add_header (WeirRequest *request, const char *name, const char *value);

/* @data: the parts of a body as one word, "&" between them where curl puts it; NULL with *@file set when it
     is a file */
gboolean weir_curl_collect_data (const WeirCurlArguments *arguments, GPtrArray *warnings, char **data,
                                 char **file, GError **error);
gboolean weir_curl_read_payload (const WeirCurlArguments *arguments, WeirRequest *request,
                                 GPtrArray *warnings, GError **error);
void weir_curl_find_secrets (WeirCurlImport *import);

G_END_DECLS
