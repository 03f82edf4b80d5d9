/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-test-server.h: a server on loopback that notes all it sees and can misbehave in every way
 *
 * It runs in threads of its own, so a test just iterates its main context, which is woken up by everything
 * that happens here (weir_test_wait() may wait for it). By default every request is answered with 200 and the
 * text "ok". To get something else, either script a path:
 *
 *   weir_test_server_script (server, "/slow")->delay_ms = 200;
 *   weir_test_answer_set_body (weir_test_server_script (server, "/items"), "application/json", "[1, 2]");
 *
 * before the first request, or give a callback that decides for each request (it is called after the script
 * of the path was applied, and may change everything):
 *
 *   static void
 *   answer (const WeirTestRequest *request, WeirTestAnswer *answer, gpointer data)
 *   {
 *     if (request->nth == 3)
 *       answer->status = 500;
 *   }
 *
 * A path is the request target up to its "?". What was seen is read with weir_test_server_get_request();
 * requests are noted when they have arrived completely, before they are answered.
 */

#pragma once

#include <gio/gio.h>

#include "weir-exchange.h"

G_BEGIN_DECLS

typedef struct _WeirTestServer WeirTestServer;

/* A request as it arrived. It stays valid until the server is freed. */
typedef struct
{
  guint nth;         /* 1 for the first request to this path, with any query */
  guint connection;  /* 1 for the first connection accepted */
  gint64 arrived_us; /* monotonic; when its last byte was read */
  char *method;
  char *target; /* exactly as it stood in the request line */
  char *path;   /* the target up to its "?" */
  WeirHeaders *headers;
  GBytes *body; /* never NULL */
} WeirTestRequest;

typedef enum
{
  WEIR_TEST_FAULT_NONE,
  WEIR_TEST_FAULT_STALL, /* never answers, until weir_test_server_release() or the client gives up */
  WEIR_TEST_FAULT_CLOSE, /* closes the connection instead of answering */
  WEIR_TEST_FAULT_RESET, /* resets it (RST) instead of answering */
  WEIR_TEST_FAULT_CUT,   /* closes after the body as it is; with content_length set or chunked: too early */
  WEIR_TEST_FAULT_CUT_RESET,  /* the same with RST */
  WEIR_TEST_FAULT_HANG,       /* sends headers and body as they are, then nothing more */
  WEIR_TEST_FAULT_HALF_CLOSE, /* answers, then shuts down its sending side, and goes on reading */
} WeirTestFault;

typedef struct
{
  guint status;         /* 200 */
  char *reason;         /* NULL: one that fits */
  WeirHeaders *headers; /* further headers */
  GByteArray *body;
  gint64 content_length; /* what to claim; -1: the truth */
  gboolean chunked;      /* Transfer-Encoding: chunked, in one chunk, instead of Content-Length */
  gboolean no_length;    /* neither: the end of the connection ends the body */
  gboolean close;        /* announces Connection: close and closes after the answer */
  gboolean drop;         /* closes after the answer without announcing it */
  guint delay_ms;        /* before the first byte */
  guint body_delay_ms;   /* between headers and body */
  WeirTestFault fault;
  GBytes *raw; /* (nullable) sent instead of all the above, then the connection is closed */
} WeirTestAnswer;

/* Called in a thread of the server, one request at a time; @answer is thrown away after it was sent. */
typedef void (*WeirTestAnswerFunc) (const WeirTestRequest *request, WeirTestAnswer *answer, gpointer data);

WeirTestServer *weir_test_server_new (void);
/* Closes every connection and waits for the threads. */
void weir_test_server_free (WeirTestServer *server);
guint16 weir_test_server_get_port (WeirTestServer *server);
/* "http://127.0.0.1:PORT" and @path; (transfer full) */
char *weir_test_server_get_url (WeirTestServer *server, const char *path);

void weir_test_server_set_callback (WeirTestServer *server, WeirTestAnswerFunc callback, gpointer data);
/* The answer of @path, to be filled; (transfer none) */
WeirTestAnswer *weir_test_server_script (WeirTestServer *server, const char *path);
void weir_test_answer_add_header (WeirTestAnswer *answer, const char *name, const char *value);
void weir_test_answer_set_body (WeirTestAnswer *answer, const char *content_type, const char *text);
/* The status, and a Location header */
void weir_test_answer_set_redirect (WeirTestAnswer *answer, guint status, const char *location);
void weir_test_answer_set_raw (WeirTestAnswer *answer, const char *bytes, gssize size);
/* Ends all stalls, hangs and delays, present and to come. */
void weir_test_server_release (WeirTestServer *server);

guint weir_test_server_get_n_requests (WeirTestServer *server);
/* The @index-th request of all, from 0; (transfer none) (nullable) */
const WeirTestRequest *weir_test_server_get_request (WeirTestServer *server, guint index);
/* The @nth request to @path, from 1; (transfer none) (nullable) */
const WeirTestRequest *weir_test_server_find_request (WeirTestServer *server, const char *path, guint nth);
guint weir_test_server_count (WeirTestServer *server, const char *path);
guint weir_test_server_get_n_connections (WeirTestServer *server); /* accepted so far */
guint weir_test_server_get_n_open (WeirTestServer *server);        /* connections open now */
guint weir_test_server_get_n_waiting (WeirTestServer *server);     /* requests being answered now */
guint weir_test_server_get_max_waiting (WeirTestServer *server);   /* the most there were at the same time */
/* (transfer none) (nullable) */
const char *weir_test_request_get_header (const WeirTestRequest *request, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirTestServer, weir_test_server_free)

G_END_DECLS
