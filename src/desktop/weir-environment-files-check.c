/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-environment-files-check.c: what is wrong with environments that are edited
 */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "weir-environment-edit.h"
#include "weir-environment-files-private.h"
#include "weir-environment-format.h"
#include "weir-names.h"

static WeirEnvironmentEntry *
get_entry (WeirEnvironmentFiles *self, guint index)
{
  g_autoptr (WeirEnvironmentEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->entries), index);

  return entry; /* the list has it */
}

static guint
count_entries (WeirEnvironmentFiles *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->entries));
}

static char *
check_proxy (WeirEnvironmentPart *part)
{
  g_autoptr (GPtrArray) one = NULL;
  g_autoptr (GPtrArray) read = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autofree char *yaml = NULL;

  if (weir_environment_part_get_proxy (part) == NULL)
    return NULL;
  one = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (one, weir_environment_new ("proxy"));
  weir_environment_set_proxy (one->pdata[0], weir_environment_part_get_proxy (part));
  problems = weir_problems_new ();
  yaml = weir_environments_to_yaml (one);
  read = weir_environments_parse (yaml, strlen (yaml), problems);
  return read == NULL ? g_strdup (((WeirProblem *) g_ptr_array_index (problems, 0))->message) : NULL;
}

static char *
check_variable (WeirEnvironmentPart *part, WeirEnvironmentVariable *variable)
{
  GListModel *others = G_LIST_MODEL (weir_environment_part_get_variables (part));
  const char *name = weir_environment_variable_get_name (variable);
  g_autoptr (GError) error = NULL;

  if (weir_environment_variable_is_empty (variable))
    return NULL;
  if (*name == '\0')
    return g_strdup (_("A variable needs a name."));
  if (!weir_name_is_valid (name, &error))
    return g_strdup (error->message);
  for (guint i = 0; i < g_list_model_get_n_items (others); i++)
    {
      g_autoptr (WeirEnvironmentVariable) other = g_list_model_get_item (others, i);
      const char *known = weir_environment_variable_get_name (other);

      if (other != variable && weir_environment_names_equal (known, name))
        return g_strdup_printf (_("Another variable here is called “%s”. Choose a name that differs in more "
                                  "than case."),
                                known);
    }
  return NULL;
}

static WeirEnvironmentPart *
find_part (WeirEnvironmentFiles *self, WeirEnvironmentVariable *variable)
{
  for (guint i = 0; i < count_entries (self); i++)
    {
      WeirEnvironmentPart *shared = weir_environment_entry_get_shared (get_entry (self, i));
      WeirEnvironmentPart *local = weir_environment_entry_get_local (get_entry (self, i));

      if (g_list_store_find (weir_environment_part_get_variables (shared), variable, NULL))
        return shared;
      if (g_list_store_find (weir_environment_part_get_variables (local), variable, NULL))
        return local;
    }
  return NULL;
}

/**
 * weir_environment_files_find_message:
 * @self: the environments of a folder
 * @object: a part of one, or a variable in it
 * @property: a property of @object
 *
 * Returns: (transfer full) (nullable): what is wrong with it
 */
char *
weir_environment_files_find_message (gpointer self, gpointer object, const char *property)
{
  WeirEnvironmentPart *part;

  if (WEIR_IS_ENVIRONMENT_PART (object))
    return g_str_equal (property, "proxy") ? check_proxy (object) : NULL;
  if (!WEIR_IS_ENVIRONMENT_VARIABLE (object) || !g_str_equal (property, "name"))
    return NULL;
  part = find_part (self, object);
  return part != NULL ? check_variable (part, object) : NULL;
}

static char *
find_part_problem (WeirEnvironmentPart *part)
{
  GListModel *variables = G_LIST_MODEL (weir_environment_part_get_variables (part));

  for (guint i = 0; i < g_list_model_get_n_items (variables); i++)
    {
      g_autoptr (WeirEnvironmentVariable) variable = g_list_model_get_item (variables, i);
      char *message = check_variable (part, variable);

      if (message != NULL)
        return message;
    }
  return check_proxy (part);
}

/**
 * weir_environment_files_find_problem:
 * @self: the environments of a folder
 *
 * Returns: (transfer full) (nullable): the first reason why they can be neither saved nor used as they are
 */
char *
weir_environment_files_find_problem (WeirEnvironmentFiles *self)
{
  for (guint i = 0; i < count_entries (self); i++)
    {
      WeirEnvironmentEntry *entry = get_entry (self, i);
      g_autofree char *message = find_part_problem (weir_environment_entry_get_shared (entry));

      if (message == NULL)
        message = find_part_problem (weir_environment_entry_get_local (entry));
      if (message != NULL)
        return g_strdup_printf (_("The environment “%s” has an error: %s"),
                                weir_environment_entry_get_name (entry), message);
    }
  return NULL;
}

/**
 * weir_environment_files_check_name:
 * @self: the environments of a folder
 * @except: (nullable): the one that shall have the name
 * @name: a name for an environment
 *
 * Returns: (transfer full) (nullable): why it cannot have it; "" when nothing is typed yet
 */
char *
weir_environment_files_check_name (WeirEnvironmentFiles *self, WeirEnvironmentEntry *except, const char *name)
{
  g_autofree char *stripped = g_strstrip (g_strdup (name));
  WeirEnvironmentEntry *known = weir_environment_files_find (self, stripped);

  if (*stripped == '\0')
    return g_strdup ("");
  if (known != NULL && known != except)
    return g_strdup_printf (_("Another environment is called “%s”. Choose a name that differs in more than "
                              "case."),
                            weir_environment_entry_get_name (known));
  return NULL;
}
