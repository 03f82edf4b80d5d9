/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-pen.h: text, patterns and marks on a cairo context, in the colours of a palette
 */

#pragma once

#include <pango/pangocairo.h>

#include "weir-palette.h"

G_BEGIN_DECLS

typedef struct
{
  double x;
  double y;
  double width;
  double height;
} WeirRect;

/* Told apart without colour. */
typedef enum
{
  WEIR_PATTERN_SOLID,
  WEIR_PATTERN_RISING,
  WEIR_PATTERN_FALLING,
  WEIR_PATTERN_CROSSED,
  WEIR_PATTERN_LEVEL,
  WEIR_PATTERN_UPRIGHT,
  WEIR_PATTERN_DENSE,
} WeirPattern;
#define WEIR_N_PATTERNS 7

typedef enum
{
  WEIR_TEXT_SMALL,  /* axes, legend, notes */
  WEIR_TEXT_NORMAL,
  WEIR_TEXT_TITLE,
} WeirTextSize;

typedef enum
{
  WEIR_ALIGN_START,
  WEIR_ALIGN_MIDDLE,
  WEIR_ALIGN_END,
} WeirAlign;

/* Made once for a chart; @cr is NULL while it only measures. */
typedef struct
{
  cairo_t *cr;          /* (nullable) borrowed */
  GString *svg_texts;   /* (nullable) borrowed: texts are written here instead of being drawn */
  WeirPaletteKind palette;
  PangoLayout *layout;  /* owned */
  char *family;         /* owned */
  double size;          /* pixels, of WEIR_TEXT_NORMAL */
  double line_heights[WEIR_TEXT_TITLE + 1];
} WeirPen;

void weir_pen_init (WeirPen *pen, const char *family, double size);
void weir_pen_clear (WeirPen *pen);

double weir_pen_get_line_height (const WeirPen *pen, WeirTextSize size);
double weir_pen_get_text_width (WeirPen *pen, WeirTextSize size, const char *text);
char *weir_pen_fit (WeirPen *pen, WeirTextSize size, const char *text, double width);
char **weir_pen_wrap (WeirPen *pen, WeirTextSize size, const char *text, double width, guint max_lines);
/* @x: where the text starts, has its middle, or ends; @y: the middle of its line. */
void weir_pen_text (WeirPen *pen, WeirTextSize size, WeirInk ink, WeirAlign align, double x, double y,
                    const char *text);
/* The same, cut to @width with an ellipsis. */
void weir_pen_text_within (WeirPen *pen, WeirTextSize size, WeirInk ink, WeirAlign align, double x, double y,
                           double width, const char *text);

void weir_pen_set_ink (WeirPen *pen, WeirInk ink, double alpha);
void weir_pen_set_color (WeirPen *pen, const WeirColor *color);
void weir_pen_fill (WeirPen *pen, const WeirRect *rect);
void weir_pen_hatch (WeirPen *pen, WeirInk ink, WeirPattern pattern, const WeirRect *rect);
void weir_pen_line (WeirPen *pen, double x1, double y1, double x2, double y2);

WeirInk weir_pen_get_series_ink (guint look);
void weir_pen_set_series (WeirPen *pen, guint look);
void weir_pen_add_marker (WeirPen *pen, guint look, double x, double y, double radius);
void weir_pen_add_cross (WeirPen *pen, double x, double y, double radius);
void weir_pen_stroke_crosses (WeirPen *pen, double radius);
void weir_pen_cross (WeirPen *pen, double x, double y, double radius);

G_END_DECLS
