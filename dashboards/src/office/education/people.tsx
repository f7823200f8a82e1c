/** Choose people by name or number, of the own area only. */
import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "../../kit/api.ts";

interface Props {
  id?: string;
  value?: string | string[];
  onChange?: (value: string | string[]) => void;
  many?: boolean;
  label: string;
}

export function ChoosePeople({ many = false, label, ...rest }: Props) {
  const { t } = useTranslation();
  const [part, setPart] = useState("");
  const read = useQuery({
    queryKey: ["education", "people", part],
    queryFn: () => answer(api.GET("/api/people", { params: { query: { q: part, size: 50 } } })),
    placeholderData: (before) => before,
  });
  const options = (read.data?.items ?? []).map((one) => ({ value: one.id, label: `${one.name} ${one.number}` }));
  return (
    <Select
      {...rest}
      {...(many && { mode: "multiple" as const })}
      aria-label={label}
      placeholder={t("class.invite.who")}
      options={options}
      loading={read.isFetching}
      showSearch={{ filterOption: false, onSearch: (typed) => setPart(typed.slice(0, 60)) }}
      style={{ width: "100%", minWidth: 240 }}
    />
  );
}
