/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-curl-import.h: a curl command line as a step
 */

#pragma once

#include "weir-convert-error.h"
#include "weir-step.h"

G_BEGIN_DECLS

/* Something in the step that looks secret. It stays where it is until weir_curl_import_take_secret(). */
typedef struct
{
  char *name;  /* for a variable; no two are equal */
  char *value; /* what it is now, as text */
  char *place; /* for people: "the header X-Api-Key" */

  GObject *object; /* whose property holds it */
  char *property;

  /*< private >*/
  char *before; /* what stands before it there, and how it is written there */
  char *written;
} WeirCurlSecret;

typedef struct
{
  WeirStep *step;
  GPtrArray *warnings; /* of char*: sentences about what was not taken over */
  GPtrArray *secrets;  /* of WeirCurlSecret */
} WeirCurlImport;

/* Whether a text is worth trying: a command that starts with curl, after a prompt perhaps. */
gboolean weir_curl_is_command (const char *text);
/* @text: as copied from a shell, or with a browser's "Copy as cURL" for bash or for Windows. What is "$" in
 * the request is "$$" in the step, so that no placeholder takes it; variables of the shell are
 * placeholders. The step is called after its request and has the assertion status < 400. NULL with
 * WEIR_CONVERT_ERROR_OTHER when it is no curl command, _INVALID with a sentence when it is none that one
 * step could be. Names of files are taken as they are. */
WeirCurlImport *weir_curl_import (const char *text, GError **error);
void weir_curl_import_free (WeirCurlImport *self);
/* The text of the property that holds it with ${name} (@taken) or with the value in it; (transfer full)
 * (nullable) when that is so already, or the text has been edited. */
char *weir_curl_secret_replace (const WeirCurlSecret *self, gboolean taken);
/* Puts ${name} in place of the value, in the step. */
void weir_curl_import_take_secret (WeirCurlImport *self, guint index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirCurlImport, weir_curl_import_free)

G_END_DECLS
