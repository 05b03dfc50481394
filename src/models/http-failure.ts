/** An answer that is no model's answer: an error status, or something that is not a stream. */
export class HttpFailure extends Error {
  override readonly name = 'HttpFailure';
  readonly status: number;
  readonly headers: Headers;
  /** The start of the body. */
  readonly body: string;

  constructor(response: { readonly status: number; readonly headers: Headers }, body: string) {
    super(`HTTP status ${response.status}`);
    this.status = response.status;
    this.headers = response.headers;
    this.body = body;
  }

  get isWebPage(): boolean {
    const type = this.headers.get('content-type') ?? '';
    return type.includes('html') || /^\s*<(?:!doctype|html)/iu.test(this.body);
  }
}
