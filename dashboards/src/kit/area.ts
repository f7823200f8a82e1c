/** Areas in words: the city, a county, an office. */
import { useTranslation } from "react-i18next";
import { useTownships } from "./townships.ts";

/** Name of an area by its code: empty the city, six digits a county, nine a township. */
export function useAreaName(): (code: string) => string {
  const { t } = useTranslation();
  const townships = useTownships();
  return (code) => {
    if (!code || /^\d{4}00$/.test(code)) return t("area.city");
    const found = townships.find((one) => one.code.startsWith(code));
    if (!found) return code;
    return code.length === 6 ? found.district : `${found.name} (${found.district})`;
  };
}

/** What may be chosen as an area of so many digits. */
export function useAreas(digits: readonly number[]): { value: string; label: string }[] {
  const name = useAreaName();
  const codes = useTownships().map((one) => one.code);
  return digits.flatMap((n) => [...new Set(codes.map((one) => one.slice(0, n)))].map((value) => ({ value, label: name(value) })));
}
