/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-sample-api.h: a small shop on loopback to try flows on; runs in a thread of its own
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define WEIR_TYPE_SAMPLE_API (weir_sample_api_get_type ())
G_DECLARE_FINAL_TYPE (WeirSampleApi, weir_sample_api, WEIR, SAMPLE_API, GObject)

/* properties: port (0 = any free one), url ("http://127.0.0.1:43121", NULL while stopped) */
WeirSampleApi *weir_sample_api_new (guint16 port);
gboolean weir_sample_api_start (WeirSampleApi *self, GError **error); /* G_IO_ERROR; a taken port says so */
void weir_sample_api_stop (WeirSampleApi *self);                      /* returns when the thread has ended */
const char *weir_sample_api_get_url (WeirSampleApi *self);
guint64 weir_sample_api_get_requests (WeirSampleApi *self); /* answered since start */

G_END_DECLS
