/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-run-selection.h: how much of a flow is carried out
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  WEIR_SELECT_ALL,   /* Before All, every iteration and virtual user, After All */
  WEIR_SELECT_STEP,  /* one step alone, whatever list it stands in, enabled or not */
  WEIR_SELECT_UP_TO, /* Before All and all enabled steps up to and with that one, once; it may be disabled */
} WeirSelect;

/* Zero-initialised: all. */
typedef struct
{
  WeirSelect select;
  guint part; /* WeirFlowPart of the step */
  guint step; /* its index there */
  /* Only the iterations of these numbers, in this order; of virtual users when @are_vus. Each has the
   * number it had, in ${run.iteration} or ${run.vu} and in its results. Borrowed; NULL = 1, 2, 3 … */
  const guint *numbers;
  guint n_numbers;
  const guint *rows; /* (nullable) as many: which row of the data file each takes, 1-based; 0 = as it comes */
  gboolean are_vus;
} WeirRunSelection;

G_END_DECLS
