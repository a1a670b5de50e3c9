import sharp from 'sharp';

/** A photo as a phone would take it: a sheet of paper that plainly is a sample. */
export async function photo(title: string): Promise<{
  name: string;
  mimeType: string;
  buffer: Buffer;
}> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="800">
    <rect width="600" height="800" fill="#f7f5ef"/>
    <text x="300" y="400" font-size="40" text-anchor="middle">${title}</text></svg>`;
  const buffer = await sharp(Buffer.from(svg)).jpeg().toBuffer();
  return { name: 'photo.jpg', mimeType: 'image/jpeg', buffer };
}
