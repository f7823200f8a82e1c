/** One session: who was expected, who was seen, how many heads, the recording, and the verdict. */
import { Alert, Card, Col, Flex, Row, Statistic } from "antd";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { useAreaName } from "../kit/area.ts";
import { Facts } from "../kit/facts.tsx";
import { Heading } from "../kit/heading.tsx";
import { Shown } from "../kit/states.tsx";
import { absolute } from "../kit/time.ts";
import { Closing, Verdict } from "./session/close.tsx";
import { Film } from "./session/film.tsx";
import { Heads, Log } from "./session/heads.tsx";
import { Mark } from "./session/mark.tsx";
import { People } from "./session/people.tsx";
import { Steps } from "./session/steps.tsx";
import { clock, type Session, useSession } from "./session/use.ts";

function Notes({ one }: { one: Session }) {
  const { t } = useTranslation();
  const differs = one.heads !== null && one.heads !== one.seen && ["open", "review"].includes(one.state);
  return (
    <>
      {differs && <Alert type="warning" showIcon title={t("session.differ", { expected: one.expected ?? 0, seen: one.seen ?? 0, heads: one.heads })} />}
      {one.state === "unknown" && <Alert type="warning" showIcon title={t("session.unknown.text")} />}
      {one.cancel_why && <Alert type="info" showIcon title={`${t("session.state.cancelled")}: ${one.cancel_why}`} />}
      <Verdict one={one} />
    </>
  );
}

function Numbers({ one }: { one: Session }) {
  const { t } = useTranslation();
  const shown = [["session.expected", one.expected], ["session.seen", one.seen], ["session.heads", one.heads]] as const;
  return (
    <Card size="small">
      <Row gutter={16}>
        {shown.map(([word, value]) => <Col key={word} span={8}><Statistic title={t(word)} value={value ?? "–"} /></Col>)}
      </Row>
    </Card>
  );
}

function About({ one }: { one: Session }) {
  const { t } = useTranslation();
  const area = useAreaName();
  const end = one.stopped_at ? clock(one.stopped_at) : t("session.ran.on");
  return (
    <Facts title={t(`session.kind.${one.kind}`)} facts={[
      [t("session.state"), <Mark key="state" one={one} />],
      [t("session.post"), `${area(one.township)} ${one.post}`],
      [t("session.when"), `${absolute(one.starts_at, 0)} – ${clock(one.ends_at)}`],
      [t("session.ran"), one.started_at ? `${clock(one.started_at)} – ${end}` : t("session.ran.not")],
      one.private && [t("session.private"), "✓"],
      [t("session.sounds"), t(one.record && one.sound ? "session.sounds.yes" : "session.sounds.no")],
      [t("session.made"), one.made_by],
    ]} />
  );
}

export default function SessionPage() {
  const { t } = useTranslation();
  const { id = "" } = useParams();
  const read = useSession(id);
  return (
    <Shown read={read}>
      {(one) => (
        <Flex vertical gap={12}>
          <Heading tab={t("session.title")}>{one.title || t(`session.kind.${one.kind}`)}</Heading>
          <Notes one={one} />
          <Steps one={one} />
          <Row gutter={[12, 12]}>
            <Col xs={24} lg={12}><Flex vertical gap={12}><Numbers one={one} /><About one={one} /><Heads one={one} /><Log one={one} /></Flex></Col>
            <Col xs={24} lg={12}><Flex vertical gap={12}><Closing one={one} /><People one={one} /><Film one={one} /></Flex></Col>
          </Row>
        </Flex>
      )}
    </Shown>
  );
}
