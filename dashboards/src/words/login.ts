import type { Words } from "./pairs.ts";

export const login = {
  "login.title": ["登录", "Sign in"],
  "login.login": ["登录名", "Login"],
  "login.password": ["密码", "Password"],
  "login.enter": ["登录", "Sign in"],
  "login.login.need": ["请输入登录名", "Enter your login"],
  "login.password.need": ["请输入密码", "Enter your password"],
  "login.wrong": ["登录名或密码不对", "Login or password is wrong"],
  "login.wrong.text": ["请核对后再试；忘记密码请找县区局重设。", "Check both and try again; the county office can reset a password."],
  "login.wait": ["输错次数太多，暂停登录", "Too many wrong tries; sign-in is paused"],
  "login.wait.text": ["请在 {{wait}}后再试。", "Try again in {{wait}}."],
  "login.ended": ["登录已到期", "Your session has ended"],
  "login.ended.text": ["重新登录后会回到刚才那一页。", "After signing in you return to the page you were on."],
} as const satisfies Words;
