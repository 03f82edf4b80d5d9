/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-store-image.h: variables and cookies that a run or a Send left, on their way to the next Send
 *
 * It holds secrets as they are. It travels between program and worker and lives in memory; it is in no
 * record, no log and no archive.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  WEIR_STORED_SET,      /* a step set or extracted it */
  WEIR_STORED_ROW,      /* a column of the data file: the row of that iteration */
  WEIR_STORED_ABSENT,   /* a step looked for it, and found nothing: what lies below it is not asked either */
  WEIR_STORED_UNSET,    /* a step should have, but was skipped or not sent: what lies below it counts */
  WEIR_STORED_COMPUTED, /* a variable of the document, which has this value for the run */
} WeirStoredKind;

typedef struct
{
  char *name;
  WeirStoredKind kind;
  guint type;     /* WeirValueType; of `text` */
  gboolean quoted;
  char *text;     /* as in running text; JSON as JSON; any bytes but NUL */
  gboolean secret;
  guint row;      /* of the data file; 0 = none */
  guint part;     /* WeirFlowPart of the step */
  char *step;     /* (nullable) who set it, or should have */
  char *note;     /* (nullable) why it has no value, half a sentence */
} WeirStoredVariable;

typedef struct
{
  GPtrArray *variables; /* of WeirStoredVariable; weir_store_image_add() adds one */
  GHashTable *by_name;  /* of the same, borrowed */
  GPtrArray *secrets;   /* of char*: what was hidden, to be hidden from now on, too */
  GVariant *cookies;    /* (nullable) as weir_cookies_pack() writes them */
  guint status;         /* ${status}; 0 = none */
  char *definitions;    /* (nullable) stands for all variables of document and environment: computed values
                         * hold as long as it is the same */
  /* Of a step that could not be sent: */
  char *missing; /* (nullable) the variable without a value */
  char *setter;  /* (nullable) the step that sets it */
} WeirStoreImage;

WeirStoreImage *weir_store_image_new (void);
void weir_store_image_free (WeirStoreImage *image);
WeirStoredVariable *weir_store_image_add (WeirStoreImage *image, const char *name, WeirStoredKind kind);
WeirStoredVariable *weir_store_image_find (const WeirStoreImage *image, const char *name); /* (nullable) */

#define WEIR_STORE_IMAGE_TYPE "(a(suubaybuumsms)aaya(ssssxbbu)umsmsms)"
GVariant *weir_store_image_pack (const WeirStoreImage *image); /* floating */
WeirStoreImage *weir_store_image_unpack (GVariant *variant);   /* (transfer full) */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirStoreImage, weir_store_image_free)

G_END_DECLS
