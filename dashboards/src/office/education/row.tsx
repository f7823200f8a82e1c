/** One person of the attendance list, with buttons large enough for a finger. */
import { Flex, Input, Radio, Typography } from "antd";
import { useTranslation } from "react-i18next";
import type { Api } from "../../kit/api.ts";
import { fourFour } from "../../kit/write.ts";

type Place = Api<"ClassPlace">;
type Mark = Api<"NewMark">;
type Change = Partial<Pick<Mark, "code" | "note">>;
export type Changed = Record<string, Change>;
const CODES = ["attended", "late", "left_early", "excused", "absent"] as const;

/** What was changed on the screen, with the version it was changed from. */
export function changes(places: Place[], changed: Changed): Mark[] {
  return places.flatMap((one) => {
    const code = changed[one.person.id]?.code ?? one.code;
    const note = changed[one.person.id]?.note ?? one.note;
    const same = code === one.code && note === one.note;
    return code && !same ? [{ person: one.person.id, version: one.version, code, note }] : [];
  });
}

interface Props {
  one: Place;
  change: Change;
  set: (change: Change) => void;
  held: boolean;
}

export function Row({ one, change, set, held }: Props) {
  const { t } = useTranslation();
  const { name, number } = one.person;
  const code = change.code ?? one.code;
  return (
    <Flex wrap gap="small" align="center" justify="space-between" role="group" aria-label={name}>
      <div style={{ minWidth: 160 }}>
        <strong>{name}</strong> {fourFour(number)}
        <br />
        <Typography.Text type="secondary">{one.version ? `${t("edu.by")} ${one.by}` : t("edu.code.none")}</Typography.Text>
      </div>
      <Radio.Group
        size="large"
        optionType="button"
        buttonStyle="solid"
        disabled={!held}
        aria-label={name}
        options={CODES.map((value) => ({ value, label: t(`edu.code.${value}`) }))}
        value={code}
        onChange={(picked) => set({ ...change, code: picked.target.value })}
      />
      <Input
        aria-label={`${t("edu.note.word")} ${name}`}
        placeholder={t("edu.note.word")}
        maxLength={300}
        disabled={!held || !code}
        value={change.note ?? one.note}
        onChange={(typed) => set({ ...change, note: typed.target.value })}
        style={{ maxWidth: 240 }}
      />
    </Flex>
  );
}
