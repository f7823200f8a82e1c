"""Made-up names, places and offices: nobody here exists, and no identity number is made at all."""

from itertools import product

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章"
STEMS, BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
# 2,400 names after the calendar, as no registry knows them: 赵甲子, 钱乙丑 …
NAMES = [a + b + c for (b, c), a in product(product(STEMS, BRANCHES), SURNAMES)]
OFFENCES = (
    "危险驾驶罪",
    "盗窃罪",
    "故意伤害罪",
    "诈骗罪",
    "滥伐林木罪",
    "寻衅滋事罪",
    "交通肇事罪",
)
COURTS = {
    "210502": "平山区人民法院",
    "210503": "溪湖区人民法院",
    "210504": "明山区人民法院",
    "210505": "南芬区人民法院",
    "210521": "本溪满族自治县人民法院",
    "210522": "桓仁满族自治县人民法院",
}
WORK = ("务农", "零工", "工厂", "个体经营", "待业", "运输")
NEEDS = ("就业", "法律意识", "家庭关系", "情绪管理", "饮酒")
# more people live there: a second post
LARGE = (
    "210502003", "210502007", "210503005", "210503010", "210504002", "210504005", "210504009",
    "210505001", "210521100", "210522001", "210522100",
)  # fmt: skip
# login, name, role, area, specialist for minors; `{code}` a county
OF_COUNTY = (
    ("xian.{code}", "县区局 甲工", "officer_county", False),
    ("xian2.{code}", "县区局 乙工", "officer_county", False),
    ("minors.{code}", "县区局 专办", "officer_county", True),
    ("head.{code}", "县区局 局长", "head_county", False),
    ("jcy.{code}", "检察院 检察官", "prosecutor", False),
    ("chuangkou.{code}", "法律援助中心 窗口", "clerk", False),
)
OF_CITY = (
    ("shi", "市局 处长", "supervisor_city"),
    ("jiaoshi", "讲师 老师", "educator"),
    ("yunwei", "运维 工程师", "technician"),
    ("guanli", "系统管理员", "administrator"),
    ("chuangkou", "公共法律服务中心 窗口", "clerk"),
    ("fuwu", "公共法律服务科 科长", "head_service"),
)
