/** Whose everything is and whether it is kept: the board, one's own part, the self-check, departments. */
import { Flex, Tabs, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { Heading } from "../kit/heading.tsx";
import { Board } from "./ownership/board.tsx";
import { Departments } from "./ownership/departments.tsx";
import { Mine } from "./ownership/mine.tsx";
import { Score } from "./ownership/score.tsx";

export default function Ownership() {
  const { t } = useTranslation();
  const [query, setQuery] = useSearchParams();
  const items = [
    { key: "board", label: t("owned.tab.board"), children: <Board /> },
    { key: "mine", label: t("owned.tab.mine"), children: <Mine /> },
    { key: "score", label: t("owned.tab.score"), children: <Score /> },
    { key: "departments", label: t("owned.tab.departments"), children: <Departments /> },
  ];
  return (
    <Flex vertical gap={8}>
      <Heading tab={t("owned.title")} />
      <Typography.Text type="secondary">{t("owned.note")}</Typography.Text>
      <Tabs size="small" destroyOnHidden activeKey={query.get("tab") ?? "board"} items={items} onChange={(key) => setQuery({ tab: key }, { replace: true })} />
    </Flex>
  );
}
