/** Class names of a CSS Module. */
declare module '*.module.css' {
  const classes: { readonly [name: string]: string | undefined };
  export default classes;
}

/** Styles are imported for their effect; Vite takes them from there. */
declare module '*.css';
