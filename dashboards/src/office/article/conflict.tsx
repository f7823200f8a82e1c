/** Somebody was faster: both texts side by side, and nothing of either is lost. */
import { useQuery } from "@tanstack/react-query";
import { Button, Flex, Modal, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api, type Api } from "../../kit/api.ts";
import { Shown } from "../../kit/states.tsx";
import { When } from "../../kit/when.tsx";
import { blocks, type Words } from "./draft.ts";

type Item = Api<"ArticleItem">;

function Side({ title, here, there }: { title: string; here: string[]; there: string[] }) {
  const others = new Set(there);
  return (
    <div style={{ flex: "1 1 280px", minWidth: 0 }}>
      <Typography.Title level={2} style={{ fontSize: 14, margin: "0 0 8px" }}>{title}</Typography.Title>
      <div className="scroll">
        {here.map((one, at) => <p key={`${at} ${one}`}>{others.has(one) ? one : <mark>{one}</mark>}</p>)}
      </div>
    </div>
  );
}

interface Props {
  id: string;
  mine: Words;
  /** Put mine over what stands there now. */
  over: (version: number) => void;
  /** Go on with theirs; mine stays in this browser. */
  take: (theirs: Item) => void;
  close: () => void;
}

export function Conflict({ id, mine, over, take, close }: Props) {
  const { t } = useTranslation();
  const read = useQuery({ queryKey: ["articles", "one", id, "theirs"], gcTime: 0, queryFn: () => answer(api.GET("/api/articles/{article}", { params: { path: { article: id } } })) });
  return (
    <Modal open width={820} title={t("problem.text_moved_on")} onCancel={close} footer={null}>
      <Shown read={read}>
        {(theirs) => (
          <Flex vertical gap={12}>
            <span>{t("conflict.by", { who: theirs.changed_by })} <When at={theirs.changed_at} />. {t("conflict.note")}</span>
            <Flex wrap gap={16}>
              <Side title={t("conflict.mine")} here={blocks(mine)} there={blocks(theirs)} />
              <Side title={t("conflict.theirs")} here={blocks(theirs)} there={blocks(mine)} />
            </Flex>
            <Flex wrap gap={8} justify="end">
              <Button onClick={close}>{t("conflict.on")}</Button>
              <Button onClick={() => take(theirs)}>{t("conflict.take")}</Button>
              <Button type="primary" danger disabled={!theirs.may.includes("change")} onClick={() => over(theirs.version)}>{t("conflict.over")}</Button>
            </Flex>
          </Flex>
        )}
      </Shown>
    </Modal>
  );
}
