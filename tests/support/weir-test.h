/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-test.h: waiting for a condition without sleeping, shared by every test
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef gboolean (*WeirTestCondition) (gpointer data);

gboolean weir_test_wait (WeirTestCondition condition, gpointer data, guint deadline_ms);

G_END_DECLS
