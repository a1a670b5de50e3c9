/** One-time passwords of staff are longer than those of participants: no captcha slows who guesses one. */
export const ofStaff = { groups: 4, length: 4 };
