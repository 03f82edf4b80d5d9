/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-run-option-dialog.h: asks for one number of the run options
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-edits.h"
#include "weir-run-options.h"

G_BEGIN_DECLS

/* Which number. */
typedef enum
{
  WEIR_RUN_OPTION_ITERATIONS,
  WEIR_RUN_OPTION_PARALLEL,
  WEIR_RUN_OPTION_DELAY,
} WeirRunOption;

#define WEIR_TYPE_RUN_OPTION_DIALOG (weir_run_option_dialog_get_type ())
G_DECLARE_FINAL_TYPE (WeirRunOptionDialog, weir_run_option_dialog, WEIR, RUN_OPTION_DIALOG, GtkWindow)

GtkWidget *weir_run_option_dialog_new (GtkWindow *parent, WeirRunOptions *options, WeirEdits *edits,
                                       WeirRunOption option);

G_END_DECLS
