import {
  type CountryCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/min';

/** Whether a two-letter country has telephone numbers of its own. */
export function isPhoneCountry(country: string): boolean {
  return isSupportedCountry(country);
}

/** A phone number as staff see it, such as `+86 138****0000`. */
export function maskedPhone(phone: string): string {
  const parsed = parsePhoneNumberFromString(phone);
  if (!parsed) return '****';
  const { countryCallingCode, nationalNumber: digits } = parsed;
  const [head, tail] = digits.length > 9 ? [3, 4] : [2, 2];
  return `+${countryCallingCode} ${digits.slice(0, head)}****${digits.slice(-tail)}`;
}

/**
 * A telephone number as E.164, or null when it is none. Numbers of every country are taken with
 * `+` or `00`; without, as one of `country`.
 */
export function cleanPhone(typed: string, country = 'CN'): string | null {
  if (typed.length > 40) return null;
  const plain = typed.normalize('NFKC').trim().replace(/^00/, '+');
  const parsed = parsePhoneNumberFromString(plain, {
    defaultCountry: country as CountryCode,
    extract: false,
  });
  // The small metadata lets a Chinese mobile number pass with a digit too few or too many.
  if (parsed && /^\+861[3-9]/.test(parsed.number) && parsed.number.length !== 14) return null;
  // An extension cannot be called or written to by a machine.
  return parsed?.isValid() && !parsed.ext ? parsed.number : null;
}
