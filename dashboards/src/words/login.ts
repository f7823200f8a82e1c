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
  "password.change": ["改密码", "Password"],
  "password.title": ["修改自己的密码", "Choose your password"],
  "password.old": ["原密码", "The old password"],
  "password.new": ["新密码", "The new password"],
  "password.hint": ["至少 12 个字符，不含登录名。改后各处须重新登录。", "At least 12 characters without your login. You sign in again everywhere."],
  "password.done": ["密码已改，请重新登录", "Changed; sign in again"],
} as const satisfies Words;
