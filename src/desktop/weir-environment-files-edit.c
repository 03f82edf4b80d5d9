/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-environment-files-edit.c: changes of environments that can be undone
 */

#include "config.h"

#include <glib/gi18n.h>

#include "weir-environment-files-private.h"

static void
begin (WeirEnvironmentFiles *self, const char *label)
{
  weir_edits_seal (self->edits);
  weir_edits_begin (self->edits, label);
}

static void
end (WeirEnvironmentFiles *self)
{
  weir_edits_end (self->edits);
  weir_edits_seal (self->edits);
}

/**
 * weir_environment_files_add:
 * @self: the environments of a folder
 * @name: what weir_environment_files_check_name() finds nothing wrong with
 *
 * Returns: (transfer none): a new environment, at the end
 */
WeirEnvironmentEntry *
weir_environment_files_add (WeirEnvironmentFiles *self, const char *name)
{
  g_autofree char *stripped = g_strstrip (g_strdup (name));
  g_autoptr (WeirEnvironmentEntry) entry = weir_environment_entry_new (stripped);

  begin (self, _("Add Environment"));
  weir_edits_insert (self->edits, self->entries, G_MAXUINT, entry);
  end (self);
  return entry; /* the list has it */
}

static char *
find_copy_name (WeirEnvironmentFiles *self, const char *name)
{
  for (guint i = 2;; i++)
    {
      char *copy = g_strdup_printf ("%s %u", name, i);

      if (weir_environment_files_find (self, copy) == NULL)
        return copy;
      g_free (copy);
    }
}

/**
 * weir_environment_files_duplicate:
 * @self: the environments of a folder
 * @entry: one of them
 *
 * Returns: (transfer none): another one after it, which says the same, with the secrets that are known
 */
WeirEnvironmentEntry *
weir_environment_files_duplicate (WeirEnvironmentFiles *self, WeirEnvironmentEntry *entry)
{
  g_autofree char *name = find_copy_name (self, weir_environment_entry_get_name (entry));
  g_autoptr (WeirEnvironmentEntry) copy = weir_environment_entry_copy (entry, name);
  guint position = 0;

  g_list_store_find (self->entries, entry, &position);
  begin (self, _("Duplicate Environment"));
  weir_edits_insert (self->edits, self->entries, position + 1, copy);
  end (self);
  return copy; /* the list has it */
}

void
weir_environment_files_rename (WeirEnvironmentFiles *self, WeirEnvironmentEntry *entry, const char *name)
{
  g_autofree char *stripped = g_strstrip (g_strdup (name));

  begin (self, _("Rename Environment"));
  weir_edits_set_string (self->edits, entry, "name", stripped);
  end (self);
}

void
weir_environment_files_remove (WeirEnvironmentFiles *self, WeirEnvironmentEntry *entry)
{
  guint position;

  if (!g_list_store_find (self->entries, entry, &position))
    return;
  begin (self, _("Delete Environment"));
  weir_edits_remove (self->edits, self->entries, position);
  end (self);
}

/**
 * weir_environment_files_add_variable:
 * @self: the environments of a folder
 * @part: what a file says about one of them
 * @name: a name; "" is to be typed
 * @value: a value
 * @secret: whether that goes to the keyring
 *
 * Returns: (transfer none): the variable, at the end of @part
 */
WeirEnvironmentVariable *
weir_environment_files_add_variable (WeirEnvironmentFiles *self, WeirEnvironmentPart *part, const char *name,
                                     const char *value, gboolean secret)
{
  g_autoptr (WeirEnvironmentVariable) variable = weir_environment_variable_new (name, value, secret);

  begin (self, _("Add Variable"));
  weir_edits_insert (self->edits, weir_environment_part_get_variables (part), G_MAXUINT, variable);
  end (self);
  return variable; /* the list has it */
}

void
weir_environment_files_remove_variable (WeirEnvironmentFiles *self, WeirEnvironmentPart *part,
                                        WeirEnvironmentVariable *variable)
{
  GListStore *variables = weir_environment_part_get_variables (part);
  guint position;

  if (!g_list_store_find (variables, variable, &position))
    return;
  begin (self, _("Remove Variable"));
  weir_edits_remove (self->edits, variables, position);
  end (self);
}

/**
 * weir_environment_files_move_variable:
 * @self: the environments of a folder
 * @from: what one file says about an environment
 * @variable: a variable in it
 * @to: what the other file says about the same environment
 */
void
weir_environment_files_move_variable (WeirEnvironmentFiles *self, WeirEnvironmentPart *from,
                                      WeirEnvironmentVariable *variable, WeirEnvironmentPart *to)
{
  GListStore *variables = weir_environment_part_get_variables (from);
  guint position;

  if (!g_list_store_find (variables, variable, &position))
    return;
  begin (self, _("Move Variable"));
  weir_edits_move_between (self->edits, variables, position, weir_environment_part_get_variables (to),
                           G_MAXUINT);
  end (self);
}

/**
 * weir_environment_files_set_secret:
 * @self: the environments of a folder
 * @variable: a variable
 * @secret: whether its value goes to the keyring
 *
 * A value that came out of the keyring does not get into a file: it is cleared when the variable is no secret
 * any more.
 */
void
weir_environment_files_set_secret (WeirEnvironmentFiles *self, WeirEnvironmentVariable *variable,
                                   gboolean secret)
{
  if (weir_environment_variable_get_secret (variable) == secret)
    return;
  begin (self, secret ? _("Make Secret") : _("Make Not Secret"));
  if (!secret && weir_environment_files_keeps (self, weir_environment_variable_get_value (variable)))
    weir_edits_set_string (self->edits, variable, "value", "");
  weir_edits_set_boolean (self->edits, variable, "secret", secret);
  end (self);
}
