/** One order: its ground in the words of the law, its evidence, who decided, and what comes next. */
import { Button, Card, Descriptions, Flex, Space, Typography } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "../../kit/api.ts";
import { useMay } from "../../kit/session.tsx";
import { When } from "../../kit/when.tsx";
import { IssueForm, LiftForm, TellForm } from "./forms.tsx";
import { isLive, type Order, StandsMark, TrackLink, useLeft } from "./order.tsx";
import { useAct } from "./use.ts";
import { Zones } from "./zones.tsx";

type Form = "tell" | "lift" | "issue";
const FORMS = { tell: TellForm, lift: LiftForm, issue: IssueForm };

function Tracker({ one }: { one: Order }) {
  const { t } = useTranslation();
  const { tracker } = one;
  if (!tracker) return t("pos.tracker.none");
  const { label, issued_at, ended_at } = tracker;
  return <span>{t(ended_at ? "pos.tracker.back" : "pos.tracker.held", { label })} <When at={ended_at ?? issued_at} /></span>;
}

function useFacts(one: Order) {
  const { t } = useTranslation();
  const by = one.stands === "asked" ? "pos.by.waiting" : "pos.by.text";
  const facts: [string, React.ReactNode][] = [
    ["pos.evidence", <Typography.Paragraph key="e" style={{ margin: 0, whiteSpace: "pre-wrap" }}>{one.evidence}</Typography.Paragraph>],
    ["pos.days", `${one.from_on} – ${one.until_on}`],
    ["pos.by", t(by, { asked: one.asked_by, decided: one.decided_by })],
    ["pos.reasons", one.reasons],
    ["pos.renews", one.renews ? t("word.yes") : ""],
    ["pos.assessment", one.assessment],
    ["pos.told", one.notified_at ? <When key="t" at={one.notified_at} /> : one.stands === "untold" ? t("pos.told.not") : ""],
    ["pos.lift.at", one.lifted_at && <span key="l"><When at={one.lifted_at} /> {one.lift_why}</span>],
    ["pos.tracker", one.notified_at && <Tracker key="d" one={one} />],
  ];
  return facts.filter(([, value]) => value).map(([key, children]) => ({ key, label: t(key as "pos.days"), children }));
}

function Actions({ one, show, renew }: { one: Order; show: (form: Form) => void; renew?: (() => void) | undefined }) {
  const { t } = useTranslation();
  const held = one.tracker && !one.tracker.ended_at ? one.tracker : null;
  const back = useAct(() => answer(api.POST("/api/positioning/{order}/tracker/end", { params: { path: { order: one.id } } })));
  const told = one.stands === "running" || one.stands === "to_begin";
  return (
    <Space wrap size={4} className="screen">
      <TrackLink one={one} />
      {one.stands === "untold" && <Button size="small" type="primary" onClick={() => show("tell")}>{t("pos.tell")}</Button>}
      {told && !held && <Button size="small" type="primary" onClick={() => show("issue")}>{t("pos.issue")}</Button>}
      {held && <Button size="small" onClick={() => back(t("pos.take_back.sure", { label: held.label }))}>{t("pos.take_back")}</Button>}
      {(told || one.stands === "over") && renew && <Button size="small" onClick={renew}>{t("pos.renew")}</Button>}
      {(told || one.stands === "untold") && <Button size="small" danger onClick={() => show("lift")}>{t("pos.lift")}</Button>}
    </Space>
  );
}

export function OrderCard({ one, renew }: { one: Order; renew?: () => void }) {
  const { t } = useTranslation();
  const may = useMay("change_people");
  const [form, show] = useState<Form>();
  const left = useLeft()(one);
  const Shown = form && FORMS[form];
  const title = (
    <Flex wrap gap={8} align="center">
      <StandsMark value={one.stands} />
      <span style={{ whiteSpace: "normal" }}>{t(`ground.${one.ground}`)}</span>
      {left && <Typography.Text type="secondary">{left}</Typography.Text>}
    </Flex>
  );
  return (
    <Card size="small" title={title} styles={{ header: { height: "auto", paddingBlock: 6 } }}>
      <Flex vertical gap={12}>
        {one.stands === "untold" && <Typography.Text type="warning">{t("pos.untold.text")}</Typography.Text>}
        <Descriptions size="small" column={{ xs: 1, lg: 2 }} items={useFacts(one)} />
        {may && <Actions one={one} show={show} renew={renew} />}
        {one.stands !== "asked" && one.stands !== "refused" && one.stands !== "withdrawn" && <Zones order={one.id} person={one.person} live={isLive(one)} />}
      </Flex>
      {Shown && <Shown one={one} close={() => show(undefined)} />}
    </Card>
  );
}
