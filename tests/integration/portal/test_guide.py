"""The service guide on the portal: plain links from the first question to something to do."""

import re
from urllib.parse import urlsplit

import httpx
from stack.public import Public
from yizhan_collector.rooms.portal.guide import tree

LINK = re.compile(r'href="(/guide[^"]*)"')


def test_every_page_of_the_guide_is_reached_by_links_and_knows_the_way_back(
    public: Public,
) -> None:
    visitor, waiting, seen = public.visitor(), ["/guide"], dict[str, str]()
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        answer = visitor.get(path)
        assert answer.status_code == 200, path
        seen[path] = answer.text
        waiting += LINK.findall(answer.text)
    assert len(seen) == len(tree().nodes)
    for path, text in seen.items():
        assert "<script" not in text
        node = tree().get(path.removeprefix("/guide").strip("/") or "start")
        if node.say:
            assert f'href="/apply/{node.apply}?category={node.category}"' in text
        for one in tree().way(node.id):
            assert one.answer.zh in text


def test_danger_is_told_whom_to_call_before_anything_else(public: Public) -> None:
    text = public.visitor().get("/guide/violence-now").text
    assert 0 < text.index('href="tel:110"') < text.index("<ol")


def test_the_guide_is_read_in_english_too(public: Public) -> None:
    visitor: httpx.Client = public.visitor()
    back = visitor.get("/reading?lang=en&back=/guide/wages").headers["location"]
    assert urlsplit(back).path == "/guide/wages"
    assert "Have you come from the countryside" in visitor.get(back).text


def test_a_question_nobody_asks_is_not_found(public: Public) -> None:
    assert public.visitor().get("/guide/nothing").status_code == 404
    assert public.visitor().get("/guide/%3Cscript%3E").status_code == 422
