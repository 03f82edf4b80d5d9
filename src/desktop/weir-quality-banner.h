/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-quality-banner.h: that this computer was not fit to measure what it measured, and why
 */

#pragma once

#include <gtk/gtk.h>

#include "weir-quality.h"

G_BEGIN_DECLS

#define WEIR_TYPE_QUALITY_BANNER (weir_quality_banner_get_type ())
G_DECLARE_FINAL_TYPE (WeirQualityBanner, weir_quality_banner, WEIR, QUALITY_BANNER, GtkWidget)

GtkWidget *weir_quality_banner_new (void);
/* Seen only when there is a reason. @quality: (nullable): not judged */
void weir_quality_banner_show (WeirQualityBanner *self, WeirQuality *quality);

G_END_DECLS
