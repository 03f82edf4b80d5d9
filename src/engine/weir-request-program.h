/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-request-program.h: a request in the form it is sent from: every text in it compiled
 */

#pragma once

#include "weir-files.h"
#include "weir-names.h"
#include "weir-request.h"
#include "weir-template.h"
#include "weir-transport.h"

G_BEGIN_DECLS

/* A header, a parameter, a field of a form. */
typedef struct
{
  char *name;
  WeirTemplate *value;
} WeirRowProgram;

/* One part of several; only the ticked ones are here. */
typedef struct
{
  WeirTemplate *name;
  WeirTemplate *value;     /* (nullable) of a text */
  WeirTemplate *path;      /* (nullable) of a file */
  WeirTemplate *file_name; /* (nullable) the last part of the path */
  char *content_type;      /* (nullable) */
} WeirPartProgram;

typedef struct
{
  WeirPayloadKind kind;
  WeirTemplate *text; /* of raw and JSON; the path of a file */
  GArray *form;       /* of WeirRowProgram */
  GArray *parts;      /* of WeirPartProgram */
  char *boundary;     /* between them */
  gboolean is_plain;  /* nothing has to be filled in: it is made once */
  GBytes *made;       /* (nullable) */
} WeirPayloadProgram;

typedef struct
{
  WeirAuthKind kind;
  WeirAuthPlace place;
  char *name;           /* of the header or parameter */
  WeirTemplate *first;  /* user name, token or key */
  WeirTemplate *second; /* (nullable) password */
} WeirAuthProgram;

typedef struct
{
  char *method;
  WeirTemplate *url;
  WeirTemplate *base;         /* (nullable) what a relative URL is appended to */
  GArray *query;              /* of WeirRowProgram; the ticked ones */
  WeirTarget *target;         /* URL and query have no placeholder */
  WeirTarget *latest;         /* (nullable) else: the one made last, by any client */
  GArray *headers;            /* of WeirRowProgram; the ticked ones */
  WeirHeaders *plain_headers; /* no header has a placeholder */
  WeirAuthProgram *auth;      /* (nullable) what is left to be filled in */
  WeirPayloadProgram payload;
  char *private_header;       /* (nullable) a key, for nobody but the server that was meant */
  WeirTemplate *certificate_path;
  WeirTemplate *certificate_password;
  GPtrArray *before; /* of WeirTemplate; filled in for what that does */
  GPtrArray *after;
  GPtrArray *secrets; /* of char*: credentials written in the document as they are */
  gint64 timeout_us;
  guint max_redirects;
  gboolean insecure;
  WeirHttpVersion version;
  gsize body_limit; /* of the answer's body: what this step needs of it, or results keep of it */
} WeirRequestProgram;

WeirRequestProgram *weir_request_program_new (WeirRequest *request, WeirNames *names, GError **error);
void weir_request_program_free (WeirRequestProgram *self);
gboolean weir_request_program_set_base (WeirRequestProgram *self, const char *base, WeirNames *names,
                                        GError **error);
void weir_request_program_refuse_encodings (WeirRequestProgram *self, WeirNames *names);
gboolean weir_url_needs_base (const char *url);
gboolean weir_statements_compile (GPtrArray **programs, const char *const *statements, WeirNames *names,
                                  GError **error);
gboolean weir_payload_compile (WeirPayloadProgram *self, WeirRequest *request, WeirNames *names,
                               GError **error);
gboolean weir_payload_read_files (const WeirPayloadProgram *self, WeirFiles *files, GError **error);
void weir_payload_clear (WeirPayloadProgram *self);
const char *weir_payload_get_content_type (const WeirPayloadProgram *self, char **made);
gboolean weir_rows_compile (GArray **rows, GListStore *store, WeirNames *names, gboolean *is_plain,
                            GError **error);

/* How user name and password are written for basic authentication; (transfer full) */
char *weir_auth_make_basic (const char *username, const char *password);
/* "?a=b" or "&a=b" onto the end of a URL, or before its fragment. */
void weir_url_add_parameter (GString *url, const char *name, const char *value, gsize length);
/* As forms are sent: a space is a plus. */
void weir_form_add_field (GString *form, const char *name, const char *value, gsize length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirRequestProgram, weir_request_program_free)

G_END_DECLS
