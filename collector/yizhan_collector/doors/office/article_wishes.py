"""What an editor sends: a text, which version is meant, and why."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, Field

from yizhan_collector.rooms.publishing.model import Plan, Written

Title = Annotated[
    str, Field(min_length=1, max_length=100, pattern=r"^[^\x00-\x1f\x7f]*\S[^\x00-\x1f\x7f]*$")
]
OneLine = Annotated[str, Field(pattern=r"^[^\x00-\x1f\x7f]*$")]
Why = Annotated[str, Field(min_length=1, max_length=200, pattern=r"\S")]


class PlanItem(BaseModel):
    """Where else the text goes; an empty text of a channel is made from the article."""

    wechat: bool = False
    weibo: bool = False
    weibo_text: Annotated[OneLine, Field(max_length=400)] = ""
    signs: Annotated[list[Annotated[str, Field(max_length=60)]], Field(max_length=200)] = []
    sign_text: Annotated[OneLine, Field(max_length=200)] = ""


class ArticleDraft(BaseModel):
    """What an editor writes."""

    column: Annotated[str, Field(max_length=31)]
    title: Title
    lead: Annotated[OneLine, Field(max_length=200)] = ""
    body: Annotated[str, Field(max_length=200_000, description="HTML; cleaned before it is kept.")]
    until_on: date | None = Field(None, description="The last day on which it is shown.")
    plan: PlanItem = PlanItem()

    def written(self) -> Written:
        """As the room takes it."""
        given = self.plan.model_dump() | {"signs": tuple(dict.fromkeys(self.plan.signs))}
        words = (self.column, self.title.strip(), self.lead.strip(), self.body)
        return Written(*words, self.until_on, Plan(**given))


class ArticleChange(ArticleDraft):
    """A changed text; `version` is the one it was made from."""

    version: int


class ArticleVersion(BaseModel):
    """Which version is meant; another one by now is refused."""

    version: int


class ArticleReason(ArticleVersion):
    """Which version is meant, and why."""

    why: Why


class PreviewWish(ArticleDraft):
    """A text to be shown as its places would get it."""

    no: int = Field(0, ge=0, description="Its number, 0 when it has none yet.")
