/** The board: what is wrong first, with whose turn it is; filtered by what, whose and where. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button, Flex, Segmented, Select, Typography } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { answer, api, type Api } from "../../kit/api.ts";
import { List } from "../../kit/list.tsx";
import { usePaging } from "../../kit/paging.ts";
import { useMay } from "../../kit/session.tsx";
import { absolute } from "../../kit/time.ts";
import { useNow } from "../../kit/when.tsx";
import { Assign } from "./assign.tsx";
import { useColumns } from "./columns.tsx";
import { OneThing } from "./one.tsx";
import { Review } from "./review.tsx";
import { FAULTS, KINDS, type Owned, useDepartmentName, useDepartments } from "./say.ts";

type Query = NonNullable<Parameters<typeof asked>[0]>;

function asked(query: { department?: string; kind?: Owned["kind"]; fault?: (typeof FAULTS)[number]; faulty: boolean; page: number; size: number }) {
  return answer(api.GET("/api/owned", { params: { query } }));
}

/** What is asked for, kept in the address. */
function useWish(): [Query, (name: string, value: string) => void] {
  const [query, setQuery] = useSearchParams();
  const { page, size } = usePaging();
  const show = query.get("show") ?? "any";
  const wish: Query = { faulty: show !== "all", page, size };
  const fault = FAULTS.find((one) => one === show);
  const kind = KINDS.find((one) => one === query.get("kind"));
  if (fault) wish.fault = fault;
  if (kind) wish.kind = kind;
  if (query.has("department")) wish.department = query.get("department") ?? "";
  const set = (name: string, value: string) => {
    const next = new URLSearchParams(query);
    next.delete("page");
    value === "*" ? next.delete(name) : next.set(name, value);
    setQuery(next, { replace: true });
  };
  return [wish, set];
}

function Filters({ page, wish, set }: { page: Api<"OwnedPage"> | undefined; wish: Query; set: (name: string, value: string) => void }) {
  const { t } = useTranslation();
  const department = useDepartmentName();
  const all = useDepartments().data ?? [];
  const counts = FAULTS.map((one) => ({ value: one, label: `${t(`fault.${one}`)} ${page?.counts[one] ?? ""}` }));
  const faults = [{ value: "any", label: t("owned.fault.any") }, ...counts, { value: "all", label: t("owned.fault.all") }];
  const kinds = [{ value: "*", label: t("owned.kind.all") }, ...KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))];
  const homes = [{ value: "*", label: t("owned.department.all") }, ...all.map(({ code }) => ({ value: code, label: department(code) })), { value: "", label: t("owned.department.none") }];
  return (
    <Flex wrap gap={8} className="screen">
      <Segmented aria-label={t("owned.fault")} style={{ maxWidth: "100%", overflowX: "auto" }} value={wish.fault ?? (wish.faulty ? "any" : "all")} options={faults} onChange={(value) => set("show", value)} />
      <Select aria-label={t("owned.kind")} value={wish.kind ?? "*"} options={kinds} onChange={(value) => set("kind", value)} style={{ minWidth: 120 }} />
      <Select aria-label={t("owned.department")} value={wish.department ?? "*"} options={homes} onChange={(value) => set("department", value)} style={{ minWidth: 150 }} />
      <Button onClick={() => window.print()}>{t("act.print")}</Button>
    </Flex>
  );
}

function Looked({ page }: { page: Api<"OwnedPage"> | undefined }) {
  const { t } = useTranslation();
  const now = useNow();
  const at = page?.items.find((one) => one.looked_at)?.looked_at;
  return at ? <Typography.Text type="secondary">{t("owned.looked", { at: absolute(at, now) })}</Typography.Text> : null;
}

/** A table of things that can be opened, assigned and reviewed. */
export function Things({ read, none }: { read: Parameters<typeof List<Owned>>[0]["read"]; none: string }) {
  const { t } = useTranslation();
  const keeps = useMay("keep_owned");
  const [query, setQuery] = useSearchParams();
  const [assigning, assign] = useState<Owned | null>(null);
  const show = (id: string | null) => {
    const next = new URLSearchParams(query);
    id ? next.set("id", id) : next.delete("id");
    setQuery(next, { replace: true });
  };
  const columns = useColumns((one) => show(one.id), (one) => (
    <Flex wrap gap={4}>
      {keeps && <Button size="small" onClick={() => assign(one)}>{t("owned.assign")}</Button>}
      {one.mine && one.faults.some(({ fault }) => fault === "stale") && <Review one={one} />}
    </Flex>
  ));
  const id = query.get("id");
  return (
    <>
      <List read={read} columns={columns} none={none} />
      {id && <OneThing key={id} id={id} close={() => show(null)} assign={assign} />}
      {assigning && <Assign one={assigning} close={() => assign(null)} />}
    </>
  );
}

export function Board() {
  const { t } = useTranslation();
  const [wish, set] = useWish();
  const read = useQuery({ queryKey: ["owned", "board", wish], queryFn: () => asked(wish), placeholderData: keepPreviousData, refetchInterval: 60_000 });
  return (
    <Flex vertical gap={8}>
      <Filters page={read.data} wish={wish} set={set} />
      <Looked page={read.data} />
      <Things read={read} none={t("owned.none")} />
    </Flex>
  );
}
