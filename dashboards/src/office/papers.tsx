/** The register of papers: search by number, kind, day and person. */
import { DatePicker, Flex, Input, Select, Typography } from "antd";
import dayjs from "dayjs";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { Heading } from "../kit/heading.tsx";
import { pager, usePaging } from "../kit/paging.ts";
import { Shown } from "../kit/states.tsx";
import { PaperDrawer } from "./paper/record.tsx";
import { PaperTable } from "./paper/table.tsx";
import { useKinds, usePapers, type Wish } from "./paper/use.ts";

const PARTS = ["number", "kind", "day", "who"] as const;

function Find({ wish, find }: { wish: Wish; find: (part: Wish) => void }) {
  const { t, i18n } = useTranslation();
  const kinds = useKinds().data?.map((one) => ({ value: one.code, label: i18n.language === "en" ? one.name_en : one.name }));
  const text = (part: "number" | "who", word: "papers.number" | "papers.who") => (
    <Input.Search
      aria-label={t(word)}
      placeholder={t(word)}
      defaultValue={wish[part]}
      allowClear
      maxLength={60}
      onSearch={(value) => find({ [part]: value.trim() })}
      style={{ width: 200 }}
    />
  );
  return (
    <Flex wrap gap={8}>
      {text("number", "papers.number")}
      {text("who", "papers.who")}
      <Select
        aria-label={t("papers.kind")}
        placeholder={t("papers.kind")}
        allowClear
        showSearch={{ optionFilterProp: "label" }}
        value={wish.kind}
        options={kinds}
        onChange={(kind?: string) => find({ kind })}
        style={{ width: 200 }}
      />
      <DatePicker
        aria-label={t("papers.day")}
        placeholder={t("papers.day")}
        value={wish.day ? dayjs(wish.day) : null}
        onChange={(day) => find({ day: day?.format("YYYY-MM-DD") })}
      />
    </Flex>
  );
}

export default function Papers() {
  const { t } = useTranslation();
  const [query, setQuery] = useSearchParams();
  const paging = usePaging();
  const wish: Wish = Object.fromEntries(PARTS.map((part) => [part, query.get(part) ?? undefined]));
  const read = usePapers({ ...wish, page: paging.page, size: paging.size });
  const kept = (next: Wish) => Object.fromEntries(Object.entries({ ...wish, ...next }).filter(([, value]) => value)) as Record<string, string>;
  const shown = query.get("paper");
  return (
    <Flex vertical gap={12}>
      <Flex wrap gap={12} align="center" justify="space-between">
        <Heading tab={t("papers.title")} />
        <Find wish={wish} find={(part) => setQuery(kept(part))} />
      </Flex>
      <Typography.Text type="secondary">{t("papers.note")}</Typography.Text>
      <Shown read={read}>
        {(list) => (
          <PaperTable items={list.items} pagination={pager(t, list, paging)} searched={Object.keys(kept({})).length > 0} people />
        )}
      </Shown>
      {shown && <PaperDrawer paper={shown} close={() => setQuery(kept({}))} />}
    </Flex>
  );
}
