/** Rows that came from other authorities: an officer says whom each is about. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Empty, Flex, Modal, Radio, Space, type TableColumnsType } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { fourFour } from "../../kit/write.ts";
import { List } from "../../kit/list.tsx";
import { usePaging } from "../../kit/paging.ts";
import { useMay } from "../../kit/session.tsx";
import { Failure, Shown } from "../../kit/states.tsx";
import { useTownshipName } from "../../kit/townships.ts";
import { When } from "../../kit/when.tsx";

type Row = Api<"RowLine">;

function useDecide(one: Row, close: () => void) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Api<"RowDecision">) =>
      answer(api.POST("/api/sharing/rows/{row}/decide", { params: { path: { row: one.id } }, body })),
    onSuccess: () => {
      void message.success(t("came.decided"));
      close();
    },
    onSettled: () => void client.invalidateQueries({ queryKey: ["rows"] }),
  });
}

/** The people with this name and day of birth, and "nobody of ours". */
function Whom({ one, close }: { one: Row; close: () => void }) {
  const { t } = useTranslation();
  const township = useTownshipName();
  const [chosen, setChosen] = useState<string>();
  const decide = useDecide(one, close);
  const read = useQuery({
    queryKey: ["rows", one.id, "alike"],
    queryFn: () => answer(api.GET("/api/sharing/rows/{row}/alike", { params: { path: { row: one.id } } })),
  });
  const send = () => decide.mutate(chosen === "none" ? { outcome: "not_ours" } : { outcome: "ours", person: chosen ?? null });
  return (
    <Modal open title={t("came.whom", { name: one.body["name"] })} onCancel={close} onOk={send} okText={t("act.save")} okButtonProps={{ disabled: !chosen }} confirmLoading={decide.isPending}>
      <Flex vertical gap={12}>
        <Alert type="info" title={t("came.nothing.follows")} />
        <Shown read={read}>
          {(people) => (
            <Radio.Group value={chosen} onChange={(event) => setChosen(event.target.value as string)}>
              <Space orientation="vertical">
                {people.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("came.nobody.alike")} />}
                {people.map((who) => <Radio key={who.id} value={who.id}>{who.name} {fourFour(who.number)} {township(who.township)}</Radio>)}
                <Radio value="none">{t("came.not.ours")}</Radio>
              </Space>
            </Radio.Group>
          )}
        </Shown>
        {decide.isError && <Failure error={decide.error} />}
      </Flex>
    </Modal>
  );
}

function useColumns(open: (one: Row) => void): TableColumnsType<Row> {
  const { t } = useTranslation();
  const decides = useMay("decide_county");
  return [
    { title: t("came.kind"), render: (_, one) => t(`came.${one.kind as "custody"}`) },
    { title: t("came.ref"), dataIndex: "ref", responsive: ["md"] },
    { title: t("came.name"), render: (_, one) => `${one.body["name"]} ${one.body["born_on"]}` },
    { title: t("came.what"), render: (_, one) => [one.body["measure"], one.body["happened_on"], one.body["place"], one.body["document"]].join(" · ") },
    { title: t("came.at"), render: (_, one) => <When at={one.taken_at} stacked />, responsive: ["md"] },
    { title: t("act.actions"), render: (_, one) => (one.outcome ? t(`came.${one.outcome}`) : decides && <Button size="small" onClick={() => open(one)}>{t("came.decide")}</Button>) },
  ];
}

export function Came() {
  const { t } = useTranslation();
  const { page, size } = usePaging();
  const [opened, setOpened] = useState<Row>();
  const columns = useColumns(setOpened);
  const read = useQuery({
    queryKey: ["rows", page],
    queryFn: () => answer(api.GET("/api/sharing/rows", { params: { query: { page, size } } })),
    placeholderData: (before) => before,
  });
  return (
    <>
      <List<Row> read={read} none={t("came.none")} columns={columns} />
      {opened && <Whom one={opened} close={() => setOpened(undefined)} />}
    </>
  );
}
