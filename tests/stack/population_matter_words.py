"""What made-up people ask of the public legal service, and what they are told."""

from yizhan_collector.rooms.cases.model import Kind

# kind, category, what is asked
ASKED: tuple[tuple[Kind, str, str], ...] = (
    ("advice", "labour.wages", "工地干了{n}个月没发工资,老板说等工程款,该去哪里反映?"),
    ("advice", "family.divorce", "想离婚,孩子{n}岁,需要准备什么材料?"),
    ("advice", "loan", "借出去{n}万元,只有转账记录没有借条,能要回来吗?"),
    ("advice", "traffic", "电动车被追尾,误工{n}天,对方不肯赔误工费。"),
    ("advice", "consumer", "办的健身卡还有{n}个月,店关门了,找谁退钱?"),
    ("advice", "property", "房子漏水找楼上{n}次都不修,怎么办?"),
    ("advice", "fraud", "上个月网上刷单被骗{n}千元,已报警,还能做什么?"),
    ("advice", "family.support", "老人{n}个子女都不愿赡养,可以起诉吗?"),
    ("legal_aid", "legal_aid", "在砖厂打工摔伤,住院{n}天,厂里不认工伤,想申请法律援助。"),
    ("legal_aid", "labour.wages", "{n}名工友一起被欠薪,想申请法律援助。"),
    ("legal_aid", "family.violence", "长期被家暴,带着{n}个孩子住在亲戚家,想申请法律援助。"),
    ("notary", "family.inheritance", "父亲去世留下{n}处房产,继承公证需要哪些材料?"),
    ("notary", "notary", "出国留学要做{n}份公证,多长时间能取?"),
    ("mediation", "property", "两家为{n}米宅基地争了很久,想请调解员来一趟。"),
    ("mediation", "injury", "孩子在学校碰伤,两家说了{n}次没谈拢,想调解。"),
    ("appraisal", "appraisal", "交通事故后{n}个月,伤残鉴定怎么申请?"),
    ("bar_exam", "bar_exam", "法考报名照片{n}次没有通过,怎么处理?"),
    ("publicity", "publicity", "村里{n}户想听一次民法典讲座,能安排吗?"),
    ("lawyer", "administrative", "行政处罚{n}天前送达,想找律师看看能不能复议。"),
    ("complaint", "complaint", "窗口等了{n}个小时没人叫号,建议改进。"),
)  # fmt: skip
URGENT: tuple[tuple[Kind, str, str], ...] = (
    ("advice", "family.violence", "他刚才又打我,我带着{n}个孩子躲在邻居家。"),
    ("advice", "fraud", "对方还在让我转账{n}万元到安全账户,我不知道真假。"),
    ("advice", "labour.dismissal", "劳动仲裁时效还有{n}天就到期了,来得及吗?"),
)
ANSWERED = (
    "可以先向劳动监察大队投诉,电话和地址见下。带上考勤、工资条和身份证。",
    "起诉状样式已附在文件里,向对方住所地法院立案即可。",
    "调解员已与双方约定时间,请带身份证到场。",
    "材料清单见附件,备齐后五个工作日可以办结。",
    "这种情况没有借条也可以起诉,转账记录和聊天记录就是证据。",
)
ASKED_BACK = (
    "请补充:工作地点、起止时间,有没有书面合同?",
    "请问事故认定书下来了吗?请拍照上传。",
)
SAID_MORE = ("补充:有考勤表照片。", "有合同,已经找到了。", "认定书下周才出。")
NOTED = ("电话联系过一次,未接。", "与法援中心核对过,材料属实。")
REASONS = ("对方更熟悉这类事项", "明天起出差一周", "该片区由其负责")
REFERRED = ("应由法律援助中心办理", "属于公证事项")
REFUSED = "该项不属于法律援助事项范围,可自行委托或申请诉讼费减免。"
RATED = ("很快", "解释得清楚", "一般", "等得太久", "没有解决问题")
LAWYERS = ("示例律师事务所 甲律师", "示范律师事务所 乙律师", "法律援助中心 丙律师")
