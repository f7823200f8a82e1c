/** The places of the own page; each is loaded when it is first opened. */
import { lazy, Suspense } from "react";
import type { RouteObject } from "react-router";
import { Loading, NotFound } from "../kit/states.tsx";

const Shell = lazy(() => import("./shell.tsx"));
const Home = lazy(() => import("./home.tsx"));
const Leave = lazy(() => import("./leave.tsx"));
const Courses = lazy(() => import("./courses.tsx"));
const Lesson = lazy(() => import("./courses/lesson.tsx"));
const Record = lazy(() => import("./record.tsx"));
const Help = lazy(() => import("./help.tsx"));
const Rights = lazy(() => import("./rights.tsx"));
const Complaint = lazy(() => import("./complaint.tsx"));

export const own: RouteObject = {
  path: "/own",
  element: <Suspense fallback={<Loading />}><Shell /></Suspense>,
  children: [
    { index: true, element: <Home /> },
    { path: "leave", element: <Leave /> },
    { path: "courses", element: <Courses /> },
    { path: "courses/:id", element: <Lesson /> },
    { path: "record", element: <Record /> },
    { path: "help", element: <Help /> },
    { path: "rights", element: <Rights /> },
    { path: "complaint", element: <Complaint /> },
    { path: "*", element: <NotFound /> },
  ],
};
