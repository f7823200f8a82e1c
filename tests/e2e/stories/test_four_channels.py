"""A caller's injury becomes a matter that the same person follows in WeChat and on the portal."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import pytest
from integration.collector.hotline import ring, tell
from integration.portal.test_wechat_door import SEAL, deliver, text
from playwright.sync_api import Page, expect
from stack import outside
from stack.outside import APP, COVER
from stack.postgres import Postgres
from stack.public import Public
from stack.public import opened as public_opened
from yizhan_collector.adapters.wechat import WeChat
from yizhan_collector.adapters.wechat_talk import Talk
from yizhan_collector.binder import Binder
from yizhan_collector.talker import Talker

from .conftest import PHONE, Story
from .hands import choose, dialog, row, save, write

WHO = "o-001"
ANSWER = "请带上劳动合同和病历，我们帮您申请工伤认定。"


@dataclass
class Chat:
    """The caller's WeChat: the real callback, and the account as its own process."""

    story: Story
    public: Public
    wechat: WeChat
    held: Callable[[], list[dict[str, str]]]
    sent: list[str] = field(default_factory=list)

    def say(self, said: str) -> str:
        """Send a message; the last that is said in answer."""
        self.sent.append(said)
        self.public.now = self.story.desk.now
        body = text(self.public, said, len(self.sent), WHO)
        assert deliver(self.public, body).text == "success"
        return self.heard()[-1]

    def heard(self) -> list[str]:
        """Everything the account said so far."""
        self.story.work()
        with psycopg.connect(self.story.desk.url, autocommit=True) as tx:
            talker = Talker(Talk(self.wechat, None), 5)
            while talker.step(tx, self.story.desk.now):
                pass
        return [one["heard"] for one in self.held() if one.get("follower") == WHO]


@pytest.fixture
def chat(story: Story, postgres: Postgres, tmp_path: Path) -> Iterator[Chat]:
    account = outside.wechat(tmp_path)
    account.start()
    secret, _ = outside.secrets(tmp_path)
    wechat = WeChat(account.url, APP, secret, COVER)
    login = f"{account.url}/connect/oauth2/authorize"
    with public_opened(postgres.portal_url(story.desk.url), SEAL, login) as public:
        yield Chat(story, public, wechat, account.held)
    wechat.close()
    account.stop()


def test_an_injury_told_on_the_telephone_is_followed_in_wechat_and_on_the_portal_by_the_caller(
    story: Story, chat: Chat
) -> None:
    number, code = told_on_the_telephone(story)
    assert chat.say("进度") == "您还没有在这里办理的事项。请直接留言咨询。"
    assert "工作人员核对后" in chat.say(code)
    assert number not in chat.say("进度")  # nobody has accepted the link
    accepted(story)
    assert chat.say("进度") == f"{number}：工作人员办理中"
    answered(story, number)
    assert chat.heard()[-1] == "您有一条办理提醒，请发送“进度”查看。"
    assert ANSWER not in chat.say("进度")  # a telephone is shared; the code shows it
    read_on_the_portal(story, chat, number, code)
    assert story.desk.rows("select kind, channel from matter") == [("legal_aid", "hotline")]


def told_on_the_telephone(story: Story) -> tuple[str, str]:
    """The operator takes it down as legal aid and says the code."""
    page = story.officer("clerk2", "/hotline")
    page.get_by_label("分机").fill("8001")
    page.get_by_role("button", name="签入").press("Enter")
    expect(page.get_by_text("分机 8001")).to_be_visible()
    ring(story.desk)
    tell(story.desk, "c1", "answered", 8, seat="8001")
    main = page.locator("main")
    expect(page.get_by_role("button", name="保存工单")).to_be_visible()
    choose(page, main, "业务", "法律援助")
    choose(page, main, "类别", "劳动人事 · 工伤")
    page.get_by_label("当事人说").fill("在工地摔伤了，老板不认，想请律师。")
    page.get_by_label("当事人", exact=True).fill("示例甲")
    page.get_by_role("button", name="保存工单").press("Enter")
    shown = page.get_by_role("dialog").filter(has_text="查询码")
    number = shown.locator(".ant-modal-confirm-title").inner_text()
    code = shown.locator(".ant-typography").inner_text()
    shown.get_by_role("button").last.press("Enter")
    tell(story.desk, "c1", "ended", 300, cause="caller")
    return number, code


def accepted(story: Story) -> None:
    """A clerk sees both who may be one, and says so."""
    page = story.officer("clerk2", "/matters?tab=links")
    line = row(page, "000-0000-0001")
    expect(line).to_contain_text("微信")
    line.get_by_role("button", name="是同一人").click()
    expect(page.get_by_text("000-0000-0001")).to_have_count(0)


def answered(story: Story, number: str) -> None:
    """The clerk who took the call answers."""
    page = story.officer("clerk2", f"/matters?text={number}")
    page.get_by_role("link", name="法律援助").click()
    page.get_by_role("button", name="答复", exact=True).click()
    form = dialog(page, "答复")
    write(form, {"内容": ANSWER})
    save(form)


def read_on_the_portal(story: Story, chat: Chat, number: str, code: str) -> None:
    """The same person opens the matter on a phone by the code they were told."""
    page: Page = story.open_page(**PHONE)
    page.goto(chat.public.address)
    page.get_by_role("link", name="查询进度").first.click()
    page.get_by_label("查询码").fill(code)
    page.locator("main").get_by_role("button", name="查询", exact=True).click()
    expect(page.locator("main")).to_contain_text(number)
    expect(page.locator("main")).to_contain_text(ANSWER)
    page.context.close()


def test_a_code_printed_at_the_counter_is_entered_on_the_page_that_wechat_opens(
    story: Story, chat: Chat
) -> None:
    number, _ = told_on_the_telephone(story)
    page = story.officer("clerk2", f"/matters?text={number}")
    page.get_by_role("link", name="法律援助").click()
    page.get_by_role("button", name="微信绑定码").click()
    once = page.locator(".ant-result-title").inner_text()
    phone = story.open_page(**PHONE)
    phone.goto(f"{chat.public.address}/wechat/bind")
    phone.get_by_label("一次性绑定码或查询码").fill(once)
    phone.get_by_role("button", name="提交").click()
    expect(phone.locator("main")).to_contain_text("还在核对")
    with psycopg.connect(story.desk.url, autocommit=True) as tx:
        assert Binder(chat.wechat).step(tx, story.desk.now)
    phone.reload()
    expect(phone.locator("main")).to_contain_text("工作人员核对后")
    phone.context.close()
    accepted(story)
    assert chat.say("进度") == f"{number}：工作人员办理中"
