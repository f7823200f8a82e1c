/** Moves from and to the own area. The new place reads here what it needs to answer. */
import { useQuery } from "@tanstack/react-query";
import { Button, Drawer, Flex, Select, Switch, type TableColumnsType, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { answer, api, type Api } from "../kit/api.ts";
import { Heading } from "../kit/heading.tsx";
import { List } from "../kit/list.tsx";
import { usePaging } from "../kit/paging.ts";
import { audited } from "../kit/query.ts";
import { Shown } from "../kit/states.tsx";
import { Clocks } from "./move/clocks.tsx";
import { MoveCard } from "./move/panel.tsx";
import { Steps } from "./move/step.tsx";
import { usePlaceName } from "./move/townships.ts";

type Item = Api<"MoveItem">;
type Side = Item["side"];

function Detail({ id, close }: { id: string; close: () => void }) {
  const { t } = useTranslation();
  const read = useQuery({
    ...audited,
    queryKey: ["move", id],
    queryFn: () => answer(api.GET("/api/moves/{move}", { params: { path: { move: id } } })),
  });
  return (
    <Drawer open onClose={close} title={t("move.title")} size={640}>
      <Shown read={read}>{(one) => <MoveCard one={one} />}</Shown>
    </Drawer>
  );
}

/** To the record, which opens for a reason; who does not see it yet reads what the move says. */
function Who({ one, open }: { one: Item; open: (id: string) => void }) {
  if (one.person) return <Link to={`/people/${one.person}?part=move`}>{one.name}</Link>;
  return <Button type="link" size="small" style={{ padding: 0 }} onClick={() => open(one.id)}>{one.name}</Button>;
}

function useColumns(open: (id: string) => void): TableColumnsType<Item> {
  const { t } = useTranslation();
  const area = usePlaceName();
  return [
    { title: t("move.person"), render: (_, one) => <Who one={one} open={open} /> },
    { title: t("move.from"), render: (_, one) => area(one.from_township), responsive: ["md"] },
    { title: t("move.to"), render: (_, one) => one.to_body, responsive: ["sm"] },
    { title: t("move.side"), render: (_, one) => <Tag>{t(`side.${one.side}`)}</Tag>, responsive: ["lg"] },
    { title: t("leave.state"), render: (_, one) => t(`move.state.${one.state}`), responsive: ["lg"] },
    { title: t("move.clocks"), render: (_, one) => <Clocks clocks={one.clocks} /> },
    { title: t("leave.act"), render: (_, one) => <Steps one={one} /> },
  ];
}

export default function MovesPage() {
  const { t } = useTranslation();
  const [side, setSide] = useState<Side>();
  const [live, setLive] = useState(true);
  const [asked, setAsked] = useSearchParams();
  const open = asked.get("id");
  const show = (id: string | null) => setAsked(id ? { id } : {}, { replace: true });
  const { page, size } = usePaging();
  const read = useQuery({
    queryKey: ["moves", side, live, page],
    queryFn: () => answer(api.GET("/api/moves", { params: { query: { live, page, size, ...(side && { side }) } } })),
    placeholderData: (before) => before,
  });
  const options = (["old", "new"] as const).map((value) => ({ value, label: t(`side.${value}`) }));
  return (
    <Flex vertical gap={12}>
      <Flex wrap gap={12} align="center">
        <Heading tab={t("move.title")} />
        <Select<Side>
          aria-label={t("move.side")}
          placeholder={t("move.side.all")}
          allowClear
          options={options}
          onChange={(next?: Side) => setSide(next)}
          style={{ width: 160 }}
        />
        <Switch checked={live} onChange={setLive} aria-label={t("move.live")} checkedChildren={t("leave.live")} unCheckedChildren={t("leave.live.all")} />
      </Flex>
      <List read={read} columns={useColumns(show)} none={t("move.none")} />
      {open && <Detail id={open} close={() => show(null)} />}
    </Flex>
  );
}
