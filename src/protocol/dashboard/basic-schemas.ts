import * as z from 'zod/mini';

// The webview's content security policy forbids eval, which zod would try for speed.
z.config({ jitless: true });

export const text = z.string();
export const texts = z.array(text);
export const count = z.int().check(z.nonnegative());
export const amount = z.number().check(z.nonnegative());
export const costUsd = z.nullable(z.number());
