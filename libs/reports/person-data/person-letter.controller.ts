import { Controller, Get, StreamableFile } from '@nestjs/common';
import { Clock, For, IdParam } from '#lotse/base';
import { germanDay, PERSON_PDF_PATH } from '#lotse/contract';
import { CurrentMe, PersonDataService, type Me } from '#lotse/people';
import { PdfMaker } from '../handover/pdf-maker.js';
import { personLetter } from './person-letter.js';
import { ReceivedReports } from './received-reports.js';

/** The letter about what Lotse holds of a person, for the admin who was asked for it. */
@Controller()
export class PersonLetterController {
  constructor(
    private readonly data: PersonDataService,
    private readonly received: ReceivedReports,
    private readonly clock: Clock,
    private readonly pdfs: PdfMaker,
  ) {}

  @Get(PERSON_PDF_PATH)
  @For('admin')
  async file(@CurrentMe() me: Me, @IdParam('personId') person: string): Promise<StreamableFile> {
    const on = germanDay(this.clock.now());
    const summary = await this.data.summary(me, person);
    const letter = personLetter({ ...summary, received: await this.received.about(me, person) }, on);
    const bytes = Buffer.from(await this.pdfs.make(letter));
    return new StreamableFile(bytes, { type: 'application/pdf', disposition: `attachment; filename="lotse-auskunft-${on}.pdf"`, length: bytes.length });
  }
}
