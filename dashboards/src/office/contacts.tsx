/** The visits, interviews and calls of an area, newest first. */
import { useQuery } from "@tanstack/react-query";
import { Button, Flex, type TableColumnsType, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { answer, api, type Api } from "../kit/api.ts";
import { Heading } from "../kit/heading.tsx";
import { List } from "../kit/list.tsx";
import { usePaging } from "../kit/paging.ts";
import { useMay } from "../kit/session.tsx";
import { When } from "../kit/when.tsx";

export default function Contacts() {
  const { t } = useTranslation();
  const may = useMay("change_people");
  const paging = usePaging();
  const query = { page: paging.page, size: paging.size };
  const read = useQuery({ queryKey: ["contacts", query], queryFn: () => answer(api.GET("/api/contacts", { params: { query } })) });
  const columns: TableColumnsType<Api<"ContactLine">> = [
    { title: t("contact.person"), render: (_, one) => <Link to={`/people/${one.person.id}?part=contact`}>{one.person.name}</Link> },
    { title: t("contact.way"), render: (_, one) => t(`contact.${one.way}`) },
    { title: t("contact.outcome"), render: (_, one) => <>{t(`contact.${one.outcome}`)} {one.is_report && <Tag color="success">{t("contact.report.mark")}</Tag>}</> },
    { title: t("contact.at"), render: (_, one) => <When at={one.at} stacked /> },
    { title: t("contact.by"), dataIndex: "author", responsive: ["md"] },
  ];
  return (
    <Flex vertical gap={12}>
      <Flex wrap gap={12} align="center" justify="space-between">
        <Heading tab={t("contact.title")}>{t("contact.title")}</Heading>
        {may && <Link to="/contacts/new"><Button type="primary" tabIndex={-1}>{t("contact.new")}</Button></Link>}
      </Flex>
      <List read={read} columns={columns} none={t("contact.none")} />
    </Flex>
  );
}
