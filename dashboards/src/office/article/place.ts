/** A place of a text by its name. */
import type { TFunction } from "i18next";
import type { Api } from "../../kit/api.ts";

type Place = Pick<Api<"DeliveryItem">, "channel" | "target" | "place">;

export function placeName(t: TFunction, one: Place): string {
  return one.channel === "sign" ? `${t("channel.sign")} · ${one.place || one.target}` : t(`channel.${one.channel}`);
}
