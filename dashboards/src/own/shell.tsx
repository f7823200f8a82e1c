/** The frame of the own page: language, the way out, five places at the bottom. */
import { BankOutlined, CalendarOutlined, FileTextOutlined, HomeOutlined, ReadOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Typography } from "antd";
import { type ReactNode, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { NavLink, Outlet } from "react-router";
import { speak } from "../kit/i18n.ts";
import { Loading } from "../kit/states.tsx";
import type { Word } from "../words/index.ts";
import { StillThere } from "./idle.tsx";
import { leave, RequireSelf, selfQuery } from "./session.tsx";
import { OwnTheme } from "./theme.tsx";

const PLACES: readonly { to: string; word: Word; icon: ReactNode }[] = [
  { to: "/own", word: "own.place.home", icon: <HomeOutlined /> },
  { to: "/own/leave", word: "own.place.leave", icon: <CalendarOutlined /> },
  { to: "/own/courses", word: "own.place.courses", icon: <ReadOutlined /> },
  { to: "/own/record", word: "own.place.record", icon: <FileTextOutlined /> },
  { to: "/own/rights", word: "own.place.rights", icon: <BankOutlined /> },
];

function Places() {
  const { t } = useTranslation();
  return (
    <nav className="own-places" aria-label={t("own.places")}>
      {PLACES.map(({ to, word, icon }) => (
        <NavLink key={to} to={to} end={to === "/own"}>{icon}{t(word)}</NavLink>
      ))}
    </nav>
  );
}

function Bar({ children }: { children?: ReactNode }) {
  const { t, i18n } = useTranslation();
  return (
    <header className="own-bar">
      <Typography.Text strong>{t("own.name")}</Typography.Text>
      <span>
        <Button type="text" onClick={() => speak(i18n.language === "zh" ? "en" : "zh")}>{t("app.language")}</Button>
        {children}
      </span>
    </header>
  );
}

function Inside() {
  return (
    <>
      <main id="content">
        <Suspense fallback={<Loading />}><Outlet /></Suspense>
      </main>
      <Places />
      <StillThere />
    </>
  );
}

/** The way out, for who is in. */
function Out() {
  const { t } = useTranslation();
  const me = useQuery({ ...selfQuery, enabled: false });
  if (!me.data || typeof me.data === "string") return null;
  return <Button type="text" onClick={() => void leave()}>{t("app.signout")}</Button>;
}

export default function OwnShell() {
  return (
    <OwnTheme>
      <div className="own">
        <Bar><Out /></Bar>
        <RequireSelf><Inside /></RequireSelf>
      </div>
    </OwnTheme>
  );
}
