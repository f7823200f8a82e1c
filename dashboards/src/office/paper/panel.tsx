/** The papers of one person; one of them may be named in the address. */
import { PlusOutlined } from "@ant-design/icons";
import { Button, Flex } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { useMay } from "../../kit/session.tsx";
import { Shown } from "../../kit/states.tsx";
import { Drafts } from "./drafts.tsx";
import { MakePaper } from "./make.tsx";
import { PaperDrawer } from "./record.tsx";
import { PaperTable } from "./table.tsx";
import { usePapers } from "./use.ts";

export default function PaperPanel({ person }: { person: string }) {
  const { t } = useTranslation();
  const may = useMay("issue_papers");
  const [making, setMaking] = useState(false);
  const [query, setQuery] = useSearchParams();
  const read = usePapers({ person, size: 200 });
  const open = (paper?: string) => setQuery({ part: "papers", ...(paper && { paper }) }, { replace: true });
  const shown = query.get("paper");
  return (
    <Flex vertical gap={12}>
      {may && (
        <Button icon={<PlusOutlined />} style={{ alignSelf: "start" }} onClick={() => setMaking(true)}>{t("papers.new")}</Button>
      )}
      {may && <Drafts person={person} />}
      <Shown read={read}>
        {(list) => <PaperTable items={list.items} pagination={false} searched={false} people={false} open={open} />}
      </Shown>
      {making && <MakePaper person={person} close={() => setMaking(false)} />}
      {shown && <PaperDrawer paper={shown} close={() => open()} />}
    </Flex>
  );
}
