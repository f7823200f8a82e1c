/** My leave: what runs, what was answered, a new wish. */
import { Alert, Button, Flex, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Api } from "../kit/api.ts";
import { Shown } from "../kit/states.tsx";
import { Card, Lines } from "./card.tsx";
import { Actions } from "./leave/actions.tsx";
import { AskLeave } from "./leave/form.tsx";
import { Moves } from "./leave/moves.tsx";
import { Travels } from "./leave/travels.tsx";
import { useLeaves } from "./read.ts";
import { sayDay } from "./say.ts";
import { Title } from "./title.tsx";

type One = Api<"OwnLeave">;
const COLOUR: Partial<Record<One["phase"], string>> = { planned: "success", away: "success", returned: "default", late: "warning", refused: "warning", asked: "processing" };

function Refusal({ one }: { one: One }) {
  const { t } = useTranslation();
  return (
    <>
      <Alert type="warning" title={t("own.leave.why_not")} description={<p className="own-words">{one.answer}</p>} />
      <p className="own-words">{one.complaint_route}</p>
      <Link to="/own/complaint"><Button block>{t("own.complaint.go")}</Button></Link>
    </>
  );
}

function Leave({ one }: { one: One }) {
  const { t, i18n } = useTranslation();
  return (
    <Card title={one.place} actions={<Actions one={one} />}>
      <span>
        <Tag color={COLOUR[one.phase] ?? "default"}>{t(`own.phase.${one.phase}`)}</Tag>
        {one.extends && <Tag>{t("own.leave.longer")}</Tag>}
      </span>
      <Lines
        lines={[
          [t("own.leave.from"), sayDay(one.from_on, i18n.language)],
          [t("own.leave.to"), sayDay(one.to_on, i18n.language)],
          [t("own.leave.days"), t("own.days", { n: one.days })],
          [t("own.leave.reason"), t(`own.reason.${one.reason}` as "own.reason.work")],
          one.phase === "asked" && [t("own.leave.who"), t(`own.level.${one.level}`)],
          one.phase === "asked" && [t("own.complaint.by"), sayDay(one.decide_by, i18n.language)],
          one.returned_on !== null && [t("own.leave.returned"), sayDay(one.returned_on, i18n.language)],
        ]}
      />
      {one.phase === "late" && <Alert type="warning" showIcon title={t("own.leave.late")} description={t("own.leave.late.text")} />}
      {one.said_back_on && !one.returned_on && <Alert type="info" title={t("own.leave.said_back")} />}
      {one.state === "refused" && <Refusal one={one} />}
    </Card>
  );
}

export default function Leaves() {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  return (
    <Flex vertical gap="middle">
      <Title>{t("own.leave.title")}</Title>
      {asking ? <AskLeave close={() => setAsking(false)} /> : (
        <Card title={t("own.leave.new")} actions={<Button type="primary" block onClick={() => setAsking(true)}>{t("own.leave.ask")}</Button>}>
          <p className="own-words">{t("own.leave.text")}</p>
        </Card>
      )}
      <Shown read={useLeaves()}>
        {(all) => <Flex vertical gap="middle">{all.map((one) => <Leave key={one.id} one={one} />)}</Flex>}
      </Shown>
      <Travels />
      <Moves />
    </Flex>
  );
}
