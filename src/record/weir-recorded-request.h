/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-recorded-request.h: a request out of a record, on its way to be sent again
 */

#pragma once

#include "weir-exchange.h"

G_BEGIN_DECLS

/* As it was sent, secrets hidden (•••). */
typedef struct
{
  char *method;
  char *url;
  WeirHeaders *headers;
  GBytes *body; /* (nullable) */
} WeirRecordedRequest;

WeirRecordedRequest *weir_recorded_request_new (const WeirExchange *exchange);
void weir_recorded_request_free (WeirRecordedRequest *request);

#define WEIR_RECORDED_REQUEST_TYPE "(ayayaymay)"
GVariant *weir_recorded_request_pack (const WeirRecordedRequest *request); /* floating */
WeirRecordedRequest *weir_recorded_request_unpack (GVariant *variant);     /* (transfer full) */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirRecordedRequest, weir_recorded_request_free)

G_END_DECLS
