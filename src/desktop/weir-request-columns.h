/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-request-columns.h: the columns of the slowest and failed requests
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-request-item.h"

G_BEGIN_DECLS

void weir_request_columns_add (GtkColumnView *view);
char *weir_request_columns_speak (WeirRequestItem *item);

G_END_DECLS
