/** Who takes part in a service, and what became of it. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Flex, Form, Input, InputNumber, List, Select, Space } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { Failure, Shown } from "../../kit/states.tsx";
import { Who } from "./who.tsx";

type Record = Api<"OfferRecord">;
type Place = Record["places"][number];
type Filled = Omit<Api<"NewNote">, "person">;
const OUTCOMES = ["done", "part", "excused", "unable", "injured", "complaint"] as const;
const NARROW = { width: 120, margin: 0 };
const WIDE = { flex: "1 1 240px", margin: 0 };

function useKeep(offer: string) {
  const client = useQueryClient();
  return (made: Record) => {
    client.setQueryData(["offers", "one", offer], made);
    void client.invalidateQueries({ queryKey: ["offers"], exact: false, refetchType: "none" });
  };
}

function Note({ offer, person }: { offer: string; person: string }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const keep = useKeep(offer);
  const note = useMutation({
    mutationFn: (filled: Filled) =>
      answer(api.POST("/api/education/offers/{offer}/note", { params: { path: { offer } }, body: { ...filled, person } })),
    onSuccess: (made) => {
      keep(made);
      void message.success(t("edu.offer.noted"));
    },
  });
  const outcomes = OUTCOMES.map((value) => ({ value, label: t(`edu.outcome.${value}`) }));
  const need = [{ required: true, message: t("edu.need") }];
  return (
    <Form<Filled> layout="vertical" initialValues={{ minutes: 0, note: "", next_step: "" }} onFinish={(filled) => note.mutate(filled)}>
      <Flex wrap gap="small" align="end">
        <Form.Item name="outcome" label={t("edu.offer.outcome")} rules={need} style={NARROW}><Select options={outcomes} /></Form.Item>
        <Form.Item name="minutes" label={t("edu.course.minutes")} rules={need} style={NARROW}><InputNumber min={0} max={480} precision={0} /></Form.Item>
        <Form.Item name="note" label={t("edu.note.word")} style={WIDE}><Input maxLength={500} /></Form.Item>
        <Form.Item name="next_step" label={t("edu.offer.next")} style={WIDE}><Input maxLength={500} /></Form.Item>
        <Button htmlType="submit" loading={note.isPending}>{t("edu.offer.save")}</Button>
      </Flex>
      {note.error && <Failure error={note.error} />}
    </Form>
  );
}

function Line({ offer, one }: { offer: string; one: Place }) {
  const { t } = useTranslation();
  if (!one.outcome) return <Flex vertical gap="small">{one.person.name}<Note offer={offer} person={one.person.id} /></Flex>;
  const words = [t(`edu.outcome.${one.outcome}`), t("edu.minutes", { n: one.minutes ?? 0 }), one.note, one.next_step];
  return <>{one.person.name}: {words.filter(Boolean).join(" · ")}</>;
}

function Join({ offer }: { offer: string }) {
  const { t } = useTranslation();
  const [people, setPeople] = useState<string[]>([]);
  const keep = useKeep(offer);
  const join = useMutation({
    mutationFn: () =>
      answer(api.POST("/api/education/offers/{offer}/join", { params: { path: { offer } }, body: { person: people[0] ?? "" } })),
    onSuccess: (made) => {
      keep(made);
      setPeople([]);
    },
  });
  return (
    <Space wrap>
      <Who value={people} onChange={setPeople} most={1} />
      <Button disabled={!people.length} loading={join.isPending} onClick={() => join.mutate()}>{t("edu.offer.join")}</Button>
      {join.error && <Failure error={join.error} />}
    </Space>
  );
}

export function TakingPart({ offer }: { offer: string }) {
  const read = useQuery({
    queryKey: ["offers", "one", offer],
    queryFn: () => answer(api.GET("/api/education/offers/{offer}", { params: { path: { offer } } })),
  });
  return (
    <Shown read={read}>
      {(one) => (
        <Flex vertical gap="small">
          <List size="small" dataSource={one.places} locale={{ emptyText: " " }} renderItem={(place) => <List.Item><Line offer={offer} one={place} /></List.Item>} />
          <Join offer={offer} />
        </Flex>
      )}
    </Shown>
  );
}
