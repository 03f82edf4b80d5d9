/* SPDX-License-Identifier: GPL-3.0-or-later
 * test-methods.c: every method of placeholders, what it takes and what it gives
 */

#include "weir-methods-fixture.h"

static void
test_random (Fixture *fixture, gconstpointer data)
{
  g_autofree char *ten = fill (fixture, "$random()");
  g_autofree char *three = fill (fixture, "$random(length=3)");
  g_autofree char *again = fill (fixture, "$random()");

  g_assert_true (g_regex_match_simple ("^[A-Za-z0-9]{10}$", ten, 0, 0));
  g_assert_true (g_regex_match_simple ("^[A-Za-z0-9]{3}$", three, 0, 0));
  g_assert_cmpstr (ten, !=, again);
  assert_filled (fixture, "<$random(length=0)>", "<>");
}

static void
test_random_number (Fixture *fixture, gconstpointer data)
{
  gboolean seen[4] = { FALSE };

  assert_filled (fixture, "$randomNumber(min=5,max=5)", "5");
  assert_filled (fixture, "$randomNumber(min=-9223372036854775807,max=-9223372036854775807)",
                 "-9223372036854775807");
  for (int i = 0; i < 200; i++)
    {
      g_autofree char *text = fill (fixture, "$randomNumber(min=1,max=3)");
      g_autofree char *plain = fill (fixture, "$randomNumber()");

      g_assert_cmpint (strlen (text), ==, 1);
      g_assert_true (text[0] >= '1' && text[0] <= '3');
      seen[text[0] - '0'] = TRUE;
      g_assert_true (atoi (plain) >= 1 && atoi (plain) <= 100);
    }
  g_assert_true (seen[1] && seen[2] && seen[3]);
}

static void
test_random_item (Fixture *fixture, gconstpointer data)
{
  for (int i = 0; i < 50; i++)
    {
      g_autofree char *item = fill (fixture, "$randomItem([\"a b\", c])");
      g_autofree char *object = fill (fixture, "$randomItem(source=$list)");

      g_assert_true (g_str_equal (item, "a b") || g_str_equal (item, "c"));
      g_assert_true (g_str_has_prefix (object, "{\"id\":1"));
    }
  g_assert_null (fill (fixture, "$randomItem([])"));
  g_assert_nonnull (strstr (fixture->scope.failure, "no elements"));
}

static void
test_guid (Fixture *fixture, gconstpointer data)
{
  static const char pattern[] = "^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$";
  g_autofree char *guid = fill (fixture, "$guid()");
  g_autofree char *uuid = fill (fixture, "$uuid(prefix=x-)");

  g_assert_true (g_regex_match_simple (pattern, guid, 0, 0));
  g_assert_true (g_str_has_prefix (uuid, "x-"));
  g_assert_true (g_regex_match_simple (pattern, uuid + 2, 0, 0));
  g_assert_true (g_uuid_string_is_valid (uuid + 2));
  g_assert_cmpstr (guid, !=, uuid + 2);
}

static void
test_time (Fixture *fixture, gconstpointer data)
{
  static const Row rows[] = {
    { "$timestamp()", "2024-02-29T13:05:09" },
    { "$dateTime(format=dd.MM.yy HH:mm:ss.fff)", "29.02.24 13:05:09.123" },
    { "$timestamp(format=\"yyyy, f ffffff\")", "2024, 1 123456" },
    { "$timestamp(offsetHours=11)", "2024-03-01T00:05:09" },
    { "$timestamp(offsetHours=-13.5, format=yyyy-MM-dd)", "2024-02-28" },
  };

  ASSERT_ROWS (fixture, rows);
}

static void
test_counter (Fixture *fixture, gconstpointer data)
{
  static const Row rows[] = {
    { "$counter(start=5,reset=9,step=2) $counter(start=5,reset=9,step=2)", "5 7" },
    { "$counter(start=5,reset=9,step=2) $counter(start=5,reset=9,step=2)", "9 5" },
    { "$counter() $iterate() $loopCounter()", "0 1 2" },
    { "$counter(name=a) $counter(name=b) $counter(name=a)", "0 0 1" },
    { "$counter(start=3,reset=1,step=-1,name=c)$counter(start=3,reset=1,step=-1,name=c)", "32" },
    { "$counter(start=3,reset=1,step=-1,name=c)$counter(start=3,reset=1,step=-1,name=c)", "13" },
    { "$counter(start=0,step=-1,name=d)$counter(start=0,step=-1,name=d)", "0-1" },
    { "$counter(isGlobal=true)$counter(isGlobal=true)", "01" },
  };
  WeirValue store[64] = { WEIR_VALUE_INIT };
  WeirScope other = { .store = store, .state = fixture->scope.state };
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (WeirTemplate) template = NULL;

  ASSERT_ROWS (fixture, rows);
  template = weir_template_parse ("$counter() $counter(isGlobal=true)", fixture->names, NULL);
  g_assert_true (weir_template_fill (template, &other, out, NULL));
  g_assert_cmpstr (out->str, ==, "0 2");
  weir_scope_clear (&other);
}

static void
test_length (Fixture *fixture, gconstpointer data)
{
  static const Row rows[] = {
    { "$length($list)", "3" },
    { "$length(source=[a,b])", "2" },
    { "$length([])", "0" },
    { "$length(\"[1,2,3,4]\")", "4" },
    { "$length($word)", "0" },
    { "$length($shop)", "0" },
    { "${list[$length($list)-1].id}", "12" },
    { "$length(${shop.items})", "2" },
  };

  ASSERT_ROWS (fixture, rows);
}

static void
test_url (Fixture *fixture, gconstpointer data)
{
  /* RFC 3986 §2.2, §2.3 and §2.5 */
  static const Row rows[] = {
    { "$urlEncode(value=\"azAZ09-._~\")", "azAZ09-._~" },
    { "$urlEncode(value=\":/?#[]@!$$&'()*+,;=\")", "%3A%2F%3F%23%5B%5D%40%21%24%26%27%28%29%2A%2B%2C%3B%3D" },
    { "$urlEncode(value=À ア)", "%C3%80%20%E3%82%A2" },
    { "$urlEncode(value=100%)", "100%25" },
    { "$urlDecode(value=%C3%80%20%e3%82%A2+%zz%)", "À ア+%zz%" },
    { "$urlDecode(value=$urlEncode(value=$comma))", "a,b)" },
  };

  ASSERT_ROWS (fixture, rows);
}

static void
test_base64 (Fixture *fixture, gconstpointer data)
{
  /* RFC 4648 §10 */
  static const Row rows[] = {
    { "$base64Encode(value=)", "" },
    { "$base64Encode(value=f)", "Zg==" },
    { "$base64Encode(value=fo)", "Zm8=" },
    { "$base64Encode(value=foo)", "Zm9v" },
    { "$base64Encode(value=foob)", "Zm9vYg==" },
    { "$base64Encode(value=fooba)", "Zm9vYmE=" },
    { "$base64Encode(value=foobar)", "Zm9vYmFy" },
    { "$base64Encode(value=$word)", "YWJj" },
    { "$base64Decode(value=)", "" },
    { "$base64Decode(value=\"Zg==\")", "f" },
    { "$base64Decode(value=\"Zm8=\")", "fo" },
    { "$base64Decode(value=Zm9v)", "foo" },
    { "$base64Decode(value=\"Zm9vYg==\")", "foob" },
    { "$base64Decode(value=\"Zm9vYmE=\")", "fooba" },
    { "$base64Decode(value=Zm9vYmFy)", "foobar" },
    { "$base64Decode(value=Zm9vYg)", "foob" },
    { "$base64Decode(value=4pyT4pyT)$base64Decode(value=\"Pz8_Pj4-\")", "✓✓\?\?\?>>>" },
  };

  ASSERT_ROWS (fixture, rows);
  g_assert_null (fill (fixture, "$base64Decode(value=Z)"));
  g_assert_null (fill (fixture, "$base64Decode(value=\"Zm9v!\")"));
  g_assert_cmpstr (fixture->scope.failure, ==, "Its “value” is not base64.");
}

static void
test_hash (Fixture *fixture, gconstpointer data)
{
  /* RFC 1321 §A.5, RFC 3174, FIPS 180-4 examples */
  static const Row rows[] = {
    { "$hash(value=abc)", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
    { "$hash(value=abc, algorithm=md5)", "900150983cd24fb0d6963f7d28e17f72" },
    { "$hash(value=, algorithm=MD5)", "d41d8cd98f00b204e9800998ecf8427e" },
    { "$hash(value=message digest,algorithm=MD5)", "f96b697d7cb7938d525a2f31aaf161d0" },
    { "$hash(value=$word,algorithm=SHA1)", "a9993e364706816aba3e25717850c26c9cd0d89d" },
    { "$hash(value=abc,algorithm=SHA384)", "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed"
                                           "8086072ba1e7cc2358baeca134c825a7" },
    { "$hash(value=abc,algorithm=SHA512)",
      "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
      "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f" },
  };

  ASSERT_ROWS (fixture, rows);
}

/* RFC 4231 §4.2–§4.4 and RFC 2202 §2, §3; keys and data as percent escapes. */
static void
test_hmac (Fixture *fixture, gconstpointer data)
{
  static const Row rows[] = {
    { "$hmac(value=what do ya want for nothing?, key=Jefe)",
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843" },
    { "$hmac(value=what do ya want for nothing?, key=Jefe, algorithm=SHA384)",
      "af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e"
      "8e2240ca5e69e2c78b3239ecfab21649" },
    { "$hmac(value=what do ya want for nothing?, key=Jefe, algorithm=SHA512)",
      "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554"
      "9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737" },
    { "$hmac(value=what do ya want for nothing?, key=Jefe, algorithm=MD5)",
      "750c783e6ab0b503eaa86e310a5db738" },
    { "$hmac(value=what do ya want for nothing?, key=Jefe, algorithm=SHA1)",
      "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79" },
    { "$hmac(value=Hi There, key=$urlDecode(value=$key1))",
      "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7" },
    { "$hmac(value=Hi There, key=$urlDecode(value=$key1), algorithm=SHA512)",
      "87aa7cdea5ef619d4ff0b4241a1d6cb02379f4e2ce4ec2787ad0b30545e17cde"
      "daa833b7d6b8a702038b274eaea3f4e4be9d914eeb61f1702e696c203a126854" },
    { "$hmac(value=$urlDecode(value=$data3), key=$urlDecode(value=$key3))",
      "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe" },
    { "$hmac(value=\"Test Using Larger Than Block-Size Key - Hash Key First\",key=$urlDecode(value=$key6))",
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54" },
    { "$hmac(value=what do ya want for nothing?,key=Jefe,encoding=base64)",
      "W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM=" },
  };
  g_autoptr (GString) key1 = g_string_new (NULL);
  g_autoptr (GString) key3 = g_string_new (NULL);
  g_autoptr (GString) data3 = g_string_new (NULL);
  g_autoptr (GString) key6 = g_string_new (NULL);

  for (int i = 0; i < 20; i++)
    {
      g_string_append (key1, "%0b");
      g_string_append (key3, "%aa");
    }
  for (int i = 0; i < 50; i++)
    g_string_append (data3, "%dd");
  for (int i = 0; i < 131; i++)
    g_string_append (key6, "%aa");
  set_text (fixture, "key1", key1->str);
  set_text (fixture, "key3", key3->str);
  set_text (fixture, "data3", data3->str);
  set_text (fixture, "key6", key6->str);
  ASSERT_ROWS (fixture, rows);
}

static void
test_text (Fixture *fixture, gconstpointer data)
{
  static const Row rows[] = {
    { "$toUpperCase(ähm $word) $toLowerCase(source=ÄHM)", "ÄHM ABC ähm" },
    { "$contains(source=abc, value=b) $contains(abc, value=B)", "true false" },
    { "$contains(abc, value=B, ignoreCase=true)", "true" },
    { "$startsWith(abc, value=ab) $startsWith(abc, value=b)", "true false" },
    { "$startsWith(Äbc, value=äB, ignoreCase=true)", "true" },
    { "$endsWith(abc, value=bc) $endsWith(abc, value=b)", "true false" },
    { "$stringEquals(a=abc, b=$word) $stringEquals(a=x, b=X)", "true false" },
    { "$stringEquals(a=x, b=X, ignoreCase=TRUE)", "true" },
    { "$strCat(values=[a, $word, \"c d\"])", "aabcc d" },
    { "$strCat(values=[$comma,$comma], separator=\", \")", "a,b), a,b)" },
    { "$strCat(values=$numbers,separator=;)", "4;1.5;-2" },
    { "$format(template={0}-{1}-{0} {x} {, args=[ a , \"b c\"])", NULL },
    { "$format(template=\"{0}-{1}-{0} {x}\", args=[ a , \"b c\"])", "a-b c-a {x}" },
    { "$format(template=\"{0}\", args=[$brace])", "{0}" },
  };

  set_text (fixture, "brace", "{0}");
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].expected)
      assert_filled (fixture, rows[i].text, rows[i].expected);
  g_assert_null (fill (fixture, "$format(template=\"{2}\", args=[a,b])"));
  g_assert_cmpstr (fixture->scope.failure, ==,
                   "Its template has {2}, but “args” has 2 values, counted from 0.");
}

static void
test_email (Fixture *fixture, gconstpointer data)
{
  g_autofree char *email = fill (fixture, "$generateEmail()");
  g_autofree char *other = fill (fixture, "$generateEmail(prefix=qa,domain=weir.test)");

  g_assert_true (g_regex_match_simple ("^user-[0-9a-f]{8}@example\\.com$", email, 0, 0));
  g_assert_true (g_regex_match_simple ("^qa-[0-9a-f]{8}@weir\\.test$", other, 0, 0));
}

static void
test_find (Fixture *fixture, gconstpointer data)
{
  static const Row rows[] = {
    { "$find(source=$list, where=item.price < 50, select=item.id)", "11" },
    { "$find(source=$list, where=item.price < 50, select=item.id, match=last)", "12" },
    { "$find(source=$list, where=item.price < 50, select=item.id, match=index:1)", "12" },
    { "$find(source=$list, where=item.price < 50, select=item.id, match=count)", "2" },
    { "$find(source=$list, where=item.price < 50, select=item.id, match=all)", "[11,12]" },
    { "$find(source=$list, where=item.price < 5, match=count)", "0" },
    { "<$find(source=$list, where=item.price < 5)>", "<>" },
    { "$find(source=$list, where=item.price < 5, default=none)", "none" },
    { "$find(source=$list, where=item.price < 5, default=none, match=all)", "none" },
    { "$find(source=$list, where=item.price < 50, match=index:2, default=none)", "none" },
    { "$find(source=$list, where=item.name.StartsWith(\"Pi\") and item.price > $two, select=item)",
      "{\"id\":12,\"price\":45,\"name\":\"Pin\"}" },
    { "$find(source=$list, where=item.name.Length = 3 && item.name = \"Pen\", select=item.name)", "Pen" },
    { "$find(source=$list, where=\"item.name = \\\"Pen\\\"\", select=found)", "found" },
    { "$find(source=$list)", "{\"id\":10,\"price\":60,\"name\":\"Ink\"}" },
    { "$find(source=$shop, path=items, where=item.tags[0] = 1, match=count)", NULL },
    { "$find(source=$shop, path=items, select=item.id, match=all)", "[1,2]" },
    { "$find(source=$shop, path=$$.items[*].id, where=item > 1)", "2" },
    { "$find(source=$shop, path=.items, where=item.nope = \"\", match=count)", "2" },
    { "$find(source=$shop, where=item.open, select=item.open)", "true" },
    { "$find(source=\"[3,5,8]\", where=item > 4)", "5" },
    { "$find(source=$numbers, where=item < 0, as=int)", "-2" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].expected)
      assert_filled (fixture, rows[i].text, rows[i].expected);
  g_assert_null (fill (fixture, "$find(source=$word)"));
  g_assert_cmpstr (fixture->scope.failure, ==, "Its “source” is not JSON.");
  g_assert_null (fill (fixture, "$find(source=$list, match=second)"));
  g_assert_null (fill (fixture, "$find(source=$list, path=\"..[\")"));
}

static void
test_set (Fixture *fixture, gconstpointer data)
{
  static const Row rows[] = {
    { "$set(variable=g, value=$word)${g}", "abcabc" },
    { "$setVariable(variable=h, value=7 / 2, as=int)${h}", "33" },
    { "$setVariable(variable=h, value=7 / 2, as=double)${h}", "3.53.5" },
    { "$set(variable=h, value=(1 + $two) * -3, as=integer)", "-9" },
    { "$set(variable=h, value=1 + 1)", "1 + 1" },
    { "$set(variable=o, value=${list[1]}, as=json)${o.id}", "{\"id\":11,\"price\":40,\"name\":\"Pen\"}11" },
    { "$setIf(condition=$two = 2, variable=k, value=yes)${k}", "yesyes" },
    { "<$setVariableIf(condition=$two = 3, variable=k, value=no)>${k}", "<>yes" },
    { "$setIf(condition=$two = 3, variable=k, value=no, default=other)${k}", "otherother" },
    { "$guid(variable=id)$stringEquals(a=x,b=y)", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].expected)
      assert_filled (fixture, rows[i].text, rows[i].expected);
  g_free (fill (fixture, "$guid(variable=id)"));
  {
    g_autofree char *once = fill (fixture, "${id}");
    g_autofree char *twice = fill (fixture, "${id}");

    g_assert_cmpint (strlen (once), ==, 36);
    g_assert_cmpstr (once, ==, twice);
  }
  g_assert_null (fill (fixture, "$set(variable=h, value=abc, as=int)"));
  g_assert_nonnull (strstr (fixture->scope.failure, "cannot be computed"));
  g_assert_null (fill (fixture, "$set(variable=h, value=9223372036854775807+1, as=int)"));
}

static void
test_numbers (Fixture *fixture, gconstpointer data)
{
  static const Row rows[] = {
    { "$sum([1,2,3.5]) $sum(source=$numbers) $sum([])", "6.5 3.5 0" },
    { "$min($numbers) $max($numbers) $min([3,$two])", "-2 4 2" },
    { "$multiply([2,3,4]) $multiply($numbers)", "24 -12" },
    { "$average([1,2]) $avg([2,4])", "1.5 3" },
    { "$divide(a=7,b=2) $divide(a=6,b=2) $divide(a=1,b=8)", "3.5 3 0.125" },
    { "$subtract(a=5,b=7.5) $mod(a=7,b=3) $mod(a=-7,b=3)", "-2.5 1 -1" },
    { "$pow(base=2,exponent=10) $pow(base=2,exponent=-1) $pow(base=2.5,exponent=2)", "1024 0.5 6.25" },
    { "$abs(-3) $abs(source=2.5) $floor(-1.5) $ceil(1.2) $floor(7)", "3 2.5 -2 2 7" },
    { "$round(2.5) $round(-2.5) $round(1.005,digits=1) $round(source=3.14159,digits=2)", "3 -3 1 3.14" },
    { "$clamp(value=5,min=1,max=3) $clamp(value=0,min=1,max=3) $clamp(value=2,min=1,max=3)", "3 1 2" },
    { "$greaterThan(a=2,b=1) $greaterThan(a=1,b=1)", "true false" },
    { "$smallerThan(a=0.5,b=1) $smallerThan(a=1,b=1)", "true false" },
    { "$greaterThanOrEqual(a=1,b=1) $greaterThanOrEqual(a=0,b=1)", "true false" },
    { "$smallerThanOrEqual(a=1,b=1) $smallerThanOrEqual(a=2,b=1)", "true false" },
    { "$equal(a=1,b=1.0) $equal(a=1,b=1.2) $equal(a=1,b=1.2,tolerance=0.25)", "true false true" },
    { "$greater(a=3,b=5) $less(a=3,b=5)", "5 3" },
    { "$greaterThan(a=4,b=1,numberVariable=n)${n}", "true4" },
    { "$less(a=4,b=1,numberVariable=n,variable=m)${n}${m}", "141" },
  };

  ASSERT_ROWS (fixture, rows);
  g_assert_cmpstr (fixture->warnings->str, ==, "");
  assert_filled (fixture, "<$divide(a=1,b=0)><$mod(a=1,b=0)>", "<><>");
  g_assert_cmpstr (fixture->warnings->str, ==,
                   "divide: a division by zero gives nothing.\nmod: a division by zero gives nothing.\n");
  g_assert_null (fill (fixture, "$sum([1,$word])"));
  g_assert_cmpstr (fixture->scope.failure, ==, "“abc” in its “source” is not a number.");
  g_assert_null (fill (fixture, "$average([])"));
  g_assert_null (fill (fixture, "$pow(base=10,exponent=400)"));
}

static void
write_file (Fixture *fixture, const char *name, const char *content, gssize length)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, content, length, NULL));
}

static void
remove_file (Fixture *fixture, const char *name)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

  g_remove (path);
}

static void
test_read (Fixture *fixture, gconstpointer data)
{
  write_file (fixture, "a.json", "\xef\xbb\xbf{\"k\":[1,2]}", -1);
  write_file (fixture, "latin.txt", "\xe4", -1);
  g_setenv ("WEIR_TEST_READ", "from outside", TRUE);
  assert_filled (fixture, "$read(source=file, path=a.json)", "{\"k\":[1,2]}");
  assert_filled (fixture, "$read(source=file, path=a.json, as=json, variable=doc)${doc.k[1]}",
                 "{\"k\":[1,2]}2");
  assert_filled (fixture, "$read(source=file, path=latin.txt, encoding=iso-8859-1)", "ä");
  assert_filled (fixture, "$read(source=env, name=WEIR_TEST_READ)", "from outside");
  assert_filled (fixture, "$readIf(condition=$two = 2, source=env, name=WEIR_TEST_READ)", "from outside");
  assert_filled (fixture, "$readIf(condition=$two = 3, source=file, path=nope, default=other)", "other");
  g_assert_cmpstr (fixture->warnings->str, ==, "");
  assert_filled (fixture, "<$read(source=file, path=nope.txt)$read(source=env,name=WEIR_TEST_NOPE)>", "<>");
  g_assert_nonnull (strstr (fixture->warnings->str, "The file “nope.txt” gave nothing: there is no file "));
  g_assert_nonnull (
      strstr (fixture->warnings->str, "The environment variable “WEIR_TEST_NOPE” gave nothing"));
  g_string_truncate (fixture->warnings, 0);
  assert_filled (fixture, "<$read(source=file, path=/dev/zero)>", "<>");
  g_assert_nonnull (strstr (fixture->warnings->str, "it is no regular file"));
  g_assert_null (fill (fixture, "$read(source=file)"));
  g_assert_cmpstr (fixture->scope.failure, ==, "It needs the “path” of a file.");
  write_file (fixture, "a.json", "changed and longer", -1);
  assert_filled (fixture, "$read(source=file, path=a.json)", "changed and longer");
  remove_file (fixture, "a.json");
  remove_file (fixture, "latin.txt");
  g_rmdir (fixture->folder);
}

static void
test_jwt (Fixture *fixture, gconstpointer data)
{
  static const Row rows[] = {
    { "$jwtClaim(token=$jwt, claim=iss)", "joe" },
    { "$jwtClaim(token=$jwt, claim=exp, as=int)", "1300819380" },
    { "$jwtClaim(token=$jwt, claim=http://example.com/is_root)", "true" },
    { "$jwtClaim(token=$jwtSign(claims={\"sub\":\"ada\"},key=k), claim=sub)", "ada" },
    { "$jwtClaim(token=$jwtSign(claims={\"sub\":\"ada\"},key=k), claim=iat)", "1709211909" },
    { "$jwtClaim(token=$jwtSign(claims={},key=k,expiresIn=60), claim=exp)", "1709211969" },
    { "$jwtClaim(token=$jwtSign(claims={\"iat\":5},key=k), claim=iat)", "5" },
    { "$jwtClaim(token=$jwtSign(claims=${list[0]},key=k,algorithm=HS512), claim=name)", "Ink" },
    /* {"alg":"HS256","typ":"JWT"}.{"sub":"1","iat":1}, signed with “secret” by another program */
    { "$jwtSign(claims={\"sub\":\"1\",\"iat\":1},key=secret)",
      "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxIiwiaWF0IjoxfQ."
      "lJMKs3rZ0121mvATNhymrEiMrXUT8k99-yfVqobnwug" },
  };

  /* The token of RFC 7519 §3.1. */
  set_text (fixture, "jwt",
            "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9."
            "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ."
            "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
  ASSERT_ROWS (fixture, rows);
  g_assert_null (fill (fixture, "$jwtClaim(token=$word, claim=iss)"));
  g_assert_null (fill (fixture, "$jwtClaim(token=$jwt, claim=nope)"));
  g_assert_cmpstr (fixture->scope.failure, ==, "Its token has no claim “nope”.");
  g_assert_null (fill (fixture, "$jwtSign(claims={}, key=k, algorithm=RS256)"));
  g_assert_cmpstr (fixture->scope.failure, ==,
                   "RS256 is not available; a token is signed with HS256, HS384 or HS512.");
  g_assert_null (fill (fixture, "$jwtSign(claims={})"));
  g_assert_null (fill (fixture, "$jwtSign(claims=[1], key=k)"));
}

static void
test_every_method (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) names = weir_method_list_names ();
  g_autofree char *source = g_test_build_filename (G_TEST_DIST, "language", "test-methods.c", NULL);
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (source, &text, NULL, NULL));
  g_assert_cmpuint (names->len, >, 50);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *call = g_strdup_printf ("$%s(", (const char *) g_ptr_array_index (names, i));

      if (!strstr (text, call))
        g_error ("No test calls %s", call);
    }
}

/* The argument names of a method, as the parser lists them for one that is not there. */
static void
assert_arguments_explained (const char *name, const char *entry)
{
  g_autofree char *call = g_strdup_printf ("$%s(zzzzzzzz=1)", name);
  g_autoptr (WeirNames) names = weir_names_new ();
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) arguments = NULL;
  const char *list;

  g_assert_null (weir_template_parse (call, names, &error));
  list = strstr (error->message, "it has ");
  g_assert_nonnull (list);
  *strstr (list, "variable, isGlobal") = '\0';
  arguments = g_strsplit (list + strlen ("it has "), ", ", 0);
  for (guint i = 0; arguments[i]; i++)
    if (!strstr (entry, arguments[i]) && !g_str_equal (arguments[i], "variable"))
      g_error ("weir-flow.5 does not name “%s” of “%s”", arguments[i], name);
}

static void
test_manual (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "man", "weir-flow.5", NULL);
  g_autoptr (GPtrArray) names = weir_method_list_names ();
  g_autofree char *page = NULL;

  g_assert_true (g_file_get_contents (path, &page, NULL, NULL));
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *start = g_strdup_printf ("\n.BR %s (", name);
      const char *entry = strstr (page, start);
      g_autofree char *line = entry ? g_strndup (entry + 1, strcspn (entry + 1, "\n")) : NULL;
      g_auto (GStrv) words = line ? g_strsplit (line, "\\ ", 0) : NULL;
      g_autofree char *plain = words ? g_strjoinv (" ", words) : NULL;

      if (!plain)
        g_error ("weir-flow.5 has no entry for “%s”", name);
      assert_arguments_explained (name, plain);
    }
}

#define ADD(name, function) g_test_add ("/language/methods/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("random gives letters and digits", test_random);
  ADD ("randomNumber gives every number of its range", test_random_number);
  ADD ("randomItem gives an element", test_random_item);
  ADD ("guid and uuid are of version 4", test_guid);
  ADD ("timestamp and dateTime follow their format", test_time);
  ADD ("counters count per client, name and range, or for all", test_counter);
  ADD ("length counts the elements of an array", test_length);
  ADD ("urlEncode and urlDecode follow RFC 3986", test_url);
  ADD ("base64 follows RFC 4648", test_base64);
  ADD ("hash gives the digests of the standards", test_hash);
  ADD ("hmac gives the values of RFC 4231 and RFC 2202", test_hmac);
  ADD ("methods for text", test_text);
  ADD ("generateEmail makes an address", test_email);
  ADD ("find searches an array", test_find);
  ADD ("set gives variables values, and computes numbers", test_set);
  ADD ("methods that calculate and compare", test_numbers);
  ADD ("read takes files, the environment and variables", test_read);
  ADD ("tokens are signed and read", test_jwt);
  ADD ("every method there is has its test here", test_every_method);
  ADD ("the manual explains every method with its arguments", test_manual);
  return g_test_run ();
}
