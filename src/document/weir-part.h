/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-part.h: one part of a multipart payload: a field with its value, or a file
 */

#pragma once

#include <glib-object.h>

#include "weir-document-enums.h"

G_BEGIN_DECLS

#define WEIR_TYPE_PART (weir_part_get_type ())
G_DECLARE_FINAL_TYPE (WeirPart, weir_part, WEIR, PART, GObject)

/* properties: name, value (of a field), path (of a file; relative to the document), file-name (nullable: the
 * last part of the path), content-type (nullable: of a field none is said, of a file by its ending), enabled,
 * description (nullable). Name, value, path and file name may hold placeholders. */
WeirPart *weir_part_new_field (const char *name, const char *value);
WeirPart *weir_part_new_file (const char *name, const char *path);
const char *weir_part_get_name (WeirPart *self);
void weir_part_set_name (WeirPart *self, const char *name);
const char *weir_part_get_value (WeirPart *self);
void weir_part_set_value (WeirPart *self, const char *value);
const char *weir_part_get_path (WeirPart *self);
void weir_part_set_path (WeirPart *self, const char *path);
const char *weir_part_get_file_name (WeirPart *self);
void weir_part_set_file_name (WeirPart *self, const char *file_name);
const char *weir_part_get_content_type (WeirPart *self);
void weir_part_set_content_type (WeirPart *self, const char *content_type);
gboolean weir_part_get_enabled (WeirPart *self);
void weir_part_set_enabled (WeirPart *self, gboolean enabled);
const char *weir_part_get_description (WeirPart *self);
void weir_part_set_description (WeirPart *self, const char *description);

G_END_DECLS
