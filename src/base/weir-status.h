/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-status.h: what status codes of HTTP are called
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* "Not Found" of 404, by the registry of IANA; "" of one that is not in it */
const char *weir_status_get_phrase (guint status);

G_END_DECLS
