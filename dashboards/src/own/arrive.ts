/** A machine hands a person over with a single-use key behind the "#" of the address, which no
 * server and no log ever sees. It leaves the address here, before any page is drawn. */
const LOOPBACK = ["127.0.0.1", "localhost", "[::1]"];
const BACK = "yizhan.machine";

function take(): string | null {
  if (window.location.pathname !== "/own") return null;
  const given = new URLSearchParams(window.location.hash.slice(1));
  const back = given.get("back");
  if (back && isMachine(back)) {
    sessionStorage.setItem(BACK, back);
    // of this person, not of whoever stood here before
    localStorage.setItem("yizhan.lang", given.get("lang") === "en" ? "en" : "zh");
  }
  if (window.location.hash) window.history.replaceState(window.history.state, "", "/own");
  return given.get("pass");
}

function isMachine(address: string): boolean {
  const url = URL.parse(address);
  return url?.protocol === "http:" && LOOPBACK.includes(url.hostname);
}

let key = take();

/** The key of this arrival, once. */
export function takeKey(): string | null {
  const taken = key;
  key = null;
  return taken;
}

/** The page of the machine this browser belongs to, null on a telephone. */
export function machine(): string | null {
  return sessionStorage.getItem(BACK);
}

// a page that the browser kept whole while somebody else stood here may not come back
window.addEventListener("pageshow", (event) => {
  if (event.persisted && window.location.pathname.startsWith("/own")) window.location.reload();
});
