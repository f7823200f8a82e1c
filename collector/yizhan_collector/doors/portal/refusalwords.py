"""The sentences of refusals in Chinese; the English ones are their docstrings."""

CHINESE = {
    "not_found": "没有这个页面,或内容已经撤下。可以回到首页查找,或拨打12348。",
    "invalid_input": "有一项没有填,或填得不合要求。请返回核对后再提交。",
    "wrong_csrf": "页面已经过期。请重新打开这个页面再提交,已填内容请先复制保存。",
    "machine": "系统判断这份表单由机器填写。请不要填写隐藏的一栏,或拨打12348。",
    "too_fast": "您所在网络的请求过于频繁,请稍等再试,或拨打12348。",
    "too_large": "提交的内容太大。请压缩或分次提交。",
    "too_many_attempts": "错误次数太多,请过一会儿再试。",
    "unavailable": "系统暂时不可用,请稍后再试,或拨打12348。",
    "failed": "系统出错,已经记录。请稍后再试,或拨打12348。",
}
