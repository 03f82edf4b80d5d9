/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-data-source.h: `data:` of a load plan: a file whose columns are variables, and who takes which row
 */

#pragma once

#include <gio/gio.h>

#include "weir-document-enums.h"

G_BEGIN_DECLS

#define WEIR_TYPE_DATA_SOURCE (weir_data_source_get_type ())
G_DECLARE_FINAL_TYPE (WeirDataSource, weir_data_source, WEIR, DATA_SOURCE, GObject)

/* properties: file (never NULL), order (sequential) */
WeirDataSource *weir_data_source_new (const char *file);
const char *weir_data_source_get_file (WeirDataSource *self);
void weir_data_source_set_file (WeirDataSource *self, const char *file);
WeirDataOrder weir_data_source_get_order (WeirDataSource *self);
void weir_data_source_set_order (WeirDataSource *self, WeirDataOrder order);

G_END_DECLS
