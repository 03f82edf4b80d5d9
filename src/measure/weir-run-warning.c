/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-run-warning.c: what a run of a load plan warns of, and how often
 */

#include "config.h"

#include "weir-run-warning.h"

#include "weir-measure-private.h"

WeirRunWarning *
weir_run_warning_new (const char *text, guint64 count)
{
  WeirRunWarning *warning = g_new0 (WeirRunWarning, 1);

  warning->text = g_strdup (text);
  warning->count = count;
  return warning;
}

WeirRunWarning *
weir_run_warning_copy (const WeirRunWarning *warning)
{
  return weir_run_warning_new (warning->text, warning->count);
}

void
weir_run_warning_free (WeirRunWarning *warning)
{
  if (warning == NULL)
    return;
  g_free (warning->text);
  g_free (warning);
}

/**
 * weir_run_warnings_encode:
 * @warnings: (element-type WeirRunWarning): the warnings of a run
 *
 * Returns: (transfer full): them as bytes for the archive
 */
GBytes *
weir_run_warnings_encode (GPtrArray *warnings)
{
  GByteArray *out = g_byte_array_new ();

  weir_put_uint (out, WEIR_MAGIC_WARNINGS);
  weir_put_uint (out, warnings->len);
  for (guint i = 0; i < warnings->len; i++)
    {
      const WeirRunWarning *warning = g_ptr_array_index (warnings, i);

      weir_put_text (out, warning->text);
      weir_put_uint (out, warning->count);
    }
  return g_byte_array_free_to_bytes (out);
}

/**
 * weir_run_warnings_decode:
 * @bytes: from weir_run_warnings_encode()
 *
 * Returns: (transfer full) (nullable) (element-type WeirRunWarning): the same warnings, or %NULL with a
 *   #WEIR_MEASURE_ERROR
 */
GPtrArray *
weir_run_warnings_decode (GBytes *bytes, GError **error)
{
  WeirTaker taker = weir_taker_begin (bytes, WEIR_MAGIC_WARNINGS);
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_run_warning_free);
  guint n = weir_take_count (&taker, 2);

  for (guint i = 0; i < n && !taker.damaged; i++)
    {
      WeirRunWarning *warning = g_new0 (WeirRunWarning, 1);

      g_ptr_array_add (warnings, warning);
      warning->text = weir_take_text (&taker);
      warning->count = weir_take_uint (&taker, G_MAXUINT64);
      taker.damaged |= warning->text == NULL;
    }
  return weir_taker_end (&taker, error) ? g_steal_pointer (&warnings) : NULL;
}
