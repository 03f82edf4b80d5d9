/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-names.c: the variable names a document knows, each with the slot its value has in a store
 */

#include "config.h"

#include "weir-names.h"

#include <string.h>

#include "weir-language-error.h"
#include "weir-limits.h"

struct _WeirNames
{
  gatomicrefcount references;
  GPtrArray *names;    /* by slot */
  GHashTable *slots;   /* borrowed name → slot */
  GHashTable *targets; /* slot: a method may set it */
  gboolean keeps_unknown;
};

static const char *const reserved_names[WEIR_N_RESERVED_SLOTS] = {
  [WEIR_SLOT_RUN_ID] = "run.id",         [WEIR_SLOT_RUN_ITERATION] = "run.iteration",
  [WEIR_SLOT_RUN_VU] = "run.vu",         [WEIR_SLOT_RUN_OUTCOME] = "run.outcome",
  [WEIR_SLOT_RUN_FAILED] = "run.failed", [WEIR_SLOT_RUN_PASSED] = "run.passed",
  [WEIR_SLOT_STATUS] = "status",
};

static guint
append_name (WeirNames *names, const char *name)
{
  char *copy = g_strdup (name);

  g_ptr_array_add (names->names, copy);
  g_hash_table_replace (names->slots, copy, GUINT_TO_POINTER (names->names->len - 1));
  return names->names->len - 1;
}

/**
 * weir_names_new:
 *
 * Returns: (transfer full): a table that knows the reserved names only
 */
WeirNames *
weir_names_new (void)
{
  WeirNames *names = g_new0 (WeirNames, 1);

  g_atomic_ref_count_init (&names->references);
  names->names = g_ptr_array_new_with_free_func (g_free);
  names->slots = g_hash_table_new (g_str_hash, g_str_equal);
  names->targets = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < WEIR_N_RESERVED_SLOTS; i++)
    append_name (names, reserved_names[i]);
  return names;
}

WeirNames *
weir_names_ref (WeirNames *names)
{
  g_return_val_if_fail (names != NULL, NULL);
  g_atomic_ref_count_inc (&names->references);
  return names;
}

void
weir_names_unref (WeirNames *names)
{
  if (!names || !g_atomic_ref_count_dec (&names->references))
    return;
  g_hash_table_unref (names->slots);
  g_hash_table_unref (names->targets);
  g_ptr_array_unref (names->names);
  g_free (names);
}

/**
 * weir_names_add:
 * @name: a variable of the document
 *
 * Makes @name known. All names are added before the first store is made: a store has one value per slot.
 * A document's own `status` gets a slot of its own and hides the reserved one.
 *
 * Returns: its slot, new or known
 */
guint
weir_names_add (WeirNames *names, const char *name)
{
  int slot;

  g_return_val_if_fail (names != NULL && name != NULL, 0);

  slot = weir_names_find (names, name, -1);
  return slot >= 0 && slot != WEIR_SLOT_STATUS ? (guint) slot : append_name (names, name);
}

/**
 * weir_names_add_target:
 * @name: a variable that a method may set while the document runs
 *
 * Returns: its slot, new or known
 */
guint
weir_names_add_target (WeirNames *names, const char *name)
{
  guint slot = weir_names_add (names, name);

  g_hash_table_add (names->targets, GUINT_TO_POINTER (slot));
  return slot;
}

gboolean
weir_names_is_target (const WeirNames *names, guint slot)
{
  return g_hash_table_contains (names->targets, GUINT_TO_POINTER (slot));
}

void
weir_names_keep_unknown (WeirNames *names)
{
  names->keeps_unknown = TRUE;
}

gboolean
weir_names_keeps_unknown (const WeirNames *names)
{
  return names->keeps_unknown;
}

/**
 * weir_names_find:
 * @name: a name, case-sensitive
 * @length: its length in bytes, -1 when it ends with NUL
 *
 * Returns: the slot, -1 when nothing in the document has this name
 */
int
weir_names_find (const WeirNames *names, const char *name, gssize length)
{
  g_autofree char *copy = NULL;
  gpointer slot;

  g_return_val_if_fail (names != NULL && name != NULL, -1);

  if (length >= 0)
    name = copy = g_strndup (name, (gsize) length);
  return g_hash_table_lookup_extended (names->slots, name, NULL, &slot) ? (int) GPOINTER_TO_UINT (slot) : -1;
}

/**
 * weir_names_get_count:
 *
 * Returns: how many slots there are, reserved ones included: the length of a store
 */
guint
weir_names_get_count (const WeirNames *names)
{
  return names->names->len;
}

/**
 * weir_names_get:
 *
 * Returns: (transfer none): the name of @slot
 */
const char *
weir_names_get (const WeirNames *names, guint slot)
{
  g_return_val_if_fail (slot < names->names->len, NULL);
  return g_ptr_array_index (names->names, slot);
}

/**
 * weir_name_is_valid:
 * @name: what shall become the name of a variable
 *
 * Returns: whether it is [A-Za-z0-9_-]{1,60} and not Metrics, run or item; else @error
 *   (%WEIR_LANGUAGE_ERROR_NAME) says what to change
 */
gboolean
weir_name_is_valid (const char *name, GError **error)
{
  static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
  static const char *const taken[] = { "Metrics", "run", "item", NULL };
  g_autofree char *shown = NULL;

  g_return_val_if_fail (name != NULL, FALSE);

  shown = g_utf8_make_valid (name, (gssize) strnlen (name, 4 * WEIR_LIMIT_NAME_CHARS));
  if (*name == '\0')
    g_set_error (error, WEIR_LANGUAGE_ERROR, WEIR_LANGUAGE_ERROR_NAME,
                 "A variable needs a name of 1 to %d letters, digits, “_” or “-”.", WEIR_LIMIT_NAME_CHARS);
  else if (g_strv_contains (taken, name))
    g_set_error (error, WEIR_LANGUAGE_ERROR, WEIR_LANGUAGE_ERROR_NAME,
                 "“%s” is reserved and cannot name a variable; choose another name, for example “my-%s”.",
                 name, name);
  else if (name[strspn (name, allowed)] != '\0')
    g_set_error (
        error, WEIR_LANGUAGE_ERROR, WEIR_LANGUAGE_ERROR_NAME,
        "“%s” cannot name a variable: only the letters A–Z and a–z, digits, “_” and “-” are allowed.", shown);
  else if (strlen (name) > WEIR_LIMIT_NAME_CHARS)
    g_set_error (error, WEIR_LANGUAGE_ERROR, WEIR_LANGUAGE_ERROR_NAME,
                 "“%s” is too long for a variable: %d characters are allowed.", shown, WEIR_LIMIT_NAME_CHARS);
  else
    return TRUE;
  return FALSE;
}
