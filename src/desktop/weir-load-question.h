/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-load-question.h: asks in place whether a load may go to systems that are not this computer
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-plan-outlook.h"

G_BEGIN_DECLS

#define WEIR_TYPE_LOAD_QUESTION (weir_load_question_get_type ())
G_DECLARE_FINAL_TYPE (WeirLoadQuestion, weir_load_question, WEIR, LOAD_QUESTION, GtkWidget)

/* signals:
 *   allowed (WeirLoadQuestion *question)
 *   cancelled (WeirLoadQuestion *question) */
/* @hosts: of WeirPlanHost. @some_unknown: others are only known when the plan runs. */
void weir_load_question_ask (WeirLoadQuestion *self, GPtrArray *hosts, gboolean some_unknown);
void weir_load_question_clear (WeirLoadQuestion *self);
const char *weir_load_question_get_text (WeirLoadQuestion *self);

G_END_DECLS
