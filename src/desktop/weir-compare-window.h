/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-compare-window.h: a failed result beside one of the same step that passed
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-step-result.h"

G_BEGIN_DECLS

#define WEIR_TYPE_COMPARE_WINDOW (weir_compare_window_get_type ())
G_DECLARE_FINAL_TYPE (WeirCompareWindow, weir_compare_window, WEIR, COMPARE_WINDOW, GtkWindow)

WeirCompareWindow *weir_compare_window_new (GtkWindow *parent, WeirStepResult *failed, WeirStepResult *passed,
                                            gboolean by_vu);

G_END_DECLS
