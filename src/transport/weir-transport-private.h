/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-transport-private.h: what the files of this room share
 *
 * A call is one exchange under way, redirects included. It travels on a lane: a SoupSession with at most one
 * connection. A lane writes its requests on two slots in turn, because libsoup still holds a message for one
 * turn of the main context after its answer was read.
 */

#pragma once

#include <libsoup/soup.h>

#include "weir-lane-group.h"
#include "weir-transport.h"

G_BEGIN_DECLS

typedef struct _WeirLane WeirLane;
typedef struct _WeirTrust WeirTrust;

struct _WeirTransport
{
  /* owned */
  GMainContext *context;
  GMainContext *aside; /* nobody runs it; see weir_lane_new() */
  WeirLaneGroups *groups;
  WeirTimers *timers;
  GProxyResolver *proxy; /* (nullable) */
  WeirTrust *trust; /* (nullable) from the first secure connection on */
  void (*pulse) (gpointer data); /* (nullable) */
  gpointer pulse_data;
  guint8 *buffer;  /* bodies of all answers pass through it */
  GQueue ended;    /* of WeirCall, whose callbacks are to come */
  GSource *ending; /* (nullable) calls them */
  guint n_calls;   /* under way */
  guint n_orphans; /* calls whose client was closed and that libsoup still holds */
};

/* What targets at the same place have in common: taken apart and checked once. */
typedef struct
{
  guint n_refs;
  guint port;
  gboolean secure;
  gboolean literal; /* the host is an address: there is nothing to look up */
  /* owned */
  char *origin;    /* scheme://host:port, lower case */
  char *authority; /* host:port, for messages */
  char *host;      /* without brackets, for messages */
  char *host_header;
  char *front;     /* of the URL as sent, before its path */
} WeirSite;

struct _WeirTarget
{
  guint n_refs;
  /* owned */
  WeirSite *site;
  GUri *uri;
  char *url; /* as sent */
};

/* What a request is made of; when none of it changed, the message is sent again as it is. */
typedef struct
{
  const char *method;
  WeirTarget *target;
  const WeirHeaders *headers;
  GBytes *body;          /* (nullable) */
  const char *private_header; /* (nullable) not for another origin either */
  gboolean other_origin;      /* redirected away from where the user sent it */
  gboolean bodyless;          /* a redirect turned it into a GET: the headers about its body are left out */
} WeirLetter;

/* One of the two messages of a lane, and what is written on it. */
typedef struct
{
  /* borrowed */
  WeirLane *lane;
  /* owned */
  SoupMessage *message; /* (nullable) */
  WeirTarget *target;
  char *method;
  WeirHeaders *headers; /* as the user wrote them */
  GBytes *body;
  char *cookie;      /* (nullable) the Cookie header made from the jar */
  WeirHeaders *sent; /* all headers as they go out */
  char *refusal;     /* (nullable) why the certificate of the server is not trusted */

  gboolean other_origin;
  gboolean bodyless;
  gboolean raw;            /* Accept-Encoding was removed: the answer is not decoded */
  gboolean cookie_written; /* the user wrote a Cookie header */
  guint64 cookie_stamp;    /* see WeirClient */
  gint64 cookie_us;
  /* of the request under way */
  WeirCall *call; /* borrowed */
  gint64 connected_us;
  gint64 wrote_us;
  guint n_restarts;
  gboolean challenged;    /* the server asked who we are, and the answer is on its way */
  gboolean verified;      /* the certificate of the connection was judged */
} WeirSlot;

/* What connections must have in common to be used for one another's requests, besides the origin. */
typedef struct
{
  GTlsCertificate *certificate; /* (nullable) */
  const char *username;         /* (nullable) */
  const char *password;
  gboolean insecure;
  gboolean alone;
} WeirLaneKind;

struct _WeirLane
{
  /* borrowed */
  WeirLaneGroups *groups;
  WeirLaneGroup *group; /* (nullable) where its session has its turns */
  /* owned */
  char *origin;
  WeirLaneKind kind;
  SoupSession *session;
  GCancellable *cancellable;
  GSocketConnection *connection; /* (nullable) the latest */
  WeirSlot slots[2];

  guint next_slot;
  gboolean retired; /* to be closed instead of kept */
};

struct _WeirClient
{
  /* borrowed */
  WeirTransport *transport;
  /* owned */
  GQueue calls;          /* of WeirCall, under way */
  WeirCall *spare_calls; /* chained by their `next` */
  GPtrArray *idle_lanes; /* of WeirLane; the one used last is at the end */
  SoupCookieJar *jar;    /* (nullable) */
  guint64 jar_stamp;     /* changes whenever the jar does */
  guint n_cookies;       /* at most, see weir_client_take_cookies() */
};

typedef enum
{
  WEIR_CALL_SENDING,  /* until the headers of the answer are here */
  WEIR_CALL_DRAINING, /* reading its body */
  WEIR_CALL_ENDING,   /* read up to its end, or it has none: see weir_call_settle() */
} WeirCallState;

typedef enum
{
  WEIR_ABORT_NOT,
  WEIR_ABORT_CANCEL,
  WEIR_ABORT_TIMEOUT,
  WEIR_ABORT_FLOOD, /* an answer that libsoup insists on collecting is too long */
} WeirAbort;

struct _WeirCall
{
  GList link; /* in the client's calls */
  GList ended_link; /* in the transport's, once it is ending */
  WeirCall *next;
  /* borrowed */
  WeirTransport *transport;
  WeirClient *client; /* NULL once closed */
  WeirLane *lane;     /* NULL between two lanes */
  WeirSlot *slot;
  WeirExchange *exchange;
  WeirSentFunc callback;
  gpointer data;
  /* owned */
  WeirTarget *target;
  WeirTarget *next_target; /* (nullable) where the answer points to, if that will be followed */
  GInputStream *stream;
  GSource *source;
  GError *error; /* (nullable) why it is ending */

  WeirOutgoing outgoing;
  WeirCallState state;
  WeirAbort abort;
  guint n_redirects;
  gboolean as_get; /* a redirect turned the request into a GET */
  gint64 handed_us;
  gint64 hop_us; /* TotalTime when the current hop began */
  gint64 deadline_us;
  gint64 ended_us; /* when it was ending */
  gsize body_limit;
  WeirTimer timer;
};

typedef enum
{
  WEIR_PHASE_DNS,
  WEIR_PHASE_TCP,
  WEIR_PHASE_TLS,
  WEIR_PHASE_SENDING,
  WEIR_PHASE_WAITING,
  WEIR_PHASE_RECEIVING,
} WeirPhase;
#define WEIR_N_PHASES 6

/* Instants at which the phases of one hop ended; 0 where that was not reached or did not happen. */
typedef struct
{
  gint64 started_us;
  gint64 ends_us[WEIR_N_PHASES];
  gint64 ended_us;   /* of the whole hop, or of its failure */
  WeirPhase reached; /* the phase it was in then */
} WeirPhases;

/* weir-phases.c */
void weir_phases_read (WeirPhases *phases, const WeirSlot *slot, gint64 ended_us);
void weir_phases_add (const WeirPhases *phases, WeirTimings *timings);

/* weir-target.c */
WeirTarget *weir_target_resolve (const WeirTarget *base, const char *location);

/* weir-letter.c */
gboolean weir_slot_write (WeirSlot *slot, const WeirLetter *letter, const char *cookie, GError **error);
void weir_slot_set_body (WeirSlot *slot);
void weir_slot_copy_headers (WeirSlot *slot, WeirHeaders *headers);

/* weir-lane.c */
WeirLane *weir_lane_new (WeirTransport *transport, const char *origin, const WeirLaneKind *kind);
gboolean weir_lane_suits (const WeirLane *lane, const char *origin, const WeirLaneKind *kind);
void weir_lane_free (WeirLane *lane);
WeirSlot *weir_lane_turn (WeirLane *lane);
void weir_slot_open (WeirSlot *slot, GUri *uri, const char *method, gboolean raw);
void weir_slot_close (WeirSlot *slot);
void weir_lane_cancel (WeirLane *lane);
gboolean weir_lane_ended_early (WeirLane *lane, SoupMessage *message, GInputStream *stream);

/* weir-call.c */
void weir_call_start (WeirCall *call);
void weir_call_abort (WeirCall *call, WeirAbort reason);
void weir_call_watch (WeirCall *call);
void weir_call_orphan (WeirCall *call);
void weir_call_settle (WeirCall *call);
void weir_call_note_challenge (WeirCall *call);

/* weir-endings.c */
void weir_endings_add (WeirTransport *transport, WeirCall *call);
void weir_endings_remove (WeirTransport *transport, WeirCall *call);

/* weir-client.c */
void weir_transport_beat (WeirTransport *transport);
WeirLane *weir_client_take_lane (WeirClient *client, const char *origin, const WeirLaneKind *kind);
void weir_client_give_lane (WeirClient *client, WeirLane *lane);
void weir_client_give_call (WeirClient *client, WeirCall *call);

/* weir-cookies.c */
const char *weir_client_get_cookie_header (WeirClient *client, WeirSlot *slot, WeirTarget *target,
                                           char **made);
void weir_client_take_cookies (WeirClient *client, SoupMessage *message);

/* weir-trust.c */
WeirTrust *weir_trust_new (const char *authorities, GError **error);
void weir_trust_free (WeirTrust *trust);
const char *weir_trust_judge (WeirTrust *trust, GTlsCertificate *certificate, const char *host);

/* weir-failure.c */
void weir_failure_describe (WeirCall *call, const GError *error, WeirPhase phase);

G_END_DECLS
