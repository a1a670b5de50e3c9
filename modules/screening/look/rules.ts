/** Far more than a line at a gate needs, and far too few to try numbers out. */
export const looksInAnHour = 120;
