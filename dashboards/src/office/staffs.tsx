/** The accounts: who may sign in, as what and where. */
import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Flex, type TableColumnsType, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../kit/api.ts";
import { useAreaName } from "../kit/area.ts";
import { Heading } from "../kit/heading.tsx";
import { List } from "../kit/list.tsx";
import { usePaging } from "../kit/paging.ts";
import { When } from "../kit/when.tsx";
import { AccountActions } from "./staffs/actions.tsx";
import { AccountForm } from "./staffs/form.tsx";
import { type Given, GivenPassword } from "./staffs/password.tsx";

export type Account = Api<"StaffItem">;

function State({ one }: { one: Account }) {
  const { t } = useTranslation();
  if (one.ended_at) return <>{t("staff.ended")} <When at={one.ended_at} /></>;
  return t(one.signed_in ? "staff.in" : "staff.out");
}

function useColumns(edit: (one: Account) => void, give: (given: Given) => void): TableColumnsType<Account> {
  const { t } = useTranslation();
  const area = useAreaName();
  return [
    { title: t("login.login"), dataIndex: "login" },
    { title: t("staff.name"), dataIndex: "name" },
    { title: t("staff.role"), render: (_, one) => t(`role.${one.role}`) },
    { title: t("staff.area"), render: (_, one) => area(one.area), responsive: ["md"] },
    { title: t("staff.minors"), render: (_, one) => one.minors && <Tag>{t("staff.minors.yes")}</Tag>, responsive: ["lg"] },
    { title: t("staff.state"), render: (_, one) => <State one={one} />, responsive: ["md"] },
    { title: t("act.actions"), render: (_, one) => <AccountActions one={one} edit={() => edit(one)} give={give} /> },
  ];
}

export default function Staffs() {
  const { t } = useTranslation();
  const { page, size } = usePaging();
  const [form, setForm] = useState<Account | "new" | null>(null);
  const [given, setGiven] = useState<Given | null>(null);
  const columns = useColumns(setForm, setGiven);
  const read = useQuery({
    queryKey: ["staffs", page],
    queryFn: () => answer(api.GET("/api/staffs", { params: { query: { page, size } } })),
    placeholderData: (before) => before,
  });
  return (
    <Flex vertical gap={12}>
      <Flex wrap gap={12} align="center">
        <Heading tab={t("staff.title")} />
        <Button type="primary" icon={<PlusOutlined />} onClick={() => setForm("new")}>{t("staff.add")}</Button>
      </Flex>
      <List read={read} columns={columns} none={t("people.none")} />
      {form && <AccountForm one={form === "new" ? null : form} close={() => setForm(null)} give={setGiven} />}
      {given && <GivenPassword given={given} close={() => setGiven(null)} />}
    </Flex>
  );
}
