/** What became of one file: its bad rows with their reasons, to take home and correct. */
import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Flex, Table } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { Shown } from "../../kit/states.tsx";

const TONE = { done: "success", partial: "warning", refused: "error" } as const;

function Why({ reasons }: { reasons: Api<"ImportReason">[] }) {
  const { t } = useTranslation();
  return reasons.map((one) => (
    <div key={one.column + one.problem}>
      <strong>{one.column}</strong> {t(`import.${one.problem}`, { hint: one.hint })}
    </div>
  ));
}

export function Result({ id }: { id: string }) {
  const { t } = useTranslation();
  const read = useQuery({
    queryKey: ["import", id],
    queryFn: () => answer(api.GET("/api/imports/{batch}", { params: { path: { batch: id } } })),
  });
  return (
    <Shown read={read}>
      {(found) => (
        <Flex vertical gap={8}>
          <Alert
            type={TONE[found.state]}
            showIcon
            role="status"
            title={`${found.file_name}: ${t(`exchange.${found.state}`)}`}
            description={t("exchange.sum", { taken: found.taken, known: found.known, bad: found.bad })}
            action={found.rows.length > 0 && <Button href={`/api/imports/${id}/rows`} download="correct.xlsx">{t("exchange.fix")}</Button>}
          />
          {found.bad > found.rows.length && <Alert type="info" title={t("exchange.notyours")} />}
          {found.rows.length > 0 && (
            <Table
              size="small"
              rowKey="line"
              pagination={false}
              dataSource={found.rows}
              columns={[
                { title: t("exchange.line"), dataIndex: "line", width: 60 },
                { title: t("exchange.name"), dataIndex: "name", width: 120 },
                { title: t("exchange.why"), render: (_, one) => <Why reasons={one.reasons} /> },
              ]}
            />
          )}
        </Flex>
      )}
    </Shown>
  );
}
