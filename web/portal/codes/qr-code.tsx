import { useQuery } from '@tanstack/react-query';
import styles from './qr-code.module.css';

/** A QR code, drawn as sharply as the screen can. `name` is what those hear who cannot see it. */
export function QrCode({ text, name }: { text: string; name: string }) {
  const { data: drawing } = useQuery({
    queryKey: ['qr-code', text],
    queryFn: async () => {
      const { create } = await import('qrcode');
      return draw(create(text, { errorCorrectionLevel: 'M' }).modules);
    },
    staleTime: Infinity,
    // The next one comes in half a minute.
    gcTime: 60_000,
    // What was drawn before stays until the next is there.
    placeholderData: (before) => before,
  });
  if (!drawing) return <div className={styles.frame} />;
  return (
    <div className={styles.frame}>
      <svg
        className={styles.code}
        viewBox={`0 0 ${drawing.size} ${drawing.size}`}
        role="img"
        aria-label={name}
        shapeRendering="crispEdges"
      >
        <path d={drawing.path} fill="currentColor" />
      </svg>
    </div>
  );
}

/** The white margin that readers need. */
const quiet = 4;

function draw({ size, data }: { size: number; data: Uint8Array }) {
  let path = '';
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      if (data[y * size + x]) path += `M${x + quiet} ${y + quiet}h1v1h-1z`;
    }
  }
  return { size: size + 2 * quiet, path };
}
