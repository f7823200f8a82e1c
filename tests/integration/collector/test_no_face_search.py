"""The collector has no face to search with: no address takes one, no column could hold one."""

from yizhan_collector.app import schema

from .conftest import Desk

# what is kept as bytes, and why; a template of a face has 512
BYTES = {
    ("quarantine", "payload"), ("staff_session", "token_sha256"), ("roster", "body"),
    ("audit_chain", "hash"), ("audit_check", "hash"), ("paper_content", "pdf"),
    ("court_document", "content"), ("self_session", "token_sha256"), ("self_pass", "sha256"),
    ("import_key", "key"), ("import_key", "content"), ("tracker", "key_hash"),
    ("wall_pass", "token_sha256"), ("party", "phone_digest"), ("matter", "key_digest"),
    ("matter_document", "sha256"), ("matter_document_content", "content"),
    ("booking", "key_digest"), ("hotline_call", "number_digest"), ("call_back", "number_digest"),
    ("bind_code", "digest"), ("bind_turn", "id"), ("bind_turn", "code"),
    ("post_diagnosis", "content"),
}  # fmt: skip


def test_no_address_takes_a_picture_and_answers_with_people() -> None:
    for path, methods in schema()["paths"].items():
        for one in methods.values():
            taken = one.get("requestBody", {}).get("content", {})
            # a scanned document of a court is kept as it came, and nothing looks into it
            scanned = one["operationId"] == "file_document"
            assert scanned or not any(kind.startswith("image/") for kind in taken), path
            told = str(one).lower()
            assert "embedding" not in told, path
            assert "face" not in one["operationId"] or one["operationId"] in (
                "allow_face",
                "withdraw_face",
            ), path


def test_no_column_could_hold_a_template(desk: Desk) -> None:
    found = desk.rows(
        "select table_name, column_name, data_type from information_schema.columns"
        " where table_schema = 'public'"
        " and (data_type in ('bytea', 'ARRAY') or data_type like 'USER%%')"
    )
    held = {(table, column) for table, column, kind in found if kind == "bytea"}
    assert held <= BYTES, held - BYTES
    numbers = desk.rows(
        "select table_name, column_name from information_schema.columns"
        " where table_schema = 'public' and udt_name in ('_float4', '_float8', '_numeric')"
    )
    assert numbers == []
