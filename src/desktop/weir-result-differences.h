/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-result-differences.h: what differs between two results of one step, in words
 */

#pragma once

#include "weir-step-result.h"

G_BEGIN_DECLS

char *weir_result_describe_differences (const WeirStepResult *one, const WeirStepResult *other,
                                        const WeirExchange *other_exchange);

G_END_DECLS
