/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-retry.h: a step's `retry:`: when and how often its request is sent again
 */

#pragma once

#include <glib-object.h>

#include "weir-document-enums.h"

G_BEGIN_DECLS

#define WEIR_TYPE_RETRY (weir_retry_get_type ())
G_DECLARE_FINAL_TYPE (WeirRetry, weir_retry, WEIR, RETRY, GObject)

/* properties: condition (`if`, nullable: no response or status >= 500), stop-condition (`stopIf`, nullable),
 * max-retries (1), strategy (Fixed), delay-ms (100), max-delay-ms (60000) */
WeirRetry *weir_retry_new (void);
const char *weir_retry_get_condition (WeirRetry *self);
void weir_retry_set_condition (WeirRetry *self, const char *condition);
const char *weir_retry_get_stop_condition (WeirRetry *self);
void weir_retry_set_stop_condition (WeirRetry *self, const char *condition);
guint weir_retry_get_max_retries (WeirRetry *self);
void weir_retry_set_max_retries (WeirRetry *self, guint max_retries);
WeirRetryStrategy weir_retry_get_strategy (WeirRetry *self);
void weir_retry_set_strategy (WeirRetry *self, WeirRetryStrategy strategy);
guint weir_retry_get_delay_ms (WeirRetry *self);
void weir_retry_set_delay_ms (WeirRetry *self, guint delay_ms);
guint weir_retry_get_max_delay_ms (WeirRetry *self);
void weir_retry_set_max_delay_ms (WeirRetry *self, guint max_delay_ms);

G_END_DECLS
