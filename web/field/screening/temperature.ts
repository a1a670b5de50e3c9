/** What a thermometer shows: degrees with one decimal place at most, between these. */
const least = 34;
const most = 43;

/** The temperature that was typed, in whatever digits; null for what no thermometer of people shows. */
export function readTemperature(typed: string): number | null {
  const plain = typed
    .normalize('NFKC')
    .replace(/[，,。]/, '.')
    .replace(/[\s℃°C]/gi, '');
  if (!/^\d{2}(\.\d)?$/.test(plain)) return null;
  const celsius = Number(plain);
  return celsius >= least && celsius <= most ? celsius : null;
}
