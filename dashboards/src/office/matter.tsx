/** One matter: whose turn it is, what was done, and what can be done now. */
import { Alert, Col, Flex, Row, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { Heading } from "../kit/heading.tsx";
import { Shown } from "../kit/states.tsx";
import { AidPanel } from "./matter/aid.tsx";
import { Documents } from "./matter/documents.tsx";
import { About, History, Links } from "./matter/facts.tsx";
import { Due, UrgentMark } from "./matter/marks.tsx";
import { OnceCode } from "./matter/oncecode.tsx";
import { LostCode } from "./matter/lostcode.tsx";
import { Steps } from "./matter/steps.tsx";
import { PassedFacts, TicketFacts, TicketSteps } from "./matter/ticket.tsx";
import { Story } from "./matter/story.tsx";
import { type Record, useMatter, useWhat } from "./matter/use.ts";

function Top({ one }: { one: Record }) {
  const { t } = useTranslation();
  const what = useWhat()(one);
  return (
    <Flex wrap gap={8} align="center">
      <Heading tab={t("matter.one")}>{one.number} {what}</Heading>
      <UrgentMark one={one} />
    </Flex>
  );
}

/** The one thing everybody must see: whose turn it is, and until when. */
function Turn({ one }: { one: Record }) {
  const { t } = useTranslation();
  if (one.outcome) {
    const rating = one.satisfaction ? ` · ${t("matter.stars", { n: one.satisfaction })} ${one.satisfaction_said}` : "";
    return <Alert type={(one.satisfaction ?? 5) <= 2 ? "warning" : "success"} showIcon title={`${t("matter.next.nobody")}: ${t(`matter.outcome.${one.outcome}`)}${rating}`} />;
  }
  const type = one.late ? "error" : one.next_actor === "party" ? "info" : "warning";
  return (
    <Alert type={type} showIcon title={<strong>{t(`matter.next.${one.next_actor}`)}</strong>}
      description={one.due_at ? <Due at={one.due_at} late={one.late} /> : t("matter.no.clock")} />
  );
}

function Urgent({ one }: { one: Record }) {
  const { t } = useTranslation();
  if (!one.urgent || one.state === "closed") return null;
  return (
    <>
      {one.call_now.length > 0 && <Alert type="error" showIcon role="alert" title={t("matter.call", { numbers: one.call_now.join("、") })} />}
      {!one.urgent_sure && <Alert type="warning" showIcon title={t("matter.urgent.offered")} />}
    </>
  );
}

/** Nobody heard the news in WeChat: a call is asked for, and a note of it ends this. */
function Unreached({ one }: { one: Record }) {
  const { t } = useTranslation();
  if (!one.unreached) return null;
  return <Alert type="warning" showIcon title={t("matter.unreached", { why: t(`matter.unreached.${one.unreached}`, t("matter.unreached.refused")) })} />;
}

export default function Matter() {
  const { t } = useTranslation();
  const { id = "" } = useParams();
  const read = useMatter(id);
  return (
    <Flex vertical gap={12}>
      <Link to="/matters" style={{ textDecoration: "underline" }}>{t("matter.back")}</Link>
      <Shown read={read}>
        {(one) => (
          <Flex vertical gap={12}>
            <Top one={one} />
            <Urgent one={one} />
            <Turn one={one} />
            <Unreached one={one} />
            <Flex wrap gap={8}><Steps one={one} /><TicketSteps one={one} /><LostCode one={one} /><OnceCode one={one} /></Flex>
            <Row gutter={[12, 12]}>
              <Col xs={24} lg={14}>
                <Flex vertical gap={12}>
                  <Typography.Paragraph style={{ whiteSpace: "pre-wrap", fontSize: 16, margin: 0 }}>{one.said}</Typography.Paragraph>
                  <Story one={one} />
                </Flex>
              </Col>
              <Col xs={24} lg={10}>
                <Flex vertical gap={12}>
                  {one.aid && <AidPanel aid={one.aid} />}
                  <TicketFacts one={one} />
                  <About one={one} />
                  <PassedFacts one={one} />
                  <Documents one={one} />
                  <Links one={one} />
                  <History one={one} />
                </Flex>
              </Col>
            </Row>
          </Flex>
        )}
      </Shown>
    </Flex>
  );
}
