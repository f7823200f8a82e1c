/** The people: search, page, add. */
import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Flex, Input, type TableColumnsType } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { answer, api, type Api } from "../kit/api.ts";
import { Heading } from "../kit/heading.tsx";
import { List } from "../kit/list.tsx";
import { usePaging } from "../kit/paging.ts";
import { useMay } from "../kit/session.tsx";
import { useTownshipName } from "../kit/townships.ts";
import { fourFour } from "../kit/write.ts";
import { AddPerson } from "./people/add.tsx";

type Item = Api<"PersonItem">;

function usePeople(q: string, page: number, size: number) {
  return useQuery({
    queryKey: ["people", q, page],
    queryFn: () => answer(api.GET("/api/people", { params: { query: { q, page, size } } })),
    placeholderData: (before) => before,
  });
}

function useColumns(): TableColumnsType<Item> {
  const { t } = useTranslation();
  const township = useTownshipName();
  return [
    { title: t("due.col.name"), render: (_, one) => <Link to={`/people/${one.id}`}>{one.name}</Link> },
    { title: t("due.col.number"), render: (_, one) => fourFour(one.number) },
    { title: t("due.col.township"), render: (_, one) => township(one.township), responsive: ["md"] },
    { title: t("people.next"), render: (_, one) => one.next_due ?? t("people.next.none") },
    {
      title: t("people.face"),
      render: (_, one) => t(one.face_allowed ? "people.face.yes" : "people.face.no"),
      responsive: ["md"],
    },
  ];
}

/** A number may be typed as it is shown, 4+4. */
function plain(q: string): string {
  const digits = q.replace(/\s/g, "");
  return /^\d+$/.test(digits) ? digits : q.trim();
}

function Bar({ q, find }: { q: string; find: (q: string) => void }) {
  const { t } = useTranslation();
  const [adding, setAdding] = useState(false);
  const may = useMay("change_people");
  return (
    <Flex wrap gap={12} align="center">
      <Heading tab={t("people.title")} />
      <Input.Search
        aria-label={t("people.find")}
        placeholder={t("people.find")}
        defaultValue={q}
        allowClear
        maxLength={60}
        onSearch={find}
        style={{ width: 260 }}
      />
      {may && (
        <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
          {t("people.add")}
        </Button>
      )}
      <AddPerson open={adding} close={() => setAdding(false)} />
    </Flex>
  );
}

export default function People() {
  const { t } = useTranslation();
  const [query, setQuery] = useSearchParams();
  const q = query.get("q") ?? "";
  const { page, size } = usePaging();
  const read = usePeople(q, page, size);
  const columns = useColumns();
  const find = (text: string) => setQuery(plain(text) ? { q: plain(text) } : {});
  return (
    <Flex vertical gap={12}>
      <Bar q={q} find={find} />
      <List read={read} columns={columns} none={t(q ? "people.none.found" : "people.none")} />
    </Flex>
  );
}
