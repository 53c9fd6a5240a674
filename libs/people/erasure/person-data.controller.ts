import { Controller, Get, StreamableFile } from '@nestjs/common';
import { For, FromBody, Handle, IdParam } from '#lotse/base';
import { erasePerson, germanDay, PERSON_JSON_PATH, personData, type Erasure, type PersonData, type BodyOf } from '#lotse/contract';
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
    const told = (await this.data.export(me, person)) as { made: string };
    const bytes = Buffer.from(JSON.stringify(told, null, 1));
    const name = `lotse-auskunft-${germanDay(new Date(told.made))}.json`;
    return new StreamableFile(bytes, { type: 'application/json; charset=utf-8', disposition: `attachment; filename="${name}"`, length: bytes.length });
  }
}
