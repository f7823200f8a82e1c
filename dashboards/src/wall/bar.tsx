/** The head of the big screen: where, what time it is, and whether what is shown is true now. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "../kit/api.ts";
import { meQuery } from "../kit/session.tsx";
import { shanghai } from "../kit/time.ts";
import type { Wall } from "./use.ts";

export function Head({ wall, now }: { wall: Wall | null; now: number }) {
  const { t } = useTranslation();
  return (
    <header className="wall-head">
      <title>{`${t("wall.title")} · ${t("app.name")}`}</title>
      <h1>{wall ? wall.place || t("area.city") : t("app.name")} · {t("wall.title")}</h1>
      <div role="status">{wall ? t("wall.at", { at: shanghai(wall.at).format("HH:mm:ss") }) : <span className="wall-gone">{t("wall.gone")}</span>}</div>
      <div className="wall-clock">{shanghai(now).format("MM-DD HH:mm")}</div>
    </header>
  );
}

/** For who is signed in: let this screen go on when the session is over. */
export function Pass() {
  const { t } = useTranslation();
  const me = useQuery(meQuery);
  const [done, setDone] = useState(false);
  if (!me.data || done) return null;
  const sent = (asked: Promise<unknown>) => void asked.then(() => setDone(true), () => undefined);
  return (
    <footer className="wall-foot">
      <button type="button" onClick={() => sent(answer(api.POST("/api/wall/pass")))}>{t("wall.pass")}</button>
      <button type="button" onClick={() => sent(answer(api.DELETE("/api/wall/pass")))}>{t("wall.pass.end")}</button>
      <a href="/">{t("state.home")}</a>
    </footer>
  );
}
