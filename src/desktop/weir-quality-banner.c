/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-quality-banner.c: that this computer was not fit to measure what it measured, and why
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-badge.h"
#include "weir-quality-banner.h"

struct _WeirQualityBanner
{
  GtkWidget parent_instance;

  /* borrowed */
  GtkWidget *box;
  GtkLabel *title;
  GtkLabel *reasons;

  WeirQuality *quality; /* (nullable) owned reference: what is shown */
};

G_DEFINE_FINAL_TYPE (WeirQualityBanner, weir_quality_banner, GTK_TYPE_WIDGET)

static void
weir_quality_banner_dispose (GObject *object)
{
  WeirQualityBanner *self = WEIR_QUALITY_BANNER (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->quality, weir_quality_unref);
  G_OBJECT_CLASS (weir_quality_banner_parent_class)->dispose (object);
}

static void
weir_quality_banner_class_init (WeirQualityBannerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = weir_quality_banner_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkLabel *
add_label (WeirQualityBanner *self)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_box_append (GTK_BOX (self->box), label);
  return GTK_LABEL (label);
}

static void
weir_quality_banner_init (WeirQualityBanner *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->box, "quality");
  self->title = add_label (self);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "outcome");
  self->reasons = add_label (self);
  gtk_label_set_selectable (self->reasons, TRUE);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * weir_quality_banner_new:
 *
 * Returns: (transfer floating): a banner that is not seen
 */
GtkWidget *
weir_quality_banner_new (void)
{
  return g_object_new (WEIR_TYPE_QUALITY_BANNER, NULL);
}

static gboolean
is_same (const WeirQuality *a, const WeirQuality *b)
{
  return a == b || (a != NULL && b != NULL && weir_quality_equal (a, b));
}

/**
 * weir_quality_banner_show:
 * @self: a banner
 * @quality: (nullable): what it tells; %NULL when nothing was judged
 */
void
weir_quality_banner_show (WeirQualityBanner *self, WeirQuality *quality)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean red = quality != NULL && quality->level == WEIR_QUALITY_RED;

  g_return_if_fail (WEIR_IS_QUALITY_BANNER (self));

  if (is_same (quality, self->quality))
    return;
  g_clear_pointer (&self->quality, weir_quality_unref);
  self->quality = quality != NULL ? weir_quality_ref (quality) : NULL;
  for (guint i = 0; quality != NULL && i < quality->reasons->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "",
                            ((WeirQualityReason *) g_ptr_array_index (quality->reasons, i))->sentence);
  gtk_label_set_text (self->title,
                      red ? _("⚠ This computer was the bottleneck") : _("⚠ This computer was busy"));
  weir_tone_apply (GTK_WIDGET (self->title), red ? WEIR_TONE_BAD : WEIR_TONE_WARNING);
  gtk_label_set_text (self->reasons, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self), text->len > 0);
}
