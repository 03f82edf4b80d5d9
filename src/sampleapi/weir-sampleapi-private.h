/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-sampleapi-private.h: what the files of the sample API share
 */

#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

#define WEIR_SAMPLE_TOKENS 20000u
#define WEIR_SAMPLE_ORDERS 20000u
#define WEIR_SAMPLE_BODY_BYTES (1024u * 1024u)
#define WEIR_SAMPLE_DELAY_MS 60000u

typedef struct _WeirSampleShop WeirSampleShop;
typedef struct _WeirSampleFaults WeirSampleFaults;
typedef struct _WeirSampleListener WeirSampleListener;

/* Everything the thread of the API works on. */
typedef struct
{
  WeirSampleShop *shop;     /* owned */
  WeirSampleFaults *faults; /* owned */
  GHashTable *delayed;      /* owned: answers that wait for their time */
  guint64 answered;         /* atomic: read by other threads */
} WeirSampleState;

/* One request being answered. Everything is borrowed and lives as long as the handler runs. */
typedef struct
{
  WeirSampleState *state;
  SoupServerMessage *message;
  GHashTable *query;    /* nullable */
  const char *argument; /* what stood for "{…}" in the path, "" without one */
} WeirSampleCall;

/* weir-sample-call.c */
void weir_sample_call_answer (WeirSampleCall *call, guint status, JsonNode *body);
void weir_sample_call_answer_after (WeirSampleCall *call, guint delay_ms, guint status, JsonNode *body);
void weir_sample_call_refuse (WeirSampleCall *call, guint status, const char *format, ...)
    G_GNUC_PRINTF (3, 4);
void weir_sample_call_set_header (WeirSampleCall *call, const char *name, const char *value);
gboolean weir_sample_call_get_number (WeirSampleCall *call, const char *name, guint least, guint most,
                                      guint otherwise, guint *number);
gboolean weir_sample_call_has_true (WeirSampleCall *call, const char *name);
JsonObject *weir_sample_call_read_object (WeirSampleCall *call, const char *example);
GHashTable *weir_sample_delays_new (void);
gboolean weir_sample_parse_number (const char *text, guint least, guint most, guint *number);

/* weir-sample-routes.c */
WeirSampleState *weir_sample_state_new (void);
void weir_sample_state_free (WeirSampleState *state);
void weir_sample_state_serve (WeirSampleState *state, SoupServer *server);

/* weir-sample-listener.c */
WeirSampleListener *weir_sample_listener_new (SoupServer *server, guint16 port, GError **error);
guint16 weir_sample_listener_get_port (WeirSampleListener *listener);
void weir_sample_listener_free (WeirSampleListener *listener);

/* weir-sample-shop.c */
WeirSampleShop *weir_sample_shop_new (void);
void weir_sample_shop_free (WeirSampleShop *shop);
void weir_sample_shop_log_in (WeirSampleCall *call);
void weir_sample_shop_list_items (WeirSampleCall *call);
void weir_sample_shop_get_item (WeirSampleCall *call);
void weir_sample_shop_order (WeirSampleCall *call);
void weir_sample_shop_get_order (WeirSampleCall *call);

/* weir-sample-faults.c */
WeirSampleFaults *weir_sample_faults_new (void);
void weir_sample_faults_free (WeirSampleFaults *faults);
void weir_sample_faults_flaky (WeirSampleCall *call);
void weir_sample_faults_slow (WeirSampleCall *call);
void weir_sample_faults_degrading (WeirSampleCall *call);
void weir_sample_faults_limited (WeirSampleCall *call);
void weir_sample_faults_echo (WeirSampleCall *call);
void weir_sample_faults_status (WeirSampleCall *call);

G_END_DECLS
