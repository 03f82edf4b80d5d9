/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-environment-part.h: what one of the two files says about an environment
 */

#pragma once

#include "weir-environment.h"
#include "weir-environment-variable.h"

G_BEGIN_DECLS

/* Whether certificates of servers are checked, as a file says it. */
typedef enum
{
  WEIR_INSECURE_UNSAID,
  WEIR_INSECURE_NO,
  WEIR_INSECURE_YES,
} WeirInsecure;

#define WEIR_TYPE_INSECURE (weir_insecure_get_type ())
GType weir_insecure_get_type (void);

#define WEIR_TYPE_ENVIRONMENT_PART (weir_environment_part_get_type ())
G_DECLARE_FINAL_TYPE (WeirEnvironmentPart, weir_environment_part, WEIR, ENVIRONMENT_PART, GObject)

/* properties: proxy, authorities, certificate (nullable, not empty), insecure (WeirInsecure), and the list
 * variables (WeirEnvironmentVariable, read-only) */
WeirEnvironmentPart *weir_environment_part_new (void);
WeirEnvironmentPart *weir_environment_part_new_for (WeirEnvironment *environment);
WeirEnvironmentPart *weir_environment_part_copy (WeirEnvironmentPart *self);
GListStore *weir_environment_part_get_variables (WeirEnvironmentPart *self);
const char *weir_environment_part_get_proxy (WeirEnvironmentPart *self); /* (nullable) */
gboolean weir_environment_part_has_settings (WeirEnvironmentPart *self);
gboolean weir_environment_part_is_empty (WeirEnvironmentPart *self);
/* (transfer full): as it is in the file; values of secrets are not in it */
WeirEnvironment *weir_environment_part_to_environment (WeirEnvironmentPart *self, const char *name);

G_END_DECLS
