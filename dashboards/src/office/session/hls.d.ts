/** The small build has the same words as the whole one. */
declare module "hls.js/light" {
  export { default } from "hls.js";
}
