"""The sentences of refusals in Chinese; the English ones are their docstrings."""

CHINESE = {
    "not_found": "没有这个页面,或内容已经撤下。可以回到首页查找,或拨打12348。",
    "no_such_page": "列表没有这么多页。请回到第一页。",
    "unprintable": "文字里有系统无法保存的字符,请删去后再提交。",
    "wrong_method": "这个地址不接受这种请求。请回到首页。",
    "invalid_input": "有一项没有填,或填得不合要求。请返回核对后再提交。",
    "wrong_csrf": "页面已经过期。请重新打开这个页面再提交,已填内容请先复制保存。",
    "machine": "系统判断这份表单由机器填写。请不要填写隐藏的一栏,或拨打12348。",
    "too_fast": "您所在网络的请求过于频繁,请稍等再试,或拨打12348。",
    "too_large": "提交的内容太大。请压缩或分次提交。",
    "too_many_attempts": "错误次数太多,请过一会儿再试。",
    "empty_file": "这个文件是空的。请重新选择,或把材料拍成照片。",
    "file_too_large": "每个文件不超过10 MB。请降低照片的分辨率,或分页发送。",
    "unknown_kind": "只收 PDF、JPG、PNG、DOCX、XLSX、TXT 文件。请另存为其中一种再发送。",
    "other_content": "文件内容与文件名的类型不符。请用原来的软件重新保存后再发送。",
    "disguised_program": "这个文件是程序,或伪装成了别的类型。请发送文档或照片。",
    "locked_file": "这个文件加了密,无法查看。请去掉密码另存后再发送。",
    "unsafe_package": "这个文档含有宏、夹带其他文件或展开后过大。请另存为 PDF 再发送。",
    "active_document": "这个 PDF 会自动运行内容或夹带附件。请重新打印成 PDF 再发送。",
    "unavailable": "系统暂时不可用,请稍后再试,或拨打12348。",
    "failed": "系统出错,已经记录。请稍后再试,或拨打12348。",
}
