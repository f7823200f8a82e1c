/** The attendance list: large buttons, one row a person, written for all at once. */
import { Button, Card, Empty, Flex, Input, Radio, Typography } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { Failure } from "../../kit/states.tsx";
import { useChange } from "./use.ts";

type Class = Api<"ClassRecord">;
type Place = Api<"ClassPlace">;
type Mark = Pick<Api<"NewMark">, "code" | "note">;
const CODES = ["attended", "late", "left_early", "excused", "absent"] as const;

function Row({ one, mark, set, held }: { one: Place; mark: Partial<Mark>; set: (mark: Partial<Mark>) => void; held: boolean }) {
  const { t } = useTranslation();
  const { name, number } = one.person;
  return (
    <Card size="small" role="group" aria-label={`${name} ${number}`}>
      <Flex wrap gap={12} align="center" justify="space-between">
        <div>
          <strong>{name}</strong> <Typography.Text type="secondary">{number}</Typography.Text>
          <div>
            <Typography.Text type="secondary">
              {one.version ? t("class.by", { name: one.by, version: one.version }) : t("class.unmarked")}
            </Typography.Text>
          </div>
        </div>
        <Radio.Group
          aria-label={t("class.mark.of", { name })}
          size="large"
          buttonStyle="solid"
          optionType="button"
          disabled={!held}
          options={CODES.map((value) => ({ value, label: t(`mark.${value}`) }))}
          value={mark.code ?? one.code}
          onChange={(change) => set({ ...mark, code: change.target.value })}
        />
        <Input
          aria-label={t("class.note.of", { name })}
          placeholder={t("class.note")}
          maxLength={300}
          disabled={!held || !(mark.code ?? one.code)}
          value={mark.note ?? one.note}
          onChange={(change) => set({ ...mark, note: change.target.value })}
          style={{ maxWidth: 240 }}
        />
      </Flex>
    </Card>
  );
}

function lines(places: Place[], marks: Record<string, Partial<Mark>>): Api<"NewMark">[] {
  return places.flatMap((one) => {
    const mark = marks[one.person.id];
    const code = mark?.code ?? one.code;
    const note = mark?.note ?? one.note;
    const changed = mark && (code !== one.code || note !== one.note);
    return changed && code ? [{ person: one.person.id, version: one.version, code, note }] : [];
  });
}

export function Attendance({ one }: { one: Class }) {
  const { t } = useTranslation();
  const [marks, setMarks] = useState<Record<string, Partial<Mark>>>({});
  const held = !one.cancelled_at && Date.parse(one.starts_at) <= Date.now();
  const changed = lines(one.places, marks);
  const save = useChange((body: Api<"Attendance">) => (
    answer(api.POST("/api/education/classes/{session}/marks", { params: { path: { session: one.id } }, body }))
  ), () => setMarks({}));
  function all(): void {
    const rest = one.places.filter((place) => !place.code && !marks[place.person.id]?.code);
    setMarks({ ...marks, ...Object.fromEntries(rest.map(({ person }) => [person.id, { ...marks[person.id], code: "attended" as const }])) });
  }
  if (one.places.length === 0) return <Card size="small"><Empty description={t("class.empty")} /></Card>;
  return (
    <Flex vertical gap={8}>
      {one.places.map((place) => (
        <Row
          key={place.person.id}
          one={place}
          mark={marks[place.person.id] ?? {}}
          set={(mark) => setMarks({ ...marks, [place.person.id]: mark })}
          held={held}
        />
      ))}
      {save.isError && <Failure error={save.error} />}
      <Flex wrap gap={8}>
        <Button size="large" disabled={!held} onClick={all}>{t("class.all")}</Button>
        <Button size="large" type="primary" disabled={changed.length === 0} loading={save.isPending} onClick={() => save.mutate({ marks: changed })}>
          {t("class.save", { n: changed.length })}
        </Button>
      </Flex>
    </Flex>
  );
}
