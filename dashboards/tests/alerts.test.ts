import assert from "node:assert/strict";
import { test } from "node:test";
import { byOffice } from "../src/office/alert/heap.ts";
import { placeOf } from "../src/office/alert/say.ts";
import { all } from "../src/words/index.ts";
import { isNew, isStale } from "../src/wall/fresh.ts";

const RULES = [
  "zone_crossed", "report_overdue", "leave_overrun", "arrival_overdue", "declaration_overdue", "request_unanswered", "duty_late",
  "order_lapsing", "device_silent", "session_not_closed", "template_not_deleted", "post_down", "alert_unhandled",
];
const CODES = [
  "crossing.out.still", "crossing.out.back", "crossing.in.still", "crossing.in.back", "report_overdue", "leave_overrun", "arrival_overdue",
  "declaration_overdue", "request_unanswered", "late_complaint", "late_opinion", "late_move", "late_ending", "order_lapsing", "device_silent",
  "session_not_closed", "template_not_deleted", "post_silent", "post_blind", "alert_unhandled",
];
const lying = (office: string, more: object = {}) => ({ office, about: "office" as const, rule: "post_down" as const, open: 1, untaken: 1, late: 0, oldest: "2026-11-24T00:00:00Z", over_a_day: 0, over_a_week: 0, on_duty: "", ...more });

test("every rule and every kind of evidence has its words", () => {
  for (const one of [...RULES.map((rule) => `alert.rule.${rule}`), ...CODES.map((code) => `evidence.${code}`)]) {
    assert.ok(Object.hasOwn(all, one), one);
  }
});

test("the board sums an office and begins with who is latest", () => {
  const rows = [lying("210521"), lying("210522", { late: 1, rule: "duty_late" }), lying("210522", { open: 3, over_a_day: 2 }), lying("210503", { about: "person" })];
  const found = byOffice(rows, "office");
  assert.deepEqual(found.map((one) => [one.office, one.open, one.late, one.over_a_day, one.children?.length]), [["210522", 4, 1, 2, 2], ["210521", 1, 0, 0, 1]]);
});

test("evidence leads to where more is shown, and nowhere when there is nothing", () => {
  assert.equal(placeOf({ code: "post_silent", device: "bx-1" }), "/posts/bx-1");
  assert.equal(placeOf({ code: "alert_unhandled", alert: "a" }), "/alerts?tab=office&id=a");
  assert.equal(placeOf({ code: "report_overdue", day: "2026-11-24" }), null);
});

test("what was never read or read long ago is not shown as true", () => {
  assert.ok(isStale(0, 1));
  assert.ok(!isStale(1_000, 91_000));
  assert.ok(isStale(1_000, 91_001));
  assert.ok(isStale(1_000_000, 1_000)); // the clock of the screen went back
});

test("a new build is loaded once the page has settled, and nothing else is", () => {
  assert.ok(isNew("a", "b", 300_001));
  for (const [first, served, since] of [["a", "a", 1e9], ["", "b", 1e9], ["a", "", 1e9], ["a", "b", 1_000]] as const) {
    assert.ok(!isNew(first, served, since));
  }
});
