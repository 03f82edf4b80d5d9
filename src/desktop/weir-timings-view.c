/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-timings-view.c: where the time of one request went, as labelled bars
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-duration.h"
#include "weir-timing-band.h"
#include "weir-timings-view.h"

/* More redirects than a request may follow would be a damaged record. */
#define MOST_HOPS 50

struct _WeirTimingsView
{
  GtkWidget parent_instance;

  /* template */
  GtkWidget *content;
  GtkGrid *grid;
  GtkLabel *note;
};

G_DEFINE_FINAL_TYPE (WeirTimingsView, weir_timings_view, GTK_TYPE_WIDGET)

static GtkWidget *
add_label (WeirTimingsView *self, const char *text, int column, int row, double xalign)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  if (column > 0)
    gtk_widget_add_css_class (label, "numeric");
  gtk_grid_attach (self->grid, label, column, row, 1, 1);
  return label;
}

static void
add_phase (WeirTimingsView *self, int row, const char *name, const char *css_class, gint64 begin_us,
           gint64 us, gint64 total_us)
{
  double scale = total_us > 0 ? 1.0 / (double) total_us : 0;
  GtkWidget *band = weir_timing_band_new ((double) begin_us * scale, (double) (begin_us + us) * scale);
  g_autofree char *text = us > 0 ? weir_duration_to_display (us) : g_strdup ("–");

  add_label (self, name, 0, row, 0);
  gtk_widget_add_css_class (band, css_class);
  gtk_grid_attach (self->grid, band, 1, row, 1, 1);
  add_label (self, text, 2, row, 1);
}

/* Its title. */
static GtkWidget *
add_sum (WeirTimingsView *self, int row, const char *name, gint64 us, gboolean heading)
{
  g_autofree char *text = us > 0 ? weir_duration_to_display (us) : g_strdup ("–");
  GtkWidget *title = add_label (self, name, 0, row, 0);
  GtkWidget *value = add_label (self, text, 2, row, 1);

  if (heading)
    {
      gtk_widget_add_css_class (title, "heading");
      gtk_widget_add_css_class (value, "heading");
    }
  return title;
}

/* What led to the request that was answered in the end; it is part of the whole. */
static int
add_hops (WeirTimingsView *self, int row, const GArray *hops)
{
  for (guint i = 0; i < MIN (hops->len, MOST_HOPS); i++)
    {
      const WeirHop *hop = &g_array_index (hops, WeirHop, i);
      g_autofree char *name = g_strdup_printf (_("of it answer %u from %s"), hop->status, hop->url);

      if (hop->time_us <= 0)
        continue;
      gtk_label_set_ellipsize (GTK_LABEL (add_sum (self, row++, name, hop->time_us, FALSE)),
                               PANGO_ELLIPSIZE_MIDDLE);
    }
  return row;
}

static void
clear_grid (WeirTimingsView *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
}

static char *
describe_connection (const WeirExchange *exchange)
{
  GString *text = g_string_new (exchange->new_connection ? _("A new connection was opened.")
                                                         : _("A connection that was already open was used."));

  if (exchange->resent)
    g_string_append_printf (text, " %s",
                            _("The server had closed it, so the request went out a second time."));
  return g_string_free (text, FALSE);
}

static void
weir_timings_view_dispose (GObject *object)
{
  WeirTimingsView *self = WEIR_TIMINGS_VIEW (object);

  g_clear_pointer (&self->content, gtk_widget_unparent);
  G_OBJECT_CLASS (weir_timings_view_parent_class)->dispose (object);
}

static void
weir_timings_view_class_init (WeirTimingsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_timings_view_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir_app/Weir/weir-timings-view.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirTimingsView, content);
  gtk_widget_class_bind_template_child (widget_class, WeirTimingsView, grid);
  gtk_widget_class_bind_template_child (widget_class, WeirTimingsView, note);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
weir_timings_view_init (WeirTimingsView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * weir_timings_view_set_exchange:
 * @self: a view
 * @exchange: (nullable): a request with its timings; not kept
 */
void
weir_timings_view_set_exchange (WeirTimingsView *self, const WeirExchange *exchange)
{
  g_autofree char *connection = NULL;
  gint64 begin = 0;
  gint64 total;
  int row = 0;

  g_return_if_fail (WEIR_IS_TIMINGS_VIEW (self));

  clear_grid (self);
  if (exchange == NULL || exchange->outcome == WEIR_EXCHANGE_UNSENT)
    {
      gtk_label_set_text (self->note, _("No request was sent, so there is nothing to time."));
      return;
    }
  total = weir_timings_get_total (&exchange->timings);
  const struct
  {
    const char *name;
    const char *css_class;
    gint64 us;
  } phases[] = {
    { _("DNS"), "band-dns", exchange->timings.dns_us },
    { _("Connect"), "band-connect", exchange->timings.tcp_us },
    { _("TLS"), "band-tls", exchange->timings.tls_us },
    { _("Send"), "band-send", exchange->timings.sending_us },
    { _("Wait"), "band-wait", exchange->timings.waiting_us },
    { _("Receive"), "band-receive", exchange->timings.receiving_us },
  };
  for (guint i = 0; i < G_N_ELEMENTS (phases); i++)
    {
      add_phase (self, row++, phases[i].name, phases[i].css_class, begin, phases[i].us, total);
      begin += phases[i].us;
    }
  add_sum (self, row++, _("Time"), total, TRUE);
  row = add_hops (self, row, exchange->hops);
  add_sum (self, row++, _("Late by"), exchange->timings.blocked_us, FALSE);
  add_sum (self, row, _("Time from planned start"), exchange->timings.blocked_us + total, FALSE);
  connection = describe_connection (exchange);
  gtk_label_set_text (self->note, connection);
}
