import type { Words } from "./pairs.ts";

export const problems = {
  "problem.unreachable": ["连不上采集中心", "The collector cannot be reached"],
  "problem.unreachable.text": ["请检查网络;稍后重试。刚才的操作可能没有保存。", "Check the network and try again. What you just did may not have been saved."],
  "problem.page": ["这一页出了问题", "Something went wrong on this page"],
  "problem.page.text": ["请重新打开;若再次出现,请告诉技术员。", "Open it again; if it comes back, tell the technician."],
  "problem.server": ["采集中心出了问题", "The collector has a problem"],
  "problem.server.text": ["已记入日志。稍后重试;若再次出现,请告诉技术员。", "It is in the log. Try again later; if it comes back, tell the technician."],
  "problem.refused": ["没有办成", "It was not done"],
  "problem.401": ["登录已失效,请重新登录", "You are signed out; sign in again"],
  "problem.403": ["您的岗位不能办这件事", "Your role does not allow this"],
  "problem.404": ["没有这条记录,或不归您管", "There is no such record, or it is not yours to see"],
  "problem.409": ["情况已经变了,请刷新后再看", "Things have changed; refresh and look again"],
  "problem.422": ["填写的内容有误", "Something in the form is wrong"],
  "problem.429": ["次数太多,请 {{wait}} 后再试", "Too many tries; wait {{wait}}"],
} as const satisfies Words;
