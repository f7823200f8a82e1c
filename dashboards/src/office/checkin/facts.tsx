/** What is known of a visit, in words. */
import { Tag, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Clock } from "../../kit/clock.tsx";
import { sayCode } from "../../kit/code.ts";
import { Facts } from "../../kit/facts.tsx";
import { ResultMark, TimingMark } from "../../kit/marks.tsx";
import { When } from "../../kit/when.tsx";
import type { Record } from "../checkin.tsx";

// answers that ask nothing of the officer
const QUIET = ["no", "none"];

export function Result({ one }: { one: Record }) {
  const { t } = useTranslation();
  const face = one.route === "face" || one.verdict !== null;
  return (
    <Facts
      title={t("checkin.result")}
      facts={[
        [t("checkin.route"), t(`route.${one.route}`)],
        one.route !== "face" && ["", <Typography.Text key="equal" type="secondary">{t("checkin.equal")}</Typography.Text>],
        face && [t("checkin.verdict"), <ResultMark key="verdict" route="face" verdict={one.verdict} />],
        one.score_band !== null && [t("checkin.band"), t(`band.${one.score_band}`)],
        one.liveness !== null && [t("checkin.liveness"), t(`liveness.${one.liveness}`)],
        one.frames !== null && [t("checkin.frames"), one.frames],
        Boolean(one.model) && [t("checkin.model"), one.model],
        Boolean(one.reason) && [t("checkin.reason"), sayCode(t, "reason", one.reason ?? "")],
      ]}
    />
  );
}

export function Answers({ one }: { one: Record }) {
  const { t } = useTranslation();
  const answers = Object.entries(one.answers);
  if (!answers.length) return <Facts title={t("checkin.answers")} facts={[["", t("checkin.answers.none")]]} />;
  return (
    <Facts
      title={t("checkin.answers")}
      columns={3}
      facts={answers.map(([question, given]) => {
        const word = sayCode(t, "answer", given);
        return [sayCode(t, "question", question), QUIET.includes(given) ? word : <Tag color="processing" key={question}>{word}</Tag>];
      })}
    />
  );
}

export function Times({ one }: { one: Record }) {
  const { t } = useTranslation();
  const { clocks } = one;
  return (
    <Facts
      title={t("checkin.time")}
      facts={[
        [t("checkin.due"), one.due_on ?? t("checkin.due.none")],
        [t("checkin.timing"), <TimingMark key="timing" value={one.timing} />],
        [t("checkin.live"), t(one.live ? "checkin.live.yes" : "checkin.live.no")],
        one.device !== null && [t("checkin.device"), <Link key="device" to={`/posts/${one.device}`}>{one.device}</Link>],
        [t("reporting.channel"), t(`channel.${one.channel}`)],
        [t("checkin.captured"), <When key="captured" at={clocks.captured_at} />],
        [t("checkin.corrected"), clocks.corrected_at ? <When key="corrected" at={clocks.corrected_at} /> : t("word.unknown")],
        [t("checkin.sent"), clocks.sent_at ? <When key="sent" at={clocks.sent_at} /> : t("word.unknown")],
        [t("checkin.received"), <When key="received" at={clocks.received_at} />],
        [t("checkin.clock"), <Clock key="clock" clock={clocks} />],
      ]}
    />
  );
}
