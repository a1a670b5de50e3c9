/** A look and a check count one each. More than a line at a gate needs, and far too few to try numbers out. */
export const looksInAnHour = 240;
