/** The audit trail, newest first, and whether its chain is whole. */
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Empty, Flex, Table, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../kit/api.ts";
import { sayCode } from "../kit/code.ts";
import { useComplain } from "../kit/complain.ts";
import { Heading } from "../kit/heading.tsx";
import { useMay } from "../kit/session.tsx";
import { Shown } from "../kit/states.tsx";
import { When } from "../kit/when.tsx";
import { Link } from "react-router";

const ID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;
type Row = Api<"AuditLine">;
type Check = Api<"AuditCheck">;

/** A subject as people read it: of a bare id its last digits, as on a record. */
function said(subject: string): string {
  return ID.test(subject) ? `…${subject.slice(-6)}` : subject;
}

function useTrail() {
  return useInfiniteQuery({
    queryKey: ["audit"],
    queryFn: ({ pageParam: before }) => answer(api.GET("/api/audit", { params: { query: before ? { before } : {} } })),
    initialPageParam: null as number | null,
    getNextPageParam: (last) => last.next ?? undefined,
  });
}

function useColumns(): TableColumnsType<Row> {
  const { t } = useTranslation();
  const sees = useMay("see_people");
  const who: TableColumnsType<Row> = [
    { title: t("audit.person"), render: (_, one) => one.person && <Link to={`/people/${one.person.id}`}>{one.person.name}</Link> },
    { title: t("audit.why"), render: (_, one) => one.reason && t(`reason.${one.reason}`), responsive: ["md"] },
  ];
  return [
    { title: t("audit.at"), render: (_, one) => <When at={one.at} stacked /> },
    { title: t("audit.staff"), render: (_, one) => one.staff || t("person.viewed.system") },
    { title: t("audit.action"), render: (_, one) => sayCode(t, "action", one.action) },
    ...(sees ? who : []),
    { title: t("audit.subject"), render: (_, one) => said(one.subject), responsive: ["lg"], ellipsis: true },
  ];
}

function Whole({ checks }: { checks: Check[] }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const check = useMutation({
    mutationFn: () => answer(api.POST("/api/audit/check")),
    onError: useComplain(),
    onSettled: () => void client.invalidateQueries({ queryKey: ["audit"] }),
  });
  const [last] = checks;
  const action = <Button loading={check.isPending} onClick={() => check.mutate()}>{t("audit.check")}</Button>;
  if (!last) return <Alert type="info" showIcon title={t("audit.never")} action={action} />;
  const place = { place: last.place ?? "–", entry: last.entry ?? "–" };
  return (
    <Alert
      type={last.fault ? "error" : "success"}
      showIcon
      title={last.fault ? t(`audit.fault.${last.fault}`, place) : t("audit.whole", { rows: last.rows })}
      description={<><When at={last.at} /> · {t("audit.head")} <code>{last.head.slice(0, 16)}</code>{last.fault && <><br />{t("audit.fault.text")}</>}</>}
      action={action}
    />
  );
}

export default function Audit() {
  const { t } = useTranslation();
  const read = useTrail();
  const columns = useColumns();
  return (
    <Flex vertical gap={12}>
      <Heading tab={t("audit.title")} />
      <Shown read={read}>
        {({ pages }) => (
          <>
            <Whole checks={pages[0]?.checks ?? []} />
            <Table
              size="small"
              rowKey="id"
              columns={columns}
              dataSource={pages.flatMap((one) => one.items)}
              pagination={false}
              locale={{ emptyText: <Empty description={t("audit.none")} /> }}
            />
            {read.hasNextPage && (
              <Button loading={read.isFetchingNextPage} onClick={() => void read.fetchNextPage()}>{t("act.more")}</Button>
            )}
          </>
        )}
      </Shown>
    </Flex>
  );
}
