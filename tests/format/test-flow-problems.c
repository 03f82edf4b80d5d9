/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-flow-problems.c: what a user reads about a flow with errors, and where it points
 */

#include "config.h"

#include <string.h>

#include "weir-flow-format.h"

/* Each ends a line; what follows stands in line 4, respectively 6. */
#define STEP "name: F\nsteps:\n- name: S\n"
#define REQUEST STEP "  httpRequest:\n    url: http://a/\n"

typedef struct
{
  const char *what;
  const char *text;
  guint line;
  guint column;
  const char *path;
  const char *says; /* must be in the message */
} Case;

static const Case shapes[] = {
  { "an unknown key with a near one", "name: F\nvaribles: []\nsteps: []\n", 2, 1, "",
    "unknown key \"varibles\" in flow; did you mean \"variables\"?" },
  { "an unknown key with a synonym", REQUEST "    body: {raw: x}\n", 6, 5, "steps[0].httpRequest",
    "unknown key \"body\" in httpRequest; did you mean \"payload\"?" },
  { "assertions for assert", REQUEST "  assertions: []\n", 6, 3, "steps[0]", "did you mean \"assert\"?" },
  { "request for httpRequest", STEP "  request: {url: \"http://a/\"}\n", 4, 3, "steps[0]",
    "did you mean \"httpRequest\"?" },
  { "value for raw", REQUEST "    payload: {value: x}\n", 6, 15, "steps[0].httpRequest.payload",
    "did you mean \"raw\"?" },
  { "an unknown key without a near one", "name: F\nsteps: []\nzzzzzz: 1\n", 3, 1, "",
    "known keys are name, description, variables, environment, data, run, beforeAll, steps, afterAll" },
  { "a doubled key in another case", "name: F\nsteps: []\nNAME: G\n", 3, 1, "",
    "\"NAME\" is given twice, first in line 1" },
  { "a key and its alias", REQUEST "    httpMethod: GET\n    method: PUT\n", 7, 5, "steps[0].httpRequest",
    "\"method\" is another word for \"httpMethod\", which is given in line 6" },
  { "a missing name", "steps: []\n", 1, 1, "", "flow needs \"name\"" },
  { "missing steps", "name: F\n", 1, 1, "", "flow needs \"steps\"" },
  { "a missing url", STEP "  httpRequest:\n    method: GET\n", 5, 5, "steps[0].httpRequest",
    "httpRequest needs \"url\"" },
  { "a variable without value", "name: F\nsteps: []\nvariables:\n- name: a\n", 4, 3, "variables[0]",
    "variable needs \"value\"" },
  { "an empty name", "name: \"\"\nsteps: []\n", 1, 7, "name", "\"name\" is empty" },
  { "null is not given", "name: F\nsteps: null\n", 1, 1, "", "flow needs \"steps\"" },
  { "text where a list belongs", "name: F\nsteps: none\n", 2, 8, "steps", "\"steps\" must be a list" },
  { "a list where text belongs", "name: [F]\nsteps: []\n", 1, 7, "name",
   "\"name\" must be text, not a list" },
  { "text where a mapping belongs", "name: F\nsteps: []\nrun: twice\n", 3, 6, "run",
   "run must be a mapping" },
  { "no boolean", STEP "  wait: 1\n  enabled: yes\n", 5, 12, "steps[0].enabled", "must be true or false" },
  { "no number", "name: F\nsteps: []\nrun:\n  iterations: many\n", 4, 15, "run.iterations",
    "must be a whole number from 1 to 1000000, not \"many\"" },
  { "a number beyond its range", "name: F\nsteps: []\nrun: {parallel: 10001}\n", 3, 17, "run.parallel",
    "from 1 to 10000" },
  { "a placeholder for a number", "name: F\nsteps: []\nrun: {parallel: \"${n}\"}\n", 3, 17, "run.parallel",
    "not \"${n}\"" },
  { "a bad duration", "name: F\nsteps: []\nrun: {delay: 5x}\n", 3, 14, "run.delay",
   "“5x” is not a duration" },
  { "a delay beyond its range", "name: F\nsteps: []\nrun: {delay: 61m}\n", 3, 14, "run.delay", "3600000 ms" },
  { "a bad wait", STEP "  wait: -1\n", 4, 9, "steps[0].wait", "negative" },
  { "iterations and parallel", "name: F\nsteps: []\nrun: {iterations: 2, parallel: 3}\n", 3, 32,
   "run.parallel",
    "cannot both be more than 1" },
  { "rows and parallel", "name: F\ndata: {file: u.csv}\nsteps: []\nrun: {iterations: rows, parallel: 3}\n", 4, 35,
    "run.parallel", "\"iterations: rows\" and \"parallel\" exclude each other" },
  { "rows without data", "name: F\nsteps: []\nrun: {iterations: rows}\n", 3, 19, "run.iterations",
    "\"iterations: rows\" needs rows: name their file under \"data\"" },
  { "data as text", "name: F\nsteps: []\ndata: u.csv\n", 3, 7, "data",
    "data must be a mapping, with keys such as \"file:\"" },
  { "data without a file", "name: F\nsteps: []\ndata: {order: random}\n", 3, 7, "data", "data needs \"file\"" },
  { "an unknown order", "name: F\nsteps: []\ndata: {file: u.csv, order: randon}\n", 3, 28, "data.order",
    "\"order\" cannot be \"randon\"; did you mean \"random\"?" },
  { "a load plan", "name: P\nrounds: []\n", 2, 1, "", "This is a load plan" },
  { "a list as a document", "- a\n- b\n", 1, 1, "", "flow must be a mapping" },
  { "an empty document", "# nothing\n", 1, 1, "", "The document is empty" },
  { "two documents", "name: F\nsteps: []\n---\nname: G\n", 3, 1, "", "exactly one document" },
};

static const Case steps[] = {
  { "a step that does nothing", STEP, 3, 3, "steps[0]",
   "step needs \"httpRequest\", or \"set\" or \"wait\"" },
  { "wait beside a request", REQUEST "  wait: 1\n", 6, 9, "steps[0].wait", "\"wait\" cannot stand beside" },
  { "set beside a request", REQUEST "  set: {a: 1}\n", 6, 8, "steps[0].set", "\"set\" cannot stand beside" },
  { "assert without a request", STEP "  wait: 1\n  assert: []\n", 5, 11, "steps[0].assert",
    "\"assert\" belongs to a request" },
  { "a step without name", "name: F\nsteps:\n- wait: 1\n", 3, 3, "steps[0]", "step needs \"name\"" },
  { "one step name in two parts",
    "name: F\nbeforeAll:\n- name: Log in\n  wait: 1\nsteps:\n- name: log In\n  wait: 1\n", 6, 9,
    "steps[0].name",
    "The step name \"log In\" is already used in line 3" },
  { "one variable name twice",
    "name: F\nvariables:\n- {name: a, value: 1}\n- {name: A, value: 2}\nsteps: []\n", 4, 10,
    "variables[1].name",
    "The variable name \"A\" is already used in line 3" },
  { "a variable that names itself twice",
    "name: F\nvariables: [{name: a, value: \"${a} $a\"}]\nsteps: []\n", 2, 30, "variables[0].value",
    "depends on itself: a → a. Give" },
  { "variables in a circle, from outside",
    "name: F\nvariables:\n- {name: url, value: \"${b}/x\"}\n- {name: a, value: \"${b}\"}\n"
    "- {name: b, value: $c}\n- {name: c, value: \"${a}\"}\nsteps: []\n",
    5, 20, "variables[2].value",
    "depends on itself: b → c → a → b. Give" },
  { "a name no variable can have", "name: F\nsteps: []\nvariables: [{name: a b, value: 1}]\n", 3, 20,
    "variables[0].name", "a b" },
  { "a reserved variable name", STEP "  set: {run: 1}\n", 4, 9, "steps[0].set.run", "run" },
  { "set twice", STEP "  set: {a: 1, a: 2}\n", 4, 15, "steps[0].set.a", "set twice" },
  { "set without names", STEP "  set: a\n", 4, 8, "steps[0].set", "must be a mapping of names to values" },
  { "too many retries", REQUEST "  retry: {maxRetries: 1001}\n", 6, 23, "steps[0].retry.maxRetries",
    "from 1 to 1000" },
  { "no delay between retries", REQUEST "  retry: {delayInMs: 0}\n", 6, 22, "steps[0].retry.delayInMs",
    "from 1 ms" },
  { "an unknown strategy", REQUEST "  retry: {strategy: Exponentail}\n", 6, 21, "steps[0].retry.strategy",
    "did you mean \"Exponential\"?" },
  { "a digit for a strategy", REQUEST "  retry: {strategy: 1}\n", 6, 21, "steps[0].retry.strategy",
    "must be one of Fixed, Exponential" },
  { "a longest delay of a fixed one", REQUEST "  retry: {maxDelayInMs: 200}\n", 6, 25,
   "steps[0].retry.maxDelayInMs",
    "belongs to \"strategy: Exponential\"" },
  { "a longest delay below the first",
    REQUEST "  retry: {strategy: exponential, delayInMs: 300, maxDelayInMs: 200}\n", 6, 64,
    "steps[0].retry.maxDelayInMs",
    "(200) must not be less than \"delayInMs\" (300)" },
  { "a bad condition", REQUEST "  skipIf: ${status} =\n", 6, 22, "steps[0].skipIf", "\"skipIf\": " },
  { "a bad retry condition", REQUEST "  retry: {if: \"( 1 = 1\"}\n", 6, 16, "steps[0].retry.if", "\"if\": " },
  { "an unmatched placeholder", REQUEST "    payload: {raw: \"a ${b\"}\n", 6, 23,
    "steps[0].httpRequest.payload.raw", "\"raw\": " },
  { "a misspelt method", REQUEST "    payload: {raw: a $giud()}\n", 6, 22, "steps[0].httpRequest.payload.raw",
    "\"raw\": There is no method “giud”; did you mean “guid”?" },
  { "a misspelt argument", REQUEST "    payload: {raw: a $random(lenght=3)}\n", 6, 30,
    "steps[0].httpRequest.payload.raw", "“random” has no argument “lenght”; did you mean “length”?" },
  { "a mistake behind an escape", REQUEST "    payload: {raw: \"\\n${b\"}\n", 6, 20,
    "steps[0].httpRequest.payload.raw", "\"raw\": line 2, column 1: " },
  { "an unknown type of variable", "name: F\nsteps: []\nvariables: [{name: a, value: 1, as: jsn}]\n", 3, 37,
    "variables[0].as", "did you mean “json”?" },
  { "a value that is not of its type", "name: F\nsteps: []\nvariables: [{name: a, value: x, as: int}]\n", 3, 30,
    "variables[0].value", "“x” is not a whole number." },
  { "a bad regex of a variable", "name: F\nsteps: []\nvariables: [{name: a, value: x, regex: \"(\"}]\n", 3, 40,
    "variables[0].regex", "\"regex\": " },
};

static const Case requests[] = {
  { "a tunnel", REQUEST "    method: Connect\n", 6, 13, "steps[0].httpRequest.method",
    "a tunnel is not a request Weir can measure" },
  { "an unknown method", REQUEST "    method: PSOT\n", 6, 13, "steps[0].httpRequest.method",
    "did you mean \"POST\"?" },
  { "a relative URL", STEP "  httpRequest: {url: /items}\n", 4, 22, "steps[0].httpRequest.url",
    "\"/items\" is not an absolute URL" },
  { "another scheme", STEP "  httpRequest: {url: \"ftp://a/\"}\n", 4, 22, "steps[0].httpRequest.url",
    "start it with http:// or https://" },
  { "a header name with a blank", REQUEST "    headers: {\"X Y\": 1}\n", 6, 15,
   "steps[0].httpRequest.headers.X Y",
    "\"X Y\" is not a header name" },
  { "a line break in a header", REQUEST "    headers: {X: \"a\\r\\nY: b\"}\n", 6, 18,
    "steps[0].httpRequest.headers.X", "line break" },
  { "NUL in a header", REQUEST "    headers: {X: \"a\\0b\"}\n", 6, 18, "", "NUL" },
  { "a header twice", REQUEST "    headers:\n      Accept: a\n      accept: b\n", 8, 7,
    "steps[0].httpRequest.headers.accept", "is given twice, first in line 7" },
  { "a header row without name", REQUEST "    headers: [{value: a}]\n", 6, 15,
   "steps[0].httpRequest.headers[0]",
    "header needs \"name\"" },
  { "headers as text", REQUEST "    headers: \"A: b\"\n", 6, 14, "steps[0].httpRequest.headers",
    "must be a mapping of names to values, or a list" },
  { "a parameter given twice", REQUEST "    query: {a: 1, a: 2}\n", 6, 19, "steps[0].httpRequest.query.a",
    "The parameter \"a\" is given twice, first in line 6" },
  { "an unknown kind of auth", REQUEST "    auth: {type: bassic}\n", 6, 18, "steps[0].httpRequest.auth.type",
    "basic" },
  { "auth without its password", REQUEST "    auth: {type: basic, username: a}\n", 6, 11,
    "steps[0].httpRequest.auth", "needs \"password\"" },
  { "auth with what is another's", REQUEST "    auth: {type: bearer, token: a, username: b}\n", 6, 46,
    "steps[0].httpRequest.auth.username", "\"username\" does not belong to \"type: bearer\"" },
  { "a user name with a colon", REQUEST "    auth: {type: basic, username: \"a:b\", password: c}\n", 6, 35,
    "steps[0].httpRequest.auth.username", "cannot hold a colon" },
  { "a timeout of nothing", REQUEST "    timeout: 0\n", 6, 14, "steps[0].httpRequest.timeout",
    "must be between 1ms and 1h" },
  { "too many redirects", REQUEST "    maxRedirects: 21\n", 6, 19, "steps[0].httpRequest.maxRedirects",
    "from 0 to 20" },
  { "a version nobody speaks", REQUEST "    version: 3\n", 6, 14, "steps[0].httpRequest.version",
    "write 1.0, 1.1 or 2.0" },
  { "HTTP/2 without TLS", REQUEST "    supportH2C: true\n", 6, 17, "steps[0].httpRequest.supportH2C",
    "remove supportH2C" },
  { "a password for no certificate", REQUEST "    clientCertificatePassword: x\n", 6, 32,
    "steps[0].httpRequest.clientCertificatePassword",
    "needs \"clientCertificatePath\"" },
  { "parts without parts", REQUEST "    payload: {multipart: {}}\n", 6, 26,
    "steps[0].httpRequest.payload.multipart", "at least one entry" },
  { "a type that does not fit", REQUEST "    payload: {type: Binary, raw: x}\n", 6, 21,
    "steps[0].httpRequest.payload.type", "does not fit \"raw\"" },
  { "a file part without path", REQUEST "    payload: {multipart: {files: [{name: a}]}}\n", 6, 35,
    "steps[0].httpRequest.payload.multipart.files[0]", "file needs \"path\"" },
  { "a payload without content", REQUEST "    payload: {}\n", 6, 14, "steps[0].httpRequest.payload",
    "payload needs \"raw\"" },
  { "two payloads", REQUEST "    payload: {raw: a, json: 1}\n", 6, 14, "steps[0].httpRequest.payload",
    "both \"raw\" and \"json\"" },
  { "a mapping as raw", REQUEST "    payload: {raw: {a: 1}}\n", 6, 20, "steps[0].httpRequest.payload.raw",
    "write \"json\" instead" },
  { "a doubled member", REQUEST "    payload:\n      json:\n        a: 1\n        a: 2\n", 9, 9,
    "steps[0].httpRequest.payload.json.a", "given twice in one JSON object" },
  { "a number JSON cannot hold", REQUEST "    payload: {json: [1, .inf]}\n", 6, 25,
    "steps[0].httpRequest.payload.json[1]", ".inf" },
  { "an integer beyond 64 bits", REQUEST "    payload: {json: 9223372036854775808}\n", 6, 21,
    "steps[0].httpRequest.payload.json", "64 bits" },
};

static const Case rows[] = {
  { "an extraction without source", REQUEST "  extract: [{name: a}]\n", 6, 13, "steps[0].extract[0]",
    "extraction needs \"from\"" },
  { "an extraction from the size", REQUEST "  extract: [{name: a, from: size}]\n", 6, 29,
    "steps[0].extract[0].from", "must be one of body, header, cookie, status, time, url" },
  { "an extraction from no header", REQUEST "  extract: [{name: a, from: header}]\n", 6, 13,
    "steps[0].extract[0]", "{ name: …, from: header, path: Location }" },
  { "an extraction from no cookie", REQUEST "  extract: [{name: a, from: cookie}]\n", 6, 13,
    "steps[0].extract[0]", "{ name: …, from: cookie, path: session }" },
  { "a path into the status", REQUEST "  extract: [{name: a, from: status, path: $.a}]\n", 6, 43,
    "steps[0].extract[0].path", "nothing to select in the status" },
  { "a bad JSONPath", REQUEST "  extract:\n  - name: a\n    from: body\n    path: items[0]\n", 9, 11,
    "steps[0].extract[0].path", "\"path\": " },
  { "a bad regex", REQUEST "  extract: [{name: a, from: body, regex: \"(\"}]\n", 6, 42,
    "steps[0].extract[0].regex", "\"regex\": " },
  { "an unknown source", REQUEST "  assert: [{from: Satus, is: exists}]\n", 6, 19, "steps[0].assert[0].from",
    "did you mean \"status\"?" },
  { "an unknown operator", REQUEST "  assert: [{from: status, is: betwen, value: 1}]\n", 6, 31,
    "steps[0].assert[0].is", "between" },
  { "an operator without value", REQUEST "  assert: [{from: status, is: \"=\"}]\n", 6, 12,
    "steps[0].assert[0]", "needs a \"value\"" },
  { "exists with a value", REQUEST "  assert: [{from: url, is: exists, value: 1}]\n", 6, 43,
    "steps[0].assert[0].value", "takes no \"value\"" },
  { "between with one value", REQUEST "  assert: [{from: status, is: between, value: 200}]\n", 6, 47,
    "steps[0].assert[0].value", "a list of exactly two values" },
  { "between with three values", REQUEST "  assert: [{from: status, is: between, value: [1, 2, 3]}]\n", 6, 47,
    "steps[0].assert[0].value", "a list of exactly two values" },
  { "a header without name", REQUEST "  assert: [{from: header, is: exists}]\n", 6, 12, "steps[0].assert[0]",
    "{ from: header, name: Location, is: exists }" },
  { "a header by path", REQUEST "  assert: [{from: header, name: A, path: B, is: exists}]\n", 6, 42,
    "steps[0].assert[0].path", "chosen by \"name\"" },
  { "a name for the status", REQUEST "  assert: [{from: status, name: A, is: exists}]\n", 6, 33,
    "steps[0].assert[0].name", "no meaning for the status" },
  { "text compared with the status", REQUEST "  assert: [{from: status, is: <, value: 4oo}]\n", 6, 41,
    "steps[0].assert[0].value", "compared with a whole number, not with \"4oo\"" },
  { "no duration for the time", REQUEST "  assert: [{from: time, is: <, value: 5 parsecs}]\n", 6, 39,
    "steps[0].assert[0].value", "parsecs" },
  { "a bad regex to match", REQUEST "  assert: [{from: body, is: matches, value: \"[a\"}]\n", 6, 45,
    "steps[0].assert[0].value", "\"value\": " },
  { "an unknown type", REQUEST "  assert: [{from: body, is: is type, value: strng}]\n", 6, 45,
    "steps[0].assert[0].value", "did you mean \"string\"?" },
};

static const Case syntax[] = {
  { "a tab", "name: F\nsteps:\n\t- a\n", 3, 1, "", "Indent with spaces" },
  { "an unquoted operator", REQUEST "  assert: [{from: status, is: >, value: 1}]\n", 6, 31, "", "in quotes" },
  { "a placeholder in braces", STEP "  httpRequest: {url: ${base}/x}\n", 4, 23, "", "${name}" },
  { "a tag", "name: F\nsteps:\n- is: != 3\n", 3, 7, "", "Text that starts with ! must be in quotes" },
  { "an unknown anchor", "name: *F\n", 1, 7, "", "has the anchor &F" },
  { "an alias within its anchor", "name: F\nsteps: &s [*s]\n", 2, 12, "", "stands inside the value" },
  { "a list as a key", "name: F\n? [a]\n: b\n", 2, 3, "", "A key must be text" },
  { "a merge of text", "name: F\n<<: text\n", 2, 5, "", "\"<<\" takes a mapping" },
  { "bytes that are no UTF-8", "name: \xC3\xA4\nx: \xC3\xA4\xFF\n", 2, 5, "", "UTF-8" },
  { "a control character", "name: \xC3\xA4\001\n", 1, 8, "", "control characters are not allowed" },
};

static const Case json[] = {
  { "a trailing comma", "{\"name\": \"F\",\n \"steps\": [],\n}\n", 3, 1, "", "a key in double quotes should"
                                                                             " stand" },
  { "a missing comma", "{\"name\": \"F\"\n \"steps\": []}\n", 2, 2, "", "a comma or }" },
  { "a comment", "// F\n{}", 1, 1, "", "a value should stand here, not \"/\"" },
  { "single quotes", "{'name': 1}", 1, 2, "", "a key in double quotes" },
  { "an unknown word", "{\"name\": nul}", 1, 10, "", "a value should stand here" },
  { "a leading zero", "{\"name\": 007}", 1, 11, "", "does not start with 0" },
  { "a number without digits", "{\"name\": -}", 1, 11, "", "a digit" },
  { "half a surrogate pair", "{\"name\": \"\\ud83d\"}", 1, 13, "", "surrogate pair" },
  { "a low half first", "{\"name\": \"\\ude00\\ud83d\"}", 1, 13, "", "surrogate pair" },
  { "a NUL escape", "{\"name\": \"\\u0000\"}", 1, 13, "", "NUL" },
  { "an unknown escape", "{\"name\": \"\\x\"}", 1, 12, "", "after the backslash" },
  { "a line break in a string", "{\"name\": \"a\nb\"}", 1, 12, "", "\\n" },
  { "an open string", "{\"name\": \"a", 1, 12, "", "the text ends" },
  { "an open object", "{\"name\": \"a\"", 1, 13, "", "the text ends" },
  { "more than one value", "{} {}", 1, 4, "", "the end of the document" },
  { "nothing", " ", 1, 2, "", "the text ends" },
  { "an unknown key", "{\"name\": \"\xC3\xA4\", \"stps\": [], \"steps\": []}", 1, 15, "",
    "did you mean \"steps\"?" },
  { "a wrong type", "{\"name\": \"F\",\n \"steps\": [],\n \"run\": {\"iterations\": \"\xE2\x82\xAC\","
                    " \"parallel\": 1.5}}",
    3, 24, "run.iterations", "must be a whole number" },
};

static void
assert_case (const Case *expected, gboolean is_json)
{
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autoptr (WeirFlow) flow = weir_flow_parse (expected->text, strlen (expected->text), is_json, problems);
  const WeirProblem *problem = NULL;

  g_test_message ("%s", expected->what);
  g_assert_null (flow);
  g_assert_cmpuint (weir_problems_count_errors (problems), >=, 1);
  problem = g_ptr_array_index (problems, 0);
  g_test_message ("%u:%u: %s [%s]", problem->line, problem->column, problem->message, problem->path);
  g_assert_false (problem->is_warning);
  g_assert_cmpuint (problem->line, ==, expected->line);
  g_assert_cmpuint (problem->column, ==, expected->column);
  g_assert_cmpstr (problem->path, ==, expected->path);
  g_assert_nonnull (strstr (problem->message, expected->says));
}

typedef struct
{
  const Case *cases;
  guint n_cases;
  gboolean is_json;
} Table;

static void
test_table (gconstpointer data)
{
  const Table *table = data;

  for (guint i = 0; i < table->n_cases; i++)
    assert_case (&table->cases[i], table->is_json);
}

static void
test_several (void)
{
  static const char text[] = "name: F\n"
                             "run: {iterations: x, parallel: 0}\n"
                             "steps:\n"
                             "- name: A\n"
                             "  skipIf: ${status} =\n"
                             "  httpRequest:\n"
                             "    url: http://a/${nope}\n"
                             "    metod: GET\n"
                             "- name: A\n"
                             "  wait: 1 parsec\n"
                             "variable: []\n";
  static const struct
  {
    guint line, column;
    gboolean is_warning;
  } expected[] = {
    { 2, 19, FALSE }, { 2, 32, FALSE }, { 5, 22, FALSE }, { 7, 10, TRUE },
    { 8, 5, FALSE },  { 9, 9, FALSE },  { 10, 9, FALSE }, { 11, 1, FALSE },
  };
  g_autoptr (GPtrArray) problems = weir_problems_new ();

  g_assert_null (weir_flow_parse (text, strlen (text), FALSE, problems));
  g_assert_cmpuint (problems->len, ==, G_N_ELEMENTS (expected));
  g_assert_cmpuint (weir_problems_count_errors (problems), ==, G_N_ELEMENTS (expected) - 1);
  for (guint i = 0; i < problems->len; i++)
    {
      const WeirProblem *problem = g_ptr_array_index (problems, i);

      g_assert_cmpuint (problem->line, ==, expected[i].line);
      g_assert_cmpuint (problem->column, ==, expected[i].column);
      g_assert_cmpint (problem->is_warning, ==, expected[i].is_warning);
    }
}

static void
test_told_once (void)
{
  static const char text[] = "name: F\nsteps:\n- name: A\n  httpRequest: &r {url: /x}\n"
                             "- name: B\n  httpRequest: *r\n";
  static const char typed[] = "name: F\nsteps:\n- name: A\n  httpReqest: {url: \"http://a/\"}\n";
  g_autoptr (GPtrArray) problems = weir_problems_new ();

  g_assert_null (weir_flow_parse (text, strlen (text), FALSE, problems));
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_null (weir_flow_parse (typed, strlen (typed), FALSE, problems));
  g_assert_cmpuint (problems->len, ==, 2);
}

static void
test_warnings (void)
{
  static const char text[] = REQUEST "    headers: {X: \"${tokn} $money ${status}\"}\n"
                                     "    payload: {json: {zip: 01234}}\n"
                                     "  extract: [{name: token, from: body}]\n";
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  g_autoptr (WeirFlow) flow = weir_flow_parse (text, strlen (text), FALSE, problems);
  g_autofree char *name = NULL;
  g_autofree char *number = NULL;

  g_assert_nonnull (flow);
  g_assert_cmpuint (problems->len, ==, 2);
  name = weir_problem_to_text (problems->pdata[0], "a.yaml");
  number = weir_problem_to_text (problems->pdata[1], "a.yaml");
  g_assert_cmpstr (name, ==,
                   "a.yaml:6:18: warning: Nothing in this flow sets \"tokn\"; did you mean \"token\"?");
  g_assert_true (g_str_has_prefix (number, "a.yaml:7:27: warning: 01234 is the number 1234;"));
}

static void
test_text (void)
{
  g_autoptr (GPtrArray) problems = weir_problems_new ();
  WeirProblem *whole = weir_problem_new (FALSE, 0, 0, NULL, "Too large.");
  WeirProblem *placed = weir_problem_new (FALSE, 3, 7, "name", "Too long.");
  g_autofree char *whole_text = weir_problem_to_text (whole, "f.yaml");
  g_autofree char *placed_text = weir_problem_to_text (placed, "f.yaml");

  g_ptr_array_add (problems, whole);
  g_ptr_array_add (problems, placed);
  g_assert_cmpstr (whole_text, ==, "f.yaml: Too large.");
  g_assert_cmpstr (placed_text, ==, "f.yaml:3:7: Too long.");
}

int
main (int argc, char **argv)
{
  static const Table tables[] = {
    { shapes, G_N_ELEMENTS (shapes), FALSE },     { steps, G_N_ELEMENTS (steps), FALSE },
    { requests, G_N_ELEMENTS (requests), FALSE }, { rows, G_N_ELEMENTS (rows), FALSE },
    { syntax, G_N_ELEMENTS (syntax), FALSE },     { json, G_N_ELEMENTS (json), TRUE },
  };
  static const char *const names[] = {
    "keys and types are checked where they stand",
    "steps are checked where they stand",
    "requests are checked where they stand",
    "extractions and assertions are checked where they stand",
    "what is no YAML is told where it stands",
    "what is no JSON is told where it stands",
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *path = g_strdup_printf ("/format/problems/%s", names[i]);

      g_test_add_data_func (path, &tables[i], test_table);
    }
  g_test_add_func ("/format/problems/all problems come at once, in document order", test_several);
  g_test_add_func ("/format/problems/one mistake is told once", test_told_once);
  g_test_add_func ("/format/problems/warnings do not refuse a flow", test_warnings);
  g_test_add_func ("/format/problems/a problem is one line with its place", test_text);
  return g_test_run ();
}
