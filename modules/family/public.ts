/** What the server composes of `family`, which stands at the right end. */
export { wardsByLinks } from './acting/wards.ts';
export { familyRetention } from './retention.ts';
