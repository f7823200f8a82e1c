/** A person's conduct: counted days with their evidence, conditions met, measures and objections. */
import { Alert, Button, Card, Empty, Flex, Tag, Typography } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Api } from "../../kit/api.ts";
import { useMay } from "../../kit/session.tsx";
import { Shown } from "../../kit/states.tsx";
import { useCounted } from "./counted.ts";
import { Measure } from "./measure.tsx";
import { ProposeForm, type Start } from "./propose.tsx";
import { Stretches } from "./stretches.tsx";
import { type Conduct, useConduct } from "./use.ts";

function Hint({ one, words, propose }: { one: Api<"HintItem">; words: string; propose?: () => void }) {
  const { t } = useTranslation();
  const counted = useCounted();
  return (
    <Flex gap={8} wrap align="center" justify="space-between">
      <span>
        <Tag>{t(`measure.${one.measure}`)}</Tag> {words}{" "}
        <Typography.Text type="secondary">
          {counted(one)} · {one.source}
          {one.to_confirm && ` · ${t("conduct.confirm")}`}
        </Typography.Text>
      </span>
      {propose && <Button size="small" onClick={propose}>{t("conduct.propose")}</Button>}
    </Flex>
  );
}

function Hints({ conduct, propose }: { conduct: Conduct; propose?: (start: Start) => void }) {
  const { t } = useTranslation();
  if (conduct.hints.length === 0) return null;
  const words = (one: Api<"HintItem">) =>
    conduct.grounds.find((each) => each.measure === one.measure && each.ground === one.ground)?.words ?? one.ground;
  return (
    <Card size="small" title={t("conduct.hints")}>
      <Flex vertical gap={8}>
        <Typography.Text type="secondary">{t("conduct.hints.text")}</Typography.Text>
        {conduct.hints.map((one) => (
          <Hint
            key={`${one.measure} ${one.ground} ${one.since}`}
            one={one}
            words={words(one)}
            {...(propose && { propose: () => propose({ measure: one.measure, ground: one.ground, since: one.since, duty: one.duty }) })}
          />
        ))}
      </Flex>
    </Card>
  );
}

export default function ConductPanel({ person }: { person: string }) {
  const { t } = useTranslation();
  const read = useConduct(person);
  const may = useMay("change_people");
  const [start, begin] = useState<Start>();
  return (
    <Shown read={read}>
      {(conduct) => (
        <Flex vertical gap={12}>
          <Alert type="info" title={t("conduct.note")} />
          {may && <div><Button onClick={() => begin({})}>{t("conduct.propose")}</Button></div>}
          <Hints conduct={conduct} {...(may && { propose: begin })} />
          <Stretches some={conduct.stretches} />
          {conduct.sanctions.length === 0 && <Card size="small"><Empty description={t("conduct.none")} /></Card>}
          {conduct.sanctions.map((one) => <Measure key={one.id} one={one} person={person} />)}
          {start && <ProposeForm person={person} conduct={conduct} start={start} close={() => begin(undefined)} />}
        </Flex>
      )}
    </Shown>
  );
}
