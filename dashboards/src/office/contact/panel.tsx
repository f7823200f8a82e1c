/** The contacts with one person, and lost contact. */
import { useQuery } from "@tanstack/react-query";
import { Button, Empty, Flex, Tag, Timeline, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { answer, api, type Api } from "../../kit/api.ts";
import { audited } from "../../kit/query.ts";
import { useMay } from "../../kit/session.tsx";
import { Shown } from "../../kit/states.tsx";
import { When } from "../../kit/when.tsx";
import { LostContact } from "./lost.tsx";

type Item = Api<"ContactItem">;

export function useContacts(person: string) {
  return useQuery({
    ...audited,
    queryKey: ["contacts", person],
    queryFn: () => answer(api.GET("/api/people/{person}/contacts", { params: { path: { person } } })),
  });
}

function One({ one }: { one: Item }) {
  const { t } = useTranslation();
  const where = [one.place, one.present.join("、")].filter(Boolean).join(" · ");
  return (
    <Flex vertical>
      <span>
        <strong>{t(`contact.${one.way}`)}</strong> <When at={one.at} /> <Tag>{t(`contact.${one.outcome}`)}</Tag>
        {one.checkin && <Tag color="success"><Link to={`/checkins/${one.checkin}`}>{t("contact.report.mark")}</Link></Tag>}
      </span>
      {where && <Typography.Text type="secondary">{where}</Typography.Text>}
      <span style={{ whiteSpace: "pre-wrap" }}>{one.said}</span>
      {one.next_step && <span>{t("contact.next")}: {one.next_step}</span>}
      <Typography.Text type="secondary">{one.author}</Typography.Text>
    </Flex>
  );
}

export default function ContactPanel({ person }: { person: string }) {
  const { t } = useTranslation();
  const may = useMay("change_people");
  const read = useContacts(person);
  return (
    <Shown read={read}>
      {(list) => (
        <Flex vertical gap={12}>
          {may && <div><Link to={`/contacts/new?person=${person}`}><Button type="primary" tabIndex={-1}>{t("contact.new")}</Button></Link></div>}
          <LostContact list={list} person={person} may={may} />
          {list.items.length === 0 && <Empty description={t("contact.none")} />}
          <Timeline items={list.items.map((one) => ({ key: one.id, content: <One one={one} /> }))} />
        </Flex>
      )}
    </Shown>
  );
}
