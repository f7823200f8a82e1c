/** The authorities that exchange with us, each known by its certificate. */
import { PlusOutlined } from "@ant-design/icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button, Empty, Flex, Form, Input, Modal, Select, Table, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { useAreaName } from "../../kit/area.ts";
import { useComplain } from "../../kit/complain.ts";
import { useMay } from "../../kit/session.tsx";
import { Failure, Shown } from "../../kit/states.tsx";
import { Callback, type Partner, Told, usePartners } from "./told.tsx";

const KINDS = ["police", "procuratorate", "court", "data_centre", "platform"] as const;

function useFresh(): () => void {
  const client = useQueryClient();
  return () => void client.invalidateQueries({ queryKey: ["partners"] });
}

function Add({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const fresh = useFresh();
  const [form] = Form.useForm<Api<"NewPartner">>();
  const add = useMutation({
    mutationFn: (body: Api<"NewPartner">) => answer(api.POST("/api/sharing/partners", { body })),
    onSuccess: close,
    onSettled: fresh,
  });
  const need = [{ required: true, message: t("oversight.need") }];
  return (
    <Modal open title={t("partner.add")} onCancel={close} onOk={form.submit} okText={t("act.save")} confirmLoading={add.isPending}>
      <Form form={form} layout="vertical" onFinish={add.mutate}>
        <Form.Item name="kind" label={t("partner.kind")} rules={need}>
          <Select options={KINDS.map((value) => ({ value, label: t(`partner.${value}`) }))} />
        </Form.Item>
        <Form.Item name="name" label={t("partner.name")} rules={need}><Input maxLength={60} /></Form.Item>
        <Form.Item name="code" label={t("partner.code")} extra={t("partner.code.text")} rules={[...need, { pattern: /^[a-z][a-z0-9-]{2,39}$/, message: t("partner.code.bad") }]}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="area" label={t("partner.area")} extra={t("partner.area.text")} rules={[{ pattern: /^([0-9]{6})?$/, message: t("partner.area.text") }]}>
          <Input maxLength={6} inputMode="numeric" />
        </Form.Item>
        <Form.Item name="callback" label={t("partner.callback")} extra={t("partner.callback.text")}>
          <Input maxLength={300} inputMode="url" placeholder="https://" />
        </Form.Item>
        {add.isError && <Failure error={add.error} />}
      </Form>
    </Modal>
  );
}

function End({ one }: { one: Partner }) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const end = useMutation({
    mutationFn: () => answer(api.POST("/api/sharing/partners/{code}/end", { params: { path: { code: one.code } } })),
    onError: useComplain(),
    onSettled: useFresh(),
  });
  async function ask(): Promise<void> {
    if (await modal.confirm({ title: t("partner.end.ask", { name: one.name }), content: t("partner.end.text") })) end.mutate();
  }
  return <Button size="small" danger loading={end.isPending} onClick={() => void ask()}>{t("partner.end")}</Button>;
}

export function Partners() {
  const { t } = useTranslation();
  const area = useAreaName();
  const keeps = useMay("administer");
  const [adding, setAdding] = useState(false);
  const [changed, setChanged] = useState<Partner>();
  const read = usePartners();
  return (
    <Flex vertical gap={12} align="flex-start">
      {keeps && <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>{t("partner.add")}</Button>}
      <div style={{ width: "100%" }}>
        <Shown read={read}>
          {(known) => (
            <Table
              size="small"
              rowKey="code"
              pagination={false}
              scroll={{ x: "max-content" }}
              dataSource={known}
              locale={{ emptyText: <Empty description={t("partner.none")} /> }}
              columns={[
                { title: t("partner.name"), dataIndex: "name" },
                { title: t("partner.kind"), render: (_, one) => t(`partner.${one.kind}`) },
                { title: t("partner.area"), render: (_, one) => area(one.area) },
                { title: t("partner.code"), dataIndex: "code", responsive: ["md"] },
                { title: t("packet.state"), render: (_, one) => <Tag {...(!one.ended_at && { color: "success" })}>{t(one.ended_at ? "partner.over" : "partner.on")}</Tag> },
                { title: t("partner.telling"), render: (_, one) => <Told one={one} /> },
                ...(keeps ? [{
                  title: t("act.actions"),
                  render: (_: unknown, one: Partner) => !one.ended_at && (
                    <Flex gap={4}>
                      <Button size="small" onClick={() => setChanged(one)}>{t("partner.callback.change")}</Button>
                      <End one={one} />
                    </Flex>
                  ),
                }] : []),
              ]}
            />
          )}
        </Shown>
      </div>
      {changed && <Callback one={changed} close={() => setChanged(undefined)} />}
      {adding && <Add close={() => setAdding(false)} />}
    </Flex>
  );
}
