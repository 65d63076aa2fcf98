/** In the place of Kit's `$app/paths` where pictures are drawn: the site lies at the root. */
export const resolve = (path: string): string => path;
