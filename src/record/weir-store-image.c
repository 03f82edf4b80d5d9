/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-store-image.c: variables and cookies that a run or a Send left, on their way to the next Send
 */

#include "config.h"

#include "weir-store-image.h"

#define COOKIES_TYPE "a(ssssxbbu)"

static void
stored_variable_free (gpointer data)
{
  WeirStoredVariable *self = data;

  g_free (self->name);
  g_free (self->text);
  g_free (self->step);
  g_free (self->note);
  g_free (self);
}

WeirStoreImage *
weir_store_image_new (void)
{
  WeirStoreImage *image = g_new0 (WeirStoreImage, 1);

  image->variables = g_ptr_array_new_with_free_func (stored_variable_free);
  image->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  image->secrets = g_ptr_array_new_with_free_func (g_free);
  return image;
}

void
weir_store_image_free (WeirStoreImage *image)
{
  if (!image)
    return;
  g_hash_table_unref (image->by_name);
  g_ptr_array_unref (image->variables);
  g_ptr_array_unref (image->secrets);
  g_clear_pointer (&image->cookies, g_variant_unref);
  g_free (image->definitions);
  g_free (image->missing);
  g_free (image->setter);
  g_free (image);
}

/**
 * weir_store_image_add:
 * @image: an image without a variable of that name
 *
 * Returns: (transfer none): a variable to be filled
 */
WeirStoredVariable *
weir_store_image_add (WeirStoreImage *image, const char *name, WeirStoredKind kind)
{
  WeirStoredVariable *variable = g_new0 (WeirStoredVariable, 1);

  variable->name = g_strdup (name);
  variable->kind = kind;
  g_ptr_array_add (image->variables, variable);
  g_hash_table_insert (image->by_name, variable->name, variable);
  return variable;
}

WeirStoredVariable *
weir_store_image_find (const WeirStoreImage *image, const char *name)
{
  return g_hash_table_lookup (image->by_name, name);
}

/**
 * weir_store_image_pack:
 * @image: an image
 *
 * Returns: (transfer floating): a variant of %WEIR_STORE_IMAGE_TYPE
 */
GVariant *
weir_store_image_pack (const WeirStoreImage *image)
{
  GVariantBuilder variables, secrets;

  g_variant_builder_init (&variables, G_VARIANT_TYPE ("a(suubaybuumsms)"));
  for (guint i = 0; i < image->variables->len; i++)
    {
      const WeirStoredVariable *variable = g_ptr_array_index (image->variables, i);

      g_variant_builder_add (&variables, "(suub^aybuumsms)", variable->name, (guint) variable->kind,
                             variable->type, variable->quoted, variable->text ? variable->text : "",
                             variable->secret, variable->row, variable->part,
                             variable->step, variable->note);
    }
  g_variant_builder_init (&secrets, G_VARIANT_TYPE_BYTESTRING_ARRAY);
  for (guint i = 0; i < image->secrets->len; i++)
    g_variant_builder_add (&secrets, "^ay", g_ptr_array_index (image->secrets, i));
  return g_variant_new ("(a(suubaybuumsms)aay@" COOKIES_TYPE "umsmsms)", &variables, &secrets,
                        image->cookies ? image->cookies : g_variant_new (COOKIES_TYPE, NULL), image->status,
                        image->definitions, image->missing, image->setter);
}

/**
 * weir_store_image_unpack:
 * @variant: of %WEIR_STORE_IMAGE_TYPE
 *
 * Returns: (transfer full): an image of its own, which needs @variant no longer
 */
WeirStoreImage *
weir_store_image_unpack (GVariant *variant)
{
  WeirStoreImage *image = weir_store_image_new ();
  g_autoptr (GVariant) cookies = NULL;
  g_autoptr (GBytes) bytes = NULL;
  GVariantIter *variables, *secrets;
  WeirStoredVariable read;
  char *secret;
  guint kind;

  g_variant_get (variant, "(a(suubaybuumsms)aay@" COOKIES_TYPE "umsmsms)", &variables, &secrets, &cookies,
                 &image->status, &image->definitions, &image->missing, &image->setter);
  while (g_variant_iter_next (variables, "(suub^aybuumsms)", &read.name, &kind, &read.type, &read.quoted,
                              &read.text, &read.secret, &read.row, &read.part, &read.step, &read.note))
    {
      WeirStoredVariable *variable = g_memdup2 (&read, sizeof read);

      variable->kind = (WeirStoredKind) MIN (kind, WEIR_STORED_COMPUTED);
      g_ptr_array_add (image->variables, variable);
      g_hash_table_insert (image->by_name, variable->name, variable);
    }
  while (g_variant_iter_next (secrets, "^ay", &secret))
    g_ptr_array_add (image->secrets, secret);
  g_variant_iter_free (variables);
  g_variant_iter_free (secrets);
  /* Not a part of the message any more, which goes. */
  bytes = g_bytes_new (g_variant_get_data (cookies), g_variant_get_size (cookies));
  image->cookies =
      g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (COOKIES_TYPE), bytes, FALSE));
  return image;
}
