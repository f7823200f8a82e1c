// Shows how the claim stands; when the box has its name the kiosk page takes this one's place.
const WORDS = {
  waiting: ["正在等待认领。", "Waiting to be claimed."],
  away: ["连不上采集中心,请检查网线与地址;也可用 U 盘认领。", "The collector does not answer: look at cable and address, or use a stick."],
  clock: ["本机时钟不对,请校准时间,之后会自动继续。", "This box's clock is wrong; set it, and it goes on by itself."],
  refused: ["采集中心不接受此认领码,请恢复出厂后重试。", "The collector refuses this code; reset the box and try again."],
  grant: ["U 盘上的认领文件不完整或不属于本机,请重新下载。", "The file on the stick is broken or another box's; download it again."],
  disk: ["无法写入存储卡或 U 盘,请检查。", "Card or stick cannot be written; look at them."],
  claimed: ["已认领,正在启动……", "Claimed, starting…"],
};
const el = (id) => document.getElementById(id);

function show({ code, state }) {
  const [zh, en] = WORDS[state] ?? [state, ""];
  el("code").textContent = code;
  const small = document.createElement("span");
  small.lang = "en";
  small.textContent = en;
  el("state").replaceChildren(zh, document.createElement("br"), small);
}

async function look() {
  try {
    const answer = await fetch("/api/claim", { cache: "no-store" });
    if (answer.status === 404) return location.reload();
    show(await answer.json());
  } catch {
    show({ code: el("code").textContent, state: "claimed" });
  }
  setTimeout(look, 1000);
}

look();
