// The practice lives in this browser: there is nothing a server could render.
export const ssr = false;
export const prerender = true;
