/** Chinese first, English by a switch that is remembered in this browser. */
import dayjs from "dayjs";
import "dayjs/locale/zh-cn.js";
import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { all, type Word } from "../words/index.ts";
import type { Lang } from "./time.ts";

declare module "i18next" {
  interface CustomTypeOptions {
    keySeparator: false;
    nsSeparator: false;
    resources: { translation: Record<Word, string> };
  }
}

const KEPT = "yizhan.lang";

function table(side: 0 | 1): Record<string, string> {
  return Object.fromEntries(Object.entries(all).map(([key, pair]) => [key, pair[side]]));
}

function kept(): Lang {
  return localStorage.getItem(KEPT) === "en" ? "en" : "zh";
}

/** The language now. */
export function lang(): Lang {
  return i18next.language === "en" ? "en" : "zh";
}

/** Change the language of the page and remember it. */
export function speak(next: Lang): void {
  localStorage.setItem(KEPT, next);
  document.documentElement.lang = next === "zh" ? "zh-CN" : "en";
  dayjs.locale(next === "zh" ? "zh-cn" : "en");
  void i18next.changeLanguage(next);
}

void i18next.use(initReactI18next).init({
  lng: kept(),
  fallbackLng: "zh",
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
  resources: { zh: { translation: table(0) }, en: { translation: table(1) } },
});
speak(kept());
