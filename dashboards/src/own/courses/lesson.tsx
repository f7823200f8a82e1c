/** One course, one step on the screen; it goes on where it was left, on whatever machine. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Flex, Progress, Radio } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { answer, api, type Api } from "../../kit/api.ts";
import { Failure, Shown } from "../../kit/states.tsx";
import { Card } from "../card.tsx";
import { Title } from "../title.tsx";

type Lesson = Api<"Lesson">;
type Step = NonNullable<Lesson["step"]>;
type Answered = Api<"Answered">;

function Recording({ step }: { step: Extract<Step, { type: "recording" }> }) {
  const { t } = useTranslation();
  const source = `/own/api/media/${step.media}`;
  return (
    <>
      {step.kind === "video" ? <video controls src={source} style={{ width: "100%" }} /> : <audio controls src={source} style={{ width: "100%", height: "3em" }} />}
      <details><summary>{t("own.courses.transcript")}</summary><p className="own-words">{step.words}</p></details>
    </>
  );
}

function Words({ step }: { step: Step }) {
  if (step.type === "recording") return <Recording step={step} />;
  if (step.type === "text") return <p className="own-words" style={{ whiteSpace: "pre-line" }}>{step.text}</p>;
  return null;
}

function Question({ step, choice, choose }: { step: Extract<Step, { type: "question" }>; choice: number | null; choose: (n: number) => void }) {
  return (
    <fieldset style={{ border: 0, padding: 0, margin: 0 }}>
      <legend className="own-words" style={{ paddingBottom: 12 }}>{step.question}</legend>
      <Radio.Group value={choice} onChange={({ target }) => choose(target.value as number)}>
        <Flex vertical gap="middle">
          {step.options.map((option, at) => <Radio key={`${at} ${option}`} value={at}>{option}</Radio>)}
        </Flex>
      </Radio.Group>
    </fieldset>
  );
}

function useTake(course: string, told: (answered: Answered, asked: boolean) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ step, choice }: { step: number; choice: number | null }) =>
      answer(api.POST("/own/api/courses/{course}/steps", { params: { path: { course } }, body: { step, choice } })),
    onSuccess: (answered, { choice }) => {
      client.setQueryData(["own", "lesson", course], answered);
      void client.invalidateQueries({ queryKey: ["own", "courses"] });
      told(answered, choice !== null);
    },
  });
}

function Told({ told }: { told: Answered | null }) {
  const { t } = useTranslation();
  if (!told) return null;
  return <Alert role="status" type={told.right ? "success" : "warning"} showIcon title={t(told.right ? "own.courses.right" : "own.courses.wrong")} description={told.why} />;
}

function Now({ lesson }: { lesson: Lesson }) {
  const { t } = useTranslation();
  const [choice, setChoice] = useState<number | null>(null);
  const [told, setTold] = useState<Answered | null>(null);
  const take = useTake(lesson.course, (answered, asked) => {
    setTold(asked ? answered : null);
    setChoice(null);
  });
  const { step } = lesson;
  const back = <Link to="/own/courses"><Button block>{t("own.courses.back")}</Button></Link>;
  if (!step) return <Card title={t("own.courses.finished")} actions={back}><Told told={told} /></Card>;
  const asks = step.type === "question";
  const title = step.type === "text" ? step.title : t("own.courses.at", { at: lesson.at_step + 1, n: lesson.steps });
  const go = (
    <Button type="primary" block disabled={asks && choice === null} loading={take.isPending} onClick={() => take.mutate({ step: lesson.at_step, choice })}>
      {t(asks ? "own.courses.answer" : "own.courses.next")}
    </Button>
  );
  return (
    <Card title={title} actions={<>{go}{back}</>}>
      <Progress percent={Math.round((100 * lesson.at_step) / lesson.steps)} showInfo={false} aria-label={t("own.courses.at", { at: lesson.at_step + 1, n: lesson.steps })} />
      <Told told={told} />
      {asks ? <Question step={step} choice={choice} choose={setChoice} /> : <Words step={step} />}
      {take.error && <Failure error={take.error} />}
    </Card>
  );
}

export default function OwnLesson() {
  const course = useParams().id ?? "";
  const read = useQuery({
    queryKey: ["own", "lesson", course],
    queryFn: () => answer(api.POST("/own/api/courses/{course}", { params: { path: { course } } })),
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  return (
    <Shown read={read}>
      {(lesson) => (
        <Flex vertical gap="middle">
          <Title>{lesson.title}</Title>
          <Now lesson={lesson} />
        </Flex>
      )}
    </Shown>
  );
}
