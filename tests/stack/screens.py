"""Every screen of the office and of the own page, in the order of the work: who opens it, and why.

The accessibility test and the pictures of docs/screens.md walk this one list.
"""

import re
from dataclasses import dataclass

from stack.host import REPO

PAGES = REPO / "dashboards" / "src"
COUNTY, SECOND, HEAD = "xian.210521", "xian2.210521", "head.210521"
SERVICE, WINDOW = "fuwu", "chuangkou"
PROSECUTOR, CITY, ADMIN, TECH = "jcy.210521", "shi", "guanli", "yunwei"
CLERK, CHIEF = "chuangkou.210521", "fuwu"
PERSON = "/people/:id"
TRAJECTORY = "/people/:id/trajectory/:order"
PERIOD = "?from=:from&until=:until&day=:day"


@dataclass(frozen=True)
class Screen:
    """One screen; `login` "" is nobody signed in, `press` the tab that is opened on it."""

    picture: str
    route: str
    login: str
    title: str
    line: str
    query: str = ""
    press: str = ""


def _parts() -> list[Screen]:
    """The parts of one person's record."""
    told = (
        ("head", "概况", "下次报到、最近记录,以及谁因何打开过本卷"),
        ("story", "经过", "入矫以来的每一件事,只增不改"),
        ("term", "矫正", "裁判、期限、类别、小组与方案"),
        ("reporting", "报告", "哪天应报告、以何方式、是否扣除"),
        ("contact", "走访与联系", "走访、谈话与失联查找"),
        ("conduct", "奖惩", "计数有据可查,由人决定"),
        ("leave", "外出", "请假与经常性跨市县活动"),
        ("move", "执行地变更", "两地各自的时限"),
        ("ban_entry", "禁止令", "法院原文与准许进入"),
        ("positioning", "电子定位", "五种情形,三个月为限,县局负责人批准"),
        ("papers", "文书", "编号、送达、作废"),
        ("education", "教育帮扶", "课程、集体教育、公益活动与谈话"),
    )
    return [
        Screen(f"person-{key.replace('_', '-')}", PERSON, COUNTY, f"人员 · {title}", line,
               query=f"?part={key}")
        for key, title, line in told
    ]  # fmt: skip


OFFICES: tuple[Screen, ...] = (
    Screen("login", "/login", "", "登录", "口令登录;错误次数有限"),
    Screen("tour", "/tour", COUNTY, "导览", "按一个完整矫正期走一遍"),
    Screen("today", "/today", COUNTY, "今天", "今天要办的事,按期限排列"),
    Screen("intake", "/intake", COUNTY, "接收", "登记法律文书,接收入矫"),
    Screen("people", "/people", COUNTY, "人员", "本辖区人员;按姓名或报到号查找"),
    Screen("opening", PERSON, SECOND, "打开案卷", "先说明事由,每次都留痕"),
    *_parts(),
    Screen("alerts", "/alerts", COUNTY, "提示 · 对人员", "请人核实的问题,不是结论"),
    Screen("alerts-office", "/alerts", CITY, "提示 · 对机关", "同一引擎也问机关",
           query="?tab=office"),
    Screen("alert", "/alerts", COUNTY, "一条提示", "依据、规则与期限,由人作结论",
           query="?id=:alert"),
    Screen("board", "/alerts", CITY, "督办", "各机关积压,按时间长短", query="?tab=board"),
    Screen("duty", "/alerts", COUNTY, "值班", "没有排班的日子,任何人都可以处理", query="?tab=duty"),
    Screen("alert-rates", "/alerts", CITY, "误报率", "每条规则、每个版本", query="?tab=rates"),
    Screen("sessions", "/sessions", COUNTY, "现场", "摄像头只数人头,不认人"),
    Screen("session", "/sessions/:id", COUNTY, "一次现场", "应到、已到、清点人数,由人作结论"),
    Screen("callouts", "/sessions", COUNTY, "调阅登记", "谁、因何、看了哪一段",
           query="?tab=register"),
    Screen("matters", "/matters", CLERK, "事项办理", "紧急的在最前,其余按期限"),
    Screen("matter", "/matters/:id", CHIEF, "一个事项", "轮到谁、何时到期、做过什么"),
    Screen("party-links", "/matters", CHIEF, "疑似同一人", "系统只提示,由人判断",
           query="?tab=links"),
    Screen("matter-figures", "/matters", CHIEF, "事项数字", "按时答复、办结与评价",
           query="?tab=figures"),
    Screen("hotline", "/hotline", CHIEF, "热线", "坐席、排队与来电"),
    Screen("hotline-backs", "/hotline", CHIEF, "热线 · 回电", "三次为限,每次都记结果",
           query="?tab=backs"),
    Screen("hotline-calls", "/hotline", CHIEF, "热线 · 通话", "每通接通的电话都有工单",
           query="?tab=calls"),
    Screen("hotline-checks", "/hotline", CHIEF, "热线 · 质检", "随机抽取,由他人质检",
           query="?tab=checks"),
    Screen("hotline-figures", "/hotline", CHIEF, "热线 · 指标", "接通率、满意率与目标",
           query="?tab=figures"),
    Screen("due", "/due", COUNTY, "今日报到", "谁今天应报到,谁已到"),
    Screen("checkins", "/checkins", COUNTY, "报到记录", "到达即见,一秒之内",
           query="?show=all"),
    Screen("checkin", "/checkins/:id", COUNTY, "一次报到", "核验经过与人工复核"),
    Screen("approvals", "/approvals", SECOND, "审批", "每件申请由有权的人决定"),
    Screen("leaves", "/leaves", COUNTY, "外出", "请假的申请、期间与销假"),
    Screen("travels", "/leaves", COUNTY, "经常性跨市县活动", "六个月为限", query="?tab=travel"),
    Screen("moves", "/moves", COUNTY, "执行地变更", "每一步由谁办、何时到期"),
    Screen("positioning", "/positioning", COUNTY, "电子定位", "先到期的在前,未告知的标明"),
    Screen("judgement", "/judgement", COUNTY, "研判", "不寻常之处有数有据,等人核实"),
    Screen("trajectory-why", TRAJECTORY, SECOND, "查看轨迹", "先写明事由,本人可见", query=PERIOD),
    Screen("trajectory", TRAJECTORY, COUNTY, "轨迹", "停留、行程、未知与不寻常之处", query=PERIOD),
    Screen("contacts", "/contacts", COUNTY, "走访与联系", "见面与联系的记录"),
    Screen("contact-new", "/contacts/new", COUNTY, "记一次走访", "手机上也能记",
           query="?person=:person"),
    Screen("conduct", "/conduct", COUNTY, "奖惩", "提出、审核、决定、送达"),
    Screen("classes", "/education", COUNTY, "集体教育", "班次与名额"),
    Screen("courses", "/education", COUNTY, "课程", "发布后按版本保存", query="?tab=courses"),
    Screen("offers", "/education", COUNTY, "公益活动", "自愿参加,不设时数", query="?tab=offers"),
    Screen("papers", "/papers", COUNTY, "文书", "按编号查找"),
    Screen("delegations", "/delegations", COUNTY, "委托事项", "县区局委托司法所的权限"),
    Screen("exchange", "/exchange", COUNTY, "导入导出", "先核对,后入库"),
    Screen("complaints", "/complaints", COUNTY, "投诉", "绕开被投诉的单位"),
    Screen("opinions", "/opinions", HEAD, "检察意见", "逐条书面回复"),
    *(
        Screen(f"inspection-{key}", "/inspection", PROSECUTOR, f"检察 · {title}", line,
               query=f"?tab={key}")
        for key, title, line in (
            ("people", "人员", "只读,全辖区"),
            ("sample", "抽查", "按公开种子抽取"),
            ("overdue", "逾期", "过了期限的事项"),
            ("complaints", "投诉", "已提出的投诉与答复"),
            ("opinions", "意见", "提出意见,等待回复"),
        )
    ),
    Screen("sharing", "/sharing", COUNTY, "协同交换", "一份文书一份文书地发送,有依据,有回执"),
    Screen("sharing-tickets", "/sharing", CLERK, "平台工单", "12345 的工单:期限、退回重办与退单"),
    Screen("articles", "/articles", SERVICE, "稿件发布", "一次写好,两人审核,发到各处"),
    Screen("article", "/articles/:id", SERVICE, "一篇稿件", "审核、各渠道预览与投放结果"),
    Screen("article-write", "/articles/:id", WINDOW, "写稿", "边写边看各渠道的样子,写的不会丢",
           query="?write=1"),
    Screen("articles-failures", "/articles", SERVICE, "投放失败", "为什么没发出去,怎么办",
           query="?tab=failures"),
    Screen("articles-columns", "/articles", SERVICE, "栏目", "改名、排序、显示与隐藏",
           query="?tab=columns"),
    Screen("upkeep", "/upkeep", CITY, "责任与更新", "无人负责、久未更新、逾期未答;轮到谁"),
    Screen("upkeep-mine", "/upkeep", CITY, "责任与更新 · 我的", "逐级提醒到本人的",
           query="?tab=mine"),
    Screen("upkeep-score", "/upkeep", CITY, "网站自查", "全国自查的得分、扣分项与预警",
           query="?tab=score"),
    Screen("upkeep-departments", "/upkeep", CITY, "科室", "负责人与分管领导",
           query="?tab=departments"),
    Screen("statistics", "/statistics", COUNTY, "统计", "小数不显示,不排名"),
    Screen("rules", "/rules", COUNTY, "规则", "每个数字的出处与生效日"),
    Screen("rules-levels", "/rules", COUNTY, "规则 · 类别", "各类别的报告频次", press="管理等级"),
    Screen("rules-days", "/rules", COUNTY, "规则 · 日历", "放假的日子", press="不需报告的日子"),
    Screen("audit", "/audit", CITY, "操作留痕", "谁看了什么;链条可校验"),
    Screen("map", "/map", TECH, "地图", "各报到点的位置与状态"),
    Screen("repairs", "/repairs", TECH, "维修", "谁在修、何时到期"),
    Screen("repair", "/repairs/:id", TECH, "维修工单", "经过、备件与结果,可以打印"),
    Screen("spares", "/repairs", TECH, "备件", "各县有多少,哪样不足", query="?tab=stock"),
    Screen("rollouts", "/rollouts", ADMIN, "升级", "一组一组地送,失败到线即停"),
    Screen("rollout", "/rollouts/:id", ADMIN, "一次升级", "每组、每台到了哪一步"),
    Screen("posts", "/posts", TECH, "报到点", "设备的状态与电子屏文字"),
    Screen("claim", "/claim", TECH, "认领终端", "按认领码认领一次;换下旧终端"),
    Screen("post", "/posts/:id", TECH, "一个报到点", "健康、停用与作废"),
    Screen("cameras", "/cameras", TECH, "摄像头", "画面正常、遮挡、移动,自何时起"),
    Screen("quarantine", "/quarantine", TECH, "隔离区", "读不懂的消息,一条不丢"),
    Screen("staffs", "/staffs", ADMIN, "账号", "角色与辖区"),
    Screen("bookings", "/bookings", CLERK, "网点预约", "谁来、何时来、来了没有;可打印"),
    Screen("wall", "/wall", CITY, "大屏", "只有数目,没有姓名;数据旧了就说没有数据"),
    Screen("lost", "/*", COUNTY, "没有这一页", "地址有误时"),
)  # fmt: skip

PHONE: tuple[Screen, ...] = (
    Screen("own-sign-in", "/own", "", "进入本人页面", "报到号与一次性代码"),
    Screen("own-home", "/own", "own", "我的", "下次报到与要做的事"),
    Screen("own-leave", "/own/leave", "own", "请假", "提出、查看、销假"),
    Screen("own-courses", "/own/courses", "own", "学习", "想学就学,不计时数"),
    Screen("own-lesson", "/own/courses/:id", "own", "一门课", "读、听、答"),
    Screen("own-record", "/own/record", "own", "我的记录", "关于我的每一项决定"),
    Screen("own-help", "/own/help", "own", "求助", "选一类,写几句"),
    Screen("own-rights", "/own/rights", "own", "权利", "可以做什么,找谁"),
    Screen("own-complaint", "/own/complaint", "own", "投诉", "不经被投诉的人"),
    Screen("own-lost", "/own/*", "own", "没有这一页", "地址有误时"),
)
NAMED = re.compile(r'path: "([^"]+)"')
KEYED = re.compile(r'\{ key: "([a-z_]+)", (?:word|label):')


def routes() -> set[str]:
    """Every address the page knows, read from its source."""
    office = NAMED.findall((PAGES / "app.tsx").read_text())
    own = NAMED.findall((PAGES / "own" / "routes.tsx").read_text())
    inner = {f"/own/{one}" for one in own if not one.startswith("/")}
    return {"/own"} | inner | {one if one.startswith("/") else f"/{one}" for one in office}


def parts() -> set[str]:
    """The query of every part of a record, read from the source."""
    keys = KEYED.findall((PAGES / "office" / "person" / "panels.tsx").read_text())
    keys += KEYED.findall((PAGES / "office" / "person.tsx").read_text())
    return {f"?part={one}" for one in keys}
