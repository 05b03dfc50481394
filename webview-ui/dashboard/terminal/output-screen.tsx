import { useEffect, useRef, useState } from 'react';
import type { TabProps } from '../dashboard-host.ts';
import { Icon } from '../parts/icon.tsx';
import { TextField } from '../parts/text-field.tsx';
import { outputIn, type ShownOutput, stepTo } from './output-pieces.ts';
import { openScreen, type Screen } from './screen.ts';

/** The terminal, and a search in it. A chunk of its own: it is read when somebody looks at it. */
export function OutputScreen({ host }: TabProps) {
  const frame = useRef<HTMLDivElement>(null);
  const [screen, setScreen] = useState<Screen>();
  useEffect(() => {
    if (frame.current === null) return undefined;
    const opened = openScreen(frame.current);
    let shown: ShownOutput | undefined;
    const follow = () => {
      const now = outputIn(host.slices());
      if (now === undefined) return;
      const { kind, text } = stepTo(shown, now);
      shown = now;
      if (kind === 'anew') opened.clear();
      opened.write(text);
    };
    follow();
    const unsubscribe = host.subscribe(follow);
    setScreen(opened);
    return () => {
      unsubscribe();
      opened.dispose();
    };
  }, [host]);
  return (
    <>
      <OutputSearch screen={screen} />
      <div className="screen" ref={frame} />
    </>
  );
}

function OutputSearch({ screen }: { readonly screen: Screen | undefined }) {
  const [text, setText] = useState('');
  const [found, setFound] = useState('');
  useEffect(() => screen?.onResults((index, count) => setFound(describe(index, count))), [screen]);
  const search = (direction: 'next' | 'previous', wanted: string) => {
    if (wanted === '') setFound('');
    screen?.search(wanted, direction);
  };
  return (
    <search className="output-search">
      <TextField
        label="Find in output"
        type="search"
        placeholder="Find in output"
        value={text}
        onInput={wanted => {
          setText(wanted);
          search('next', wanted);
        }}
        onEnter={(wanted, isShift) => search(isShift ? 'previous' : 'next', wanted)}
      />
      <button
        type="button"
        className="icon-button"
        aria-label="Previous match"
        onClick={() => search('previous', text)}
      >
        <Icon name="arrow-up" />
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label="Next match"
        onClick={() => search('next', text)}
      >
        <Icon name="arrow-down" />
      </button>
      <span className="quiet" role="status">
        {text === '' ? '' : found}
      </span>
    </search>
  );
}

function describe(index: number, count: number): string {
  if (count === 0) return 'No matches';
  return index < 0 ? `${count} matches` : `${index + 1} of ${count}`;
}
