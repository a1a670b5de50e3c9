let asked: StorageManager | undefined;

/**
 * Asks the browser, once for each page, not to clear by itself what is stored here: it may do so when the
 * disk is full, or when the page was not opened for a while. It may refuse, and some do not offer it.
 */
export async function askToPersist(): Promise<void> {
  const { storage } = navigator as { storage?: StorageManager };
  if (storage === asked) return;
  asked = storage;
  try {
    await storage?.persist?.();
  } catch {
    // What is stored stays as long as the browser likes.
  }
}
