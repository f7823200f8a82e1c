/** A person's term: how it stands, what was made for it, and the steps open now. */
import { Alert, Button, Card, Empty, Flex, Space } from "antd";
import { type ComponentType, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { sayCode } from "../../kit/code.ts";
import { useMay } from "../../kit/session.tsx";
import { Shown } from "../../kit/states.tsx";
import DeclareForm from "./declare.tsx";
import { Documents } from "./documents.tsx";
import { StepForm, type StepProps } from "./form.tsx";
import GroupForm from "./group.tsx";
import { Made } from "./made.tsx";
import PlanForm from "./plan.tsx";
import { Stands } from "./stands.tsx";
import type { Action, TermRecord } from "./steps.ts";
import UploadForm from "./upload.tsx";
import { useTerm } from "./use.ts";

const OWN: Partial<Record<Action, ComponentType<StepProps>>> = {
  group: GroupForm,
  plan: PlanForm,
  declare: DeclareForm,
  document: UploadForm,
};
const NEXT: Record<string, Action> = { expected: "receive", received: "declare", declared: "categorise" };
const ENDS: readonly Action[] = ["release", "terminate"];

function Steps({ record, choose }: { record: TermRecord; choose: (action: Action) => void }) {
  const { t } = useTranslation();
  const may = useMay("change_people");
  const live = record.term && !record.term.ended_on;
  if (record.allowed.length === 0) return may && live ? <Alert type="info" title={t("term.no_delegation")} /> : null;
  const received = record.term?.state === "received" && !record.term.group;
  const next = received ? "group" : NEXT[record.term?.state ?? ""];
  return (
    <Space wrap>
      {record.allowed.filter((one) => one !== "categorise" || !record.term?.proposal).map((one) => (
        <Button key={one} type={one === next ? "primary" : "default"} danger={ENDS.includes(one)} onClick={() => choose(one)}>
          {t(`term.${one}`)}
        </Button>
      ))}
    </Space>
  );
}

function Waiting({ record }: { record: TermRecord }) {
  const { t } = useTranslation();
  const one = record.term?.proposal;
  if (!one) return null;
  return (
    <Alert
      type="warning"
      showIcon
      title={t("term.proposal", { category: sayCode(t, "category", one.category) })}
      description={t("term.proposal.by", { name: one.by, reasons: one.reasons })}
      action={!one.mine && <Link to={`/approvals?id=${one.request}`}>{t("term.proposal.open")}</Link>}
    />
  );
}

function Chosen({ action, ...rest }: StepProps & { action: Action }) {
  const Own = OWN[action];
  if (Own) return <Own {...rest} />;
  return <StepForm action={action as Exclude<Action, "document">} {...rest} />;
}

export default function TermPanel({ person }: { person: string }) {
  const { t } = useTranslation();
  const read = useTerm(person);
  const [action, setAction] = useState<Action>();
  const close = () => setAction(undefined);
  return (
    <Shown read={read}>
      {(record) => (
        <Flex vertical gap={12}>
          <Steps record={record} choose={setAction} />
          <Waiting record={record} />
          {record.term ? <Stands term={record.term} /> : <Card size="small"><Empty description={t("term.none")} /></Card>}
          <Made record={record} />
          <Documents record={record} person={person} />
          {action && <Chosen key={action} action={action} person={person} record={record} close={close} />}
        </Flex>
      )}
    </Shown>
  );
}
