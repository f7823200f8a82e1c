/** My plan: what is agreed, who helps, when it is looked at again. */
import { useTranslation } from "react-i18next";
import type { Api } from "../../kit/api.ts";
import { Card, Lines } from "../card.tsx";
import { sayDay } from "../say.ts";

export function Plan({ plan }: { plan: Api<"OwnPlan"> }) {
  const { t, i18n } = useTranslation();
  return (
    <Card title={t("own.plan")}>
      <ul className="own-list">
        {plan.goals.map((goal) => (
          <li className="own-item" key={goal.need}>
            <strong>{goal.need}</strong>
            <div>{goal.measure}</div>
            <div className="own-soft">{goal.by_whom}</div>
          </li>
        ))}
      </ul>
      <ul>{plan.supervision.map((one) => <li key={one}>{one}</li>)}</ul>
      <Lines lines={[[t("own.plan.said"), plan.person_says], [t("own.plan.review"), sayDay(plan.review_on, i18n.language)]]} />
    </Card>
  );
}
