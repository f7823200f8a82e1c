/** The moves of one person, with the clocks of both offices. */
import { useQuery } from "@tanstack/react-query";
import { Button, Card, Descriptions, Empty, Flex, Tag } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { audited } from "../../kit/query.ts";
import { useMay } from "../../kit/session.tsx";
import { Shown } from "../../kit/states.tsx";
import { AskMove } from "./ask.tsx";
import { Clocks } from "./clocks.tsx";
import { Relocate } from "./relocate.tsx";
import { Steps } from "./step.tsx";
import { usePlaceName } from "./townships.ts";

export function MoveCard({ one }: { one: Api<"MoveRecord"> }) {
  const { t } = useTranslation();
  const township = usePlaceName();
  const facts: [string, ReactNode][] = [
    [t("move.from"), township(one.from_township)],
    [t("move.to"), `${one.to_body} ${one.to_township ? township(one.to_township) : ""}`],
    [t("move.address"), one.address],
    [t("move.on"), one.moving_on],
    [t("move.why"), [one.why, one.proof, one.urgent].filter(Boolean).join(" · ")],
    [t("move.answer"), one.answer || t("word.none")],
    [t("move.letters"), [one.inquiry_no, one.reply_no].filter(Boolean).join("、") || t("word.none")],
  ];
  return (
    <Card size="small" title={<>{t("leave.asked.on", { day: one.asked_on })} <Tag>{t(`move.state.${one.state}`)}</Tag></>} extra={<Steps one={one} />}>
      <Flex vertical gap={12}>
        <Descriptions size="small" column={{ xs: 1, md: 2 }} items={facts.map(([label, children]) => ({ key: label, label, children }))} />
        <Clocks clocks={one.clocks} />
      </Flex>
    </Card>
  );
}

export default function MovePanel({ person }: { person: string }) {
  const { t } = useTranslation();
  const may = useMay("change_people");
  const [open, show] = useState<"ask" | "inside" | null>(null);
  const read = useQuery({
    ...audited,
    queryKey: ["moves", person],
    queryFn: () => answer(api.GET("/api/people/{person}/moves", { params: { path: { person } } })),
  });
  return (
    <Flex vertical gap={12}>
      {may && (
        <Flex gap={8} wrap>
          <Button type="primary" size="small" onClick={() => show("ask")}>{t("move.ask")}</Button>
          <Button size="small" onClick={() => show("inside")}>{t("move.inside")}</Button>
        </Flex>
      )}
      <Shown read={read}>
        {(list) => (list.length ? list.map((one) => <MoveCard key={one.id} one={one} />) : <Empty description={t("move.none")} />)}
      </Shown>
      {open === "ask" && <AskMove person={person} close={() => show(null)} />}
      {open === "inside" && <Relocate person={person} close={() => show(null)} />}
    </Flex>
  );
}
