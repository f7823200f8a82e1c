/** Where else a text goes: WeChat, Weibo, the strips of chosen posts. */
import { Alert, Checkbox, Flex, Form, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import type { Api } from "../../kit/api.ts";
import type { Words } from "./draft.ts";

export function PlanFields({ places }: { places: Api<"Places"> }) {
  const { t } = useTranslation();
  const plan = Form.useWatch<Words["plan"]>("plan", { preserve: true });
  const signs = places.signs.map(({ device, place }) => ({ value: device, label: `${place} · ${device}` }));
  const leaves = plan?.wechat || plan?.weibo || Boolean(plan?.signs?.length);
  return (
    <Flex vertical>
      <Flex wrap gap={16}>
        <Form.Item name={["plan", "wechat"]} valuePropName="checked" noStyle>
          <Checkbox disabled={!places.wechat}>{t("channel.wechat")}</Checkbox>
        </Form.Item>
        <Form.Item name={["plan", "weibo"]} valuePropName="checked" noStyle>
          <Checkbox disabled={!places.weibo}>{t("channel.weibo")}</Checkbox>
        </Form.Item>
      </Flex>
      {!(places.wechat && places.weibo) && <span className="ant-form-item-extra">{t("plan.notset")}</span>}
      <Form.Item name={["plan", "signs"]} label={t("plan.signs")} style={{ marginTop: 12 }}>
        <Select mode="multiple" allowClear options={signs} optionFilterProp="label" maxTagCount="responsive" placeholder={t("plan.signs.choose")} />
      </Form.Item>
      {plan?.signs?.length ? (
        <Form.Item name={["plan", "sign_text"]} label={t("plan.sign_text")} extra={t("plan.empty")}>
          <Input maxLength={200} count={{ show: true, max: 60 }} />
        </Form.Item>
      ) : null}
      {plan?.weibo && (
        <Form.Item name={["plan", "weibo_text"]} label={t("plan.weibo_text")} extra={t("plan.empty")}>
          <Input.TextArea autoSize maxLength={400} />
        </Form.Item>
      )}
      <Alert type="info" title={t(leaves ? "plan.two" : "plan.one")} />
    </Flex>
  );
}
