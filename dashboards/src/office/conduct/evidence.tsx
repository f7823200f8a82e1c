/** The evidence of a measure, read when it is opened. */
import { useQuery } from "@tanstack/react-query";
import { Collapse } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "../../kit/api.ts";
import { audited } from "../../kit/query.ts";
import { Shown } from "../../kit/states.tsx";
import { Days } from "./stretches.tsx";

function Lines({ sanction }: { sanction: string }) {
  const read = useQuery({
    ...audited,
    queryKey: ["sanction", sanction],
    queryFn: () => answer(api.GET("/api/conduct/sanctions/{sanction}", { params: { path: { sanction } } })),
  });
  return <Shown read={read}>{(one) => <Days days={one.evidence} />}</Shown>;
}

export function Evidence({ sanction }: { sanction: string }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const items = [{ key: "evidence", label: t("conduct.evidence"), children: open && <Lines sanction={sanction} /> }];
  return <Collapse size="small" ghost items={items} onChange={(keys) => setOpen(keys.length > 0)} />;
}
