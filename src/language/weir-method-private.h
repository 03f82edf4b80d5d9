/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-method-private.h: the methods of placeholders: their table, one call of one, what a call may ask for
 */

#pragma once

#include "weir-expression.h"
#include "weir-language-private.h"
#include "weir-method-state.h"
#include "weir-type.h"

G_BEGIN_DECLS

#define WEIR_METHOD_MAX_PARAMETERS 7

typedef enum
{
  WEIR_PARAMETER_TEXT,
  WEIR_PARAMETER_INTEGER,
  WEIR_PARAMETER_NUMBER,
  WEIR_PARAMETER_BOOLEAN,
  WEIR_PARAMETER_WORD,      /* one of a few */
  WEIR_PARAMETER_LIST,      /* [a, b, …], or a value that is an array */
  WEIR_PARAMETER_CONDITION, /* an expression */
  WEIR_PARAMETER_FILTER,    /* an expression that may look at `item` */
  WEIR_PARAMETER_SELECT,    /* `item.x`, or text */
  WEIR_PARAMETER_TARGET,    /* the name of a variable, literally */
} WeirParameterKind;

typedef struct
{
  const char *name;
  WeirParameterKind kind;
  const char *fallback;     /* NULL = has to be given */
  const char *const *words; /* (nullable) */
} WeirParameter;

typedef struct _WeirMethodCall WeirMethodCall;

/* @result is missing before. FALSE: the call has no value; weir_method_fail() or a getter has said why. */
typedef gboolean (*WeirMethodFunc) (WeirMethodCall *call, WeirValue *result);

typedef struct
{
  const char *name;
  WeirMethodFunc function;
  int variant;         /* for functions that serve several methods */
  gboolean positional; /* the first argument may stand without its name */
  WeirParameter parameters[WEIR_METHOD_MAX_PARAMETERS];
  const char *refusal; /* (nullable) why there is no such method, a whole sentence */
} WeirMethod;

typedef struct
{
  WeirTemplate *text;        /* (nullable) */
  GPtrArray *elements;       /* (nullable) of WeirTemplate: of a list written out */
  WeirExpression *condition; /* (nullable) */
  int target;                /* slot */
  char *name;                /* (nullable) of the target */
} WeirArgument;

/* A call as written. */
typedef struct
{
  const WeirMethod *method;
  WeirArgument arguments[WEIR_METHOD_MAX_PARAMETERS];
  WeirArgument variable; /* `variable=NAME` */
  gboolean is_global;
  WeirType type;
} WeirInvocation;

/* A call being carried out. */
struct _WeirMethodCall
{
  const WeirInvocation *invocation;
  WeirScope *scope;
  WeirUnfilled *unfilled;
  gboolean allow_missing;
  WeirValue values[WEIR_METHOD_MAX_PARAMETERS];
  char *texts[WEIR_METHOD_MAX_PARAMETERS];
};

extern const WeirMethod weir_methods_text[];
extern const WeirMethod weir_methods_number[];
extern const WeirMethod weir_methods_compare[];
extern const WeirMethod weir_methods_random[];
extern const WeirMethod weir_methods_crypto[];
extern const WeirMethod weir_methods_jwt[];
extern const WeirMethod weir_methods_find[];
extern const WeirMethod weir_methods_variable[];

/* weir-method.c */
const WeirMethod *weir_method_find (const char *word, gsize length);
const char *weir_method_suggest (const char *word, gsize length);
/* FALSE with *unfilled: what had no value, or slot WEIR_UNFILLED_METHOD with the reason in the scope. */
gboolean weir_invocation_resolve (const WeirInvocation *self, const char *written, WeirScope *scope,
                                  gboolean allow_missing, WeirValue *value, WeirUnfilled *unfilled);

/* weir-method-call.c: what methods ask their call; NULL or FALSE: there is no value, and it was said why */
gboolean weir_method_has (const WeirMethodCall *call, guint parameter);
const WeirValue *weir_method_get_value (WeirMethodCall *call, guint parameter);
const char *weir_method_get_text (WeirMethodCall *call, guint parameter);
gboolean weir_method_get_number (WeirMethodCall *call, guint parameter, WeirNumber *number);
gboolean weir_method_get_integer (WeirMethodCall *call, guint parameter, gint64 *integer);
gboolean weir_method_get_boolean (WeirMethodCall *call, guint parameter, gboolean *truth);
gboolean weir_method_get_word (WeirMethodCall *call, guint parameter, guint *word);
GArray *weir_method_get_list (WeirMethodCall *call, guint parameter); /* (transfer full) of WeirValue */
gboolean weir_method_get_condition (WeirMethodCall *call, guint parameter);
gboolean weir_method_fail (WeirMethodCall *call, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* weir-method-parser.c: @at stands on the "(" and is moved behind the ")" */
WeirInvocation *weir_invocation_parse (const char *text, const char **at, const WeirMethod *method,
                                       const WeirNames *names, guint depth, GError **error);
void weir_invocation_free (WeirInvocation *self);
void weir_invocation_visit (const WeirInvocation *self, const WeirVisitor *visitor);

/* weir-method-variable.c */
extern const char *const weir_method_sources[]; /* file, env, variable */
/* What the source has. Nothing is a warning with @warn, and *@bytes is NULL; without it a failure. */
gboolean weir_method_read_source (WeirMethodCall *call, guint source_parameter, guint path_parameter,
                                  guint name_parameter, gboolean warn, GBytes **bytes);

/* weir-method-state.c */
gint64 weir_method_state_get_time (WeirMethodState *self);
guint32 weir_method_state_random (WeirMethodState *self);
gint64 weir_method_state_random_between (WeirMethodState *self, gint64 min, gint64 max);
GHashTable *weir_counters_new (void);
GHashTable *weir_method_state_get_counters (WeirMethodState *self);
GBytes *weir_method_state_read (WeirMethodState *self, const char *path, char **reason);

/* weir-method-crypto.c */
typedef enum
{
  WEIR_BASE64,
  WEIR_BASE64_URL, /* RFC 4648 §5, without padding */
} WeirBase64;
void weir_base64_append (WeirBase64 kind, const void *bytes, gsize size, GString *out);
/* NULL when it is none. Padding may be left out in both kinds. */
GByteArray *weir_base64_decode (const char *text);

/* weir-method-jwt.c: "header.claims.signature" */
char *weir_jwt_sign (GChecksumType type, const char *header, const char *claims, const void *key,
                     gsize key_size);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WeirInvocation, weir_invocation_free)

G_END_DECLS
