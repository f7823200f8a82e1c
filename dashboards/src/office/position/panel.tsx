/** Electronic positioning of one person: every order about them, and what can be done with it. */
import { Alert, Button, Empty, Flex } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../kit/session.tsx";
import { Shown } from "../../kit/states.tsx";
import { ApplyForm } from "./apply.tsx";
import { OrderCard } from "./card.tsx";
import { isLive, type Order } from "./order.tsx";
import { Openings } from "./openings.tsx";
import { useOrders } from "./use.ts";

export default function PositioningPanel({ person }: { person: string }) {
  const { t } = useTranslation();
  const may = useMay("change_people");
  const [asking, ask] = useState<{ renews?: Order }>();
  const read = useOrders(person);
  return (
    <Shown read={read}>
      {(list) => (
        <Flex vertical gap={12}>
          <Alert type="info" title={t("pos.law")} />
          {may && !list.some(isLive) && <div><Button onClick={() => ask({})}>{t("pos.apply")}</Button></div>}
          {list.length === 0 && <Empty description={t("pos.none")} />}
          {list.map((one) => <OrderCard key={one.id} one={one} {...(may && { renew: () => ask({ renews: one }) })} />)}
          {list.some((one) => one.notified_at) && <Openings person={person} />}
          {asking && <ApplyForm person={person} {...asking} close={() => ask(undefined)} />}
        </Flex>
      )}
    </Shown>
  );
}
