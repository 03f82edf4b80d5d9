/* SPDX-License-Identifier: GPL-3.0-or-later
 * weir-example-plans.h: two load plans that say much: one with its iterations in a round, one with them beside it
 */

#pragma once

#define EXAMPLE_A                                                                                            \
  "name: IterationFeaturesPlan\n"                                                                            \
  "rounds:\n"                                                                                                \
  "  - name: FeatureRound\n"                                                                                 \
  "    numberOfClients: 50\n"                                                                                \
  "    arrivalDelay: 100\n"                                                                                  \
  "    runInParallel: false\n"                                                                               \
  "    iterations:\n"                                                                                        \
  "      - name: LoginIteration\n"                                                                           \
  "        httpRequest:\n"                                                                                   \
  "          url: http://127.0.0.1:18080/post\n"                                                             \
  "          method: POST\n"                                                                                 \
  "          headers:\n"                                                                                     \
  "            Content-Type: application/json\n"                                                             \
  "          payload:\n"                                                                                     \
  "            raw: |\n"                                                                                     \
  "                { \"username\": \"user\", \"password\": \"pass\" }\n"                                     \
  "      - name: Home\n"                                                                                     \
  "        httpRequest:\n"                                                                                   \
  "          url: http://127.0.0.1:18080/\n"                                                                 \
  "          httpMethod: Get\n"                                                                              \
  "        skipIf: ${LoginResponse.StatusCode} = 401\n"                                                      \
  "        failureRules:\n"                                                                                  \
  "          - metric: \"ErrorRate > 0.10\"\n"                                                               \
  "            errorStatusCodes: \">= 400\"\n"                                                               \
  "          - metric: \"TotalTime.P90 > 250\"\n"                                                            \
  "        terminationRules:\n"                                                                              \
  "          - metric: \"ErrorRate > 0.2\"\n"                                                                \
  "            errorStatusCodes: \">= 400\"\n"                                                               \
  "            gracePeriod: \"00:00:03\"\n"                                                                  \
  "          - metric: \"TotalTime.P90 > 2000\"\n"                                                           \
  "            gracePeriod: \"00:00:05\"\n"

#define EXAMPLE_B                                                                                            \
  "name: GlobalIterationPlan\n"                                                                              \
  "iterations:\n"                                                                                            \
  "- name: GlobalIteration\n"                                                                                \
  "  mode: DCB\n"                                                                                            \
  "  duration: 300\n"                                                                                        \
  "  batchSize: 100\n"                                                                                       \
  "  coolDownTime: 1000\n"                                                                                   \
  "  httpRequest:\n"                                                                                         \
  "    url: http://127.0.0.1:18080/headers\n"                                                                \
  "    httpMethod: GET\n"                                                                                    \
  "    httpVersion: 2.0\n"                                                                                   \
  "rounds:\n"                                                                                                \
  "- name: TestRound\n"                                                                                      \
  "  numberOfClients: 1\n"                                                                                   \
  "  reference: [\"GlobalIteration\"]\n"
