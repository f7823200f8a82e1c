/** The pages and their addresses; each page is loaded when it is first opened. */
import { lazy, Suspense } from "react";
import { createBrowserRouter, Navigate, Outlet, useRouteError } from "react-router";
import { LiveProvider } from "./kit/live.tsx";
import { allowed } from "./kit/menu.ts";
import { RequireSession, useMe } from "./kit/session.tsx";
import { Shell } from "./kit/shell.tsx";
import { Crashed, Loading, NotFound } from "./kit/states.tsx";
import { own } from "./own/routes.tsx";

const Wall = lazy(() => import("./wall/wall.tsx"));
const Login = lazy(() => import("./office/login.tsx"));
const Today = lazy(() => import("./office/today.tsx"));
const Approvals = lazy(() => import("./office/approvals.tsx"));
const Alerts = lazy(() => import("./office/alerts.tsx"));
const Sessions = lazy(() => import("./office/sessions.tsx"));
const Session = lazy(() => import("./office/session.tsx"));
const Cameras = lazy(() => import("./office/cameras.tsx"));
const Due = lazy(() => import("./office/due.tsx"));
const Checkins = lazy(() => import("./office/checkins.tsx"));
const Checkin = lazy(() => import("./office/checkin.tsx"));
const Intake = lazy(() => import("./office/intake.tsx"));
const People = lazy(() => import("./office/people.tsx"));
const Papers = lazy(() => import("./office/papers.tsx"));
const Person = lazy(() => import("./office/person.tsx"));
const Contacts = lazy(() => import("./office/contacts.tsx"));
const NewContact = lazy(() => import("./office/contact/new.tsx"));
const Conduct = lazy(() => import("./office/conduct.tsx"));
const Leaves = lazy(() => import("./office/leaves.tsx"));
const Moves = lazy(() => import("./office/moves.tsx"));
const Matters = lazy(() => import("./office/matters.tsx"));
const Matter = lazy(() => import("./office/matter.tsx"));
const Hotline = lazy(() => import("./office/hotline.tsx"));
const Judgement = lazy(() => import("./office/judgement.tsx"));
const Positioning = lazy(() => import("./office/positioning.tsx"));
const Trajectory = lazy(() => import("./office/trajectory.tsx"));
const PostMap = lazy(() => import("./office/map.tsx"));
const Claim = lazy(() => import("./office/claim.tsx"));
const Posts = lazy(() => import("./office/posts.tsx"));
const Repairs = lazy(() => import("./office/repairs.tsx"));
const RepairPage = lazy(() => import("./office/repair.tsx"));
const Rollouts = lazy(() => import("./office/rollouts.tsx"));
const RolloutPage = lazy(() => import("./office/rollout.tsx"));
const Post = lazy(() => import("./office/post.tsx"));
const Staffs = lazy(() => import("./office/staffs.tsx"));
const Delegations = lazy(() => import("./office/delegations.tsx"));
const Bookings = lazy(() => import("./office/bookings.tsx"));
const Articles = lazy(() => import("./office/articles.tsx"));
const Article = lazy(() => import("./office/article.tsx"));
const Complaints = lazy(() => import("./office/complaints.tsx"));
const Opinions = lazy(() => import("./office/opinions.tsx"));
const Ownership = lazy(() => import("./office/ownership.tsx"));
const Inspection = lazy(() => import("./office/inspection.tsx"));
const Audit = lazy(() => import("./office/audit.tsx"));
const Education = lazy(() => import("./office/education.tsx"));
const Tour = lazy(() => import("./office/tour.tsx"));
const Statistics = lazy(() => import("./office/statistics.tsx"));
const Sharing = lazy(() => import("./office/sharing.tsx"));
const Exchange = lazy(() => import("./office/exchange.tsx"));
const Rules = lazy(() => import("./office/rules.tsx"));
const Quarantine = lazy(() => import("./office/quarantine.tsx"));

function First() {
  const [first] = allowed(useMe().powers);
  return first ? <Navigate to={`/${first.path}`} replace /> : <NotFound />;
}

function Inside() {
  return (
    <RequireSession>
      <LiveProvider>
        <Shell>
          <Suspense fallback={<Loading />}>
            <Outlet />
          </Suspense>
        </Shell>
      </LiveProvider>
    </RequireSession>
  );
}

function Broken() {
  return <Crashed error={useRouteError()} />;
}

export const router: ReturnType<typeof createBrowserRouter> = createBrowserRouter([
  { ...own, errorElement: <Broken /> },
  { path: "/login", element: <Login />, errorElement: <Broken /> },
  { path: "/wall", element: <Wall />, errorElement: <Broken /> },
  {
    element: <Inside />,
    errorElement: <Broken />,
    children: [
      { index: true, element: <First /> },
      { path: "today", element: <Today /> },
      { path: "approvals", element: <Approvals /> },
      { path: "alerts", element: <Alerts /> },
      { path: "sessions", element: <Sessions /> },
      { path: "sessions/:id", element: <Session /> },
      { path: "due", element: <Due /> },
      { path: "checkins", element: <Checkins /> },
      { path: "checkins/:id", element: <Checkin /> },
      { path: "intake", element: <Intake /> },
      { path: "papers", element: <Papers /> },
      { path: "people", element: <People /> },
      { path: "people/:id", element: <Person /> },
      { path: "contacts", element: <Contacts /> },
      { path: "contacts/new", element: <NewContact /> },
      { path: "conduct", element: <Conduct /> },
      { path: "leaves", element: <Leaves /> },
      { path: "moves", element: <Moves /> },
      { path: "matters", element: <Matters /> },
      { path: "matters/:id", element: <Matter /> },
      { path: "hotline", element: <Hotline /> },
      { path: "judgement", element: <Judgement /> },
      { path: "positioning", element: <Positioning /> },
      { path: "people/:id/trajectory/:order", element: <Trajectory /> },
      { path: "cameras", element: <Cameras /> },
      { path: "map", element: <PostMap /> },
      { path: "claim", element: <Claim /> },
      { path: "posts", element: <Posts /> },
      { path: "posts/:id", element: <Post /> },
      { path: "repairs", element: <Repairs /> },
      { path: "repairs/:id", element: <RepairPage /> },
      { path: "rollouts", element: <Rollouts /> },
      { path: "rollouts/:id", element: <RolloutPage /> },
      { path: "statistics", element: <Statistics /> },
      { path: "exchange", element: <Exchange /> },
      { path: "sharing", element: <Sharing /> },
      { path: "rules", element: <Rules /> },
      { path: "quarantine", element: <Quarantine /> },
      { path: "staffs", element: <Staffs /> },
      { path: "delegations", element: <Delegations /> },
      { path: "bookings", element: <Bookings /> },
      { path: "articles", element: <Articles /> },
      { path: "articles/:id", element: <Article /> },
      { path: "complaints", element: <Complaints /> },
      { path: "opinions", element: <Opinions /> },
      { path: "upkeep", element: <Ownership /> },
      { path: "inspection", element: <Inspection /> },
      { path: "audit", element: <Audit /> },
      { path: "education", element: <Education /> },
      { path: "tour", element: <Tour /> },
      { path: "*", element: <NotFound /> },
    ],
  },
]);
