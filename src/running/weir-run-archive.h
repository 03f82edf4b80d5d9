/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-run-archive.h: what every run does with the archive, of a flow or of a load plan
 */

#pragma once

#include "weir-archive.h"

G_BEGIN_DECLS

/* @file: (nullable) NULL = the person's own. @info's id is known afterwards. */
WeirArchive *weir_run_archive_begin (const char *file, WeirRunInfo *info, GError **error);
char *weir_run_archive_tell_lost (gint64 lost_from_us, const GError *cause);

G_END_DECLS
