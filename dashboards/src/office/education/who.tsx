/** Choose people by a part of the name or the number. */
import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "../../kit/api.ts";
import { fourFour } from "../../kit/write.ts";

interface Props {
  value: string[];
  onChange: (people: string[]) => void;
  most?: number;
}

export function Who({ value, onChange, most }: Props) {
  const { t } = useTranslation();
  const [part, setPart] = useState("");
  const found = useQuery({
    queryKey: ["people", "choose", part],
    queryFn: () => answer(api.GET("/api/people", { params: { query: { q: part, size: 20 } } })),
    placeholderData: (before) => before,
  });
  const options = (found.data?.items ?? []).map((one) => ({ value: one.id, label: `${one.name} ${fourFour(one.number)}` }));
  return (
    <Select
      mode="multiple"
      aria-label={t("edu.class.invite.who")}
      placeholder={t("edu.class.invite.who")}
      style={{ minWidth: 280 }}
      value={value}
      maxCount={most}
      options={options}
      loading={found.isFetching}
      showSearch={{ filterOption: false, onSearch: setPart }}
      onChange={onChange}
    />
  );
}
