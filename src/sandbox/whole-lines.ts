/** Hands on UTF-8 text in whole lines, as it comes. */
export interface WholeLines {
  write(bytes: Uint8Array): void;
  /** Hands on what has no end of a line. */
  end(): void;
}

export function wholeLines(onText: (text: string) => void): WholeLines {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let spareBytes = maxStreamedBytes;
  let pending = '';
  const emit = (text: string) => {
    if (text !== '') onText(text);
  };
  const addText = (text: string) => {
    pending += text;
    const end = pending.length > maxLineLength ? pending.length : endOfLines(pending);
    emit(pending.slice(0, end));
    pending = pending.slice(end);
  };

  return {
    write(bytes) {
      if (spareBytes <= 0) return;
      spareBytes -= bytes.length;
      addText(decoder.decode(bytes, { stream: true }));
      if (spareBytes <= 0) addText('\n[… more output is kept for the result, but not shown …]\n');
    },
    end() {
      if (spareBytes > 0) pending += decoder.decode();
      emit(pending);
      pending = '';
    },
  };
}

/** Where the last line ends that is whole. A progress bar ends its lines with a carriage return. */
function endOfLines(text: string): number {
  return Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1;
}

// A longer line is handed on in pieces: nobody reads it, and it must not be held in memory.
const maxLineLength = 16_384;

// A program that prints without end must not drown whoever listens.
const maxStreamedBytes = 4 * 1024 * 1024;
