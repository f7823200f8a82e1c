"""Its addresses and pages: first page, column, text, search."""

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.core.paginator import Paginator
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path
from yizhan_collector.rooms.portal.words import asked

application = get_wsgi_application()

from peer_django.models import Article, Column  # noqa: E402 # after the settings are read

LINES = Article.objects.only("id", "title", "lead", "published_at")


def page(request: HttpRequest, name: str, **rest: object) -> HttpResponse:
    """A page with the menu of the columns."""
    return render(request, name, {"menu": Column.objects.order_by("place"), **rest})


def home(request: HttpRequest) -> HttpResponse:
    """The newest of two columns."""
    latest = {
        code: LINES.filter(column=code).order_by("-published_at", "-id")[:6]
        for code in ("news", "notices")
    }
    return page(request, "home.html", **latest)


def column(request: HttpRequest, code: str) -> HttpResponse:
    """A page of a column."""
    one = get_object_or_404(Column, code=code)
    lines = LINES.filter(column=one).order_by("-published_at", "-id")
    cut = Paginator(lines, 20).get_page(request.GET.get("page"))
    return page(request, "column.html", column=one, cut=cut)


def article(request: HttpRequest, no: int) -> HttpResponse:
    """A text with its neighbours."""
    one = get_object_or_404(Article.objects.select_related("column").defer("words"), id=no)
    beside = Article.objects.filter(column=one.column).only("id", "title")
    newer = beside.filter(published_at__gt=one.published_at).order_by("published_at").first()
    older = beside.filter(published_at__lt=one.published_at).order_by("-published_at").first()
    return page(request, "article.html", one=one, newer=newer, older=older)


def search(request: HttpRequest) -> HttpResponse:
    """The best texts by the same words, ranked as the manual shows it."""
    found = asked(request.GET.get("q", ""))
    query = SearchQuery(found.tries[0] if found else "''", search_type="raw", config="simple")
    hits = Article.objects.filter(words=query).annotate(rank=SearchRank("words", query))
    cut = Paginator(hits.defer("words").order_by("-rank", "-published_at"), 20).get_page(1)
    return page(request, "search.html", cut=cut)


urlpatterns = [
    path("", home),
    path("c/<slug:code>", column),
    path("a/<int:no>", article),
    path("search", search),
]
