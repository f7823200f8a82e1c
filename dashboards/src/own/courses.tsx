/** What may be learned and done; nobody must reach a number of hours. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Flex, Progress, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { answer, api, type Api } from "../kit/api.ts";
import { Failure, Shown } from "../kit/states.tsx";
import { Card, Lines } from "./card.tsx";
import { sayDay } from "./say.ts";
import { Title } from "./title.tsx";

type Course = Api<"CourseBrief">;

function One({ one, suggested }: { one: Course; suggested: boolean }) {
  const { t } = useTranslation();
  const word = one.begun ? "own.courses.go_on" : "own.courses.begin";
  const go = <Link to={`/own/courses/${one.id}`}><Button type="primary" block>{t(word)}</Button></Link>;
  return (
    <Card title={one.title} actions={one.done ? undefined : go}>
      <span>
        {one.done && <Tag color="success">{t("own.courses.done")}</Tag>}
        {suggested && <Tag color="processing">{t("own.courses.suggested")}</Tag>}
        {t("edu.minutes", { n: one.minutes })}
      </span>
      {one.begun && !one.done && (
        <Progress percent={Math.round((100 * one.at_step) / one.steps)} aria-label={one.title} showInfo={false} />
      )}
    </Card>
  );
}

function Offers() {
  const { t, i18n } = useTranslation();
  const client = useQueryClient();
  const read = useQuery({ queryKey: ["own", "offers"], queryFn: () => answer(api.GET("/own/api/offers")) });
  const join = useMutation({
    mutationFn: (offer: string) => answer(api.POST("/own/api/offers/{offer}/join", { params: { path: { offer } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ["own"] }),
  });
  const mine = useCourses().data?.done.service.map((one) => one.offer) ?? [];
  return (
    <Shown read={read}>
      {(list) => (
        <Card title={t("own.offers.title")}>
          {!list.length && <p className="own-words">{t("own.offers.none")}</p>}
          {list.map((one) => (
            <Flex key={one.id} vertical gap={4}>
              <strong>{one.title}</strong>
              <span>{sayDay(one.on_day, i18n.language)} · {one.place} · {t("edu.minutes", { n: one.minutes })}</span>
              {one.abilities.length > 0 && <span>{one.abilities.join("、")}</span>}
              {mine.includes(one.id) ? <Tag color="success" style={{ alignSelf: "start" }}>{t("own.offers.joined")}</Tag> : (
                <Button disabled={one.taken >= one.capacity} loading={join.isPending} onClick={() => join.mutate(one.id)}>
                  {t(one.taken >= one.capacity ? "own.offers.full" : "own.offers.join")}
                </Button>
              )}
            </Flex>
          ))}
          {join.error && <Failure error={join.error} />}
        </Card>
      )}
    </Shown>
  );
}

function useCourses() {
  return useQuery({ queryKey: ["own", "courses"], queryFn: () => answer(api.GET("/own/api/courses")) });
}

function Classes({ all }: { all: Api<"OwnCourses"> }) {
  const { t, i18n } = useTranslation();
  if (!all.done.classes.length) return null;
  const say = (one: Api<"ClassAttended">) => (one.missed ? t("own.courses.missed") : t(one.code ? `edu.code.${one.code}` : "edu.code.none"));
  return (
    <Card title={t("own.courses.classes")}>
      <Lines lines={all.done.classes.map((one) => [`${one.title} ${sayDay(one.on, i18n.language)}`, say(one)])} />
    </Card>
  );
}

export default function OwnCourses() {
  const { t } = useTranslation();
  return (
    <Flex vertical gap="middle">
      <Title>{t("own.courses.title")}</Title>
      <p className="own-words">{t("own.courses.text")}</p>
      <Shown read={useCourses()}>
        {(all) => (
          <Flex vertical gap="middle">
            {!all.open.length && <p className="own-words">{t("own.courses.none")}</p>}
            {all.open.map((one) => <One key={one.id} one={one} suggested={all.suggested.includes(one.id)} />)}
            <Classes all={all} />
          </Flex>
        )}
      </Shown>
      <Offers />
    </Flex>
  );
}
