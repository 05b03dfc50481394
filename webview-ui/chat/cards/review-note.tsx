import type { ReviewSlice } from '../../../src/protocol/chat/card-slice.ts';

/** What the reviewer found. */
export function ReviewNote({ review: { rootCause, fix, confidence } }: { readonly review: ReviewSlice }) {
  return (
    <dl className="review">
      <dt>Cause</dt>
      <dd dir="auto">{rootCause}</dd>
      {fix !== '' && (
        <>
          <dt>Fix</dt>
          <dd dir="auto">{fix}</dd>
        </>
      )}
      <dt>Confidence</dt>
      <dd>{Math.round(confidence * 100)} %</dd>
    </dl>
  );
}
