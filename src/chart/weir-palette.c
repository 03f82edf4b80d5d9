/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-palette.c: the colours of charts: light, dark, and high contrast
 *
 * The colours of series keep at least 3:1 to their background (text 4.5:1; high contrast 7:1) and differ in
 * lightness as well as in hue, so that they stay apart for people who see fewer colours. Red means failure
 * and is no series' colour.
 */

#include "config.h"

#include <math.h>

#include "weir-palette.h"

#define N_STOPS 5

static const guint32 inks[WEIR_N_PALETTES][WEIR_N_INKS] = {
  [WEIR_PALETTE_LIGHT] = {
    0x1a6fd4, 0xbf5f00, 0x128a4b, 0xb0328c, 0x0b8490, 0x6b48c8, 0x7d7300, 0x83552e,
    0xffffff, 0x1f2328, 0x59636e, 0x8b949e, 0xe3e7eb,
    0x1a8f4c, 0x1a6fd4, 0xb86a00, 0xd01f2e, 0x7a1220, 0x7d8590,
    0x7f52c9, 0xcf6f00, 0xc2378f, 0x0f8b8d, 0x2277e0, 0x149a55,
  },
  [WEIR_PALETTE_DARK] = {
    0x6aa8f5, 0xffa54a, 0x56d493, 0xf18ed3, 0x4fd0da, 0xb89df8, 0xd6cf4e, 0xd3a27b,
    0x1e1e20, 0xf1f3f5, 0xb4bac1, 0x7d858e, 0x35383d,
    0x56d493, 0x6aa8f5, 0xffb454, 0xff6b6f, 0xff9aa2, 0x9aa2ab,
    0xb89df8, 0xffa54a, 0xf18ed3, 0x4fd0da, 0x6aa8f5, 0x56d493,
  },
  [WEIR_PALETTE_HIGH_CONTRAST] = {
    0x003f9e, 0x8a3a00, 0x00562b, 0x7a0060, 0x004f57, 0x43209a, 0x4d4a00, 0x4a2b10,
    0xffffff, 0x000000, 0x000000, 0x000000, 0xb0b0b0,
    0x00562b, 0x003f9e, 0x7a4300, 0xa00014, 0x5a000b, 0x404040,
    0x43209a, 0x8a3a00, 0x7a0060, 0x004f57, 0x003f9e, 0x00562b,
  },
  [WEIR_PALETTE_HIGH_CONTRAST_DARK] = {
    0x8cc2ff, 0xffbf80, 0x7df0b4, 0xffb0e6, 0x7aeaf2, 0xd0bcff, 0xf2ec70, 0xf0c8a4,
    0x000000, 0xffffff, 0xffffff, 0xffffff, 0x5c5c5c,
    0x7df0b4, 0x8cc2ff, 0xffcc80, 0xff9095, 0xffc2c6, 0xcccccc,
    0xd0bcff, 0xffbf80, 0xffb0e6, 0x7aeaf2, 0x8cc2ff, 0x7df0b4,
  },
};

static const guint32 heat[WEIR_N_PALETTES][N_STOPS] = {
  [WEIR_PALETTE_LIGHT] = { 0xe4eefb, 0xa3c8f3, 0x4f93e3, 0x1d57a8, 0x0b2656 },
  [WEIR_PALETTE_DARK] = { 0x243447, 0x22558f, 0x3a86e0, 0x93c3f8, 0xf2f8ff },
  [WEIR_PALETTE_HIGH_CONTRAST] = { 0xf0f0f0, 0xb8b8b8, 0x808080, 0x404040, 0x000000 },
  [WEIR_PALETTE_HIGH_CONTRAST_DARK] = { 0x202020, 0x585858, 0x909090, 0xc8c8c8, 0xffffff },
};

static void
unpack (guint32 rgb, WeirColor *color)
{
  color->red = (double) (rgb >> 16 & 0xff) / 255.0;
  color->green = (double) (rgb >> 8 & 0xff) / 255.0;
  color->blue = (double) (rgb & 0xff) / 255.0;
}

/**
 * weir_palette_get_color:
 * @palette: a palette
 * @ink: what is to be coloured
 * @color: (out): its colour
 */
void
weir_palette_get_color (WeirPaletteKind palette, WeirInk ink, WeirColor *color)
{
  g_return_if_fail ((guint) palette < WEIR_N_PALETTES);
  g_return_if_fail ((guint) ink < WEIR_N_INKS);

  unpack (inks[palette][ink], color);
}

/**
 * weir_palette_get_heat:
 * @palette: a palette
 * @position: 0 to 1; clamped
 * @color: (out): the colour of that much. Its distance from the background grows with @position, so that a
 *   print in grey says the same.
 */
void
weir_palette_get_heat (WeirPaletteKind palette, double position, WeirColor *color)
{
  double scaled = CLAMP (position, 0, 1) * (N_STOPS - 1);
  guint stop = MIN ((guint) scaled, N_STOPS - 2);
  double part = scaled - stop;
  WeirColor low;
  WeirColor high;

  g_return_if_fail ((guint) palette < WEIR_N_PALETTES);

  unpack (heat[palette][stop], &low);
  unpack (heat[palette][stop + 1], &high);
  color->red = low.red + (high.red - low.red) * part;
  color->green = low.green + (high.green - low.green) * part;
  color->blue = low.blue + (high.blue - low.blue) * part;
}

/**
 * weir_palette_is_high_contrast:
 * @palette: a palette
 *
 * Returns: whether everything that differs by colour is hatched as well
 */
gboolean
weir_palette_is_high_contrast (WeirPaletteKind palette)
{
  return palette == WEIR_PALETTE_HIGH_CONTRAST || palette == WEIR_PALETTE_HIGH_CONTRAST_DARK;
}

static double
linear (double channel)
{
  return channel <= 0.04045 ? channel / 12.92 : pow ((channel + 0.055) / 1.055, 2.4);
}

static double
get_luminance (const WeirColor *color)
{
  return 0.2126 * linear (color->red) + 0.7152 * linear (color->green) + 0.0722 * linear (color->blue);
}

/**
 * weir_color_get_contrast:
 * @one: a colour
 * @other: another one
 *
 * The contrast ratio of WCAG 2.1 (https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio).
 *
 * Returns: 1 to 21
 */
double
weir_color_get_contrast (const WeirColor *one, const WeirColor *other)
{
  double first = get_luminance (one) + 0.05;
  double second = get_luminance (other) + 0.05;

  return first > second ? first / second : second / first;
}
