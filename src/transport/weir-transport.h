/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-transport.h: one request on the wire; everything Weir sends goes through here
 *
 * One WeirTransport per worker (thread), one WeirClient per virtual user. All of it belongs to the thread
 * and the thread-default main context it was made in; callbacks come from that context, never from within
 * weir_client_send() or weir_client_cancel().
 */

#pragma once

#include <gio/gio.h>

#include "weir-exchange.h"
#include "weir-timers.h"

G_BEGIN_DECLS

typedef struct _WeirTransport WeirTransport;
typedef struct _WeirClient WeirClient;
typedef struct _WeirCall WeirCall;     /* a request under way */
typedef struct _WeirTarget WeirTarget;   /* a URL taken apart once, to be sent to many times */
typedef struct _WeirCookies WeirCookies; /* a copy of a client's cookies */

#define WEIR_TRANSPORT_ERROR (weir_transport_error_quark ())
GQuark weir_transport_error_quark (void);

typedef enum
{
  WEIR_TRANSPORT_ERROR_URL,
  WEIR_TRANSPORT_ERROR_HEADER,
  WEIR_TRANSPORT_ERROR_CERTIFICATE,
} WeirTransportError;

/* What to send. Everything is borrowed until the callback has run. */
typedef struct
{
  const char *method;
  WeirTarget *target;         /* see weir_target_new() */
  const WeirHeaders *headers; /* as written by the user; the transport adds Host, User-Agent, Accept-Encoding,
                               * Cookie and Content-Length where they are not given */
  GBytes *body;               /* (nullable) */
  gint64 intended_us;         /* monotonic instant by schedule; 0 = now */
  gint64 timeout_us;          /* from the actual start to the last byte, redirects included */
  guint max_redirects;
  gsize body_limit; /* bytes of the response body to keep; the rest is read, counted and discarded */
  const char *private_header;   /* (nullable) the name of one that, as Authorization, no other origin gets */
  const char *username;         /* (nullable) answers a request for digest authentication, with @password */
  const char *password;
  GTlsCertificate *certificate; /* (nullable) the client's; see weir_transport_open_certificate() */
  gboolean insecure;            /* certificates of servers are not verified */
  gboolean alone;               /* on a connection of its own, closed afterwards */
} WeirOutgoing;

/* @exchange is the one given to weir_client_send(), filled. */
typedef void (*WeirSentFunc) (WeirExchange *exchange, gpointer data);

WeirTransport *weir_transport_new (void);
/* (nullable) the URL of the proxy of all clients to come; NULL, as at first: requests go direct */
void weir_transport_set_proxy (WeirTransport *transport, const char *url);
void weir_transport_free (WeirTransport *transport);              /* after all its clients are closed */
/* Called whenever something happens to any request, several times for each: in a turn of the main context
 * with thousands of them nothing else has its turn, and whoever is watched can say that he is alive. */
void weir_transport_set_pulse (WeirTransport *transport, void (*pulse) (gpointer data) /* (nullable) */,
                               gpointer data);
WeirTimers *weir_transport_get_timers (WeirTransport *transport); /* (transfer none) */

/* Trusts the authorities in a PEM file instead of those the system trusts, from the next connection on. */
gboolean weir_transport_set_authorities (WeirTransport *transport, const char *path, GError **error);
/* A client's certificate with its key, from the bytes of a PEM or PKCS #12 file. NULL with
 * WEIR_TRANSPORT_ERROR_CERTIFICATE and a sentence that names @path. */
GTlsCertificate *weir_transport_open_certificate (const char *path, GBytes *bytes, const char *password,
                                                  GError **error);

/* Splits @url itself and escapes only what is illegal: "/a//b/../c?z=%2e" is sent as written. A fragment is
 * dropped. NULL with WEIR_TRANSPORT_ERROR_URL and a sentence. */
WeirTarget *weir_target_new (const char *url, GError **error);
/* The same, quicker when it leads to the same place as @like (nullable), which it may return. */
WeirTarget *weir_target_new_like (WeirTarget *like, const char *url, GError **error);
WeirTarget *weir_target_ref (WeirTarget *target);
void weir_target_unref (WeirTarget *target);
const char *weir_target_get_url (const WeirTarget *target);

/* Checks one header the user wrote: token characters in the name, no CR, LF or NUL, the limits of length. */
gboolean weir_transport_check_header (const char *name, const char *value, GError **error);

/* Whether the transport writes this header itself and ignores the user's. */
gboolean weir_transport_owns_header (const char *name, const char *value);

WeirClient *weir_client_open (WeirTransport *transport);
/* (transfer none): good until @callback runs */
WeirCall *weir_client_send (WeirClient *client, const WeirOutgoing *outgoing, WeirExchange *exchange,
                            WeirSentFunc callback, gpointer data);
/* Cancels this one: its callback still comes, soon, with WEIR_EXCHANGE_CANCELLED. */
void weir_call_cancel (WeirCall *call);
/* Cancels what is under way: each callback still comes, soon, with WEIR_EXCHANGE_CANCELLED. */
void weir_client_cancel (WeirClient *client);
/* Closes connections and frees it; requests under way are dropped without callback. */
void weir_client_close (WeirClient *client);
/* Closes idle connections but keeps the client: the next request connects anew. */
void weir_client_disconnect (WeirClient *client);

WeirCookies *weir_client_copy_cookies (WeirClient *client);                    /* (transfer full) */
void weir_client_set_cookies (WeirClient *client, const WeirCookies *cookies); /* replaces; NULL = none */
void weir_cookies_free (WeirCookies *cookies);
/* Their way through a message: WEIR_COOKIES_TYPE; what cannot be a cookie is left out. */
#define WEIR_COOKIES_TYPE "a(ssssxbbu)"
GVariant *weir_cookies_pack (const WeirCookies *cookies); /* floating */
WeirCookies *weir_cookies_unpack (GVariant *variant);     /* (transfer full) */
/* The value of the cookie @name the client would send to @url; (transfer full) (nullable) */
char *weir_client_find_cookie (WeirClient *client, const WeirTarget *target, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirTarget, weir_target_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirCookies, weir_cookies_free)

G_END_DECLS
