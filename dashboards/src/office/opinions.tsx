/** The register: what the procuratorate objected to, and what was replied. */
import { useQuery } from "@tanstack/react-query";
import { Flex, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api } from "../kit/api.ts";
import { Heading } from "../kit/heading.tsx";
import { usePaging } from "../kit/paging.ts";
import { Shown } from "../kit/states.tsx";
import { OpinionTable } from "./oversight/opinions.tsx";

export default function Opinions() {
  const { t } = useTranslation();
  const paging = usePaging();
  const read = useQuery({
    queryKey: ["opinions", paging.page],
    queryFn: () => answer(api.GET("/api/opinions", { params: { query: { page: paging.page, size: paging.size } } })),
    placeholderData: (before) => before,
  });
  return (
    <Flex vertical gap={12}>
      <Heading tab={t("opinion.title")} />
      <Typography.Text type="secondary">{t("opinion.note")}</Typography.Text>
      <Shown read={read}>{(list) => <OpinionTable list={list} paging={paging} />}</Shown>
    </Flex>
  );
}
