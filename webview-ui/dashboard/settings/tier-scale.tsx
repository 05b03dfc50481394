import { visibleText } from '../parts/visible-text.ts';

interface TierScaleProps {
  readonly simpleBelow: number;
  readonly hardAbove: number;
  /** Empty: filled from what is there. */
  readonly models: Readonly<Record<'simple' | 'medium' | 'hard', readonly string[]>>;
}

/** Complexity from 0 to 1, and which tier a task of each goes to. */
export function TierScale({ simpleBelow, hardAbove, models }: TierScaleProps) {
  const low = clamp(simpleBelow);
  const high = Math.max(low, clamp(hardAbove));
  const zones = [
    { tier: 'simple', from: 0, to: low, example: 'rename a variable' },
    { tier: 'medium', from: low, to: high, example: 'add an option to a command' },
    { tier: 'hard', from: high, to: 1, example: 'redesign the parser' },
  ] as const;
  return (
    <figure className="tier-scale" aria-labelledby="tier-caption">
      <div className="tier-zones">
        {zones.map(({ tier, from, to, example }) => (
          <div key={tier} className={`tier tier-${tier}`} style={{ flexGrow: Math.max(to - from, 0.001) }}>
            <strong>{tier}</strong>
            <span>
              {from.toFixed(2)}–{to.toFixed(2)}
            </span>
            <span className="tier-example">{example}</span>
            <span className="tier-models">{visibleText(models[tier].join(', ') || 'what is there')}</span>
          </div>
        ))}
      </div>
      <figcaption id="tier-caption" className="quiet">
        How complex a task is decides which tier of models it goes to.
      </figcaption>
    </figure>
  );
}

const clamp = (share: number) => Math.min(1, Math.max(0, share));
