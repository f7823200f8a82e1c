/** What whoever is signed in can do with a matter now; each step asks for its words first. */
import { Button, Flex } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "../../kit/api.ts";
import { useComplain } from "../../kit/complain.ts";
import { Apply, Complete, Decide, Missing } from "./aidsteps.tsx";
import { Close, HandOver, OneLine, Refer, Say, Urgent } from "./dialogs.tsx";
import { type Record, useStep } from "./use.ts";

/** In the order of the work; the first that can be done stands out. */
const STEPS = ["take", "decide_aid", "tell_missing", "papers_complete", "assign_aid", "answer", "ask_party", "close", "reopen", "lapse_aid", "apply_aid", "urgent", "not_urgent", "hand_over", "refer", "note"] as const;
type Step = (typeof STEPS)[number];
/** What is done without a word. */
const AT_ONCE: readonly Step[] = ["take", "lapse_aid"];

function dialog(step: Step, one: Record, close: () => void, title: string): ReactNode {
  const path = { params: { path: { matter: one.id } } };
  const own = { one, close, title };
  switch (step) {
    case "answer":
      return <Say {...own} shown send={(said) => answer(api.POST("/api/matters/{matter}/answer", { ...path, body: { said } }))} />;
    case "ask_party":
      return <Say {...own} shown send={(said) => answer(api.POST("/api/matters/{matter}/ask", { ...path, body: { said } }))} />;
    case "note":
      return <Say {...own} send={(said) => answer(api.POST("/api/matters/{matter}/notes", { ...path, body: { said } }))} />;
    case "reopen":
      return <Say {...own} shown send={(said) => answer(api.POST("/api/matters/{matter}/reopen", { ...path, body: { said } }))} />;
    case "not_urgent":
      return <Say {...own} send={(reason) => answer(api.POST("/api/matters/{matter}/urgent", { ...path, body: { urgent: null, reason } }))} />;
    case "assign_aid":
      return <OneLine {...own} label={title} send={(lawyer) => answer(api.POST("/api/matters/{matter}/aid/lawyer", { ...path, body: { lawyer } }))} />;
    case "urgent":
      return <Urgent {...own} />;
    case "hand_over":
      return <HandOver {...own} />;
    case "refer":
      return <Refer {...own} />;
    case "close":
      return <Close {...own} />;
    case "apply_aid":
      return <Apply {...own} />;
    case "tell_missing":
      return <Missing {...own} />;
    case "papers_complete":
      return <Complete {...own} />;
    case "decide_aid":
      return <Decide {...own} />;
    default:
      return null;
  }
}

export function Steps({ one }: { one: Record }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<Step>();
  const complain = useComplain();
  const close = () => setOpen(undefined);
  const path = { params: { path: { matter: one.id } } };
  const take = useStep(one.id, () => answer(api.POST("/api/matters/{matter}/take", path)));
  const lapse = useStep(one.id, () => answer(api.POST("/api/matters/{matter}/aid/not-supplied", path)));
  const can = STEPS.filter((step) => one.steps.includes(step));
  function begin(step: Step): void {
    if (!AT_ONCE.includes(step)) return setOpen(step);
    (step === "take" ? take : lapse).mutate(undefined, { onError: complain });
  }
  return (
    <Flex wrap gap={8} className="screen">
      {can.map((step, at) => (
        <Button key={step} {...(at === 0 && { type: "primary" as const })} loading={step === "take" ? take.isPending : step === "lapse_aid" && lapse.isPending} onClick={() => begin(step)}>
          {t(`matter.step.${step}`)}
        </Button>
      ))}
      {open && dialog(open, one, close, t(`matter.step.${open}`))}
    </Flex>
  );
}
