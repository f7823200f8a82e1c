/** What one entry of a story says. */
import { Tag, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { sayCode } from "../../kit/code.ts";
import type { Entry } from "./timeline.tsx";

function text(one: Entry, key: string): string {
  const value = one.body[key];
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

function Visit({ one }: { one: Entry }) {
  const { t } = useTranslation();
  const said = [sayCode(t, "timing", one.what), sayCode(t, "route", text(one, "route"))];
  if (text(one, "verdict")) said.push(sayCode(t, "verdict", text(one, "verdict")));
  if (text(one, "review")) said.push(t("timeline.reviewed", { decision: sayCode(t, "decision", text(one, "review")) }));
  return (
    <>
      <Link to={`/checkins/${one.id}`} style={{ textDecoration: "underline" }}>{t("timeline.visit")}</Link> {said.join(" · ")}
      {one.body.asks === true && <> <Tag color="warning">{t("due.review")}</Tag></>}
    </>
  );
}

/** What a paper of the story is called; opened where papers are. */
function Paper({ one }: { one: Entry }) {
  return (
    <>
      <a href={`/api/papers/${one.id}/pdf`} target="_blank" rel="noreferrer" style={{ textDecoration: "underline" }}>{text(one, "title")}</a>{" "}
      <Typography.Text type="secondary">{text(one, "number")}</Typography.Text>
    </>
  );
}

/** The words that an act carries beside its kind. */
const SAID = ["reasons", "reason", "note", "text", "place", "number", "from_on", "to_on", "until_on"];

function Act({ one }: { one: Entry }) {
  const { t } = useTranslation();
  const said = SAID.map((key) => text(one, key)).filter(Boolean);
  return (
    <>
      {sayCode(t, "act", one.what)}
      {said.length > 0 && <><br /><Typography.Text type="secondary">{said.join(" · ")}</Typography.Text></>}
    </>
  );
}

export function What({ one }: { one: Entry }) {
  const { t } = useTranslation();
  const body = {
    act: <Act one={one} />,
    visit: <Visit one={one} />,
    paper: <Paper one={one} />,
    view: <>{sayCode(t, "action", one.what)}{text(one, "reason") && ` · ${sayCode(t, "reason", text(one, "reason"))}`}</>,
  }[one.source];
  return <>{body}{one.corrected && <> <Tag>{t(one.source === "paper" ? "timeline.void" : "timeline.corrected")}</Tag></>}</>;
}
