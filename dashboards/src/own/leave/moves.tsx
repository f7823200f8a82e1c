/** Moving: what was asked for, whose turn it is and until when; a wish may be taken back. */
import { Alert, Button, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { Card, Lines } from "../card.tsx";
import { useMoves } from "../read.ts";
import { sayDay } from "../say.ts";
import { AskFirst } from "./asking.tsx";
import { AskMove } from "./moveform.tsx";

type One = Api<"MoveRecord">;

function Withdraw({ id }: { id: string }) {
  const { t } = useTranslation();
  const send = () => answer(api.POST("/own/api/moves/{move}/withdraw", { params: { path: { move: id } } }));
  return <AskFirst label={t("own.move.withdraw")} title={t("own.move.withdraw.ask")} send={send} />;
}

function Move({ one }: { one: One }) {
  const { t, i18n } = useTranslation();
  const next = one.clocks.find((clock) => clock.done_on === null);
  return (
    <div>
      <strong>{one.to_body} {one.address}</strong> <Tag>{t(`own.move.${one.state}`)}</Tag>
      <Lines lines={[
        [t("own.move.on"), sayDay(one.moving_on, i18n.language)],
        (one.state === "asked" || one.state === "granted") && next !== undefined && next.due_on !== null
          && [t(`own.move.step.${next.step}`), sayDay(next.due_on, i18n.language)],
      ]} />
      {one.answer && <Alert type={one.state === "refused" ? "warning" : "info"} title={t("own.move.answer")} description={<p className="own-words">{one.answer}</p>} />}
      {one.state === "asked" && one.agreed === null && <Withdraw id={one.id} />}
    </div>
  );
}

export function Moves() {
  const { t } = useTranslation();
  const all = useMoves().data ?? [];
  const [asking, setAsking] = useState(false);
  if (asking) return <AskMove close={() => setAsking(false)} />;
  return (
    <Card title={t("own.move")} actions={<Button block onClick={() => setAsking(true)}>{t("own.move.new")}</Button>}>
      <p className="own-words">{t("own.move.text")}</p>
      {all.map((one) => <Move key={one.id} one={one} />)}
    </Card>
  );
}
