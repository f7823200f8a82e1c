"""The collector refuses to start with a sentence that says what to set."""

from pathlib import Path

import pytest
from yizhan_collector import settings
from yizhan_collector.__main__ import main
from yizhan_collector.ground.refusals import BadSettings

STRONG = "kJ8s-2mQx0vTz4LwPq7RbY1nCd5Ge9Hf"


def written(folder: Path, secret: str = STRONG, extra: str = "", cert: str = "a.pem") -> Path:
    (folder / "a.pem").write_text("x")
    path = folder / "collector.toml"
    path.write_text(
        f'database = "postgresql://x@127.0.0.1/y"\nsecret = "{secret}"\n{extra}\n[broker]\n'
        f'port = 8883\nca = "{folder}/a.pem"\ncert = "{folder}/{cert}"\nkey = "{folder}/a.pem"\n'
    )
    return path


def test_good_settings_load(tmp_path: Path) -> None:
    assert settings.load(written(tmp_path)).broker.port == 8883


@pytest.mark.parametrize("secret", ["", "short", "a" * 40, "changethis" * 4])
def test_a_weak_secret_is_refused_and_not_repeated(tmp_path: Path, secret: str) -> None:
    with pytest.raises(BadSettings, match="at least 32 random characters") as refused:
        settings.load(written(tmp_path, secret))
    assert not secret or secret not in str(refused.value)


def test_an_unknown_setting_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match="colour"):
        settings.load(written(tmp_path, extra='colour = "red"'))


def test_a_missing_certificate_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match="issue a certificate"):
        settings.load(written(tmp_path, cert="none.pem"))


def test_the_environment_wins_over_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("YIZHAN_SECRET", STRONG[::-1])
    assert settings.load(written(tmp_path, "weak")).secret == STRONG[::-1]


def test_the_program_ends_with_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["migrate", "--config", str(tmp_path / "none.toml")]) == 1
    assert "correct the named one" in capsys.readouterr().err


def test_the_tables_of_serve_are_read(tmp_path: Path) -> None:
    pem = f'"{tmp_path}/a.pem"'
    own = f"ca = {pem}\ncert = {pem}\nkey = {pem}"
    path = written(tmp_path)
    path.write_text(
        path.read_text() + f"[office]\nport = 8080\n[device_door]\nport = 8443\n{own}\n"
    )
    loaded = settings.load(path)
    assert loaded.office is not None
    assert (loaded.office.host, loaded.office.cert) == ("127.0.0.1", None)
    assert loaded.device_door is not None
    assert loaded.device_door.port == 8443


@pytest.mark.parametrize("port", ["0", "70000", '"x"'])
def test_a_port_that_is_none_is_named(tmp_path: Path, port: str) -> None:
    path = written(tmp_path)
    path.write_text(path.read_text() + f"[office]\nport = {port}\n")
    with pytest.raises(BadSettings, match=r"office\.port"):
        settings.load(path)


def test_a_certificate_without_its_key_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path)
    path.write_text(path.read_text() + f'[office]\nport = 8080\ncert = "{tmp_path}/a.pem"\n')
    with pytest.raises(BadSettings, match="go together"):
        settings.load(path)


def test_the_fonts_of_the_papers_have_a_place_and_may_have_another(tmp_path: Path) -> None:
    assert settings.load(written(tmp_path)).fonts.name == "noto"
    extra = f'fonts = "{tmp_path}"'
    assert settings.load(written(tmp_path, extra=extra)).fonts == tmp_path


def with_feed(folder: Path, url: str = "https://operator.example/p", file: str = "a.pem") -> Path:
    """Settings with an operator's feed."""
    path = written(folder)
    feed = f'[operator_feed]\nurl = "{url}"\ntoken_file = "{folder}/{file}"\n'
    path.write_text(path.read_text() + feed)
    return path


def test_a_feed_of_an_operator_is_asked_every_minute(tmp_path: Path) -> None:
    found = settings.load(with_feed(tmp_path)).operator_feed
    assert found is not None
    assert (found.every_s, found.ca) == (60, None)


def test_a_feed_that_is_not_https_or_has_no_token_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match=r"operator_feed\.url"):
        settings.load(with_feed(tmp_path, url="http://operator.example/p"))
    with pytest.raises(BadSettings, match="write the operator's token into it"):
        settings.load(with_feed(tmp_path, file="none"))


def test_pull_without_a_feed_ends_with_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["pull", "--config", str(written(tmp_path))]) == 1
    assert "needs the table [operator_feed]" in capsys.readouterr().err


def with_exchange(folder: Path, table: str) -> Path:
    """Settings with a telephone exchange."""
    path = written(folder)
    path.write_text(f"{path.read_text()}[telephony]\n{table}\n")
    return path


def test_an_exchange_speaks_through_files_or_is_an_asterisk(tmp_path: Path) -> None:
    files = 'kind = "file"\nevents = "/a"\ncommands = "/b"'
    assert settings.load(with_exchange(tmp_path, files)).telephony is not None
    (tmp_path / "p").write_text("x")
    rest = f'user = "yizhan"\npassword_file = "{tmp_path}/p"\ntrunk = "PJSIP/{{number}}@trunk"'
    found = settings.load(with_exchange(tmp_path, f'kind = "asterisk"\n{rest}')).telephony
    assert isinstance(found, settings.AsteriskExchange)
    assert (found.seats, found.url) == ("PJSIP/{seat}", "http://127.0.0.1:8088")


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ('kind = "pigeon"', "telephony"),
        ('kind = "file"\nevents = "/a"', "commands"),
        ('kind = "asterisk"\nuser = "x"\npassword_file = "/none"\ntrunk = "{number}"', "password"),
        ('kind = "asterisk"\nuser = "x"\npassword_file = "{f}"\ntrunk = "PJSIP/9"', "trunk"),
        ('kind = "asterisk"\nuser = "x"\npassword_file = "{f}"\ntrunk = "{number.a}"', "trunk"),
    ],
)
def test_an_exchange_that_cannot_be_used_is_named(tmp_path: Path, table: str, says: str) -> None:
    table = table.replace("{f}", str(tmp_path / "a.pem"))
    with pytest.raises(BadSettings, match=says):
        settings.load(with_exchange(tmp_path, table))


def test_the_table_of_tell_is_read_and_without_it_tell_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path)
    assert main(["tell", "--config", str(path)]) == 1
    assert "[callbacks]" in capsys.readouterr().err
    pem = f'"{tmp_path}/a.pem"'
    path.write_text(f"{path.read_text()}[callbacks]\nca = {pem}\ncert = {pem}\nkey = {pem}\n")
    found = settings.load(path).callbacks
    assert found is not None
    assert found.every_s == 1
