/** Legal aid of a matter: where it stands, its last day, what is asked for and what was decided. */
import { Alert, Descriptions, Card, Flex, Steps, Tag, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { dayOf } from "../../kit/time.ts";
import type { Aid } from "./use.ts";

const WAY = ["check", "decide", "assign", "assigned"] as const;

/** Whether the last day in time is over; the day itself is in time. */
function over(aid: Aid): boolean {
  return aid.due_on !== null && aid.due_on < dayOf(Date.now());
}

function Way({ aid }: { aid: Aid }) {
  const { t } = useTranslation();
  const at = aid.step === "supply" ? 0 : WAY.findIndex((one) => one === aid.step);
  if (at < 0) return <Alert type="info" title={t(`aid.step.${aid.step}`)} />;
  const items = WAY.map((one, place) => ({ title: t(place === 0 && aid.step === "supply" ? "aid.step.supply" : `aid.step.${one}`) }));
  return <Steps size="small" orientation="vertical" current={at} {...(over(aid) && { status: "error" as const })} items={items} />;
}

function Item({ one }: { one: Aid["items"][number] }) {
  const { t } = useTranslation();
  const [word, colour] = one.granted === null ? ["aid.undecided", "default"] as const : one.granted ? ["aid.granted", "success"] as const : ["aid.refused", "error"] as const;
  return (
    <div>
      <Tag color={colour}>{t(word)}</Tag>{t(`aid.item.${one.item}`)}
      {one.reason && <Typography.Paragraph type="secondary" style={{ margin: 0 }}>{one.reason}</Typography.Paragraph>}
    </div>
  );
}

export function AidPanel({ aid }: { aid: Aid }) {
  const { t } = useTranslation();
  const facts = [
    [t("aid.ground"), t(`aid.ground.${aid.ground}`)],
    [t("aid.means"), t(aid.means_checked ? "aid.means.checked" : "aid.means.free")],
    [t("aid.received"), aid.received_on],
    aid.missing_told_on && [t("aid.missing"), `${aid.missing.map((one) => t(`aid.paper.${one}`)).join("、")} (${t("aid.told")} ${aid.missing_told_on})`],
    aid.complete_on && [t("aid.complete"), aid.complete_on],
    aid.decided_on && [t("aid.decided"), `${aid.decided_on} ${aid.decided_by}`],
    aid.assigned_on && [t("aid.lawyer"), `${aid.lawyer} (${aid.assigned_on})`],
  ].filter((one) => Array.isArray(one)).map(([label, children]) => ({ key: label, label, children }));
  return (
    <Card size="small" title={t("aid.title")} extra={aid.due_on && <Typography.Text {...(over(aid) && { type: "danger" as const })}>{t("aid.due")} {aid.due_on}</Typography.Text>}>
      <Flex vertical gap={12}>
        <Way aid={aid} />
        <Descriptions size="small" column={1} items={facts} />
        <Flex vertical gap={4}>{aid.items.map((one) => <Item key={one.item} one={one} />)}</Flex>
        {aid.items.some((one) => one.granted === false) && <Typography.Text type="secondary">{t("aid.decide.object")}</Typography.Text>}
      </Flex>
    </Card>
  );
}
