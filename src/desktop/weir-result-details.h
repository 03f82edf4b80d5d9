/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-result-details.h: one result whole: request, response, timings, assertions, values
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-message-view.h"
#include "weir-step-result.h"

G_BEGIN_DECLS

#define WEIR_TYPE_RESULT_DETAILS (weir_result_details_get_type ())
G_DECLARE_FINAL_TYPE (WeirResultDetails, weir_result_details, WEIR, RESULT_DETAILS, GtkWidget)

void weir_result_details_take (WeirResultDetails *self, WeirStepResult *result);
/* @owner: has the result as long as it lives */
void weir_result_details_show (WeirResultDetails *self, const WeirStepResult *result, GObject *owner);
WeirMessageView *weir_result_details_get_response (WeirResultDetails *self);
void weir_result_details_clear (WeirResultDetails *self, const char *why);
void weir_result_details_set_comparable (WeirResultDetails *self, gboolean comparable);
void weir_result_details_set_sendable (WeirResultDetails *self, gboolean sendable);
const WeirExchange *weir_result_details_get_exchange (WeirResultDetails *self);
void weir_result_details_choose_attempt (WeirResultDetails *self, guint attempt); /* (nullable) */
void weir_result_details_set_note (WeirResultDetails *self, const char *note);
const WeirStepResult *weir_result_details_get_result (WeirResultDetails *self);

G_END_DECLS
