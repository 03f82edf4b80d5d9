/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-answer.h: what an answer says: values found in it, taken from it, expected of it
 */

#pragma once

#include "weir-program.h"
#include "weir-scope.h"

G_BEGIN_DECLS

/* One answer while it is looked into; its body is parsed as JSON or XML at most once. */
typedef struct
{
  const WeirExchange *exchange;
  WeirClient *client;
  const WeirTarget *target;
  JsonNode *json; /* owned; NULL = not parsed, or no JSON */
  gboolean json_tried;
  WeirXml *xml;    /* owned; NULL = not parsed, or no XML */
  char *xml_fault; /* owned; why it is no XML */
} WeirAnswer;

/* A body as text, whatever is in it. */
void weir_body_take_text (const GByteArray *body, WeirValue *value);
void weir_answer_clear (WeirAnswer *answer);
gboolean weir_answer_find (WeirAnswer *answer, const WeirLook *look, WeirValue *value, char **reason);
gboolean weir_answer_expect (WeirAnswer *answer, WeirExpect *expect, WeirScope *scope,
                             WeirStepResult *result, WeirUnfilled *unfilled);

G_END_DECLS
