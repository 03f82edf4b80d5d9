/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-palette.h: the colours of charts: light, dark, and high contrast
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  WEIR_PALETTE_LIGHT,
  WEIR_PALETTE_DARK,
  WEIR_PALETTE_HIGH_CONTRAST,
  WEIR_PALETTE_HIGH_CONTRAST_DARK,
} WeirPaletteKind;
#define WEIR_N_PALETTES 4

/* 0 to 1 each, sRGB */
typedef struct
{
  double red;
  double green;
  double blue;
} WeirColor;

/* Series differ by colour, and beyond these by dashes and markers: see weir_pen_set_series(). */
#define WEIR_N_SERIES_COLORS 8

/* What a colour stands for. The first ones are the series'. */
typedef enum
{
  WEIR_INK_SERIES,
  WEIR_INK_BACKGROUND = WEIR_N_SERIES_COLORS,
  WEIR_INK_TEXT,
  WEIR_INK_DIM,  /* text of less weight */
  WEIR_INK_AXIS,
  WEIR_INK_GRID,
  WEIR_INK_GOOD,
  WEIR_INK_REDIRECT,
  WEIR_INK_WARNING,
  WEIR_INK_BAD,
  WEIR_INK_ERROR, /* no answer at all: darker than BAD, and always hatched */
  WEIR_INK_LATE,
  WEIR_INK_DNS,
  WEIR_INK_CONNECT,
  WEIR_INK_TLS,
  WEIR_INK_SEND,
  WEIR_INK_WAIT,
  WEIR_INK_RECEIVE,
} WeirInk;
#define WEIR_N_INKS (WEIR_INK_RECEIVE + 1)

void weir_palette_get_color (WeirPaletteKind palette, WeirInk ink, WeirColor *color);
/* @position 0 to 1: from hardly anything to the most. */
void weir_palette_get_heat (WeirPaletteKind palette, double position, WeirColor *color);
gboolean weir_palette_is_high_contrast (WeirPaletteKind palette);
/* WCAG 2.1: 1 (the same) to 21 (black on white). */
double weir_color_get_contrast (const WeirColor *one, const WeirColor *other);

G_END_DECLS
