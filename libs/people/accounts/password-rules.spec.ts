import { describe, expect, it } from '@jest/globals';
import { passwordFault } from './password-rules.js';

describe('a new password', () => {
  it.each([
    ['Kurz!23', 'password.short'],
    ['12345678901', 'password.short'],
    ['123456789012', 'password.common'],
    ['passwort1234', 'password.common'],
    ['Passwort2026!', 'password.common'],
    ['P@ssw0rt2026', 'password.common'],
    ['qwertzuiop123', 'password.common'],
    ['asdfghjkl1234', 'password.common'],
    ['hallohallohallo', 'password.common'],
    ['aaaaaaaaaaaa', 'password.common'],
    ['ichliebedich!', 'password.common'],
    ['bayernmuenchen1', 'password.common'],
    ['Sommer2026!!!', 'password.common'],
    ['1q2w3e4r5t6z', 'password.common'],
    ['iloveyou1234', 'password.common'],
    ['adminadmin123', 'password.common'],
    ['Königin-Müller', null],
    ['nordwind trägt drei Kähne', null],
    ['korrekt-pferd-batterie', null],
    ['x9Kq!vT2m#Lp', null],
    ['719403826517', null],
    ['Zwölf Boxkämpfer jagen', null],
  ])('%s: %s', (password, fault) => {
    expect(passwordFault(password)).toBe(fault);
  });

  it('is not made of the person’s own name and address', () => {
    expect(passwordFault('Wiebke.Harms26', ['Wiebke Harms', 'harms@lernwerk.example'])).toBe('password.known');
    expect(passwordFault('Wiebke.Harms26', ['Jonas Petersen', 'j@x.example'])).toBe(null);
  });

  it('has at most 256 characters, counted as people count', () => {
    expect(passwordFault('ä🙂'.repeat(129))).toBe('password.long');
    expect(passwordFault('🙂🙃😶🫠🥲🤐🫥😵')).toBe('password.short');
  });
});
