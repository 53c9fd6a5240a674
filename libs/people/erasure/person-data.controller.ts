import { Controller, Get, StreamableFile } from '@nestjs/common';
import { For, FromBody, Handle, IdParam } from '#lotse/base';
import { erasePerson, germanDay, PERSON_JSON_PATH, PERSON_ZIP_PATH, personData, type Erasure, type PersonData, type BodyOf } from '#lotse/contract';
import type { Me } from '../sessions.service.js';
import { CurrentMe } from '../who.guard.js';
import { PersonDataService } from './person-data.service.js';

/** What an admin does with the data of one person. The letter about it is made by `reports`, which makes PDFs. */
@Controller()
export class PersonDataController {
  constructor(private readonly data: PersonDataService) {}

  @Handle(personData)
  page(@CurrentMe() me: Me, @IdParam('personId') person: string): Promise<PersonData> {
    return this.data.overview(me, person);
  }

  @Handle(erasePerson)
  erase(@CurrentMe() me: Me, @IdParam('personId') person: string, @FromBody(erasePerson) { name }: BodyOf<typeof erasePerson>): Promise<Erasure> {
    return this.data.erase(me, person, name);
  }

  @Get(PERSON_JSON_PATH)
  @For('admin')
  async file(@CurrentMe() me: Me, @IdParam('personId') person: string): Promise<StreamableFile> {
    const told = await this.data.export(me, person);
    return fileOf(Buffer.from(JSON.stringify(told, null, 1)), told.made, { ending: 'json', type: 'application/json; charset=utf-8' });
  }

  @Get(PERSON_ZIP_PATH)
  @For('admin')
  async files(@CurrentMe() me: Me, @IdParam('personId') person: string): Promise<StreamableFile> {
    const { made, bytes } = await this.data.zip(me, person);
    return fileOf(bytes, made, { ending: 'zip', type: 'application/zip' });
  }
}

function fileOf(bytes: Uint8Array, made: string, { ending, type }: { ending: string; type: string }): StreamableFile {
  const name = `lotse-auskunft-${germanDay(new Date(made))}.${ending}`;
  return new StreamableFile(bytes, { type, disposition: `attachment; filename="${name}"`, length: bytes.length });
}
