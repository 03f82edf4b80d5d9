/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-report-pdf-private.h: pages that are filled from top to bottom
 *
 * Everything is drawn twice: first to learn how many pages there are, which each of them says.
 */

#pragma once

#include <cairo.h>
#include <pango/pangocairo.h>

#include "weir-report-facts.h"

G_BEGIN_DECLS

/* A4, in points. */
#define WEIR_PDF_WIDTH 595.0
#define WEIR_PDF_HEIGHT 842.0
#define WEIR_PDF_MARGIN 40.0
#define WEIR_PDF_TEXT_WIDTH (WEIR_PDF_WIDTH - 2 * WEIR_PDF_MARGIN)
#define WEIR_PDF_BOTTOM (WEIR_PDF_HEIGHT - 56.0)

typedef struct
{
  cairo_t *cr;
  const char *title; /* at the foot of every page */
  guint page;        /* from 1; 0 before the first */
  guint n_pages;     /* 0: not known yet */
  double y;          /* where the next thing goes */
} WeirPdf;

typedef enum
{
  WEIR_PDF_TEXT = 0,
  WEIR_PDF_BOLD = 1 << 0,
  WEIR_PDF_DIM = 1 << 1,
  WEIR_PDF_MONOSPACE = 1 << 2,
  WEIR_PDF_RIGHT = 1 << 3,
} WeirPdfStyle;

void weir_pdf_begin_page (WeirPdf *pdf);
/* Ends the last page. */
void weir_pdf_end (WeirPdf *pdf);
/* Begins a new page unless there is so much room on this one. */
void weir_pdf_need (WeirPdf *pdf, double height);
void weir_pdf_set_tone (WeirPdf *pdf, WeirReportTone tone);
/* Wrapped to @width; (transfer full). @text (nullable) may be anything. */
PangoLayout *weir_pdf_make_layout (WeirPdf *pdf, const char *text, double size, double width,
                                   WeirPdfStyle style);
double weir_pdf_get_height (PangoLayout *layout);
/* Line by line, over as many pages as it takes. */
void weir_pdf_put_text (WeirPdf *pdf, const char *text, double size, double indent, WeirPdfStyle style,
                        WeirReportTone tone);
/* Keeps @following points below it on the same page. */
void weir_pdf_put_heading (WeirPdf *pdf, const char *text, double following);
void weir_pdf_put_rule (WeirPdf *pdf);

G_END_DECLS
