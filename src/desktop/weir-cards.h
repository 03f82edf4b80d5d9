/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-cards.h: the figures of a run: duration, success rate, average, p95, data
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-run-snapshot.h"

G_BEGIN_DECLS

#define WEIR_TYPE_CARDS (weir_cards_get_type ())
G_DECLARE_FINAL_TYPE (WeirCards, weir_cards, WEIR, CARDS, GtkWidget)

void weir_cards_update (WeirCards *self, const WeirRunSnapshot *snapshot);

G_END_DECLS
