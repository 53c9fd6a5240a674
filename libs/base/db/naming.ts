import { DefaultNamingStrategy } from 'typeorm';

/** Columns are snake_case, tables are named by their entity's decorator. */
export class SnakeNaming extends DefaultNamingStrategy {
  override columnName(propertyName: string, customName: string | undefined): string {
    return customName ?? propertyName.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  }
}
