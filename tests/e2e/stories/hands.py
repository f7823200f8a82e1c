"""What a hand does on a page of the office: open a record, fill a dialog in, follow a duty."""

from datetime import date

from playwright.sync_api import Locator, Page, expect


def row(page: Page | Locator, text: str) -> Locator:
    """The table row that holds this text."""
    return page.get_by_role("row").filter(has_text=text)


def duty(page: Page, name: str) -> Locator:
    """The card of one kind of task on the first page."""
    return page.locator(".ant-card").filter(has=page.locator(".ant-card-head", has_text=name))


def say_why(page: Page, reason: str = "日常办案") -> None:
    """Say why the record is opened, by the key before the reason."""
    asked = page.get_by_role("dialog").get_by_role("button", name=reason)
    page.keyboard.press(asked.locator("kbd").inner_text())
    expect(asked).to_have_count(0)


def dialog(page: Page, title: str) -> Locator:
    """The dialog of this title."""
    return page.get_by_role("dialog", name=title)


def write(form: Locator, words: dict[str, str]) -> None:
    """Write words under their labels."""
    for label, text in words.items():
        form.get_by_label(label, exact=True).fill(text)


def choose(page: Page, form: Locator, label: str, option: str) -> None:
    """Choose from a list that drops down; a long one is searched."""
    field = form.get_by_label(label, exact=True)
    field.click()
    if field.is_editable():
        field.fill(option)
    page.locator(".ant-select-dropdown:visible .ant-select-item-option-content").get_by_text(
        option, exact=True
    ).click()


def give_day(form: Locator, label: str, day: date) -> None:
    """Key in a day."""
    field = form.get_by_label(label, exact=True)
    field.click()
    field.fill(day.isoformat())
    field.press("Enter")


def save(form: Locator, name: str = "保存") -> None:
    """Send a dialog, by its key; it closes when it was taken."""
    form.get_by_role("button", name=name).press("Enter")
    expect(form).to_have_count(0)


def sure(page: Page) -> None:
    """Confirm what cannot be undone."""
    page.get_by_role("dialog").last.get_by_role("button", name="确定").click()
