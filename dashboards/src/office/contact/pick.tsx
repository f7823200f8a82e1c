/** Whom a contact is about, found by a part of the name or number. */
import { useQuery } from "@tanstack/react-query";
import { Form, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "../../kit/api.ts";
import { fourFour } from "../../kit/write.ts";

export function PersonPick({ person, choose }: { person: string | null; choose: (person: string) => void }) {
  const { t } = useTranslation();
  const [q, search] = useState("");
  const query = { q, page: 1, size: 50 };
  const read = useQuery({ queryKey: ["people", query], queryFn: () => answer(api.GET("/api/people", { params: { query } })) });
  const options = (read.data?.items ?? []).map((one) => ({ value: one.id, label: `${one.name} ${fourFour(one.number)}` }));
  return (
    <Form layout="vertical">
      <Form.Item label={t("contact.person")} htmlFor="contact-person" style={{ marginBottom: 0 }}>
        <Select
          id="contact-person"
          size="large"
          value={person}
          placeholder={t("contact.person.find")}
          showSearch={{ filterOption: false, onSearch: search }}
          options={options}
          onChange={(one: string) => choose(one)}
        />
      </Form.Item>
    </Form>
  );
}
