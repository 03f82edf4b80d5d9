/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-chart-export.c: a chart as SVG, PNG and PDF
 *
 * What cairo writes as SVG is made fit for a page of reports: styles become attributes, because a strict
 * content security policy forbids inline styles; ids go, because several charts stand on one page and none
 * refers to one; texts are texts (see weir-pen-text.c); and it has a title and a description for screen
 * readers.
 */

#include "config.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <math.h>
#include <string.h>

#include "weir-chart-private.h"

/* Beyond this a picture is refused by what opens it; pixels of one side. */
#define LARGEST_PICTURE 16000.0

static cairo_status_t
append_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
paint_background (cairo_t *cr, WeirPaletteKind palette)
{
  WeirColor color;

  weir_palette_get_color (palette, WEIR_INK_BACKGROUND, &color);
  cairo_set_source_rgb (cr, color.red, color.green, color.blue);
  cairo_paint (cr);
}

static void
draw_page (WeirChart *chart, cairo_surface_t *surface, double width, double height, WeirChartParts parts,
           WeirPaletteKind palette, GString *svg_texts)
{
  cairo_t *cr = cairo_create (surface);

  weir_chart_layout (chart, width, height, parts);
  paint_background (cr, palette);
  weir_chart_draw_to (chart, cr, palette, svg_texts);
  cairo_destroy (cr);
}

/* "a:1;b:2" becomes a="1" b="2". */
static void
append_style (GString *svg, const char *style, gsize length)
{
  g_autofree char *copy = g_strndup (style, length);
  g_auto (GStrv) pairs = g_strsplit (copy, ";", -1);

  for (guint i = 0; pairs[i] != NULL; i++)
    {
      char *value = strchr (pairs[i], ':');

      if (value == NULL)
        continue;
      *value++ = '\0';
      g_string_append_printf (svg, " %s=\"%s\"", g_strstrip (pairs[i]), g_strstrip (value));
    }
}

/* A tenth of a pixel is not seen; six digits behind the point are most of the document. */
static void
append_path (GString *svg, const char *path, gsize length)
{
  const char *end = path + length;

  g_string_append (svg, " d=\"");
  while (path < end)
    {
      char number[G_ASCII_DTOSTR_BUF_SIZE];
      char *after;
      double value = g_ascii_strtod (path, &after);

      if (after == path || after > end)
        {
          g_string_append_c (svg, *path++);
          continue;
        }
      /* What was skipped before the number is one space, if anything. */
      if (*path == ' ')
        g_string_append_c (svg, ' ');
      g_ascii_formatd (number, sizeof number, "%.7g", round (value * 10) / 10);
      g_string_append (svg, number);
      path = after;
    }
  g_string_append_c (svg, '"');
}

/* Copies @text with styles as attributes, without ids, and with shorter paths. */
static void
append_tidied (GString *svg, const char *text)
{
  static const char *const attributes[] = { " style=\"", " id=\"", " d=\"" };

  while (*text != '\0')
    {
      const char *found = NULL;
      const char *begin;
      const char *end;
      guint which = 0;

      for (guint i = 0; i < G_N_ELEMENTS (attributes); i++)
        {
          const char *next = strstr (text, attributes[i]);

          if (next != NULL && (found == NULL || next < found))
            {
              found = next;
              which = i;
            }
        }
      if (found == NULL)
        {
          g_string_append (svg, text);
          return;
        }
      begin = found + strlen (attributes[which]);
      end = strchr (begin, '"');
      g_string_append_len (svg, text, found - text);
      if (which == 0)
        append_style (svg, begin, (gsize) (end - begin));
      else if (which == 2)
        append_path (svg, begin, (gsize) (end - begin));
      text = end + 1;
    }
}

static void
append_element (GString *svg, const char *element, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append_printf (svg, "<%s>%s</%s>\n", element, escaped, element);
}

/* @drawn is what cairo wrote: a declaration, <svg …>, everything, </svg>. */
static GBytes *
finish_svg (const WeirChart *chart, const char *drawn, const GString *texts)
{
  const char *root = strstr (drawn, "<svg");
  const char *content = root != NULL ? strchr (root, '>') : NULL;
  const char *end = g_strrstr (drawn, "</svg>");
  GString *svg = g_string_sized_new (strlen (drawn) + texts->len + 512);

  g_return_val_if_fail (content != NULL && end != NULL && end > content, NULL);

  g_string_append_len (svg, drawn, content - drawn);
  g_string_append (svg, " role=\"img\">\n");
  append_element (svg, "title", chart->title);
  append_element (svg, "desc", weir_chart_get_summary (chart));
  {
    g_autofree char *inner = g_strndup (content + 1, (gsize) (end - content - 1));

    append_tidied (svg, inner);
  }
  g_string_append_printf (svg, "<g font-family=\"%s\">\n%s</g>\n</svg>\n", chart->font_family, texts->str);
  return g_string_free_to_bytes (svg);
}

/**
 * weir_chart_to_svg:
 * @chart: a chart; it is laid out for the picture
 * @width: pixels
 * @height: pixels
 * @parts: what stands around the axes
 * @palette: the colours
 *
 * Returns: (transfer full): an SVG document that refers to nothing outside itself and has no ids
 */
GBytes *
weir_chart_to_svg (WeirChart *chart, double width, double height, WeirChartParts parts,
                   WeirPaletteKind palette)
{
  g_autoptr (GByteArray) drawn = g_byte_array_new ();
  g_autoptr (GString) texts = g_string_new (NULL);
  cairo_surface_t *surface = cairo_svg_surface_create_for_stream (append_cb, drawn, width, height);

  cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PX);
  draw_page (chart, surface, width, height, parts, palette, texts);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  g_byte_array_append (drawn, (const guint8 *) "", 1);
  return finish_svg (chart, (const char *) drawn->data, texts);
}

/**
 * weir_chart_to_png:
 * @chart: a chart; it is laid out for the picture
 * @width: pixels at scale 1
 * @height: pixels at scale 1
 * @scale: how many pixels are drawn for one
 * @parts: what stands around the axes
 * @palette: the colours
 *
 * Returns: (transfer full): a PNG
 */
GBytes *
weir_chart_to_png (WeirChart *chart, double width, double height, double scale, WeirChartParts parts,
                   WeirPaletteKind palette)
{
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface;

  scale = MIN (scale, LARGEST_PICTURE / MAX (width, height));
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) ceil (width * scale),
                                        (int) ceil (height * scale));
  cairo_surface_set_device_scale (surface, scale, scale);
  draw_page (chart, surface, width, height, parts, palette, NULL);
  cairo_surface_write_to_png_stream (surface, append_cb, bytes);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (bytes);
}

/**
 * weir_chart_to_pdf:
 * @chart: a chart; it is laid out for the page
 * @width: points
 * @height: points
 * @parts: what stands around the axes
 * @palette: the colours
 *
 * Returns: (transfer full): a PDF document of one page
 */
GBytes *
weir_chart_to_pdf (WeirChart *chart, double width, double height, WeirChartParts parts,
                   WeirPaletteKind palette)
{
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append_cb, bytes, width, height);

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, chart->title);
  draw_page (chart, surface, width, height, parts, palette, NULL);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (bytes);
}
