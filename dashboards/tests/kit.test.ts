import assert from "node:assert/strict";
import { test } from "node:test";
import { readProblem } from "../src/kit/problem.ts";
import { pause } from "../src/kit/stream.ts";
import { absolute, dayOf, duration, relative } from "../src/kit/time.ts";
import { bytes, fourFour, safePlace } from "../src/kit/write.ts";
import { why } from "../src/office/quarantine/why.ts";
import { all } from "../src/words/index.ts";

// six in the evening in UTC is already the next day in Shanghai
const EVENING = "2026-11-24T18:00:00Z";

test("a legal day begins at midnight in Shanghai", () => {
  assert.equal(dayOf("2026-11-24T15:59:59Z"), "2026-11-24");
  assert.equal(dayOf("2026-11-24T16:00:00Z"), "2026-11-25");
});

test("the date is left out only on the day itself", () => {
  assert.equal(absolute(EVENING, Date.parse(EVENING)), "02:00:00");
  assert.equal(absolute(EVENING, Date.parse(EVENING) + 86_400_000), "2026-11-25 02:00:00");
});

test("how long ago is said in both languages", () => {
  const now = Date.parse(EVENING) + 3 * 60_000;
  assert.equal(relative(EVENING, now, "zh"), "3分钟前");
  assert.equal(relative(EVENING, now, "en"), "3 minutes ago");
  assert.equal(relative(EVENING, Date.parse(EVENING) - 2 * 3_600_000, "en"), "in 2 hours");
});

test("a length of time has two units at most", () => {
  assert.equal(duration(754, "zh"), "12分 34秒");
  assert.equal(duration(266_401, "en"), "3 d 2 h");
  assert.equal(duration(0, "zh"), "0秒");
});

test("numbers are shown four and four, sizes in a fitting unit", () => {
  assert.equal(fourFour("00012345"), "0001 2345");
  assert.equal(bytes(999), "999 B");
  assert.equal(bytes(1536), "1.5 KB");
  assert.equal(bytes(183 * 2 ** 20), "183 MB");
});

test("after sign-in nobody is led out of this page", () => {
  assert.equal(safePlace("/people/1?q=a"), "/people/1?q=a");
  for (const away of ["//evil.example", "/\\evil.example", "https://evil.example", "/login?to=/x", "", null]) {
    assert.equal(safePlace(away), "/");
  }
});

test("waiting grows, is spread, and never exceeds fifteen seconds", () => {
  assert.equal(pause(0, 1), 1000);
  assert.equal(pause(0, 0), 500);
  assert.equal(pause(30, 1), 15_000);
});

test("a refusal keeps its code and its wait, and what is no problem+json its status", async () => {
  const body = JSON.stringify({ code: "too_many_attempts", detail: "wait" });
  const told = await readProblem(new Response(body, { status: 429, headers: { "Retry-After": "90" } }));
  assert.deepEqual([told.status, told.code, told.waitS], [429, "too_many_attempts", 90]);
  const html = await readProblem(new Response("<h1>Bad gateway</h1>", { status: 502 }));
  assert.deepEqual([html.status, html.code, html.waitS], [502, "", 0]);
});

test("the collector's reasons are recognised, others are called other", () => {
  assert.equal(why("The body is of a newer version than this program can read. 9"), "why.future");
  assert.equal(why("UnknownPerson: The event names a person"), "why.person");
  assert.equal(why("something new"), "why.other");
});

test("every text has both languages, with the same places to fill", () => {
  const places = (text: string) => (text.match(/{{\w+}}/g) ?? []).sort().join();
  for (const [key, [zh, en]] of Object.entries(all)) {
    assert.ok(zh.trim() && en.trim(), key);
    assert.equal(places(zh), places(en), key);
  }
});
