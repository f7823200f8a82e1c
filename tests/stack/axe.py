"""What axe-core says about a page."""

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page

AXE = Axe()
SERIOUS = {"serious", "critical"}


def serious(page: Page) -> list[str]:
    """What axe calls serious or critical: the rule and each node."""
    return [
        f"{one['id']}: {node['html'][:200]} at {node['target']}"
        for one in AXE.run(page).response["violations"]
        if one["impact"] in SERIOUS
        for node in one["nodes"]
    ]
