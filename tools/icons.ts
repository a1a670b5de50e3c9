/**
 * Draws the icons of the apps that are installed on phones: 安 in white strokes on ink blue, for the
 * field app in ink blue on white within the corners of a viewfinder, so that whoever has both can tell
 * them apart. Run after changing the drawing: `node tools/icons.ts`.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { colours } from '../web/shared/tokens.ts';

type IconStyle = { app: string; ground: string; strokes: string; corners: boolean; scale: number };

const looks: IconStyle[] = [
  { app: 'portal', ground: colours.ink, strokes: '#fff', corners: false, scale: 1 },
  { app: 'field', ground: '#fff', strokes: colours.ink, corners: true, scale: 0.74 },
];

const viewfinder =
  '<path d="M60 150V92q0-32 32-32h58M362 60h58q32 0 32 32v58M452 362v58q0 32-32 32h-58M150 452H92q-32 0-32-32v-58"/>';

/** `scale` leaves room around the drawing: a maskable icon is cut to any shape. */
function drawing(look: IconStyle, radius: number, scale: number): string {
  const placed = (by: number) => `translate(${256 * (1 - by)} ${256 * (1 - by)}) scale(${by})`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512">
  <title>安行 Anxing</title>
  <rect width="512" height="512" rx="${radius}" fill="${look.ground}"/>
  <g fill="none" stroke="${look.strokes}" stroke-linecap="round" stroke-linejoin="round">
    ${look.corners ? `<g transform="${placed(scale)}" stroke-width="24">${viewfinder}</g>` : ''}
    <g transform="${placed(look.scale * scale)}" stroke-width="34">
      <path d="M256 84v42"/>
      <path d="M112 196v-42h288v42"/>
      <path d="M236 204c-14 58-34 106-58 144 74 18 138 46 186 82"/>
      <path d="M330 288c-20 74-84 124-196 146"/>
      <path d="M100 286h312"/>
    </g>
  </g>
</svg>
`;
}

for (const look of looks) {
  const folder = join('web', look.app, 'public', 'icons');
  await mkdir(folder, { recursive: true });
  const icon = drawing(look, 112, 1);
  await writeFile(join(folder, 'icon.svg'), icon);
  for (const size of [192, 512]) {
    await sharp(Buffer.from(icon))
      .resize(size, size)
      .png()
      .toFile(join(folder, `icon-${size}.png`));
  }
  const maskable = Buffer.from(drawing(look, 0, 0.74));
  await sharp(maskable).resize(512, 512).png().toFile(join(folder, 'maskable-512.png'));
}
