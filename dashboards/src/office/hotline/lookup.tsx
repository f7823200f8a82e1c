/** What is looked up on the line: the guide with its law, and what is published. */
import { useQuery } from "@tanstack/react-query";
import { Collapse, Flex, Input, Tag, Typography } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { Shown } from "../../kit/states.tsx";

function Advice({ one }: { one: Api<"AdviceItem"> }) {
  return (
    <Flex vertical gap={4}>
      {one.call.length > 0 && <span>{one.call.map((number) => <Tag color="error" key={number}>{number}</Tag>)}</span>}
      {one.said.map((line) => <span key={line.said}>{line.said} {line.source && <Typography.Text type="secondary">{line.source}</Typography.Text>}</span>)}
    </Flex>
  );
}

export function Lookup() {
  const { t } = useTranslation();
  const [q, setQ] = useState("");
  const read = useQuery({ queryKey: ["knowledge", q], enabled: q !== "", queryFn: () => answer(api.GET("/api/hotline/knowledge", { params: { query: { q } } })) });
  return (
    <Flex vertical gap={8} style={{ marginBottom: 8 }}>
      <Input.Search aria-label={t("hotline.lookup")} placeholder={t("hotline.lookup")} allowClear maxLength={100} onSearch={(said) => setQ(said.trim())} />
      {q && (
        <Shown read={read}>
          {(found) => (
            <>
              {found.advice.length + found.texts.length === 0 && <Typography.Text type="secondary">{t("hotline.lookup.none")}</Typography.Text>}
              <Collapse size="small" items={found.advice.map((one) => ({ key: one.id, label: one.title, children: <Advice one={one} /> }))} />
              {found.texts.map((one) => <div key={one.no}><Typography.Text strong>{one.title}</Typography.Text><Typography.Paragraph type="secondary" style={{ margin: 0 }}>{one.piece}</Typography.Paragraph></div>)}
            </>
          )}
        </Shown>
      )}
    </Flex>
  );
}
