/** What waits for whoever is signed in, in the frame of every page: nobody has to look for it. */
import { BellOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Badge, Button, Tooltip } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { answer, api } from "./api.ts";
import { useMay } from "./session.tsx";

const EVERY_MS = 60_000;

/** What is wrong and theirs to mend, asked again each minute. */
export function useOwed() {
  const sees = useMay("see_owned");
  return useQuery({ queryKey: ["owned", "mine"], queryFn: () => answer(api.GET("/api/owned/mine")), refetchInterval: EVERY_MS, enabled: sees });
}

export function Owed() {
  const { t } = useTranslation();
  const total = useOwed().data?.total ?? 0;
  if (total === 0) return null;
  const said = t("owned.owed", { n: total });
  return (
    <Tooltip title={said}>
      <Link to="/upkeep?tab=mine" aria-label={said}>
        <Badge count={total} size="small" overflowCount={99} offset={[-2, 6]}><Button type="text" tabIndex={-1} icon={<BellOutlined />} aria-hidden="true" /></Badge>
      </Link>
    </Tooltip>
  );
}
