/** The departments, their heads, and the leader who answers for each. */
import { PlusOutlined } from "@ant-design/icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Empty, Flex, Form, Input, Modal, Select, Table, type TableColumnsType, Typography } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { useMay } from "../../kit/session.tsx";
import { Failure, Shown } from "../../kit/states.tsx";
import { Keeper } from "./columns.tsx";
import { useDepartmentName, useDepartments, usePeople } from "./say.ts";

type Department = Api<"DepartmentItem">;
type Given = Api<"DepartmentChange"> & { code: string };

function useKeep(close: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ code, head, leader, phone, ...names }: Given) =>
      answer(api.PUT("/api/departments/{code}", { params: { path: { code } }, body: { ...names, phone: phone ?? "", head: head ?? null, leader: leader ?? null } })),
    onSuccess: close,
    onSettled: () => void client.invalidateQueries({ queryKey: ["departments"] }),
  });
}

function Fields({ fresh }: { fresh: boolean }) {
  const { t } = useTranslation();
  const { options, loading } = usePeople();
  const need = [{ required: true, whitespace: true, message: t("department.need") }];
  const search = { allowClear: true, showSearch: { optionFilterProp: "label" }, options, loading };
  return (
    <>
      <Form.Item name="code" hidden={!fresh} label={t("department.code")} rules={[{ required: true, pattern: /^[a-z_]{2,30}$/, message: t("department.code.need") }]}><Input maxLength={30} /></Form.Item>
      <Form.Item name="name_zh" label={t("department.name.zh")} rules={need}><Input maxLength={40} /></Form.Item>
      <Form.Item name="name_en" label={t("department.name.en")} rules={need}><Input maxLength={80} /></Form.Item>
      <Form.Item name="phone" label={t("department.phone")} rules={[{ pattern: /^[0-9 -]*$/, message: t("department.phone.need") }]}><Input maxLength={20} inputMode="tel" /></Form.Item>
      <Form.Item name="head" label={t("department.head")}><Select {...search} /></Form.Item>
      <Form.Item name="leader" label={t("department.leader")}><Select {...search} placeholder={t("department.leader.none")} /></Form.Item>
    </>
  );
}

function Change({ one, close }: { one: Department | null; close: () => void }) {
  const { t } = useTranslation();
  const name = useDepartmentName();
  const [form] = Form.useForm<Given>();
  const keep = useKeep(close);
  const start = one && { ...one, head: one.head?.left ? undefined : one.head?.id, leader: one.leader?.left ? undefined : one.leader?.id };
  return (
    <Modal open title={one ? t("department.of", { name: name(one.code) }) : t("department.add")} onCancel={close} onOk={form.submit} okText={t("act.save")} confirmLoading={keep.isPending}>
      <Form form={form} layout="vertical" initialValues={start ?? {}} onFinish={keep.mutate}>
        <Fields fresh={!one} />
        {keep.isError && <Failure error={keep.error} />}
      </Form>
    </Modal>
  );
}

function useColumns(change: (one: Department) => void): TableColumnsType<Department> {
  const { t } = useTranslation();
  const name = useDepartmentName();
  const keeps = useMay("keep_owned");
  const act = { title: t("act.actions"), className: "screen", render: (_: unknown, one: Department) => <Button size="small" onClick={() => change(one)}>{t("department.change")}</Button> };
  return [
    { title: t("owned.department"), render: (_, one) => name(one.code) },
    { title: t("department.head"), render: (_, one) => <Keeper one={one.head} /> },
    { title: t("department.leader"), render: (_, one) => one.leader ? <Keeper one={one.leader} /> : <Typography.Text type="secondary">{t("department.leader.none")}</Typography.Text> },
    { title: t("department.phone"), dataIndex: "phone", responsive: ["md"] },
    ...(keeps ? [act] : []),
  ];
}

export function Departments() {
  const { t } = useTranslation();
  const keeps = useMay("keep_owned");
  const read = useDepartments();
  const [changing, change] = useState<Department | "new" | null>(null);
  const columns = useColumns(change);
  return (
    <Flex vertical gap={12} align="start">
      {keeps && <Button className="screen" icon={<PlusOutlined />} onClick={() => change("new")}>{t("department.add")}</Button>}
      <div style={{ width: "100%" }}>
        <Shown read={read}>
          {(all) => <Table size="small" rowKey="code" pagination={false} columns={columns} dataSource={all} scroll={{ x: "max-content" }} locale={{ emptyText: <Empty /> }} />}
        </Shown>
      </div>
      {changing && <Change one={changing === "new" ? null : changing} close={() => change(null)} />}
    </Flex>
  );
}
