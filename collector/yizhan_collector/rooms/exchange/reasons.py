"""What is wrong with a row and what to do, in words for the sheet that goes back."""

from yizhan_collector.rooms.exchange.model import Problem, Reason

WORDS: dict[Problem, str] = {
    "missing": "没有填写,请补上",
    "too_long": "太长,请缩短到{hint}个字以内",
    "not_text": "含有看不见的特殊字符,请重新输入",
    "not_a_name": "姓名里只能有文字、数字、空格和间隔号,请更正",
    "not_a_date": "不是有效日期,请写成{hint}这样",
    "not_a_word": "只能填:{hint}",
    "not_a_township": "不在49个乡镇街道中,请按模板里的名称或九位代码填写",
    "another_area": "不属于您的辖区,请交由当地导入",
    "formula": "是公式,请粘贴为数值",
    "out_of_order": "早于它前面的日期,请核对先后",
    "in_the_future": "晚于今天,请核对",
    "in_the_past": "早于今天,请核对;已期满的人员不导入",
    "needs_category": "填写了下次报告日,请同时填写管理等级",
    "is_a_minor": "按出生日期是未成年人,请填“是”,并由未成年人专办人员导入",
    "no_specialist": "未成年人只能由未成年人专办人员导入",
    "minor_without_face": "未成年人不使用人脸,请填“否”",
    "twice": "与本文件第{hint}行重复,请删去一行",
    "other_values": "此人此文书已导入过,内容不同;请在人员页面更正,不在表中改",
    "under_correction": "此人已有正在执行的矫正,请在人员页面核对",
    "refused": "系统未能接收:{hint}",
}


def sentence(reason: Reason) -> str:
    """One reason as a sentence with its column."""
    return f"【{reason.column}】{WORDS[reason.problem].format(hint=reason.hint)}"
