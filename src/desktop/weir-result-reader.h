/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-result-reader.h: the archive, read on a thread of its own
 */

#pragma once

#include <gio/gio.h>

#include "weir-archive.h"

G_BEGIN_DECLS

#define WEIR_TYPE_RESULT_READER (weir_result_reader_get_type ())
G_DECLARE_FINAL_TYPE (WeirResultReader, weir_result_reader, WEIR, RESULT_READER, GObject)

/* The results of a run from one id on, added up by pass. */
typedef struct
{
  GArray *passes; /* of WeirResultPass, in their order */
  gint64 last_id; /* the latest result looked at */
  gboolean more;  /* there were too many for one look */
} WeirResultScan;

/* On the reader's thread; NULL without @error is an answer, too. */
typedef gpointer (*WeirReaderFunc) (WeirArchive *archive, gpointer data, GError **error);

WeirResultReader *weir_result_reader_new (void);
void weir_result_reader_set_archive (WeirResultReader *self, const char *file_name);
void weir_result_reader_call_async (WeirResultReader *self, WeirReaderFunc function, gpointer function_data,
                                    GDestroyNotify free_data, GDestroyNotify free_answer,
                                    GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
gpointer weir_result_reader_call_finish (GAsyncResult *result, GError **error);
void weir_result_reader_scan_async (WeirResultReader *self, gint64 run_id, const WeirResultFilter *filter,
                                    guint limit, GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer data);
WeirResultScan *weir_result_reader_scan_finish (GAsyncResult *result, GError **error);
void weir_result_reader_list_async (WeirResultReader *self, gint64 run_id, const WeirResultFilter *filter,
                                    GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
GArray *weir_result_reader_list_finish (GAsyncResult *result, GError **error);
void weir_result_reader_load_async (WeirResultReader *self, gint64 result_id, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer data);
WeirStepResult *weir_result_reader_load_finish (GAsyncResult *result, GError **error);

void weir_result_scan_free (WeirResultScan *scan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirResultScan, weir_result_scan_free)

G_END_DECLS
