import { aid } from "./aid.ts";
import { alerts } from "./alerts.ts";
import { approvals } from "./approvals.ts";
import { articles } from "./articles.ts";
import { ban } from "./ban.ts";
import { bookings } from "./bookings.ts";
import { checkin } from "./checkin.ts";
import { conduct } from "./conduct.ts";
import { contact } from "./contact.ts";
import { due } from "./due.ts";
import { education } from "./education.ts";
import { exchange } from "./exchange.ts";
import { hotline } from "./hotline.ts";
import { kit } from "./kit.ts";
import { leave } from "./leave.ts";
import { login } from "./login.ts";
import { matters } from "./matters.ts";
import { move } from "./move.ts";
import { ownership } from "./ownership.ts";
import { oversight } from "./oversight.ts";
import { own } from "./own.ts";
import { paper } from "./paper.ts";
import { people } from "./people.ts";
import { positions } from "./positions.ts";
import { posts } from "./posts.ts";
import { problems } from "./problems.ts";
import { quarantine } from "./quarantine.ts";
import { repairs } from "./repairs.ts";
import { rollouts } from "./rollouts.ts";
import { rules } from "./rules.ts";
import { sessions } from "./sessions.ts";
import { sharing } from "./sharing.ts";
import { staffs } from "./staffs.ts";
import { statistics } from "./statistics.ts";
import { term } from "./term.ts";
import { termproblems } from "./termproblems.ts";
import { termvalues } from "./termvalues.ts";
import { tickets } from "./tickets.ts";
import { today } from "./today.ts";
import { tour } from "./tour.ts";
import { values } from "./values.ts";

export const all = {
  ...kit,
  ...aid,
  ...alerts,
  ...approvals,
  ...articles,
  ...values,
  ...problems,
  ...login,
  ...due,
  ...checkin,
  ...conduct,
  ...contact,
  ...paper,
  ...people,
  ...own,
  ...oversight,
  ...ownership,
  ...leave,
  ...matters,
  ...move,
  ...ban,
  ...bookings,
  ...positions,
  ...posts,
  ...quarantine,
  ...exchange,
  ...hotline,
  ...repairs,
  ...rollouts,
  ...rules,
  ...sessions,
  ...sharing,
  ...tickets,
  ...statistics,
  ...staffs,
  ...term,
  ...termproblems,
  ...termvalues,
  ...today,
  ...education,
  ...tour,
};

/** The key of a text. */
export type Word = keyof typeof all;
