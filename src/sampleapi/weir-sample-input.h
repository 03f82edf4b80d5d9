/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-sample-input.h: what a client sends, with an end that libsoup's server notices
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define WEIR_TYPE_SAMPLE_INPUT (weir_sample_input_get_type ())
G_DECLARE_FINAL_TYPE (WeirSampleInput, weir_sample_input, WEIR, SAMPLE_INPUT, GFilterInputStream)

GIOStream *weir_sample_stream_new (GSocketConnection *connection);

G_END_DECLS
