"""The grounds of each measure, in the words of the law (domain §1.10), pure. There is no other."""

from yizhan_collector.rooms.conduct.measures import Measure
from yizhan_collector.rooms.rules.model import Book
from yizhan_collector.rooms.terms.model import Sentence

GROUNDS: dict[Measure, dict[str, str]] = {
    "praise": {
        "obeyed": "接受社区矫正{praise}个月以上，遵守判决、法律和监督管理规定，积极参加教育",
        "outstanding": "有见义勇为、抢险救灾等突出表现",
    },
    "reprimand": {
        "late_or_away": "不按规定时间报到或者接受社区矫正期间脱离监管，未超过{days}日",
        "rules_minor": "违反关于报告、会客、外出、迁居等规定，情节轻微",
        "education_skipped": "不按规定参加教育学习等活动，经教育仍不改正",
        "other_minor": "其他违反监督管理规定，情节轻微",
    },
    "warning": {
        "no_entry_minor": "违反人民法院禁止令，情节轻微",
        "late_or_away": "不按规定时间报到或者接受社区矫正期间脱离监管，超过{days}日",
        "rules_heavier": "违反关于报告、会客、外出、迁居等规定，情节较重",
        "review_refused": "保外就医的社区矫正对象无正当理由不按时提交病情复查情况，经教育仍不改正",
        "reprimands_no_change": "受到社区矫正机构{times}次训诫，仍不改正",
        "other_heavier": "其他违反监督管理规定，情节较重",
    },
    "security_proposal": {
        "breach_rules": "违反监督管理规定，依法应予治安管理处罚",
        "breach_no_entry": "违反人民法院禁止令，依法应予治安管理处罚",
    },
    "revocation_proposal": {
        "no_entry_serious": "违反禁止令，情节严重",
        "late_or_away": "无正当理由不按规定时间报到或者接受社区矫正期间脱离监管，超过{months}个月",
        "punished_no_change": "因违反监督管理规定受到治安管理处罚，仍不改正",
        "warnings_no_change": "受到社区矫正机构{times}次警告，仍不改正",
        "other_serious": "其他违反有关法律、行政法规和监督管理规定，情节严重",
        "parole_breach": "假释期间有违反法律、行政法规或者监督管理规定的行为，尚未构成新的犯罪",
    },
    "recommit_proposal": {
        "conditions_gone": "不符合暂予监外执行条件，或者暂予监外执行的情形消失后刑期未满",
        "rules_serious": "严重违反有关暂予监外执行监督管理规定",
    },
}
PROBATION = frozenset(GROUNDS["revocation_proposal"]) - {"parole_breach"}


def allowed(measure: Measure, ground: str, sentence: Sentence) -> bool:
    """Whether this is a ground of this measure under this sentence."""
    if measure == "revocation_proposal":
        return ground in (PROBATION if sentence == "probation" else {"parole_breach"})
    return ground in GROUNDS[measure]


def words(measure: Measure, ground: str, book: Book) -> str:
    """The ground in words, with the numbers of the rule book."""
    repeat = "revoke.warnings" if measure == "revocation_proposal" else "warning.reprimands"
    days = "warning.late_days" if measure == "warning" else "reprimand.late_days"
    return GROUNDS[measure][ground].format(
        days=book.number(days),
        times=book.number(repeat),
        months=book.number("revoke.late_months"),
        praise=book.number("praise.months"),
    )
