/** Rewards and sanctions I was told of, each with its reasons and the way to object. */
import { Alert, Tag } from "antd";
import { useTranslation } from "react-i18next";
import type { Api } from "../../kit/api.ts";
import { Failure } from "../../kit/states.tsx";
import { Card, Lines } from "../card.tsx";
import { useConduct } from "../read.ts";
import { sayDay, sayMoment } from "../say.ts";
import { GoOn, ObjectTo } from "./objection.tsx";

type One = Api<"SanctionItem">;

function Objection({ one }: { one: Api<"ObjectionItem"> }) {
  const { t, i18n } = useTranslation();
  return (
    <>
      <Alert type="info" title={`${t("own.object.mine")} · ${sayMoment(one.raised_at, i18n.language)}`} description={<p className="own-words">{one.text}</p>} />
      {one.outcome && (
        <Alert type="success" title={t(`own.object.${one.outcome}`)} description={<p className="own-words">{one.findings} {one.changed_to}</p>} />
      )}
      {one.referred_at && <p className="own-words">{t("own.object.referred")}</p>}
    </>
  );
}

function Measure({ one }: { one: One }) {
  const { t, i18n } = useTranslation();
  const open = one.objection && one.objection.outcome && !one.objection.referred_at;
  return (
    <Card
      title={t(`measure.${one.measure}`)}
      actions={
        <>
          {!one.objection && one.measure !== "praise" && <ObjectTo id={one.id} />}
          {open && <GoOn id={one.id} />}
          {one.paper && <a href={`/own/api/papers/${one.paper}`} download>{t("own.paper.get")}</a>}
        </>
      }
    >
      <span><Tag color={one.measure === "praise" ? "success" : "warning"}>{t(`sanction.${one.state}`)}</Tag></span>
      <p className="own-words">{one.facts}</p>
      {one.reasons && <p className="own-words">{t("own.act.reasons")}{one.reasons}</p>}
      <Lines
        lines={[
          [t("own.measure.ground"), one.ground_words],
          [t("own.measure.by"), one.decided_by],
          one.told_on !== null && [t("own.measure.told"), sayDay(one.told_on, i18n.language)],
        ]}
      />
      {one.objection_route && <p className="own-words">{one.objection_route}</p>}
      {one.objection && <Objection one={one.objection} />}
    </Card>
  );
}

export function Measures() {
  const read = useConduct();
  if (read.isError) return <Failure error={read.error} retry={() => void read.refetch()} />;
  return <>{(read.data ?? []).map((one) => <Measure key={one.id} one={one} />)}</>;
}
