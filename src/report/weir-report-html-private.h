/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-report-html-private.h: the parts of a report in HTML
 */

#pragma once

#include "weir-report-facts.h"

G_BEGIN_DECLS

/* An element with text in it, escaped. @class_name (nullable) is not. */
void weir_report_html_add (GString *text, const char *element, const char *class_name, const char *content);
/* The failed steps, those that say the same told once. */
gboolean weir_report_html_put_failures (WeirReport *report, const WeirReportRun *run, GError **error);

G_END_DECLS
