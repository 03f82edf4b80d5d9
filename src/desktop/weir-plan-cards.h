/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-plan-cards.h: the figures of a run of a load plan: requests, in flight, rate, errors, p95, clients
 */

#pragma once

#include "weir-card-row.h"
#include "weir-plan-snapshot.h"

G_BEGIN_DECLS

typedef enum
{
  WEIR_PLAN_CARD_REQUESTS,
  WEIR_PLAN_CARD_IN_FLIGHT,
  WEIR_PLAN_CARD_RATE,
  WEIR_PLAN_CARD_ERRORS,
  WEIR_PLAN_CARD_P95,
  WEIR_PLAN_CARD_CLIENTS,
} WeirPlanCard;
#define WEIR_N_PLAN_CARDS 6

#define WEIR_TYPE_PLAN_CARDS (weir_plan_cards_get_type ())
G_DECLARE_FINAL_TYPE (WeirPlanCards, weir_plan_cards, WEIR, PLAN_CARDS, GtkWidget)

GtkWidget *weir_plan_cards_new (void);
/* The latest of a run, or the only one of one that is over; NULL: there is none. */
void weir_plan_cards_update (WeirPlanCards *self, const WeirPlanSnapshot *snapshot);
WeirCardRow *weir_plan_cards_get_row (WeirPlanCards *self);

G_END_DECLS
