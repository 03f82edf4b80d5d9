/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-report-html.c: a run as one HTML file that needs nothing else: no network, no script, no font
 *
 * Everything that came from a server, a file or a person is escaped; the content security policy forbids all
 * but the one style sheet, by its hash, should an escape ever be forgotten.
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "weir-report-charts.h"
#include "weir-report-html-private.h"
#include "weir-report-plan.h"
#include "weir-report-resources.h"
#include "weir-xml-writer.h"

/* Of the drawing; the page shows it as wide as there is room. */
#define CHART_WIDTH 1080.0

static const char *
tone_to_class (WeirReportTone tone)
{
  static const char *const classes[] = {
    [WEIR_REPORT_TONE_QUIET] = "quiet",
    [WEIR_REPORT_TONE_GOOD] = "good",
    [WEIR_REPORT_TONE_WARNING] = "warning",
    [WEIR_REPORT_TONE_BAD] = "bad",
  };

  return classes[tone];
}

void
weir_report_html_add (GString *text, const char *element, const char *class_name, const char *content)
{
  g_string_append_printf (text, "<%s", element);
  if (class_name != NULL)
    g_string_append_printf (text, " class=\"%s\"", class_name);
  g_string_append_c (text, '>');
  weir_xml_append_text (text, content);
  g_string_append_printf (text, "</%s>\n", element);
}

/* Base64 of SHA-256, as a policy names what it allows. */
static char *
hash (const char *data, gsize size)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize length = sizeof digest;

  g_checksum_update (checksum, (const guchar *) data, (gssize) size);
  g_checksum_get_digest (checksum, digest, &length);
  return g_base64_encode (digest, length);
}

static void
add_head (GString *text, const WeirReportRun *run)
{
  g_autoptr (GBytes) style = g_resource_lookup_data (weir_report_get_resource (),
                                                     "/io/github/weir_app/Weir/report/weir-report.css",
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  gsize size;
  const char *css = g_bytes_get_data (style, &size);
  g_autofree char *style_hash = hash (css, size);

  g_string_append (text, "<!DOCTYPE html>\n<html lang=\"");
  /* Translators: the language of this translation, as HTML names it, such as "de" */
  weir_xml_append_text (text, _("en"));
  g_string_append (text, "\">\n<head>\n<meta charset=\"utf-8\">\n");
  g_string_append_printf (text, "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                                "style-src 'sha256-%s'; base-uri 'none'; form-action 'none'\">\n",
                          style_hash);
  g_string_append (text, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                         "<meta name=\"referrer\" content=\"no-referrer\">\n");
  g_string_append (text, "<meta name=\"generator\" content=\"Weir " WEIR_VERSION "\">\n");
  weir_report_html_add (text, "title", NULL, weir_report_get_title (run));
  g_string_append (text, "<style>");
  g_string_append_len (text, css, (gssize) size);
  g_string_append (text, "</style>\n</head>\n<body>\n<main>\n");
}

static void
add_title (GString *text, const WeirReportRun *run)
{
  g_autofree char *subtitle = weir_report_get_subtitle (run);
  g_autofree char *partial = weir_report_get_partial (run);
  WeirReportTone tone;
  const char *outcome = weir_report_get_outcome (run, &tone);
  g_autofree char *badge = g_strdup_printf ("badge %s", tone_to_class (tone));

  g_string_append (text, "<header>\n<div class=\"title\">");
  weir_report_html_add (text, "h1", NULL, weir_report_get_title (run));
  weir_report_html_add (text, "span", badge, outcome);
  g_string_append (text, "</div>\n");
  weir_report_html_add (text, "p", "dim", subtitle);
  if (run->info->summary != NULL && strcmp (run->info->summary, outcome) != 0)
    weir_report_html_add (text, "p", NULL, run->info->summary);
  if (run->info->note != NULL)
    weir_report_html_add (text, "p", NULL, run->info->note);
  if (partial != NULL)
    {
      g_string_append (text, "<div class=\"banner\">");
      weir_report_html_add (text, "p", NULL, partial);
      g_string_append (text, "</div>\n");
    }
  g_string_append (text, "</header>\n");
}

/* Amber and red ones only: a good measurement needs no banner. */
static void
add_quality (GString *text, const WeirQuality *quality)
{
  if (quality == NULL || quality->level == WEIR_QUALITY_GREEN)
    return;
  g_string_append_printf (text, "<div class=\"banner%s\">", quality->level == WEIR_QUALITY_RED ? " bad" : "");
  weir_report_html_add (text, "h3", NULL, weir_report_get_quality_title (quality));
  for (guint i = 0; i < quality->reasons->len; i++)
    weir_report_html_add (text, "p", NULL,
                          ((WeirQualityReason *) g_ptr_array_index (quality->reasons, i))->sentence);
  g_string_append (text, "</div>\n");
}

static void
add_findings (GString *text, const WeirFindings *findings)
{
  if (findings == NULL || findings->findings->len == 0)
    return;
  weir_report_html_add (text, "h2", NULL, _("Findings"));
  g_string_append (text, "<div class=\"sheet\"><ul class=\"list\">\n");
  for (guint i = 0; i < findings->findings->len; i++)
    weir_report_html_add (text, "li", NULL,
                          ((WeirFinding *) g_ptr_array_index (findings->findings, i))->sentence);
  g_string_append (text, "</ul></div>\n");
}

static void
add_sentences (GString *text, const WeirReportRun *run, gboolean warnings, const char *title)
{
  g_autoptr (GPtrArray) sentences = weir_report_get_plan_sentences (run, warnings);

  if (sentences->len == 0)
    return;
  weir_report_html_add (text, "h2", NULL, title);
  g_string_append (text, "<div class=\"sheet\"><ul class=\"list\">\n");
  for (guint i = 0; i < sentences->len; i++)
    weir_report_html_add (text, "li", NULL, g_ptr_array_index (sentences, i));
  g_string_append (text, "</ul></div>\n");
}

/* What figures of this run mean, below them. */
static void
add_notes (GString *text, const WeirReportRun *run)
{
  for (guint i = 0; run->quality != NULL && i < run->quality->notes->len; i++)
    weir_report_html_add (text, "p", "dim", g_ptr_array_index (run->quality->notes, i));
  for (guint i = 0; run->findings != NULL && i < run->findings->notes->len; i++)
    weir_report_html_add (text, "p", "dim",
                          ((WeirFinding *) g_ptr_array_index (run->findings->notes, i))->sentence);
}

/* The picture without what comes before it in a file of its own. */
static void
add_picture (GString *text, WeirChart *chart, const char *class_name, WeirPaletteKind palette)
{
  double height = weir_chart_get_natural_height (chart, CHART_WIDTH, WEIR_CHART_WHOLE);
  g_autoptr (GBytes) bytes = weir_chart_to_svg (chart, CHART_WIDTH, height, WEIR_CHART_WHOLE, palette);
  gsize size;
  const char *svg = g_bytes_get_data (bytes, &size);
  const char *begin = g_strstr_len (svg, (gssize) size, "<svg");

  if (begin == NULL)
    return;
  g_string_append_printf (text, "<div class=\"%s\">", class_name);
  g_string_append_len (text, begin, (gssize) size - (begin - svg));
  g_string_append (text, "</div>\n");
}

static gboolean
put_charts (WeirReport *report, const WeirReportRun *run)
{
  g_autoptr (GPtrArray) charts = weir_report_make_charts (report, run);
  g_autoptr (GString) text = g_string_new (NULL);

  if (charts->len == 0)
    return TRUE;
  weir_report_html_add (text, "h2", NULL, _("Charts"));
  for (guint i = 0; i < charts->len; i++)
    {
      WeirChart *chart = g_ptr_array_index (charts, i);

      g_string_append (text, "<figure>\n");
      add_picture (text, chart, "light", WEIR_PALETTE_LIGHT);
      add_picture (text, chart, "dark", WEIR_PALETTE_DARK);
      g_string_append (text, "</figure>\n");
    }
  return weir_report_put (report, text);
}

static void
add_cards (GString *text, const WeirReportRun *run)
{
  g_autoptr (GPtrArray) cards = weir_report_get_cards (run);

  g_string_append (text, "<dl class=\"cards\">\n");
  for (guint i = 0; i < cards->len; i++)
    {
      const WeirReportFact *fact = g_ptr_array_index (cards, i);

      g_string_append (text, "<div>");
      weir_report_html_add (text, "dt", NULL, fact->name);
      weir_report_html_add (text, "dd", NULL, fact->value);
      g_string_append (text, "</div>\n");
    }
  g_string_append (text, "</dl>\n");
}

static void
add_step (GString *text, const WeirReportStep *step)
{
  g_string_append (text, "<tr>");
  for (guint i = 0; i < WEIR_REPORT_N_COLUMNS; i++)
    {
      WeirReportTone tone;
      g_autofree char *cell = weir_report_get_cell (step, i, &tone);
      gboolean sound = weir_report_is_cell_sound (step, i);
      g_autofree char *class_name = g_strdup_printf ("%s %s", i == 0 ? "name" : i == 2 ? "" : "number",
                                                     sound ? tone_to_class (tone) : "unsound");

      weir_report_html_add (text, "td", g_strstrip (class_name), cell);
    }
  g_string_append (text, "</tr>\n");
}

static void
add_steps (GString *text, const WeirReportRun *run)
{
  guint part = G_MAXUINT;

  if (run->steps->len == 0)
    {
      weir_report_html_add (text, "p", "dim", _("No step was run."));
      return;
    }
  weir_report_html_add (text, "h2", NULL, _("Statistics"));
  g_string_append (text, "<div class=\"sheet\"><table>\n<thead><tr>");
  for (guint i = 0; i < WEIR_REPORT_N_COLUMNS; i++)
    weir_report_html_add (text, "th", i == 0 || i == 2 ? NULL : "number", weir_report_get_heading (run, i));
  g_string_append (text, "</tr></thead>\n<tbody>\n");
  for (guint i = 0; i < run->steps->len; i++)
    {
      const WeirReportStep *step = g_ptr_array_index (run->steps, i);

      if (step->part != part && run->jobs == NULL)
        {
          g_string_append_printf (text, "<tr><th class=\"part\" colspan=\"%d\">", WEIR_REPORT_N_COLUMNS);
          weir_xml_append_text (text, weir_report_get_part_title (step->part));
          g_string_append (text, "</th></tr>\n");
          part = step->part;
        }
      add_step (text, step);
      for (guint j = 0; step->within != NULL && j < step->within->len; j++)
        add_step (text, g_ptr_array_index (step->within, j));
    }
  g_string_append (text, "</tbody>\n</table></div>\n");
}

static void
add_details (GString *text, const WeirReportRun *run)
{
  g_autoptr (GPtrArray) details = weir_report_get_details (run);
  g_autofree char *footer = NULL;

  weir_report_html_add (text, "h2", NULL, _("The Run"));
  g_string_append (text, "<dl class=\"facts\">\n");
  for (guint i = 0; i < details->len; i++)
    {
      const WeirReportFact *fact = g_ptr_array_index (details, i);

      weir_report_html_add (text, "dt", NULL, fact->name);
      weir_report_html_add (text, "dd", NULL, fact->value);
    }
  g_string_append (text, "</dl>\n");
  footer = g_strdup_printf (_("Written by Weir %s"), WEIR_VERSION);
  weir_report_html_add (text, "footer", NULL, footer);
  g_string_append (text, "</main>\n</body>\n</html>\n");
}

gboolean
weir_report_write_html (WeirReport *report, GError **error)
{
  const WeirReportRun *run = g_ptr_array_index (report->runs, 0);
  g_autoptr (GString) text = g_string_new (NULL);

  add_head (text, run);
  add_title (text, run);
  add_quality (text, run->quality);
  add_cards (text, run);
  add_findings (text, run->findings);
  add_sentences (text, run, FALSE, _("Rules"));
  add_steps (text, run);
  add_sentences (text, run, TRUE, _("Warnings and Notes"));
  add_notes (text, run);
  if (!weir_report_put (report, text))
    return FALSE;
  g_string_truncate (text, 0);
  if (!put_charts (report, run) || !weir_report_html_put_failures (report, run, error))
    return FALSE;
  add_details (text, run);
  return weir_report_put (report, text);
}
