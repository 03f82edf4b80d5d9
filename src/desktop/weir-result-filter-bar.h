/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-result-filter-bar.h: which results are listed, in which order, as a person chooses it
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-result-selection.h"

G_BEGIN_DECLS

#define WEIR_TYPE_RESULT_FILTER_BAR (weir_result_filter_bar_get_type ())
G_DECLARE_FINAL_TYPE (WeirResultFilterBar, weir_result_filter_bar, WEIR, RESULT_FILTER_BAR, GtkWidget)

/* In the order of the drop-down. */
typedef enum
{
  WEIR_RESULT_SHOW_ALL,
  WEIR_RESULT_SHOW_FAILED,
  WEIR_RESULT_SHOW_SLOW,
} WeirResultShow;

/* In the order of the drop-down. */
typedef enum
{
  WEIR_RESULT_ORDER_CAME,
  WEIR_RESULT_ORDER_FAILED_FIRST,
  WEIR_RESULT_ORDER_SLOWEST,
  WEIR_RESULT_ORDER_QUICKEST,
  WEIR_RESULT_ORDER_STATUS,
} WeirResultOrder;

typedef struct
{
  WeirResultShow show;
  WeirResultOrder order;
  const char *text; /* words to look for; "" for none */
} WeirResultChoice;

#define WEIR_RESULT_CHOICE_ALL ((WeirResultChoice) { .text = "" })

gboolean weir_result_choice_equal (const WeirResultChoice *a, const WeirResultChoice *b);
gboolean weir_result_choice_get_query (const WeirResultChoice *self, WeirResultQuery *query);

/* signals:
 *   changed (WeirResultFilterBar *bar)   something else was chosen */
void weir_result_filter_bar_get_choice (WeirResultFilterBar *self, WeirResultChoice *choice);
void weir_result_filter_bar_set_choice (WeirResultFilterBar *self, const WeirResultChoice *choice);

G_END_DECLS
