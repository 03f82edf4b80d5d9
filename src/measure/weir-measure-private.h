/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-measure-private.h: how this room's figures lie in bytes, for their writers and readers
 *
 * Everything begins with a magic number that tells what it is and in which version. Numbers follow as LEB128:
 * seven bits a byte, the lowest first; those that can be negative with their sign in the lowest bit. Real
 * numbers are eight bytes, little-endian; a text is its length + 1 (0 = none) and its bytes. The same on
 * every machine.
 */

#pragma once

#include "weir-histogram.h"
#include "weir-measure-error.h"
#include "weir-step-brief.h"
#include "weir-time-window.h"

G_BEGIN_DECLS

/* The last digit is the version. */
#define WEIR_MAGIC_HISTOGRAM 0x57480001u
#define WEIR_MAGIC_STATISTICS 0x57530001u
#define WEIR_MAGIC_WINDOWS 0x57570001u
#define WEIR_MAGIC_SERIES 0x57520001u
#define WEIR_MAGIC_FINDINGS 0x57460001u
#define WEIR_MAGIC_QUALITY 0x57510001u
#define WEIR_MAGIC_JOB 0x574a0001u
#define WEIR_MAGIC_JOB_WINDOWS 0x574b0001u
#define WEIR_MAGIC_JOBS 0x574c0001u
#define WEIR_MAGIC_WARNINGS 0x574d0001u

void weir_put_uint (GByteArray *out, guint64 value);
void weir_put_int (GByteArray *out, gint64 value);
void weir_put_real (GByteArray *out, double value);
void weir_put_text (GByteArray *out, const char *text);
void weir_put_histogram (GByteArray *out, const WeirHistogram *histogram);
void weir_put_slots (GByteArray *out, const GArray *slots);
void weir_put_brief (GByteArray *out, const WeirStepBrief *brief);
void weir_put_window (GByteArray *out, const WeirTimeWindow *window);

/* Of WeirStepStatistics. */
void weir_put_all_statistics (GByteArray *out, GPtrArray *all);

/* Once something is wrong it stays wrong, and everything taken is 0 or empty: check once, at the end. */
typedef struct
{
  const guint8 *data;
  gsize size;
  gsize position;
  gboolean damaged;
} WeirTaker;

/* Begins with the magic number. */
WeirTaker weir_taker_begin (GBytes *bytes, guint magic);
/* FALSE with a WEIR_MEASURE_ERROR when anything was wrong or is left over. */
gboolean weir_taker_end (const WeirTaker *taker, GError **error);
guint64 weir_take_uint (WeirTaker *taker, guint64 highest);
gint64 weir_take_int (WeirTaker *taker);
double weir_take_real (WeirTaker *taker);
char *weir_take_text (WeirTaker *taker);
/* How many things follow, each of at least @bytes bytes: never more than can be there. */
guint weir_take_count (WeirTaker *taker, gsize bytes);
WeirHistogram *weir_take_histogram (WeirTaker *taker);
void weir_take_slots (WeirTaker *taker, GArray *slots);
void weir_take_brief (WeirTaker *taker, WeirStepBrief *brief);
WeirTimeWindow *weir_take_window (WeirTaker *taker);
void weir_take_all_statistics (WeirTaker *taker, GPtrArray *all);
/* What one window takes at least, in bytes. */
#define WEIR_SHORTEST_WINDOW 30

G_END_DECLS
