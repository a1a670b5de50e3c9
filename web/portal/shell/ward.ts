/**
 * The pages of a ward are those of the portal, below an address of their own: `/portal/<programme>/for/<link>/…`. For
 * whom one acts is settled when a page is opened, and another one is opened anew: nothing of the one is left
 * in memory for the other.
 */

const pattern = /^(\/[^/]+)\/for\/([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})(?=\/|$)/i;

const [, , found] = pattern.exec(window.location.pathname.replace(/^\/portal/, '')) ?? [];

/** The link by which the pages act for a ward; null where they are one's own. */
export const wardLink: string | null = found?.toLowerCase() ?? null;

/** Where the pages of a ward begin. */
export const wardHome = (programme: string, link: string) => `/portal/${programme}/for/${link}/`;

/** Where one's own pages begin. */
export const ownHome = (programme: string) => `/portal/${programme}/`;

/** Keeps the ward in the address, of which the router knows nothing. */
export const wardRewrite = wardLink
  ? {
      input: ({ url }: { url: URL }) => {
        url.pathname = url.pathname.replace(pattern, '$1');
        return url;
      },
      output: ({ url }: { url: URL }) => {
        url.pathname = url.pathname.replace(/^\/[^/]+/, `$&/for/${wardLink}`);
        return url;
      },
    }
  : undefined;
