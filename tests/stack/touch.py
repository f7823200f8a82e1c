"""A hand at the kiosk's screen."""

from playwright.sync_api import Page, expect

ANSWERS = ("没有变化", "没有变化", "不需要")


def key_in(page: Page, digits: str) -> None:
    """Key in digits on the pad and confirm."""
    for digit in digits:
        page.get_by_role("button", name=digit, exact=True).click()
    page.get_by_role("button", name="确定").click()


def answer_all(page: Page) -> None:
    """Answer the three questions; the last page says that the visit is recorded."""
    for answer in ANSWERS:
        page.get_by_role("button", name=answer, exact=True).click()
    expect(page.get_by_role("heading", name="已登记，谢谢")).to_be_visible()
