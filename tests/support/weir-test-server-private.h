/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-test-server-private.h: what the test server's files share
 */

#pragma once

#include "weir-test-server.h"

G_BEGIN_DECLS

void weir_test_request_free (gpointer data);
WeirTestAnswer *weir_test_answer_new (void);
WeirTestAnswer *weir_test_answer_copy (const WeirTestAnswer *answer);
void weir_test_answer_free (gpointer data);
/* Status line and headers; (transfer full) */
GString *weir_test_answer_make_head (const WeirTestAnswer *answer);

G_END_DECLS
