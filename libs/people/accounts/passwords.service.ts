import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { Problem } from '#lotse/base';
import { PASSWORD_LEAST, PASSWORD_MOST } from '#lotse/contract';
import { passwordFault } from './password-rules.js';

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Keeps and checks passwords (argon2id). A check costs the same whether there is an account or not. */
@Injectable()
export class PasswordsService {
  /** How often a password was compared: tests count it for known and unknown addresses. */
  comparisons = 0;
  private nobody: Promise<string> | undefined;

  /** The hash to keep. Refuses what is too short or common (`password.short`, `password.common`, …). */
  async keep(password: string, known: readonly string[]): Promise<string> {
    const fault = passwordFault(password, known);
    if (fault) throw new Problem('invalid', fault, { least: PASSWORD_LEAST, most: PASSWORD_MOST });
    return hash(password.normalize('NFC'), COST);
  }

  /** Whether the password fits. `kept` is null where there is none: then nobody's is compared, and the answer is no. */
  async fits(kept: string | null, password: string): Promise<boolean> {
    this.comparisons++;
    this.nobody ??= hash(randomBytes(24).toString('base64'), COST);
    const right = await verify(kept ?? (await this.nobody), password.normalize('NFC'));
    return kept !== null && right;
  }
}
