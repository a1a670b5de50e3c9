/** What other modules may use of `codes`. */
export {};
