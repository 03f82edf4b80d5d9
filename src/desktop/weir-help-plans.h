/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-help-plans.h: what a newcomer should know about load plans: sections of texts and pictures
 */

#pragma once

#include "weir-chart.h"

G_BEGIN_DECLS

/* A paragraph, and what is drawn below it. */
typedef struct
{
  const char *text;        /* translatable */
  WeirChart *(*draw) (void); /* (nullable): (transfer full) */
} WeirHelpItem;

typedef struct
{
  const char *id;
  const char *title; /* translatable */
  const WeirHelpItem *items;
  guint n_items;
} WeirHelpSection;

const WeirHelpSection *weir_help_plans_get_sections (guint *n_sections);

G_END_DECLS
