"""Words the kept dictionary lacks, words that say nothing, and words that say the same."""

# of this place and of the field; a long word would hide the shorter ones in it
LOCAL = "公证处,司法所,桥北,高峪,思山岭,下马塘,火连寨,牛心台,草河口,草河掌,雅河,农民工"
# of a question, and of a search where something else is asked for
EMPTY = (
    "的,了,吗,呢,吧,啊,是,在,和,与,及,或,我,你,您,他,她,们,请问,怎么,怎么办,如何,什么,哪里,哪些,多少,"
    "为什么,可以,能,要,想,有,a,an,the,of,to,and,or,how,what,is,i,my,in,for"
)
# how people say it, and how the law does
SAME = (
    "欠薪,讨薪,拖欠工资,劳动报酬",
    "法援,法律援助",
    "家暴,家庭暴力",
    "车祸,交通事故",
    "打官司,诉讼,起诉",
    "遗产,继承",
    "开除,辞退,解除合同",
    "骗子,诈骗",
)
same: dict[str, tuple[str, ...]] = {
    word: tuple(group.split(",")) for group in SAME for word in group.split(",")
}
empty = frozenset(EMPTY.split(","))
added = (*LOCAL.split(","), *same)
