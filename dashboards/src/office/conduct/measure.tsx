/** One measure from proposal to answer, and the steps that are open now. */
import { App, Button, Card, Descriptions, Flex, Space, Tag, Typography } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay, useMe } from "../../kit/session.tsx";
import { When } from "../../kit/when.tsx";
import { Evidence } from "./evidence.tsx";
import { StepForm } from "./step.tsx";
import { type Sanction, type Step, useStep } from "./use.ts";

const COLOURS: Partial<Record<Sanction["state"], string>> = { proposed: "processing", decided: "warning", in_force: "success" };

/** The steps that follow from where it stands. */
function stepsOf(one: Sanction, county: boolean, me: string): Step[] {
  const proposal = one.measure.endsWith("_proposal");
  const open: Step[] = [];
  if (one.state === "proposed") open.push(...(county ? (["decide"] as const) : []), "withdraw");
  if (one.state === "decided") open.push("tell");
  if (one.state === "in_force" && proposal && county) open.push("outcome");
  if ((one.state === "decided" || one.state === "in_force") && !one.objection) open.push("objection");
  if (one.objection && !one.objection.outcome && county && one.decider !== me) open.push("answer");
  if (one.objection?.outcome && !one.objection.referred_at) open.push("refer");
  return open;
}

function Said({ one }: { one: Sanction }) {
  const { t } = useTranslation();
  const raised = one.objection;
  const facts: [string, React.ReactNode][] = [
    [t("conduct.ground"), one.ground_words],
    [t("conduct.facts"), one.facts],
    [t("conduct.heard"), one.heard],
    [t("conduct.considered"), one.considered],
    [t("conduct.proposed"), <span key="p">{one.proposed_by} <When at={one.proposed_at} /></span>],
    [t("conduct.decided"), one.decided_at && <span key="d">{one.decided_by} <When at={one.decided_at} /></span>],
    [t("conduct.reasons"), one.reasons],
    [t("conduct.told"), one.told_on && `${one.told_on} ${one.told_how}`],
    [t("conduct.copied"), one.copied_on],
    [t("conduct.route"), one.objection_route],
    [t("conduct.outcome"), one.outcome && `${t(`outcome.${one.outcome}`)} ${one.outcome_on} ${one.outcome_document}`],
    [t("conduct.objection"), raised && <span key="o">{raised.text} <When at={raised.raised_at} /></span>],
    [t("conduct.answered"), raised?.outcome && `${t(`result.${raised.outcome}`)} · ${raised.answered_by} · ${raised.findings} ${raised.changed_to}`],
    [t("conduct.referred"), raised?.referred_at && <span key="r"><When at={raised.referred_at} /> {raised.referred_why}</span>],
  ];
  const items = facts.filter(([, said]) => Boolean(said)).map(([label, children]) => ({ key: label, label, children }));
  return <Descriptions size="small" column={1} items={items} styles={{ content: { whiteSpace: "pre-wrap" } }} />;
}

function Steps({ one, person, choose }: { one: Sanction; person: string; choose: (step: Step) => void }) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const county = useMay("decide_county");
  const me = useMe().id;
  const withdraw = useStep(person, one.id, "withdraw", () => undefined);
  async function take(step: Step): Promise<void> {
    if (step !== "withdraw") choose(step);
    else if (await modal.confirm({ title: t("conduct.withdraw.sure") })) withdraw.mutate({});
  }
  return (
    <Space wrap>
      {stepsOf(one, county, me).map((step) => (
        <Button key={step} size="small" onClick={() => void take(step)}>{t(`conduct.step.${step}`)}</Button>
      ))}
    </Space>
  );
}

export function Measure({ one, person }: { one: Sanction; person: string }) {
  const { t } = useTranslation();
  const may = useMay("change_people");
  const [step, choose] = useState<Step>();
  const colour = COLOURS[one.state];
  return (
    <Card
      size="small"
      title={<>{t(`measure.${one.measure}`)} <Tag {...(colour && { color: colour })}>{t(`sanction.${one.state}`)}</Tag></>}
      extra={one.paper && <a href={`/api/papers/${one.paper}/pdf`} target="_blank" rel="noreferrer">{t("conduct.paper")}</a>}
    >
      <Flex vertical gap={8}>
        <Said one={one} />
        <Evidence sanction={one.id} />
        {may && <Steps one={one} person={person} choose={choose} />}
        {one.state === "proposed" && <Typography.Text type="secondary">{t("conduct.propose.text")}</Typography.Text>}
      </Flex>
      {step && <StepForm one={one} person={person} step={step} close={() => choose(undefined)} />}
    </Card>
  );
}
