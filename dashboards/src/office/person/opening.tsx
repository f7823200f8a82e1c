/** A record is opened for a stated reason, by one key; it stays open for half an hour. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Flex, Modal, Typography } from "antd";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { answer, api } from "../../kit/api.ts";
import { audited } from "../../kit/query.ts";
import { useMay } from "../../kit/session.tsx";
import { Failure, Shown } from "../../kit/states.tsx";
import { useNow } from "../../kit/when.tsx";

export const REASONS = ["report", "visit", "decide", "case_work", "education", "complaint", "inspect"] as const;
export type Reason = (typeof REASONS)[number];

/** The reasons this role has; the prosecutor inspects and the educator teaches. */
function useReasons(): readonly Reason[] {
  const [changes, inspects, teaches] = [useMay("change_people"), useMay("inspect"), useMay("educate")];
  if (inspects) return ["inspect", "complaint"];
  if (!changes && teaches) return ["education", "visit", "complaint"];
  return changes ? REASONS.filter((one) => one !== "inspect") : ["case_work", "complaint", "inspect"];
}

interface Asked {
  choose: (reason: Reason) => void;
  busy: boolean;
  error: unknown;
}

function Ask({ choose, busy, error }: Asked) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const reasons = useReasons();
  useEffect(() => {
    function press(event: KeyboardEvent): void {
      const reason = reasons[Number(event.key) - 1];
      if (reason && !event.ctrlKey && !event.altKey && !event.metaKey) choose(reason);
    }
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [reasons, choose]);
  return (
    <Modal open title={t("opening.title")} footer={null} onCancel={() => void navigate(-1)} mask={{ closable: false }}>
      <Flex vertical gap={8}>
        <Typography.Text type="secondary">{t("opening.text")}</Typography.Text>
        {reasons.map((reason, at) => (
          <Button key={reason} block disabled={busy} autoFocus={at === 0} style={{ justifyContent: "flex-start" }} onClick={() => choose(reason)}>
            <kbd>{at + 1}</kbd> {t(`reason.${reason}`)}
          </Button>
        ))}
        {Boolean(error) && <Failure error={error} />}
      </Flex>
    </Modal>
  );
}

function useOpen(person: string) {
  const client = useQueryClient();
  const params = { path: { person } };
  return useMutation({
    mutationFn: async (reason: Reason) => {
      const record = await answer(api.GET("/api/people/{person}", { params: { ...params, query: { reason } } }));
      client.setQueryData(["person", person], record);
      await client.invalidateQueries({ queryKey: ["opening", person] });
    },
  });
}

/** Shows what is below once the record is open. When it closes again what was typed stays, under the question. */
export function Opened({ person, children }: { person: string; children: ReactNode }) {
  const [once, setOnce] = useState(false);
  const now = useNow();
  const open = useOpen(person);
  const read = useQuery({
    ...audited,
    queryKey: ["opening", person],
    queryFn: () => answer(api.GET("/api/people/{person}/opening", { params: { path: { person } } })),
  });
  const isOpen = Boolean(read.data?.until && Date.parse(read.data.until) > now);
  if (isOpen && !once) setOnce(true);
  return (
    <Shown read={read}>
      {() => (
        <>
          {once && children}
          {!isOpen && <Ask choose={open.mutate} busy={open.isPending} error={open.error} />}
        </>
      )}
    </Shown>
  );
}
