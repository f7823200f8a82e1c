/** One issued paper: the file, how it was served, and what can still be done with it. */
import { FilePdfOutlined, FileWordOutlined } from "@ant-design/icons";
import { Alert, Button, Drawer, Empty, Flex, Space, Table } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Api } from "../../kit/api.ts";
import { Facts } from "../../kit/facts.tsx";
import { useMay } from "../../kit/session.tsx";
import { Shown } from "../../kit/states.tsx";
import { ByWire } from "./exchange.tsx";
import { ServeForm } from "./serve.tsx";
import { usePaper } from "./use.ts";
import { VoidForm } from "./void.tsx";

type Record = Api<"PaperRecord">;

function Services({ one }: { one: Record }) {
  const { t } = useTranslation();
  const none = <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("paper.services.none")} />;
  return (
    <Table
      size="small"
      rowKey="recorded_at"
      title={() => t("paper.services")}
      pagination={false}
      dataSource={one.services}
      locale={{ emptyText: none }}
      columns={[
        { title: t("paper.serve.on"), dataIndex: "served_on" },
        { title: t("paper.serve.way"), render: (_, line) => t(`way.${line.way}`) },
        { title: t("paper.serve.recipient"), dataIndex: "recipient" },
        { title: t("paper.serve.proof"), render: (_, line) => [line.place, line.proof, line.refused && t("paper.serve.refused"), line.witness].filter(Boolean).join(" · ") },
      ]}
    />
  );
}

function Files({ one }: { one: Record }) {
  const { t } = useTranslation();
  const may = useMay("issue_papers");
  const base = `/api/papers/${one.id}`;
  return (
    <Space wrap>
      <Button type="primary" icon={<FilePdfOutlined />} href={`${base}/pdf`} target="_blank">{t("paper.pdf")}</Button>
      {may && <Button icon={<FileWordOutlined />} href={`${base}/docx`}>{t("paper.docx")}</Button>}
    </Space>
  );
}

function Acts({ one }: { one: Record }) {
  const { t } = useTranslation();
  const [doing, setDoing] = useState<"serve" | "void">();
  if (!useMay("issue_papers") || one.void_reason !== null) return null;
  const close = () => setDoing(undefined);
  return (
    <Space>
      <Button onClick={() => setDoing("serve")}>{t("paper.serve")}</Button>
      <Button danger onClick={() => setDoing("void")}>{t("paper.void")}</Button>
      {doing === "serve" && <ServeForm paper={one} close={close} />}
      {doing === "void" && <VoidForm paper={one.id} close={close} />}
    </Space>
  );
}

function Inside({ one }: { one: Record }) {
  const { t } = useTranslation();
  const wires = useMay("decide_county");
  return (
    <Flex vertical gap={12}>
      {!one.intact && <Alert type="error" showIcon title={t("paper.broken")} />}
      {one.void_reason !== null && <Alert type="warning" showIcon title={t("papers.void")} description={one.void_reason} />}
      <Files one={one} />
      <Facts
        title={one.title}
        columns={1}
        facts={[
          [t("papers.number"), one.number],
          one.person && [t("papers.person"), one.person.name],
          [t("papers.day"), one.issued_on],
          [t("papers.by"), one.issued_by],
          one.intact && ["SHA-256", <span key="sha" title={one.sha256}>{one.sha256.slice(0, 16)}… {t("paper.intact")}</span>],
        ]}
      />
      <Services one={one} />
      {wires && one.void_reason === null && <ByWire paper={one.id} />}
      <Acts one={one} />
    </Flex>
  );
}

export function PaperDrawer({ paper, close }: { paper: string; close: () => void }) {
  const { t } = useTranslation();
  const read = usePaper(paper);
  return (
    <Drawer open onClose={close} title={t("panel.papers")} size={560}>
      <Shown read={read}>{(one) => <Inside one={one} />}</Shown>
    </Drawer>
  );
}
