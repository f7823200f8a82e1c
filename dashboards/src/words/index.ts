import { approvals } from "./approvals.ts";
import { checkin } from "./checkin.ts";
import { due } from "./due.ts";
import { kit } from "./kit.ts";
import { login } from "./login.ts";
import { own } from "./own.ts";
import { people } from "./people.ts";
import { posts } from "./posts.ts";
import { problems } from "./problems.ts";
import { quarantine } from "./quarantine.ts";
import { staffs } from "./staffs.ts";
import { today } from "./today.ts";
import { tour } from "./tour.ts";
import { values } from "./values.ts";

export const all = {
  ...kit,
  ...approvals,
  ...values,
  ...problems,
  ...login,
  ...due,
  ...checkin,
  ...people,
  ...own,
  ...posts,
  ...quarantine,
  ...staffs,
  ...today,
  ...tour,
};

/** The key of a text. */
export type Word = keyof typeof all;
