/**
 * Draws the app's icons: 安 in white strokes on ink blue. Run after changing the drawing:
 * `node web/portal/icons.ts`.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const folder = fileURLToPath(new URL('./public/icons/', import.meta.url));

/** `scale` leaves room around the character: a maskable icon is cut to any shape. */
function drawing(radius: number, scale: number): string {
  const move = 256 * (1 - scale);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512">
  <title>安行 Anxing</title>
  <rect width="512" height="512" rx="${radius}" fill="#1f3a68"/>
  <g transform="translate(${move} ${move}) scale(${scale})" fill="none" stroke="#fff"
     stroke-width="34" stroke-linecap="round" stroke-linejoin="round">
    <path d="M256 84v42"/>
    <path d="M112 196v-42h288v42"/>
    <path d="M236 204c-14 58-34 106-58 144 74 18 138 46 186 82"/>
    <path d="M330 288c-20 74-84 124-196 146"/>
    <path d="M100 286h312"/>
  </g>
</svg>
`;
}

const icon = drawing(112, 1);
await mkdir(folder, { recursive: true });
await writeFile(`${folder}icon.svg`, icon);
for (const size of [192, 512]) {
  await sharp(Buffer.from(icon)).resize(size, size).png().toFile(`${folder}icon-${size}.png`);
}
const maskable = Buffer.from(drawing(0, 0.74));
await sharp(maskable).resize(512, 512).png().toFile(`${folder}maskable-512.png`);
