/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-pen-text.c: texts of a chart: measured, cut, wrapped, drawn, or written into an SVG
 *
 * cairo writes the text of an SVG as outlines that are defined once and used by number, and the numbers of
 * two SVGs on one page collide. Written as text they are small, can be searched and read aloud.
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "weir-pen.h"

#define ELLIPSIS "…"
/* Names come from files; more of one is never seen, and measuring it would take time. Characters. */
#define MAX_CHARS 400

static double
get_size (const WeirPen *pen, WeirTextSize size)
{
  static const double parts[] = { 0.88, 1, 1.15 };

  return pen->size * parts[size];
}

static void
set_text (WeirPen *pen, WeirTextSize size, const char *text)
{
  PangoFontDescription *font = pango_font_description_new ();

  pango_font_description_set_family (font, pen->family);
  pango_font_description_set_absolute_size (font, get_size (pen, size) * PANGO_SCALE);
  if (size == WEIR_TEXT_TITLE)
    pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description (pen->layout, font);
  pango_layout_set_text (pen->layout, text, -1);
  pango_font_description_free (font);
}

/**
 * weir_pen_init:
 * @pen: (out): a pen
 * @family: the family of the font
 * @size: pixels
 *
 * The pen measures; set its cr to draw.
 */
void
weir_pen_init (WeirPen *pen, const char *family, double size)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  cairo_font_options_t *options = cairo_font_options_create ();

  /* The same places on every device. */
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  *pen = (WeirPen) { .family = g_strdup (family), .size = size, .layout = pango_layout_new (context) };
  pango_layout_set_single_paragraph_mode (pen->layout, TRUE);
  g_object_unref (context);
  for (guint i = 0; i <= WEIR_TEXT_TITLE; i++)
    {
      int height;

      set_text (pen, i, "Ág");
      pango_layout_get_size (pen->layout, NULL, &height);
      pen->line_heights[i] = (double) height / PANGO_SCALE;
    }
}

/**
 * weir_pen_clear:
 * @pen: a pen, which may be all zero
 */
void
weir_pen_clear (WeirPen *pen)
{
  g_clear_object (&pen->layout);
  g_clear_pointer (&pen->family, g_free);
}

/**
 * weir_pen_get_line_height:
 * @pen: a pen
 * @size: of the text
 *
 * Returns: pixels from one line to the next
 */
double
weir_pen_get_line_height (const WeirPen *pen, WeirTextSize size)
{
  return pen->line_heights[size];
}

/**
 * weir_pen_get_text_width:
 * @pen: a pen
 * @size: of the text
 * @text: one line
 *
 * Returns: pixels
 */
double
weir_pen_get_text_width (WeirPen *pen, WeirTextSize size, const char *text)
{
  int width;

  set_text (pen, size, text);
  pango_layout_get_size (pen->layout, &width, NULL);
  return (double) width / PANGO_SCALE;
}

/**
 * weir_pen_fit:
 * @pen: a pen
 * @size: of the text
 * @text: one line
 * @width: pixels there are
 *
 * Returns: (transfer full): as much of @text as fits, with an ellipsis when that is not all; empty when not
 *   even the first character does
 */
char *
weir_pen_fit (WeirPen *pen, WeirTextSize size, const char *text, double width)
{
  g_autofree char *shortened = NULL;
  glong n_chars = g_utf8_strlen (text, -1);
  glong most;
  glong least = 0;

  if (n_chars > MAX_CHARS)
    text = shortened = g_utf8_substring (text, 0, MAX_CHARS);
  if (weir_pen_get_text_width (pen, size, text) <= width)
    return n_chars > MAX_CHARS ? g_strconcat (text, ELLIPSIS, NULL) : g_strdup (text);
  /* The longest beginning that fits, by halving. */
  most = MIN (n_chars, MAX_CHARS);
  while (least < most)
    {
      glong middle = (least + most + 1) / 2;
      g_autofree char *begin = g_utf8_substring (text, 0, middle);
      g_autofree char *tried = g_strconcat (g_strchomp (begin), ELLIPSIS, NULL);

      if (weir_pen_get_text_width (pen, size, tried) <= width)
        least = middle;
      else
        most = middle - 1;
    }
  if (least == 0)
    return g_strdup ("");
  g_free (shortened);
  shortened = g_utf8_substring (text, 0, least);
  return g_strconcat (g_strchomp (shortened), ELLIPSIS, NULL);
}

/**
 * weir_pen_wrap:
 * @pen: a pen
 * @size: of the text
 * @text: words
 * @width: pixels there are
 * @max_lines: how many lines there are; at least 1
 *
 * Returns: (transfer full): lines; the last one ends in an ellipsis when there are too many words
 */
char **
weir_pen_wrap (WeirPen *pen, WeirTextSize size, const char *text, double width, guint max_lines)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  GPtrArray *lines = g_ptr_array_new ();
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    {
      gsize before = line->len;

      g_string_append_printf (line, "%s%s", before > 0 ? " " : "", words[i]);
      if (before == 0 || lines->len + 1 >= max_lines
          || weir_pen_get_text_width (pen, size, line->str) <= width)
        continue;
      g_string_truncate (line, before);
      g_ptr_array_add (lines, weir_pen_fit (pen, size, line->str, width));
      g_string_assign (line, words[i]);
    }
  if (line->len > 0)
    g_ptr_array_add (lines, weir_pen_fit (pen, size, line->str, width));
  g_ptr_array_add (lines, NULL);
  return (char **) g_ptr_array_free (lines, FALSE);
}

/* XML 1.0 knows no control characters, escaped or not: names with one are shown without it. */
static void
append_escaped (GString *string, const char *text)
{
  g_autofree char *escaped = NULL;
  g_autoptr (GString) clean = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_iscntrl (c) && c != 0xfffe && c != 0xffff)
        g_string_append_unichar (clean, c);
    }
  escaped = g_markup_escape_text (clean->str, (gssize) clean->len);
  g_string_append (string, escaped);
}

static void
write_svg_text (WeirPen *pen, WeirTextSize size, WeirInk ink, WeirAlign align, double x, double baseline,
                const char *text)
{
  static const char *const anchors[] = { "", " text-anchor=\"middle\"", " text-anchor=\"end\"" };
  char place[3][G_ASCII_DTOSTR_BUF_SIZE];
  WeirColor color;

  weir_palette_get_color (pen->palette, ink, &color);
  g_ascii_formatd (place[0], sizeof place[0], "%.1f", x);
  g_ascii_formatd (place[1], sizeof place[1], "%.1f", baseline);
  g_ascii_formatd (place[2], sizeof place[2], "%.1f", get_size (pen, size));
  g_string_append_printf (pen->svg_texts,
                          "<text x=\"%s\" y=\"%s\" font-size=\"%s\" fill=\"#%02x%02x%02x\"%s%s>",
                          place[0], place[1], place[2], (guint) lround (color.red * 255),
                          (guint) lround (color.green * 255), (guint) lround (color.blue * 255),
                          anchors[align], size == WEIR_TEXT_TITLE ? " font-weight=\"bold\"" : "");
  append_escaped (pen->svg_texts, text);
  g_string_append (pen->svg_texts, "</text>\n");
}

/**
 * weir_pen_text:
 * @pen: a pen that draws
 * @size: of the text
 * @ink: its colour
 * @align: what @x means
 * @x: where the text starts, has its middle, or ends
 * @y: the middle of its line
 * @text: one line
 */
void
weir_pen_text (WeirPen *pen, WeirTextSize size, WeirInk ink, WeirAlign align, double x, double y,
               const char *text)
{
  double baseline;
  double width;

  if (*text == '\0')
    return;
  width = weir_pen_get_text_width (pen, size, text);
  baseline = y - pen->line_heights[size] / 2 + (double) pango_layout_get_baseline (pen->layout) / PANGO_SCALE;
  if (pen->svg_texts != NULL)
    {
      write_svg_text (pen, size, ink, align, x, baseline, text);
      return;
    }
  weir_pen_set_ink (pen, ink, 1);
  cairo_move_to (pen->cr, align == WEIR_ALIGN_START ? x : align == WEIR_ALIGN_END ? x - width : x - width / 2,
                 baseline);
  pango_cairo_show_layout_line (pen->cr, pango_layout_get_line_readonly (pen->layout, 0));
  cairo_new_path (pen->cr);
}

/**
 * weir_pen_text_within:
 * @pen: a pen that draws
 * @size: of the text
 * @ink: its colour
 * @align: what @x means
 * @x: where the text starts, has its middle, or ends
 * @y: the middle of its line
 * @width: the most pixels it may take
 * @text: one line, cut when it is too long
 */
void
weir_pen_text_within (WeirPen *pen, WeirTextSize size, WeirInk ink, WeirAlign align, double x, double y,
                      double width, const char *text)
{
  g_autofree char *fitting = weir_pen_fit (pen, size, text, width);

  weir_pen_text (pen, size, ink, align, x, y, fitting);
}
