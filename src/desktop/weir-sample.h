/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-sample.h: the flow people try first
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *weir_sample_dup_text (const char *url, GError **error);

G_END_DECLS
