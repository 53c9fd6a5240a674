import * as z from 'zod';
import { texts } from '../services/read-rows.js';

const LINK = 'ltiResourceLink';

/** The settings claim as platforms send it (Deep Linking 2.0, 4.4.1). Booleans come as texts from some. */
export const DeepLinkingClaim = z.object({
  deep_link_return_url: z
    .string()
    .max(2_000)
    .refine((text) => URL.canParse(text)),
  accept_types: texts,
  accept_multiple: z.unknown().optional(),
  accept_lineitem: z.unknown().optional(),
  data: z.string().max(20_000).nullish(),
});

/** What the platform takes back, and where. A missing `accept_lineitem` or `accept_multiple` counts as allowed, as Moodle means it. */
export interface DeepLinkingSettings {
  returnUrl: string;
  data: string | null;
  acceptsLinks: boolean;
  acceptsSeveral: boolean;
  acceptsLineItem: boolean;
}

export function readSettings(claim: z.infer<typeof DeepLinkingClaim>): DeepLinkingSettings {
  const isAllowed = (value: unknown): boolean => value !== false && value !== 'false';
  return {
    returnUrl: claim.deep_link_return_url,
    data: claim.data ?? null,
    acceptsLinks: claim.accept_types.includes(LINK),
    acceptsSeveral: isAllowed(claim.accept_multiple),
    acceptsLineItem: isAllowed(claim.accept_lineitem),
  };
}
