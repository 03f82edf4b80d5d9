/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-json-stream.h: a large JSON file, one value at a time in memory
 *
 * The file is one object. Its values are given as text, for a parser, or passed over; arrays are entered when
 * their elements are wanted one by one. What is between is checked only as far as that needs.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _WeirJsonStream WeirJsonStream;

/* NULL with a G_FILE_ERROR. */
WeirJsonStream *weir_json_stream_open (const char *file_name, GError **error);
void weir_json_stream_close (WeirJsonStream *stream);
/* How much of the file was read, from 0 to 1. */
double weir_json_stream_get_done (WeirJsonStream *stream);

/* The next key of the object, (transfer none) until the next call; NULL at the end, or with @error
 * (WEIR_REPORT_ERROR_READ) when the file is damaged. Its value is to be taken, skipped or entered next. */
const char *weir_json_stream_next_key (WeirJsonStream *stream, GError **error);
gboolean weir_json_stream_skip_value (WeirJsonStream *stream, GError **error);
/* (transfer none) until the next call; NULL with @error. */
const GString *weir_json_stream_take_value (WeirJsonStream *stream, GError **error);
gboolean weir_json_stream_enter_array (WeirJsonStream *stream, GError **error);
/* (transfer none) until the next call; NULL at the end of the array, or with @error. */
const GString *weir_json_stream_next_element (WeirJsonStream *stream, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirJsonStream, weir_json_stream_close)

G_END_DECLS
