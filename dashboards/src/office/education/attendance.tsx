/** One class on a tablet: invite, note who came with large buttons, or say that it is not held. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Card, Empty, Flex, Input, Popconfirm, Space } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { Failure, Shown } from "../../kit/states.tsx";
import { When } from "../../kit/when.tsx";
import { type Changed, changes, Row } from "./row.tsx";
import { Who } from "./who.tsx";

type Class = Api<"ClassRecord">;

function useKept(session: string) {
  const client = useQueryClient();
  return (made: Class) => {
    client.setQueryData(["classes", "one", session], made);
  };
}

function Invite({ one }: { one: Class }) {
  const { t } = useTranslation();
  const [people, setPeople] = useState<string[]>([]);
  const kept = useKept(one.id);
  const invite = useMutation({
    mutationFn: () => answer(api.POST("/api/education/classes/{session}/invite", { params: { path: { session: one.id } }, body: { people } })),
    onSuccess: (made) => {
      kept(made);
      setPeople([]);
    },
  });
  return (
    <Flex vertical gap="small">
      <Space wrap>
        <Who value={people} onChange={setPeople} />
        <Button disabled={!people.length} loading={invite.isPending} onClick={() => invite.mutate()}>{t("edu.class.invite")}</Button>
        <Cancel one={one} />
      </Space>
      {invite.isError && <Failure error={invite.error} />}
    </Flex>
  );
}

function Cancel({ one }: { one: Class }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState("");
  const kept = useKept(one.id);
  const cancel = useMutation({
    mutationFn: () => answer(api.POST("/api/education/classes/{session}/cancel", { params: { path: { session: one.id } }, body: { reason } })),
    onSuccess: kept,
  });
  const why = <Input aria-label={t("edu.class.cancel.why")} placeholder={t("edu.class.cancel.why")} maxLength={300} value={reason} onChange={(change) => setReason(change.target.value)} />;
  return (
    <>
      <Popconfirm title={t("edu.class.cancel")} description={why} okButtonProps={{ danger: true, disabled: !reason.trim() }} onConfirm={() => cancel.mutate()}>
        <Button danger loading={cancel.isPending}>{t("edu.class.cancel")}</Button>
      </Popconfirm>
      {cancel.isError && <Failure error={cancel.error} />}
    </>
  );
}

function List({ one }: { one: Class }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [changed, setChanged] = useState<Changed>({});
  const kept = useKept(one.id);
  const marks = changes(one.places, changed);
  const save = useMutation({
    mutationFn: () => answer(api.POST("/api/education/classes/{session}/marks", { params: { path: { session: one.id } }, body: { marks } })),
    onSuccess: (made) => {
      kept(made);
      setChanged({});
      void message.success(t("edu.class.saved"));
    },
  });
  const held = !one.cancelled_at && Date.parse(one.starts_at) <= Date.now();
  if (!one.places.length) return <Empty description={t("edu.class.nobody")} />;
  return (
    <Flex vertical gap="small">
      {!one.cancelled_at && !held && <Alert type="info" title={t("problem.not_yet_held")} />}
      {one.places.map((place) => (
        <Row key={place.person.id} one={place} held={held} change={changed[place.person.id] ?? {}} set={(change) => setChanged({ ...changed, [place.person.id]: change })} />
      ))}
      {save.isError && <Failure error={save.error} />}
      <Button type="primary" size="large" disabled={!marks.length} loading={save.isPending} onClick={() => save.mutate()}>
        {t("edu.class.save")} ({marks.length})
      </Button>
    </Flex>
  );
}

export function Attendance({ session, back }: { session: string; back: () => void }) {
  const { t } = useTranslation();
  const read = useQuery({
    queryKey: ["classes", "one", session],
    queryFn: () => answer(api.GET("/api/education/classes/{session}", { params: { path: { session } } })),
  });
  return (
    <Flex vertical gap="small">
      <Button style={{ alignSelf: "start" }} onClick={back}>{t("edu.class.back")}</Button>
      <Shown read={read}>
        {(one) => (
          <Card size="small" title={one.title} extra={`${one.places.length} / ${one.capacity}`}>
            <Flex vertical gap="small">
              <span><When at={one.starts_at} /> · {one.place} · {t("edu.minutes", { n: one.minutes })}</span>
              {one.cancelled_at ? <Alert type="warning" title={t("edu.class.cancelled")} description={one.cancel_reason} /> : <Invite one={one} />}
              <List one={one} />
            </Flex>
          </Card>
        )}
      </Shown>
    </Flex>
  );
}
