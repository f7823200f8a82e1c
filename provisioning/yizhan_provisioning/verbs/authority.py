"""`authority`: make the certificate authority, renew it, issue, take back, look."""

from datetime import UTC, datetime
from pathlib import Path

import click

from yizhan_provisioning.authority import Authority
from yizhan_provisioning.frame import Verb, Verbs
from yizhan_provisioning.output import Output
from yizhan_provisioning.words import Say

FILE = click.Path(path_type=Path)


def command(say: Say) -> click.Command:
    """The verb and its own."""
    told = say(
        "设备证书机构:根密钥加密离线保存,签发密钥只放在服务器上。",
        "The authority of the boxes: an encrypted root kept offline, an issuing key on the server.",
    )
    return Verbs(
        "authority",
        help=told,
        commands=[_create(say), _renew(say), _issue(say), _revoke(say), _show(say)],
    )


def _folder(say: Say) -> click.Option:
    told = say("证书机构的文件夹", "folder of the authority")
    return click.Option(["--folder"], type=FILE, default="authority", show_default=True, help=told)


def _secret(say: Say) -> click.Option:
    told = say("根密钥口令所在文件;不给则当面询问", "file with the root's passphrase; else it asks")
    existing = click.Path(path_type=Path, exists=True, dir_okay=False)
    return click.Option(["--passphrase-file"], type=existing, help=told)


def _passphrase(output: Output, file: Path | None, new: bool) -> bytes:
    if file:
        found = file.read_bytes().splitlines()
        return found[0] if found else b""
    asked = output.say("根密钥口令", "Passphrase of the root")
    again = output.say("再输一次", "Once more")
    typed = click.prompt(asked, hide_input=True, err=True, confirmation_prompt=again if new else "")
    return str(typed).encode()


def _create(say: Say) -> click.Command:
    @click.pass_obj
    def work(output: Output, folder: Path, passphrase_file: Path | None, trial: bool) -> None:
        new = not (folder / "ca.key").exists()
        asks = not trial and Authority.asks_for_the_root(folder)
        secret = _passphrase(output, passphrase_file, new) if asks else None
        made = Authority.create(folder, datetime.now(UTC), passphrase=secret)
        output.tell(
            f"证书机构已就绪:{folder}。请把 ca.key 移到离线介质,另存一份;"
            "issuing.* 与 ca.crl 只送往服务器。",
            f"The authority is ready in {folder}. Move ca.key to two media kept offline; "
            "issuing.* and ca.crl go to the server and nowhere else.",
            folder=str(folder),
            **_ends(made),
        )

    told = say("建立证书机构;已有的部分保留", "make an authority; what is there already stays")
    open_root = click.Option(
        ["--trial"], is_flag=True, help=say("试用:根密钥不加密", "a trial: the root key lies open")
    )
    return Verb("create", callback=work, help=told, params=[_folder(say), _secret(say), open_root])


def _renew(say: Say) -> click.Command:
    @click.pass_obj
    def work(output: Output, folder: Path, passphrase_file: Path | None) -> None:
        now = datetime.now(UTC)
        shut = b"ENCRYPTED" in _read(folder / "ca.key")
        secret = _passphrase(output, passphrase_file, False) if shut else None
        Authority.renew(folder, now, secret)
        output.tell(
            "签发证书已续一年;请把 issuing.crt 送往服务器并重启 serve 与 work。",
            "The issuing certificate has another year; carry issuing.crt to the server and "
            "restart serve and work.",
            **_ends(Authority(folder)),
        )

    told = say("用根密钥给签发证书续一年", "give the issuing key another year, by the root")
    return Verb("renew", callback=work, help=told, params=[_folder(say), _secret(say)])


def _issue(say: Say) -> click.Command:
    @click.pass_obj
    def work(output: Output, name: str, folder: Path, host: tuple[str, ...]) -> None:
        made = Authority(folder).issue(name, datetime.now(UTC), hosts=host)
        output.tell(
            f"已签发 {made.cert} 与 {made.key}。",
            f"Issued {made.cert} and {made.key}.",
            cert=str(made.cert),
            key=str(made.key),
        )

    told = say(
        "签发一对文件:broker、collector 或对接单位", "issue a pair: broker, collector or a partner"
    )
    where = say("服务器的主机名或 IP,可多次", "host name or IP it serves under; may be repeated")
    hosts = click.Option(["--host"], multiple=True, help=where)
    params = [click.Argument(["name"]), _folder(say), hosts]
    return Verb("issue", callback=work, help=told, params=params)


def _revoke(say: Say) -> click.Command:
    @click.pass_obj
    def work(output: Output, name: str, folder: Path) -> None:
        Authority(folder).revoke(name, datetime.now(UTC))
        output.tell(
            f"{name} 的证书已列入吊销名单 ca.crl;请送往服务器并让 broker 重新读取。",
            f"The certificate of {name} is on ca.crl; carry it to the server, reload the broker.",
            revoked=name,
        )

    told = say(
        "吊销在此签发的证书;点位请在办公页面停用",
        "take back what was issued here; a post is revoked in the office",
    )
    return Verb("revoke", callback=work, help=told, params=[click.Argument(["name"]), _folder(say)])


def _show(say: Say) -> click.Command:
    @click.pass_obj
    def work(output: Output, folder: Path) -> None:
        ends = _ends(Authority(folder))
        output.tell(
            f"根证书至 {ends['root_ends']},签发证书至 {ends['issuing_ends']}。",
            f"The root ends {ends['root_ends']}, the issuing certificate {ends['issuing_ends']}.",
            **ends,
        )

    told = say("看证书何时到期", "when the certificates end")
    return Verb("show", callback=work, help=told, params=[_folder(say)])


def _ends(made: Authority) -> dict[str, str]:
    return {
        "root_ends": made.root.not_valid_after_utc.date().isoformat(),
        "issuing_ends": made.signer.cert.not_valid_after_utc.date().isoformat(),
    }


def _read(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""
