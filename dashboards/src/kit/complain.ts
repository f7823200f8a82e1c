/** A refusal of something that was pressed, in a dialog: what is wrong and what to do. */
import { App } from "antd";
import { useTranslation } from "react-i18next";
import { asProblem } from "./problem.ts";
import { sayProblem } from "./say.ts";

export function useComplain(): (error: unknown) => void {
  const { t, i18n } = useTranslation();
  const { modal } = App.useApp();
  return (error) => {
    const { title, text } = sayProblem(t, asProblem(error), i18n.language);
    modal.error({ title, content: text });
  };
}
