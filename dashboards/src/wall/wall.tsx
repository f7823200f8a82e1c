/** The big screen of a command room: counts only, without a menu, on for weeks. */
import { useTranslation } from "react-i18next";
import { asProblem } from "../kit/problem.ts";
import { Head, Pass } from "./bar.tsx";
import { Asked, Due, People, Posts, Sessions } from "./panels.tsx";
import { AlertDays, ReportWeeks } from "./trend.tsx";
import { useSecond, useWall } from "./use.ts";
import "./wall.css";

function SignIn({ error }: { error: unknown }) {
  const { t } = useTranslation();
  const { status } = asProblem(error);
  if (status === 403) return <p className="wall-head">{t("wall.forbidden")}</p>;
  return status === 401 ? <p className="wall-head"><a href="/login?to=%2Fwall">{t("wall.sign_in")}</a></p> : null;
}

export default function WallPage() {
  const now = useSecond();
  const { wall, reading, error } = useWall(now);
  return (
    <main className="wall" aria-busy={reading}>
      <Head wall={wall} now={now} />
      {!wall && error ? <SignIn error={error} /> : null}
      <Posts wall={wall} />
      <Due wall={wall} />
      <People wall={wall} />
      <Sessions wall={wall} />
      <Asked wall={wall} about="person" />
      <Asked wall={wall} about="office" />
      <div className="wall-trend">
        <AlertDays wall={wall} />
        <ReportWeeks wall={wall} />
      </div>
      <Pass />
    </main>
  );
}
