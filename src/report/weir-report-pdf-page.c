/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-report-pdf-page.c: pages of a PDF and the text on them
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "weir-report-pdf-private.h"

#define FOOT_SIZE 8.0
#define HEADING_SIZE 13.0

/* On paper, whatever the desktop looks like. */
static const double tones[][3] = {
  [WEIR_REPORT_TONE_QUIET] = { 0.10, 0.11, 0.13 },
  [WEIR_REPORT_TONE_GOOD] = { 0.08, 0.38, 0.18 },
  [WEIR_REPORT_TONE_WARNING] = { 0.46, 0.27, 0.00 },
  [WEIR_REPORT_TONE_BAD] = { 0.63, 0.10, 0.10 },
};

void
weir_pdf_set_tone (WeirPdf *pdf, WeirReportTone tone)
{
  cairo_set_source_rgb (pdf->cr, tones[tone][0], tones[tone][1], tones[tone][2]);
}

static void
set_dim (WeirPdf *pdf)
{
  cairo_set_source_rgb (pdf->cr, 0.32, 0.36, 0.42);
}

/* The foot, and the page is out. */
static void
end_page (WeirPdf *pdf)
{
  g_autofree char *number = NULL;
  g_autoptr (PangoLayout) title = NULL, page = NULL;

  if (pdf->page == 0)
    return;
  number = g_strdup_printf (_("Page %u of %u"), pdf->page, MAX (pdf->n_pages, pdf->page));
  title = weir_pdf_make_layout (pdf, pdf->title, FOOT_SIZE, WEIR_PDF_TEXT_WIDTH - 90, WEIR_PDF_TEXT);
  pango_layout_set_height (title, -1);
  pango_layout_set_ellipsize (title, PANGO_ELLIPSIZE_END);
  page = weir_pdf_make_layout (pdf, number, FOOT_SIZE, 90, WEIR_PDF_RIGHT);
  set_dim (pdf);
  cairo_move_to (pdf->cr, WEIR_PDF_MARGIN, WEIR_PDF_HEIGHT - 38);
  pango_cairo_show_layout (pdf->cr, title);
  cairo_move_to (pdf->cr, WEIR_PDF_WIDTH - WEIR_PDF_MARGIN - 90, WEIR_PDF_HEIGHT - 38);
  pango_cairo_show_layout (pdf->cr, page);
  cairo_show_page (pdf->cr);
}

void
weir_pdf_begin_page (WeirPdf *pdf)
{
  end_page (pdf);
  pdf->page++;
  pdf->y = WEIR_PDF_MARGIN;
}

void
weir_pdf_end (WeirPdf *pdf)
{
  end_page (pdf);
}

void
weir_pdf_need (WeirPdf *pdf, double height)
{
  if (pdf->y + height > WEIR_PDF_BOTTOM && pdf->y > WEIR_PDF_MARGIN)
    weir_pdf_begin_page (pdf);
}

/* What Pango can show: UTF-8, and no control characters that it would draw as boxes. */
static char *
clean (const char *text)
{
  char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);

  for (char *p = valid; *p != '\0'; p++)
    if ((guchar) *p < 0x20 && *p != '\n' && *p != '\t')
      *p = ' ';
  return valid;
}

PangoLayout *
weir_pdf_make_layout (WeirPdf *pdf, const char *text, double size, double width, WeirPdfStyle style)
{
  PangoLayout *layout = pango_cairo_create_layout (pdf->cr);
  g_autoptr (PangoFontDescription) font = NULL;
  g_autofree char *shown = clean (text);

  font = pango_font_description_from_string (style & WEIR_PDF_MONOSPACE ? "Monospace" : "Sans");
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  if (style & WEIR_PDF_BOLD)
    pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  if (style & WEIR_PDF_RIGHT)
    pango_layout_set_alignment (layout, PANGO_ALIGN_RIGHT);
  pango_layout_set_text (layout, shown, -1);
  return layout;
}

double
weir_pdf_get_height (PangoLayout *layout)
{
  int height;

  pango_layout_get_size (layout, NULL, &height);
  return (double) height / PANGO_SCALE;
}

void
weir_pdf_put_text (WeirPdf *pdf, const char *text, double size, double indent, WeirPdfStyle style,
                   WeirReportTone tone)
{
  double width = WEIR_PDF_TEXT_WIDTH - indent;
  g_autoptr (PangoLayout) layout = weir_pdf_make_layout (pdf, text, size, width, style);
  PangoLayoutIter *iter = pango_layout_get_iter (layout);

  do
    {
      PangoRectangle box;
      double height, baseline;

      pango_layout_iter_get_line_extents (iter, NULL, &box);
      height = (double) box.height / PANGO_SCALE;
      baseline = (double) (pango_layout_iter_get_baseline (iter) - box.y) / PANGO_SCALE;
      weir_pdf_need (pdf, height);
      /* A new page begins with another source. */
      if (style & WEIR_PDF_DIM)
        set_dim (pdf);
      else
        weir_pdf_set_tone (pdf, tone);
      cairo_move_to (pdf->cr, WEIR_PDF_MARGIN + indent + (double) box.x / PANGO_SCALE, pdf->y + baseline);
      pango_cairo_show_layout_line (pdf->cr, pango_layout_iter_get_line_readonly (iter));
      pdf->y += height;
    }
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
  pdf->y += 2;
}

void
weir_pdf_put_heading (WeirPdf *pdf, const char *text, double following)
{
  pdf->y += 14;
  weir_pdf_need (pdf, HEADING_SIZE * 1.5 + following);
  weir_pdf_put_text (pdf, text, HEADING_SIZE, 0, WEIR_PDF_BOLD, WEIR_REPORT_TONE_QUIET);
  pdf->y += 4;
}

void
weir_pdf_put_rule (WeirPdf *pdf)
{
  cairo_set_source_rgb (pdf->cr, 0.75, 0.78, 0.82);
  cairo_set_line_width (pdf->cr, 0.5);
  cairo_move_to (pdf->cr, WEIR_PDF_MARGIN, pdf->y);
  cairo_line_to (pdf->cr, WEIR_PDF_WIDTH - WEIR_PDF_MARGIN, pdf->y);
  cairo_stroke (pdf->cr);
}
