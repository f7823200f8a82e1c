/** A public number: called from a telephone, only read at a machine. */
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { machine } from "./arrive.ts";

export function Call({ number }: { number: "12348" | "12309" }) {
  const { t } = useTranslation();
  if (machine()) return <strong>{t(`own.phone.${number}`)}</strong>;
  return <Button block href={`tel:${number}`}>{t(`own.call.${number}`)}</Button>;
}
