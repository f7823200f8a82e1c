/** No-entry orders of one person in the court's words, and permitted entry. */
import { useQuery } from "@tanstack/react-query";
import { Button, Card, Empty, Flex, Space, Tag, Typography } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { audited } from "../../kit/query.ts";
import { useMay } from "../../kit/session.tsx";
import { Shown } from "../../kit/states.tsx";
import { AskEntry, DecideEntry, EndBan, EnterBan } from "./forms.tsx";

type Ban = Api<"BanItem">;
type Entry = Api<"EntryItem">;
type Open = { form: "enter" | "end" | "ask"; ban?: Ban } | { form: "decide"; entry: Entry };

function EntryLine({ one, decide }: { one: Entry; decide?: (() => void) | undefined }) {
  const { t } = useTranslation();
  return (
    <Flex wrap gap={8} align="center">
      <Tag>{t(`ban.entry.${one.state}`)}</Tag>
      <span>{one.place} · {one.from_on} – {one.until_on}</span>
      <Typography.Text type="secondary">{[one.why, ...one.conditions].join(" · ")}</Typography.Text>
      {decide && <Button size="small" type="primary" onClick={decide}>{t("ban.entry.decide")}</Button>}
    </Flex>
  );
}

function Actions({ one, show }: { one: Ban; show: (open: Open) => void }) {
  const { t } = useTranslation();
  const [county, changes] = [useMay("decide_county"), useMay("change_people")];
  if (one.ended_on) return null;
  return (
    <Space wrap size={4}>
      {one.conditional && changes && <Button size="small" onClick={() => show({ form: "ask", ban: one })}>{t("ban.entry")}</Button>}
      {county && <Button size="small" onClick={() => show({ form: "enter", ban: one })}>{t("ban.correct")}</Button>}
      {county && <Button size="small" onClick={() => show({ form: "end", ban: one })}>{t("ban.end")}</Button>}
    </Space>
  );
}

function BanCard({ one, show }: { one: Ban; show: (open: Open) => void }) {
  const { t } = useTranslation();
  const county = useMay("decide_county");
  const mark = <Tag {...(one.holds && { color: "processing" })}>{t(one.holds ? "ban.holds" : "ban.over")}</Tag>;
  return (
    <Card size="small" title={<>{t(`ban.kind.${one.kind}`)} {mark}</>} extra={<Actions one={one} show={show} />}>
      <Flex vertical gap={8}>
        <Typography.Paragraph strong style={{ margin: 0, whiteSpace: "pre-wrap" }}>“{one.words}”</Typography.Paragraph>
        <span>{one.from_on} – {one.until_on} · {one.court} {one.number}</span>
        <Typography.Text type="secondary">
          {t("ban.entered", { name: one.entered_by })}
          {one.conditional && ` · ${t("ban.conditional")}`}
          {one.ended_on && ` · ${t("ban.ended", { day: one.ended_on, why: one.end_why })}`}
        </Typography.Text>
        {one.entries.map((entry) => (
          <EntryLine key={entry.id} one={entry} decide={county && entry.state === "asked" ? () => show({ form: "decide", entry }) : undefined} />
        ))}
      </Flex>
    </Card>
  );
}

export default function BanPanel({ person }: { person: string }) {
  const { t } = useTranslation();
  const county = useMay("decide_county");
  const [open, show] = useState<Open>();
  const close = () => show(undefined);
  const read = useQuery({
    ...audited,
    queryKey: ["bans", person],
    queryFn: () => answer(api.GET("/api/people/{person}/bans", { params: { path: { person } } })),
  });
  return (
    <Flex vertical gap={12}>
      {county && <Flex><Button type="primary" size="small" onClick={() => show({ form: "enter" })}>{t("ban.enter")}</Button></Flex>}
      <Shown read={read}>
        {(list) => (list.length ? list.map((one) => <BanCard key={one.id} one={one} show={show} />) : <Empty description={t("ban.none")} />)}
      </Shown>
      {open?.form === "enter" && <EnterBan person={person} before={open.ban} close={close} />}
      {open?.form === "end" && open.ban && <EndBan ban={open.ban.id} close={close} />}
      {open?.form === "ask" && open.ban && <AskEntry ban={open.ban.id} close={close} />}
      {open?.form === "decide" && <DecideEntry entry={open.entry.id} close={close} />}
    </Flex>
  );
}
