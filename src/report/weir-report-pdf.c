/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-report-pdf.c: a run as pages for people who file things
 */

#include "config.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "weir-report-charts.h"
#include "weir-report-failures.h"
#include "weir-report-pdf-private.h"
#include "weir-report-plan.h"

/* On paper even less is read than on a screen. */
#define SHOWN_FAILURES 20
#define BODY_BYTES (3 * 1024)
#define N_CARDS_IN_ROW 4
#define CARD_HEIGHT 44.0
#define CHART_FONT_SIZE 7.5
#define TEXT_SIZE 9.5
#define SMALL_SIZE 7.5

typedef struct
{
  WeirReport *report;
  const WeirReportRun *run;
  WeirPdf pdf;
  WeirReportFailures *failures;
  GPtrArray *charts; /* of WeirChart */
  GError **error;
} Writing;

static void
put_title (Writing *writing)
{
  WeirPdf *pdf = &writing->pdf;
  const WeirReportRun *run = writing->run;
  g_autofree char *subtitle = weir_report_get_subtitle (run);
  g_autofree char *partial = weir_report_get_partial (run);
  WeirReportTone tone;
  const char *outcome = weir_report_get_outcome (run, &tone);
  gboolean same = run->info->summary == NULL || strcmp (run->info->summary, outcome) == 0;

  weir_pdf_put_text (pdf, weir_report_get_title (run), 20, 0, WEIR_PDF_BOLD, WEIR_REPORT_TONE_QUIET);
  weir_pdf_put_text (pdf, subtitle, TEXT_SIZE, 0, WEIR_PDF_DIM, WEIR_REPORT_TONE_QUIET);
  pdf->y += 4;
  weir_pdf_put_text (pdf, same ? outcome : run->info->summary, 12, 0, WEIR_PDF_BOLD, tone);
  if (run->info->note != NULL)
    weir_pdf_put_text (pdf, run->info->note, TEXT_SIZE, 0, WEIR_PDF_TEXT, WEIR_REPORT_TONE_QUIET);
  if (partial != NULL)
    weir_pdf_put_text (pdf, partial, TEXT_SIZE, 0, WEIR_PDF_BOLD, WEIR_REPORT_TONE_WARNING);
}

static void
put_quality (Writing *writing)
{
  const WeirQuality *quality = writing->run->quality;
  WeirReportTone tone;

  if (quality == NULL || quality->level == WEIR_QUALITY_GREEN)
    return;
  tone = quality->level == WEIR_QUALITY_RED ? WEIR_REPORT_TONE_BAD : WEIR_REPORT_TONE_WARNING;
  weir_pdf_put_text (&writing->pdf, weir_report_get_quality_title (quality), TEXT_SIZE, 0, WEIR_PDF_BOLD,
                     tone);
  for (guint i = 0; i < quality->reasons->len; i++)
    {
      const WeirQualityReason *reason = g_ptr_array_index (quality->reasons, i);

      weir_pdf_put_text (&writing->pdf, reason->sentence, TEXT_SIZE, 10, WEIR_PDF_TEXT, tone);
    }
}

static void
put_findings (Writing *writing)
{
  const WeirFindings *findings = writing->run->findings;

  if (findings == NULL || findings->findings->len == 0)
    return;
  weir_pdf_put_heading (&writing->pdf, _("Findings"), 30);
  for (guint i = 0; i < findings->findings->len; i++)
    {
      const WeirFinding *finding = g_ptr_array_index (findings->findings, i);
      g_autofree char *line = g_strdup_printf ("• %s", finding->sentence);

      weir_pdf_put_text (&writing->pdf, line, TEXT_SIZE, 0, WEIR_PDF_TEXT, WEIR_REPORT_TONE_QUIET);
    }
}

static void
put_sentences (Writing *writing, gboolean warnings, const char *title)
{
  g_autoptr (GPtrArray) sentences = weir_report_get_plan_sentences (writing->run, warnings);

  if (sentences->len > 0)
    weir_pdf_put_heading (&writing->pdf, title, 30);
  for (guint i = 0; i < sentences->len; i++)
    {
      g_autofree char *line = g_strdup_printf ("• %s", (char *) g_ptr_array_index (sentences, i));

      weir_pdf_put_text (&writing->pdf, line, TEXT_SIZE, 0, WEIR_PDF_TEXT, WEIR_REPORT_TONE_QUIET);
    }
}

static void
put_notes (Writing *writing)
{
  const WeirReportRun *run = writing->run;

  writing->pdf.y += 4;
  for (guint i = 0; run->quality != NULL && i < run->quality->notes->len; i++)
    weir_pdf_put_text (&writing->pdf, g_ptr_array_index (run->quality->notes, i), 8, 0, WEIR_PDF_DIM,
                       WEIR_REPORT_TONE_QUIET);
  for (guint i = 0; run->findings != NULL && i < run->findings->notes->len; i++)
    {
      const WeirFinding *note = g_ptr_array_index (run->findings->notes, i);

      weir_pdf_put_text (&writing->pdf, note->sentence, 8, 0, WEIR_PDF_DIM, WEIR_REPORT_TONE_QUIET);
    }
}

static void
put_card (WeirPdf *pdf, const WeirReportFact *fact, double x, double width)
{
  g_autoptr (PangoLayout) name = weir_pdf_make_layout (pdf, fact->name, 8, width - 16, WEIR_PDF_TEXT);
  g_autoptr (PangoLayout) value = weir_pdf_make_layout (pdf, fact->value, 14, width - 16, WEIR_PDF_BOLD);

  cairo_set_source_rgb (pdf->cr, 0.75, 0.78, 0.82);
  cairo_set_line_width (pdf->cr, 0.7);
  cairo_rectangle (pdf->cr, x, pdf->y, width, CARD_HEIGHT);
  cairo_stroke (pdf->cr);
  weir_pdf_set_tone (pdf, WEIR_REPORT_TONE_QUIET);
  cairo_move_to (pdf->cr, x + 8, pdf->y + 6);
  pango_cairo_show_layout (pdf->cr, name);
  cairo_move_to (pdf->cr, x + 8, pdf->y + 19);
  pango_cairo_show_layout (pdf->cr, value);
}

static void
put_cards (Writing *writing)
{
  WeirPdf *pdf = &writing->pdf;
  g_autoptr (GPtrArray) cards = weir_report_get_cards (writing->run);
  double width = (WEIR_PDF_TEXT_WIDTH - 8 * (N_CARDS_IN_ROW - 1)) / N_CARDS_IN_ROW;

  pdf->y += 8;
  for (guint i = 0; i < cards->len; i++)
    {
      guint column = i % N_CARDS_IN_ROW;

      if (column == 0 && i > 0)
        pdf->y += CARD_HEIGHT + 8;
      put_card (pdf, g_ptr_array_index (cards, i), WEIR_PDF_MARGIN + column * (width + 8), width);
    }
  pdf->y += CARD_HEIGHT + 4;
}

/* Widths of the columns of the table by step; they are as wide as a page. */
static const double widths[WEIR_REPORT_N_COLUMNS] = { 96, 48, 68, 44, 36, 36, 36, 36, 36, 36, 43 };

static WeirPdfStyle
get_column_style (guint column)
{
  return column == 0 || column == 2 ? WEIR_PDF_TEXT : WEIR_PDF_RIGHT;
}

/* One row of cells that are wrapped to their columns. */
static void
put_row (WeirPdf *pdf, char *const *cells, const WeirReportTone *row_tones, WeirPdfStyle style)
{
  PangoLayout *layouts[WEIR_REPORT_N_COLUMNS];
  double height = 0, x = WEIR_PDF_MARGIN;

  for (guint i = 0; i < WEIR_REPORT_N_COLUMNS; i++)
    {
      layouts[i] = weir_pdf_make_layout (pdf, cells[i], SMALL_SIZE, widths[i] - 5,
                                         get_column_style (i) | style);
      /* A name or a list of answers of any length is one row of one page. */
      pango_layout_set_height (layouts[i], -6);
      pango_layout_set_ellipsize (layouts[i], PANGO_ELLIPSIZE_END);
      height = MAX (height, weir_pdf_get_height (layouts[i]));
    }
  for (guint i = 0; i < WEIR_REPORT_N_COLUMNS; i++)
    {
      weir_pdf_set_tone (pdf, row_tones != NULL ? row_tones[i] : WEIR_REPORT_TONE_QUIET);
      cairo_move_to (pdf->cr, x, pdf->y + 2.5);
      pango_cairo_show_layout (pdf->cr, layouts[i]);
      x += widths[i];
      g_object_unref (layouts[i]);
    }
  pdf->y += height + 5;
  weir_pdf_put_rule (pdf);
}

static void
put_headings (WeirPdf *pdf, const WeirReportRun *run)
{
  char *headings[WEIR_REPORT_N_COLUMNS];

  for (guint i = 0; i < WEIR_REPORT_N_COLUMNS; i++)
    headings[i] = (char *) weir_report_get_heading (run, i);
  put_row (pdf, headings, NULL, WEIR_PDF_BOLD);
}

static void
put_step (WeirPdf *pdf, const WeirReportRun *run, const WeirReportStep *step)
{
  char *cells[WEIR_REPORT_N_COLUMNS];
  WeirReportTone row_tones[WEIR_REPORT_N_COLUMNS];
  guint page = pdf->page;

  weir_pdf_need (pdf, 6 * SMALL_SIZE * 1.4);
  if (pdf->page != page)
    put_headings (pdf, run);
  for (guint i = 0; i < WEIR_REPORT_N_COLUMNS; i++)
    cells[i] = weir_report_get_cell (step, i, &row_tones[i]);
  put_row (pdf, cells, row_tones, WEIR_PDF_TEXT);
  for (guint i = 0; i < WEIR_REPORT_N_COLUMNS; i++)
    g_free (cells[i]);
}

static void
put_steps (Writing *writing)
{
  WeirPdf *pdf = &writing->pdf;
  guint part = G_MAXUINT;

  if (writing->run->steps->len == 0)
    return;
  weir_pdf_put_heading (pdf, _("Statistics"), 60);
  put_headings (pdf, writing->run);
  for (guint i = 0; i < writing->run->steps->len; i++)
    {
      const WeirReportStep *step = g_ptr_array_index (writing->run->steps, i);

      if (step->part != part && writing->run->jobs == NULL)
        {
          part = step->part;
          weir_pdf_need (pdf, 40);
          pdf->y += 4;
          weir_pdf_put_text (pdf, weir_report_get_part_title (part), SMALL_SIZE, 0, WEIR_PDF_BOLD,
                             WEIR_REPORT_TONE_QUIET);
          weir_pdf_put_rule (pdf);
        }
      put_step (pdf, writing->run, step);
      for (guint j = 0; step->within != NULL && j < step->within->len; j++)
        put_step (pdf, writing->run, g_ptr_array_index (step->within, j));
    }
}

/* Its height, so that it fits on a page. */
static double
lay_out_chart (WeirChart *chart)
{
  double height;

  weir_chart_set_font (chart, "Sans", CHART_FONT_SIZE);
  height = MIN (weir_chart_get_natural_height (chart, WEIR_PDF_TEXT_WIDTH, WEIR_CHART_WHOLE),
                WEIR_PDF_BOTTOM - WEIR_PDF_MARGIN - 60);
  weir_chart_layout (chart, WEIR_PDF_TEXT_WIDTH, height, WEIR_CHART_WHOLE);
  return height;
}

/* The heading goes to the next page together with the first chart. */
static void
put_charts (Writing *writing)
{
  WeirPdf *pdf = &writing->pdf;

  if (writing->charts->len > 0)
    weir_pdf_put_heading (pdf, _("Charts"), 24 + lay_out_chart (g_ptr_array_index (writing->charts, 0)));
  for (guint i = 0; i < writing->charts->len; i++)
    {
      WeirChart *chart = g_ptr_array_index (writing->charts, i);
      double height = lay_out_chart (chart);

      weir_pdf_need (pdf, height + 20);
      cairo_save (pdf->cr);
      cairo_translate (pdf->cr, WEIR_PDF_MARGIN, pdf->y);
      weir_chart_draw (chart, pdf->cr, WEIR_PALETTE_LIGHT);
      cairo_restore (pdf->cr);
      pdf->y += height + 12;
    }
}

static void
put_message (Writing *writing, const char *name, GString *head, gconstpointer body, gsize size,
             guint64 whole_size, gboolean cut)
{
  WeirPdf *pdf = &writing->pdf;
  g_autofree char *note = NULL;
  g_autofree char *text = weir_report_get_body (body, size, whole_size, cut, BODY_BYTES, &note);

  if (text != NULL)
    g_string_append_printf (head, "\n%s", text);
  weir_pdf_need (pdf, 40);
  weir_pdf_put_text (pdf, name, 8, 10, WEIR_PDF_BOLD | WEIR_PDF_DIM, WEIR_REPORT_TONE_QUIET);
  weir_pdf_put_text (pdf, g_strchomp (head->str), SMALL_SIZE, 18, WEIR_PDF_MONOSPACE, WEIR_REPORT_TONE_QUIET);
  if (note != NULL)
    weir_pdf_put_text (pdf, note, 8, 18, WEIR_PDF_DIM, WEIR_REPORT_TONE_QUIET);
  pdf->y += 3;
}

static void
put_exchange (Writing *writing, const WeirExchange *exchange)
{
  g_autoptr (GString) request = g_string_new (NULL), response = g_string_new (NULL);
  g_autofree char *line = weir_report_get_exchange_line (exchange);
  g_autofree char *timings = weir_report_get_timings_line (exchange);
  gsize size = 0;
  gconstpointer data = NULL;

  if (exchange->request_body != NULL)
    data = g_bytes_get_data (exchange->request_body, &size);
  weir_pdf_put_text (&writing->pdf, line, TEXT_SIZE, 10, WEIR_PDF_TEXT, WEIR_REPORT_TONE_QUIET);
  if (*timings != '\0')
    weir_pdf_put_text (&writing->pdf, timings, 8, 10, WEIR_PDF_DIM, WEIR_REPORT_TONE_QUIET);
  weir_report_append_request_head (request, writing->report, exchange);
  put_message (writing, _("Request"), request, data, size, size, exchange->request_body_truncated);
  if (exchange->status == 0)
    return;
  weir_report_append_response_head (response, writing->report, exchange);
  put_message (writing, _("Response"), response, exchange->response_body->data, exchange->response_body->len,
               exchange->body_size, exchange->body_truncated);
}

static void
put_failure (Writing *writing, const WeirStepResult *result, const WeirReportFailureGroup *group)
{
  WeirPdf *pdf = &writing->pdf;
  g_autofree char *title = weir_report_get_failure_title (writing->run, result, group);
  const WeirExchange *last = weir_step_result_get_last (result);

  weir_pdf_need (pdf, 70);
  weir_pdf_put_text (pdf, title, 10.5, 0, WEIR_PDF_BOLD, WEIR_REPORT_TONE_QUIET);
  if (result->message != NULL)
    weir_pdf_put_text (pdf, result->message, TEXT_SIZE, 10, WEIR_PDF_TEXT, WEIR_REPORT_TONE_BAD);
  for (guint i = 0; i < result->checks->len; i++)
    {
      const WeirCheck *check = &g_array_index (result->checks, WeirCheck, i);
      g_autofree char *line = g_strdup_printf (_("✗ %s · expected: %s · actual: %s"), check->label,
                                               check->expected, check->actual);

      if (!check->passed)
        weir_pdf_put_text (pdf, line, TEXT_SIZE, 10, WEIR_PDF_TEXT, WEIR_REPORT_TONE_QUIET);
    }
  if (last != NULL)
    put_exchange (writing, last);
  pdf->y += 8;
}

static gboolean
put_failures (Writing *writing)
{
  const WeirReportFailures *failures = writing->failures;
  g_autofree char *left_out = NULL;
  gint64 told = 0;

  if (failures->count == 0)
    return TRUE;
  weir_pdf_put_heading (&writing->pdf, _("Failures"), 90);
  for (guint i = 0; i < MIN (failures->groups->len, SHOWN_FAILURES); i++)
    {
      const WeirReportFailureGroup *group = g_ptr_array_index (failures->groups, i);
      g_autoptr (WeirStepResult) result = NULL;

      result = weir_archive_get_result (writing->report->archive, group->first_id, writing->error);
      if (result == NULL
          || g_cancellable_set_error_if_cancelled (writing->report->cancellable, writing->error))
        return FALSE;
      put_failure (writing, result, group);
      told += group->numbers->len;
    }
  left_out = weir_report_get_left_out (failures->count, told);
  if (left_out != NULL)
    weir_pdf_put_text (&writing->pdf, left_out, TEXT_SIZE, 0, WEIR_PDF_TEXT, WEIR_REPORT_TONE_QUIET);
  return TRUE;
}

static void
put_details (Writing *writing)
{
  WeirPdf *pdf = &writing->pdf;
  g_autoptr (GPtrArray) details = weir_report_get_details (writing->run);

  weir_pdf_put_heading (pdf, _("The Run"), 60);
  for (guint i = 0; i < details->len; i++)
    {
      const WeirReportFact *fact = g_ptr_array_index (details, i);
      g_autoptr (PangoLayout) name = weir_pdf_make_layout (pdf, fact->name, TEXT_SIZE, 104, WEIR_PDF_TEXT);

      weir_pdf_need (pdf, TEXT_SIZE * 1.5);
      cairo_set_source_rgb (pdf->cr, 0.32, 0.36, 0.42);
      cairo_move_to (pdf->cr, WEIR_PDF_MARGIN, pdf->y);
      pango_cairo_show_layout (pdf->cr, name);
      weir_pdf_put_text (pdf, fact->value, TEXT_SIZE, 110, WEIR_PDF_TEXT, WEIR_REPORT_TONE_QUIET);
    }
}

static gboolean
put_all (Writing *writing)
{
  weir_pdf_begin_page (&writing->pdf);
  put_title (writing);
  put_quality (writing);
  put_cards (writing);
  put_findings (writing);
  put_sentences (writing, FALSE, _("Rules"));
  put_steps (writing);
  put_sentences (writing, TRUE, _("Warnings and Notes"));
  put_notes (writing);
  put_charts (writing);
  if (!put_failures (writing))
    return FALSE;
  put_details (writing);
  weir_pdf_end (&writing->pdf);
  return TRUE;
}

static cairo_status_t
write_cb (void *closure, const unsigned char *data, unsigned int length)
{
  return weir_report_put_data (closure, data, length) ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

static cairo_status_t
discard_cb (void *closure, const unsigned char *data, unsigned int length)
{
  return CAIRO_STATUS_SUCCESS;
}

/* @n_pages: 0 to find out, and nothing is written. Returns how many there are; 0 with an error. */
static guint
draw (Writing *writing, guint n_pages)
{
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (n_pages > 0 ? write_cb : discard_cb,
                                                                  writing->report, WEIR_PDF_WIDTH,
                                                                  WEIR_PDF_HEIGHT);
  g_autofree char *title = g_utf8_make_valid (weir_report_get_title (writing->run), -1);
  gboolean done;

  /* What every reader opens. */
  cairo_pdf_surface_restrict_to_version (surface, CAIRO_PDF_VERSION_1_4);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Weir " WEIR_VERSION);
  writing->pdf = (WeirPdf) { .cr = cairo_create (surface), .title = title, .n_pages = n_pages };
  done = put_all (writing);
  cairo_destroy (writing->pdf.cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  return done ? writing->pdf.page : 0;
}

gboolean
weir_report_write_pdf (WeirReport *report, GError **error)
{
  const WeirReportRun *run = g_ptr_array_index (report->runs, 0);
  g_autoptr (WeirReportFailures) failures = NULL;
  g_autoptr (GPtrArray) charts = NULL;
  Writing writing = { .report = report, .run = run, .error = error };
  guint n_pages;

  failures = weir_report_failures_read (report->archive, run->info->id, run->info->parallel > 1, error);
  if (failures == NULL)
    return FALSE;
  writing.failures = failures;
  charts = weir_report_make_charts (report, run);
  writing.charts = charts;
  n_pages = draw (&writing, 0);
  return n_pages > 0 && draw (&writing, n_pages) > 0 && report->error_number == 0;
}
